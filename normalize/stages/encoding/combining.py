"""encoding/combining: a letter and its mark that have a character of their own become that character.

What   "й" written as "и" and a breve, "é" as "e" and an acute accent, Hangul written letter by letter: one character
       each (Unicode normalisation form C).
Why    File names and converters take letters apart; then no search finds the word.
Spares Scripts in which the form would change what is written (Bengali, Gurmukhi, Hebrew, Arabic, Indic scripts), marks
       without a character of their own (a Russian stress), and heaps of marks.
"""

import unicodedata

import regex

from normalize.stages.document import Document
from normalize.stages.rule import Edits, Example, Leave, rule

EXAMPLES = (
    Example("Маи\N{COMBINING BREVE} и cafe\N{COMBINING ACUTE ACCENT}", "Май и café"),
    Example("Vie\N{COMBINING CIRCUMFLEX ACCENT}\N{COMBINING DOT BELOW}t Nam", "Việt Nam", lang="vi"),
    Example("\u1112\u1161\u11ab\u1100\u116e\u11a8", "한국", lang="ko"),
    Leave("за\N{COMBINING ACUTE ACCENT}мок"),
    Leave("ড\N{BENGALI SIGN NUKTA}", lang="bn"),
)

_APART = regex.compile(
    r"[\p{Latin}\p{Cyrillic}\p{Greek}][\u0300-\u036f]{1,4}+(?![\u0300-\u036f])|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?"
)
_ANY = regex.compile(r"[\u0300-\u036f\u1161-\u1175]")


@rule(examples=EXAMPLES)
def combining(doc: Document) -> Edits:
    if not _ANY.search(doc.characters):
        return
    for m in _APART.finditer(doc.text):
        after = unicodedata.normalize("NFC", m[0])
        if after != m[0]:
            yield doc.replace(*m.span(), after, "letter and mark are one character", 0.98)
