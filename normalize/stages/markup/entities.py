"""markup/entities: character references become the characters that they stand for.

What   "&amp;", "&#8217;", "&eacute;" in pages and left over in plain text, and "&amp;amp;".
Why    They are how HTML spells a character.
Spares In plain text, references without their semicolon ("AT&T", "R&D;"), and what HTML does not know.
"""

from functools import lru_cache

import regex

from normalize.stages.document import Document
from normalize.stages.encoding.invisible import without_noise
from normalize.stages.markup.page import page_of
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.text.media import HTML
from normalize.text.references import unescape

EXAMPLES = (
    Example("Procter &amp; Gamble&#8217;s plan", "Procter & Gamble’s plan"),
    Example("<p>caf&eacute; &lt;b&gt;</p>", "<p>café <b></p>", media_type=HTML),
    Leave("AT&T and R&D; a=1&b=2"),
    Leave("&unknown; &#xD800;"),
)

_REFERENCE = regex.compile(r"&(?:amp;){0,5}(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_HTML_REFERENCE = regex.compile(r"&(?:amp;){0,5}(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?")


@rule(examples=EXAMPLES)
def entities(doc: Document) -> Edits:
    if "&" not in doc.text:
        return
    page = page_of(doc)
    spans = [(s.start, s.end) for s in page.stretches] if page else [(0, len(doc.text))]
    pattern = _HTML_REFERENCE if page else _REFERENCE
    for start, end in spans:
        if doc.text.find("&", start, end) < 0:
            continue
        for m in pattern.finditer(doc.text, start, end):
            char = _decoded(m[0])
            if char is None:
                continue
            char = without_noise(char, doc.text[max(start, m.start() - 1) : m.start()])
            yield doc.replace(*m.span(), char, f"character reference {m[0]}", 1.0 if page else 0.97)


@lru_cache(maxsize=1024)
def _decoded(reference: str) -> str | None:
    """What a reference stands for, through all its layers ("&amp;amp;"); None where HTML does not know it."""
    char = reference
    while (inner := unescape(char)) != char:
        char = inner
    known = (
        char != reference and "\N{REPLACEMENT CHARACTER}" not in char and not char.startswith("&#") and len(char) < 4
    )
    return char if known else None
