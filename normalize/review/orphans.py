"""Decisions that speak of nothing any more: named with what looks like them, never attached to it."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from normalize.edits import Decision
from normalize.edits.decision import Key
from normalize.review.decisions import Book
from normalize.review.found import Found, everything
from normalize.store.archive import Archived

_MOST = 3  # candidates of one orphan
_LIKE = 0.6  # likeness, from 0 to 1, from which two places are worth a look


class Candidate(NamedTuple):
    """A place that an orphan may have meant: the article, the name of the edit there, and what speaks for it."""

    doc: str
    name: str
    near: str
    because: str


class Orphan(NamedTuple):
    """A decision that matches no proposal, the line of its file, from 1, and what it may have meant."""

    decision: Decision
    line: int
    candidates: tuple[Candidate, ...]

    def said(self, path: Path) -> str:
        """Return it as a message for people: file and line, what it is, and each candidate on a line of its own."""
        d = self.decision
        place = f" in {d.doc}" if d.doc else ""
        what = f"{d.verdict} {d.rule} ({d.scope}{place}) matches no edit any more"
        rows = [f"    {c.because}: {c.doc} {c.name} {c.near}" for c in self.candidates]
        hint = "is it one of these? Decide there, and undo this one" if rows else "undo it, or keep it for another day"
        return "\n".join([f"{path}:{self.line}: {what}; {hint}", *rows])


def orphans(book: Book, articles: Iterable[Archived]) -> list[Orphan]:
    """Return the decisions of a book that match no proposal in some articles, in the order of the file.

    One on a whole rule speaks of no place, and is never an orphan.
    """
    asked = [d for d in book.decisions if d.scope != "rule"]
    if not asked:
        return []
    lone: dict[Key, Decision] = {d.key: d for d in asked}
    like = _Alike(asked)
    for f in everything(articles):
        for scope in ("here", "document", "everywhere"):
            lone.pop(f.decided("accept", scope).key, None)
        like.look(f)
    return [Orphan(d, book.line(d.key), like.candidates(d)) for d in lone.values()]


class _Alike:
    """Proposals that have something in common with some decisions."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        decisions = list(decisions)
        self._names = {d.id for d in decisions} - {""}
        self._wordings = {(d.before, d.after) for d in decisions}
        self._docs = {d.doc for d in decisions if d.near}
        self._found: list[Found] = []

    def look(self, f: Found) -> None:
        """Keep a proposal that may be a candidate."""
        if f.quiet:
            return
        if f.name in self._names or (f.edit.before, f.edit.after) in self._wordings or f.doc in self._docs:
            self._found.append(f)

    def candidates(self, d: Decision) -> tuple[Candidate, ...]:
        """Return the likeliest of what was kept: the same edit elsewhere, or a place that reads alike."""
        scored = ((*_likeness(d, f), f) for f in self._found)
        best = sorted((s for s in scored if s[0]), key=lambda s: (-s[0], s[2].doc, s[2].start))
        unique = {(f.doc, f.name): Candidate(f.doc, f.name, f.near, why) for _, why, f in best}
        return tuple(unique.values())[:_MOST]


def _likeness(d: Decision, f: Found) -> tuple[float, str]:
    """How much speaks for a proposal as what a decision meant, and in which words."""
    if f.name == d.id:
        return 3.0, "the same edit in another article"
    same = (f.edit.before, f.edit.after) == (d.before, d.after)
    if not d.doc or f.doc != d.doc:
        return (1.0, "the same wording, another rule") if same and not d.doc else (0.0, "")
    alike = SequenceMatcher(None, d.near, f.near, autojunk=False).ratio() if d.near else 0.0
    if same:
        return 2.0 + alike, "the same wording elsewhere in the article"
    return (alike, "a place that reads alike") if alike >= _LIKE else (0.0, "")
