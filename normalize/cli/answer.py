"""Answers from scripts and the command line: accept, reject, undo."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from normalize.cli import complete, console
from normalize.cli.look import Out, archive_of
from normalize.cli.project import book_here, decisions_here, proposals

if TYPE_CHECKING:
    from normalize.edits import Decision
    from normalize.edits.decision import Scope, Verdict
    from normalize.review.decisions import Book

Ids = Annotated[
    list[str] | None,
    typer.Argument(metavar="[ID]...", help="Ids of edits, or how they begin; `normalize review --json` lists them."),
]
Rule = Annotated[str, typer.Option("--rule", help="A rule, such as names/listed.", autocompletion=complete.rules)]
From = Annotated[str | None, typer.Option("--from", help="What the edit replaces.")]
To = Annotated[str | None, typer.Option("--to", help="What it becomes; nothing, where it is taken away.")]
Reach = Annotated[
    str,
    typer.Option(
        "--scope",
        help="here, document, everywhere or rule: how far it reaches.",
        show_default="here with an ID, else what the other options tell",
        autocompletion=complete.one_of("scopes"),
    ),
]
Doc = Annotated[str, typer.Option("--doc", help="The article: its id, path or stem.", autocompletion=complete.articles)]
Why = Annotated[str, typer.Option("--why", help="The reason, for people and in the report.")]


def accept(
    ids: Ids = None,
    rule: Rule = "",
    from_: From = None,
    to: To = None,
    scope: Reach = "",
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
    scope: Reach = "",
    doc: Doc = "",
    why: Why = "",
    out: Out = None,
) -> None:
    """Reject changes: they are not made any more. By id, or all that are alike."""
    _decide("reject", ids or [], rule, from_, to, scope, doc, why, out)


def undo(ids: Ids = None, doc: Doc = "", out: Out = None) -> None:
    """Take back the last answer, or the decisions on edits with these ids."""
    from normalize.errors import UsageError
    from normalize.review.answers import latest

    book = book_here()
    if not book.decisions:
        raise UsageError(f"{book.path}: there is no decision to take back")
    gone = list(_kept_on(ids, book, doc, out)) if ids else latest(book.decisions)
    for d in book.undo([d.key for d in gone]):
        console.say(f"taken back: {_said(d)}")
    console.say("run `normalize all` to see the effect")


def _kept_on(ids: Sequence[str], book: Book, doc: str, out: Path | None) -> Iterator[Decision]:
    """Yield the decision that each id names, or that speaks of the edit with this id. Raises UsageError."""
    from normalize.errors import UsageError
    from normalize.review.answers import is_id, named

    decisions = decisions_here()
    for i in ids:
        own = [d for d in book.decisions if is_id(i) and d.id.startswith(i) and doc in ("", d.doc)]
        if len(own) == 1:
            yield own[0]
            continue
        (f,) = named([i], proposals(doc, "", "", out))
        found = f.decision(decisions)
        if found is None:
            raise UsageError(f"nobody has decided on {f.name} in {f.doc}: there is nothing to take back")
        yield found


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
    book = book_here()
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

    for f in named(ids, proposals(doc, "", "", out)):
        yield f.decided(verdict, _scope(scope))
        if f.quiet and scope != "here":
            raise UsageError(f"{f.name} is about tags and white space only: decide it here, or ignore the rule")


def _by_wording(
    verdict: Verdict, rule: str, before: str, after: str, scope: str, doc: str, out: Path | None
) -> Decision:
    """The decision that the options spell out. Raises UsageError where they do not make one."""
    from normalize.edits import Decision
    from normalize.errors import UsageError
    from normalize.settings import rules_named

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


def _scope(said: str) -> Scope:
    from normalize.edits.decision import SCOPES
    from normalize.errors import UsageError

    match = next((scope for scope in SCOPES if scope == said), None)
    if match is None:
        raise UsageError(f"there is no scope {said!r}; the scopes are: {', '.join(SCOPES)}")
    return match


def _said(d: Decision) -> str:
    wording = f" {d.before!r} → {d.after!r}" if d.before or d.after else ""
    place = f" in {d.doc}" if d.doc else ""
    return f"{d.verdict} {d.rule}{wording}, {d.scope}{place}"
