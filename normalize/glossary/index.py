"""A glossary compiled to bytes: phrases found by their words, entries read only when they are needed.

The bytes are a header in JSON and sections behind it: the distinct words, for each word the lengths of the phrases
that begin with it, the phrases sorted by a hash of their words, the entries as JSON with the offset of each. They are
mapped into memory, not read: a million entries open in the time that it takes to read their words.
"""

from __future__ import annotations

import json
import struct
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal

from normalize.glossary.shape import TYPES, Entry, Spelling
from normalize.text.words import words

MAGIC = b"normalize glossary 1\n"
LONGEST = 15  # words of a phrase
SMALL = 1 << LONGEST
"""The bit of a word with which some phrase begins in a small letter."""
_Width = Literal["H", "I", "Q"]
_WIDTHS: dict[str, _Width] = {"hashes": "I", "rows": "I", "forms": "I", "starts": "H", "offsets": "Q"}


def hash_of(ids: Sequence[int]) -> int:
    """Return the 32-bit hash of a phrase, given the numbers of its words."""
    found = len(ids)
    for n in ids:
        found = (found * 0x01000193 ^ n * 0x9E3779B1) & 0xFFFFFFFF
    return found


class Index:
    """A compiled glossary. Raises ValueError where the bytes are none."""

    def __init__(self, data: bytes | memoryview) -> None:
        view = memoryview(data)
        if view[: len(MAGIC)] != MAGIC:
            raise ValueError("no compiled glossary")
        (size,) = struct.unpack_from("<Q", view, len(MAGIC))
        behind = len(MAGIC) + 8 + size
        header = json.loads(bytes(view[len(MAGIC) + 8 : behind]))
        if len(view) != behind + header["size"]:
            raise ValueError("a compiled glossary that was cut off")
        self.digest: str = header["digest"]
        self.files: tuple[str, ...] = tuple(header["files"])
        self.agencies: dict[str, str] = header["agencies"]
        self.places: frozenset[str] = frozenset(header["places"])
        self._ways = [(kind, frozenset(langs)) for kind, langs in header["ways"]]

        def section(name: str) -> memoryview:
            start, length = header["sections"][name]
            return view[behind + start : behind + start + length]

        listed = bytes(section("words")).decode()
        self.vocabulary: dict[str, int] = {w: n for n, w in enumerate(listed.split("\n"))} if listed else {}
        self._columns = {name: section(name).cast(width) for name, width in _WIDTHS.items()}
        self.starts = self._columns["starts"]
        self.small = frozenset(w for w, n in self.vocabulary.items() if self.starts[n] & SMALL)
        self._hashes = self._columns["hashes"]
        self._entries = section("entries")
        self.entry = lru_cache(maxsize=1 << 16)(self._entry)

    def __len__(self) -> int:
        return len(self._columns["offsets"]) - 1

    def __iter__(self) -> Iterator[Entry]:
        return (self._entry(n) for n in range(len(self)))

    def phrases(self, ids: Sequence[int], key: Sequence[str]) -> list[tuple[Entry, Spelling]]:
        """Return the entries and spellings whose words have these numbers and are these."""
        wanted = hash_of(ids)
        at = bisect_left(self._hashes, wanted)
        found: list[tuple[Entry, Spelling]] = []
        while at < len(self._hashes) and self._hashes[at] == wanted:
            entry = self.entry(self._columns["rows"][at])
            spelling = entry.spellings[self._columns["forms"][at]]
            if words(spelling.text) == tuple(key):
                found.append((entry, spelling))
            at += 1
        return found

    def _entry(self, row: int) -> Entry:
        start, end = self._columns["offsets"][row : row + 2]
        id_, type_, names, short, native, forms, origins, more = json.loads(bytes(self._entries[start:end]))
        known = []
        for text, way, origin in forms:
            kind, langs = self._ways[way]
            known.append(Spelling(text, kind, langs, origins[origin]))
        more = {key: tuple(value) if isinstance(value, list) else value for key, value in more.items()}
        return Entry(id_, TYPES[type_], names, short, native, tuple(known), **more)


class Entries(Mapping[str, Entry]):
    """The entries of an index by id, in the order of the glossary files. They are all read when one is asked for."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._rows: dict[str, int] | None = None

    def _known(self) -> dict[str, int]:
        if self._rows is None:
            self._rows = {entry.id: n for n, entry in enumerate(self._index)}
        return self._rows

    def __getitem__(self, id_: str) -> Entry:
        return self._index.entry(self._known()[id_])

    def __iter__(self) -> Iterator[str]:
        return iter(self._known())

    def __len__(self) -> int:
        return len(self._index)
