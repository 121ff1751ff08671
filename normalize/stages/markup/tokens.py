"""HTML as tokens that know where they stand: one pass, no recursion, time in proportion to length.

The tokens tile the text. What the standard loses at the end of a broken page (an open comment, a tag that never closes)
is kept as text: a reader can veto an edit, but not bring back what was never seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_NEXT = re.compile(r"<(?:(/?)([a-zA-Z][^\s/>]{0,100}+)(>)?|(!--)|(!\[CDATA\[)|([!?]))")
_QUOTED_TAG = re.compile(r"""(?>=\s*+"[^"]*+"|=\s*+'[^']*+'|[^>])*+>""")
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]++)(?:\s*+=\s*+(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?""")
RAW = frozenset(("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"))


class Token(NamedTuple):
    """`text[start:end]`: kind is text, open, close, comment, cdata or other; `name` is the tag's, in lower case.

    `inner` is where the attributes of an open tag stand, or the content of a cdata section.
    """

    kind: str
    start: int
    end: int
    name: str = ""
    inner: tuple[int, int] = (0, 0)


def scan(text: str) -> Iterator[Token]:
    """Yield the tokens of a page in order, without a gap."""
    ends = _Ends(text)
    at = text_from = 0
    while (m := _NEXT.search(text, at)) is not None:
        token = _token(text, m, ends)
        if token is None:
            at = m.start() + 1
            continue
        if token.start > text_from:
            yield Token("text", text_from, token.start)
        yield token
        at = text_from = token.end
        if token.kind == "open" and token.name in RAW and text[token.end - 2 : token.end] != "/>":
            close = ends.of_raw(token.name, token.end)
            if close > token.end:
                yield Token("raw", token.end, close, token.name)
                at = text_from = close
    if text_from < len(text):
        yield Token("text", text_from, len(text))


def attributes(text: str, token: Token, most: int = 200) -> dict[str, str]:
    """Return the attributes of an open tag, names in lower case; the first of equal names counts."""
    found: dict[str, str] = {}
    for m in _ATTRIBUTE.finditer(text, *token.inner):
        found.setdefault(m[1].lower(), m[2] or m[3] or m[4] or "")
        if len(found) >= most:
            break
    return found


class _Ends:
    """Where things end, remembering what was searched for in vain, so that no stretch is searched twice."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.quotes = True  # whether tags are still read with their quotes
        self.missing: set[str] = set()
        self.close: dict[str, re.Pattern[str]] = {}

    def find(self, what: str, at: int) -> int:
        """The place of `what` from `at` on, or -1; once it is missing it stays missing."""
        if what in self.missing:
            return -1
        found = self.text.find(what, at)
        if found < 0:
            self.missing.add(what)
        return found

    def of_tag(self, at: int) -> int:
        """The place behind the `>` that ends a tag, or -1."""
        if self.quotes:
            if m := _QUOTED_TAG.match(self.text, at):
                return m.end()
            self.quotes = False
        found = self.find(">", at)
        return found + 1 if found >= 0 else -1

    def of_raw(self, name: str, at: int) -> int:
        """The place of the end tag of a raw element; where there is none, the element is empty."""
        key = f"</{name}"
        if key in self.missing:
            return at
        pattern = self.close.setdefault(name, re.compile(rf"</{name}\b", re.IGNORECASE))
        m = pattern.search(self.text, at)
        if m is None:
            self.missing.add(key)
            return at
        return m.start()


def _token(text: str, m: re.Match[str], ends: _Ends) -> Token | None:
    start = m.start()
    if m[2]:
        end = m.end() if m[3] else ends.of_tag(m.end())
        if end < 0:
            return None
        return Token("close" if m[1] else "open", start, end, m[2].lower(), (m.end(2), end - 1))
    if m[4]:
        if text.startswith((">", "->"), m.end()):
            return Token("comment", start, text.index(">", start) + 1)
        end = ends.find("-->", m.end())
        return Token("comment", start, end + 3) if end >= 0 else None
    if m[5]:
        end = ends.find("]]>", m.end())
        return Token("cdata", start, end + 3, "", (m.end(), end)) if end >= 0 else None
    end = ends.find(">", m.end())
    return Token("other", start, end + 1) if end >= 0 else None
