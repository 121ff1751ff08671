"""The characters of a text as numbers: which class each belongs to, and counts over stretches, all at once."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

import numpy as np
import numpy.typing as npt

from normalize.text.scripts import UNSPACED

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

CLASSES: Final = (
    "space", "lower", "upper", "caseless", "dense", "mark", "digit", "stop", "question", "comma", "colon", "quote",
    "bracket", "bar", "dash", "sign",
)  # fmt: skip
"""Classes of characters: letters with and without case, letters of unspaced scripts (dense), marks, signs, …"""
_CLASS: Final = {name: n for n, name in enumerate(CLASSES)}
_UNKNOWN: Final = 255
_OWN: Final = {
    "stop": ".…。।։።៕",
    "question": "?!？！؟",
    "comma": ",،、，;؛；",
    "colon": ":：",
    "quote": "\"'“”„«»‘’‚‹›「」『』《》",
    "bracket": "()[]{}（）［］【】",
    "bar": "|/\\•·►▶→»›>←<◄▪●■◆★☆*＞｜",
    "dash": "-‐‑‒–—―",
}
_CATEGORIES: Final = {
    "Lu": "upper", "Lt": "upper", "Ll": "lower", "Lo": "caseless", "Lm": "caseless", "Mn": "mark", "Mc": "mark",
    "Me": "mark", "Nd": "digit", "Nl": "digit", "No": "digit", "Zs": "space", "Zl": "space", "Zp": "space",
    "Cc": "space", "Cf": "mark",
}  # fmt: skip
_UNSPACED: Final = re.compile(f"[{UNSPACED}]")
_TABLE: Final = np.full(0x110000, _UNKNOWN, np.uint8)  # filled as characters are met: most texts have few


class Characters:
    """The classes of a text's characters; counts over stretches are exact and take no time."""

    def __init__(self, text: str) -> None:
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        self.classes = _TABLE[codes]
        if (self.classes == _UNKNOWN).any():
            for code in set(codes[self.classes == _UNKNOWN].tolist()):
                _TABLE[code] = _class_of(chr(code))
            self.classes = _TABLE[codes]
        self._sums: dict[str, Ints] = {}

    def are(self, *names: str) -> Bools:
        """Return which characters belong to one of some classes."""
        wanted = np.zeros(len(CLASSES), np.bool_)
        wanted[[_CLASS[n] for n in names]] = True
        found: Bools = wanted[self.classes]
        return found

    def counts(self, starts: Ints, ends: Ints, *names: str) -> Ints:
        """Return how many characters of some classes each stretch `starts:ends` has."""
        key = " ".join(names)
        if key not in self._sums:
            self._sums[key] = sums(self.are(*names))
        total = self._sums[key]
        return total[ends] - total[starts]


def sums(flags: Bools) -> Ints:
    """Return running totals, with a zero in front: a count over a stretch is one difference."""
    total = np.zeros(len(flags) + 1, np.int64)
    np.cumsum(flags, out=total[1:])
    return total


def _class_of(char: str) -> int:
    for name, chars in _OWN.items():
        if char in chars:
            return _CLASS[name]
    name = _CATEGORIES.get(unicodedata.category(char), "sign")
    return _CLASS["dense" if name in ("caseless", "mark") and _UNSPACED.match(char) else name]
