"""boilerplate/repeated-paragraph: a paragraph that the text has already had, word for word.

What   The article once more for printing or for small screens; a lead that stands above the text and opens it again.
Why    Nobody writes a long paragraph twice; a page shows it twice, and reading it again tells a reader nothing.
Spares Short paragraphs, refrains and lines of verse; what differs in a single word.
"""

from __future__ import annotations

from normalize.stages.document import Document
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.stages.survey import line_key

_LONG = (
    "Kim met Putin in the Far East of Russia on Wednesday, and both spoke of a new friendship between their two"
    " countries, which nobody in the capital had expected so soon."
)
_OTHER = "Nobody was told what the two men had agreed upon, and their train left the station in the evening."
_CHORUS = "And the train went on, and the train went on."
_LANG = (
    "Ким встретился с Путиным на Дальнем Востоке России в среду, и оба говорили о новой дружбе двух стран, которой в"
    " столице никто не ждал так скоро после прошлой встречи."
)

EXAMPLES = (
    Example(f"{_LONG}\n\n{_OTHER}\n\n{_LONG}", f"{_LONG}\n\n{_OTHER}\n\n"),
    Example(f"{_LANG}\n\n{_LANG}", f"{_LANG}\n\n", lang="ru"),
    Leave(f"{_LONG}\n\n{_OTHER}\n\n{_LONG.replace('Wednesday', 'Thursday')}"),
    Leave(f"{_CHORUS}\n\n{_OTHER}\n\n{_CHORUS}"),
)

_LEAST = 20  # words


@rule(examples=EXAMPLES)
def repeated_paragraph(doc: Document) -> Edits:
    seen: set[int] = set()
    for block in doc.blocks:
        if block.is_prose and block.size >= _LEAST:
            key = line_key(block.text)
            if key in seen:
                yield doc.delete(block.start, block.end, "the same paragraph stands above, word for word", 0.86)
            seen.add(key)
