"""scars/glued-sentences: two sentences without a space between them come apart.

What   "They ran out.Three came back" becomes "They ran out. Three came back".
Why    A stripped tag took the space with it: before the stop is a word in small letters, behind it one that the text
       or the language knows as a word of its own.
Spares Web addresses, file names, initials, product names ("Node.js", "ASP.NET"), abbreviations of one or two letters.
"""

from __future__ import annotations

import re

import regex

from normalize.stages.document import Document
from normalize.stages.rule import Edits, Example, Leave, rule

EXAMPLES = (
    Example("They ran out.The others came back.", "They ran out. The others came back."),
    Example("Sie gingen fort.Die anderen kamen.", "Sie gingen fort. Die anderen kamen.", lang="de"),
    Leave("Read it on example.The site is Node.js and ASP.NET on www.here.The end"),
    Leave("J.K. Rowling and St.Petersburg"),
)

_GLUE = regex.compile(
    r"(?<![\p{L}\p{M}\p{N}@./_:-])(?P<before>\p{Ll}[\p{Ll}\p{M}'’-]{2,60}+)(?P<stop>[.!?…][\"”»’]?)(?P<after>\p{Lu}[\p{Ll}\p{M}]*+)(?=[\s,;:’'])"
)
_ANY = re.compile(r"[^\W\d_A-Z][.!?…][\"”»’]?[^\W\d_a-z]")
_WORD = regex.compile(r"(?<![\p{L}\p{M}.])[\p{L}\p{M}]++(?!\.)")
_COMPOUND = regex.compile(r"(?<![\p{L}\p{M}.'’-])\p{L}[\p{L}\p{M}]*+(?:['’-]++[\p{L}\p{M}]++)++(?!\.)")
_ADDRESS = regex.compile(r"://|www\.|@")
_LONGEST = 300  # characters of an address


@rule(examples=EXAMPLES)
def glued_sentences(doc: Document) -> Edits:
    if not _ANY.search(doc.text):
        return
    known: frozenset[str] | None = None
    for m in _GLUE.finditer(doc.text):
        if m["before"] == "example" or _in_address(doc.text, m.start(), m.end()):
            continue
        sides = {m["before"], m["after"].lower()}
        if doc.cues.words.isdisjoint(sides):
            known = _words_alone(doc.text) if known is None else known
            if not sides <= known:
                continue
        at = m.start("after")
        yield doc.replace(at, at, " ", f"“{m[0]}”: two sentences without a space", 0.92)


def _words_alone(text: str) -> frozenset[str]:
    """The words of a text that stand by themselves, in small letters; compounds whole and in parts."""
    return frozenset(m.lower() for pattern in (_WORD, _COMPOUND) for m in pattern.findall(text))


def _in_address(text: str, start: int, end: int) -> bool:
    """Whether the place is part of a web or e-mail address."""
    least = max(0, start - _LONGEST)
    first = max(least - 1, *(text.rfind(c, least, start) for c in ' \n\t("“'))
    last = next((k for k in range(end, min(len(text), end + 80)) if text[k].isspace()), end + _LONGEST)
    return _ADDRESS.search(text, first + 1, last) is not None
