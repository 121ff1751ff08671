"""HTML as tokens that know where they stand: one pass, no recursion, time in proportion to length.

What the standard loses at the end of a broken page (an open comment, a tag that never closes) is kept as text: a reader
can veto an edit, but not bring back what was never seen.
"""

from __future__ import annotations

import re
from typing import Protocol

_NAME = r"([a-zA-Z][^\s/>]{0,100}+)"
_UNQUOTED = r"[^>]*+"
_QUOTED = r"""[^>=]*+(?:=(?:\s*+(?:"[^"]*+"|'[^']*+'))?+[^>=]*+)*+"""


def _pattern(attributes: str) -> re.Pattern[str]:
    return re.compile(rf"<(?:/{_NAME}{attributes}>|{_NAME}({attributes})>|(!--)|(!\[CDATA\[)|([!?])|(/?[a-zA-Z]))")


_NEXT = _pattern(_QUOTED)
_NEXT_UNQUOTED = _pattern(_UNQUOTED)
_CLOSE, _OPEN, _COMMENT, _CDATA, _OTHER, _UNFINISHED = 1, 3, 4, 5, 6, 7  # groups of the patterns
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>]++)))?""")
RAW = frozenset(("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"))


class Reader(Protocol):
    """What is told of a page, in order; names are in lower case."""

    def text(self, start: int, end: int) -> None:
        """Text stands at `start:end`."""

    def open(self, name: str, start: int, said: str) -> None:
        """A start tag stands at `start`; `said` is what it says behind its name."""

    def close(self, name: str, end: int) -> None:
        """An end tag ends at `end`."""


def scan(text: str, reader: Reader) -> None:
    """Tell a reader what a page holds. Comments and the contents of scripts and their like are passed over."""
    ends = _Ends(text)
    at = text_from = 0
    while (m := ends.pattern.search(text, at)) is not None:
        start, end = m.span()
        kind = m.lastindex or 0
        if kind > _OPEN and (end := ends.of(kind, start, end)) < 0:
            at = ends.again
            continue
        if start > text_from:
            reader.text(text_from, start)
        at = text_from = end
        if kind == _OPEN:
            name = m[2].lower()
            reader.open(name, start, m[3])
            if name in RAW and text[end - 2] != "/":
                at = text_from = ends.of_raw(name, end)
        elif kind == _CLOSE:
            reader.close(m[1].lower(), end)
        elif kind == _CDATA:
            reader.text(m.end(), end - 3)
    if text_from < len(text):
        reader.text(text_from, len(text))


def attributes(said: str, most: int = 200) -> dict[str, str]:
    """Return the attributes of a start tag, names in lower case; the first of equal names counts."""
    found: dict[str, str] = {}
    for m in _ATTRIBUTE.finditer(said):
        name, *values = m.groups("")
        found.setdefault(name.lower(), "".join(values))
        if len(found) >= most:
            break
    return found


class _Ends:
    """Where things end, remembering what was searched for in vain, so that no stretch is searched twice."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pattern = _NEXT
        self.again = 0  # where to look on behind what has no end
        self.missing: set[str] = set()
        self.close: dict[str, re.Pattern[str]] = {}

    def of(self, kind: int, start: int, inner: int) -> int:
        """The place behind what begins at `start`, or -1; what it holds begins at `inner`."""
        self.again = start + 1
        if kind == _UNFINISHED:  # a tag that its quotes keep from ending; where it has no end without them, none has
            self.again = start if self.pattern is _NEXT else len(self.text)
            self.pattern = _NEXT_UNQUOTED
            return -1
        if kind == _COMMENT and self.text.startswith((">", "->"), inner):
            return self.text.index(">", start) + 1
        what = "-->" if kind == _COMMENT else "]]>" if kind == _CDATA else ">"
        if what in self.missing:
            return -1
        found = self.text.find(what, inner)
        if found < 0:
            self.missing.add(what)
            return -1
        return found + len(what)

    def of_raw(self, name: str, at: int) -> int:
        """The place of the end tag of a raw element; where there is none, the element is empty."""
        if name in self.missing:
            return at
        pattern = self.close.setdefault(name, re.compile(rf"</{name}\b", re.IGNORECASE))
        m = pattern.search(self.text, at)
        if m is None:
            self.missing.add(name)
            return at
        return m.start()
