"""The lines that are paragraphs of the canonical text."""

from __future__ import annotations

from functools import lru_cache

from normalize.stages.document import lines


@lru_cache(maxsize=2)
def kept_lines(text: str) -> tuple[tuple[int, int], ...]:
    """Return where the lines with a letter or digit begin and end, without the white space around them."""
    return tuple((start, end) for start, end in lines(text) if any(map(str.isalnum, text[start:end])))
