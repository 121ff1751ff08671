"""scars/space-before-stop: no space before a full stop or comma.

What   "the border , and" becomes "the border, and"; "the end ." becomes "the end."
Why    A stripped tag left the space; no language that is written with spaces has one there.
Spares Ellipses, decimal and file marks (".5", ".NET"), semicolons and colons (French has a space there).
"""

import re

import regex

from normalize.stages.document import Document
from normalize.stages.rule import Edits, Example, Leave, rule

EXAMPLES = (
    Example("They crossed the border , and that was the end .", "They crossed the border, and that was the end."),
    Leave("He waited ... and left ; then : nothing !", lang="fr"),
    Leave("A .5 calibre and the .NET framework"),
    Leave("a . . . b"),
    Leave("Every , mark , in , this , text , stands alone ."),
)

_SPACE = regex.compile(
    r"(?<=[\p{L}\p{N}\p{M}”»)\]])(?<!(?:^|\s)[.,] ?)[ \N{NO-BREAK SPACE}]++(?=[.,](?:\s|$)(?! ?[.,]))", regex.MULTILINE
)
_ANY = re.compile(r"[ \N{NO-BREAK SPACE}][.,]")
_STOP = regex.compile(r"[.,](?=\s|$)", regex.MULTILINE)
_HABIT = 0.3  # share of stops with a space before them that makes it a habit


@rule(examples=EXAMPLES)
def space_before_stop(doc: Document) -> Edits:
    if not _ANY.search(doc.text):
        return
    found = list(_SPACE.finditer(doc.text))
    stops = len(_STOP.findall(doc.text))
    if len(found) > 3 and len(found) > _HABIT * stops:
        return  # the whole text is written so: it was cut into words by a program
    for m in found:
        yield doc.delete(*m.span(), "a space before a full stop or comma", 0.9)
