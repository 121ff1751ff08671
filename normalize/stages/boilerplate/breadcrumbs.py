"""boilerplate/breadcrumbs: the way through the site's sections to the article.

What   "Home > Culture > Paris", "Accueil › Société" on a line near the top.
Why    It is the site's menu.
Spares Lines with one mark only that begin with no word for the start page; sentences; fractions and either-or.
"""

import regex

from normalize.stages.document import Document
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.text.words import words

EXAMPLES = (
    Example("Home > Culture > Paris\n\nThe booksellers stay.", "\n\nThe booksellers stay."),
    Example("Главная / Наука\n\nРакета улетела.", "\n\nРакета улетела.", lang="ru"),
    Leave("Either / Or\n\nThe book is long."),
    Leave("The score was 3 > 2, and 2 > 1, he said."),
)

_MARK = regex.compile(r"\s*[>›»→/|＞]\s*")
_LONGEST = 500  # characters
_AMONG = 6  # blocks from the top
_PART = 5  # words of one part


@rule(examples=EXAMPLES)
def breadcrumbs(doc: Document) -> Edits:
    for block in doc.blocks[:_AMONG]:
        if len(block.text) > _LONGEST:
            continue
        parts = [p for p in _MARK.split(block.text) if p]
        if (
            len(parts) < 2
            or block.ends_sentence
            or "<" in block.text
            or "://" in block.text
            or any(len(p.split()) > _PART or len(p) > 40 for p in parts)
        ):
            continue
        home = doc.cues.line.get(words(parts[0])) == "nav"
        arrows = len(parts) > 2 and any(c in block.text for c in ">›»→＞")
        if home or arrows:
            yield doc.delete(block.start, block.end, "a path through the sections of the site", 0.93 if home else 0.85)
