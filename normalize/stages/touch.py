"""What of one article a glossary entry or a decision could touch: the words that were looked at, and the proposals.

It is taken down while the article is done. An entry none of whose spellings can be made of these words, and a decision
on none of these proposals, could not have changed anything: the article need not be done again.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable
from dataclasses import astuple

from normalize.edits import Edit
from normalize.stages.document import PageFacts
from normalize.text.words import LONGEST, tokens

TOO_LONG = "*"
"""Stands among the words for one that is too long to be compared: anything may be in it."""


class Touch:
    """Listens while one article is done."""

    def __init__(self) -> None:
        self._lines: set[str] = set()
        self._marks: set[int] = set()

    def text(self, text: str) -> None:
        """Take down a text that rules look at, or that the glossary is asked about."""
        self._lines.update(text.split("\n"))

    def page(self, facts: PageFacts) -> None:
        """Take down what a page says of itself."""
        for said in astuple(facts):
            if isinstance(said, str):
                self.text(said)

    def proposals(self, edits: Iterable[Edit]) -> None:
        """Take down what rules propose."""
        for e in edits:
            self._marks.update((mark(e.rule), mark(e.rule, e.before, e.after)))

    def words(self) -> str:
        """Return the folded words of all texts, each once, with a space between them."""
        found = {token.key for line in self._lines for token in tokens(line)}
        short = sorted(w for w in found if len(w) <= LONGEST)
        return " ".join((*short, TOO_LONG) if len(short) < len(found) else short)

    def marks(self) -> bytes:
        """Return the marks of all proposals and their rules, four bytes each."""
        return array("I", sorted(self._marks)).tobytes()


def mark(*said: str) -> int:
    """Return four bytes that stand for a rule, or for a rule with what it takes away and puts there."""
    return zlib.crc32("\0".join(said).encode("utf-8", "surrogatepass"))
