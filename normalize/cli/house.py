"""Commands that tend the house: check, schema."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from normalize.cli import complete, console

if TYPE_CHECKING:
    from normalize.config import Setting


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("check")(check)
    app.command("schema")(schema)


def check(
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="The folder of the outputs.", show_default="out/")
    ] = None,
) -> None:
    """Check that glossaries, cue phrases and decisions have no mistakes and that the outputs are still true.

    Names decisions that match nothing any more, each with the places that look like it. Exit 1 where anything is found.
    """
    from normalize.config import find_settings
    from normalize.errors import ConfigError, RestoreError, UsageError

    try:
        settings = find_settings()
        found = findings(settings, out or Path(settings["out"].value))
    except (ConfigError, UsageError, RestoreError) as e:
        found = [str(e).replace("; nothing was done", "")]
    for line in found:
        console.say(line)
    if found:
        raise typer.Exit(1)
    console.say("glossaries, cue phrases, decisions and outputs are in order")


def findings(settings: dict[str, Setting], folder: Path) -> list[str]:
    """Return what is no longer true of the outputs in a folder, and decisions that match nothing, one a string.

    Raises ConfigError or UsageError for mistakes in what people write, RestoreError where the outputs are broken.
    """
    from normalize.cli.task import task_of
    from normalize.glossary import Glossary
    from normalize.review.decisions import Book
    from normalize.review.orphans import orphans
    from normalize.stages import cues
    from normalize.store.archive import Archive
    from normalize.store.manifest import stale

    for lang in cues.languages():
        cues.cues((lang,))
    task = task_of(settings)
    Glossary.open(task.glossaries)
    book = Book.open(Path(settings["decisions"].value))
    return [*stale(folder, task), *(o.said(book.path) for o in orphans(book, Archive(folder)))]


def schema(
    what: Annotated[
        str,
        typer.Argument(
            help="The kind of file: glossary, decisions, config or changes.",
            autocompletion=complete.one_of("schemas"),
        ),
    ] = "glossary",
) -> None:
    """Print the JSON Schema of a kind of file, which editors complete and check it with."""
    from importlib import import_module

    from normalize.errors import UsageError

    if what not in _SCHEMAS:
        raise UsageError(f"there is no schema of {what!r}; there is one of: {', '.join(_SCHEMAS)}")
    console.as_json(import_module(_SCHEMAS[what]).schema())


_SCHEMAS = {
    "glossary": "normalize.glossary.schema",
    "decisions": "normalize.review.schema",
    "config": "normalize.config",
    "changes": "normalize.report.export.schema",
}
