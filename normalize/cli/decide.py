"""Commands that decide: review, accept, reject, undo."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from normalize.cli import console
from normalize.cli.look import Json, Out, archive_of
from normalize.cli.web import serve

if TYPE_CHECKING:
    from normalize.edits import Decision, Decisions
    from normalize.edits.decision import Verdict
    from normalize.review.decisions import Book
    from normalize.review.found import Found

Ids = Annotated[
    list[str] | None,
    typer.Argument(metavar="[ID]...", help="Ids of edits, or how they begin; `normalize review --json` lists them."),
]
Rule = Annotated[str, typer.Option("--rule", help="A rule, such as names/listed.")]
From = Annotated[str | None, typer.Option("--from", help="What the edit replaces.")]
To = Annotated[str | None, typer.Option("--to", help="What it becomes; nothing, where it is taken away.")]
Scope = Annotated[
    str,
    typer.Option(
        "--scope",
        help="here, document, everywhere or rule: how far it reaches.",
        show_default="here with an ID, else what the other options tell",
    ),
]
Doc = Annotated[str, typer.Option("--doc", help="The article: its id, path or stem.")]
Why = Annotated[str, typer.Option("--why", help="The reason, for people and in the report.")]

_WAYS = """there is no terminal to ask on. Without one:
  normalize review --json                             the changes with their ids
  normalize accept ID…                                accept some; `reject` likewise
  normalize reject --rule RULE --from TEXT --to TEXT  reject all that are alike
  normalize review --web                              the same in a browser
  normalize review --merge FILE                       take over a file of decisions
  normalize undo [ID…]                                take answers back"""


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("review", short_help="Go through the changes: accept, reject.")(review)
    app.command("accept", short_help="Accept changes by their ids.")(accept)
    app.command("reject", short_help="Reject changes by their ids.")(reject)
    app.command("undo", short_help="Take the last answer back.")(undo)


def review(
    doc: Annotated[
        str, typer.Argument(metavar="[DOC]", help="An article: its id, path or stem. All where nothing is said.")
    ] = "",
    rule: Annotated[str, typer.Option("--rule", help="Only this rule or stage.")] = "",
    lang: Annotated[str, typer.Option("--lang", help="Only articles in this language.")] = "",
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

    book = _book()
    if merge is not None:
        n = book.merge(merge)
        console.say(f"{console.plural(n, 'decision')} taken over into {book.path}" + "; run `normalize all`" * bool(n))
        return
    if web:
        serve(book, archive_of(out))
        return
    decisions = _decisions()
    shown = [f for f in _chosen(doc, rule, lang, out) if not f.quiet]
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


def accept(
    ids: Ids = None,
    rule: Rule = "",
    from_: From = None,
    to: To = None,
    scope: Scope = "",
    doc: Doc = "",
    why: Why = "",
    out: Out = None,
) -> None:
    """Accept changes: they are made even where the rule is not sure. By id, or all that are alike."""
    _decide("accept", ids or [], rule, from_, to, scope, doc, why, out)


def reject(
    ids: Ids = None,
    rule: Rule = "",
    from_: From = None,
    to: To = None,
    scope: Scope = "",
    doc: Doc = "",
    why: Why = "",
    out: Out = None,
) -> None:
    """Reject changes: they are not made any more. By id, or all that are alike."""
    _decide("reject", ids or [], rule, from_, to, scope, doc, why, out)


def undo(ids: Ids = None, out: Out = None) -> None:
    """Take back the last answer, or the decisions on edits with these ids."""
    from normalize.errors import UsageError
    from normalize.review.answers import is_id, latest, named

    book = _book()
    if not book.decisions:
        raise UsageError(f"{book.path}: there is no decision to take back")
    if not ids:
        gone = latest(book.decisions)
    else:
        gone = [d for d in book.decisions if d.id and any(is_id(i) and d.id.startswith(i) for i in ids)]
        rest = [i for i in ids if not any(d.id.startswith(i) for d in gone)]
        found = named(rest, _chosen("", "", "", out)) if rest else []
        wide = [f.decision(_decisions()) for f in found]
        if bare := [f.name for f, d in zip(found, wide, strict=True) if d is None]:
            raise UsageError(f"nobody has decided on {', '.join(bare)}: there is nothing to take back")
        gone += [d for d in wide if d is not None]
    for d in book.undo([d.key for d in gone]):
        console.say(f"taken back: {_said(d)}")
    console.say("run `normalize all` to see the effect")


def _decide(
    verdict: Verdict,
    ids: Sequence[str],
    rule: str,
    from_: str | None,
    to: str | None,
    scope: str,
    doc: str,
    why: str,
    out: Path | None,
) -> None:
    """Write what was decided on the command line, and say it. Raises UsageError where it is not clear what is meant."""
    from normalize.errors import UsageError
    from normalize.review.answers import moment

    if bool(ids) == bool(rule or from_ is not None or to is not None):
        raise UsageError(f"say which edits: normalize {verdict} ID…, or --rule RULE with --from TEXT and --to TEXT")
    book = _book()
    on = moment(book.decisions)
    if ids:
        made = list(_by_id(verdict, ids, scope or "here", doc, out))
    else:
        made = [_by_wording(verdict, rule, from_ or "", to or "", scope, doc, out)]
    made = [replace(d, why=why, on=on) for d in made]
    book.answer(*made)
    for d in made:
        console.say(_said(d))
    console.say(f"written to {book.path}; run `normalize all` to use it")


def _by_id(verdict: Verdict, ids: Sequence[str], scope: str, doc: str, out: Path | None) -> Iterator[Decision]:
    from normalize.errors import UsageError
    from normalize.review.answers import named

    for f in named(ids, _chosen(doc, "", "", out)):
        yield f.decided(verdict, _scope(scope))
        if f.quiet and scope != "here":
            raise UsageError(f"{f.name} is about tags and white space only: decide it here, or ignore the rule")


def _by_wording(
    verdict: Verdict, rule: str, before: str, after: str, scope: str, doc: str, out: Path | None
) -> Decision:
    """The decision that the options spell out. Raises UsageError where they do not make one."""
    from normalize.edits import Decision
    from normalize.errors import UsageError
    from normalize.pipeline import rules_named

    rules_named([rule] if rule else [])
    if "/" not in rule:
        raise UsageError("say which rule with --rule, such as --rule names/listed; `normalize rules` lists them")
    told = scope or ("document" if doc else "everywhere" if before or after else "rule")
    if told == "here":
        raise UsageError("a decision on one place needs an ID; `normalize review --json` lists them")
    place = archive_of(out).find(doc).id if doc else ""
    try:
        return Decision.of({"verdict": verdict, "rule": rule, "scope": told, "doc": place, "from": before, "to": after})
    except ValueError as e:
        raise UsageError(f"{e}; `normalize {verdict} --help` explains the options") from None


def _scope(said: str) -> Any:
    from normalize.edits.decision import SCOPES
    from normalize.errors import UsageError

    if said not in SCOPES:
        raise UsageError(f"there is no scope {said!r}; the scopes are: {', '.join(SCOPES)}")
    return said


def _ask(questions: list[Found], book: Book) -> None:
    """Ask a person about some changes, key by key."""
    import sys

    from normalize.cli.run import task_of
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
    asking = Review(
        questions,
        book,
        Show(console.width(), console.coloured()),
        presses(sys.stdin),
        console.data,
        least=task.settings.decisions.least,
        offers=lambda d, f: offer(d, glossary, suggested=f.status == "suggested"),
        take=lambda o: put(o.file, o.entry, [o.spelling], o.field, task.glossaries),
    )
    tally = asking.run()
    console.say(
        f"{tally.accepted} accepted, {tally.rejected} rejected, {tally.left} left: {book.path}; run `normalize all`"
    )


def _book() -> Book:
    from normalize.config import find_settings
    from normalize.review.decisions import Book

    return Book.open(Path(find_settings()["decisions"].value))


def _decisions() -> Decisions:
    from normalize.cli.run import decisions_of
    from normalize.config import find_settings

    return decisions_of(find_settings())


def _chosen(doc: str, rule: str, lang: str, out: Path | None) -> Iterator[Found]:
    """Yield the proposals of a run that are meant. Raises UsageError where there is no such article or rule."""
    from normalize.pipeline import rules_named
    from normalize.review.found import everything

    rules_named([rule] if rule else [])
    archive = archive_of(out)
    for f in everything([archive.find(doc)] if doc else archive):
        if (not rule or rule in (f.edit.rule, f.stage)) and (not lang or f.lang == lang):
            yield f


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


def _said(d: Decision) -> str:
    wording = f" {d.before!r} → {d.after!r}" if d.before or d.after else ""
    place = f" in {d.doc}" if d.doc else ""
    return f"{d.verdict} {d.rule}{wording}, {d.scope}{place}"


def _share(decisions: Decisions, rule: str, lang: str) -> str:
    found = decisions.measured.get((rule, lang)) or decisions.measured[rule, ""]
    return found.said
