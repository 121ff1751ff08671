"""What short lines are made of: phrases of the cues, numbers, other words. Evidence for several rules; no rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import regex

from normalize.stages.cues import Phrases
from normalize.stages.document import Block, Document
from normalize.stages.shape import outline

NUMBER = "number"
"""The kind of a number, "12", "1", "204", "5k": each run of digits counts as one."""
OTHER = ""
"""The kind of a word that is neither a number nor in a phrase."""

_THOUSANDS = ("", "k", "m")
_COUNTER = regex.compile(r"\d+(\p{L}*)")


def made_of(keys: tuple[str, ...], *tables: Phrases) -> Counter[str]:
    """Count the kinds of parts that folded words are made of: phrases of the tables, numbers, others.

    Where two tables have a phrase, the first counts.
    """
    found: Counter[str] = Counter()
    at = 0
    while at < len(keys):
        kind, length = next((hit for t in tables if (hit := t.longest(keys, at))[1]), (OTHER, 1))
        if not kind and keys[at][0].isdecimal() and _is_number(keys[at], tables):
            kind = NUMBER
        found[kind] += 1
        at += length
    return found


def _is_number(key: str, tables: tuple[Phrases, ...]) -> bool:
    """Whether a word is digits, perhaps with a unit written to them: "12", "5k", "30회"."""
    m = _COUNTER.fullmatch(key)
    return m is not None and (m[1] in _THOUSANDS or any(t.get((m[1],)) == "unit" for t in tables))


def phrases_in(keys: tuple[str, ...], table: Phrases, kinds: frozenset[str]) -> set[tuple[str, ...]]:
    """Return the different phrases of some kinds that stand among folded words."""
    found: set[tuple[str, ...]] = set()
    at = 0
    while at < len(keys):
        kind, length = table.longest(keys, at)
        if kind in kinds:
            found.add(keys[at : at + length])
        at += length or 1
    return found


def spoken_of(doc: Document, table: Phrases, kinds: frozenset[str], own: Iterable[tuple[str, ...]] = ()) -> bool:
    """Whether the article itself is about what a box shows.

    It is, where its prose has a phrase of those kinds that the box has too, or two of which the box has none; without
    a box to compare with, one is enough.
    """
    shown = set(own)
    heard: set[tuple[str, ...]] = set()
    for block in doc.blocks:
        if block.is_prose:
            heard |= phrases_in(block.keys, table, kinds)
            if len(heard) > 1 or (heard & shown if shown else heard):
                return True
    return False


def outside(doc: Document) -> list[tuple[int, Block]]:
    """The blocks before the first paragraph of prose and behind the last, with their numbers; without any, all."""
    shape = outline(doc.blocks)
    return [(n, b) for n, b in enumerate(doc.blocks) if not shape.first < n < shape.last]
