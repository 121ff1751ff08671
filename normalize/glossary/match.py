"""Every known spelling found in one pass over a text, with its endings: the longest first, whole words only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from normalize.glossary.begin import Beginnings, Words
from normalize.glossary.index import Index
from normalize.glossary.reading import Reading, Readings
from normalize.text.spans import Spans
from normalize.text.words import LONGEST, TOKEN, Token, fold

_JOINT = regex.compile(
    r"[ \n\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}]|[-‐‑·・\N{ZERO WIDTH NON-JOINER}]|['’ʼ] ?|\. ?|"
)
_REMEMBERED = 250_000  # words and stretches of text in all languages, some 150 bytes each
_CODE = re.compile(r"`[^`\n]{1,200}`")


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


class Matcher:
    """Finds the phrases of an index in texts."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._langs: dict[str, _Language] = {}
        self._last: tuple[tuple[str, str], list[Mention]] = ("", ""), []  # the clean text is asked about again

    def find(self, text: str, lang: str) -> list[Mention]:
        """Return the mentions in a text of a language, in order, none inside another.

        Phrases to keep are left out, and hide what is in them; so do web and e-mail addresses, handles and file names.
        """
        asked, found = self._last
        if asked != (text, lang):
            if sum(map(len, self._langs.values())) > _REMEMBERED:
                self._langs.clear()
            if lang not in self._langs:
                self._langs[lang] = _Language(self._index, lang)
            found = list(self._langs[lang].find(text))
            self._last = (text, lang), found
        return found


class _Language:
    """What is remembered of the words of a language."""

    def __init__(self, index: Index, lang: str) -> None:
        self._known = Words(index, lang)
        self._beginnings = Beginnings(index, self._known)
        self._readings = Readings(index, self._known, lang)

    def __len__(self) -> int:
        """How much is remembered."""
        return len(self._known) + len(self._beginnings) + len(self._readings)

    def find(self, text: str) -> Iterator[Mention]:
        code = Spans(m.span() for m in _CODE.finditer(text)) if "`" in text else Spans(())
        upto = 0
        for start, lengths in self._beginnings.of(text):
            if start < upto or start in code:
                continue
            mention = self._longest(text, start, lengths)
            if mention is not None:
                upto = mention.end
                if not any(r.spelling.kind == "keep" for r in mention.readings):
                    yield mention

    def _longest(self, text: str, at: int, lengths: int) -> Mention | None:
        """The longest phrase that begins at a word."""
        run = _run(text, at, lengths.bit_length(), self._known)
        for n in range(len(run), 0, -1):
            if lengths >> (n - 1) & 1:
                surface = text[at : run[n - 1].end]
                if found := self._readings.of(surface, run[:n]):
                    return Mention(at, run[n - 1].end, surface, found, lone=found[0].spelling.kind == "short")
        return None


def _run(text: str, at: int, most: int, known: Words) -> list[Token]:
    """The known words from a place on with a space, line end, hyphen, apostrophe or full stop between them."""
    run: list[Token] = []
    for m in TOKEN.finditer(text, at, at + most * LONGEST):
        if len(run) == most or (run and not _JOINT.fullmatch(text, run[-1].end, m.start())):
            break
        key = fold(m[0])
        if not known[key]:
            break
        run.append(Token(m.start(), m.end(), key))
    return run
