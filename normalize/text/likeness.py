"""How alike texts are: sketches of their words (MinHash), and which earlier text a text is a copy of.

Two texts are alike where they have the same words in the same order, or where the runs of three words that they have
are the same but for few. A short text is like another only if its numbers are the same too: reports that are printed
every day from one form differ in little else.
"""

from __future__ import annotations

import hashlib
from array import array
from collections import defaultdict
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np
import rensa

from normalize.text.scripts import is_unspaced
from normalize.text.words import words

THRESHOLD = 0.7
"""Share of the runs of words of two texts together that both have, from which they are copies: tests/test_copies.py."""

_SLOTS, _SEED = 128, 1  # of a sketch: its estimates are wrong by 0.04 on average
_ROWS = 5  # slots of a band: 25 bands find 99 of 100 pairs at the threshold, and all but few above it
_RUN, _DENSE_RUN = 3, 4  # words; characters in scripts without spaces
_LEAST = 20  # runs of words of a text below which a sketch says nothing
_FORM = 150  # the same, below which numbers must be equal
_MOST = 400_000  # code points of a text that are looked at
_CROWD = 64  # texts of one band that are compared: pages without an article are alike by the thousand


class Likeness(NamedTuple):
    """What a text is compared by: digests of its words and of its numbers, how many runs of words, their sketch."""

    words: int
    numbers: int
    size: int
    sketch: bytes

    def jaccard(self, other: Likeness) -> float:
        """Return the share of the runs of words of both texts that both have, estimated from their sketches."""
        return float(np.mean(np.frombuffer(self.sketch, "u4") == np.frombuffer(other.sketch, "u4")))

    def is_like(self, other: Likeness) -> bool:
        """Whether one of the texts is a copy of the other. Texts without words are copies of none."""
        size = min(self.size, other.size)
        if self.words == other.words:
            return bool(self.words)
        if size < _LEAST or (size < _FORM and self.numbers != other.numbers):
            return False
        return self.jaccard(other) >= THRESHOLD


def likeness(text: str) -> Likeness:
    """Return what a text is compared by; the same on every machine, whatever its case, marks and punctuation."""
    text = text[:_MOST]
    keys = words(text)
    length = _DENSE_RUN if is_unspaced(text) else _RUN
    runs = set(map(" ".join, zip(*(islice(keys, n, None) for n in range(length)), strict=False)))
    sketch = b""
    if len(runs) >= _LEAST:
        found = rensa.RMinHash(_SLOTS, _SEED)
        found.update(list(runs))
        sketch = array("I", found.digest()).tobytes()
    return Likeness(_digest(keys), _digest([k for k in keys if k[0].isdecimal()]), len(runs), sketch)


class Copies:
    """Texts in order; each is told the first before it that it is a copy of."""

    def __init__(self) -> None:
        self._known: list[Likeness] = []
        self._same: dict[int, int] = {}
        self._first: dict[int, int] = {}  # by band
        self._more: defaultdict[int, list[int]] = defaultdict(list)

    def add(self, new: Likeness) -> int | None:
        """Take in a text and return the number of the first text that it is a copy of, or None; the first is 0."""
        number = len(self._known)
        self._known.append(new)
        bands = _bands(new.sketch)
        near = {self._same.setdefault(new.words, number)}
        for band in bands:
            near |= {self._first.setdefault(band, number), *self._more.get(band, ())}
            if self._first[band] != number and len(self._more[band]) < _CROWD:
                self._more[band].append(number)
        return next((n for n in sorted(near - {number}) if new.is_like(self._known[n])), None)


def _bands(sketch: bytes) -> list[int]:
    """The bands of a sketch: copies have at least one in common."""
    width = _ROWS * 4
    whole = range(len(sketch) // width)
    return [int.from_bytes(sketch[n * width : (n + 1) * width], "little") << 8 | n for n in whole]


def _digest(keys: Sequence[str]) -> int:
    """A digest of words in their order; 0 where there are none."""
    said = "\n".join(keys).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(said, digest_size=8).digest(), "little") if keys else 0
