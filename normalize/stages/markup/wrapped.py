"""markup/wrapped: lines that were broken at a column are one paragraph again.

What   Plain text wrapped at 40 to 120 columns, as in mails and old feeds: the breaks inside its paragraphs become
       spaces, and a word that was hyphenated at a break is whole again.
Why    Such a break means nothing: the next word did not fit. It tears sentences, phrases and names apart.
Spares Text with a line a paragraph, poems, lists and tables: there, the next word would have fitted. A compound, whose
       halves the text has as words, keeps its hyphen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from normalize.stages.document import Document
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.text.media import TEXT
from normalize.text.scripts import is_unspaced
from normalize.text.words import fold

_MAIL = """\
The talks between the two ministers began on Monday in the old town hall and
lasted until the early hours. Neither side wanted to say what had been
agreed, but both spoke of progress. The negotiations will go on next week,
when the ministers of trade and of finance are expected to join them in the
capital of the host country.

A spokeswoman said that the papers which had been exchanged were still being
read. She would not say how many pages there were, nor who wrote the appen-
dix, but it was clear that the work had only begun and that much remained to
be done before anything could be signed by the two men or their presidents.
"""
_POEM = """\
The river runs to the sea,
the road runs up to the hill,
and I who run to thee
am running, running still.

The bird has built its nest,
the leaf has left the tree,
and I who wanted rest
have found no rest for me.
"""

EXAMPLES = (
    Example(
        _MAIL,
        "The talks between the two ministers began on Monday in the old town hall and lasted until the early hours. "
        "Neither side wanted to say what had been agreed, but both spoke of progress. The negotiations will go on next "
        "week, when the ministers of trade and of finance are expected to join them in the capital of the host "
        "country.\n\nA spokeswoman said that the papers which had been exchanged were still being read. She would not "
        "say how many pages there were, nor who wrote the appendix, but it was clear that the work had only "
        "begun and that much remained to be done before anything could be signed by the two men or their "
        "presidents.\n",
    ),
    Leave(_POEM),
    Leave("First paragraph, which is one line.\nSecond paragraph, which is another.\nThird.\n" * 4),
    Leave("- Kyiv, 3\n- Lviv, 5\n- Odesa, 12\n- Dnipro, 7\n- Kharkiv, 9\n- Poltava, 2\n- Sumy, 1\n- Rivne, 4\n"),
)

_NARROWEST, _WIDEST = 40, 120  # columns
_LEAST = 6  # breaks that make a habit
_HABIT = 0.75  # share of the breaks inside paragraphs at which the next word did not fit
_MANY = 0.5  # breaks inside paragraphs to each line
_OPEN = 0.5  # share of them in the middle of a sentence
_SLACK = 3  # columns: the widest line may be wider than the rule was
_OUTLIERS = 20  # one line of so many may be longer
_WORD = re.compile(r"\S+")
_ITEM = re.compile(r"\s*(?:[-–—•*·▪●>|+]|\d{1,3}[.)])\s")
_STOP = re.compile(r"[.!?…:;。！？।؟]['\"”’»)\]]*$")
_HYPHEN = re.compile(r"[^\W\d_]{2,}[-‐¬\N{SOFT HYPHEN}]$")
_TAIL = re.compile(r"[^\W\d_]{2,}")


class _Break(NamedTuple):
    """A line break between two lines that hold text: where the white space stands, and the lines beside it."""

    start: int
    end: int
    before: str
    after: str


@rule(examples=EXAMPLES)
def wrapped(doc: Document) -> Edits:
    if doc.media_type != TEXT or doc.text.count("\n") < _LEAST:
        return
    breaks = list(_breaks(doc.text))
    lengths = sorted(len(line.strip()) for line in doc.text.split("\n") if line.strip())
    if len(breaks) < max(_LEAST, _MANY * len(lengths)):
        return
    width = lengths[-1 - len(lengths) // _OUTLIERS]
    dense = is_unspaced(doc.text[:2000])
    full = [b for b in breaks if _is_full(b, width, dense=dense)]
    torn = sum(_STOP.search(b.before) is None for b in full)
    if not (
        _NARROWEST <= width <= _WIDEST and len(full) >= max(_LEAST, _HABIT * len(breaks)) and torn >= _OPEN * len(full)
    ):
        return
    for b in full:
        if _ITEM.match(b.after) and _STOP.search(b.before):
            continue
        hyphen, tail = _HYPHEN.search(b.before), _TAIL.match(b.after)
        if hyphen and tail and tail[0][0].islower():
            compound = _is_compound(doc, hyphen[0][:-1], tail[0])
            why = f"“{hyphen[0]}{tail[0]}” at the end of a line of {width} columns"
            yield doc.delete(b.start - (not compound), b.end, why, 0.9)
        else:
            yield doc.replace(b.start, b.end, "" if dense else " ", f"a line wrapped at {width} columns", 0.95)


def _is_compound(doc: Document, first: str, second: str) -> bool:
    """Whether a hyphen at the end of a line belongs to the word: the text has its halves as words, or it so."""
    if f"{first}-{second}" in doc.text:
        return True
    if doc.counts[fold(first + second)]:
        return False
    return any(doc.counts[fold(half)] > 1 or half.lower() in doc.cues.words for half in (first, second))


def _is_full(b: _Break, width: int, *, dense: bool) -> bool:
    """Whether what comes next did not fit into the line."""
    word = _WORD.match(b.after)
    return len(b.before) + (1 if dense or word is None else 1 + len(word[0])) > width - _SLACK


def _breaks(text: str) -> Iterator[_Break]:
    at, last, begun = 0, "", 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare and last:
            start = at + len(line) - len(line.lstrip())
            yield _Break(begun, start, last, bare)
        begun = at + len(line.rstrip())
        last = bare
        at += len(line) + 1
