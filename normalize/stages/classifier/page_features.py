"""What only markup knows of a block: the elements around it, how they share out the page's prose, and their words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Final

import numpy as np

from normalize.stages.classifier.characters import Bools, Ints
from normalize.stages.classifier.features import Measures
from normalize.stages.classifier.numbers import FULL, Rows, best_run, logs, shares
from normalize.stages.document import Element

_LEVELS: Final = 3  # elements around a block whose share of the prose is told
_FAR: Final = 12  # levels: what is further away counts as that far
_WHOLE: Final = 0.7  # share of the prose that the innermost element holding nearly all of it must have
_UNLIKELY: Final = 10  # score of a word under which hardly any article ever stood
_WHOLE_PAGE: Final = frozenset(("html", "body", "main", "article", "form", "table"))
_PARTS: Final = frozenset(("article", "articlebody", "story", "post", "entry"))
_LEAVES: Final = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "pre", "figcaption", "caption"))


class Tree:
    """The block elements of a page as numbers, parents before children; number 0 stands around them all."""

    def __init__(self, elements: Iterable[Element | None]) -> None:
        self.number: dict[Element, int] = {}
        self.elements: list[Element | None] = [None]
        self.parents = [0]
        self.of_blocks = np.array([self._add(e) for e in elements], np.int64)
        self.parent = np.array(self.parents, np.int64)
        self.paths = self._paths()
        self.depth = [0] * len(self.parents)
        for n in range(1, len(self.depth)):
            self.depth[n] = self.depth[self.parents[n]] + 1

    def _add(self, element: Element | None) -> int:
        chain: list[Element] = []
        while element is not None and element not in self.number:
            chain.append(element)
            element = element.parent
        at = self.number[element] if element is not None else 0
        for e in reversed(chain):
            self.elements.append(e)
            self.parents.append(at)
            at = self.number[e] = len(self.parents) - 1
        return at

    def _paths(self) -> Ints:
        """Number the places of the template: blocks whose three innermost elements have the same names and classes."""
        keys: list[object] = [(e.name, e.words) if e is not None else () for e in self.elements]
        up = self.parents
        number: dict[object, int] = {}
        chains = ((keys[n], keys[up[n]], keys[up[up[n]]]) for n in self.of_blocks.tolist())
        return np.array([number.setdefault(chain, len(number)) for chain in chains], np.int64)

    def held(self, values: Ints | Rows) -> Rows:
        """Return what each element holds of the blocks' values, with all that stands in it."""
        total = np.bincount(self.of_blocks, weights=values, minlength=len(self.parents)).tolist()
        for n in range(len(total) - 1, 0, -1):
            total[self.parents[n]] += total[n]
        return np.array(total)

    def steps_to(self, target: int) -> Rows:
        """Return how many elements must be left, going outwards, until one is around `target` or is it."""
        around = {target}
        while target:
            target = self.parents[target]
            around.add(target)
        steps = [0] * len(self.parents)
        for n in range(1, len(steps)):
            steps[n] = 0 if n in around else min(steps[self.parents[n]] + 1, _FAR)
        return np.array(steps, float)

    @cached_property
    def _extents(self) -> tuple[list[int], list[int]]:
        """The first and the last block in each element."""
        last = [-1] * len(self.parents)
        first = [len(self.of_blocks)] * len(last)
        for block, n in enumerate(self.of_blocks.tolist()):
            first[n], last[n] = min(first[n], block), block
        for n in range(len(last) - 1, 0, -1):
            up = self.parents[n]
            first[up], last[up] = min(first[up], first[n]), max(last[up], last[n])
        return first, last

    def box(self, block: int, most: int) -> tuple[int, int]:
        """Return the first and the last block of the largest element around a block with at most so many blocks."""
        first, last = self._extents
        at, found = int(self.of_blocks[block]), (block, block)
        while at and last[at] - first[at] < most:
            found = first[at], last[at]
            at = self.parents[at]
        return found

    def chain(self, block: int) -> list[int]:
        """Return the elements around a block, innermost first."""
        found, at = [], int(self.of_blocks[block])
        while at:
            found.append(at)
            at = self.parents[at]
        return found

    def around(self, one: int, other: int) -> int:
        """Return the innermost element that holds both."""
        while one != other:  # parents have smaller numbers
            one, other = min(one, other), self.parents[max(one, other)]
        return one

    def inside(self, target: int) -> Bools:
        """Return which elements stand in `target` or are it."""
        found = [False] * len(self.parents)
        found[target] = True
        for n in range(target + 1, len(found)):
            found[n] = found[n] or found[self.parents[n]]
        return np.array(found)


