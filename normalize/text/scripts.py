"""Which script a text is written in, and which scripts put no space between words."""

from __future__ import annotations

import string
from collections import Counter
from functools import lru_cache

import regex

_SCRIPTS = (
    "Latin Cyrillic Greek Arabic Hebrew Han Hiragana Katakana Hangul Thai Devanagari Bengali Gujarati Gurmukhi "
    "Tamil Telugu Kannada Malayalam Sinhala Armenian Georgian Ethiopic Khmer Lao Myanmar Tibetan Mongolian Thaana"
).split()
_ONE_OF = regex.compile("|".join(rf"(?P<{s}>\p{{Script={s}}})" for s in _SCRIPTS))

_ASCII = bytes(range(128))
_ASCII_LETTERS = string.ascii_letters.encode()
SAMPLE = 4000  # code points: enough to know a script by

UNSPACED = (
    "\N{THAI CHARACTER KO KAI}-\u0eff\u1000-\u109f\u1780-\u17ff\N{HIRAGANA LETTER SMALL A}-\u30ff"
    "\u3400-\u4dbf\N{CJK UNIFIED IDEOGRAPH-4E00}-\u9fff\uf900-\ufaff"
)
"""The inside of a character class: scripts without spaces between words (Thai, Lao, Burmese, Khmer, kana, Han)."""

_UNSPACED = regex.compile(f"[{UNSPACED}]")


@lru_cache(maxsize=20_000)
def script(char: str) -> str:
    """Return the script of a character, such as "Cyrillic", or an empty string where it belongs to none."""
    found = _ONE_OF.match(char)
    return found.lastgroup or "" if found else ""


def count_scripts(text: str) -> Counter[str]:
    """Count the letters of each script in the first `SAMPLE` code points."""
    sample = text[:SAMPLE].encode("utf-8", "surrogatepass")
    beyond = sample.translate(None, _ASCII)
    counts = Counter({"Latin": len(sample) - len(sample.translate(None, _ASCII_LETTERS))})
    for char, n in Counter(beyond.decode("utf-8", "surrogatepass")).items():
        if name := script(char):
            counts[name] += n
    return +counts


def main_script(text: str) -> str:
    """Return the script most letters are in, or an empty string where there is no letter."""
    counts = count_scripts(text)
    return max(counts, key=lambda s: (counts[s], s)) if counts else ""


def is_unspaced(text: str) -> bool:
    """Return whether most letters of a text are of scripts without spaces between words."""
    return not text.isascii() and 2 * len(_UNSPACED.findall(text)) > sum(map(str.isalnum, text))
