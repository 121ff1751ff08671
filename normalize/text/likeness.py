"""How alike texts are: sketches of their words (MinHash), and which earlier text a text is a copy of.

Two texts are alike where they have the same words in the same order, or where the runs of three words that they have
are the same but for few. A short text is like another only if its numbers are the same too: reports that are printed
every day from one form differ in little else.
"""

from __future__ import annotations

import hashlib
import sqlite3
import weakref
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
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
_NEAR = "SELECT key, number FROM near WHERE key IN ({})"
_AT_ONCE = 20_000
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
    """Texts in order; each is told the first before it that it is a copy of.

    What is known of them is kept in a nameless database, which goes to the disk where it grows beyond some megabytes.
    """

    def __init__(self) -> None:
        self._number = 0
        self._base = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        weakref.finalize(self, self._base.close)
        self._base.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -8192;"
            "CREATE TABLE text (number INTEGER PRIMARY KEY, words BLOB, numbers BLOB, size INTEGER, sketch BLOB);"
            "CREATE TABLE near (key BLOB, number INTEGER, PRIMARY KEY (key, number)) WITHOUT ROWID; BEGIN"
        )

    def add(self, new: Likeness) -> int | None:
        """Take in a text and return the number of the first text that it is a copy of, or None; the first is 0."""
        number, self._number = self._number, self._number + 1
        bands = _bands(new.sketch)
        same = new.words.to_bytes(8, "little")
        near: dict[bytes, list[int]] = {key: [] for key in (same, *bands)}
        for key, other in self._base.execute(_NEAR.format(",".join("?" * len(near))), list(near)):
            near[key].append(other)
        crowds = ((key, 0 if key is same else _CROWD) for key in near)
        room = [(key, number) for key, most in crowds if len(near[key]) <= most]
        self._base.executemany("INSERT INTO near VALUES (?, ?)", room)
        numbers = new.numbers.to_bytes(8, "little")
        self._base.execute("INSERT INTO text VALUES (?, ?, ?, ?, ?)", (number, same, numbers, new.size, new.sketch))
        others = sorted({other for found in near.values() for other in found})
        return next((n for n in others if new.is_like(self._known(n))), None)

    def _known(self, number: int) -> Likeness:
        row = self._base.execute("SELECT words, numbers, size, sketch FROM text WHERE number = ?", (number,)).fetchone()
        return Likeness(int.from_bytes(row[0], "little"), int.from_bytes(row[1], "little"), row[2], row[3])


def first_copies(texts: Iterable[Likeness], count: int) -> Iterator[int | None]:
    """Yield for each of so many texts what `Copies.add` says of it in turn.

    Of texts that are not too many that is found out at once: it is much quicker, and takes a kilobyte a text in memory.
    """
    if count <= _AT_ONCE:
        yield from _first_copies(list(texts))
    else:
        yield from map(Copies().add, texts)


def _first_copies(texts: Sequence[Likeness]) -> list[int | None]:
    count = len(texts)
    words, numbers = (np.array([t[n] for t in texts], np.uint64) for n in (0, 1))
    sizes = np.array([t.size for t in texts], np.int64)
    sketches = np.zeros((count, _SLOTS), np.uint32)
    drawn = np.array([n for n, t in enumerate(texts) if t.sketch], np.intp)
    for n in drawn.tolist():
        sketches[n] = np.frombuffer(texts[n].sketch, "u4")
    near: dict[int, list[npt.NDArray[np.intp]]] = {}
    _meet(words[:, None], np.arange(count), 1, near)
    for band in range(_SLOTS // _ROWS):
        _meet(sketches[drawn, band * _ROWS : (band + 1) * _ROWS], drawn, _CROWD + 1, near)
    found: list[int | None] = [None] * count
    for n, groups in near.items():
        others = np.unique(np.concatenate(groups))
        size = np.minimum(sizes[others], sizes[n])
        is_like = (np.mean(sketches[others] == sketches[n], axis=1) >= THRESHOLD) & (size >= _LEAST)
        is_like &= (size >= _FORM) | (numbers[others] == numbers[n])
        is_like[words[others] == words[n]] = words[n] != 0
        if is_like.any():
            found[n] = int(others[np.argmax(is_like)])
    return found


def _meet(
    keys: npt.NDArray[Any], places: npt.NDArray[np.intp], most: int, near: dict[int, list[npt.NDArray[np.intp]]]
) -> None:
    """Tell each text of those before it with an equal row of keys: of the first `most` of them."""
    order = np.lexsort(keys.T)
    new = np.ones(len(order), dtype=bool)
    new[1:] = (keys[order[1:]] != keys[order[:-1]]).any(axis=1)
    starts = np.flatnonzero(new)
    ends = np.append(starts[1:], len(order))
    for start, end in zip(starts[ends - starts > 1].tolist(), ends[ends - starts > 1].tolist(), strict=True):
        group = places[order[start:end]]
        for rank, n in enumerate(group[1:].tolist(), 1):
            near.setdefault(n, []).append(group[: min(rank, most)])


def _bands(sketch: bytes) -> list[bytes]:
    """The bands of a sketch, each with its number before it: copies have at least one in common."""
    width = _ROWS * 4
    return [n.to_bytes(1, "little") + sketch[n * width : (n + 1) * width] for n in range(len(sketch) // width)]


def _digest(keys: Sequence[str]) -> int:
    """A digest of words in their order; 0 where there are none."""
    said = "\n".join(keys).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(said, digest_size=8).digest(), "little") if keys else 0
