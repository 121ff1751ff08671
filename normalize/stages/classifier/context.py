"""What stands around a block: its neighbours, the lines near it, and the blocks in the same place of a page.

The first pass sees features of the text and markup; the second sees what the first has judged, here and all around, so
that a page is judged as a whole. All are whole numbers from 0 to 127.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from normalize.stages.classifier.characters import Ints
from normalize.stages.classifier.numbers import FULL, Rows, best_run, logs
from normalize.stages.classifier.page_features import Tree
from normalize.stages.classifier.topics import Topics

NEIGHBOURS: Final = (1, -1, 2, -2)
_SEEN: Final = (
    "length", "words", "links", "prose", "capitals", "digits", "commas", "sentences", "function words", "ends stop",
    "about it", "cue line", "hints", "heading", "bars", "repeated", "rhythm", "in title", "time", "year",
    "begins small", "no case", "akin to start", "said before", "recurs on site", "boxes beside", "likely",
    "class low", "class high", "class of parent low", "class of parent high", "class around low",
    "class around high", "class of all", "line low", "line high", "line mean",
)  # fmt: skip
_MEANT: Final = (
    "length", "links", "prose", "function words", "cue line", "about it", "akin to start", "recurs on site",
    "ends stop", "capitals", "hints", "time", "year", "class low", "class high", "class of parent low",
    "class of parent high", "class around low", "class around high", "class of all", "line low", "line high",
    "line mean",
)  # fmt: skip
_SHARED: Final = (
    "length", "links", "prose", "function words", "cue line", "sentences", "time", "repeated", "akin to start",
    "line mean",
)  # fmt: skip
_REACHES: Final = (3, 8)
_JUDGED_REACHES: Final = (2, 4, 8, 16)
_STEPS: Final = (1, -1, 2, -2, 3, -3)
_HELD: Final = 0.8  # of what was judged article: the innermost element with so much of it is the body
_CORE: Final = 32  # judgement of the lines around a block below which the article does not go on there
_FARTHEST: Final = 99
_GAP: Final = 30  # words between two parts of the article that count against their being one run, at most


class Table(NamedTuple):
    """Features by name, a row a block and a column a feature."""

    names: tuple[str, ...]
    values: npt.NDArray[np.uint8]

    def pick(self, names: tuple[str, ...]) -> npt.NDArray[np.uint8]:
        """Return some of the columns, in the order asked for."""
        return self.values[:, _places(self.names, names)]


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

    def first(self, own: dict[str, Rows]) -> Table:
        """Return the table of the first pass: a block's own, its neighbours', means over what is near and alike."""
        names, parts = list(own), [_packed(np.stack(list(own.values()), axis=1))]
        seen, values = _some(own, _SEEN)
        for k in NEIGHBOURS:
            names += [f"{name} at {k:+}" for name in seen]
            parts.append(_packed(shifted(values, k)))
        meant, values = _some(own, _MEANT)
        for reach in _REACHES:
            names += [f"{name} within {reach}" for name in meant]
            parts.append(_packed(self.near(values, reach)))
        common, values = _some(own, _SHARED)
        for group, members in self.groups.items():
            names += [f"{name} over {group}" for name in common]
            parts.append(_packed(self.alike(values, members)))
        return Table(tuple(names), np.concatenate(parts, axis=1))

    def second(self, own: dict[str, Rows], judged: Rows) -> Table:
        """Return the table of the second pass. `judged` is the first pass's answer, 0 (not the article) to 127."""
        chosen = judged > FULL / 2
        mass = np.where(chosen, self.sizes, 0)
        total = max(int(mass.sum()), 1)
        before = np.cumsum(mass) - mass
        first, last = best_run(mass - np.where(chosen, 0, np.minimum(self.sizes, _GAP)) - 1)
        order = np.arange(self.count)
        column = judged[:, np.newaxis]
        found = {"judged": judged}
        found |= {f"judged at {k:+}": shifted(column, k)[:, 0] for k in _STEPS}
        found |= {f"judged within {reach}": self.near(column, reach)[:, 0] for reach in _JUDGED_REACHES}
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
        worst = _worst_since(first, found["judged within 2"])
        core = chosen & (worst > _CORE)
        total_others = np.cumsum(~chosen)
        found |= {
            "worst between": worst,
            "others between": logs(np.abs(total_others - total_others[first])) if self.count else worst,
            "akin to core": self.topics.akin(core),
            "all core": np.full(self.count, logs(np.array([int(mass[core].sum())]))[0]),
        }
        for group, members in self.groups.items():
            found[f"judged of {group}"] = self.alike(column, members)[:, 0]
            found[f"article of {group}"] = np.rint(FULL * np.bincount(members, weights=mass)[members] / total)
        if self.tree is not None:
            found |= _body(self.tree, mass)
        found |= own
        return Table(tuple(found), np.stack([_packed(column) for column in found.values()], axis=1))

    def near(self, values: Rows, reach: int) -> Rows:
        """Return weighted means of each column over each place and `reach` places on both sides."""
        weights = self.weights[:, np.newaxis]
        total = np.zeros((self.count + 1, values.shape[1] + 1))
        np.cumsum(np.concatenate((values * weights, weights), axis=1), axis=0, out=total[1:])
        order = np.arange(self.count)
        found = total[np.minimum(order + reach + 1, self.count)] - total[np.maximum(order - reach, 0)]
        means: Rows = np.rint(found[:, :-1] / found[:, -1:])
        return means

    def alike(self, values: Rows, members: Ints) -> Rows:
        """Return weighted means of each column over the blocks of each group."""
        weights = self.weights[:, np.newaxis]
        order = np.argsort(members, kind="stable")
        ranked = members[order]
        starts = np.flatnonzero(np.concatenate(([True], ranked[1:] != ranked[:-1])))
        total = np.add.reduceat(np.concatenate((values * weights, weights), axis=1)[order], starts, axis=0)
        means: Rows = np.rint(total[:, :-1] / total[:, -1:])
        back = np.empty(self.count, np.int64)
        back[order] = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, self.count)))
        return means[back]


def _packed(values: Rows) -> npt.NDArray[np.uint8]:
    """Return numbers from 0 to 127 in the least space: a page of a million lines has hundreds of millions."""
    return values.astype(np.uint8)


def _some(own: dict[str, Rows], names: tuple[str, ...]) -> tuple[list[str], Rows]:
    known = [n for n in names if n in own]
    return known, np.stack([own[n] for n in known], axis=1)


@lru_cache(maxsize=16)
def _places(have: tuple[str, ...], wanted: tuple[str, ...]) -> npt.NDArray[np.intp]:
    number = {name: n for n, name in enumerate(have)}
    return np.array([number[name] for name in wanted])


def shifted(values: Rows, steps: int) -> Rows:
    """Return the rows that stand `steps` places before each row (behind it, where negative); 0 beyond the ends."""
    found = np.zeros_like(values)
    if abs(steps) < len(values):
        if steps > 0:
            found[steps:] = values[:-steps]
        else:
            found[:steps] = values[-steps:]
    return found


def _worst_since(first: int, judged: Rows) -> Rows:
    """The lowest judgement between a place and each block."""
    return np.concatenate((np.minimum.accumulate(judged[:first][::-1])[::-1], np.minimum.accumulate(judged[first:])))


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
