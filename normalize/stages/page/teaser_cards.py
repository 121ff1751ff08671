"""page/teaser-cards: the rest of a teaser whose headline is a link to another article.

What   The summary and the date that stand in one box with a linked headline which is no part of the article; a linked
       headline with its summary and its date right below it.
Why    A summary is written like the article, and speaks of much the same; only its place tells whose it is.
Spares The headline of the page; boxes with more than a few lines, or with text before the link; what is all the page
       has to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from normalize.stages.classifier import Judgement, judge
from normalize.stages.document import Block, Document
from normalize.stages.metadata.date import is_date_line
from normalize.stages.page.left import facts_near, is_article_left
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.text.media import HTML
from normalize.text.words import words

_BODY = "Kim met Putin in the Far East of Russia on Wednesday, and both spoke of a new friendship."
_MORE = "Nobody was told what the two men had agreed upon, and their train left the station in the evening."
_THIRD = "The mayor of the town said on Friday that he had shaken both hands, and that one of them was cold."
_LAST = "Nobody in the capital would say when the two will meet again, or whether there is anything left to say."
_LEAD = "It advances at the speed of a bicycle, and nobody knows exactly how many carriages it has."
_HEAD = "The train that must not be late: a journey through the night"
_LINK = f"<a href=/train>{_HEAD}</a>"
_MENU = "<nav><ul><li><a href=/>Home</a><li><a href=/world>World</a></ul></nav>"
_SEEN = f"- Home\n\n- World\n\nA handshake\n\n{_BODY}\n\n{_MORE}\n\n"


def _page(card: str) -> str:
    return f"{_MENU}<h1>A handshake</h1><div><p>{_BODY}</p><p>{_MORE}</p>{card}<p>{_THIRD}</p><p>{_LAST}</p></div>"


EXAMPLES = (
    Example(
        _page(f"<p>{_LINK}<br>{_LEAD}<br>13 September 2023</p>"),
        f"{_SEEN}\n\n\n\n{_THIRD}\n\n{_LAST}",
        media_type=HTML,
    ),
    Example(
        _page(f"<p>{_LINK}<br>{_LEAD}<br>13 сентября 2023, 14:05</p>"),
        f"{_SEEN}\n\n\n\n{_THIRD}\n\n{_LAST}",
        lang="ru",
        media_type=HTML,
    ),
    Leave(_page(f"<div><p>{_LEAD}</p><h4>{_LINK}</h4></div>"), media_type=HTML),
    Leave(_page(f"<p>{_LINK}</p><p>{_LEAD}</p>"), media_type=HTML),
    Leave(f"<h1>{_LINK}</h1><p>{_LEAD}</p><p>13 September 2023</p>", media_type=HTML),
    Leave(f"{_BODY}\n\n{_HEAD}\n\n{_LEAD}\n\n13 September 2023\n\n{_MORE}"),
)

_LINKED: Final = 0.9  # share of link text of a headline
_HEADLINE: Final = 3, 30  # words
_LINES: Final = 5  # of a card
_SUMMARY: Final = 80  # words
_BOXED, _DATED = 0.88, 0.86


@rule(examples=EXAMPLES)
def teaser_cards(doc: Document) -> Edits:
    if doc.media_type != HTML:
        return
    said = judge(doc)
    title, facts = words(doc.facts.title), facts_near(doc)
    heads = [n for n, b in enumerate(doc.blocks) if _is_head(b) and n not in facts and words(b.text) != title]
    found: dict[int, tuple[str, float]] = {}
    for head in heads:
        for n, reason, sure in _rest(doc, said, head, frozenset(heads)):
            if n not in facts and sure > said.outside[n]:
                found.setdefault(n, (reason, sure))
    if not is_article_left(doc, said, found):
        return
    for n, (reason, sure) in found.items():
        yield doc.delete(doc.blocks[n].start, doc.blocks[n].end, reason, sure)


def _is_head(block: Block) -> bool:
    """Whether a line may be the headline of another article: hardly anything but a link."""
    return block.links >= _LINKED and _HEADLINE[0] <= block.size <= _HEADLINE[1]


def _rest(doc: Document, said: Judgement, head: int, heads: frozenset[int]) -> Iterator[tuple[int, str, float]]:
    """The other lines of a linked headline's card that would stay."""
    first, last = _box(said, head)
    box = range(head + 1, last + 1)
    if said.goes[head] and box and all(said.goes[n] for n in range(first, head)) and _is_card(doc, box, heads):
        yield from ((n, "in one box with the headline of another article", _BOXED) for n in box)
        return
    end = head + 2
    if end < len(doc.blocks) and is_date_line(doc, doc.blocks[end]) and _is_card(doc, range(head + 1, end), heads):
        reason = "the headline of another article, its summary and its date"
        yield from ((n, reason, _DATED) for n in range(head, end + 1))


def _is_card(doc: Document, lines: range, heads: frozenset[int]) -> bool:
    """Whether lines below a linked headline may be its summary and date."""
    blocks = [doc.blocks[n] for n in lines]
    return (
        len(blocks) < _LINES
        and heads.isdisjoint(lines)
        and all(b.element is None or b.element.name != "h1" for b in blocks)
        and sum(b.size for b in blocks) <= _SUMMARY
    )


def _box(said: Judgement, head: int) -> tuple[int, int]:
    """The first and the last block of the largest element around a headline that has few blocks."""
    return said.tree.box(head, _LINES) if said.tree is not None else (head, head)
