"""scars/space-before-stop: no space before a full stop or comma.

What   "the border , and" becomes "the border, and", in a text that has no such spaces elsewhere.
Why    A stripped tag left the space; no language that is written with spaces has one there.
Spares Ellipses, decimal and file marks (".5", ".NET"), semicolons and colons (French has a space there).
"""

import re

import regex

from normalize.stages.document import Document
from normalize.stages.rule import Edits, Example, Leave, rule

EXAMPLES = (
    Example(
        "They left, and crossed the border , and that was it.", "They left, and crossed the border, and that was it."
    ),
    Leave("He waited ... and left ; then : nothing !", lang="fr"),
    Leave("A .5 calibre and the .NET framework"),
    Leave("a . . . b"),
    Leave("Every mark in this text , as in many , stands alone ."),
)

_SPACE = regex.compile(
    r"(?<=[\p{L}\p{N}\p{M}”»)\]])(?<!(?:^|\s)[.,] ?)[ \N{NO-BREAK SPACE}]++(?=[.,](?:\s|$)(?! ?[.,]))", regex.MULTILINE
)
_ANY = re.compile(r"[ \N{NO-BREAK SPACE}][.,]")
_STOP = regex.compile(r"[.,](?=\s|$)", regex.MULTILINE)
_OTHERS = 2  # stops and commas without a space to each one with a space: else the space is a habit


@rule(examples=EXAMPLES)
def space_before_stop(doc: Document) -> Edits:
    if not _ANY.search(doc.text):
        return
    found = list(_SPACE.finditer(doc.text))
    others = len(_STOP.findall(doc.text)) - len(found)
    if others < _OTHERS * len(found):
        return  # the whole text is written so: it was cut into words by a program
    for m in found:
        yield doc.delete(*m.span(), "a space before a full stop or comma", 0.9)
