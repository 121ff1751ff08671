"""langdetect's n-gram profiles, scored exactly.

langdetect 1.0.9 draws n-grams at random from the text and walks; the answer depends on a seed. Here every n-gram counts
once, in one matrix product: the same model (naive Bayes over runs of one to three characters, Shuyo 2010), the same
smoothing, one answer.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt
from langdetect.utils.ngram import NGram

LENGTH = 1000  # code points that are scored: more changes no answer (measured), and costs
NEUTRAL = -9.0
"""A fluency that is neither that of language (-5 to -8.5) nor that of letters which no language has (below -9.2)."""

_SMOOTHING = 0.5 / 10000
_NOISE = re.compile(r"https?://\S+|[-_.0-9A-Za-z]{1,64}@[-_.0-9A-Za-z]{1,255}")
_CAPITALS = re.compile("[A-ZÀ-ÖØ-ÞА-ЯΑ-Ω]{2}")
_ABBREVIATION = re.compile(rf"\b\w*{_CAPITALS.pattern}\w*\b")
_B21, _B42, _LAST = np.uint64(21), np.uint64(42), np.uint64(2**21 - 1)


class _Normal(dict[int, str]):
    """langdetect's own folding of characters into classes, looked up once a character."""

    def __missing__(self, code: int) -> str:
        folded: str = NGram.normalize(chr(code)) if code < 0x10000 else " "  # type: ignore[no-untyped-call]
        self[code] = folded
        return folded


@dataclass(frozen=True, slots=True)
class Profiles:
    """The model: sorted n-gram keys, a log probability for each n-gram and language, and the highest of each n-gram."""

    languages: tuple[str, ...]
    keys: npt.NDArray[np.uint64]
    weights: npt.NDArray[np.float32]
    best: npt.NDArray[np.float32]
    normal: _Normal

    @classmethod
    def load(cls) -> Profiles:
        """Read the profiles that come with langdetect (55 languages)."""
        folder = resources.files("langdetect") / "profiles"
        raw = [json.loads(p.read_text("utf-8")) for p in folder.iterdir() if not p.name.startswith((".", "_"))]
        raw.sort(key=lambda p: str(p["name"]))
        grams: list[str] = []
        values: list[npt.NDArray[np.float64]] = []
        columns: list[npt.NDArray[np.int64]] = []
        for column, profile in enumerate(raw):
            own = [g for g in profile["freq"] if len(g) <= 3]
            totals = np.array([profile["n_words"][len(g) - 1] for g in own], dtype=np.float64)
            values.append(np.array([profile["freq"][g] for g in own], dtype=np.float64) / totals)
            columns.append(np.full(len(own), column))
            grams += own
        keys, rows = np.unique(_keys_of(grams), return_inverse=True)
        chance = np.zeros((len(keys), len(raw)))
        chance[rows, np.concatenate(columns)] = np.concatenate(values)
        logs = np.log(chance + _SMOOTHING).astype(np.float32)
        return cls(tuple(p["name"] for p in raw), keys, logs, logs.max(axis=1), _Normal())

    def score(self, text: str) -> tuple[npt.NDArray[np.float32], int, int]:
        """Return the log likelihood of each language, against the likeliest; how many n-grams are known; how many."""
        found, counts = _counted(np.concatenate(self._grams(text)))
        at, known = self._rows(found)
        if not known.any():
            return np.zeros(len(self.languages), np.float32), 0, int(counts.sum())
        at, weight = at[known], counts[known].astype(np.float32)
        return weight @ self.weights[at] - weight @ self.best[at], int(weight.sum()), int(counts.sum())

    def fluency(self, text: str) -> float:
        """Return how much the letters beyond ASCII read like some language where they stand: mean log likelihood.

        A text that was read in a wrong encoding has wrong letters just there. `NEUTRAL` where there are none.
        """
        grams = self._grams(text)
        every = np.concatenate(grams)
        low = np.uint64(0x7F)
        beyond = ((every & _LAST) > low) | ((every >> _B21 & _LAST) > low) | ((every >> _B42) > low)
        if not beyond.any():
            return NEUTRAL
        at, known = self._rows(every)
        lang = int(self.weights[at[known]].sum(axis=0).argmax()) if known.any() else 0
        mine = np.where(known, self.weights[at, lang], np.float32(np.log(_SMOOTHING)))
        return float(mine[beyond].mean())

    def _rows(self, grams: npt.NDArray[np.uint64]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
        """Where n-grams stand in the model, and which of them it knows."""
        at = np.minimum(np.searchsorted(self.keys, grams), len(self.keys) - 1)
        return at, self.keys[at] == grams

    def _grams(self, text: str) -> tuple[npt.NDArray[np.uint64], ...]:
        """The runs of one, two and three characters of a text, folded as langdetect folds them."""
        text = text[:LENGTH]
        if "://" in text or "@" in text:
            text = _NOISE.sub(" ", text)
        if _CAPITALS.search(text):
            text = _ABBREVIATION.sub(" ", text)
        folded = text.translate(self.normal)
        codes = np.frombuffer(f" {folded} ".encode("utf-32-le", "replace"), np.uint32).astype(np.uint64)
        if beyond := np.count_nonzero(codes >= 0x300):
            latin = (codes >= 65) & (codes <= 122)
            codes = np.where(latin, np.uint64(32), codes) if np.count_nonzero(latin) * 2 < beyond else codes
        space = codes == 32
        codes = codes[np.concatenate(([True], ~(space[1:] & space[:-1])))]
        space = codes == 32
        threes = ((codes[:-2] << _B42) | (codes[1:-1] << _B21) | codes[2:])[~space[1:-1]]
        return codes[~space], (codes[:-1] << _B21) | codes[1:], threes


def _counted(grams: npt.NDArray[np.uint64]) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int64]]:
    """The different ones of some n-grams, sorted, and how often each stands there: `np.unique` with fewer steps."""
    grams.sort()
    first = np.flatnonzero(np.concatenate((grams[:1] == grams[:1], grams[1:] != grams[:-1])))
    return grams[first], np.diff(first, append=len(grams))


def _keys_of(grams: list[str]) -> npt.NDArray[np.uint64]:
    """Pack runs of one to three characters into 64 bits, 21 bits a character."""
    padded = "".join(g.rjust(3, "\0") for g in grams)
    codes = np.frombuffer(padded.encode("utf-32-le"), np.uint32).astype(np.uint64).reshape(-1, 3)
    packed: npt.NDArray[np.uint64] = (codes[:, 0] << _B42) | (codes[:, 1] << _B21) | codes[:, 2]
    return packed


@cache
def profiles() -> Profiles:
    """The profiles, loaded once a process, when first asked for."""
    return Profiles.load()
