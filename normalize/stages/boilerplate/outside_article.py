"""boilerplate/outside-article: what a page shows around its article.

What   Blocks of a page that stand outside the element that holds the article: menus, side columns, footers.
Why    One element of a page holds nearly all of its prose; the rest is the site.
Spares The headline above that element; pages without prose; plain text, where nothing tells.
"""

from __future__ import annotations

from collections import defaultdict

from normalize.stages.boilerplate.furniture import is_furniture
from normalize.stages.boilerplate.shape import outline
from normalize.stages.document import Block, Document, Element
from normalize.stages.rule import Edits, Leave, rule

EXAMPLES = (
    Leave("Menu\n\nThe talks went on for three hours and ended, both sides said, in a very good mood."),
    Leave("A page of one line."),
)

_NEARLY_ALL = 0.75  # of the page's prose
_SEMANTIC = 0.45  # the same, for an element that calls itself the article
_SHORT = 16  # words
_LITTLE_MORE = 1.5  # times the body's letters: headline, stand-first, byline and the like
_ARTICLE_WORDS = frozenset(("articlebody", "article", "story", "post", "entry"))


@rule(examples=EXAMPLES)
def outside_article(doc: Document) -> Edits:
    weights = [(b, b.size) for b in doc.blocks if b.is_prose and b.element is not None and not is_furniture(b)]
    total = sum(w for _, w in weights)
    if not total:
        return
    inner = _body(weights, total)
    if inner is None:
        return
    body = _whole(doc, inner)
    first = outline(doc.blocks).first
    headline = next((n for n, b in enumerate(doc.blocks) if b.element and b.element.name == "h1"), -1)
    for n, block in enumerate(doc.blocks):
        if block.element is None or body in block.element.up():
            continue
        if n != headline and not (headline < n < first and _may_be_byline(doc, block)):
            yield doc.delete(block.start, block.end, f"outside <{body.name}>, which holds the article", 0.9)


def _may_be_byline(doc: Document, block: Block) -> bool:
    """Whether a block between headline and text may be a byline or date: those are lifted later."""
    labelled = any(block.keys[:k] in doc.cues.labels[kind] for k in (1, 2, 3) for kind in ("byline", "date"))
    return len(block.keys) <= _SHORT and (labelled or any(k.isdigit() and len(k) == 4 for k in block.keys))


def _whole(doc: Document, body: Element) -> Element:
    """The element around the body that calls itself the article, unless that holds much besides."""
    around = next((e for e in body.up() if e is not body and (e.name == "article" or e.words & _ARTICLE_WORDS)), None)
    if around is None or around.name == "body":
        return body
    held = {
        e: sum(b.letters for b in doc.blocks if b.element and e in b.element.up() and not is_furniture(b))
        for e in (body, around)
    }
    return around if held[around] <= _LITTLE_MORE * held[body] else body


def _body(weights: list[tuple[Block, float]], total: float) -> Element | None:
    """The innermost element that holds nearly all prose, or enough of it and says that it is the article."""
    held: dict[Element, float] = defaultdict(float)
    depth: dict[Element, int] = {}
    for block, weight in weights:
        chain = list(block.element.up()) if block.element else []
        for n, element in enumerate(chain):
            held[element] += weight
            depth[element] = len(chain) - n
    fits = [
        e
        for e, w in held.items()
        if w >= _NEARLY_ALL * total or (w >= _SEMANTIC * total and (e.name == "article" or e.words & _ARTICLE_WORDS))
    ]
    return max(fits, key=lambda e: (depth[e], held[e]), default=None)
