"""boilerplate/marked-links: a headline of another article with nothing but an arrow or a bullet before it.

What   "► Brazilian nun breaks freediving record" on a line of its own between the paragraphs of an article.
Why    The arrow is the site's sign for a link; the line names people and places that the article does not mention.
Spares List items: lines below a colon, with the article's words, with the small words of a sentence; articles that set
       the same marks before sentences of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.edits import Edit
from normalize.stages.boilerplate.teaser import Evidence, chance, headline_evidence, is_signature, small_words
from normalize.stages.boilerplate.teaser_labels import ARROWS, label_at_start
from normalize.stages.document import Block, Document
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.stages.shape import HEADLINE_WORDS, is_headline, outline

_BODY = "The council of Kell has met, and nobody was pleased with what it said about the bridge."
_TEXT = "Мост через реку закрыли до осени, и жители ездят в объезд через соседнее село, сообщили власти в среду утром."

EXAMPLES = (
    Example(f"{_BODY}\n\n► Brazilian nun breaks Geneva record\n\n{_BODY}", f"{_BODY}\n\n\n\n{_BODY}"),
    Example(f"{_BODY}\n\n>> Sumo champion Takeda opens bakery in Paris\n12 March 2021", f"{_BODY}\n\n\n"),
    Example(f"{_TEXT}\n\n▶ Певица Ирма Солнцева отменила гастроли в Торонто", f"{_TEXT}\n\n", lang="ru"),
    Leave(f"{_BODY}\n\n► Write to the landlord and keep a copy\n► Ask the council for the file number\n\n{_BODY}"),
    Leave(f"It promises three things:\n\n→ A market in Ebbing\n→ A bus to Dunmore\n\n{_BODY}"),
    Leave(f"{_BODY}\n\n• Captain Weaver’s ticket ran out\n• The Norwegian pumps were dry\n\n{_BODY}"),
    Leave(f"{_TEXT}\n\n• Новый мост построят к лету\n• Паром пустят в мае", lang="ru"),
)

_MARK = regex.compile(rf"[{ARROWS}]+\s*+|[•▪●◆■]\s++")
_INTRODUCED = (":", "：", ";")
_LEAST, _LEAST_LETTERS = 3, 8


@rule(examples=EXAMPLES)
def marked_links(doc: Document) -> Edits:
    if any(b.ends_sentence and _MARK.match(b.text) for b in doc.blocks):
        return
    n = outline(doc.blocks).first + 1
    while n < len(doc.blocks):
        run = _run(doc, n)
        if run and not doc.blocks[n - 1].text.endswith(_INTRODUCED):
            yield from _links(doc, n, run)
        n += run or 1


def _run(doc: Document, n: int) -> int:
    """How many lines with a mark stand below each other from block `n` on."""
    end = n
    while end < len(doc.blocks) and _MARK.match(doc.blocks[end].text):
        end += 1
    return end - n


def _links(doc: Document, n: int, count: int) -> Iterator[Edit]:
    """The lines of a run that are links. The lines of a run are judged together: they are links, or items of a list."""
    lines = doc.blocks[n : n + count]
    weighed = [e for e in (_evidence(doc, line) for line in lines) if e]
    if len(weighed) < count:
        return
    below = doc.blocks[n + count] if n + count < len(doc.blocks) else None
    above = doc.blocks[n - 1]
    if count > 1:
        weighed = [
            e.plus("in a list", *["chevrons, which mark links"] * _has_chevron(line))
            for e, line in zip(weighed, lines, strict=True)
        ]
        if not any(e.names for e in weighed):
            weighed = [e.plus("a list without names") for e in weighed]
    elif _is_other_text(doc, above) and (below is None or _is_other_text(doc, below)):
        weighed = [e.plus("alone between paragraphs") for e in weighed]
    sure = chance(sum(e.score for e in weighed) / count)
    for line, seen in zip(lines, weighed, strict=True):
        yield doc.delete(line.start, line.end, seen.reason("a headline with nothing but a mark before it"), sure)
    if below and is_signature(doc, below):
        yield doc.delete(below.start, below.end, "author or date of the teaser above", min(sure, 0.85))


def _has_chevron(block: Block) -> bool:
    return block.text.startswith(("»", ">"))


def _is_other_text(doc: Document, block: Block) -> bool:
    """Whether a line beside a marked one is a paragraph or another teaser, so that the marked one is in no list."""
    return block.ends_sentence or label_at_start(doc, block) is not None


def _evidence(doc: Document, block: Block) -> Evidence | None:
    """What speaks for a link in a line with a mark; None where it is no headline."""
    mark = _MARK.match(block.text)
    if mark is None or label_at_start(doc, block) or not block.at_most(HEADLINE_WORDS):
        return None
    start = mark.end()
    said = block.text[start:]
    if not is_headline(said) or len(said) < _LEAST_LETTERS:
        return None
    seen = headline_evidence(doc, block, start, len(block.text))
    arrow = mark[0][0] in ARROWS
    seen.hear(an_arrow_and_no_label=arrow, a_bullet_and_no_label=not arrow, no_full_stop=True)
    if words := small_words(doc, block, start, len(block.text)):
        seen.said.append(words)
    return seen
