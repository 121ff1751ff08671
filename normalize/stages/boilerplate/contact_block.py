"""boilerplate/contact-block: whom journalists may call about a press release.

What   "Press contact: Jane Vane, +44 20 …", or that label with the lines below it, behind the last paragraph.
Why    It is meant for editors, and not part of the news.
Spares Telephone numbers that are the message ("call 112"), and contacts without such a label; what stands in the text.
"""

from __future__ import annotations

import regex

from normalize.stages.document import Block, Document
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.stages.shape import outline

EXAMPLES = (
    Example("They met.\n\nPress contact: Jane Vane, +44 20 7946 0018", "They met.\n\n"),
    Example(
        "Sie trafen sich.\n\nPressekontakt:\nHannes Vahl\npresse@muehle.example", "Sie trafen sich.\n\n\n\n", lang="de"
    ),
    Example("Они встретились.\n\nКонтакты для СМИ: +7 495 000-00-01", "Они встретились.\n\n", lang="ru"),
    Leave("They met.\n\nHelpline: call 112, day and night"),
    Leave("They met.\n\nPress contact: nobody wanted to have any."),
    Leave("They met.\n\nPress contact"),
)

_REACHED = regex.compile(r"[\w.+-]+@[\w-]+\.\w|\[email.protected\]|https?://|www\.|\+?\(?\d(?:[\s()./–-]{0,2}\d){5,}")
_LINE = 30  # words of a label with all that it says
_BELOW = 8  # lines below a label
_WORDS = 14  # of a line below it


@rule(examples=EXAMPLES)
def contact_block(doc: Document) -> Edits:
    n = outline(doc.blocks).last + 1
    while n < len(doc.blocks):
        if not _is_label(doc, doc.blocks[n]):
            n += 1
            continue
        end = n + 1
        while end < min(len(doc.blocks), n + 1 + _BELOW) and _may_belong(doc, doc.blocks[end]):
            end += 1
        reached = [m for m in range(n, end) if _REACHED.search(doc.blocks[m].text)]
        for block in doc.blocks[n : reached[-1] + 1] if reached else ():
            yield doc.delete(block.start, block.end, "whom journalists may call", 0.88)
        n = end


def _is_label(doc: Document, block: Block) -> bool:
    return block.at_most(_LINE) and bool(block.keys) and doc.cues.box.longest(block.keys, 0)[0] == "contact"


def _may_belong(doc: Document, block: Block) -> bool:
    return block.at_most(_WORDS) and not block.is_prose and not _is_label(doc, block)
