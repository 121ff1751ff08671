"""What must be left of a page: an article, and the lines near it that hold its facts."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import Final

from normalize.stages.classifier import Judgement, judge
from normalize.stages.document import Document
from normalize.stages.metadata.liftable import facts_at_edges

_LEAST: Final = 40  # words


def is_article_left(doc: Document, said: Judgement, gone: Collection[int]) -> bool:
    """Return whether what the classifier keeps is still an article without the blocks of some numbers."""
    kept = (b.size for n, b in enumerate(doc.blocks) if not said.goes[n] and n not in gone)
    return sum(kept) >= _LEAST


@lru_cache(maxsize=2)
def facts_near(doc: Document) -> frozenset[int]:
    """Return the numbers of the blocks near the article that may hold its facts: they are lifted later."""
    return facts_at_edges(doc, [not goes for goes in judge(doc).goes])
