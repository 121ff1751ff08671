"""boilerplate/reading-time: how long it takes to read, and the buttons for larger letters.

What   "3 min read", "Temps de lecture : 2 min", "A- A A+" on a line of their own.
Why    They are controls of the page.
Spares Sentences about minutes.
"""

import regex

from normalize.stages.document import Document
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.text.words import plain

EXAMPLES = (
    Example("3 min read\n\nThey met.", "\n\nThey met."),
    Example("Temps de lecture : 2 min\n\nIls se sont vus.", "\n\nIls se sont vus.", lang="fr"),
    Example("A- A A+\n\nThey met.", "\n\nThey met."),
    Example("Lesezeit: 4 Minuten\n\nSie trafen sich.", "\n\nSie trafen sich.", lang="de"),
    Leave("It took 3 minutes.\n\nThey met."),
    Leave("90 minutes\n\nThey played on."),
)

_WORDS = (
    "read reading lesezeit lesedauer lecture lectura lettura leitura leestijd leestid lästid læsetid lesetid lukuaika "
    "czytania czytanie čtení čítanie olvasás olvasási citire четене ανάγνωσης ανάγνωση чтения чтение читання čitanja "
    "читања okuma قراءة مطالعه קריאה पढ़ने baca đọc 阅读 閱讀 読む 읽기"
)
_READING = "|".join(_WORDS.split())
_LETTER = r"[\p{L}\p{M}’' ]"
_MINUTES = regex.compile(
    rf"(?=.*(?:{_READING}))(?:{_LETTER}{{0,30}}[:：]?\s*\d{{1,3}}\s*[\p{{L}}\p{{M}}’'. ]{{0,30}}"
    rf"|{_LETTER}{{0,20}}\d{{1,3}}-?\s?min{_LETTER}{{0,20}})",
    regex.IGNORECASE,
)
_ANYWHERE = regex.compile(
    rf"(?:{_READING})\s?[:：]?\s?\d{{1,3}}\s?(?:min\p{{L}}*|мин\p{{L}}*|分钟?|דקות|دقائق|دقیقه)?\.?", regex.IGNORECASE
)
_LETTERS = regex.compile(r"(?:[AАТT][+\-−–]{0,2}\s*[|/]?\s*){2,5}")


def without_reading_time(text: str) -> str:
    """Return a text with blanks for a reading time in it, every place the same."""
    blanked = list(text)
    for m in _ANYWHERE.finditer(plain(text)):
        blanked[slice(*m.span())] = " " * len(m[0])
    return "".join(blanked)


@rule(examples=EXAMPLES)
def reading_time(doc: Document) -> Edits:
    for block in doc.blocks:
        if len(block.text) > 60 or block.ends_sentence:
            continue
        if any(map(str.isdecimal, block.text)) and _MINUTES.fullmatch(block.plain):
            yield doc.delete(block.start, block.end, "how long it takes to read", 0.92)
        elif any(c in block.text for c in "+-−") and _LETTERS.fullmatch(block.text):
            yield doc.delete(block.start, block.end, "buttons for the size of letters", 0.92)
