"""scars/space-before-stop: no space before a full stop or comma.

What   "the border , and" becomes "the border, and"; "the end ." becomes "the end."
Why    A stripped tag left the space; no language that is written with spaces has one there.
Spares Ellipses, decimal and file marks (".5", ".NET"), semicolons and colons (French has a space there).
"""

import regex

from normalize.stages.document import Document
from normalize.stages.rule import Edits, Example, Leave, rule

EXAMPLES = (
    Example("They crossed the border , and that was the end .", "They crossed the border, and that was the end."),
    Leave("He waited ... and left ; then : nothing !", lang="fr"),
    Leave("A .5 calibre and the .NET framework"),
    Leave("a . . . b"),
)

_SPACE = regex.compile(r"(?<=[\p{L}\p{N}\p{M}”»)\]])(?<!(?:^|\s)[.,] ?)[ \N{NO-BREAK SPACE}]+(?=[.,](?:\s|$)(?! ?[.,]))", regex.MULTILINE)


@rule(examples=EXAMPLES)
def space_before_stop(doc: Document) -> Edits:
    for m in _SPACE.finditer(doc.text):
        yield doc.delete(*m.span(), "a space before a full stop or comma", 0.9)
