"""What an import leaves out, counted by reason, the first of each with their places: nothing goes without a word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TextIO

SHOWN = 10
REASONS = {
    "line": ("line that cannot be read", "lines that cannot be read"),
    "encoding": ("line that is not UTF-8", "lines that are not UTF-8"),
    "long-line": ("line that is too long", "lines that are too long"),
    "broken": ("file that breaks off", "files that break off"),
    "kind": ("entity of another kind", "entities of other kinds"),
    "nameless": ("entity without a usable name", "entities without a usable name"),
    "one-letter": ("name of less than two letters", "names of less than two letters"),
    "too-long": ("name of more than 200 characters", "names of more than 200 characters"),
    "control": ("name with control or damaged characters", "names with control or damaged characters"),
    "single-word": ("single word as another name of a person", "single words as other names of people"),
    "too-many": ("name beyond the first 1,000 of its entity", "names beyond the first 1,000 of their entities"),
    "known": ("entity that the glossaries have already", "entities that the glossaries have already"),
    "same-id": ("entity with the id of an earlier one", "entities with the id of an earlier one"),
    "namesake": ("entity whose main name is another's", "entities whose main names are others'"),
    "taken": ("name that is another entity's", "names that are other entities'"),
}
"""Why something is left out: a closed list, in the order in which it is told; one and many."""


@dataclass
class LeftOut:
    """The account of an import. `everything`, where given, gets a line for each thing: reason, place, what it was."""

    everything: TextIO | None = None
    counts: Counter[str] = field(default_factory=Counter)
    first: dict[str, list[str]] = field(default_factory=dict)

    def add(self, reason: str, place: str, what: str) -> None:
        """Count something that is left out, and remember it where it is among the first."""
        self.counts[reason] += 1
        told = self.first.setdefault(reason, [])
        if len(told) < SHOWN:
            told.append(f"{place}: {what}")
        if self.everything is not None:
            self.everything.write(f"{reason}\t{place}\t{what}\n".encode("utf-8", "backslashreplace").decode("utf-8"))

    def wanted(self, reason: str) -> bool:
        """Return whether the next thing left out for a reason will be told, so that its words are worth making."""
        return self.everything is not None or self.counts[reason] < SHOWN

    def told(self) -> Iterator[str]:
        """Yield what to tell a person: a count for each reason, and the first ones below it."""
        for reason, (one, many) in REASONS.items():
            if count := self.counts[reason]:
                first = self.first.get(reason, [])
                yield f"left out: {count:,} {one if count == 1 else many}"
                yield from (f"  {line}" for line in first)
                if first and count > len(first):
                    yield f"  and {count - len(first):,} more"
