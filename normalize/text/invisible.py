"""Characters that nobody sees: which ones are noise, and how to show them."""

from __future__ import annotations

import re
import unicodedata

_SHOWN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\N{NO-BREAK SPACE}\N{SOFT HYPHEN}\N{COMBINING GRAPHEME JOINER}\N{ARABIC LETTER MARK}"
    "\N{MONGOLIAN VOWEL SEPARATOR}\N{EN QUAD}-\N{RIGHT-TO-LEFT MARK}\N{LINE SEPARATOR}-\N{NARROW NO-BREAK SPACE}"
    "\N{MEDIUM MATHEMATICAL SPACE}-\u206f\N{IDEOGRAPHIC SPACE}\N{ZERO WIDTH NO-BREAK SPACE}\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)


def drawn(text: str) -> str:
    """Return the text with every invisible or unprintable character drawn as ⟨U+200B ZERO WIDTH SPACE⟩.

    What comes back is safe to print: no control character is left in it but line feeds and tabs.
    """
    return _SHOWN.sub(lambda m: f"⟨{label(m[0])}⟩", text)


def label(char: str) -> str:
    """Return the number and name of a character: "U+00A0 NO-BREAK SPACE"."""
    name = unicodedata.name(char, "")
    return f"U+{ord(char):04X} {name}".rstrip()
