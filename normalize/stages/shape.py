"""What a block looks like: prose, a headline, a label. Evidence that several rules share; no rule of its own."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

import regex

from normalize.stages.document import Block, Document

HEADLINE_WORDS = 25
AUTHOR_WORDS = frozenset(("byline", "author", "authors", "autor", "auteur", "autore", "writer"))
"""Words of a class or id by which a page says that this is the byline."""

_CASELESS = regex.compile(r"\p{Lo}")
_QUOTES = '"“”„«»「」『』'
_PAIRS = (("“", "”"), ("„", "“"), ("«", "»"), ("「", "」"), ("『", "』"), ("‘", "’"))
_INNER_END = regex.compile(r"[.!?…。！？।؟](?:[\"'”’»)\]」』])*+\s+(?=[\p{Lu}\p{Lo}\"“„«'‘])")


def is_headline(text: str, *, whole: bool = True) -> bool:
    """Whether a text may be a headline: not too long, no full stop at its end, a capital where there are.

    `whole`: it must be one sentence.
    """
    bare = text.strip(" \t\"'“”„«»‘’–—-:·•>|")
    if not bare or len(bare) > 250:
        return False
    first = next((c for c in bare if c.isalpha()), "")
    return (
        not first.islower()
        and not bare.endswith((".", "…", "。", "।", "،", ",", ";"))
        and not (whole and _INNER_END.search(bare))
    )


def is_caseless(text: str) -> bool:
    """Whether the text is in a script without capitals, so that capitals prove nothing."""
    return bool(_CASELESS.search(text[:80]))


def is_quoted(block: Block, start: int, end: int) -> bool:
    """Whether `block.text[start:end]` stands inside quotation marks, so that somebody else says it."""
    marks = block.quotes
    if not marks:
        return False
    straight = marks.get('"', [])
    if bisect_left(straight, start) % 2 == 1 and straight[-1] >= end:
        return True
    opened = any(_last(marks, o, start) > _last(marks, c, start) for o, c in _PAIRS)
    return opened and any(marks[q][-1] >= end for q in _QUOTES if q in marks)


def _last(marks: dict[str, list[int]], mark: str, end: int) -> int:
    """Where a mark stands for the last time before a place, or -1."""
    places = marks.get(mark, ())
    n = bisect_left(places, end)
    return places[n - 1] if n else -1


@dataclass(frozen=True, slots=True)
class Outline:
    """Where the prose of a document begins and ends (numbers of blocks)."""

    first: int
    last: int


@lru_cache(maxsize=8)
def outline(blocks: tuple[Block, ...]) -> Outline:
    """Return the outline of a document's blocks; without any prose, `first` is behind `last`."""
    prose = [n for n, b in enumerate(blocks) if b.is_prose]
    return Outline(prose[0], prose[-1]) if prose else Outline(len(blocks), -1)


def new_names(doc: Document, block: Block, start: int, end: int) -> list[str]:
    """Return the capitalised words of a stretch of a block that the rest of the document does not have."""
    first, last = (bisect_left(block.tokens, place, key=lambda t: t.start) for place in (start, end))
    inside = block.tokens[first:last]
    own = Counter(t.key for t in inside)
    found = []
    for t in inside[1:]:
        word = block.text[t.start : t.end]
        if word[:1].isupper() and len(word) > 2 and doc.counts[t.key] == own[t.key]:
            found.append(word)
    return found


def overlap(block: Block, words: AbstractSet[str]) -> float:
    """Return the share of a block's longer words that are among `words`."""
    own = [k for k in block.keys if len(k) > 3]
    return sum(k in words for k in own) / len(own) if own else 0.0
