"""The language of each paragraph of a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from normalize.text.language.detect import Guess, detect

_LEAST: Final = 30  # letters from which a block may have a language of its own
_SURE: Final = 0.5  # below, it has that of the document


def by_block(blocks: Iterable[str], main: Guess) -> Iterator[Guess]:
    """Yield the language of each block; one that is short or doubtful inherits that of the document."""
    for text in blocks:
        own = detect(text, main.lang) if sum(map(str.isalpha, text)) >= _LEAST else None
        if own is not None and own.lang in main.also:
            own = None
        yield own if own is not None and own.confidence >= _SURE else main._replace(by="the document")
