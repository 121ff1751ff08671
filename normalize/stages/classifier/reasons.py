"""The classifier's evidence in words: what a feature of a block says to a reader of the report."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from normalize.stages.classifier.numbers import FULL
from normalize.stages.classifier.trees import Trees

_LINKS: Final = "link text"
_ROWS: Final = "the boxes beside it, which are alike"
_TOPICS: Final = (
    # beginning of the features' names, what they say where they speak against a block
    ("judged", "the lines around it are no article"),
    ("article of", "hardly any of the article stands in this part of the page"),
    ("article before", "its place before the article"),
    ("article after", "its place behind the article"),
    ("before article", "its place before the article"),
    ("behind article", "its place behind the article"),
    ("others between", "its distance from the article"),
    ("worst between", "what stands between it and the article"),
    ("cues between", "what stands between it and the article"),
    ("dates between", "what stands between it and the article"),
    ("links between", "what stands between it and the article"),
    ("rhythm", "lines like it come back at a beat"),
    ("since article", "its distance from the article"),
    ("until article", "its distance from the article"),
    ("steps to", "it stands outside the element that holds the article"),
    ("inside", "it stands outside the element that holds the article"),
    ("class", "the class and the names of the elements around it"),
    ("line", "its words, which sites use"),
    ("cue", "phrases of the site"),
    ("hints", "phrases of the site"),
    ("heading", "a heading of the site"),
    ("since heading", "the heading above it"),
    ("teaser", "the label of a teaser"),
    ("label", "a label of credits or dates"),
    ("links", _LINKS),
    ("anchors", _LINKS),
    ("below headline", "its distance from the headline"),
    ("above headline", "its distance from the headline"),
    ("below", "the heading above it"),
    ("said before", "the same line stands elsewhere"),
    ("recurs", "other articles have the same line"),
    ("all recurs", "other articles have the same line"),
    ("repeated", "the same line stands elsewhere"),
    ("blocks beside", _ROWS),
    ("boxes", _ROWS),
    ("blocks of box", _ROWS),
    ("prose of box", _ROWS),
    ("prose", "little prose around it"),
    ("density", "little prose around it"),
    ("akin", "other words than the article’s"),
    ("about it", "other words than the article’s"),
    ("in title", "words of the title"),
    ("of title", "words of the title"),
    ("in body", "the page’s own copy of the article lacks it"),
    ("has body", "the page’s own copy of the article lacks it"),
    ("function words", "few of the words that make sentences"),
    ("from", "its place in the text"),
    ("place", "its place in the text"),
    ("text before", "its place in the text"),
)
_OTHERWISE: Final = "its length and signs, which are not a paragraph’s"
_MOST: Final = 3


_SAID: Final = (*dict.fromkeys(said for _, said in _TOPICS), _OTHERWISE)


def reasons(trees: Trees, rows: npt.NDArray[np.uint8]) -> list[str]:
    """Return for each row up to three kinds of evidence that spoke against it, the loudest first."""
    shares = trees.shares(rows, _topics(trees.names))
    order = np.argsort(shares, axis=1, kind="stable")[:, :_MOST]
    links = rows[:, trees.names.index("links")].tolist() if "links" in trees.names else [0] * len(rows)
    found = []
    for n, loud in enumerate(order.tolist()):
        said = [_SAID[t] for t in loud if shares[n, t] < 0] or [_OTHERWISE]
        found.append("; ".join(s.replace(_LINKS, f"{links[n] / FULL:.0%} {_LINKS}") for s in said))
    return found


@lru_cache(maxsize=4)
def _topics(names: tuple[str, ...]) -> tuple[int, ...]:
    """The number of the topic that each feature belongs to."""
    said = (next((said for start, said in _TOPICS if name.startswith(start)), _OTHERWISE) for name in names)
    return tuple(map(_SAID.index, said))
