"""A page as visible text and the gaps between it: what separates two stretches of text, and what was hidden there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import regex

from normalize.edits import Patch
from normalize.stages.document import Block, Document, Element, lines
from normalize.stages.markup.tokens import RAW, attributes, scan
from normalize.text.media import HTML

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary table "
    "tbody td tfoot th thead tr ul".split()
)
_UNSEEN = frozenset(
    "applet audio button canvas datalist embed head iframe map math noembed noframes noscript object select script "
    "style svg template textarea title video xmp".split()
)
_OF_HEAD = frozenset("base basefont bgsound head link meta noscript script style template title".split())
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_ENDS_ITSELF = {
    "li": frozenset(("ul", "ol", "menu", "dir")), "td": frozenset(("table", "tr")), "th": frozenset(("table", "tr")),
    "tr": frozenset(("table",)), "dt": frozenset(("dl",)), "dd": frozenset(("dl",)),
}  # fmt: skip
_NAMED = ("class", "id", "role", "itemprop")
_CELLS = frozenset(("td", "th"))
_UNSEEN_STYLE = regex.compile(r"(?:display\s*+:\s*+none|visibility\s*+:\s*+hidden)", regex.IGNORECASE)
_NOTHING: tuple[frozenset[str], str] = frozenset(), ""
_REPEATED = 500  # characters: what a start tag says at more length, no other says again
_BETWEEN = {0: "", 1: " ", 2: "\n", 3: "\n\n"}
_WORD = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+")  # "mainContent article-body" has main, content, article, body
_LITTLE, _MUCH = 1500, 3  # characters of a page that may have hidden the rest; how much more that must be
_SAID = 200  # characters that tell what was hidden: more is not told
_SPACE = " \t\n\r\f\v"


class Stretch(NamedTuple):
    """Visible text at `start:end`, the block element around it, the number of its link or 0, whether preformatted."""

    start: int
    end: int
    element: Element | None
    link: int
    preformatted: bool


@dataclass(slots=True)
class Gap:
    """What stands between two stretches: tags, white space, and hidden parts, each with its name."""

    start: int
    end: int
    strength: int = 0  # 0 nothing, 1 a space, 2 a line break, 3 a block
    bullet: bool = False
    hidden: list[tuple[int, int, str]] | None = None

    def parts(self, *, first: bool, last: bool) -> Iterator[tuple[int, int, str, str]]:
        """Yield (start, end, what stands there instead, what was hidden there) over the whole gap."""
        after = "" if first or last else _BETWEEN[self.strength]
        after = "" if last else after + "- " * self.bullet
        if not self.hidden:
            if self.start < self.end:
                yield self.start, self.end, after, ""
            return
        spans: list[tuple[int, int, str]] = []
        at = self.start
        for start, end, what in self.hidden:
            if at < start:
                spans.append((at, start, ""))
            spans.append((start, end, what))
            at = end
        if at < self.end:
            spans.append((at, self.end, ""))
        carrier = max((n for n, s in enumerate(spans) if not s[2]), default=len(spans) - 1)
        for n, (start, end, what) in enumerate(spans):
            yield start, end, after if n == carrier else "", what


@dataclass(frozen=True, slots=True)
class Page:
    """A page in order: gap, stretch, gap, stretch, …, gap."""

    stretches: tuple[Stretch, ...]
    gaps: tuple[Gap, ...]


def page_of(doc: Document) -> Page | None:
    """Return the page that a document is, or None for plain text."""
    return page_in(doc.text) if doc.media_type == HTML else None


def page_blocks(before: Document, after: str, patch: Patch) -> tuple[Block, ...]:
    """Return the blocks of a page's text once its markup is gone, each with its element and its links."""
    page = page_of(before)
    stretches = page.stretches if page else ()
    places = patch.carry([(s.start, s.end) for s in stretches])
    found: list[Block] = []
    at = 0
    for start, end in lines(after):
        while at < len(places) and places[at][1] <= start:
            at += 1
        n, linked, total, element = at, 0, 0, None
        anchors: set[int] = set()
        while n < len(places) and places[n][0] < end:
            size = min(end, places[n][1]) - max(start, places[n][0])
            element = element if total else stretches[n].element
            total += size
            if stretches[n].link:
                linked += size
                anchors.add(stretches[n].link)
            n += 1
        links = round(linked / total, 2) if total else 0.0
        found.append(Block(after[start:end], start, end, element, links, len(anchors)))
    return tuple(found)


@lru_cache(maxsize=2)
def page_in(text: str) -> Page:
    """Return the page that a text is. Where a page hides nearly all of itself, a script shows it: then so do we."""
    page = _read(text, all_of_it=False)
    if (seen := _size(page)) < _LITTLE:
        whole = _read(text, all_of_it=True)
        return whole if _size(whole) > _MUCH * seen + _LITTLE else page
    return page


def _read(text: str, *, all_of_it: bool) -> Page:
    reader = _Reader(text, all_of_it)
    scan(text, reader)
    reader.close_gap(len(text))
    return Page(tuple(reader.stretches), tuple(reader.gaps))


def _size(page: Page) -> int:
    return sum(s.end - s.start for s in page.stretches)


