"""Phrases that sites use, as the classifier sees them: whole lines, headings of sections, labels, and its voice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from normalize.stages.classifier.characters import Ints
from normalize.stages.classifier.numbers import FULL, Rows, logs
from normalize.stages.cues import KINDS, Cues
from normalize.stages.document import Document
from normalize.text.words import fold

SHORT: Final = 14  # words of a block that is looked at whole
_SECTIONS: Final = ("related", "comments", "author_box", "subscribe")
_LABELS: Final = ("byline", "date", "photo", "source")
_HINT: Final = 32


def phrase_columns(doc: Document, words_of: Sequence[Sequence[str]], sizes: Ints) -> dict[str, Rows]:
    """Return a column for each kind of phrase; `words_of` and `sizes` are the words of each block and how many."""
    count = len(doc.blocks)
    hits, hints = {kind: np.zeros(count) for kind in KINDS}, np.zeros(count)
    starts = np.array([b.start for b in doc.blocks], np.int64)

    def block_at(place: int) -> int:
        return max(0, int(np.searchsorted(starts, place, "right")) - 1)

    for kind, place in doc.heard.everywhere(doc.plain):
        hits[kind][block_at(place)] = FULL
    for _, place in doc.heard.everywhere(doc.plain, "hint"):
        hints[block_at(place)] += _HINT
    line, heads = np.zeros(count), [""] * count
    teaser = {"certain": np.zeros(count), "colon": np.zeros(count)}
    label = {name: np.zeros(count) for name in _LABELS}
    for n in range(count):
        keys = tuple(map(fold, words_of[n][:SHORT])) if len(words_of[n]) > 0 and sizes[n] <= 4 * SHORT else ()
        if not keys:
            continue
        heads[n] = doc.cues.heads(keys)
        if sizes[n] <= SHORT:
            line[n] = _known(doc.cues, n, keys, hits)
        if sort := doc.cues.teaser.longest(keys, 0)[0]:
            teaser[sort][n] = FULL
        for name in _LABELS:
            if doc.cues.labels[name].longest(keys, 0)[1]:
                label[name][n] = FULL
    return {
        **{f"cue {kind}": column for kind, column in hits.items()},
        "cue line": line,
        "hints": np.minimum(hints, FULL),
        **{f"teaser {sort}": column for sort, column in teaser.items()},
        **{f"label {name}": column for name, column in label.items()},
        **_sections(heads),
    }


def _known(cues: Cues, n: int, keys: tuple[str, ...], hits: dict[str, Rows]) -> float:
    """The share of a short block's words that are phrases of the site; marks their kinds."""
    at = covered = 0
    while at < len(keys):
        kind, length = cues.line.longest(keys, at)
        if kind:
            hits[kind][n] = FULL
            covered += length
        at += length or 1
    return round(FULL * covered / len(keys))


def _sections(heads: Sequence[str]) -> dict[str, Rows]:
    """The heading of the site that was last seen above a block, and how far above."""
    above: dict[str, Rows] = {s: np.zeros(len(heads)) for s in _SECTIONS}
    since, kind, seen = np.zeros(len(heads)), "", 0
    for n, head in enumerate(heads):
        if head:
            kind, seen = head, n
        if kind in above:
            above[kind][n] = FULL
        since[n] = n - seen + 1 if kind else 0
    return {
        "heading": FULL * np.array([h != "" for h in heads], float),
        **{f"below {s}": column for s, column in above.items()},
        "since heading": np.where(since > 0, FULL - logs(since), 0),
    }
