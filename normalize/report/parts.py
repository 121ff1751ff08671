"""What a reader may see of an article: kept and changed stretches, the edits behind them, what was only proposed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, NamedTuple

from normalize.edits import Edit, Fact, Ledger
from normalize.edits.ledger import Source

RemarkStatus = Literal["suggested", "vetoed", "shadowed", "note"]


@dataclass(frozen=True)
class Article:
    """One article as a run left it: where it came from, its facts, its clean text, its ledger."""

    source: str
    facts: dict[str, Any]
    text: str
    ledger: Ledger


@dataclass(frozen=True, slots=True)
class Cause:
    """An edit that was made. `number` is its number in the article, in reading order; quiet ones are counted last.

    A quiet edit deals with tags or white space only. `name` is its fingerprint. `instead` are the numbers of the
    proposals that would have been made without it.
    """

    number: int
    stage: str
    edit: Edit
    quiet: bool
    name: str = ""
    instead: tuple[int, ...] = ()


class Piece(NamedTuple):
    """A stretch of changed source text and the edit that took it first; None for the rest of a word around it."""

    text: str
    by: Cause | None


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the article: kept, where there are no causes, or changed from `before` to `after`.

    `start` counts in the source, `at` in the output. `pieces` spell `before`. `remarks` are the numbers of the
    suggestions and vetoes that are about this kept text.
    """

    start: int
    at: int
    before: str
    after: str
    pieces: tuple[Piece, ...] = ()
    causes: tuple[Cause, ...] = ()
    remarks: tuple[int, ...] = ()

    @property
    def kept(self) -> bool:
        """Whether the source stands here as it was."""
        return not self.causes

    @property
    def wording(self) -> str:
        """What a reader would call the text before: without tags and the space between lines."""
        if not any(c.quiet for c in self.causes) or self.quiet:
            return self.before
        return " ".join("".join(" " if p.by and p.by.quiet else p.text for p in self.pieces).split())

    @property
    def quiet(self) -> bool:
        """Whether only tags and white space changed."""
        return all(c.quiet for c in self.causes)


@dataclass(frozen=True, slots=True)
class Remark:
    """What was said but not done: a suggestion, a veto, a proposal that lost to a better one, a note.

    `start` and `end` say where in the source. `by` is the decision or the rule that stood against it. `name` is the
    fingerprint of a proposal; a note has none.
    """

    number: int
    status: RemarkStatus
    stage: str
    rule: str
    reason: str
    start: int
    end: int
    before: str
    after: str = ""
    confidence: float | None = None
    by: str = ""
    facts: tuple[Fact, ...] = ()
    name: str = ""


@dataclass(frozen=True)
class View:
    """All that a reader may want to see of one article."""

    id: str
    path: str
    lang: str
    origin: Source
    facts: dict[str, Any]
    segments: tuple[Segment, ...]
    causes: tuple[Cause, ...]
    remarks: tuple[Remark, ...]
    stages: tuple[str, ...]

    @cached_property
    def source(self) -> str:
        """The text before any change."""
        return "".join(s.before for s in self.segments)

    @cached_property
    def text(self) -> str:
        """The clean text."""
        return "".join(s.after for s in self.segments)

    @cached_property
    def loud(self) -> tuple[Cause, ...]:
        """The edits that change words, in reading order."""
        return tuple(c for c in self.causes if not c.quiet)

    @cached_property
    def quiet(self) -> tuple[Cause, ...]:
        """The edits that change only tags and white space, in reading order."""
        return tuple(c for c in self.causes if c.quiet)

    @cached_property
    def by_rule(self) -> Counter[str]:
        """How many edits each rule made."""
        return Counter(c.edit.rule for c in self.causes)

    @cached_property
    def by_stage(self) -> Counter[str]:
        """How many edits each stage made."""
        return Counter(c.stage for c in self.causes)

    @cached_property
    def by_status(self) -> Counter[str]:
        """How many proposals were applied, suggested, vetoed, shadowed, and how many notes there are."""
        return Counter({"applied": len(self.causes)}) + Counter(r.status for r in self.remarks)

    @cached_property
    def wording(self) -> dict[int, tuple[str, str]]:
        """What each numbered edit reads before and after, in whole words where it stands alone."""
        found = {c.number: (c.edit.before, c.edit.after) for c in self.causes}
        found |= {s.causes[0].number: (s.before, s.after) for s in self.segments if len(s.causes) == 1}
        return found
