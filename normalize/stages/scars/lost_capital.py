"""scars/lost-capital: a sentence begins with its capital again.

What   "a weapons supplier. artillery plays an important role" becomes "… supplier. Artillery plays …".
Why    Bold type at the start of the sentence was stripped, and the capital with it.
Spares Abbreviations before the stop, words that are written small on purpose (the text has them so at another
       sentence's start, or beside a word that is), ellipses, languages that we have not measured.
"""

from __future__ import annotations

import regex

from normalize.stages.document import Document
from normalize.stages.rule import Edits, Example, Leave, rule

EXAMPLES = (
    Example(
        "It is a weapons supplier. artillery plays an important role here.",
        "It is a weapons supplier. Artillery plays an important role here.",
    ),
    Leave("It lasted approx. five hours in all, they said."),
    Leave("She read the poem. bell hooks wrote it, and bell hooks was proud."),
    Leave("He waited ... then he left."),
)

_LANGS = frozenset(("en",))
_START = regex.compile(r"(?<=(?<![\p{L}.])(?P<before>\p{Ll}{5,})[.] )(?P<word>\p{Ll}{3,})(?= \p{Ll}+ \p{L})")
_ABBREVIATIONS = frozenset("approx assoc messrs incorp dept govt".split())


@rule(examples=EXAMPLES)
def lost_capital(doc: Document) -> Edits:
    if doc.lang not in _LANGS:
        return
    for m in _START.finditer(doc.text):
        word = m["word"]
        if m["before"] in _ABBREVIATIONS or _small_on_purpose(doc.text, word, m.end()):
            continue
        yield doc.replace(m.start(), m.start() + 1, word[0].upper(), f"“{word}” begins a sentence", 0.85)


def _small_on_purpose(text: str, word: str, end: int) -> bool:
    pair = regex.match(r" \p{L}+", text, pos=end)
    again = text.count(word + (pair[0] if pair else "")) > 1
    return again or len(regex.findall(rf"[.?!] {word}\b", text)) > 1
