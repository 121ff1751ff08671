"""Every known spelling found in one pass over a text, with its endings: the longest first, whole words only."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

import regex

from normalize.glossary.index import SMALL, Index
from normalize.glossary.inflect import Case, cases, inflects
from normalize.glossary.shape import Entry, Spelling
from normalize.text.words import LONGEST as LONGEST_WORD
from normalize.text.words import TOKEN, Token, fold, tokens, words

_GAPS = regex.compile(r"[\s‐‑-]+")
_JOINT = regex.compile(
    r"[ \n\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}]|[-‐‑·・\N{ZERO WIDTH NON-JOINER}]|['’ʼ] ?|\. ?|"
)
_ENDINGS = "com|net|org|info|gov|edu|eu|ru|ua|de|fr|uk|html?|php|jpe?g|png|pdf|txt|py|js"
_NOT_PROSE = regex.compile(  # a run of letters, dots and hyphens is read from its start only
    r"(?:https?://|www\.)\S++|(?:\G|(?<![\w.+-]))[\w.+-]++@[\w-]++(?:\.[\w-]++)+|[@#][\w.]++"
    r"|(?:\G|(?<![\w-]|[\w-]\.))[\w-]++(?:\.[\w-]++){0,20}"
    rf"\.(?:{_ENDINGS})\b(?:/\S*)?"
)
_ENDING = re.compile(rf"\.(?:{_ENDINGS})\b")
_CODE = re.compile(r"`[^`\n]{1,200}`")
_AROUND = ".,;:!?()[]\"'“”„«»‘’…–—"
_MOST = 64  # readings of a run of words that are looked up
_REMEMBERED = 300_000  # words of a language

Number = tuple[int, Case | None]
"""A word of the glossary by its number, and how the text's word comes of it; None where it is the same."""


class Reading(NamedTuple):
    """What a mention may mean: an entry, the spelling that stands there, and each word's case (None: as it is)."""

    entry: Entry
    spelling: Spelling
    cases: tuple[Case | None, ...]

    @property
    def tier(self) -> str:
        """How sure it is: "A" listed, "B" derived or with an ending, "C" a surname alone."""
        if self.spelling.kind == "short":
            return "C"
        return "B" if self.spelling.kind == "derived" or self.inflected else "A"

    @property
    def inflected(self) -> bool:
        """Whether a word has an ending that the spelling has not."""
        return any(self.cases)


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text where a known spelling stands. `lone` is a surname alone."""

    start: int
    end: int
    text: str
    readings: tuple[Reading, ...]
    lone: bool = False

    @property
    def entries(self) -> dict[str, Reading]:
        """The entries that it may mean, by id; what is listed as a variant is read as one."""
        found: dict[str, Reading] = {}
        for reading in self.readings:
            if reading.spelling.kind == "variant" or reading.entry.id not in found:
                found[reading.entry.id] = reading
        return found


class _Words(dict[str, tuple[Number, ...]]):
    """What each folded word of a language may be in a glossary; found out once, when first asked."""

    def __init__(self, index: Index, lang: str) -> None:
        self._vocabulary = index.vocabulary
        self._inflects = inflects(lang)
        self._lang = lang

    def __missing__(self, key: str) -> tuple[Number, ...]:
        if len(self) > _REMEMBERED:
            self.clear()
        number = self._vocabulary.get(key)
        found: list[Number] = [] if number is None else [(number, None)]
        if self._inflects and len(key) > 2:
            found += [(self._vocabulary[c.base], c) for c in cases(key, self._lang) if c.base in self._vocabulary]
        self[key] = result = tuple(found)
        return result


class _Chunks(dict[str, tuple[tuple[int, int], ...]]):
    """Where in a chunk of text between spaces a phrase may begin, and the lengths that it may have, a bit for each."""

    def __init__(self, index: Index, known: _Words) -> None:
        self._starts = index.starts
        self._known = known

    def __missing__(self, chunk: str) -> tuple[tuple[int, int], ...]:
        if len(self) > _REMEMBERED:
            self.clear()
        found: list[tuple[int, int]] = []
        hidden = [m.span() for m in _NOT_PROSE.finditer(chunk)] if _has_address(chunk) else []
        for token in tokens(chunk):
            if any(a <= token.start < z for a, z in hidden):
                continue
            lengths = 0
            for number, _ in self._known[token.key]:
                lengths |= self._starts[number]
            if lengths & SMALL or (lengths and not chunk[token.start].islower()):
                found.append((token.start, lengths & ~SMALL))
        self[chunk] = result = tuple(found)
        return result


class Matcher:
    """Finds the phrases of an index in texts."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._small = frozenset(w for w, n in index.vocabulary.items() if index.starts[n] & SMALL)
        self._lang: dict[str, tuple[_Words, _Chunks]] = {}
        self._last: tuple[tuple[str, str], list[Mention]] = ("", ""), []  # the clean text is asked about again

    def find(self, text: str, lang: str) -> list[Mention]:
        """Return the mentions in a text of a language, in order, none inside another.

        Phrases to keep are left out, and hide what is in them; so do web and e-mail addresses, handles and file names.
        """
        asked, found = self._last
        if asked != (text, lang):
            found = list(self._find(text, lang))
            self._last = (text, lang), found
        return found

    def _find(self, text: str, lang: str) -> Iterator[Mention]:
        if lang not in self._lang:
            known = _Words(self._index, lang)
            self._lang[lang] = known, _Chunks(self._index, known)
        known, chunks = self._lang[lang]
        small = self._small
        there = {
            c: at for c in set(text.split()) if (not c.islower() or c.strip(_AROUND) in small) and (at := chunks[c])
        }
        code = [m.span() for m in _CODE.finditer(text)] if there and "`" in text else []
        upto = 0
        for start, lengths in sorted(_places(text, there)):
            if start < upto or any(a < start < z for a, z in code):
                continue
            mention = self._longest(text, start, lengths, known, lang)
            if mention is not None:
                upto = mention.end
                if not any(r.spelling.kind == "keep" for r in mention.readings):
                    yield mention

    def _longest(self, text: str, at: int, lengths: int, known: _Words, lang: str) -> Mention | None:
        """The longest phrase that begins at a word."""
        run = _run(text, at, lengths.bit_length(), known)
        for n in range(len(run), 0, -1):
            if not lengths >> (n - 1) & 1:
                continue
            end = run[n - 1].end
            surface = text[at:end]
            fits = [r for r in self._readings(run[:n], known) if _may_be(surface, r, lang)]
            if fits:
                best = min(_rank(r, lang) for r in fits)
                readings = tuple(r for r in fits if _rank(r, lang) == best)
                return Mention(at, end, surface, readings, lone=readings[0].spelling.kind == "short")
        return None

    def _readings(self, run: Sequence[Token], known: _Words) -> Iterator[Reading]:
        for n, choice in enumerate(product(*(known[t.key] for t in run))):
            if n == _MOST:
                return
            ids = [number for number, _ in choice]
            how = tuple(case for _, case in choice)
            key = [t.key if case is None else case.base for t, case in zip(run, how, strict=True)]
            for entry, spelling in self._index.phrases(ids, key):
                yield Reading(entry, spelling, how)


