"""boilerplate/capital-links: a line in capitals that is a link to another article.

What   "CLICK HERE TO READ WHY …", "PENTAGON CHIEF DEFENDS BUDGET IN SENATE [VIDEO]" between paragraphs.
Why    Sites set the headlines of other articles between the paragraphs in capitals, with no label.
Spares Sub-headings in capitals, which are short or share words with the article; lines that end as sentences; titles.
       Where nothing but the capitals and strange words speak, it is a suggestion.
"""

from __future__ import annotations

import regex

from normalize.stages.boilerplate.teaser import Evidence, headline_evidence
from normalize.stages.boilerplate.teaser_labels import ARROWS, label_at_start
from normalize.stages.document import Block, Document
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.stages.shape import HEADLINE_WORDS, outline

_BODY = "The council of Kell has met, and nobody was pleased with what it said about the bridge."
_TEXT = "Мост через реку закрыли до осени, и жители ездят в объезд через соседнее село, сообщили власти в среду утром."

EXAMPLES = (
    Example(
        f"{_BODY}\n\nPENTAGON CHIEF DEFENDS BUDGET IN SENATE HEARING [VIDEO]\n\n{_BODY}", f"{_BODY}\n\n\n\n{_BODY}"
    ),
    Example(f"{_BODY}\n\n>> TENNIS STAR LOSES IN MELBOURNE FINAL\n\n{_BODY}", f"{_BODY}\n\n\n\n{_BODY}"),
    Example(
        f"{_TEXT}\n\nПЕВИЦА ИРМА СОЛНЦЕВА ОТМЕНИЛА ГАСТРОЛИ В ТОРОНТО (ВИДЕО)\n\n{_TEXT}",
        f"{_TEXT}\n\n\n\n{_TEXT}",
        lang="ru",
    ),
    Leave(f"{_BODY}\n\nWHO PAYS FOR THE BRIDGE\n\n{_BODY}"),
    Leave(f"{_BODY}\n\nTHE DRUMMERS\n\n{_BODY}"),
    Leave(f"{_BODY}\n\nA LONG WINTER FOR ALL THE FERRYMEN OF THE NORTH\n\n{_BODY}"),
    Leave(f"{_TEXT}\n\nЧТО БУДЕТ С МОСТОМ\n\n{_TEXT}", lang="ru"),
)

_TAG = regex.compile(r"[(\[]\s*+([^()\[\]]{3,40}+)[)\]]\s*+$")
_LEAST = 5  # words


@rule(examples=EXAMPLES)
def capital_links(doc: Document) -> Edits:
    shape = outline(doc.blocks)
    for n, block in enumerate(doc.blocks):
        if n > shape.first and block.text.isupper() and _may_be_link(doc, block):
            seen = _evidence(doc, block)
            yield doc.delete(block.start, block.end, seen.reason("a headline in capitals"), seen.confidence)


def _may_be_link(doc: Document, block: Block) -> bool:
    long_enough = not block.at_most(_LEAST - 1) and block.at_most(HEADLINE_WORDS)
    return long_enough and not block.ends_sentence and not label_at_start(doc, block)


def _evidence(doc: Document, block: Block) -> Evidence:
    """What speaks for a link in a line of capitals. Its words prove nothing by their capitals."""
    tag = _TAG.search(block.text)
    end = tag.start() if tag else len(block.text)
    seen = headline_evidence(doc, block, 0, end)
    seen.names.clear()
    arrow = any(c in ARROWS for c in block.text[:3] + block.text[-3:])
    media = bool(tag) and not doc.cues.media.lengths.keys().isdisjoint(block.keys[-4:])
    seen.hear(nothing_but_capitals=True, an_arrow=arrow, a_tag_for_pictures=media, no_full_stop=True)
    return seen