def page_columns(text: Measures, tree: Tree, low: Sequence[int]) -> dict[str, Rows]:
    """Return the columns that come from the elements of a page. `low` are the lowest scores of the elements' words."""
    size = text.chars + text.dense
    prose = np.where(text.prose & ~_unlikely(text, tree, low), size, 0)
    held, letters, linked = tree.held(prose), tree.held(size), tree.held(size * text.links)
    total = max(int(prose.sum()), 1)
    depth = np.array(tree.depth, float)
    first, last = best_run(prose - np.where(prose > 0, 0, np.minimum(text.chars + 20, 120)))
    order = np.arange(len(prose))
    found: dict[str, Rows] = {
        "depth": np.minimum(4.0 * depth[tree.of_blocks], FULL),
        "likely": FULL * (prose > 0).astype(float),
        "before likely run": logs(np.maximum(first - order, 0)),
        "behind likely run": logs(np.maximum(order - last, 0)),
        "likely before": np.rint(FULL * (np.cumsum(prose) - prose) / total),
    }
    at = tree.of_blocks
    for level in range(_LEVELS):
        found |= {
            f"prose of parent {level}": np.rint(FULL * held[at] / total),
            f"density of parent {level}": shares(held[at], letters[at]),
            f"links of parent {level}": shares(linked[at], letters[at]),
        }
        at = tree.parent[at]
    bodies = _bodies(tree, held, prose) | {"headed": _headed(text, tree)}
    for name, target in bodies.items():
        steps, inside = tree.steps_to(target), tree.inside(target)
        found[f"steps to {name}"] = np.rint(FULL * steps[tree.of_blocks] / _FAR)
        found[f"inside {name}"] = FULL * inside[tree.of_blocks].astype(float)
        found[f"prose of {name}"] = np.full(len(text.chars), np.rint(FULL * held[target] / total))
    return found | _paths(text, tree, prose, total) | _rows(text, tree, held, total)


def _headed(text: Measures, tree: Tree) -> int:
    """The innermost element that holds the headline and the first paragraph below it; 0 without a headline."""
    below = np.flatnonzero(text.start)
    if text.headline < 0 or not len(below):
        return 0
    return tree.around(int(tree.of_blocks[text.headline]), int(tree.of_blocks[below[0]]))


def _rows(text: Measures, tree: Tree, held: Rows, total: int) -> dict[str, Rows]:
    """Whether a block stands in one of many boxes alike, side by side, such as teasers and comments do.

    A box is an element with at least two blocks; of the boxes around a block that has the most like it speaks.
    """
    blocks = tree.held(np.ones(len(text.chars)))
    keys: list[object] = [()] * len(tree.parents)
    rank = [0] * len(keys)
    alike: Counter[object] = Counter()
    prose: dict[object, float] = defaultdict(float)
    for n, e in enumerate(tree.elements):
        if e is not None:
            key = keys[n] = (tree.parents[n], e.name, frozenset(filter(str.isalpha, e.words)))
            rank[n] = alike[key]
            alike[key] += 1
            prose[key] += float(held[n])
    best, many = [0] * len(keys), [1] * len(keys)
    for n in range(1, len(keys)):
        best[n] = best[tree.parents[n]]
        many[n] = many[best[n]]
        if blocks[n] > 1 and alike[keys[n]] > many[n]:
            best[n], many[n] = n, alike[keys[n]]
    own = np.array([alike[k] for k in keys])
    box = np.array(best)[tree.of_blocks]
    rows = np.array([prose[k] for k in keys])
    return {
        "blocks beside": logs(own[tree.of_blocks]),
        "boxes beside": logs(np.array(many)[tree.of_blocks]),
        "boxes before": logs(np.array(rank)[box]),
        "blocks of box": logs(np.where(box > 0, blocks[box], 0)),
        "prose of box": np.where(box > 0, np.rint(FULL * held[box] / total), 0),
        "prose of boxes": np.where(box > 0, np.rint(FULL * np.minimum(rows[box] / total, 1)), 0),
    }


def _unlikely(text: Measures, tree: Tree, low: Sequence[int]) -> Bools:
    """Which blocks stand in what calls itself a comment, a dialog, a footer: long as they are, no article is there.

    What stands around the headline or the whole page is none of these, whatever it calls itself.
    """
    spared = {0, *(tree.chain(text.headline) if text.headline >= 0 else ())}
    found = [False] * len(tree.parents)
    for n, element in enumerate(tree.elements):
        if element is not None:
            bad = low[n] <= _UNLIKELY and n not in spared and element.name not in _WHOLE_PAGE
            found[n] = bad or found[tree.parents[n]]
    return np.array(found)[tree.of_blocks]


def _bodies(tree: Tree, held: Rows, prose: Ints) -> dict[str, int]:
    """Different guesses which element is the article's body; where they agree, they are hardly wrong.

    The element whose own paragraphs hold the most prose (readability, Arc90 2009); the innermost that holds nearly all;
    the one that calls itself the article.
    """
    names = [e.name if e is not None else "" for e in tree.elements]
    box = [n and names[n] in _LEAVES for n in range(len(names))]
    points = [0.0] * len(names)
    for n, weight in zip(tree.of_blocks.tolist(), prose.tolist(), strict=True):
        near = tree.parents[n] if box[n] else n
        points[near] += weight
        points[tree.parents[near]] += weight / 2
    whole = _WHOLE * float(prose.sum())
    nearly = [n for n in range(1, len(names)) if held[n] >= whole > 0 and not box[n]]
    named = [
        n
        for n, e in enumerate(tree.elements)
        if e is not None and (e.name == "article" or e.words & _PARTS) and held[n]
    ]
    return {
        "densest": max(range(len(points)), key=points.__getitem__),
        "fullest": max(nearly, key=tree.depth.__getitem__, default=0),
        "article": max(named, key=lambda n: (held[n], tree.depth[n]), default=0),
    }


def _paths(text: Measures, tree: Tree, prose: Ints, total: int) -> dict[str, Rows]:
    """What the blocks have in common that stand in the same place of the page's template."""
    size = text.chars + text.dense

    def over(values: Ints | Rows) -> Rows:
        return np.bincount(tree.paths, weights=values).astype(float)[tree.paths]

    return {
        "prose of path": np.rint(FULL * over(prose) / total),
        "density of path": shares(over(prose), over(size)),
        "links of path": shares(over(size * text.links), over(size)),
        "blocks of path": logs(over(np.ones(len(text.chars)))),
    }
