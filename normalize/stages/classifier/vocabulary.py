"""Words that tell articles from the rest: those of classes and ids, and those of short lines.

A word's score is the share of what stands under it that is article, 0 to 127, averaged over the sites it was seen on;
`UNKNOWN` where too few sites have it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np

from normalize.stages.classifier.features import FULL, Rows
from normalize.stages.classifier.page_features import Tree
from normalize.stages.document import Element

UNKNOWN: Final = 44
"""The score of a word that nothing is known of: the share of the article on an average page."""

_SHORT: Final = 14  # words of a line that is looked at whole
_DIGITS: Final = re.compile(r"\d+")
_WEIGHT: Final = 8  # how much a word's score moves the sum over all elements around a block


def class_words(element: Element) -> frozenset[str]:
    """Return the words by which an element is known: its name in brackets, and those of its class, id and role."""
    return element.words | {f"<{element.name}>"}


def line_words(words: Sequence[str]) -> list[str]:
    """Return the words by which a line is known: all of a short one, the edges of a long one; digits count as one."""
    some = words if len(words) <= _SHORT else [*words[:3], *words[-2:]]
    return [w if w.isalpha() else _DIGITS.sub("0", w) for w in some]


def class_columns(tree: Tree, scores: Mapping[str, int]) -> dict[str, Rows]:
    """Return what the words of the elements around each block say: its own, its parent's, those further out, all."""
    low, high, far_low, far_high, path = ([UNKNOWN] * len(tree.parents) for _ in range(5))
    path[0] = 0
    for n, element in enumerate(tree.elements):
        if element is None:
            continue
        known = [scores[w] for w in class_words(element) if w in scores]
        if known:
            low[n], high[n] = min(known), max(known)
        p = tree.parents[n]
        if p:
            far_low[n], far_high[n] = min(far_low[p], low[p]), max(far_high[p], high[p])
        path[n] = path[p] + low[n] + high[n] - 2 * UNKNOWN
    at, up = tree.of_blocks, tree.parent[tree.of_blocks]
    total = np.array(path) / _WEIGHT
    return {
        "class low": np.array(low, float)[at],
        "class high": np.array(high, float)[at],
        "class of parent low": np.array(low, float)[up],
        "class of parent high": np.array(high, float)[up],
        "class around low": np.array(far_low, float)[at],
        "class around high": np.array(far_high, float)[at],
        "class of all": np.clip(np.rint(total[at]) + (FULL + 1) // 2, 0, FULL),
    }


def line_columns(lines: Iterable[Sequence[str]], scores: Mapping[str, int]) -> dict[str, Rows]:
    """Return what the words of each line say: the lowest, the highest, the mean."""
    rows = []
    for words in lines:
        known = [scores[w] for w in line_words(words) if w in scores]
        rows.append((min(known), max(known), round(sum(known) / len(known))) if known else (UNKNOWN,) * 3)
    found = np.array(rows, float).reshape(-1, 3)
    return {"line low": found[:, 0], "line high": found[:, 1], "line mean": found[:, 2]}
