"""scars/half-brackets: brackets with nothing in them, and half a bracket at the edge of a paragraph, go.

What   "()", "[ ]", and a last "(" of a paragraph.
Why    What they held was stripped.
Spares Brackets around anything, smileys, list letters ("a) …"), brackets that the next paragraph closes, code.
"""

import regex

from normalize.stages.document import Document
from normalize.stages.rule import Edits, Example, Leave, rule

EXAMPLES = (
    Example("The minister ( ) left [] at dawn.", "The minister left at dawn."),
    Example("They left at dawn. (\nNobody knew.", "They left at dawn.\nNobody knew."),
    Leave("The minister (43) left at dawn :( and f() was called."),
    Leave("a) one\nb) two"),
    Leave("He said (\nas always) no."),
    Leave("Figure 2. (\nLarge preview\n)\nNext."),
    Leave("found = []\nwhile found:"),
)

_EMPTY = regex.compile(
    r"(?<=(?<![=(,])\s|^)(?:\([ \t]*+\)|\[[ \t]*+\]|（\s*+）|【\s*+】)(?=[\s.,;:!?]|$)", regex.MULTILINE
)
_OPEN = regex.compile(r"(?<=[.!?…]['\"”’»]?)[ \t]++[(\[（](?=[ \t]*+(?:\n|\Z))")
_BRACKET = regex.compile(r"[(\[（)\]）]")
_NEAR = 300  # characters behind half a bracket in which the other half may stand


@rule(examples=EXAMPLES)
def half_brackets(doc: Document) -> Edits:
    for m in _EMPTY.finditer(doc.text):
        start = m.start() - (m.start() > 0 and doc.text[m.start() - 1] in " \t")
        yield doc.delete(start, m.end(), "brackets around nothing", 0.9)
    for m in _OPEN.finditer(doc.text):
        bracket = _BRACKET.search(doc.text, m.end(), m.end() + _NEAR)
        if bracket is None or bracket[0] in "([（":
            yield doc.delete(*m.span(), "half a bracket", 0.88)
