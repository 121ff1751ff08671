"""Where in a text a known name may begin: found chunk by chunk between spaces, each looked at once and remembered."""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from normalize.glossary.index import SMALL, Index
from normalize.glossary.inflect import Case, cases, inflects
from normalize.text.spans import Spans
from normalize.text.words import fold, pattern

_ENDINGS = "com|net|org|info|gov|edu|eu|ru|ua|de|fr|uk|html?|php|jpe?g|png|pdf|txt|py|js"
_NOT_PROSE = regex.compile(  # a run of letters, dots and hyphens is read from its start only
    r"(?:https?://|www\.)\S++|(?:\G|(?<![\w.+-]))[\w.+-]++@[\w-]++(?:\.[\w-]++)+|[@#][\w.]++"
    r"|(?:\G|(?<![\w-]|[\w-]\.))[\w-]++(?:\.[\w-]++){0,20}"
    rf"\.(?:{_ENDINGS})\b(?:/\S*)?"
)
_ENDING = re.compile(rf"\.(?:{_ENDINGS})\b")
_UNSPACED = "\N{THAI CHARACTER KO KAI}"  # the first letter of the scripts without spaces between words
_AROUND = ".,;:!?()[]\"'“”„«»‘’…–—"
_GAP = re.compile(r"\s")
_PIECE = 8000  # code points

Number = tuple[int, Case | None]
"""A word of the glossary by its number, and how the text's word comes of it; None where it is the same."""


class Words(dict[str, tuple[Number, ...]]):
    """What each folded word of a language may be in a glossary; found out once, when first asked."""

    def __init__(self, index: Index, lang: str) -> None:
        self._vocabulary = index.vocabulary
        self._inflects = inflects(lang)
        self._lang = lang

    def __missing__(self, key: str) -> tuple[Number, ...]:
        number = self._vocabulary.get(key)
        found: list[Number] = [] if number is None else [(number, None)]
        if self._inflects and len(key) > 2:
            found += [(self._vocabulary[c.base], c) for c in cases(key, self._lang) if c.base in self._vocabulary]
        self[key] = result = tuple(found)
        return result


class _Chunks(dict[str, tuple[tuple[int, int], ...]]):
    """Where in a chunk of text between spaces a phrase may begin, and the lengths that it may have, a bit for each."""

    def __init__(self, index: Index, known: Words) -> None:
        self._starts = index.starts
        self._known = known

    def __missing__(self, chunk: str) -> tuple[tuple[int, int], ...]:
        word = chunk.strip(_AROUND)
        if word.isalpha() and word[0] < _UNSPACED:
            start = chunk.index(word)
            lengths = self._lengths(fold(word), word)
            self[chunk] = ((start, lengths),) if lengths else ()
            return self[chunk]
        hidden = Spans(m.span() for m in _NOT_PROSE.finditer(chunk)) if _has_address(chunk) else Spans(())
        self[chunk] = tuple(
            (m.start(), lengths)
            for m in pattern(chunk).finditer(chunk)
            if m.start() not in hidden and (lengths := self._lengths(fold(m[0]), m[0]))
        )
        return self[chunk]

    def _lengths(self, key: str, word: str) -> int:
        """The lengths of the phrases that may begin with a word, a bit for each; none for most words."""
        found = 0
        for number, _ in self._known[key]:
            found |= self._starts[number]
        return found & ~SMALL if found & SMALL or not word[0].islower() else 0


class Beginnings:
    """Where phrases of an index may begin in texts of a language."""

    def __init__(self, index: Index, known: Words) -> None:
        self._chunks = _Chunks(index, known)
        self._small = index.small

    def __len__(self) -> int:
        """How many chunks are remembered."""
        return len(self._chunks)

    def of(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where phrases may begin, in order, and the lengths that they may have, a bit for each."""
        small, chunks = self._small, self._chunks
        for begin, end in _pieces(text):
            piece = text[begin:end]
            there = {
                c: at for c in set(piece.split()) if (not c.islower() or _is_small(c, small)) and (at := chunks[c])
            }
            for start, lengths in sorted(_places(piece, there)):
                yield begin + start, lengths


def _has_address(text: str) -> bool:
    """Whether there may be an address, a handle or a file name in a text."""
    return any(mark in text for mark in ("@", "#", "://", "www.")) or _ENDING.search(text) is not None


def _is_small(chunk: str, small: frozenset[str]) -> bool:
    """Whether a chunk in small letters is a word with which some phrase begins."""
    word = chunk.strip(_AROUND)
    return (word if word.isascii() else fold(word)) in small


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Cut a long text at spaces, so that the time to look for its words grows with its length alone."""
    begin = 0
    while begin < len(text):
        end = begin + _PIECE
        if end < len(text):
            gap = _GAP.search(text, end)
            end = gap.end() if gap else len(text)
        yield begin, end
        begin = end


def _places(text: str, chunks: dict[str, tuple[tuple[int, int], ...]]) -> Iterator[tuple[int, int]]:
    """Where in a text a phrase may begin, and the lengths that it may have."""
    for chunk, found in chunks.items():
        at = text.find(chunk)
        while at >= 0:
            end = at + len(chunk)
            if (at == 0 or text[at - 1].isspace()) and (end == len(text) or text[end].isspace()):
                for start, lengths in found:
                    yield at + start, lengths
            at = text.find(chunk, end)
