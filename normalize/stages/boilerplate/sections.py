"""boilerplate/sections: a heading of the site and what stands below it.

What   "You may also like", "About author", "Comments" and the like with their headlines, texts and pictures, to the end
       of the page or to where the article goes on.
Why    Below such a heading the page shows other articles, readers or its staff.
Spares Paragraphs that go on with the article's own words and names; a heading before the article's text.
"""

from __future__ import annotations

from collections.abc import Iterator

from normalize.edits import Edit
from normalize.stages.boilerplate.shape import outline, overlap
from normalize.stages.document import Block, Document, Element
from normalize.stages.rule import Edits, Example, Leave, rule

_BODY = "Kim met Putin in the Far East of Russia on Wednesday, and both spoke of a new friendship between them."

EXAMPLES = (
    Example(
        f"{_BODY}\n\nYou may also like\n\nPrince closes account\n\nBoris Johnson leaves hospital",
        f"{_BODY}\n\n\n\n\n\n",
    ),
    Example(f"{_BODY}\n\nNews Desk\n\nAbout author\n\nThe latest from the News Desk", f"{_BODY}\n\n\n\n\n\n"),
    Leave(f"Most read\n\n{_BODY}"),
    Leave(f"{_BODY}\n\nMore stories are told about the two men than anybody can check, a diplomat said in Seoul."),
)

_RETURNS = 20  # words from which a paragraph may be the article again
_OWN = 0.45  # share of its longer words that the article has used before
_BEARS = (0.6, 2.0)  # prose below a heading, and below one of comments, to that above it: more may be the article
_BOX = 4  # blocks of an author or newsletter box, at most
_LINKS = 0.3  # share of link text from which a paragraph of a page is a teaser


@rule(examples=EXAMPLES)
def sections(doc: Document) -> Edits:
    shape = outline(doc.blocks)
    n = 0
    while n < len(doc.blocks):
        block = doc.blocks[n]
        kind = _heading(doc, block)
        if kind is None or n <= shape.first:
            n += 1
            continue
        end = _end_on_page(doc, n, block.element) if block.element is not None else _end(doc, n, kind)
        for below in doc.blocks[n:end]:
            yield doc.delete(
                below.start, below.end, f"below the heading “{block.text}” ({kind})", 0.95 if below is block else 0.9
            )
        if kind == "author_box":
            yield from _name_above(doc, n, end)
        n = end


def _heading(doc: Document, block: Block) -> str | None:
    """The kind of section that a block heads: it is a known heading, perhaps with a number of comments."""
    keys = tuple(k for k in block.keys if not k.isdigit())
    return doc.cues.section.get(keys) if len(keys) <= doc.cues.longest and not block.ends_sentence else None


def _end_on_page(doc: Document, n: int, heading: Element) -> int:
    """Where a section of a page ends: with the element around its heading, or where prose that is no link begins."""
    blocks = doc.blocks
    box = heading.parent
    inside = [box is not None and b.element is not None and box in b.element.up() for b in blocks]
    bounded = not any(inside[k] and blocks[k].is_prose for k in range(n))
    for m in range(n + 1, len(blocks)):
        if bounded and not inside[m]:
            return m
        if not bounded and (blocks[m].is_prose and blocks[m].links < _LINKS):
            return m
    return len(blocks)


def _end(doc: Document, n: int, kind: str) -> int:
    """Where a section of plain text ends: at its first paragraph, if there is more prose in it than an article bears."""
    end = _last(doc, n, kind)
    before = sum(b.size for b in doc.blocks[:n] if b.is_prose)
    below = sum(b.size for b in doc.blocks[n + 1 : end] if b.is_prose)
    if below <= _BEARS[kind == "comments"] * before:
        return end
    return next(m for m in range(n + 1, end) if doc.blocks[m].is_prose)


def _last(doc: Document, n: int, kind: str) -> int:
    """The number of the block where a section of plain text has ended by its own look."""
    blocks = doc.blocks
    before = frozenset(k for b in blocks[:n] for k in b.keys if len(k) > 3)
    for m in range(n + 1, len(blocks)):
        block = blocks[m]
        if kind in ("author_box", "subscribe") and m - n > _BOX:
            return m
        if kind != "comments" and _is_article(block, before):
            return m
        if kind != "comments" and _heading(doc, block):
            return m
    return len(blocks)


def _is_article(block: Block, before: frozenset[str]) -> bool:
    return block.is_prose and block.size >= _RETURNS and overlap(block, before) >= _OWN


def _name_above(doc: Document, n: int, end: int) -> Iterator[Edit]:
    """The author's name on the line above the heading, where the box speaks of the same name."""
    above = doc.blocks[n - 1]
    said = {k for b in doc.blocks[n + 1 : end] for k in b.keys}
    if len(above.tokens) <= 5 and not above.ends_sentence and set(above.keys) <= said:
        yield doc.delete(above.start, above.end, "the name above an author box", 0.9)
