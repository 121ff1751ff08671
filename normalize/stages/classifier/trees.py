"""Oblivious decision trees over whole numbers: the same sums on every machine.

Each tree asks the same few questions of every block ("is this feature above that border?"); the answers, as bits, are
the number of its leaf. Learned with gradient boosting (Prokhorenkova et al. 2018), kept as small arrays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from normalize.stages.classifier.numbers import FULL, Rows

DEPTH: Final = 6
_TELLING: Final = 64  # trees that are asked for reasons
_AT_ONCE: Final = 2048  # rows: a page may have a million
UNIT: Final = 1024
"""A logit of one, in the whole numbers of the leaves."""


@dataclass(frozen=True, eq=False)
class Trees:
    """`borders` and `features` have a row a tree and a column a question; `leaves` a row a tree, a column a leaf.

    `weights` tells how much of the training data came to each leaf: it splits an answer among the features that led to
    it. `levels` are the sums from which the judgement is 1, 2, … 127.
    """

    names: tuple[str, ...]
    features: npt.NDArray[np.int16]
    borders: npt.NDArray[np.uint8]
    leaves: npt.NDArray[np.int16]
    weights: npt.NDArray[np.uint8]
    levels: npt.NDArray[np.int32]
    bias: int

    @classmethod
    def of(cls, arrays: Mapping[str, npt.NDArray[np.generic]], prefix: str) -> Trees:
        """Read trees from the arrays of a weights file whose names begin with `prefix`."""
        own = {name: arrays[f"{prefix}_{name}"] for name in ("features", "borders", "leaves", "weights", "levels")}
        names = tuple(str(arrays[f"{prefix}_names"]).split("\n"))
        return cls(names=names, bias=int(arrays[f"{prefix}_bias"]), **own)  # type: ignore[arg-type]

    def leaf_numbers(self, rows: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
        """Return to which leaf of each tree each row comes: shape (rows, trees)."""
        return self._leaf_numbers(rows, len(self.features))

    def _leaf_numbers(self, rows: npt.NDArray[np.uint8], trees: int) -> npt.NDArray[np.uint8]:
        found = np.zeros((len(rows), trees), np.uint8)
        for question in range(self.features.shape[1]):
            above = rows[:, self.features[:trees, question]] > self.borders[:trees, question]
            found |= above.view(np.uint8) << question
        return found

    def sums(self, rows: npt.NDArray[np.uint8]) -> npt.NDArray[np.int64]:
        """Return each row's logit that it belongs to the article, in units of 1 / `UNIT`."""
        found = np.full(len(rows), self.bias, np.int64)
        trees = np.arange(len(self.leaves))
        for at in range(0, len(rows), _AT_ONCE):
            numbers = self.leaf_numbers(rows[at : at + _AT_ONCE])
            found[at : at + _AT_ONCE] += self.leaves[trees, numbers].sum(axis=1, dtype=np.int64)
        return found

    def judged(self, sums: npt.NDArray[np.int64]) -> Rows:
        """Return sums as judgements, 0 (not the article) to 127."""
        return np.minimum(np.searchsorted(self.levels, sums, "right"), FULL).astype(float)

    def shares(self, rows: npt.NDArray[np.uint8], topics: Sequence[int]) -> npt.NDArray[np.float64]:
        """Return what each topic added to each row's sum (Saabas 2014): shape (rows, topics), whole numbers.

        `topics` has the number of the topic that each feature belongs to. Below every answer of a tree its leaves have
        another mean: the difference is what the feature that was asked for added. Only the first trees are asked: in
        boosting they say the most.
        """
        trees = np.arange(min(_TELLING, len(self.leaves)))
        topic = np.array(topics)[self.features[: len(trees)]]
        told = np.zeros((len(self._added), len(trees), max(topics) + 1))
        for question in range(len(told)):
            told[question, trees, topic[:, question]] = 1
        found = np.zeros((len(rows), told.shape[2]))
        for at in range(0, len(rows), _AT_ONCE):
            numbers = self._leaf_numbers(rows[at : at + _AT_ONCE], len(trees))
            for question, added in enumerate(self._added):
                found[at : at + _AT_ONCE] += added[trees, numbers & ((2 << question) - 1)] @ told[question]
        return found

    @cached_property
    def _added(self) -> list[npt.NDArray[np.float64]]:
        """For each question, by tree and answers so far: how far the last answer moved the mean of the leaves."""
        mass = self.weights.astype(float) + 1e-3
        means = []
        for asked in range(self.features.shape[1] + 1):
            shape = (len(mass), -1, 1 << asked)
            means.append((self.leaves * mass).reshape(shape).sum(axis=1) / mass.reshape(shape).sum(axis=1))
        return [np.rint(after - np.tile(before, 2)) for before, after in pairwise(means)]
