"""What a run did, in figures; and which of its articles are copies of others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from normalize.store.work import Done
from normalize.text.likeness import Copies, Likeness

Progress = Callable[[Iterable[Done], int], Iterable[Done]]


@dataclass
class Summary:
    """What a run did: counts, what was skipped and why, and which files changed.

    `redone` of the `articles` were done in this run, the others were fresh.
    """

    articles: int = 0
    changes: int = 0
    suggestions: int = 0
    redone: int = 0
    skipped: list[dict[str, str]] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)

    def take(self, done: Done) -> None:
        """Count what became of an item."""
        self.redone += 1
        self.count(done.id, done.source, done.skip, done.changes, done.suggestions)

    def count(self, id_: str, source: str, skip: tuple[str, str] | None, changes: int, suggestions: int) -> None:
        """Count an article, or note why there is none."""
        if skip is not None:
            self.skipped.append({"id": id_, "source": source, "reason": skip[0], "message": skip[1]})
            return
        self.articles += 1
        self.changes += changes
        self.suggestions += suggestions


class Marks:
    """The articles of a run in order; each that is a copy of an earlier one is marked, and kept."""

    def __init__(self) -> None:
        self._copies = Copies()
        self._ids: list[str] = []

    def original(self, id_: str, likeness: Likeness | None) -> str | None:
        """Take in an article and return the id of the first one that it is a copy of, or None."""
        if likeness is None:
            return None
        first = self._copies.add(likeness)
        self._ids.append(id_)
        return None if first is None else self._ids[first]

    def marked(self, done: Done) -> Done:
        """Return what became of an item, with the id of the first article that it is a copy of in its record."""
        first = self.original(done.id, done.likeness)
        return done if first is None else replace(done, record=done.record | {"duplicate_of": first})
