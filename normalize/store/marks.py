"""Which articles of a run are copies of others."""

from __future__ import annotations

from dataclasses import replace

from normalize.store.task import Done
from normalize.text.likeness import Copies, Likeness


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
