"""markup/space: line breaks and runs of spaces inside the text of a page are one space.

What   White space between the words of a page, unless it is preformatted.
Why    Browsers draw it as one space: a line of the source is no line of the text.
Spares Single spaces, no-break spaces, and text in <pre>.
"""

import re

from normalize.stages.document import Document
from normalize.stages.markup.page import page_of
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.text.media import HTML

EXAMPLES = (
    Example("<p>Talks\n   went on.</p>", "<p>Talks went on.</p>", media_type=HTML),
    Leave("<pre>a\n  b</pre>", media_type=HTML),
    Leave("Talks\nwent on."),
)

_RUN = re.compile(r"[ \t\n\r\f]{2,}+|[\t\n\r\f]")


@rule(examples=EXAMPLES)
def space(doc: Document) -> Edits:
    page = page_of(doc)
    for stretch in page.stretches if page else ():
        if not stretch.preformatted:
            for m in _RUN.finditer(doc.text, stretch.start, stretch.end):
                yield doc.replace(*m.span(), " ", "white space inside the text of a page", 1.0)
