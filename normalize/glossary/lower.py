"""Entries of the lowest layers kept between runs: reading them takes long, and they hardly ever change.

A cache is only ever a hint: what is not in it, or cannot be read, is read from the glossary files.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from normalize.glossary.shape import Entry, Spelling

_DIGEST = 32  # bytes

_PLAIN = tuple(f.name for f in fields(Entry) if f.name != "spellings")
_LISTS = ("rejected", "context")


def sealed(data: bytes) -> bytes:
    """Return bytes with their digest before them."""
    return hashlib.sha256(data).digest() + data


def unsealed(data: bytes) -> bytes:
    """Return the bytes that `sealed` was given. Raises ValueError where they are others."""
    if hashlib.sha256(data[_DIGEST:]).digest() != data[:_DIGEST]:
        raise ValueError("a cache that was changed")
    return data[_DIGEST:]


def dumps(entries: Iterable[Entry]) -> bytes:
    """Return entries as JSON."""
    rows = [
        [
            {name: getattr(e, name) for name in _PLAIN},
            [(s.text, s.kind, sorted(s.langs), s.origin) for s in e.spellings],
        ]
        for e in entries
    ]
    return sealed(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode())


def loads(data: bytes) -> dict[str, Entry]:
    """Return the entries that `dumps` was given, by id. Raises ValueError where they are none."""
    return {entry.id: entry for entry in (_entry(*row) for row in json.loads(unsealed(data)))}


def _entry(told: dict[str, Any], spellings: list[list[Any]]) -> Entry:
    known = tuple(Spelling(text, kind, frozenset(langs), origin) for text, kind, langs, origin in spellings)
    return Entry(**told | {name: tuple(told[name]) for name in _LISTS}, spellings=known)
