"""boilerplate/outside-article: what a page shows around its article.

What   Blocks of a page that stand outside the element that holds the article: menus, side columns, footers.
Why    One element of a page holds nearly all of its prose; the rest is the site.
Spares The headline above that element, a byline or date between them; pages without prose; plain text.
"""

from __future__ import annotations

from normalize.stages.boilerplate.anatomy import Anatomy, anatomy
from normalize.stages.boilerplate.shape import outline
from normalize.stages.document import HTML, Block, Document, Element
from normalize.stages.rule import Edits, Example, Leave, rule

_BODY = "Kim met Putin in the Far East of Russia on Wednesday, and both spoke of a new friendship."

EXAMPLES = (
    Example(
        f"<div>Weather today</div><div><p>{_BODY}</p><p>{_BODY}</p></div>", f"\n\n{_BODY}\n\n{_BODY}", media_type=HTML
    ),
    Leave(f"<h1>A handshake</h1><div><p>{_BODY}</p><p>{_BODY}</p></div>", media_type=HTML),
    Leave("Menu\n\nThe talks went on for three hours and ended, both sides said, in a very good mood."),
    Leave("A page of one line."),
)

_NEARLY_ALL = 0.75  # of the page's prose
_SEMANTIC = 0.45  # the same, for an element that calls itself the article
_LITTLE_MORE = 1.5  # times the body's letters: headline, stand-first, byline and the like
_SHORT = 16  # words
_ARTICLE_WORDS = frozenset(("articlebody", "article", "story", "post", "entry"))
_LEAVES = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "pre", "figcaption", "caption"))


@rule(examples=EXAMPLES)
def outside_article(doc: Document) -> Edits:
    parts = anatomy(doc.blocks)
    inner = _body(parts)
    if inner is None:
        return
    body = _whole(parts, inner)
    inside = parts.inside(body)
    first = outline(doc.blocks).first
    headline = next((n for n, b in enumerate(doc.blocks) if b.element and b.element.name == "h1"), -1)
    for n, block in enumerate(doc.blocks):
        if block.element is None or block.element in inside or n == headline:
            continue
        if not (headline < n < first and _may_be_byline(doc, block)):
            yield doc.delete(block.start, block.end, f"outside <{body.name}>, which holds the article", 0.9)


def _may_be_byline(doc: Document, block: Block) -> bool:
    """Whether a block between headline and text may be a byline or date: those are lifted later."""
    labelled = any(block.keys[:k] in doc.cues.labels[kind] for k in (1, 2, 3) for kind in ("byline", "date"))
    return len(block.keys) <= _SHORT and (labelled or any(k.isdigit() and len(k) == 4 for k in block.keys))


def _body(parts: Anatomy) -> Element | None:
    """The innermost element that holds nearly all prose, or enough of it and says that it is the article."""
    nearly, semantic = _NEARLY_ALL * parts.total, _SEMANTIC * parts.total
    fits = [
        e for e, w in parts.prose.items() if e.name not in _LEAVES and (w >= nearly or (w >= semantic and _is_named(e)))
    ]
    return max(fits, key=lambda e: (parts.depth[e], parts.prose[e]), default=None)


def _whole(parts: Anatomy, body: Element) -> Element:
    """The element around the body that calls itself the article, unless that holds much besides."""
    around = next((e for e in body.up() if e is not body and _is_named(e)), None)
    if around is None or around.name == "body":
        return body
    return around if parts.letters[around] <= _LITTLE_MORE * parts.letters[body] else body


def _is_named(element: Element) -> bool:
    return element.name == "article" or bool(element.words & _ARTICLE_WORDS)