class _Reader:
    """Hears the tokens once, with a stack of the block elements that are open."""

    def __init__(self, page: str, all_of_it: bool) -> None:
        self.page = page
        self.all_of_it = all_of_it  # also what attributes hide
        self.stretches: list[Stretch] = []
        self.gaps: list[Gap] = []
        self.gap = Gap(0, 0)
        self.stack: list[tuple[str, Element | None, str]] = []  # name, innermost block element, why it is hidden
        self.standing: dict[str, int] = defaultdict(int)  # how many of a name are open
        self.unseen = 0
        self.unseen_from = 0
        self.link = -1  # depth of the stack where the open link stands
        self.links = 0  # that were opened so far

    def text(self, start: int, end: int) -> None:
        if self.unseen:
            return
        body = self.page[start:end]
        core = body.strip(_SPACE)
        if not core or body[0] in _SPACE:
            self.gap.strength = self.gap.strength or 1
        if not core:
            return
        first = start + body.index(core[0])
        last = first + len(core)
        self.close_gap(first)
        link = self.links if self.link >= 0 else 0
        self.stretches.append(Stretch(first, last, self._around(), link, self.standing["pre"] > 0))
        self.gap = Gap(last, last, int(last < end))

    def close_gap(self, end: int) -> None:
        if self.unseen:
            self._seen_again(end)
            self.unseen = 0
        self.gap.end = end
        self.gaps.append(self.gap)

    def open(self, name: str, start: int, said: str) -> None:
        if self.stack and self.stack[-1][0] == "head" and name not in _OF_HEAD:
            self._pop(start)
        if name in _BLOCKS:
            self._open_block(name, start, said)
            return
        if name == "br":
            self.gap.strength = 3 if self.gap.strength >= 2 else 2
        elif name == "a":
            self.link = len(self.stack) if "href" in said.lower() else -1
            self.links += 1
        if name in _VOID or (name in _UNSEEN and said[-1:] == "/" and name not in RAW):
            return
        if name in _UNSEEN:
            self._push(name, self._around(), f"<{name}>", start)
        elif said and not self.all_of_it and _may_hide(said.lower()) and (why := _told(said)[1]):
            self._push(name, self._around(), f"<{name}{why}", start)

    def _open_block(self, name: str, start: int, said: str) -> None:
        self._make_room(name)
        gap = self.gap
        gap.strength = max(gap.strength, 1 if name in _CELLS and not gap.bullet else 3)
        gap.bullet = name == "li" or (gap.bullet and name in ("p", "div"))
        if name in _VOID:
            return
        if self.unseen:  # nobody will ask for it
            self._push(name, None, "", start)
            return
        words, why = _told(said) if len(said) > 2 else _NOTHING
        self._push(
            name, Element(name, words, self._around()), f"<{name}{why}" if why and not self.all_of_it else "", start
        )

    def _around(self) -> Element | None:
        return self.stack[-1][1] if self.stack else None

    def _push(self, name: str, element: Element | None, hidden: str, start: int) -> None:
        self.stack.append((name, element, hidden))
        self.standing[name] += 1
        if hidden:
            if not self.unseen:
                self.unseen_from = start
            self.unseen += 1

    def _make_room(self, name: str) -> None:
        """End what this element ends without an end tag: a paragraph, the list item or cell before it."""
        if self.stack and self.stack[-1][0] == "p":
            self._pop(self.gap.end)
        if name in _ENDS_ITSELF and self.standing[name]:
            for n in range(len(self.stack) - 1, max(-1, len(self.stack) - 12), -1):
                other = self.stack[n][0]
                if other == name or (other in _CELLS and name in _CELLS):
                    while len(self.stack) > n:
                        self._pop(self.gap.end)
                    return
                if other in _ENDS_ITSELF[name]:
                    return

    def close(self, name: str, end: int) -> None:
        if name == "a":
            self.link = -1
        if name in _BLOCKS:
            self.gap.strength = max(self.gap.strength, 1 if name in _CELLS else 3)
            self.gap.bullet = self.gap.bullet and name != "li"
        if not self.standing[name]:
            return
        while self.stack[-1][0] != name:
            self._pop(end)
        self._pop(end)

    def _pop(self, end: int) -> None:
        name, _, hidden = self.stack.pop()
        self.standing[name] -= 1
        if len(self.stack) < self.link:
            self.link = -1
        if hidden:
            self.unseen -= 1
            if not self.unseen:
                self._seen_again(end, hidden)

    def _seen_again(self, end: int, why: str = "") -> None:
        hidden = self.gap.hidden = self.gap.hidden or []
        why = why or next(w for _, _, w in self.stack if w)
        end = max(end, self.unseen_from)
        if hidden and not self.page[hidden[-1][1] : self.unseen_from].strip():
            start, _, before = hidden.pop()
            why = before if why in before.split(", ") or len(before) > _SAID else f"{before}, {why}"
            hidden.append((start, end, why))
        elif end > self.unseen_from:
            hidden.append((self.unseen_from, end, why))


def _may_hide(said: str) -> bool:
    return "hidden" in said or "style" in said


def _told(said: str) -> tuple[frozenset[str], str]:
    """What the attributes of a start tag tell: the words that name it, and why it is hidden or an empty string."""
    return _remembered(said) if len(said) < _REPEATED else _remembered.__wrapped__(said)


@lru_cache(maxsize=4096)
def _remembered(said: str) -> tuple[frozenset[str], str]:
    known = attributes(said)
    named = " ".join([known[k] for k in _NAMED if k in known])[:500]
    words = frozenset(map(str.lower, _WORD.findall(named)))
    if "hidden" in known and known["hidden"].lower() != "until-found":
        return words, " hidden>"
    m = _UNSEEN_STYLE.search(known["style"]) if "style" in known else None
    return words, f"> with {m[0].lower()}" if m else ""
