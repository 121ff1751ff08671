"""From what names have in common to the probability that the first candidate is meant.

Two small networks: one looks at a candidate by itself, the other at the best candidate and how far it is ahead of the
next. The second also learned what it looks like when the one who is meant is not in the list at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from normalize.glossary.link.score import AT

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.intp]

_FAR: Final = -12.0  # the logit of a rival where there is none
_NO_NATIVE: Final = (0.5, 0.5)
_SPREAD: Final = 5.0  # standard deviations beyond which a feature says no more
_AHEAD: Final = [AT[name] for name in ("mean", "worst", "gain", "joined", "joined_gain")]
_NEAREST: Final = [AT["near_sounds"], AT["near_classes"]]


@dataclass(frozen=True, eq=False)
class Network:
    """Several networks with rectified layers, whose logits are averaged; `layers` are (weights, biases) of all of them.

    Weights have the shape (networks, in, out), biases (networks, 1, out).
    """

    centre: Floats
    scale: Floats
    layers: tuple[tuple[Floats, Floats], ...]

    @classmethod
    def of(cls, arrays: Mapping[str, npt.NDArray[np.generic]], prefix: str) -> Network:
        """Read a network from the arrays of a weights file whose names begin with `prefix`."""
        own = {k.removeprefix(prefix): np.asarray(v, np.float32) for k, v in arrays.items() if k.startswith(prefix)}
        layers = tuple((own[f"_w{n}"], own[f"_b{n}"]) for n in range(sum(k.startswith("_w") for k in own)))
        return cls(own["_centre"], own["_scale"], layers)

    def logits(self, rows: Floats) -> Floats:
        """Return a logit a row."""
        out = np.clip((rows - self.centre) / self.scale, -_SPREAD, _SPREAD)[None]
        for number, (weights, biases) in enumerate(self.layers):
            out = out @ weights + biases
            if number < len(self.layers) - 1:
                out = np.maximum(out, 0)
        return np.asarray(out[:, :, 0].mean(axis=0), np.float32)


def standing(features: Floats, logits: Floats, owners: Numbers, order: Numbers) -> Floats:
    """Return what the second network looks at; `order` holds the best row of each entity, the best entity first."""
    best, rival = order[0], order[min(1, len(order) - 1)]
    first, second, third = (float(logits[order[n]]) if n < len(order) else _FAR for n in range(3))
    others = np.log(np.exp(logits[order[1:]]).sum() + 1e-6)
    close = float((logits[order] > first - 2).sum())
    native = features[(owners == owners[best]) & (features[:, AT["same_script"]] > 0)]
    return np.array(
        [
            *(first, second, first - second, second - third, others, close),
            *features[best],
            *(features[best, _AHEAD] - features[rival, _AHEAD]),
            *(features[best, _NEAREST] - features[:, _NEAREST].max(axis=0)),
            *(native[:, [AT["joined"], AT["mean"]]].max(axis=0) if len(native) else _NO_NATIVE),
            len(native),
        ],
        np.float32,
    )


def best_of_each(owners: Numbers, logits: Floats) -> Numbers:
    """Return the best row of each entity, the best entity first."""
    ranked = np.argsort(-logits, kind="stable")
    _, first = np.unique(owners[ranked], return_index=True)
    return ranked[np.sort(first)]


def probability(logits: Floats) -> npt.NDArray[np.float64]:
    """Return logits as probabilities."""
    return np.asarray(1 / (1 + np.exp(-logits.astype(np.float64))))
