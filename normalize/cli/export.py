"""The command that gives changes to other tools: export."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from normalize.cli import complete, console
from normalize.cli.look import Out, archive_of

if TYPE_CHECKING:
    from normalize.report.export import Format


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("export")(export)


def export(
    form: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT",
            help="diff, jsonl, annotations (W3C), brat or csv.",
            show_default=False,
            autocompletion=complete.one_of("formats"),
        ),
    ],
    docs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[DOC]...",
            help="Articles: ids, paths or stems.",
            show_default="all",
            autocompletion=complete.articles,
        ),
    ] = None,
    to: Annotated[
        str,
        typer.Option("--to", metavar="PATH|-", help="A folder for diff and brat, a file for the others; - is stdout."),
    ] = "-",
    out: Out = None,
) -> None:
    """Give the changes of the last run to other tools, in a format of theirs.

    diff: unified diffs, source text to clean text, for `git apply` and `patch`. jsonl: all changes, an article a line
    (`normalize schema changes`). annotations: W3C Web Annotations. brat: standoff files. csv: a row a change.
    An earlier export at the same place is replaced; anything else there is left, and the export refused.
    """
    from normalize.report.export.write import to_file, to_folder

    chosen = _format(form)
    archive = archive_of(out)
    if docs:
        found = {a.id: a for a in map(archive.find, docs)}
        ids, articles = list(found), iter(found.values())
    else:
        ids, articles = [r["id"] for r in archive.records()], iter(archive)
    if to != "-":
        path = Path(to)
        write_folder = chosen.files is not None or path.is_dir()
        if write_folder:
            to_folder(chosen, ids, articles, path)
        else:
            to_file(chosen, articles, path)
        console.say(f"{console.plural(len(ids), 'article')} as {chosen.name} in {to}")
        return
    if chosen.stream is None:
        from normalize.errors import UsageError

        raise UsageError(f"{chosen.name} is several files: name a folder for them with --to FOLDER")
    for chunk in chosen.stream(articles):
        data = chunk if isinstance(chunk, bytes) else chunk.encode("utf-8", "backslashreplace")
        if sys.stdout.isatty():
            console.data(console.harmless(data.decode("utf-8", "backslashreplace")))
        else:
            console.raw(data)


def _format(name: str) -> Format:
    from difflib import get_close_matches

    from normalize.errors import UsageError
    from normalize.report.export import FORMATS

    if name not in FORMATS:
        near = get_close_matches(name, FORMATS, 1, 0.5)
        raise UsageError(
            f"there is no format {name!r}; {f'did you mean {near[0]}? ' if near else ''}known are: {', '.join(FORMATS)}"
        )
    return FORMATS[name]
