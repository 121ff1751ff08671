"""The parts of a page: how much prose each element holds, and which parts the page itself calls no article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from normalize.stages.document import Block, Element

_NAMES = frozenset(("nav", "footer", "form", "menu", "dialog"))
_NEVER = frozenset(("body", "html", "article", "main"))
_WORDS = {
    "advertising": "ad ads advert advertisement sponsored promo banner",
    "comments": "comment comments disqus respond",
    "donations": "donate donation",
    "footer": "footer colophon",
    "navigation": "nav navbar menu breadcrumb breadcrumbs pagination pager toolbar toc skip",
    "newsletter": "newsletter subscribe signup subscription paywall",
    "notices": "cookie cookies consent gdpr disclaimer copyright",
    "other articles": (
        "related recommended recommendations readmore popular trending outbrain taboola teasers morelinks breaking "
        "ticker"
    ),
    "sharing": "share sharing social sharebar addthis",
    "side column": "sidebar widget widgets",
    "tags": "tags taglist",
}
_KINDS = {word: kind for kind, words in _WORDS.items() for word in words.split()}
_MOST = 0.4  # share of a page's prose that makes an element the article, whatever it is called


@dataclass(frozen=True)
class Anatomy:
    """What is known of each element of a page.

    `kind` of furniture ("" for none); `prose` in words and `letters` that it holds outside furniture; `depth`. `total`
    is the prose of the page outside furniture.
    """

    kind: dict[Element, str]
    prose: dict[Element, float]
    letters: dict[Element, float]
    depth: dict[Element, int]
    total: float

    def furniture(self, block: Block) -> str:
        """Return what kind of furniture a block stands in, or an empty string."""
        return self.kind.get(block.element, "") if block.element is not None else ""

    def inside(self, around: Element) -> frozenset[Element]:
        """Return an element and all that stand in it."""
        found = {around}
        for element in self.depth:  # parents before children
            if element.parent in found:
                found.add(element)
        return frozenset(found)


@lru_cache(maxsize=4)
def anatomy(blocks: tuple[Block, ...]) -> Anatomy:
    """Return the anatomy of a page from its blocks, in time that grows with their number and that of the elements."""
    depth = _depths(b.element for b in blocks if b.element is not None)
    prose = _held(depth, ((b.element, b.size) for b in blocks if b.is_prose))
    most = _MOST * sum(b.size for b in blocks if b.is_prose)
    kind: dict[Element, str] = {}
    for element in depth:
        named = "" if prose.get(element, 0.0) > most > 0 else _named(element)
        kind[element] = named or (kind[element.parent] if element.parent is not None else "")
    seen = [b for b in blocks if b.element is not None and not kind[b.element]]
    return Anatomy(
        kind,
        _held(depth, ((b.element, b.size) for b in seen if b.is_prose)),
        _held(depth, ((b.element, b.letters) for b in seen)),
        depth,
        sum(b.size for b in seen if b.is_prose),
    )


def _depths(elements: Iterable[Element]) -> dict[Element, int]:
    """The depth of every element and of those around it, parents before children."""
    depth: dict[Element, int] = {}
    for element in elements:
        chain: list[Element] = []
        here: Element | None = element
        while here is not None and here not in depth:
            chain.append(here)
            here = here.parent
        above = depth[here] if here is not None else 0
        for n, e in enumerate(reversed(chain), 1):
            depth[e] = above + n
    return depth


def _held(depth: dict[Element, int], weights: Iterable[tuple[Element | None, float]]) -> dict[Element, float]:
    """What each element holds, with all that stands in it."""
    held: dict[Element, float] = {}
    for element, weight in weights:
        if element is not None:
            held[element] = held.get(element, 0.0) + weight
    for element in sorted(depth, key=depth.__getitem__, reverse=True):
        if element.parent is not None and element in held:
            held[element.parent] = held.get(element.parent, 0.0) + held[element]
    return held


def _named(element: Element) -> str:
    """What kind of furniture an element's own name, class or id says it is."""
    if element.name in _NAMES:
        return f"<{element.name}>"
    if element.name in _NEVER:
        return ""
    word = min((w for w in element.words if w in _KINDS), default="")
    if word:
        return f"“{word}”, {_KINDS[word]}"
    return "<aside>" if element.name == "aside" else ""
