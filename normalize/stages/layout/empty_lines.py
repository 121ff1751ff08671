"""layout/empty-lines: a line without a letter or digit goes.

What   Lines of dashes, stars, dots or pictures only, with the white space around them.
Why    They were ornaments of the page.
Spares Lines with a letter or digit of any script.
"""

from normalize.stages.document import Document
from normalize.stages.layout.lines import kept_lines
from normalize.stages.rule import Edits, Example, Leave, rule

EXAMPLES = (
    Example("One.\n\n* * *\n\nTwo.\n", "One.\n\nTwo.\n"),
    Example("—\nOne.\n", "One.\n"),
    Leave("一\n\n2\n"),
)


@rule(examples=EXAMPLES)
def empty_lines(doc: Document) -> Edits:
    at, gap = 0, ""
    for start, end in (*kept_lines(doc.text), (len(doc.text), len(doc.text))):
        between = doc.text[at:start]
        if between.strip():
            after = gap if start < len(doc.text) else "\n"
            yield doc.replace(at, start, after, "a line without a letter or digit", 0.99)
        at, gap = end, "\n\n"
