"""What a block looks like: prose, a headline, a label. Evidence that several rules share; no rule of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from normalize.stages.document import Block, Document

HEADLINE_WORDS = 25
AUTHOR_WORDS = frozenset(("byline", "author", "authors", "autor", "auteur", "autore", "writer"))
"""Words of a class or id by which a page says that this is the byline."""

_CASELESS = regex.compile(r"\p{Lo}")
_QUOTES = '"“”„«»「」『』'
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
    before, behind = block.text[:start], block.text[end:]
    straight = before.count('"') % 2 == 1
    opened = sum(before.rfind(o) > before.rfind(c) for o, c in ("“”", "„“", "«»", "「」", "『』", "‘’"))
    return (straight and '"' in behind) or (opened > 0 and any(q in behind for q in _QUOTES))


@dataclass(frozen=True, slots=True)
class Outline:
    """Where the prose of a document begins and ends (numbers of blocks), and the words that it uses."""

    first: int
    last: int
    vocabulary: frozenset[str]


@lru_cache(maxsize=8)
def outline(blocks: tuple[Block, ...]) -> Outline:
    """Return the outline of a document's blocks; without any prose, `first` is behind `last`."""
    prose = [n for n, b in enumerate(blocks) if b.is_prose]
    words = frozenset(k for n in prose for k in blocks[n].keys if len(k) > 3)
    return Outline(prose[0], prose[-1], words) if prose else Outline(len(blocks), -1, words)


def new_names(doc: Document, block: Block, start: int, end: int) -> list[str]:
    """Return the capitalised words of a stretch of a block that the rest of the document does not have."""
    inside = [t for t in block.tokens if start <= t.start < end]
    elsewhere = _keys_elsewhere(doc.blocks, block, start, end)
    found = []
    for t in inside[1:]:
        word = block.text[t.start : t.end]
        if word[:1].isupper() and len(word) > 2 and t.key not in elsewhere:
            found.append(word)
    return found


def overlap(block: Block, words: frozenset[str]) -> float:
    """Return the share of a block's longer words that are among `words`."""
    own = [k for k in block.keys if len(k) > 3]
    return sum(k in words for k in own) / len(own) if own else 0.0


def _keys_elsewhere(blocks: Sequence[Block], block: Block, start: int, end: int) -> set[str]:
    keys = {t.key for b in blocks if b is not block for t in b.tokens}
    return keys | {t.key for t in block.tokens if not start <= t.start < end}
