"""page/outside-article: what a page shows around its article.

What   Menus, teasers, side columns, comments, footers: blocks that the classifier takes for no part of the article.
Why    Pages look alike in all languages: an article is a run of sentences about one thing, in one part of the page.
Spares The headline, bylines, dates and credits, which are lifted later; lines without links inside the article, and
       paragraphs in the element that holds it, unless all speaks against them; pages of a few lines; what is in doubt;
       plain text (boilerplate/stray-lines).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from operator import itemgetter

from normalize.stages.classifier import judge
from normalize.stages.document import Block, Document, Element
from normalize.stages.page.left import facts_near
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.text.media import HTML
from normalize.text.words import words

_BODY = "Kim met Putin in the Far East of Russia on Wednesday, and both spoke of a new friendship."

EXAMPLES = (
    Example(
        f"<nav><ul><li><a href=/>Home</a><li><a href=/news>News</a></ul></nav><div>{f'<p>{_BODY}</p>' * 4}</div>",
        f"\n\n\n\n{_BODY}\n\n{_BODY}\n\n{_BODY}\n\n{_BODY}",
        media_type=HTML,
    ),
    Leave(f"<h1>A handshake</h1><div><p>{_BODY}</p><p>{_BODY}</p></div>", media_type=HTML),
    Leave("Menu\n\nThe talks went on for three hours and ended, both sides said, in a very good mood."),
    Leave("A page of one line."),
)

_SURE, _DOUBT = 0.9, 0.7  # claim from which a line inside the article goes, and what is claimed of others
_AMONG = 300  # characters of a headline


@rule(examples=EXAMPLES)
def outside_article(doc: Document) -> Edits:
    if doc.media_type != HTML:
        return
    said = judge(doc)
    facts = facts_near(doc)
    title = words(doc.facts.title)
    headline = next((n for n, b in enumerate(doc.blocks) if _is_headline(b, title)), -1)
    within = _within(doc.blocks, said.goes) | _beside(doc.blocks, said.goes)
    for n, block in enumerate(doc.blocks):
        if said.goes[n] and n != headline and n not in facts:
            sure = said.outside[n]
            if n in within and sure < _SURE:
                sure = min(sure, _DOUBT)
            yield doc.delete(block.start, block.end, f"outside the article: {said.why[n]}", sure)


def _within(blocks: tuple[Block, ...], goes: Sequence[bool]) -> frozenset[int]:
    """The blocks without links between two paragraphs that stay, in the same element: perhaps verses, or answers."""
    found: set[int] = set()
    since: dict[Element | None, list[int]] = {}  # the last paragraph that stays, for each element around one
    for n, block in enumerate(blocks):
        around = _parent(block)
        if not goes[n] and block.is_prose:
            found.update(since.get(around, ()))
            since[around] = []
        elif not block.links and around in since:
            since[around].append(n)
    return frozenset(found)


def _beside(blocks: tuple[Block, ...], goes: Sequence[bool]) -> frozenset[int]:
    """The paragraphs without links that stand in the same element as most of the paragraphs that stay."""
    kept: Counter[Element | None] = Counter()
    for n, block in enumerate(blocks):
        if not goes[n] and block.is_prose:
            kept[_parent(block)] += len(block.text)
    body, held = max(kept.items(), key=itemgetter(1), default=(None, 0))
    if body is None or 2 * held < kept.total():
        return frozenset()
    return frozenset(n for n, b in enumerate(blocks) if goes[n] and not b.links and b.is_prose and _parent(b) is body)


def _parent(block: Block) -> Element | None:
    return block.element.parent if block.element is not None else None


def _is_headline(block: Block, title: tuple[str, ...]) -> bool:
    return (block.element is not None and block.element.name == "h1") or (
        bool(title) and len(block.text) <= _AMONG and words(block.text) == title
    )
