"""What only markup knows of a block: the elements around it, how they share out the page's prose, and their words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np

from normalize.stages.classifier.characters import Bools, Ints
from normalize.stages.classifier.features import FULL, Rows, TextFeatures, logs, shares
from normalize.stages.document import Element

_LEVELS: Final = 3  # elements around a block whose share of the prose is told
_FAR: Final = 12  # levels: what is further away counts as that far
_WHOLE: Final = 0.7  # share of the prose that the innermost element holding nearly all of it must have
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
        self.paths = self.of_blocks
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

    def inside(self, target: int) -> Bools:
        """Return which elements stand in `target` or are it."""
        found = [False] * len(self.parents)
        found[target] = True
        for n in range(target + 1, len(found)):
            found[n] = found[n] or found[self.parents[n]]
        return np.array(found)


def page_columns(text: TextFeatures, tree: Tree) -> dict[str, Rows]:
    """Return the columns that come from the elements of a page."""
    size = text.chars + text.dense
    prose = np.where(text.prose, size, 0)
    held, letters, linked = tree.held(prose), tree.held(size), tree.held(size * text.links)
    total = max(int(prose.sum()), 1)
    depth = np.array(tree.depth, float)
    found: dict[str, Rows] = {"depth": np.minimum(4.0 * depth[tree.of_blocks], FULL)}
    at = tree.of_blocks
    for level in range(_LEVELS):
        found |= {
            f"prose of parent {level}": np.rint(FULL * held[at] / total),
            f"density of parent {level}": shares(held[at], letters[at]),
            f"links of parent {level}": shares(linked[at], letters[at]),
        }
        at = tree.parent[at]
    for name, target in _bodies(tree, held, prose).items():
        steps, inside = tree.steps_to(target), tree.inside(target)
        found[f"steps to {name}"] = np.rint(FULL * steps[tree.of_blocks] / _FAR)
        found[f"inside {name}"] = FULL * inside[tree.of_blocks].astype(float)
        found[f"prose of {name}"] = np.full(text.count, np.rint(FULL * held[target] / total))
    return found | _paths(text, tree, prose, total)


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


def _paths(text: TextFeatures, tree: Tree, prose: Ints, total: int) -> dict[str, Rows]:
    """What the blocks have in common that stand in the same place of the page's template."""
    keys: list[object] = [()] * len(tree.parents)
    for n, e in enumerate(tree.elements):
        keys[n] = (e.name, e.words) if e is not None else ()
    parents = tree.parents
    number: dict[object, int] = {}
    path = []
    for n in tree.of_blocks.tolist():
        chain = (keys[n], keys[parents[n]], keys[parents[parents[n]]])
        path.append(number.setdefault(chain, len(number)))
    same = tree.paths = np.array(path, np.int64)
    size = text.chars + text.dense

    def over(values: Ints | Rows) -> Rows:
        return np.bincount(same, weights=values, minlength=len(number)).astype(float)[same]

    return {
        "prose of path": np.rint(FULL * over(prose) / total),
        "density of path": shares(over(prose), over(size)),
        "links of path": shares(over(size * text.links), over(size)),
        "blocks of path": logs(over(np.ones(text.count))),
    }
