"""boilerplate/sections: a heading of the site and what stands below it.

What   "You may also like", "About author", "Comments" and the like with their headlines, texts and pictures, to the end
       of the page or to where the article goes on.
Why    Below such a heading the page shows other articles, readers or its staff.
Spares Paragraphs that go on with the article's own words and names; a heading before the article's text.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

import regex

from normalize.edits import Edit
from normalize.stages.document import Block, Document, Element
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.stages.shape import outline, overlap
from normalize.text.words import words

_BODY = "Kim met Putin in the Far East of Russia on Wednesday, and both spoke of a new friendship between them."

EXAMPLES = (
    Example(
        f"{_BODY}\n\nYou may also like\n\nPrince closes account\n\nBoris Johnson leaves hospital",
        f"{_BODY}\n\n\n\n\n\n",
    ),
    Example(f"{_BODY}\n\nNews Desk\n\nAbout author\n\nThe latest from the News Desk", f"{_BODY}\n\n\n\n\n\n"),
    Example(f"{_BODY}\n\n12 responses to “A new friendship”\n\nWell said, both of you!", f"{_BODY}\n\n\n\n"),
    Leave(f"{_BODY}\n\n12 responses to the plan had come in by Friday.\n\nNone of them was kind, he said."),
    Leave(f"{_BODY}\n\nResponses\n\nThe ministry said it had not been asked, and the mayor wanted to read it first."),
    Leave(f"Most read\n\n{_BODY}"),
    Leave(f"{_BODY}\n\nMore stories are told about the two men than anybody can check, a diplomat said in Seoul."),
)

_RETURNS = 20  # words from which a paragraph may be the article again
_OWN = 0.45  # share of its longer words that the article has used before
_BEARS = (0.6, 2.0)  # prose below a heading, and below one of comments, to that above it: more may be the article
_HEADING = 30  # words: the title of the article may be in it
_COUNTED = regex.compile(r"\d[\d.,]*+ [^\"“„«「『\n]{2,40}+[\"“„«「『][^\n]*[\"”“»」』]\s*+")  # 12 responses to “Title”
_BOX = 4  # blocks of an author or newsletter box, at most
_LINKS = 0.3  # share of link text from which a paragraph of a page is a teaser


@rule(examples=EXAMPLES)
def sections(doc: Document) -> Edits:
    n = outline(doc.blocks).first + 1
    above = _Above(doc.blocks)
    while n < len(doc.blocks):
        block = doc.blocks[n]
        kind = _heading(doc, block)
        if kind is None:
            n += 1
            continue
        above.grow(n)
        end = _end_on_page(above, n, block.element) if block.element is not None else _end(doc, above, n, kind)
        for below in doc.blocks[n:end]:
            yield doc.delete(
                below.start, below.end, f"below the heading “{block.text}” ({kind})", 0.95 if below is block else 0.9
            )
        if kind == "author_box":
            yield from _name_above(doc, n, end)
        n = end


def _heading(doc: Document, block: Block) -> str | None:
    """The kind of section that a block heads: it is a known heading, or counts the comments on the article's title."""
    if not block.at_most(_HEADING):
        return None
    kind = doc.cues.section.get(tuple(k for k in block.keys if not k.isdecimal()))
    if kind and not block.ends_sentence:
        return kind
    title = words(doc.facts.title)
    named = bool(title) and block.keys[-len(title) :] == title
    return doc.cues.heads(block.keys) or None if named or _COUNTED.fullmatch(block.text) else None


class _Above:
    """What stands above a heading, counted further from heading to heading: words, prose, elements that hold prose.

    `ends` tells behind which block each element of the page ends.
    """

    def __init__(self, blocks: tuple[Block, ...]) -> None:
        self.blocks = blocks
        self.words: set[str] = set()
        self.prose = 0.0
        self.holders: set[Element] = set()
        self.ends: dict[Element, int] = {}
        for n in range(len(blocks), 0, -1):
            here = blocks[n - 1].element
            while here is not None and here not in self.ends:
                self.ends[here] = n
                here = here.parent
        self._upto = 0

    def grow(self, n: int) -> None:
        """Take in the blocks up to number `n`."""
        for block in self.blocks[self._upto : n]:
            self.words.update(k for k in block.keys if len(k) > 3)
            if block.is_prose:
                self.prose += block.size
                here = block.element
                while here is not None and here not in self.holders:
                    self.holders.add(here)
                    here = here.parent
        self._upto = n


def _end_on_page(above: _Above, n: int, heading: Element) -> int:
    """Where a section of a page ends: with the element around its heading, or where prose that is no link begins."""
    blocks = above.blocks
    box = heading.parent
    if box is None:
        return n + 1
    if box in above.holders:
        return next((m for m in range(n + 1, len(blocks)) if _is_own_prose(blocks[m])), len(blocks))
    end = above.ends[box]
    return next((m for m in range(n + 1, end) if blocks[m].element is None), end)


def _is_own_prose(block: Block) -> bool:
    return block.is_prose and block.links < _LINKS


def _end(doc: Document, above: _Above, n: int, kind: str) -> int:
    """Where a section of plain text ends: at its first paragraph, if it has more prose than an article bears."""
    end = _last(doc, above, n, kind)
    below = sum(b.size for b in doc.blocks[n + 1 : end] if b.is_prose)
    if below <= _BEARS[kind == "comments"] * above.prose:
        return end
    return next(m for m in range(n + 1, end) if doc.blocks[m].is_prose)


def _last(doc: Document, above: _Above, n: int, kind: str) -> int:
    """The number of the block where a section of plain text has ended by its own look."""
    blocks = doc.blocks
    for m in range(n + 1, len(blocks)):
        block = blocks[m]
        if kind in ("author_box", "subscribe") and m - n > _BOX:
            return m
        if kind != "comments" and _is_article(block, above.words):
            return m
        if kind != "comments" and _heading(doc, block):
            return m
    return len(blocks)


def _is_article(block: Block, before: AbstractSet[str]) -> bool:
    return block.is_prose and block.size >= _RETURNS and overlap(block, before) >= _OWN


def _name_above(doc: Document, n: int, end: int) -> Iterator[Edit]:
    """The author's name on the line above the heading, where the box speaks of the same name."""
    above = doc.blocks[n - 1]
    said = {k for b in doc.blocks[n + 1 : end] for k in b.keys}
    if above.at_most(5) and not above.ends_sentence and set(above.keys) <= said:
        yield doc.delete(above.start, above.end, "the name above an author box", 0.9)
