"""What a run did, in figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from normalize.store.task import Done

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
