"""Whether a text is HTML, whatever its name says."""

from __future__ import annotations

import regex

from normalize.text.media import HTML, TEXT

_PAGE = regex.compile(
    r"\s*+(?:<\?xml[^>]*+>\s*+)?(?:<!--.*?-->\s*+)*+<(?:!doctype\s+html|html|head|body)\b",
    regex.IGNORECASE | regex.DOTALL,
)
_TAG = regex.compile(
    r"<(?:/(?:p|div|a|span|ul|li|h[1-6]|td|b|i|em|strong|figure|section|article)\s*|"
    r"(?:p|div|a|br|span|ul|li|img|h[1-6]|b|i|em|strong|figure|section|article)(?:\s[^<>]*)?)/?>",
    regex.IGNORECASE,
)
_SAMPLE = 20_000
_LEAST = 4  # tags; prose may quote one or two


def sniff(text: str) -> str:
    """Return the media type of a text that came without one: text/html or text/plain."""
    sample = text[:_SAMPLE]
    if "<" not in sample:
        return TEXT
    whole = text.strip() if len(text) <= _SAMPLE else ""
    if _PAGE.match(sample) or (whole.endswith(">") and _TAG.match(whole)):
        return HTML
    found = sum(1 for _ in zip(_TAG.finditer(sample), range(_LEAST), strict=False))
    return HTML if found >= _LEAST else TEXT
