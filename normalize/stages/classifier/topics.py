"""What blocks speak of: which share of a block's telling words others have as well."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from normalize.stages.classifier.characters import Bools
from normalize.stages.classifier.numbers import Rows, shares


class Topics:
    """The telling words of some blocks, as numbers: which blocks speak of the same is counted all at once."""

    def __init__(self, blocks: Sequence[set[str]]) -> None:
        numbers: dict[str, int] = {}
        self.words = np.array([numbers.setdefault(w, len(numbers)) for words in blocks for w in words], np.int32)
        self.sizes = np.array([len(words) for words in blocks], np.int64)

    def akin(self, chosen: Bools) -> Rows:
        """Return for each block the share of its words that chosen blocks have as well, the block itself aside."""
        row = np.repeat(np.arange(len(self.sizes)), self.sizes)
        seen = np.bincount(self.words[chosen[row]], minlength=int(self.words.max(initial=0)) + 1)
        shared = seen[self.words] > chosen[row]
        return shares(np.bincount(row, weights=shared, minlength=len(self.sizes)), self.sizes)
