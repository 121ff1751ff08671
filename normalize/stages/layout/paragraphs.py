"""layout/paragraphs: one blank line between paragraphs, a line feed at the end.

What   Line breaks of every kind, and the white space around them, between lines that hold text.
Why    The canonical text has one form, so that texts compare and other tools can rely on it.
Spares The lines themselves.
"""

from normalize.stages.document import Document
from normalize.stages.layout.lines import kept_lines
from normalize.stages.rule import Edits, Example, Leave, rule

EXAMPLES = (
    Example("One.\r\nTwo.\n\n\n  Three.", "One.\n\nTwo.\n\nThree.\n"),
    Leave("One.\n\nTwo.\n"),
)


@rule(examples=EXAMPLES)
def paragraphs(doc: Document) -> Edits:
    at, gap = 0, ""
    for start, end in kept_lines(doc.text):
        if doc.text[at:start] != gap and not doc.text[at:start].strip():
            yield doc.replace(at, start, gap, "one blank line between paragraphs", 1.0)
        at, gap = end, "\n\n"
    if at and doc.text[at:] != "\n" and not doc.text[at:].strip():
        yield doc.replace(at, len(doc.text), "\n", "one line feed at the end", 1.0)
