"""scars/glued-words: a word and the small word behind it, glued where a link was stripped, come apart.

What   "approaching Russiawhere he is expected" becomes "approaching Russia where he is expected", and "governmentwhich
       fell" becomes "government which fell".
Why    The name stands elsewhere in the text, or the glossary knows it, and the rest is a function word of the language.
       A common word has to stand in the text twice.
Spares Words that the text uses twice, words of two function words ("everywhere"), languages that build compounds, and
       everything without such evidence.
"""

from __future__ import annotations

from collections import Counter

import regex

from normalize.stages.document import Document
from normalize.stages.rule import Edits, Example, Leave, rule

EXAMPLES = (
    Example(
        "He left for Russiawhere he is expected; Russia waits.",
        "He left for Russia where he is expected; Russia waits.",
    ),
    Example("They flew to Moscowwhich was dark.", "They flew to Moscow which was dark."),
    Example(
        "The government fell. A governmentwhich falls is no government.",
        "The government fell. A government which falls is no government.",
    ),
    Leave("Every other day, every year, everywhere, the government fell; one governmentwhich fell was it."),
    Leave("Herewith the list; here it is. Germanwings flew."),
    Leave("They sat with Brontothat was dark."),
    Leave("Er kam aus Russlandwoher auch immer; Russland wartet.", lang="de"),
)

_LANGS = frozenset(("en", "fr", "es", "it", "pt", "ro", "ca"))
_WORD = regex.compile(
    r"(?<![\p{L}\p{M}\p{N}@#./_’'-])(?:\p{Lu}\p{Ll}{5,}+|\p{Ll}{9,}+)(?![\p{L}\p{M}\p{N}@._-]*[@/]|[\p{N}_])"
)
_LETTERS = regex.compile(r"[\p{L}\p{M}]+")
_INSIDE = regex.compile(r"(?<=[\p{Ll},;:–—”’)] )\p{Lu}\p{L}*+")
_SHORTEST = 4  # letters of the function word, and of the name
_SHORTEST_WORD = 5  # letters of a word that is no name


@rule(examples=EXAMPLES)
def glued_words(doc: Document) -> Edits:
    if doc.lang not in _LANGS:
        return
    small = {w for w in doc.cues.words if len(w) >= _SHORTEST}
    lengths = sorted(set(map(len, small)), reverse=True)
    counts: Counter[str] | None = None
    names: frozenset[str] = frozenset()
    for m in _WORD.finditer(doc.text):
        word = m[0]
        size = next((n for n in lengths if len(word) - n >= _SHORTEST and word[-n:] in small), 0)
        if not size:
            continue
        if counts is None:
            counts = Counter(_LETTERS.findall(doc.text))
            names = frozenset(_INSIDE.findall(doc.text))
        name, tail = word[:-size], word[-size:]
        listed = name in doc.places
        if word[0].islower():
            known = len(name) >= _SHORTEST_WORD and counts[name] > 1 and name not in doc.cues.words
        else:  # a name has a capital inside sentences, and is never without
            known = listed or (name in names and counts[name] > 0 and not counts[name.lower()])
        if counts[word] > 1 or not known:
            continue
        where = "a place" if listed else f"which the text has {counts[name]} times,"
        yield doc.replace(
            m.start() + len(name), m.start() + len(name), " ", f"“{name}”, {where} glued to “{tail}”", 0.93
        )
