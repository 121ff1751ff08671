"""Words of a text with their places, and forms of words and texts that compare equal."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import regex

from normalize.text.scripts import UNSPACED

TOKEN = regex.compile(rf"(?!\N{{KATAKANA MIDDLE DOT}})[{UNSPACED}]|(?:(?![{UNSPACED}])[\p{{L}}\p{{M}}\p{{N}}])+")
"""A run of letters, marks and digits; in scripts without spaces, one character."""

_ALNUM = re.compile(r"[^\W_]+")
_WITHOUT_MARKS = re.compile("[\0-\u02ff\u0370-\u0482\u048a-\u052f\u2000-\u206f\u20a0-\u20cf\u2100-\u214f]*+")
"""Blocks of Latin, Greek, Cyrillic and their punctuation: what Python calls alphanumeric there is a word's."""

_LINE = 2000  # code points of a line: the words of thousands are remembered, those of longer ones of a few
_LONGEST_LINE = 100_000
LONGEST = 80  # code points; what is longer is no name, and normalising a heap of marks takes minutes

_BARE = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
_PLAIN = {
    "İ": "i",  # its lower case is two characters long
    "\N{RIGHT SINGLE QUOTATION MARK}": "'", "\N{LEFT SINGLE QUOTATION MARK}": "'",
    "\N{MODIFIER LETTER APOSTROPHE}": "'",
    "\N{LEFT DOUBLE QUOTATION MARK}": '"', "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
    "\N{DOUBLE LOW-9 QUOTATION MARK}": '"',
    "«": '"', "»": '"', "\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " ", "\t": " ", "\n": " ",
    "\N{NON-BREAKING HYPHEN}": "-", "\N{HYPHEN}": "-",
}  # fmt: skip
_NOT_PLAIN = re.compile(f"[{''.join(_PLAIN)}]")


class Token(NamedTuple):
    """A word at `text[start:end]`, and its folded form."""

    start: int
    end: int
    key: str


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """Return a word without case and diacritics: "Łukaszenka" and "lukaszenka" are one."""
    if word.isascii() or len(word) > LONGEST:
        return word.lower()
    bare = unicodedata.normalize("NFKD", word.casefold()).translate(_BARE)
    return unicodedata.normalize("NFC", "".join(c for c in bare if not unicodedata.combining(c))) or word


def tokens(text: str) -> list[Token]:
    """Return the words of a text with their places."""
    if len(text) > _LINE:
        return _tokens_of_long_line(text) if len(text) <= _LONGEST_LINE else _tokens(text)
    return _tokens_of_line(text)


@lru_cache(maxsize=8192)
def _tokens_of_line(line: str) -> list[Token]:
    """The words of a line, remembered: every stage sees it again."""
    return _tokens(line)


@lru_cache(maxsize=8)
def _tokens_of_long_line(line: str) -> list[Token]:
    return _tokens(line)


def _tokens(text: str) -> list[Token]:
    new = tuple.__new__  # half the time of Token(…), and texts have many words
    if text.isascii():
        return [new(Token, (*m.span(), m[0])) for m in _ALNUM.finditer(text.lower())]
    return [new(Token, (*m.span(), fold(m[0]))) for m in pattern(text).finditer(text)]


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of a text."""
    return tuple(map(fold, pattern(text).findall(text)))


def count(text: str) -> int:
    """Return how many words a text has, which is quicker to find out than where they stand."""
    return len(pattern(text).findall(text))


def pattern(text: str) -> re.Pattern[str] | regex.Pattern[str]:
    """The pattern of words: the quick one where it finds the same."""
    return _ALNUM if _WITHOUT_MARKS.fullmatch(text) else TOKEN


def plain(text: str) -> str:
    """Return the text in lower case with one kind of quotes, spaces and hyphens; every place in it stays the same."""
    return _NOT_PLAIN.sub(lambda m: _PLAIN[m[0]], text).lower()
