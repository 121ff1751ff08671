"""Where a headline ends that is glued into a paragraph. Shared by the rules for teasers; no rule of its own.

Behind "READ ALSO: Mayor wins third term The ministry added that …" nothing says where the headline ends but the case of
the letters, the language's small words, and the punctuation. Each place where it may end is a candidate with its
evidence; where two are as likely, the evidence says so, and the edit becomes a suggestion.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from normalize.stages.boilerplate.teaser import WEIGHTS
from normalize.stages.document import Block, Document
from normalize.stages.shape import HEADLINE_WORDS
from normalize.text.words import Token

_GREEK_QUESTION = regex.compile("([;\N{GREEK QUESTION MARK}])\\s")
_STOP = regex.compile(r"([.!?…。！？।؟։]+)[\"'”’»)\]」』]*+(?:\s|$|(?<=[。！？]))")
_LEAST = 3  # words of a headline that is followed by text
_LEAST_LETTERS = 5  # of one in a script without spaces
_REST = 4  # words of the sentence that goes on behind it
_AS_LIKELY = 0.3  # difference of weights up to which two ends are as likely


@dataclass(frozen=True, slots=True)
class End:
    """A place where a headline may end, with the signs that speak for it, and whether text goes on behind it."""

    at: int
    signs: tuple[str, ...]
    goes_on: bool

    @property
    def weight(self) -> float:
        """The sum of the weights of its signs."""
        return sum(WEIGHTS[s] for s in self.signs)


def headline_end(doc: Document, block: Block, start: int, *, stops: bool = True) -> End | None:
    """Return the likeliest end of a headline that begins at `start` and has text behind it, or None.

    `stops`: a full stop may end it.
    """
    found = [e for e in _ends(doc, block, start) if stops or "a sentence ends" not in e.signs]
    if not found:
        return None
    best, *others = sorted(found, key=lambda e: -e.weight)
    if others and best.weight - others[0].weight < _AS_LIKELY:
        return End(best.at, (*best.signs, "another end is as likely"), best.goes_on)
    return best


def _ends(doc: Document, block: Block, start: int) -> Iterator[End]:
    first = bisect_left(block.tokens, start, key=lambda t: t.start)
    words = block.tokens[first : first + HEADLINE_WORDS + _REST]
    seen = _Seen(doc, block)
    capitals = True
    for n in range(1, min(len(words), HEADLINE_WORDS + 1)):
        before, here = words[n - 1], words[n]
        capitals = capitals and seen.said(before).isupper()
        gap = block.text[before.end : here.start]
        stop = _STOP.search(gap) or (_GREEK_QUESTION.search(gap) if doc.lang == "el" else None)
        if stop:
            if n >= _LEAST or here.start - start > _LEAST_LETTERS:
                sign = "a question ends" if stop[1].strip(".…。।։") else "a sentence ends"
                yield End(before.end + len(gap.rstrip(" \t\"“„«‘'(")), (sign,), goes_on=True)
                return
            continue
        if n >= _LEAST and not gap.strip(" \t\N{NO-BREAK SPACE}\"'“”„«»’‘)"):
            sign = seen.sign(words, n, capitals=capitals)
            if sign:
                yield End(before.end + len(gap.rstrip(" \t\"“„«‘'")), (sign,), goes_on=True)
                if sign == "the capitals end":
                    return


class _Seen:
    """Signs that a new sentence begins at a word."""

    def __init__(self, doc: Document, block: Block) -> None:
        self.doc, self.text = doc, block.text

    def said(self, word: Token) -> str:
        return self.text[word.start : word.end]

    def sign(self, words: list[Token], n: int, *, capitals: bool) -> str:
        """The sign that a sentence begins at word `n`, or ""; `capitals`: there are only capitals before it."""
        behind = words[n + 1 : n + 1 + _REST]
        here, initials = self.said(words[n]), [self.text[w.start] for w in behind]
        small = sum(i.islower() or i.isdigit() for i in initials)
        shouted = here.isupper() and (len(here) > 1 or (capitals and small < 2))
        if not here[0].isupper() or len(behind) < _REST or shouted or self._stops_within(words[n], behind[1]):
            return ""
        next_is_small = not initials[0].isupper()
        is_function = words[n].key in self.doc.cues.words
        if capitals:
            return "the capitals end"
        if is_function and (next_is_small or small >= 2 or self.doc.lang == "de"):
            return "a sentence begins"
        if not next_is_small or small < 2:
            return ""
        return "a capital behind a small word" if words[n - 1].key in self.doc.cues.words else "a capital behind it"

    def _stops_within(self, first: Token, last: Token) -> bool:
        """Whether a sentence ends within the first words behind a place."""
        return bool(_STOP.search(self.text, first.end, last.start))
