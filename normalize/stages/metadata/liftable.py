"""Lines at the edges of an article that may hold a fact: they are lifted later, and nobody takes them before."""

from __future__ import annotations

from collections.abc import Sequence

from normalize.stages.document import Block, Document
from normalize.stages.metadata.agency_credit import credited
from normalize.stages.metadata.byline import labelled_byline
from normalize.stages.metadata.credits import may_name_agency
from normalize.stages.metadata.date import is_date_line
from normalize.stages.metadata.photo_credit import is_credit
from normalize.stages.metadata.strip import read_strip
from normalize.stages.shape import is_headline

_SHORT = 16  # words of a byline, date or credit
_ABOVE, _BELOW = 6, 4  # blocks above the article and below it
_FAR_BELOW = 12  # blocks below it among which agencies are credited
_HEADLINE = 3  # words


def facts_at_edges(doc: Document, kept: Sequence[bool]) -> frozenset[int]:
    """Return the numbers of blocks that may be the article's byline, date, credit or, above it, its headline.

    They stand near it, or below its stand-first.

    `kept` tells which blocks are taken for the article.
    """
    ours = [n for n, (keeps, b) in enumerate(zip(kept, doc.blocks, strict=True)) if keeps and b.is_prose]
    if not ours:
        return frozenset()
    first, last = ours[0], ours[-1]
    below = range(last + 1, min(len(doc.blocks), last + 1 + _BELOW))
    stand_first = range(first + 1, min(first + 1 + _ABOVE, next(iter(ours[1:]), first)))
    found = {
        n for n in (*range(max(0, first - _ABOVE), first), *stand_first, *below) if _may_be_fact(doc, doc.blocks[n])
    }
    far = range(last + 1 + _BELOW, min(len(doc.blocks), last + 1 + _FAR_BELOW))
    found.update(n for n in far if _is_agency_credit(doc, doc.blocks[n]))
    for n in range(first - 1, max(-1, first - 1 - _ABOVE), -1):
        if n not in found and _may_be_headline(doc, doc.blocks[n]):
            found.add(n)
            break
    return frozenset(found)


def _may_be_fact(doc: Document, block: Block) -> bool:
    if not block.at_most(_SHORT):
        return False
    if labelled_byline(doc, block).name or is_date_line(doc, block) or is_credit(doc, block.text):
        return True
    return read_strip(doc, block) is not None or _is_agency_credit(doc, block)


def _is_agency_credit(doc: Document, block: Block) -> bool:
    return block.at_most(_SHORT) and may_name_agency(doc, block) and bool(credited(doc, block.text))


def _may_be_headline(doc: Document, block: Block) -> bool:
    return block.size >= _HEADLINE and is_headline(block.text) and not doc.cues.line.longest(block.keys, 0)[1]
