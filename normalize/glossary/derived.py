"""Derived spellings kept between runs: making them is most of compiling a glossary, and few entries change.

A cache is only ever a hint: what is not in it, or cannot be read, is made anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from normalize.glossary.derive import spellings
from normalize.glossary.lower import sealed, unsealed
from normalize.glossary.shape import Entry, Spelling

_MOST = 50_000  # entries that are remembered


class Derived:
    """The derived spellings of entries, remembered in a file by all that they are made of."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: dict[str, list[Any]] = {}
        self._used: dict[str, list[Any]] = {}
        with suppress(OSError, ValueError):
            self._known = json.loads(unsealed(path.read_bytes()))

    def of(self, entry: Entry) -> Iterator[Spelling]:
        """Yield what `derive.spellings` yields for an entry."""
        key = _key(entry)
        if key in self._known:
            found = [Spelling(text, kind, frozenset(langs), origin) for text, kind, langs, origin in self._known[key]]
        else:
            found = list(spellings(entry))
        if len(self._used) < _MOST:
            self._used[key] = [[s.text, s.kind, sorted(s.langs), s.origin] for s in found]
        yield from found

    def dumps(self) -> bytes | None:
        """Return what is to be remembered, or None where it is what the file says."""
        if self._used.keys() <= self._known.keys():
            return None
        return sealed(json.dumps(self._used, ensure_ascii=False, separators=(",", ":")).encode())


def _key(entry: Entry) -> str:
    """A digest of all that the derived spellings of an entry depend on, but for the code."""
    listed = sorted((s.text, s.kind) for s in entry.spellings)
    told = (entry.native, entry.short, listed, entry.rejected, entry.type, entry.alone, entry.romanise)
    return hashlib.blake2b(repr(told).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
