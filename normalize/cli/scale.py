"""Commands for corpora that one machine is too small for: shard."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from normalize.cli import console
from normalize.cli.options import Glossaries, Ignore, Lang, NamesLang
from normalize.cli.task import task_of

if TYPE_CHECKING:
    from normalize.store.engine.plan import Context


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("shard", short_help="Clean one part of many: for Slurm arrays, Kubernetes jobs, GNU parallel.")(shard)


def shard(
    what: Annotated[
        str,
        typer.Argument(
            metavar="survey|I/N|merge",
            help="survey: look at all inputs once. I/N: clean the I-th of N parts. merge: put all parts into one file.",
        ),
    ],
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATH]...", help="Folders or files of articles; for merge, the folder.", show_default="seeds/"
        ),
    ] = None,
    to: Annotated[
        Path, typer.Option("--to", metavar="FOLDER", help="The folder of the parts; for merge, the file.")
    ] = Path("shards"),
    field: Annotated[
        list[str] | None, typer.Option("--field", metavar="WHAT=NAME", help="As of `normalize all`.")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=0, help="Processes; 0 for as many as there are processors.")
    ] = None,
    names_lang: NamesLang = None,
    lang: Lang = "",
    ignore: Ignore = None,
    glossary: Glossaries = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False,
) -> None:
    """Clean one part of a corpus; the parts may be done anywhere, in any order, and again: what is done is not redone.

    First, once: normalize shard survey PATH --to FOLDER. Then, for each I from 1 to N, on any machine that sees the
    paths and the folder: normalize shard I/N PATH --to FOLDER. Last: normalize shard merge FOLDER --to FILE, which
    gives the bytes of `normalize all PATH --to FILE`. The settings must be the same each time. Exit code 3: done, but
    some inputs could not be.
    """
    from normalize.config import find_settings
    from normalize.store.engine.plan import Context

    settings = find_settings()
    task = task_of(settings, names_lang=names_lang, lang=lang, ignore=ignore, glossary=glossary, field=field)
    inputs = tuple(paths or [Path(settings["seeds"].value)])
    steps = {"survey": _survey, "merge": _merge}
    do = steps.get(what, partial(_part, what))
    skipped, told = do(Context(inputs, task), to, settings["jobs"].value if jobs is None else jobs)
    if not quiet:
        console.say(told)
    if skipped:
        raise typer.Exit(3)


def _survey(context: Context, to: Path, jobs: int) -> tuple[int, str]:
    """Look at all inputs."""
    from normalize.store.engine.shard import write_survey
    from normalize.store.work import take_survey

    items = context.items()
    write_survey(to, items, take_survey(items, context.task, jobs))
    return 0, f"survey of {console.plural(len(items), 'article')} in {to}: run `normalize shard 1/N` to N/N now"


def _part(what: str, context: Context, to: Path, jobs: int) -> tuple[int, str]:
    """Clean one part."""
    from normalize.store.engine.plan import Shard
    from normalize.store.engine.shard import process_shard

    stats = process_shard(Shard.parse(what), to, context, jobs)
    skipped = sum(stats.skipped.values())
    reasons = ", ".join(f"{n} {reason}" for reason, n in sorted(stats.skipped.items()))
    said = console.summed_up(stats.articles, stats.changes, stats.suggestions, skipped)
    return skipped, f"{stats.name}: {'done before: ' if stats.fresh else ''}{said}{f' ({reasons})' if reasons else ''}"


def _merge(context: Context, to: Path, _: int) -> tuple[int, str]:
    """Put all parts into one file."""
    from normalize.errors import UsageError
    from normalize.store.engine.merge import merge, shards_in
    from normalize.store.single import quarantine_of

    if len(context.paths) != 1:
        raise UsageError("merge takes one folder: normalize shard merge FOLDER --to FILE")
    folder = context.paths[0]
    done = merge(folder, to, shards_in(folder))
    skipped = len(done.skipped)
    where = f"; {quarantine_of(to)} tells what was skipped" if skipped else ""
    return skipped, f"{console.summed_up(done.articles, done.changes, done.suggestions, skipped)} in {to}{where}"
