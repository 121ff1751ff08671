"""How likely two words are the same word written twice: an alignment of their sounds with learned gains.

A gain is the logarithm of how much more often two sounds stand for each other than by chance, or how much more often
one stands alone. There is a table a script: rows are the sounds of the Latin spelling, columns those of the other,
number 0 is "no sound". The tables were learned by expectation maximisation from pairs of names (Ristad and Yianilos
1998).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from normalize.glossary.link import letters
from normalize.glossary.link.phonemes import Script

Floats = npt.NDArray[np.float32]
Codes = npt.NDArray[np.uint8]

SIZE: Final = len(letters.SOUNDS) + 1
_CODE: Final = {s: n + 1 for n, s in enumerate(letters.SOUNDS)}
_PLAIN: Final = np.array([0, *(_CODE[letters.PLAIN.get(s, s)] for s in letters.SOUNDS)], np.uint8)
_LOST: Final = np.float32(-0.5)  # what an ending of up to three sounds more costs, once


@cache
def codes(sounds: str) -> Codes:
    """Return sounds as numbers."""
    return np.array([_CODE[s] for s in sounds], np.uint8)


def padded(all_sounds: list[str]) -> Codes:
    """Return words as the rows of an array, with 0 after their end."""
    out = np.zeros((len(all_sounds), max(map(len, all_sounds), default=0)), np.uint8)
    for row, sounds in zip(out, all_sounds, strict=True):
        row[: len(sounds)] = codes(sounds)
    return out


@dataclass(frozen=True, eq=False)
class Gains:
    """`tables` has the shape (scripts, sounds + 1, sounds + 1)."""

    tables: Floats

    @cached_property
    def _plain(self) -> Floats:
        """For two spellings neither of which is Latin: both as Latin would have them."""
        return np.ascontiguousarray(self.tables[Script.LATIN][_PLAIN][:, _PLAIN])

    @cached_property
    def _turned(self) -> Floats:
        return np.ascontiguousarray(self.tables.transpose(0, 2, 1))

    def table(self, one: Script, other: Script) -> Floats:
        """Return the gains of a sound of the script `one` (row) with one of `other` (column)."""
        if one is Script.LATIN:
            found = self.tables[other]
        else:
            found = self._turned[one] if other is Script.LATIN else self._plain
        return np.asarray(found)

    def align(self, word: str, one: Script, others: Codes, other: Script) -> tuple[Floats, Floats]:
        """Return the gain of a word with each other word, and that when an ending of `word` may be left over."""
        table = self.table(one, other)
        gaps = table[0][others]
        ends = np.zeros((len(others), others.shape[1] + 1), np.float32)
        np.cumsum(gaps, axis=1, out=ends[:, 1:])
        row, best = ends.copy(), np.full(len(others), -np.inf, np.float32)
        number = codes(word)
        for at, sound in enumerate(number):
            line = table[sound]
            step = row + line[0]
            np.maximum(step[:, 1:], row[:, :-1] + line[others], out=step[:, 1:])
            step -= ends
            np.maximum.accumulate(step, axis=1, out=step)
            step += ends
            row = step
            if at >= 2 and at >= len(number) - 4:
                best = np.maximum(best, row[:, -1] + (_LOST if at < len(number) - 1 else 0))
        return row[:, -1], np.maximum(best, row[:, -1])

    @cached_property
    def _tops(self) -> Floats:
        """The most that each sound can gain: shape (scripts, 2, sounds + 1), first as a row, then as a column."""
        tables = self.tables.copy()
        tables[:, 0, :] = tables[:, :, 0] = 0
        return np.asarray(np.maximum(np.stack([tables.max(axis=2), tables.max(axis=1)], axis=1), 0.2))

    def most(self, others: Codes, own: Script, facing: Script) -> Floats:
        """Return the most that words of the script `own` can gain against a word of `facing`."""
        if own is Script.LATIN:
            tops = self._tops[facing, 0]
        elif facing is Script.LATIN:
            tops = self._tops[own, 1]
        else:
            tops = self._tops[Script.LATIN, 0][_PLAIN]
        return np.asarray(np.where(others > 0, tops[others], 0).sum(axis=1, dtype=np.float32))
