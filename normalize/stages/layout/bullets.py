"""layout/bullets: list items begin with "- ".

What   The bullets •, ◦, ▪, ●, ‣ and · at the start of a line.
Why    One mark for list items.
Spares A dash that opens direct speech, and bullets inside a line.
"""

import regex

from normalize.stages.document import Document
from normalize.stages.layout.lines import kept_lines
from normalize.stages.rule import Edits, Example, Leave, rule

EXAMPLES = (
    Example("• one\n  ●two\n", "- one\n  - two\n"),
    Leave("– Nein, sagte er.\n", lang="de"),
    Leave("one • two\n"),
)

_BULLET = regex.compile(r"([•◦▪●‣∙]\s*+)(?=\S)")


@rule(examples=EXAMPLES)
def bullets(doc: Document) -> Edits:
    for start, end in kept_lines(doc.text):
        if m := _BULLET.match(doc.text, start, end):
            yield doc.replace(*m.span(1), "- ", "one mark for list items", 1.0)
