"""Entries compiled to the bytes of an index, with their derived spellings."""

from __future__ import annotations

import json
import struct
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from normalize.glossary.derive import spellings
from normalize.glossary.index import LONGEST, MAGIC, SMALL, hash_of
from normalize.glossary.shape import TYPES, Entry, Kind, Spelling
from normalize.text.words import words

_Way = tuple[Kind, tuple[str, ...]]
_TEXTS = ("alone", "policy", "wikidata", "source", "licence", "note", "origin")
_DEFAULTS = Entry("", "other", {})


def compiled(
    entries: Iterable[Entry],
    digest: str,
    files: Sequence[str],
    derive: Callable[[Entry], Iterable[Spelling]] = spellings,
) -> bytes:
    """Return the bytes of an index of entries, with the spellings that `derive` makes of them."""
    vocabulary: dict[str, int] = {}
    starts: list[int] = []
    ways: dict[_Way, int] = {}
    hashes: list[int] = []
    rows: list[int] = []
    numbers: list[int] = []
    offsets = [0]
    lines: list[bytes] = []
    agencies: dict[str, str] = {}
    places: dict[str, None] = {}
    for row, entry in enumerate(entries):
        known = (*(s for s in entry.spellings if s.kind != "short"), *_surnames(entry), *derive(entry))
        for number, spelling in enumerate(known):
            key = words(spelling.text)
            if not 0 < len(key) <= LONGEST:
                continue
            ids = [vocabulary.setdefault(w, len(vocabulary)) for w in key]
            starts += [0] * (len(vocabulary) - len(starts))
            starts[ids[0]] |= 1 << (len(ids) - 1) | (SMALL if spelling.text[0].islower() else 0)
            hashes.append(hash_of(ids))
            rows.append(row)
            numbers.append(number)
        line = json.dumps(_packed(entry, known, ways), ensure_ascii=False, separators=(",", ":")).encode()
        lines.append(line)
        offsets.append(offsets[-1] + len(line))
        if entry.type == "agency":
            agencies |= {s.text.casefold(): entry.canonical("en") for s in entry.spellings if s.kind != "keep"}
        elif entry.type == "place":
            places |= dict.fromkeys(s.text for s in entry.spellings if s.kind != "keep")
    order = sorted(range(len(hashes)), key=hashes.__getitem__)
    sections = {
        "words": "\n".join(vocabulary).encode(),
        "starts": array("H", starts).tobytes(),
        "hashes": array("I", (hashes[n] for n in order)).tobytes(),
        "rows": array("I", (rows[n] for n in order)).tobytes(),
        "forms": array("I", (numbers[n] for n in order)).tobytes(),
        "offsets": array("Q", offsets).tobytes(),
        "entries": b"".join(lines),
    }
    told = {"digest": digest, "files": list(files), "ways": list(ways), "agencies": agencies, "places": list(places)}
    return _joined(told, sections)


def _surnames(entry: Entry) -> Iterator[Spelling]:
    """The lone surnames that may stand for a person: those listed, and the last words of the spellings listed."""
    if entry.type != "person" or entry.alone == "never" or not entry.short:
        return
    known: set[tuple[str, ...]] = set()
    listed = [s for s in entry.spellings if s.kind == "short"]
    if entry.names["en"].split()[-1] == entry.short.get("en"):  # the surname comes last
        listed += [s for s in entry.spellings if s.kind not in ("short", "keep") and len(s.text.split()) > 1]
    for s in listed:
        text = s.text if s.kind == "short" else s.text.split()[-1]
        if words(text) not in known:
            known.add(words(text))
            yield Spelling(text, "short", frozenset(), s.origin)


def _packed(entry: Entry, known: Sequence[Spelling], ways: dict[_Way, int]) -> list[Any]:
    """An entry as JSON. Kind and languages of a spelling are one number, its origin another: many share them."""
    origins: dict[str, int] = {}
    forms = []
    for s in known:
        way = ways.setdefault((s.kind, tuple(sorted(s.langs))), len(ways))
        forms.append((s.text, way, origins.setdefault(s.origin, len(origins))))
    more = {key: getattr(entry, key) for key in _TEXTS if getattr(entry, key) != getattr(_DEFAULTS, key)}
    lists = {key: list(getattr(entry, key)) for key in ("rejected", "context") if getattr(entry, key)}
    flags = {key: False for key in ("romanise", "inflect") if not getattr(entry, key)}
    type_ = TYPES.index(entry.type)
    return [entry.id, type_, entry.names, entry.short, entry.native, forms, list(origins), {**more, **lists, **flags}]


def _joined(told: dict[str, Any], sections: dict[str, bytes]) -> bytes:
    """Header and sections, each of these at a multiple of eight bytes."""
    at = 0
    table: dict[str, tuple[int, int]] = {}
    parts: list[bytes] = []
    for name, data in sections.items():
        table[name] = (at, len(data))
        pad = -len(data) % 8
        parts.append(data + b"\0" * pad)
        at += len(data) + pad
    header = json.dumps({**told, "sections": table, "size": at}, ensure_ascii=False).encode()
    header += b" " * (-(len(MAGIC) + 8 + len(header)) % 8)
    return b"".join((MAGIC, struct.pack("<Q", len(header)), header, *parts))
