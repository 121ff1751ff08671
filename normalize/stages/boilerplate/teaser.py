"""What speaks for a teaser, with its weight, and how sure that makes a rule. Shared by the rules for teasers; no rule.

The weights are log-odds: they are added up and become a chance between 0 and 1. Each stands beside the words by which a
reason names it, so that a person can follow the sum.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from math import exp

import regex

from normalize.stages.document import Block, Document
from normalize.stages.shape import is_caseless, new_names
from normalize.text.language import FAMILIES, detect
from normalize.text.words import Token

WEIGHTS = {
    # the marker
    "a label": 1.6,
    "a weak label": -0.2,
    "a label in capitals": 0.8,
    "an arrow": 1.6,
    "an arrow and no label": -0.4,
    "a bullet and no label": -1.2,
    "nothing but capitals": -0.6,
    "a delimiter": 0.8,
    "brackets": 0.4,
    "a tag for pictures": 1.6,
    # its place
    "a line of its own": 0.8,
    "alone between paragraphs": 0.4,
    "below a label": 0.8,
    "below the last teaser": -0.8,
    "no blank line between them": 1.6,
    "words of the headline above": 1.6,
    "not the first below its label": -0.6,
    "above a paragraph as subheadings are": -1.6,
    "above the text, where titles stand": -2.5,
    "in a list": -0.6,
    "a list without names": -1.4,
    "chevrons, which mark links": 0.6,
    # the headline
    "a full stop": -1.8,
    "no full stop": 0.6,
    "few words": -1.6,
    "many words": -0.8,
    "a script without capitals": -0.8,
    "title case": 0.5,
    "another language": 1.0,
    "no word of the article": 0.4,
    "words of the article": -0.6,
    "few small words": 0.4,
    "many small words": -0.8,
    "its own author or date": 0.8,
    # where it ends
    "text goes on": -1.6,
    "no delimiter before text that goes on": -1.2,
    "neither a delimiter nor a clear end": -2.4,
    "a sentence begins": 1.6,
    "the capitals end": 1.8,
    "a question ends": 1.4,
    "a sentence ends": 0.6,
    "a capital behind it": 0.8,
    "a capital behind a small word": 0.2,
    "another end is as likely": -1.4,
}
_NAME, _NAMES = 0.4, 3  # a name that is nowhere else in the article, and how many of them count
_FEW, _MANY = 3, 18  # words of a headline
_SURE = 0.97
_TITLE_CASE = 0.6  # share of words with a capital
_LETTERS, _CERTAIN = 40, 0.99  # of a stretch whose language can be told
_SMALL = (0.25, 0.4)  # shares of function words: headlines have few, sentences many
_DATE = regex.compile(r"(?:19|20)\d\d(?!\d)|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
_HIRAGANA = regex.compile(r"\p{Hiragana}")
_BOX_WORDS = 10


@dataclass(slots=True)
class Evidence:
    """What speaks for and against a teaser: words of `WEIGHTS`, and names that the rest of the article lacks."""

    said: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def hear(self, **signs: object) -> None:
        """Take in each sign that is true; "a_full_stop" stands for "a full stop"."""
        self.said += [sign.replace("_", " ") for sign, there in signs.items() if there]

    def plus(self, *signs: str) -> Evidence:
        """Return this evidence and some more."""
        return Evidence([*self.said, *signs], self.names)

    @property
    def score(self) -> float:
        """The sum of the weights."""
        return sum(WEIGHTS[sign] for sign in self.said) + _NAME * min(_NAMES, len(self.names))

    @property
    def confidence(self) -> float:
        """The chance that it is a teaser."""
        return chance(self.score)

    def reason(self, what: str) -> str:
        """What it is, and the evidence that spoke for it or against it."""
        ours = [sign for sign in self.said if WEIGHTS[sign] > 0]
        against = [sign for sign in self.said if WEIGHTS[sign] < 0]
        names = f"; {', '.join(self.names[:_NAMES])} nowhere else in the article" if self.names else ""
        return (
            what
            + (f": {', '.join(ours)}" if ours else "")
            + names
            + (f"; against it: {', '.join(against)}" if against else "")
        )


def chance(score: float) -> float:
    """Return the chance, at most `_SURE`, that a sum of weights stands for."""
    return round(min(_SURE, 1 / (1 + exp(-score))), 2)


def words_between(block: Block, start: int, end: int) -> list[Token]:
    """Return the words of a block in a stretch of it."""
    first, last = (bisect_left(block.tokens, place, key=lambda t: t.start) for place in (start, end))
    return block.tokens[first:last]


def headline_evidence(doc: Document, block: Block, start: int, end: int) -> Evidence:
    """Return what the words of a headline, `block.text[start:end]`, say for and against another article."""
    inside = words_between(block, start, end)
    said = block.text[start:end]
    caseless = is_caseless(said)
    seen = Evidence(names=[] if caseless else [*_first_name(doc, block, inside), *new_names(doc, block, start, end)])
    content, shared = _content(doc, inside, caseless=caseless)
    seen.hear(
        few_words=len(inside) < _FEW and not caseless,
        many_words=len(inside) > _MANY and not caseless,
        title_case=not caseless and _is_title_case(doc, block, inside),
        another_language=_is_foreign(doc, said),
        no_word_of_the_article=content >= 2 and not shared,
        words_of_the_article=content >= 2 and shared >= 0.6 * content,
    )
    return seen


def _content(doc: Document, inside: list[Token], *, caseless: bool) -> tuple[int, int]:
    """How many words say what a headline is about, and how many of them the rest of the article has.

    In scripts without spaces, pairs of characters count as words; pairs of hiragana say nothing.
    """
    shortest = 2 if caseless else 4  # letters
    content: list[str] = [t.key for t in inside if len(t.key) >= shortest and t.key not in doc.cues.words]
    counts: Counter[str] = doc.counts
    if not content and caseless:
        content, counts = [a + b for a, b in _pairs(t.key for t in inside)], _pairs_of(doc.blocks)
    own = Counter(content)
    return len(content), sum(counts[key] > own[key] for key in content)


@lru_cache(maxsize=4)
def _pairs_of(blocks: tuple[Block, ...]) -> Counter[str]:
    """How often a document has each pair of characters that stand beside each other."""
    return Counter(a + b for block in blocks for a, b in _pairs(block.keys))


def _pairs(keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((a, b) for a, b in pairwise(keys) if len(a) == len(b) == 1 and not _HIRAGANA.search(a + b))


def small_words(doc: Document, block: Block, start: int, end: int) -> str:
    """Return which sign the share of function words gives: headlines leave them out where they can."""
    inside = words_between(block, start, end)
    share = sum(t.key in doc.cues.words for t in inside) / (len(inside) or 1)
    few, many = _SMALL
    return "few small words" if share <= few else "many small words" if share >= many else ""


def is_signature(doc: Document, block: Block) -> bool:
    """Whether a short line names an author or a date, as teasers have below their headlines."""
    if block.ends_sentence or not block.keys or not block.at_most(_BOX_WORDS):
        return False
    return bool(_DATE.search(block.text) or doc.cues.labels["byline"].longest(block.keys, 0)[0])


def _first_name(doc: Document, block: Block, inside: list[Token]) -> list[str]:
    """The first word of a headline where it is a known place that the rest of the article does not name."""
    if not inside:
        return []
    first = block.text[inside[0].start : inside[0].end]
    return [first] if first in doc.places and doc.counts[inside[0].key] == 1 else []


def _is_title_case(doc: Document, block: Block, inside: list[Token]) -> bool:
    """Whether most words begin with a capital, in a language that writes nouns small."""
    initials = [block.text[t.start : t.start + 2] for t in inside]
    if len(initials) < 4 or doc.lang == "de" or all(i.isupper() for i in initials):
        return False
    return sum(i[:1].isupper() for i in initials) >= _TITLE_CASE * len(initials)


def _is_foreign(doc: Document, text: str) -> bool:
    """Whether a stretch is surely in another language than the document."""
    if sum(map(str.isalpha, text)) < _LETTERS:
        return False
    guess = detect(text, doc.lang)
    family = next((f for f in FAMILIES if doc.lang in f), frozenset((doc.lang,)))
    return guess.confidence >= _CERTAIN and guess.lang not in {*family, "und"} and doc.lang != "und"
