"""Oblivious decision trees over whole numbers: the same sums on every machine.

Each tree asks the same few questions of every block ("is this feature above that border?"); the answers, as bits, are
the number of its leaf. Learned with gradient boosting (Prokhorenkova et al. 2018), kept as small arrays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from normalize.stages.classifier.context import table
from normalize.stages.classifier.features import FULL, Rows

DEPTH: Final = 6
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

    def table(self, columns: dict[str, Rows]) -> npt.NDArray[np.uint8]:
        """Return the features that these trees ask for, a row a block."""
        return table(columns, self.names)

    def leaf_numbers(self, rows: npt.NDArray[np.uint8]) -> npt.NDArray[np.int64]:
        """Return to which leaf of each tree each row comes: shape (rows, trees)."""
        found = np.zeros((len(rows), len(self.features)), np.int64)
        for question in range(self.features.shape[1]):
            found |= (rows[:, self.features[:, question]] > self.borders[:, question]).astype(np.int64) << question
        return found

    def sums(self, rows: npt.NDArray[np.uint8]) -> npt.NDArray[np.int64]:
        """Return each row's logit that it belongs to the article, in units of 1 / `UNIT`."""
        numbers = self.leaf_numbers(rows)
        found: npt.NDArray[np.int64] = self.bias + self.leaves[np.arange(len(self.leaves)), numbers].sum(
            axis=1, dtype=np.int64
        )
        return found

    def judged(self, sums: npt.NDArray[np.int64]) -> Rows:
        """Return sums as judgements, 0 (not the article) to 127."""
        return np.minimum(np.searchsorted(self.levels, sums, "right"), FULL).astype(float)

    def shares(self, row: npt.NDArray[np.uint8]) -> dict[str, int]:
        """Return what each feature added to one row's sum (Saabas 2014): the means below each answer, one by one."""
        numbers = self.leaf_numbers(row[np.newaxis])[0]
        trees = np.arange(len(self.leaves))
        shape = (len(trees),) + (2,) * self.features.shape[1]
        mass = (self.weights.astype(float) + 1e-3).reshape(shape)
        value = self.leaves.reshape(shape) * mass
        found: dict[str, int] = {}
        means = [value.reshape(len(trees), -1).sum(1) / mass.reshape(len(trees), -1).sum(1)]
        for question in range(self.features.shape[1]):
            bit = (numbers >> question) & 1
            value, mass = value[trees, ..., bit], mass[trees, ..., bit]
            means.append(value.reshape(len(trees), -1).sum(1) / mass.reshape(len(trees), -1).sum(1))
            for tree, added in zip(trees, means[-1] - means[-2], strict=True):
                name = self.names[self.features[tree, question]]
                found[name] = found.get(name, 0) + round(float(added))
        return found
