"""encoding/private-use: pictures of an icon font go.

What   Characters of Unicode's private areas that stand alone: share buttons, arrows, ticks of an icon font.
Why    They mean something only in the font of the page; elsewhere they are empty boxes.
Spares Such a character beside a letter, which may be one: it stays, with a remark.
"""

import regex

from normalize.stages.document import Document
from normalize.stages.rule import Edits, Example, Leave, rule

EXAMPLES = (
    Example("\uf09a Follow the talks \uf099\n", "Follow the talks\n"),
    Example("One.\n\ue800\nTwo.", "One.\n\nTwo."),
    Leave("ba\ue123ta"),
)

_PRIVATE = regex.compile(r"[ \t]*+([\p{Co}]++)(?<spaces>[ \t]*+)")


@rule(examples=EXAMPLES)
def private_use(doc: Document) -> Edits:
    if not _PRIVATE.search(doc.characters):
        return
    for m in _PRIVATE.finditer(doc.text):
        before, after = doc.text[m.start(1) - 1 : m.start(1)], doc.text[m.end(1) : m.end(1) + 1]
        if before.isalpha() or after.isalpha():
            yield doc.note(*m.span(1), "a character that only its own font knows: the word may lack a letter")
            continue
        inside = m.start() > 0 and doc.text[m.start() - 1] not in "\n\r" and doc.text[m.end() : m.end() + 1].strip()
        start, end = (m.start(), m.end() - len(m["spaces"])) if inside else m.span()
        yield doc.delete(start, end, "a picture of an icon font", 0.95)
