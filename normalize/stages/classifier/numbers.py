"""Whole numbers from 0 to 127, in which the classifier sees everything: shares, logarithms, sums over neighbours."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from normalize.stages.classifier.characters import Ints

Rows = npt.NDArray[np.float64]
FULL: Final = 127


def shares(part: Ints | Rows, whole: Ints | Rows, times: int = 1) -> Rows:
    """Return `part / whole` as whole numbers to 127, `times` as steep; 0 where there is no whole."""
    return np.minimum(np.rint(FULL * times * part / np.maximum(whole, 1)), FULL)


def logs(numbers: Ints | Rows) -> Rows:
    """Return eight times the logarithm to base 2, drawn with straight lines between powers: exact everywhere."""
    mantissa, exponent = np.frexp(np.maximum(numbers, 0) + 1.0)
    found: Rows = np.clip(np.rint(8 * (exponent - 1 + (mantissa * 2 - 1))), 0, FULL)
    return found


def best_run(weights: Ints) -> tuple[int, int]:
    """Return the first and last place of the run with the greatest sum (Kadane 1984); (0, -1) of nothing."""
    best, total, begin = 0, 0, 0
    found = (0, -1)
    for n, weight in enumerate(weights.tolist()):
        total += weight
        if total <= 0:
            total, begin = 0, n + 1
        elif total > best:
            best, found = total, (begin, n)
    return found


def window(values: Ints | Rows, reach: int) -> Rows:
    """Sums over each place and `reach` places on both sides."""
    total: Rows = np.concatenate((np.zeros(1), np.cumsum(values, dtype=float)))
    order = np.arange(len(values))
    found: Rows = total[np.minimum(order + reach + 1, len(values))] - total[np.maximum(order - reach, 0)]
    return found
