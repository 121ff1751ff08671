"""Commands that clean: all, text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from normalize.cli import console
from normalize.cli.inputs import given, spooled
from normalize.cli.options import Glossaries, Ignore, Lang, NamesLang, Only, Until
from normalize.cli.task import task_of

if TYPE_CHECKING:
    from normalize.edits import Decision, Decisions, Ledger
    from normalize.store.archive import Archived
    from normalize.store.summary import Summary
    from normalize.store.task import Task


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("all")(all_)
    app.command("text")(text)


def all_(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATH]...",
            help="Folders or files of articles; - for JSON Lines from the standard input.",
            show_default="seeds/",
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="The folder of the outputs.", show_default="out/")
    ] = None,
    to: Annotated[
        Path | None,
        typer.Option(
            "--to",
            metavar="FILE",
            help="Write one file instead of the folder: .jsonl, .jsonl.gz, .jsonl.zst or .parquet. A row an article, "
            "with text, facts and edits; no ledgers, so sources cannot be restored from it.",
        ),
    ] = None,
    field: Annotated[
        list[str] | None,
        typer.Option(
            "--field",
            metavar="WHAT=NAME",
            help="The field or column that is the text, html, id or title of a record, such as text=content; may be "
            "repeated.",
        ),
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 if anything would change.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say of each article why it is fresh or stale: a line each.")
    ] = False,
    only: Only = None,
    until: Until = "",
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=0, help="Processes; 0 for as many as there are processors.")
    ] = None,
    engine: Annotated[
        str, typer.Option("--engine", metavar="NAME", help="With --to: work in shards; local, or dask for a cluster.")
    ] = "",
    scheduler: Annotated[
        str,
        typer.Option(
            "--scheduler", metavar="ADDRESS", help="Of a Dask cluster, tcp://host:8786; else one is made here."
        ),
    ] = "",
    names_lang: NamesLang = None,
    lang: Lang = "",
    ignore: Ignore = None,
    glossary: Glossaries = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False,
) -> None:
    """Clean all articles: seeds/ → out/, with a report in which every change has its reason.

    Reads text, HTML and Markdown, a file an article; JSON Lines, CSV, TSV, Parquet, WARC, mbox and eml, many articles
    a file; each also packed as .gz or .zst, in any encoding. Other fields of a record go along, as "extra".
    Writes out/texts, out/corpus.jsonl, out/ledgers, out/report.html. Exit code 3: done, but some inputs could not be
    (out/quarantine.jsonl says why).
    """
    from dataclasses import replace
    from functools import partial

    from normalize.config import find_settings
    from normalize.errors import UsageError
    from normalize.glossary import Glossary

    if to is not None and (out is not None or check or explain):
        other = "--check" if check else "--explain" if explain else "--out"
        raise UsageError(f"--to and {other} do not go together: --to writes no folder")
    if (engine or scheduler) and (to is None or not engine):
        raise UsageError("--scheduler goes with --engine, and that with --to: normalize all --engine dask --to FILE")
    settings = find_settings()
    task = task_of(
        settings,
        only=only,
        until=until,
        names_lang=names_lang,
        lang=lang,
        ignore=ignore,
        glossary=glossary,
        field=field,
    )
    Glossary.open(task.glossaries)  # its mistakes are told before anything is written
    folder = out or Path(settings["out"].value)
    workers = settings["jobs"].value if jobs is None else jobs
    with spooled(paths or [Path(settings["seeds"].value)]) as inputs:
        if to is not None:
            from normalize.store.single import quarantine_of

            left = quarantine_of(to)
            summary = _one_file(inputs, to, task, workers, engine, scheduler)
        else:
            from normalize.store.house import build

            left = folder / "quarantine.jsonl"
            summary = build(
                inputs,
                folder,
                replace(task, sheet=_sheet),
                partial(_page, decisions=task.settings.decisions.all),
                jobs=workers,
                check=check,
                progress=console.progress,
                explain=_explain if explain else None,
            )
    if not quiet:
        _tell_skipped(summary.skipped, left)
        console.say(console.summed_up(summary.articles, summary.changes, summary.suggestions, len(summary.skipped)))
        if check:
            console.say(
                f"{console.plural(len(summary.changed), 'file')} would change: run `normalize all`"
                if summary.changed
                else "nothing would change"
            )
        elif to is not None:
            console.say(f"texts, facts and changes in {to}")
        else:
            console.say(f"texts in {folder}/texts, every change with its reason in {folder}/report.html")
        if task.settings.decisions:
            _tell(task.settings.decisions, summary.suggestions)
    if check and summary.changed:
        raise typer.Exit(1)
    if summary.skipped:
        raise typer.Exit(3)


def _one_file(inputs: list[Path], to: Path, task: Task, jobs: int, engine: str, scheduler: str) -> Summary:
    """Clean all into one file: as a stream, or in shards where an engine is named."""
    if not engine:
        from normalize.store.single import build_file

        return build_file(inputs, to, task, jobs=jobs, progress=console.progress)
    from normalize.store.engine.engines import engine_named
    from normalize.store.engine.whole import build_sharded

    return build_sharded(
        inputs, to, task, engine_named(engine), jobs=jobs, address=scheduler, progress=console.progress
    )


def _sheet(article: Archived) -> str:
    """Draw what the report has of an article."""
    from normalize.report.page import drawn

    return drawn(article)


def _page(sheets: Iterable[str], skipped: Sequence[Mapping[str, str]], decisions: Sequence[Decision]) -> Iterable[str]:
    """Put the report together; all that this takes is only loaded where something changed."""
    from normalize.report.page import draw

    return draw(sheets, skipped, decisions)


def _keep(ledger: Ledger, path: Path) -> None:
    """Write a ledger to a file, in the place of another ledger at most."""
    from normalize.errors import RefusedError, RestoreError
    from normalize.store.out import replace_file

    if path.is_file() and (old := path.read_text("utf-8", "replace")):
        try:
            type(ledger).loads(old)
        except RestoreError:
            raise RefusedError(f"{path}: no ledger, and would be overwritten; name another file") from None
    replace_file(path, ledger.dumps())


def _explain(line: str) -> None:
    console.data(f"{console.harmless(line)}\n")


def _tell_skipped(skipped: list[dict[str, str]], left: Path) -> None:
    for entry in skipped[:10]:
        name = entry["source"].replace("\n", "⏎")
        console.say(f"skipped {name}: {entry['message']} ({entry['reason']})")
    if len(skipped) > 10:
        console.say(f"… and {len(skipped) - 10} more: {left}")


def _tell(decisions: Decisions, suggestions: int) -> None:
    """Say which rules people do not agree with, and what to do next."""
    for rule, lang, agreement in decisions.demoted():
        place = f" in {lang}" if lang else ""
        console.say(f"rule {rule} only suggests now{place}: people agreed with {agreement.said}")
    made = console.plural(len(decisions.all), "decision")
    console.say(f"{made} kept, {console.plural(suggestions, 'suggestion')} to review: normalize review")


def text(
    file: Annotated[str, typer.Argument(metavar="[FILE|-]", help="A file, or - for the standard input.")] = "-",
    html: Annotated[bool, typer.Option("--html", help="Read it as HTML, whatever it looks like.")] = False,
    ledger: Annotated[
        Path | None, typer.Option("--ledger", help="Write the record of all changes to this file.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Write text, facts and changes as JSON.")] = False,
    only: Only = None,
    until: Until = "",
    names_lang: NamesLang = None,
    lang: Lang = "",
    ignore: Ignore = None,
    glossary: Glossaries = None,
) -> None:
    """Clean one article: standard input → standard output."""
    from normalize.config import find_settings
    from normalize.errors import UsageError
    from normalize.glossary import Glossary
    from normalize.pipeline import run
    from normalize.store.seeds import read_bytes

    task = task_of(
        find_settings(), only=only, until=until, names_lang=names_lang, lang=lang, ignore=ignore, glossary=glossary
    )
    path = Path(file)
    if file != "-" and not path.is_file():
        raise UsageError(f"{file}: there is no such file")
    raw = given() if file == "-" else read_bytes(path)
    name = "stdin" if file == "-" else path.stem
    kind = "text/html" if html or path.suffix.lower() in (".html", ".htm", ".xhtml") else ""
    result = run(raw, Glossary.open(task.glossaries), task.settings, doc_id=name, media_type=kind)
    if ledger is not None:
        _keep(result.ledger, ledger)
    if json:
        edits = [
            {"rule": e.rule, "before": e.before, "after": e.after, "reason": e.reason, "confidence": e.confidence}
            for e in result.edits
        ]
        console.as_json(
            {"format": 1, "lang": result.lang, "facts": result.facts.as_dict(), "text": result.text, "edits": edits}
        )
    else:
        console.data(result.text)
