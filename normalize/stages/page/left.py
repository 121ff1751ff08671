"""Whether an article is left once more of a page goes."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from normalize.stages.classifier import Judgement
from normalize.stages.document import Document

_LEAST: Final = 40  # words


def is_article_left(doc: Document, said: Judgement, gone: Collection[int]) -> bool:
    """Return whether what the classifier keeps is still an article without the blocks of some numbers."""
    kept = (b.size for n, b in enumerate(doc.blocks) if not said.goes[n] and n not in gone)
    return sum(kept) >= _LEAST
