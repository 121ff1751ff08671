"""scars/glued-sentences: two sentences without a space between them come apart.

What   "They ran out.Three came back" becomes "They ran out. Three came back".
Why    A stripped tag took the space with it: before the stop is a word in small letters, behind it one that the text
       or the language knows as a word of its own.
Spares Web addresses, file names, initials, product names ("Node.js", "ASP.NET"), abbreviations of one or two letters.
"""

from __future__ import annotations

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
    r"(?<![\p{L}\p{M}\p{N}@./_:-])(?P<before>\p{Ll}[\p{Ll}\p{M}'’-]{2,})(?P<stop>[.!?…][\"”»’]?)(?P<after>\p{Lu}[\p{Ll}\p{M}]*+)(?=[\s,;:’'])"
)


@rule(examples=EXAMPLES)
def glued_sentences(doc: Document) -> Edits:
    for m in _GLUE.finditer(doc.text):
        if _in_address(doc.text, m.start(), m.end()):
            continue
        if doc.cues.words.isdisjoint((m["after"].lower(), m["before"])) and not _known(
            doc.text, m["before"], m["after"]
        ):
            continue
        if m["before"] != "example":
            at = m.start("after")
            yield doc.replace(at, at, " ", f"“{m[0]}”: two sentences without a space", 0.92)


def _known(text: str, before: str, after: str) -> bool:
    """Whether the text has both words elsewhere, each by itself."""
    return all(
        len(regex.findall(rf"(?<![\p{{L}}.]){regex.escape(word)}(?![\p{{L}}.])", text, regex.IGNORECASE)) > 0
        for word in (before, after)
    )


def _in_address(text: str, start: int, end: int) -> bool:
    """Whether the place is part of a web or e-mail address."""
    first = max(text.rfind(c, 0, start) for c in ' \n\t("“')
    last = next((k for k in range(end, min(len(text), end + 80)) if text[k].isspace()), len(text))
    return bool(regex.search(r"://|www\.|@", text[first + 1 : last]))
