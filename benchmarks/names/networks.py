"""Trains the small networks of the linker."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt

from normalize.glossary.link.judge import Network

Rows = npt.NDArray[np.float32]

BATCH = 512
RATE = 2e-3
_SPREAD = 5.0


def train(
    rows: Rows, labels: npt.NDArray[np.bool_], hidden: tuple[int, ...], epochs: int, decay: float, count: int
) -> Network:
    """Train `count` networks with hidden layers of these sizes (Adam, cross entropy) and return them as one."""
    centre, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-3
    spread = np.clip((rows - centre) / scale, -_SPREAD, _SPREAD).astype(np.float32)
    each = [_train_one(spread, labels.astype(np.float32), hidden, epochs, decay, seed) for seed in range(count)]
    layers = tuple(
        (np.stack([e[n][0] for e in each]), np.stack([e[n][1][None] for e in each])) for n in range(len(each[0]))
    )
    return Network(centre, scale, layers)


def _train_one(
    rows: Rows, labels: Rows, hidden: tuple[int, ...], epochs: int, decay: float, seed: int
) -> list[list[Rows]]:
    rng = np.random.default_rng(seed)
    sizes = (rows.shape[1], *hidden, 1)
    layers = [
        [rng.normal(0, np.sqrt(2 / i), (i, o)).astype(np.float32), np.zeros(o, np.float32)] for i, o in pairwise(sizes)
    ]
    first = [[np.zeros_like(p) for p in layer] for layer in layers]
    second = [[np.zeros_like(p) for p in layer] for layer in layers]
    step, steps = 0, epochs * -(-len(rows) // BATCH)
    for _ in range(epochs):
        order = rng.permutation(len(rows))
        for at in range(0, len(rows), BATCH):
            step += 1
            chosen = order[at : at + BATCH]
            rate = RATE * (1 - step / (steps + 1))
            for layer, (g, m, v) in enumerate(
                zip(_slopes(rows[chosen], labels[chosen], layers), first, second, strict=True)
            ):
                for n in (0, 1):
                    slope = g[n] + (decay * layers[layer][0] if n == 0 else 0)
                    m[n] = 0.9 * m[n] + 0.1 * slope
                    v[n] = 0.999 * v[n] + 0.001 * slope**2
                    layers[layer][n] -= rate * (m[n] / (1 - 0.9**step)) / (np.sqrt(v[n] / (1 - 0.999**step)) + 1e-8)
    return layers


def _slopes(rows: Rows, labels: Rows, layers: list[list[Rows]]) -> list[tuple[Rows, Rows]]:
    """The gradient of the mean cross entropy."""
    seen = [rows]
    for n, (w, b) in enumerate(layers):
        out = seen[-1] @ w + b
        seen.append(np.maximum(out, 0) if n < len(layers) - 1 else out)
    back = ((1 / (1 + np.exp(-seen[-1][:, 0]))) - labels)[:, None] / len(rows)
    found = []
    for n in reversed(range(len(layers))):
        found.append((seen[n].T @ back, back.sum(axis=0)))
        back = (back @ layers[n][0].T) * (seen[n] > 0)
    return found[::-1]
