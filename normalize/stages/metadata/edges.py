"""The short lines above an article's text, among its first paragraphs and below it: there stands what belongs to it."""

from __future__ import annotations

from functools import lru_cache

from normalize.stages.document import Block, Document
from normalize.stages.shape import outline

NEAR = 4  # blocks behind the first paragraph that are still near the top
LONGEST = 30  # words


@lru_cache(maxsize=2)
def edge_lines(doc: Document) -> tuple[tuple[int, Block], ...]:
    """Return the short lines that are no prose near both ends of the text, each with its number.

    Several rules look at nothing else, so that they are found once.
    """
    first, last = outline(doc.blocks).first, outline(doc.blocks).last
    above = range(min(first + NEAR + 1, len(doc.blocks)))
    below = range(max(last, len(above)), len(doc.blocks))
    lines = ((n, doc.blocks[n]) for n in (*above, *below))
    return tuple((n, block) for n, block in lines if not block.is_prose and block.at_most(LONGEST))