def _has_address(text: str) -> bool:
    """Whether there may be an address, a handle or a file name in a text."""
    return any(mark in text for mark in ("@", "#", "://", "www.")) or _ENDING.search(text) is not None


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


def _run(text: str, at: int, most: int, known: _Words) -> list[Token]:
    """The known words from a place on with a space, line end, hyphen, apostrophe or full stop between them."""
    run: list[Token] = []
    for m in TOKEN.finditer(text, at, at + most * LONGEST_WORD):
        if len(run) == most or (run and not _JOINT.fullmatch(text, run[-1].end, m.start())):
            break
        key = fold(m[0])
        if not known[key]:
            break
        run.append(Token(m.start(), m.end(), key))
    return run


def _rank(reading: Reading, lang: str) -> tuple[bool, bool, bool, bool]:
    """Which readings come first: full names, the language's own form in any case, listed ones, those as listed."""
    spelling = reading.spelling
    kind = spelling.kind
    own = reading.entry.short.get(lang, "") if kind == "short" else ""
    is_own = words(own) == words(spelling.text) if own else kind == "name" and lang in spelling.langs
    return kind == "short", not is_own, kind == "derived", reading.inflected


def _may_be(surface: str, reading: Reading, lang: str) -> bool:
    """Whether a reading is allowed in a language, and the surface written as names are."""
    entry, spelling, how = reading
    if spelling.langs and lang not in spelling.langs and spelling.kind != "name":
        return False
    if any(how):
        if not entry.inflect or spelling.kind == "keep":
            return False
        if len(how) == 1 and spelling.kind != "short" and lang not in spelling.langs:
            return False  # one word of another language with an ending of this one may be anything
    return _written(surface, reading)


def _written(surface: str, reading: Reading) -> bool:
    """Whether a surface is written as the spelling, allowing for what the guide allows.

    Words of two and more: diacritics fold, and for people the case of letters after the first. All capitals always.
    """
    entry, spelling, _ = reading
    listed = spelling.text
    first = surface[:1]
    is_name = first.isupper() or first.lower() == first.upper()
    if spelling.kind == "short":
        return is_name
    if not reading.inflected and _plain(surface) == _plain(listed):
        return True
    if surface.isupper() and len(surface) > 3 and not listed.isupper():
        return True
    mine: list[str] = TOKEN.findall(surface)
    its: list[str] = TOKEN.findall(listed)
    if len(mine) < 2 and not reading.inflected:
        return False
    if entry.type == "person" or len(mine) == 1:
        return is_name
    return all(
        a[:1].isupper() == b[:1].isupper() and (a[1:].isupper() == b[1:].isupper() or len(b) < 2)
        for a, b in zip(mine, its, strict=True)
    )


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", _GAPS.sub(" ", text))
