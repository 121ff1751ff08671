"""Which blocks are the article: what the learned trees say of every block of a document, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib import resources
from io import BytesIO
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from normalize.stages.classifier.context import Context
from normalize.stages.classifier.features import Measures, TextFeatures
from normalize.stages.classifier.numbers import Rows
from normalize.stages.classifier.page_features import Tree, page_columns
from normalize.stages.classifier.reasons import reasons
from normalize.stages.classifier.trees import Trees
from normalize.stages.classifier.vocabulary import class_columns, class_scores, line_columns
from normalize.stages.document import Document
from normalize.text.media import HTML

_LEAST: Final = 40  # words of an article: where less would be left, the bar is lowered
BETWEEN: Final = (0.2, 0.6)
"""Shares of blocks that are hardly article, between which documents are of different sorts."""
_BARS: Final = (0.45, 0.27, 0.13, 0.07, 0.03)  # of the probability to be article, one after the other


@dataclass(frozen=True, eq=False)
class Weights:
    """What was learned for one kind of input: scores of words, two passes of trees, and how far they can be believed.

    `confidence` has, for each bucket of documents and each sum of the second pass in `steps`, the share of blocks that
    were no article.
    """

    class_words: Mapping[str, int]
    line_words: Mapping[str, int]
    first: Trees
    second: Trees
    steps: npt.NDArray[np.int32]
    confidence: npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Judgement:
    """What the trees say of the blocks of a document: the probability that each is no article, and which should go.

    `sort` is the document's bucket: 0 where nearly all of it is article. `tree` has the elements of a page;
    `opening` are the headline, if it is known, and the first paragraph below it.
    """

    sort: int
    outside: tuple[float, ...]
    goes: tuple[bool, ...]
    tree: Tree | None
    opening: tuple[int, ...]
    _rows: npt.NDArray[np.uint8]
    _trees: Trees

    @cached_property
    def why(self) -> dict[int, str]:
        """The kinds of evidence that spoke loudest against each block that should go, in words."""
        blocks = [n for n, goes in enumerate(self.goes) if goes]
        return dict(zip(blocks, reasons(self._trees, self._rows[blocks]), strict=True)) if blocks else {}


@lru_cache(maxsize=4)
def judge(doc: Document) -> Judgement:
    """Judge the blocks of a document; the same document is judged once."""
    is_page = doc.media_type == HTML and any(b.element is not None for b in doc.blocks)
    weights = load("page" if is_page else "text")
    text = TextFeatures(doc)
    tree = Tree(b.element for b in doc.blocks) if is_page else None
    own = own_columns(text.columns, text.words_of, text.measures, tree, weights.class_words, weights.line_words)
    context = Context(text.size, text.topics, tree)
    first = weights.first
    judged = first.judged(first.sums(context.first(own).pick(first.names)))
    rows = context.second(own, judged).pick(weights.second.names)
    sums = weights.second.sums(rows)
    sort = bucket(sums)
    outside = weights.confidence.astype(float)[sort, np.searchsorted(weights.steps, sums, "right")]
    kept = _kept(1 - outside, text.size)
    opening = (*([text.headline] if text.headline >= 0 else []), *np.flatnonzero(text.start)[:1].tolist())
    return Judgement(
        sort=sort,
        outside=tuple(round(float(p), 2) for p in outside),
        goes=tuple(bool(k) for k in ~kept),
        tree=tree,
        opening=opening,
        _rows=rows,
        _trees=weights.second,
    )


def bucket(sums: npt.NDArray[np.int64]) -> int:
    """Return what sort of document has such sums: nearly all article, a mixture, nearly all something else."""
    return int(np.searchsorted(BETWEEN, float((sums < 0).mean()) if len(sums) else 0.0, "right"))


def own_columns(
    columns: Mapping[str, Rows],
    lines: Sequence[Sequence[str]],
    measures: Measures,
    tree: Tree | None,
    class_words: Mapping[str, int],
    line_words: Mapping[str, int],
) -> dict[str, Rows]:
    """Return what is known of each block by itself: `columns` of the text, and what the words of `lines` say."""
    own = dict(columns) | line_columns(lines, line_words)
    if tree is not None:
        low, high = class_scores(tree, class_words)
        own |= page_columns(measures, tree, low) | class_columns(tree, low, high)
    return own


def _kept(article: npt.NDArray[np.float64], sizes: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Which blocks stay: those likely enough; the likeliest, where that is hardly anything, or less than one block."""
    enough = max(_LEAST, int(sizes.max(initial=0)) // 2)
    if int(sizes.sum()) < _LEAST:
        return np.ones(len(article), np.bool_)
    likely = (article > bar for bar in _BARS)
    return next((kept for kept in likely if int(sizes[kept].sum()) >= enough), article > _BARS[-1])


@cache
def load(kind: str, folder: Path | None = None) -> Weights:
    """Read the weights for "page" or "text": those of the program, or others for a measurement."""
    data = ((folder or resources.files(__package__)) / f"{kind}.npz").read_bytes()
    with np.load(BytesIO(data), allow_pickle=False) as arrays:
        known = {name: arrays[name] for name in arrays.files}
    return Weights(
        class_words=word_scores(known, "class_words"),
        line_words=word_scores(known, "line_words"),
        first=Trees.of(known, "first"),
        second=Trees.of(known, "second"),
        steps=known["steps"],
        confidence=known["confidence"],
    )


def word_scores(arrays: Mapping[str, npt.NDArray[np.generic]], name: str) -> dict[str, int]:
    words = str(arrays[name]).split("\n")
    return dict(zip(words, arrays[f"{name}_scores"].tolist(), strict=True)) if words != [""] else {}
