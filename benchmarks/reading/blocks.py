"""datatrove's blocks for what this program does as well, as far as they work without a network and a model of theirs.

For texts FTFYFormatter, C4QualityFilter (lines that are no prose) and GopherRepetitionFilter; for pages its Trafilatura
extractor comes first. Its LanguageFilter has to fetch a model, and is not in the sum.
"""

from __future__ import annotations

import logging
from collections.abc import Callable


def blocks(*, html: bool) -> Callable[[bytes], object]:
    """Return what does a document. Raises ImportError where datatrove, or what its blocks need, is not installed."""
    from datatrove.data import Document
    from datatrove.pipeline.extractors import Trafilatura
    from datatrove.pipeline.filters import C4QualityFilter, GopherRepetitionFilter
    from datatrove.pipeline.formatters import FTFYFormatter

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    extractor, fixer = Trafilatura(), FTFYFormatter()
    filters = (C4QualityFilter(), GopherRepetitionFilter())
    for one in filters:
        one.filter(Document(text="A first text. It makes them load what they need.", id="first"))

    def clean(data: bytes) -> str:
        text = data.decode("utf-8", "replace")
        document = Document(text=fixer.format(extractor.extract(text) if html else text), id="x")
        for one in filters:
            one.filter(document)
        return document.text

    return clean
