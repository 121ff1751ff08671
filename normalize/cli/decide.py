"""Commands that decide: review, accept, reject, undo."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from normalize.cli import complete, console
from normalize.cli.answer import accept, reject, undo
from normalize.cli.look import Doc, Json, Out, archive_of
from normalize.cli.project import book_here, decisions_here, proposals
from normalize.cli.web import serve

if TYPE_CHECKING:
    from normalize.edits import Decisions
    from normalize.review.decisions import Book
    from normalize.review.found import Found

_WAYS = """there is no terminal to ask on. Without one:
  normalize review --json                             the changes with their ids
  normalize accept ID…                                accept some; `reject` likewise
  normalize reject --rule RULE --from TEXT --to TEXT  reject all that are alike
  normalize review --web                              the same in a browser
  normalize review --merge FILE                       take over a file of decisions
  normalize undo [ID…]                                take answers back"""


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("review")(review)
    app.command("accept")(accept)
    app.command("reject")(reject)
    app.command("undo")(undo)


def review(
    doc: Doc = "",
    rule: Annotated[
        str, typer.Option("--rule", help="Only this rule or stage.", autocompletion=complete.rules_and_stages)
    ] = "",
    lang: Annotated[
        str, typer.Option("--lang", help="Only articles in this language.", autocompletion=complete.languages)
    ] = "",
    sample: Annotated[
        int, typer.Option("--sample", metavar="N", min=0, help="Ask about the N most telling changes only.")
    ] = 0,
    web: Annotated[bool, typer.Option("--web", help="Review in the browser; every answer is saved.")] = False,
    merge: Annotated[
        Path | None, typer.Option("--merge", metavar="FILE", help="Take over the decisions of another file.")
    ] = None,
    out: Out = None,
    json: Json = False,
) -> None:
    """Go through the changes one by one and accept or reject them; every answer is written at once.

    What you decide stands in glossaries/decisions.yaml, takes effect with the next `normalize all`, and is found again
    after rules, glossaries and articles have changed.
    """
    from normalize.errors import UsageError
    from normalize.review.measure import sample as most_telling

    book = book_here()
    if merge is not None:
        n = book.merge(merge)
        console.say(f"{console.plural(n, 'decision')} taken over into {book.path}" + "; run `normalize all`" * bool(n))
        return
    if web:
        serve(book, archive_of(out))
        return
    decisions = decisions_here()
    shown = [f for f in proposals(doc, rule, lang, out) if not f.quiet]
    if sample:
        shown, enough = most_telling(shown, decisions, sample)
        for name, code in enough:
            console.say(f"{name} in {code} needs no more asking: people agreed with {_share(decisions, name, code)}")
    if json:
        console.as_json({"format": 1, "changes": [_row(f, decisions) for f in shown]})
        return
    if not console.asks():
        raise UsageError(_WAYS)
    _ask([f for f in shown if f.status in ("applied", "suggested") and f.decision(decisions) is None], book)


def _ask(questions: list[Found], book: Book) -> None:
    """Ask a person about some changes, key by key."""
    import sys

    from normalize.cli.task import task_of
    from normalize.config import find_settings
    from normalize.glossary import Glossary
    from normalize.review.ask import Review
    from normalize.review.keyboard import presses
    from normalize.review.offer import offer, put
    from normalize.review.show import Show

    if not questions:
        console.say("nothing is left to review here")
        return
    task = task_of(find_settings())
    glossary = Glossary.open(task.glossaries)
    with presses(sys.stdin) as keys:
        tally = Review(
            questions,
            book,
            Show(console.width(), console.coloured()),
            keys,
            console.data,
            least=task.settings.decisions.least,
            offers=lambda d, f: offer(d, glossary, suggested=f.status == "suggested"),
            take=lambda o: put(o.file, o.entry, [o.spelling], o.field, task.glossaries),
        ).run()
    console.say(
        f"{tally.accepted} accepted, {tally.rejected} rejected, {tally.left} left: {book.path}; run `normalize all`"
    )


def _row(f: Found, decisions: Decisions) -> dict[str, Any]:
    decided = f.decision(decisions)
    return {
        "id": f.name,
        "doc": f.doc,
        "lang": f.lang,
        "stage": f.stage,
        "rule": f.edit.rule,
        "status": f.status,
        "by": f.by,
        "before": f.edit.before,
        "after": f.edit.after,
        "confidence": f.edit.confidence,
        "reason": f.edit.reason,
        "near": f.near,
        "decision": decided.row() if decided else None,
    }


def _share(decisions: Decisions, rule: str, lang: str) -> str:
    found = decisions.measured.get((rule, lang)) or decisions.measured[rule, ""]
    return found.said
