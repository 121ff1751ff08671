"""boilerplate/furniture: parts of a page that the page itself names as no article.

What   Blocks inside <nav>, <footer>, <aside> and forms, and inside elements whose class or id says share, related,
       newsletter, comment, cookie and the like.
Why    The people who built the page have said what these parts are.
Spares Long paragraphs in an <aside> that calls itself part of the article, and the element that holds most prose.
"""

from __future__ import annotations

from normalize.stages.document import Block, Document, Element
from normalize.stages.rule import Edits, Leave, rule

EXAMPLES = (Leave("Share this article"),)

_NAMES = frozenset(("nav", "footer", "form", "menu", "dialog"))
_WORDS = {
    "nav": "navigation", "navbar": "navigation", "menu": "navigation", "breadcrumb": "navigation",
    "breadcrumbs": "navigation", "pagination": "navigation", "pager": "navigation", "toolbar": "navigation",
    "share": "sharing", "sharing": "sharing", "social": "sharing", "sharebar": "sharing", "addthis": "sharing",
    "related": "other articles", "recommended": "other articles", "recommendations": "other articles",
    "readmore": "other articles", "popular": "other articles", "trending": "other articles",
    "outbrain": "other articles",
    "taboola": "other articles", "teasers": "other articles", "morelinks": "other articles",
    "newsletter": "newsletter", "subscribe": "newsletter", "signup": "newsletter", "subscription": "newsletter",
    "paywall": "newsletter", "donate": "donations", "donation": "donations", "comment": "comments",
    "comments": "comments", "disqus": "comments", "respond": "comments", "cookie": "notices", "cookies": "notices",
    "consent": "notices", "gdpr": "notices", "disclaimer": "notices", "copyright": "notices", "footer": "footer",
    "colophon": "footer", "sidebar": "side column", "widget": "side column", "widgets": "side column",
    "ad": "advertising", "ads": "advertising", "advert": "advertising", "advertisement": "advertising",
    "sponsored": "advertising", "promo": "advertising", "banner": "advertising", "tags": "tags", "taglist": "tags",
    "toc": "navigation", "skip": "navigation", "breaking": "other articles", "ticker": "other articles",
}  # fmt: skip


def furniture(element: Element | None) -> str:
    """Return what kind of furniture an element or one around it is, or an empty string."""
    if element is None:
        return ""
    for e in element.up():
        if e.name in _NAMES:
            return f"<{e.name}>"
        if e.name in ("body", "html", "article", "main"):
            continue
        for word in sorted(e.words):
            if word in _WORDS:
                return f"“{word}”, {_WORDS[word]}"
        if e.name == "aside":
            return "<aside>"
    return ""


def is_furniture(block: Block) -> bool:
    """Whether a block stands inside furniture."""
    return bool(furniture(block.element))


@rule(examples=EXAMPLES)
def furniture_rule(doc: Document) -> Edits:
    named = [(b, furniture(b.element)) for b in doc.blocks if b.element is not None]
    total = sum(b.letters for b, _ in named) or 1
    inside = sum(b.letters for b, kind in named if kind)
    if inside > 0.9 * total:
        return  # the page names everything furniture: its names say nothing
    for block, kind in named:
        if kind:
            yield doc.delete(block.start, block.end, f"the page calls this part {kind}", 0.92)
