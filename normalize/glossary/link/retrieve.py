"""The few forms of a large list that are worth comparing with a name in full.

Two measures stand beside each other, and the nearest by either is a candidate: n-grams of sounds, and of classes of
consonants, which vowels that are not written leave alone. Both are cosines weighted by how rare an n-gram is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from normalize.glossary.link import letters
from normalize.glossary.link.phonemes import Word

Numbers = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float32]

_CLASSES: Final = {
    "b": "bpfvwBP", "t": "tdθđDT", "k": "kgqγħχKc", "s": "szšžčğçцjSZC", "l": "lrřɭ", "m": "m", "n": "nñ",
}  # fmt: skip
_CLASS: Final = {sound: name for name, sounds in _CLASSES.items() for sound in sounds}
_NEAR: Final = str.maketrans(
    letters.PLAIN | dict(zip("wqγħχjyğθđHWyüцc", "vkghhjižtdhuiusk", strict=True)) | dict.fromkeys("j", "i")
)


@lru_cache(maxsize=100_000)
def skeleton(sounds: str) -> str:
    """Return the classes of the consonants of a word, equal neighbours once."""
    out = ""
    for at, sound in enumerate(sounds):
        name = _CLASS.get(sound, "")
        if sound == "c" and sounds[at + 1 : at + 2] in {"e", "i", "y"}:
            name = "s"
        if name and not out.endswith(name):
            out += name
    return out


def sound_grams(words: Sequence[Word]) -> Counter[str]:
    """Return how often each n-gram of sounds stands in the words."""
    found: Counter[str] = Counter()
    for word in words:
        near = f"^{word.sounds.translate(_NEAR)}$"
        found.update(near[i : i + n] for n in (2, 3) for i in range(len(near) - n + 1))
    return found


def class_grams(words: Sequence[Word]) -> Counter[str]:
    """Return how often each n-gram of classes of consonants stands in the words."""
    found: Counter[str] = Counter()
    for word in words:
        bones = f"^{skeleton(word.sounds)}$"
        found.update(bones[i : i + n] for n in (2, 3, 4) for i in range(len(bones) - n + 1))
        found[bones] += 2
    joined = skeleton("".join(w.sounds for w in words))
    found.update(joined[i : i + 3] for i in range(len(joined) - 2))
    return found


class Postings:
    """Which forms have which n-gram."""

    def __init__(self, forms: Sequence[Sequence[Word]], grams: Callable[[Sequence[Word]], Counter[str]]) -> None:
        self._grams = grams
        lists: dict[str, list[tuple[int, int]]] = {}
        for number, words in enumerate(forms):
            for gram, times in self._grams(words).items():
                lists.setdefault(gram, []).append((number, times))
        self._total = len(forms)
        self._weight = {g: float(np.log(1 + self._total / len(has))) for g, has in lists.items()}
        squares = np.zeros(self._total)
        self._lists: dict[str, tuple[Numbers, Floats]] = {}
        for gram, has in lists.items():
            at = np.array([n for n, _ in has], np.intp)
            value = np.array([np.sqrt(t) for _, t in has], np.float32) * self._weight[gram]
            squares[at] += value**2
            self._lists[gram] = (at, value)
        self._length = np.sqrt(np.maximum(squares, 1e-9)).astype(np.float32)
        self._unknown = float(np.log(1 + self._total))

    def near(self, words: Sequence[Word]) -> Floats:
        """Return the cosine of each form with a name."""
        found = np.zeros(self._total, np.float32)
        squares = 0.0
        for gram, times in self._grams(words).items():
            value = float(np.sqrt(times)) * self._weight.get(gram, self._unknown)
            squares += value**2
            if gram in self._lists:
                at, values = self._lists[gram]
                found[at] += values * value
        return found / (self._length * np.float32(max(squares, 1e-9) ** 0.5))


def top(scores: Iterable[Floats], limit: int) -> Numbers:
    """Return the numbers of the nearest forms, up to `limit` by each measure."""
    best: set[int] = set()
    for score in scores:
        some = min(limit, len(score))
        chosen = np.argpartition(-score, some - 1)[:some] if some < len(score) else np.arange(len(score))
        best.update(int(n) for n in chosen if score[n] > 0)
    return np.array(sorted(best), np.intp)
