"""Words that tell articles from the rest: those of classes and ids, and those of short lines.

A word's score is the share of what stands under it that is article, 0 to 127, averaged over the sites it was seen on;
`UNKNOWN` where too few sites have it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np

from normalize.stages.classifier.numbers import FULL, Rows
from normalize.stages.classifier.page_features import Tree
from normalize.stages.classifier.phrases import SHORT
from normalize.stages.document import Element

UNKNOWN: Final = 44
"""The score of a word that nothing is known of: the share of the article on an average page."""


_DIGITS: Final = re.compile(r"\d+")
_PART: Final = 4  # letters of a word within a word
_WEIGHT: Final = 8  # how much a word's score moves the sum over all elements around a block


def class_words(element: Element) -> frozenset[str]:
    """Return the words by which an element is known: its name in brackets, and those of its class, id and role."""
    return element.words | {f"<{element.name}>"}


def line_words(words: Sequence[str]) -> list[str]:
    """Return the words by which a line is known: all of a short one, the edges of a long one; digits count as one."""
    some = words if len(words) <= SHORT else [*words[:3], *words[-2:]]
    return [w if w.isalpha() else _DIGITS.sub("0", w) for w in some]


def class_scores(tree: Tree, scores: Mapping[str, int]) -> tuple[list[int], list[int]]:
    """Return the lowest and the highest score of the words of each element."""
    low, high = [UNKNOWN] * len(tree.parents), [UNKNOWN] * len(tree.parents)
    parts: dict[str, list[int]] = {}
    for n, element in enumerate(tree.elements):
        if element is None:
            continue
        known: list[int] = []
        for word in class_words(element):
            if word in scores:
                known.append(scores[word])
            elif len(word) >= 2 * _PART:
                if word not in parts:
                    parts[word] = _of_parts(word, scores)
                known += parts[word]
        if known:
            low[n], high[n] = min(known), max(known)
    return low, high


def _of_parts(word: str, scores: Mapping[str, int]) -> list[int]:
    """The scores of the longest words that an unknown word begins and ends with: commentbody has comment and body."""
    sizes = range(len(word) - 1, _PART - 1, -1)
    begins = next((word[:size] for size in sizes if word[:size] in scores), "")
    ends = next((word[-size:] for size in sizes if word[-size:] in scores), "")
    return [scores[part] for part in (begins, ends) if part]


def class_columns(tree: Tree, low: Sequence[int], high: Sequence[int]) -> dict[str, Rows]:
    """Return what the words of the elements around each block say: its own, its parent's, those further out, all."""
    far_low, far_high, path = ([UNKNOWN] * len(tree.parents) for _ in range(3))
    path[0] = 0
    for n in range(1, len(path)):
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
