"""Every listed spelling found in one pass over a text, the longest first, whole words only."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

import regex

from normalize.glossary.shape import Entry, Glossary, Spelling
from normalize.text.words import TOKEN, Token, tokens, words

_GAPS = regex.compile(r"[\s‐‑-]+")
_JOINT = regex.compile(r"[  \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}]|[-‐‑'’ʼ·・]|\. ?|")
_ENDINGS = "com|net|org|info|gov|edu|eu|ru|ua|de|fr|uk|html?|php|jpe?g|png|pdf|txt|py|js"
_NOT_PROSE = regex.compile(  # a run of letters, dots and hyphens is read from its start only
    r"(?:https?://|www\.)\S++|(?:\G|(?<![\w.+-]))[\w.+-]++@[\w-]++(?:\.[\w-]++)+|[@#][\w.]++"
    r"|(?:\G|(?<![\w-]|[\w-]\.))[\w-]++(?:\.[\w-]++){0,20}"
    rf"\.(?:{_ENDINGS})\b(?:/\S*)?"
)
_ENDING = re.compile(rf"\.(?:{_ENDINGS})\b")


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text where a listed spelling stands. `readings` are the entries it may mean, with the spelling."""

    start: int
    end: int
    text: str
    readings: tuple[tuple[Entry, Spelling], ...]
    lone: bool = False


class Matcher:
    """All spellings of a glossary, ready to be looked up."""

    def __init__(self, glossary: Glossary) -> None:
        self.glossary = glossary
        self._phrases: dict[tuple[str, ...], list[tuple[Entry, Spelling]]] = defaultdict(list)
        self._lengths: dict[str, list[int]] = {}
        self._last: tuple[tuple[str, str], list[Mention]] = ("", ""), []  # the clean text is asked about again
        lengths: dict[str, set[int]] = defaultdict(set)
        for entry in glossary:
            for spelling in entry.spellings:
                if spelling.kind == "short":
                    continue
                key = words(spelling.text)
                if key:
                    self._phrases[key].append((entry, spelling))
                    lengths[key[0]].add(len(key))
            for key in _surnames(entry):
                self._phrases[key].append((entry, Spelling(" ".join(key), "short")))
                lengths[key[0]].add(len(key))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def find(self, text: str, lang: str) -> list[Mention]:
        """Return the mentions in a text of a language, in order, none inside another.

        Phrases to keep are left out, and hide what is in them; so do web and e-mail addresses, handles and file names.
        """
        asked, found = self._last
        if asked != (text, lang):
            found = []
            at = 0
            for line in text.split("\n"):  # no name goes on behind the end of a line
                for m in self._find(line, lang):
                    found.append(replace(m, start=m.start + at, end=m.end + at))
                at += len(line) + 1
            self._last = (text, lang), found
        return found

    def _find(self, text: str, lang: str) -> list[Mention]:
        hidden = [m.span() for m in _NOT_PROSE.finditer(text)] if _has_address(text) else []
        found_words = tokens(text)
        keys = [t.key for t in found_words]
        found: list[Mention] = []
        upto = next_hidden = 0
        for i, key in enumerate(keys):
            if key not in self._lengths or i < upto:
                continue
            start = found_words[i].start
            while next_hidden < len(hidden) and hidden[next_hidden][1] <= start:
                next_hidden += 1
            inside = next_hidden < len(hidden) and hidden[next_hidden][0] <= start
            for n in () if inside else self._lengths[key]:
                if i + n > len(keys):
                    continue
                readings = self._phrases.get(tuple(keys[i : i + n]))
                if not readings or not _joined(text, found_words[i : i + n]):
                    continue
                end = found_words[i + n - 1].end
                surface = text[start:end]
                fits = tuple(
                    r
                    for r in readings
                    if (not r[1].langs or lang in r[1].langs or r[1].kind == "name") and _written(surface, r)
                )
                if not fits:
                    continue
                upto = i + n
                if not any(s.kind == "keep" for _, s in fits):
                    full = tuple(r for r in fits if r[1].kind != "short")
                    found.append(Mention(start, end, surface, full or fits, lone=not full))
                break
        return found


def _has_address(text: str) -> bool:
    """Whether there may be an address, a handle or a file name in a text."""
    return any(mark in text for mark in ("@", "#", "://", "www.")) or _ENDING.search(text) is not None


def _surnames(entry: Entry) -> Iterable[tuple[str, ...]]:
    """The lone surnames that may stand for a person, folded."""
    if entry.type != "person" or entry.alone == "never" or not entry.short:
        return ()
    found = {words(s) for s in entry.short.values()}
    if entry.names["en"].split()[-1] == entry.short.get(
        "en"
    ):  # the surname comes last, so a variant's last word is one
        found |= {words(s.text.split()[-1]) for s in entry.spellings if s.kind != "keep" and len(s.text.split()) > 1}
    return sorted(k for k in found if k)


def _joined(text: str, run: list[Token]) -> bool:
    """Whether the words stand together: one space, hyphen, apostrophe or full stop between them, nothing else."""
    return all(_JOINT.fullmatch(text, a.end, b.start) is not None for a, b in pairwise(run))


def _written(surface: str, reading: tuple[Entry, Spelling]) -> bool:
    """Whether a surface is written as the spelling, allowing for what the guide allows.

    Words of two and more: diacritics fold, and for people the case of letters after the first. All capitals always.
    """
    entry, spelling = reading
    listed = spelling.text
    if spelling.kind == "short":
        return surface[:1].isupper() or surface[:1].lower() == surface[:1].upper()
    if _plain(surface) == _plain(listed):
        return True
    if surface.isupper() and len(surface) > 3 and not listed.isupper():
        return True
    mine: list[str] = TOKEN.findall(surface)
    its: list[str] = TOKEN.findall(listed)
    if len(mine) < 2:
        return False
    if entry.type == "person":
        return mine[0][:1].isupper() or mine[0][:1].lower() == mine[0][:1].upper()
    return all(
        a[:1].isupper() == b[:1].isupper() and (a[1:].isupper() == b[1:].isupper() or len(b) < 2)
        for a, b in zip(mine, its, strict=True)
    )


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", _GAPS.sub(" ", text))
