"""The classifier's evidence in words: what a feature of a block says to a reader of the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from normalize.stages.classifier.features import FULL

_TOPICS: Final = (
    # beginning of the features' names, what they say where they speak against a block
    ("judged", "the lines around it are no article"),
    ("article of", "hardly any of the article stands in this part of the page"),
    ("article before", "its place before the article"),
    ("article after", "its place behind the article"),
    ("before article", "its place before the article"),
    ("behind article", "its place behind the article"),
    ("since article", "its distance from the article"),
    ("until article", "its distance from the article"),
    ("steps to", "it stands outside the element that holds the article"),
    ("inside", "it stands outside the element that holds the article"),
    ("class", "the class and the names of the elements around it"),
    ("line", "its words, which sites use"),
    ("cue", "phrases of the site"),
    ("hints", "phrases of the site"),
    ("heading", "a heading of the site"),
    ("below", "the heading above it"),
    ("since heading", "the heading above it"),
    ("teaser", "the label of a teaser"),
    ("label", "a label of credits or dates"),
    ("links", "link text"),
    ("repeated", "the same line stands elsewhere"),
    ("prose", "little prose around it"),
    ("density", "little prose around it"),
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


def reasons(names: Sequence[str], row: npt.NDArray[np.uint8], shares: Mapping[str, int]) -> str:
    """Return up to three kinds of evidence that spoke against a block, the loudest first."""
    against: dict[str, int] = {}
    links = int(row[names.index("links")]) if "links" in names else 0
    for name, share in shares.items():
        said = next((text for start, text in _TOPICS if name.startswith(start)), _OTHERWISE)
        if said == "link text":
            said = f"{links / FULL:.0%} link text" if links else _OTHERWISE
        against[said] = against.get(said, 0) + share
    loud = sorted(against.items(), key=lambda item: (item[1], item[0]))
    return "; ".join(said for said, share in loud[:_MOST] if share < 0) or _OTHERWISE
