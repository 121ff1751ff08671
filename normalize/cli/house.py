"""Commands that tend the house: check, doctor."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from normalize.cli import console


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("check", short_help="Check glossaries and outputs.")(check)
    app.command("doctor", short_help="Say what is wrong with this set-up.")(doctor)
    app.command("schema", short_help="Print the JSON Schema of a kind of file.")(schema)


def check(
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="The folder of the outputs.", show_default="out/")
    ] = None,
) -> None:
    """Check that glossaries, cue phrases and decisions have no mistakes and that the outputs are still true.

    Names decisions that match nothing any more, each with the places that look like it. Exit 1 where anything is found.
    """
    from normalize.cli.run import task_of
    from normalize.config import find_settings
    from normalize.errors import ConfigError, RestoreError, UsageError
    from normalize.glossary import Glossary
    from normalize.review.decisions import Book
    from normalize.review.orphans import orphans
    from normalize.stages import cues
    from normalize.store.archive import Archive
    from normalize.store.manifest import stale

    settings = find_settings()
    folder = out or Path(settings["out"].value)
    found: list[str] = []
    try:
        for lang in cues.languages():
            cues.cues((lang,))
        task = task_of(settings)
        Glossary.open(task.glossaries)
        book = Book.open(Path(settings["decisions"].value))
        found += stale(folder, task)
        found += [o.said(book.path) for o in orphans(book, Archive(folder))]
    except (ConfigError, UsageError, RestoreError) as e:
        found.append(str(e).replace("; nothing was done", ""))
    for line in found:
        console.say(line)
    if found:
        raise typer.Exit(1)
    console.say("glossaries, cue phrases, decisions and outputs are in order")


def doctor() -> None:
    """Say what this installation is made of, where its settings come from, and what is wrong with it."""
    import platform
    from importlib import metadata

    from normalize import __version__
    from normalize.config import KNOWN, find_settings
    from normalize.errors import ConfigError, UsageError
    from normalize.glossary import Glossary
    from normalize.stages import STAGES, cues

    troubles: list[str] = []
    console.data(f"normalize {__version__}, Python {platform.python_version()}\n\n")
    console.data("Packages\n")
    for name in (
        "beautifulsoup4",
        "lxml",
        "babel",
        "chardet",
        "ftfy",
        "langdetect",
        "numpy",
        "py3langid",
        "pyyaml",
        "regex",
        "rensa",
        "typer",
    ):
        try:
            console.data(f"  {name:<16}{metadata.version(name)}\n")
        except metadata.PackageNotFoundError:
            troubles.append(f"the package {name} is missing: pip install {name}")
    console.data("\nSettings\n")
    settings = find_settings()
    for key, setting in settings.items():
        console.data(f"  {key:<16}{setting.value!r}  ({setting.origin}: {KNOWN[key][2]})\n")
    console.data("\nKnowledge\n")
    console.data(
        f"  {sum(len(s.rules) for s in STAGES)} rules in {len(STAGES)} stages: {' → '.join(s.name for s in STAGES)}\n"
    )
    console.data(f"  cue phrases of {len(cues.languages())} languages: {' '.join(cues.languages())}\n")
    try:
        glossary = Glossary.load([Path(p) for p in settings["glossaries"].value] or None)
        console.data(f"  {len(glossary)} glossary entries\n")
        for file in glossary.files:
            console.data(f"    {file}\n")
    except (ConfigError, UsageError) as e:
        troubles.append(str(e))
    seeds = Path(settings["seeds"].value)
    if not seeds.is_dir():
        troubles.append(
            f"{seeds}/ is no folder here: make it and put articles into it, or name a folder: normalize all FOLDER"
        )
    console.data("\n")
    for trouble in troubles:
        console.say(f"wrong: {trouble}")
    if troubles:
        raise typer.Exit(1)
    console.data("Nothing is wrong.\n")


def schema(
    what: Annotated[str, typer.Argument(help="The kind of file: glossary, decisions, config or changes.")] = "glossary",
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
