"""Character references: `&amp;` and `&#233;` as the characters they stand for, however long their numbers are."""

from __future__ import annotations

import html
import re

_LONG = re.compile("(?<=&#)[0-9]{9,}")  # no character has such a number, zeros in front of it aside


def unescape(text: str) -> str:
    """Return a text with its references resolved once. Python refuses numbers of more than 4,300 digits; this does not.

    A number beyond Unicode is U+FFFD, as in browsers.
    """
    return html.unescape(_LONG.sub(lambda m: m[0].lstrip("0")[:9] or "0", text))
