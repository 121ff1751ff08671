"""What a stretch of text may mean: the entries whose spelling stands there, and what each of its words is a case of."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

import regex

from normalize.glossary.begin import Words
from normalize.glossary.index import Index
from normalize.glossary.inflect import Case
from normalize.glossary.shape import Entry, Spelling
from normalize.text.words import TOKEN, Token, words

_GAPS = regex.compile(r"[\s‐‑-]+")
_MOST = 64  # readings of a run of words that are looked up


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


class Readings:
    """The readings of stretches of text in a language, each found out once."""

    def __init__(self, index: Index, known: Words, lang: str) -> None:
        self._index = index
        self._known = known
        self._lang = lang
        self._found: dict[str, tuple[Reading, ...]] = {}

    def __len__(self) -> int:
        """How many stretches of text are remembered."""
        return len(self._found)

    def of(self, surface: str, run: Sequence[Token]) -> tuple[Reading, ...]:
        """Return the best readings of a stretch of text that is these words; none for most."""
        found = self._found.get(surface)
        if found is None:
            fits = [r for r in self._all(run) if _may_be(surface, r, self._lang)]
            best = min((_rank(r, self._lang) for r in fits), default=None)
            self._found[surface] = found = tuple(r for r in fits if _rank(r, self._lang) == best)
        return found

    def _all(self, run: Sequence[Token]) -> Iterator[Reading]:
        for n, choice in enumerate(product(*(self._known[t.key] for t in run))):
            if n == _MOST:
                return
            ids = [number for number, _ in choice]
            how = tuple(case for _, case in choice)
            key = [t.key if case is None else case.base for t, case in zip(run, how, strict=True)]
            for entry, spelling in self._index.phrases(ids, key):
                yield Reading(entry, spelling, how)


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
    as_listed = not reading.inflected and _plain(surface) == _plain(listed)
    if as_listed or (surface.isupper() and len(surface) > 3 and not listed.isupper()):
        return True
    mine: list[str] = TOKEN.findall(surface)
    its: list[str] = TOKEN.findall(listed)
    if len(mine) == 1:  # with an ending: what is written in capitals keeps them
        capitals = not its[0].isupper() or mine[0][: len(its[0])].isupper()
        return reading.inflected and is_name and capitals
    if entry.type == "person":
        return is_name
    return all(
        a[:1].isupper() == b[:1].isupper() and (a[1:].isupper() == b[1:].isupper() or len(b) < 2)
        for a, b in zip(mine, its, strict=True)
    )


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", _GAPS.sub(" ", text))
