"""layout/spaces: one space between words.

What   Runs of spaces and tabs inside a line; no-break, thin, wide and ideographic spaces.
Why    They differ from site to site and mean nothing to a reader of the text.
Spares Single spaces; the zero-width joiners that some scripts need.
"""

import re

import regex

from normalize.stages.document import Document
from normalize.stages.layout.lines import kept_lines
from normalize.stages.rule import Edits, Example, Leave, rule

EXAMPLES = (
    Example("Kim  met\N{NO-BREAK SPACE}Putin.\n", "Kim met Putin.\n"),
    Leave("Kim met Putin.\n"),
)

_ODD = "\t\N{NO-BREAK SPACE}\u1680\u2000-\u200a\N{NARROW NO-BREAK SPACE}\u205f\u3000"
_ANY = re.compile(f"  |[{_ODD}]")
_RUN = regex.compile(rf"(?<=\S)(?! \S)[ {_ODD}]+(?=\S)")


@rule(examples=EXAMPLES)
def spaces(doc: Document) -> Edits:
    if not _ANY.search(doc.text):
        return
    for start, end in kept_lines(doc.text):
        for m in _RUN.finditer(doc.text, start, end):
            if m[0] != " ":
                yield doc.replace(*m.span(), " ", "one space between words", 1.0)
