"""Where the labels of teasers stand in a block. Shared by the rules for teasers; no rule of its own."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from normalize.stages.document import Block, Document
from normalize.text.words import Token

ARROWS = ">»→►▶➤➡➜➔❯"
CLOSING = {"(": ")", "[": "]", "（": "）", "【": "】", "［": "］"}
DELIMITER = regex.compile(rf"[\s*]*+(?:[:：|–—{ARROWS}]|-(?=\s))++\s*+")

_FULL_STOP = regex.compile(r"[.!]\s++(?=\p{Lu})")
_OPENING = regex.compile(rf"[\s{ARROWS}•▪●·*|\[(（【\-–—]*+")
_BOUNDARY = regex.compile(
    rf"(?:[.!?…。！？।؟;](?:[\"'”’“»«)\]」』]|\s»)*+|[|•*]|[{ARROWS}]{{1,20}})\s*+(?=[^\s\p{{P}}])|[\[(（【［]\s*+"
)


@dataclass(frozen=True, slots=True)
class Label:
    """A label in a block: where it begins and ends, how strong it is ("certain" or "colon"), its words as printed."""

    start: int
    end: int
    sort: str
    said: str

    @property
    def in_capitals(self) -> bool:
        """Whether it is printed in capitals."""
        return self.said.isupper()


def labels(doc: Document, block: Block) -> Iterator[Label]:
    """Yield the labels of a block: at its start, behind sentence ends, arrows and brackets, or anywhere in capitals."""
    teaser = doc.cues.teaser
    if teaser.lengths.keys().isdisjoint(block.keys):
        return
    places, upto = _places(block), 0
    for at, key in enumerate(block.keys):
        if key not in teaser.lengths or at < upto:
            continue
        token, in_capitals = block.tokens[at], at not in places
        if in_capitals and not block.text[token.start : token.end].isupper():
            continue
        sort, length = teaser.longest(block.keys, at)
        if sort and not (in_capitals and (sort != "certain" or length < 2)):
            upto = at + length
            while block.keys[upto : upto + length] == block.keys[at : at + length]:  # "Read also: READ ALSO:"
                upto += length
            found = _label(block, block.tokens[at:upto], sort, length)
            if not in_capitals or found.in_capitals:
                yield found


def label_at_start(doc: Document, block: Block) -> Label | None:
    """Return the label that a block begins with, if it does."""
    opening = _OPENING.match(block.text)
    first = next(iter(block.tokens), None)
    if first is None or (opening and first.start > opening.end() + 2):
        return None
    sort, length = doc.cues.teaser.longest(block.keys, 0)
    return _label(block, block.tokens[:length], sort, length) if sort else None


def delimiter_behind(block: Block, label: Label, at: int) -> int:
    """Where a delimiter behind a label ends, or `at` where there is none. Behind capitals a full stop is one."""
    found = DELIMITER.match(block.text, at) or (_FULL_STOP.match(block.text, at) if label.in_capitals else None)
    return found.end() if found else at


def is_start(block: Block, at: int) -> bool:
    """Whether nothing but marks stands before a place in a block."""
    opening = _OPENING.match(block.text)
    return opening is not None and opening.end() >= at


def _label(block: Block, words: list[Token], sort: str, length: int) -> Label:
    """The label that some words are; `length` of them are it, the others say it again."""
    start, end = words[0].start, words[-1].end
    return Label(start, end, sort, block.text[start : words[length - 1].end])


def _places(block: Block) -> set[int]:
    """The numbers of the words at which a label in any case may begin."""
    tokens, text = block.tokens, block.text
    opening = _OPENING.match(text)
    starts = [opening.end() if opening else 0]
    starts += [m.end() for m in _BOUNDARY.finditer(text) if m.end() < len(text)]
    found = set()
    for start in starts:
        n = bisect_left(tokens, start, key=lambda t: t.start)
        if n < len(tokens) and tokens[n].start <= start + 2:
            found.add(n)
    return found
