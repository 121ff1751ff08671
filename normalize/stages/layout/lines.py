"""The lines that are paragraphs of the canonical text."""

from __future__ import annotations

from normalize.stages.document import lines


def kept_lines(text: str) -> list[tuple[int, int]]:
    """Return where the lines with a letter or digit begin and end, without the white space around them."""
    return [(start, end) for start, end in lines(text) if any(map(str.isalnum, text[start:end]))]
