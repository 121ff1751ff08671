"""boilerplate/counters: how often an article was seen, liked and shared.

What   "12 Shares", "Views: 1,204", "Просмотров: 1204", "閲覧数 30" on a line of their own, with the site's buttons.
Why    The page counts its readers; the numbers are others a minute later.
Spares Sentences; a number that belongs to a table or list of other numbers; a word for it without a number.
"""

from __future__ import annotations

from collections import Counter

from normalize.stages.boilerplate.parts import NUMBER, OTHER, made_of
from normalize.stages.document import Block, Document
from normalize.stages.rule import Edits, Example, Leave, rule

EXAMPLES = (
    Example("12 Shares\n\nThey met.", "\n\nThey met."),
    Example("Share · 1,204 views · 3 comments\n\nThey met.", "\n\nThey met."),
    Example("Просмотров: 1204\n\nОни встретились.", "\n\nОни встретились.", lang="ru"),
    Example("閲覧数 30\n\n二人は会った。", "\n\n二人は会った。", lang="ja"),
    Example("عدد المشاهدات: 1204\n\nالتقيا.", "\n\nالتقيا.", lang="ar"),
    Example("조회수 1,204\n\n그들은 만났다.", "\n\n그들은 만났다.", lang="ko"),
    Leave("Views"),
    Leave("He had 12 shares."),
    Leave("Goals: 12\nAssists: 3\nViews: 1204\nCards: 2"),
    Leave("36 views of the mountain"),
)

_LONGEST = 16  # words
_NUMBERS = 3  # runs of digits for each counter: "1 204 550"


@rule(examples=EXAMPLES)
def counters(doc: Document) -> Edits:
    for n, block in enumerate(doc.blocks):
        found = _parts(doc, block)
        if found["counter"] and not found[OTHER] and 0 < found[NUMBER] <= _NUMBERS * sum(found.values()) / 2:
            if _is_row(doc, n - 1) or _is_row(doc, n + 1):
                continue
            yield doc.delete(block.start, block.end, "counts how often the article was seen, liked or shared", 0.9)


def _parts(doc: Document, block: Block) -> Counter[str]:
    """What a short line with a number is made of; nothing where it is something else."""
    if not any(map(str.isdecimal, block.text)) or not block.at_most(_LONGEST):
        return Counter()
    return made_of(block.keys, doc.cues.box, doc.cues.line)


def _is_row(doc: Document, n: int) -> bool:
    """Whether a line beside is a number with other words to it, as the rows of a table are."""
    if not 0 <= n < len(doc.blocks) or doc.blocks[n].ends_sentence:
        return False
    found = _parts(doc, doc.blocks[n])
    return bool(found[NUMBER] and found[OTHER]) and sum(found.values()) <= 6
