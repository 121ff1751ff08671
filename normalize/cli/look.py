"""Commands that show and give back: diff, blame, report, rules, restore."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from normalize.cli import complete, console

if TYPE_CHECKING:
    from normalize.edits import Edit
    from normalize.report.parts import View
    from normalize.store.archive import Archive, Archived

Out = Annotated[Path | None, typer.Option("--out", "-o", help="The folder of the outputs.", show_default="out/")]
Doc = Annotated[
    str,
    typer.Argument(
        metavar="[DOC]",
        help="An article: its id, path or stem. All where nothing is said.",
        autocompletion=complete.articles,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Write JSON.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("diff")(diff)
    app.command("blame")(blame)
    app.command("report")(report)
    app.command("rules")(rules)
    app.command("restore")(restore)


def diff(
    doc: Doc = "",
    out: Out = None,
    json: Json = False,
) -> None:
    """Show what was changed in an article, word by word, with rule and reason."""
    from itertools import chain

    from normalize.report.terminal import diff as draw

    archive = archive_of(out)
    articles = [archive.find(doc)] if doc else list(archive)
    if json:
        console.as_json([_changes(a) for a in articles])
        return
    drawn = (draw(_view(article), colour=console.coloured(), width=console.width()) for article in articles)
    console.paged(line for number, shown in enumerate(drawn) for line in chain([""] * bool(number), shown))


def blame(
    place: Annotated[
        str,
        typer.Argument(
            metavar="DOC:LINE[:COL]",
            help="A line of a text in out/texts, and a column of it.",
            autocompletion=complete.articles,
        ),
    ],
    out: Out = None,
    json: Json = False,
) -> None:
    """Say where a line of a clean text came from: its source, and every rule that touched it."""
    from normalize.errors import UsageError
    from normalize.report.terminal import blame as trace
    from normalize.report.terminal import blame_lines

    parts = place.rsplit(":", 2)
    numbers = [int(p) for p in parts[1:] if _is_number(p)]
    name = parts[0] if len(numbers) == len(parts) - 1 else ":".join(parts[:-1])
    numbers = numbers if len(numbers) == len(parts) - 1 else [int(parts[-1])] if _is_number(parts[-1]) else []
    if not numbers or min(numbers) < 1:
        raise UsageError(f"{place!r}: say which line, such as {name or 'article'}:12 or {name or 'article'}:12:7")
    article = archive_of(out).find(name)
    found = trace(_view(article), article.text, *numbers)
    if json:
        rows = [
            {"place": b.place, "text": b.text, "source": b.source, "rules": [_change(c.edit) for c in b.causes]}
            for b in found
        ]
        console.as_json({"format": 1, "id": article.id, "line": numbers[0], "trace": rows})
    else:
        shown = blame_lines(found, colour=console.coloured(), width=console.width())
        console.paged(shown)


def report(
    out: Out = None,
    open_: Annotated[bool, typer.Option("--open", help="Open the report in the browser.")] = False,
    since: Annotated[
        str,
        typer.Option(
            "--since",
            metavar="PATH|REV",
            help="Show what is otherwise than in an earlier run: a folder of outputs, a file of `export jsonl`, or a "
            "revision of git that holds these outputs.",
        ),
    ] = "",
    all_: Annotated[bool, typer.Option("--all", help="With --since: show every change.")] = False,
    page: Annotated[
        Path | None, typer.Option("--page", metavar="FILE", help="With --since: a report that marks what is new.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="With --since: write JSON.")] = False,
) -> None:
    """Write out/report.html anew from the outputs, and say where it is; or compare them with an earlier run."""
    from normalize.errors import UsageError

    archive = archive_of(out)
    if since:
        from normalize.cli.since import show_since

        show_since(archive, since, json=json, every=all_, page=page)
        return
    if all_ or json or page:
        raise UsageError("--all, --json and --page belong to --since: normalize report --since PATH|REV")
    from functools import partial

    from normalize.cli.task import decisions_of
    from normalize.config import find_settings
    from normalize.report.page import redraw
    from normalize.store.house import rebuild_report

    rebuild_report(archive.folder, partial(redraw, decisions=decisions_of(find_settings()).all))
    made = archive.folder / "report.html"
    console.say(str(made))
    if open_:
        typer.launch(made.resolve().as_uri())


def rules(
    name: Annotated[
        str,
        typer.Argument(
            metavar="[ID]",
            help="A rule or stage, such as boilerplate/see-also or names.",
            autocompletion=complete.rules_and_stages,
        ),
    ] = "",
    measured: Annotated[
        bool, typer.Option("--measured", help="Show how sure each rule claims to be, and how often people agreed.")
    ] = False,
    out: Out = None,
    json: Json = False,
) -> None:
    """List the rules, or show one with its examples and counter-examples."""
    from normalize.errors import UsageError
    from normalize.settings import rules_named
    from normalize.stages.order import STAGES

    if measured:
        from normalize.cli.measured import show

        show(out, json=json)
        return
    every = [r for stage in STAGES for r in stage.rules]
    if not name:
        if json:
            console.as_json([{"id": r.id, "about": r.headline} for r in every])
            return
        room = max(len(r.id) for r in every) + 2
        console.data("".join(f"{r.id:<{room}}{_cut(r.headline, console.width() - room)}\n" for r in every))
        console.say(f"{len(every)} rules in {len(STAGES)} stages; `normalize rules ID` shows one with its examples")
        return
    rules_named([name])
    chosen = [r for r in every if r.id == name or r.id.startswith(f"{name}/")]
    if not chosen:
        raise UsageError(f"there is no rule {name!r}")
    if json:
        console.as_json([{"id": r.id, "doc": r.doc, "examples": [_example(e) for e in r.examples]} for r in chosen])
        return
    console.data("\n\n".join(_page(r) for r in chosen) + "\n")


def restore(
    doc: Annotated[
        str,
        typer.Argument(
            metavar="DOC",
            help="An article: its id, path below the input folder, or stem.",
            autocompletion=complete.articles,
        ),
    ],
    out: Out = None,
) -> None:
    """Give a source back, byte for byte, from its clean text and ledger (on the standard output)."""
    from normalize.edits import restore as rebuild

    article = archive_of(out).find(doc)
    console.raw(rebuild(article.ledger, article.text))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def _folder(out: Path | None) -> Path:
    from normalize.config import find_settings

    return out or Path(find_settings()["out"].value)


def archive_of(out: Path | None) -> Archive:
    """Return the outputs in a folder, or in the one of the settings. Raises UsageError where there are none."""
    from normalize.store.archive import Archive

    return Archive(_folder(out))


def _view(article: Archived) -> View:
    from normalize.report.model import view
    from normalize.report.parts import Article

    return view(Article(article.record["source"], {}, article.text, article.ledger))


def _changes(article: Archived) -> dict[str, Any]:
    rows = [
        {"stage": layer.stage, "status": status, **_change(edit)}
        for layer in article.ledger.layers
        for status, edit in (
            *(("applied", e) for e in layer.patch.edits),
            *((f.status, f.edit) for f in layer.others),
        )
    ]
    return {"format": 1, "id": article.id, "changes": rows}


def _change(edit: Edit) -> dict[str, Any]:
    return {
        "rule": edit.rule,
        "before": edit.before,
        "after": edit.after,
        "reason": edit.reason,
        "confidence": edit.confidence,
    }


def _example(example: Any) -> dict[str, Any]:
    from normalize.stages.rule import Example

    recurs = {"recurs": [list(row) for row in example.recurs]} if example.recurs else {}
    if isinstance(example, Example):
        remarks = {"remarks": list(example.remarks)} if example.remarks else {}
        return {"before": example.before, "after": example.after, "lang": example.lang, **recurs, **remarks}
    return {"leave": example.text, "lang": example.lang, **recurs}


def _page(rule: Any) -> str:
    lines = [rule.doc, "", "Examples"]
    for example in rule.examples:
        shown = _example(example)
        if "leave" in shown:
            lines.append(f"  stays   [{shown['lang']}] {_flat(shown['leave'])}")
        else:
            lines.append(f"  before  [{shown['lang']}] {_flat(shown['before'])}")
            lines.append(f"  after   [{shown['lang']}] {_flat(shown['after'])}")
            lines += [f"  remark  on “{_flat(remark)}”" for remark in shown.get("remarks", ())]
        lines += [f"  where   {n} of {total} articles have “{_flat(line)}”" for line, n, total in example.recurs]
    return "\n".join(lines)


def _flat(text: str) -> str:
    from normalize.text.invisible import drawn

    return drawn(text.replace("\n", "⏎")) or "(nothing)"


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else text[: max(room - 1, 1)] + "…"
