"""boilerplate/reading-time: how long it takes to read or to hear, and the buttons for larger letters.

What   "3 min read", "Temps de lecture : 2 min", "Listen to this article 5:20", "A- A A+" on a line of their own.
Why    They are controls of the page.
Spares Sentences about minutes.
"""

import regex

from normalize.stages.boilerplate.parts import NUMBER, OTHER, made_of
from normalize.stages.document import Block, Document
from normalize.stages.reading import READING
from normalize.stages.rule import Edits, Example, Leave, rule

EXAMPLES = (
    Example("3 min read\n\nThey met.", "\n\nThey met."),
    Example("Temps de lecture : 2 min\n\nIls se sont vus.", "\n\nIls se sont vus.", lang="fr"),
    Example("Listen to this article 5:20\n\nThey met.", "\n\nThey met."),
    Example("Прослушать новость 2 мин\n\nОни встретились.", "\n\nОни встретились.", lang="ru"),
    Example("음성으로 듣기 5분\n\n그들은 만났다.", "\n\n그들은 만났다.", lang="ko"),
    Example("A- A A+\n\nThey met.", "\n\nThey met."),
    Example("Lesezeit: 4 Minuten\n\nSie trafen sich.", "\n\nSie trafen sich.", lang="de"),
    Leave("It took 3 minutes.\n\nThey met."),
    Leave("Listen to this article: 5 lessons\n\nThey met."),
    Leave("Threads 4 Thought"),
    Leave("90 minutes\n\nThey played on."),
)

_START = r"(?<![\p{Latin}\p{Cyrillic}\p{Greek}])"  # "Threads 4" is about no reading
_LETTER = r"[\p{L}\p{M}’' ]"
_MINUTES = regex.compile(
    rf"(?=.*{_START}(?:{READING}))(?:{_LETTER}{{0,30}}[:：]?\s*\d{{1,3}}\s*[\p{{L}}\p{{M}}’'. ]{{0,30}}"
    rf"|{_LETTER}{{0,20}}\d{{1,3}}-?\s?min{_LETTER}{{0,20}})",
    regex.IGNORECASE,
)
_LISTENING = 12  # words
_LETTERS = regex.compile(r"(?:[AАТT][+\-−–]{0,2}\s*[|/]?\s*){2,5}")


@rule(examples=EXAMPLES)
def reading_time(doc: Document) -> Edits:
    for block in doc.blocks:
        if len(block.text) > 60:
            continue
        if _is_control(doc, block):
            yield doc.delete(block.start, block.end, "how long it takes to hear or to read", 0.9)
            continue
        if block.ends_sentence:
            continue
        if any(map(str.isdecimal, block.text)) and _MINUTES.fullmatch(block.plain):
            yield doc.delete(block.start, block.end, "how long it takes to read", 0.92)
        elif any(c in block.text for c in "+-−") and _LETTERS.fullmatch(block.text):
            yield doc.delete(block.start, block.end, "buttons for the size of letters", 0.92)


def _is_control(doc: Document, block: Block) -> bool:
    """Whether a line is the label of a control and nothing else but a number of minutes."""
    if not block.at_most(_LISTENING):
        return False
    found = made_of(block.keys, doc.cues.box, doc.cues.line)
    return found["control"] > 0 and not found[OTHER] and found[NUMBER] <= 3
