"""One change to a text, and one remark about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Fact(NamedTuple):
    """Something that an edit or a note tells about the article: `Fact("byline", "Bona Hyun")`."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace `text[start:end]`, which reads `before`, with `after`.

    Offsets count code points, half open, in the text that the stage was shown. `before` is kept because it checks
    the edit, undoes it and shows it. `confidence` is the chance that a reviewer would accept the edit.
    """

    start: int
    end: int
    before: str
    after: str
    rule: str
    reason: str = ""
    confidence: float = 1.0
    facts: tuple[Fact, ...] = ()

    def __post_init__(self) -> None:
        if self.before == self.after:
            raise ValueError(f"an edit must change something: {self.before!r} at {self.start} ({self.rule})")
        if self.end - self.start != len(self.before) or self.start < 0:
            raise ValueError(f"an edit must span what it replaces: {self.before!r} at {self.start} ({self.rule})")


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on `text[start:end]` that changes nothing: a title that stays in its place, a word that seems lost."""

    start: int
    end: int
    rule: str
    reason: str = ""
    facts: tuple[Fact, ...] = ()


def clash(a: Edit, b: Edit) -> bool:
    """Tell whether two edits cannot both be made: they overlap, or both insert at one point.

    What is inserted where another edit begins or ends stands in front of what that writes, or behind it.
    """
    if a.start == a.end and b.start == b.end:
        return a.start == b.start
    return a.start < b.end and b.start < a.end


def rank(e: Edit) -> tuple[float, int, int, str, str, str, tuple[Fact, ...]]:
    """Sort key of who wins a clash: surer, then longer, then earlier, then by name. A total order on edits."""
    return -e.confidence, e.start - e.end, e.start, e.rule, e.after, e.reason, e.facts
