"""scars/lost-capital: a sentence begins with its capital again.

What   "a weapons supplier. artillery plays an important role" becomes "… supplier. Artillery plays …".
Why    Bold type at the start of the sentence was stripped, and the capital with it.
Spares Abbreviations before the stop, words that are written small on purpose (the text has them so at another
       sentence's start, or beside a word that is), ellipses, languages that we have not measured.
"""

from __future__ import annotations

import re
from collections import Counter

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
_ANY = re.compile("[.] [a-z\x80-\U0010ffff]")
_START = regex.compile(r"(?<=(?<![\p{L}.])(?P<before>\p{Ll}{5,})[.] )(?P<word>\p{Ll}{3,})(?= \p{Ll}+ \p{L})")
_PAIR = regex.compile(r"(?<!\p{L})(\p{L}++ \p{L}++)")
_FIRST = regex.compile(r"(?<=[.?!] )\w++")
_ABBREVIATIONS = frozenset("approx assoc messrs incorp dept govt".split())


@rule(examples=EXAMPLES)
def lost_capital(doc: Document) -> Edits:
    if doc.lang not in _LANGS or not _ANY.search(doc.text):
        return
    found = [m for m in _START.finditer(doc.text) if m["before"] not in _ABBREVIATIONS]
    if not found:
        return
    pairs = Counter(m[1] for m in _PAIR.finditer(doc.text, overlapped=True))
    starts = Counter(_FIRST.findall(doc.text))
    for m in found:
        word = m["word"]
        pair = _PAIR.match(doc.text, m.start())
        if starts[word] < 2 and (pair is None or pairs[pair[1]] < 2):
            yield doc.replace(m.start(), m.start() + 1, word[0].upper(), f"“{word}” begins a sentence", 0.85)
