"""What stands around a block: its neighbours, the lines near it, and the blocks in the same place of a page.

The first pass sees features of the text and markup; the second sees what the first has judged, here and all around, so
that a page is judged as a whole. All are whole numbers from 0 to 127.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from normalize.stages.classifier.characters import Ints
from normalize.stages.classifier.features import FULL, Rows, Topics, best_run, logs
from normalize.stages.classifier.page_features import Tree

NEIGHBOURS: Final = (1, -1, 2, -2)
_SEEN: Final = (
    "length", "words", "links", "prose", "capitals", "digits", "commas", "sentences", "function words", "ends stop",
    "about it", "cue line", "hints", "heading", "bars", "repeated", "in title", "time", "year", "begins small",
    "no case", "class low", "class high", "class of parent low", "class of parent high", "class around low",
    "class around high", "class of all", "line low", "line high", "line mean",
)  # fmt: skip
_MEANT: Final = (
    "length", "links", "prose", "function words", "cue line", "about it", "ends stop", "capitals", "hints",
    "class low", "class high", "class of parent low", "class of parent high", "class around low",
    "class around high", "class of all", "line low", "line high", "line mean",
)  # fmt: skip
_SHARED: Final = (
    "length", "links", "prose", "function words", "cue line", "sentences", "time", "repeated", "line mean",
)  # fmt: skip
_REACHES: Final = (3, 8)
_JUDGED_REACHES: Final = (2, 4, 8, 16)
_STEPS: Final = (1, -1, 2, -2, 3, -3)
_HELD: Final = 0.8  # of what was judged article: the innermost element with so much of it is the body
_FARTHEST: Final = 99


class Context:
    """The neighbourhoods of a document's blocks. `sizes` are their words; `tree` is None for plain text."""

    def __init__(self, sizes: Ints, topics: Topics, tree: Tree | None) -> None:
        self.sizes = sizes
        self.topics = topics
        self.count = len(sizes)
        self.weights = np.minimum(logs(sizes) // 8, 15) + 1
        self.tree = tree
        self.groups: dict[str, Ints] = {}
        if tree is not None:
            up = tree.parent[tree.of_blocks]
            self.groups = {"path": tree.paths, "parent": up, "grandparent": tree.parent[up]}

    def first(self, own: dict[str, Rows]) -> dict[str, Rows]:
        """Return the columns of the first pass: a block's own, its neighbours', means over what is near and alike."""
        found = dict(own)
        for name in _SEEN:
            if name in own:
                found |= {f"{name} at {k:+}": shifted(own[name], k) for k in NEIGHBOURS}
        for name in _MEANT:
            if name in own:
                found |= {f"{name} within {reach}": self.near(own[name], reach) for reach in _REACHES}
        for group, members in self.groups.items():
            found |= {f"{name} of {group}": self.alike(own[name], members) for name in _SHARED}
        return found

    def second(self, own: dict[str, Rows], judged: Rows) -> dict[str, Rows]:
        """Return the columns of the second pass. `judged` is the first pass's answer, 0 (not the article) to 127."""
        chosen = judged > FULL / 2
        mass = np.where(chosen, self.sizes, 0)
        total = max(int(mass.sum()), 1)
        before = np.cumsum(mass) - mass
        first, last = best_run(np.where(chosen, self.sizes, 0) - np.where(chosen, 0, np.minimum(self.sizes, 30)) - 1)
        order = np.arange(self.count)
        found = {"judged": judged}
        found |= {f"judged at {k:+}": shifted(judged, k) for k in _STEPS}
        found |= {f"judged within {reach}": self.near(judged, reach) for reach in _JUDGED_REACHES}
        found |= {
            "article before": np.rint(FULL * before / total),
            "article after": np.rint(FULL * (int(mass.sum()) - before - mass) / total),
            "before article": logs(np.maximum(first - order, 0)),
            "behind article": logs(np.maximum(order - last, 0)),
            "since article": _since(chosen),
            "until article": _since(chosen[::-1])[::-1],
            "all article": np.full(self.count, logs(np.array([total]))[0]),
            "akin to article": self.topics.akin(chosen),
            "surest": np.full(self.count, judged.max(initial=0)),
        }
        for group, members in self.groups.items():
            found[f"judged of {group}"] = self.alike(judged, members)
            found[f"article of {group}"] = np.rint(FULL * np.bincount(members, weights=mass)[members] / total)
        if self.tree is not None:
            found |= _body(self.tree, mass)
        return found | own

    def near(self, values: Rows, reach: int) -> Rows:
        """Return weighted means over each place and `reach` places on both sides."""
        total, weight = (np.concatenate(([0.0], np.cumsum(v))) for v in (values * self.weights, self.weights))
        order = np.arange(self.count)
        last, first = np.minimum(order + reach + 1, self.count), np.maximum(order - reach, 0)
        found: Rows = np.rint((total[last] - total[first]) / (weight[last] - weight[first]))
        return found

    def alike(self, values: Rows, members: Ints) -> Rows:
        """Return weighted means over the blocks of each group."""
        total, weight = (np.bincount(members, weights=v) for v in (values * self.weights, self.weights))
        found: Rows = np.rint((total / np.maximum(weight, 1))[members])
        return found


def table(columns: dict[str, Rows], names: tuple[str, ...]) -> npt.NDArray[np.uint8]:
    """Return columns by their names as one table, a row a block."""
    return np.stack([columns[n] for n in names], axis=1).astype(np.uint8)


def shifted(values: Rows, steps: int) -> Rows:
    """Return what stands `steps` places before each place (behind it, where negative); 0 beyond the ends."""
    found = np.zeros_like(values)
    if abs(steps) < len(values):
        if steps > 0:
            found[steps:] = values[:-steps]
        else:
            found[:steps] = values[-steps:]
    return found


def _since(chosen: npt.NDArray[np.bool_]) -> Rows:
    """How far above the nearest chosen block is."""
    order = np.arange(len(chosen))
    last = np.maximum.accumulate(np.where(chosen, order, -_FARTHEST))
    before = np.concatenate(([-_FARTHEST], last[:-1]))[: len(chosen)]
    return np.minimum(order - before, _FARTHEST).astype(float)


def _body(tree: Tree, mass: Ints) -> dict[str, Rows]:
    """Where each block stands to the innermost element that holds most of what was judged article."""
    held = tree.held(mass)
    whole = _HELD * float(mass.sum())
    target = max((n for n in range(len(held)) if held[n] >= whole > 0), key=tree.depth.__getitem__, default=0)
    return {
        "steps to body": 10 * tree.steps_to(target)[tree.of_blocks],
        "inside body": FULL * tree.inside(target)[tree.of_blocks].astype(float),
    }
