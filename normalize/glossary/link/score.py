"""What two names have in common, as numbers that `judge.py` weighs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from normalize.glossary.link.costs import Codes, Gains, codes, padded
from normalize.glossary.link.forms import Form, weight
from normalize.glossary.link.pairing import PAIRING, Here, Known, pair
from normalize.glossary.link.phonemes import Script, Word
from normalize.glossary.link.readings import others
from normalize.glossary.link.retrieve import Postings, class_grams, skeleton, sound_grams, top

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.intp]

_OTHERWISE: Final = np.float32(0.03)  # what another way to say a word costs
_BEHIND: Final = 0.3  # forms that are further behind the best are not compared word by word …
_ALWAYS: Final = 6  # … but these many always are
_WHOLE: Final = "joined joined_gain joined_ending joined_as_written near_sounds near_classes".split()
FEATURES: Final = (*PAIRING, *_WHOLE, *(s.name.lower() for s in Script), "same_script", "latin_there")
"""What each column of `Gallery.features` tells; "here" is the name that is asked about, "there" the known form."""

AT: Final = {name: n for n, name in enumerate(FEATURES)}


@dataclass(frozen=True, eq=False)
class _Words:
    """Words of one kind as an array of sounds, with their scripts and the most each can gain against each script."""

    sounds: Codes
    scripts: npt.NDArray[np.int8]
    tops: Floats

    @classmethod
    def of(cls, sounds: list[str], scripts: Sequence[Script], gains: Gains) -> _Words:
        rows, kinds = padded(sounds), np.array(scripts, np.int8)
        tops = np.zeros((len(Script), len(rows)), np.float32)
        for own in np.unique(kinds):
            for facing in Script:
                tops[facing, kinds == own] = gains.most(rows[kinds == own], Script(int(own)), facing)
        return cls(rows, kinds, tops)

    def against(self, word: str, script: Script, some: Numbers, gains: Gains) -> Floats:
        """Return gain, similarity, similarity if an ending may be left, and the most `word` can gain, a row each."""
        found = np.zeros((4, len(some)), np.float32)
        for kind in np.unique(self.scripts[some]):
            at = np.flatnonzero(self.scripts[some] == kind)
            rows = self.sounds[some[at]]
            rows = rows[:, : max(1, int((rows > 0).sum(axis=1).max()))]
            gain, soft = gains.align(word, script, rows, Script(int(kind)))
            own = gains.most(codes(word)[None], script, Script(int(kind)))[0]
            scale = (own + self.tops[script, some[at]]) / 2 + 0.5
            found[:, at] = gain, gain / scale, soft / scale, np.full(len(at), own)
        return found


class Gallery:
    """Known forms, ready to be compared with names."""

    def __init__(self, forms: Sequence[tuple[Form, int]], gains: Gains) -> None:
        self._gains = gains
        owners: dict[str, set[int]] = {}
        numbers: dict[Word, int] = {}
        for words, owner in forms:
            for word in words:
                owners.setdefault(_bones(word), set()).add(owner)
                numbers.setdefault(word, len(numbers))
        total = len({owner for _, owner in forms}) + 1
        self._rarity = {b: math.log(total / (len(o) + 0.5)) / math.log(2 * total) for b, o in owners.items()}
        self.forms = [self._known(words, owner, numbers) for words, owner in forms]
        said = [(w.sounds, *others(w)) for w in numbers]
        self._starts = np.cumsum([0, *map(len, said)])
        scripts = [w.script for w, ways in zip(numbers, said, strict=True) for _ in ways]
        self._words = _Words.of([s for ways in said for s in ways], scripts, gains)
        self._texts = [w.text for w in numbers]
        turned = [_turned(f.words) for f in self.forms]
        self._joins = np.cumsum([0, *map(len, turned)])
        scripts = [f.words[0].script for f, t in zip(self.forms, turned, strict=True) for _ in t]
        self._joined = _Words.of([s for t in turned for s in t], scripts, gains)
        self._postings = (
            Postings([f.words for f in self.forms], sound_grams),
            Postings([f.words for f in self.forms], class_grams),
        )

    def _known(self, words: Form, owner: int, numbers: dict[Word, int]) -> Known:
        rarity = np.array([self._rarity[_bones(w)] for w in words], np.float32)
        weights = np.array([weight(w) for w in words], np.float32)
        return Known(words, owner, np.array([numbers[w] for w in words], np.intp), weights, rarity)

    def near(self, name: Form, limit: int) -> tuple[Numbers, Floats]:
        """Return the numbers of the forms worth comparing, and their nearness by sounds and by consonants."""
        near = np.stack([p.near(name) for p in self._postings])
        chosen = top(near, limit)
        return chosen, near[:, chosen]

    def compare(self, name: Form, some: Numbers, near: Floats, most: int) -> tuple[Numbers, Floats]:
        """Return the likeliest of `some` forms, up to `most`, and what each has in common with `name`.

        The second has a row a form and a column each of `FEATURES`.
        """
        used, place = np.unique(np.concatenate([self.forms[n].numbers for n in some]), return_inverse=True)
        table = np.stack([self._said(w, used) for w in name])
        equal = np.array([[w.text == self._texts[n] for n in used] for w in name])
        here = Here(
            name,
            np.array([weight(w) for w in name], np.float32),
            np.array([self._rarity.get(_bones(w), 1.0) for w in name], np.float32),
            equal,
            table[:, 0],
            np.where(equal, np.float32(1), table[:, 1]),
            np.where(equal, np.float32(1), table[:, 2]),
            float(table[:, 3, 0].sum()),
        )
        joined = self._compare_joined(name, some)
        starts = np.cumsum([0, *(len(self.forms[n].words) for n in some)])
        covered = here.weights @ np.maximum.reduceat(here.ending[:, place], starts[:-1], axis=1) / here.weights.sum()
        rough = np.maximum(covered, joined[:, 0])
        ranked = np.argsort(-rough, kind="stable")[:most]
        chosen = np.sort(ranked[(rough[ranked] >= rough.max() - _BEHIND) | (np.arange(len(ranked)) < _ALWAYS)])
        out = np.zeros((len(chosen), len(FEATURES)), np.float32)
        for row, at in enumerate(chosen):
            form = self.forms[some[at]]
            out[row, : len(PAIRING)] = pair(here, place[starts[at] : starts[at + 1]], form, self._gains)
            out[row, AT["same_script"]] = form.words[0].script is name[0].script
            out[row, AT["latin_there"]] = form.words[0].script is Script.LATIN
        out[:, AT[name[0].script.name.lower()]] = 1
        out[:, len(PAIRING) : len(PAIRING) + 4] = joined[chosen]
        out[:, AT["near_sounds"] : AT["near_classes"] + 1] = near[:, chosen].T
        return some[chosen], out

    def _said(self, word: Word, used: Numbers) -> Floats:
        """Compare a word with words by number: the best of all ways to say them, other ways at a price."""
        rows, starts = _runs(self._starts, used)
        found = self._words.against(word.sounds, word.script, rows, self._gains)
        later = np.ones(len(rows), bool)
        later[starts] = False
        found[1:3, later] -= _OTHERWISE
        return np.asarray(np.maximum.reduceat(found, starts, axis=1), np.float32)

    def _compare_joined(self, name: Form, some: Numbers) -> Floats:
        """Compare all words as one, in the order of the form and with the first or last word at the other end."""
        all_turned, starts = _runs(self._joins, some)
        whole = "".join(w.sounds for w in name)
        gain, alike, soft, _ = self._joined.against(whole, name[0].script, all_turned, self._gains)
        best = [np.maximum.reduceat(values, starts) for values in (alike, gain, soft)]
        return np.stack([*best, alike[starts]], axis=1)


def _runs(starts: Numbers, some: Numbers) -> tuple[Numbers, Numbers]:
    """The rows of `some` runs, of which number n begins at `starts[n]`, and where each begins among these rows."""
    counts = starts[some + 1] - starts[some]
    begins = np.cumsum(counts) - counts
    return np.repeat(starts[some] - begins, counts) + np.arange(counts.sum()), begins


def _bones(word: Word) -> str:
    """What words have in common that are counted as one when it is asked how rare a word is."""
    return skeleton(word.sounds) or word.sounds


def _turned(words: Form) -> list[str]:
    """The sounds of a form as one word, also with its first word last and its last word first, and said otherwise."""
    sounds = [w.sounds for w in words]
    orders = [sounds, sounds[1:] + sounds[:1], sounds[-1:] + sounds[:-1]][: 1 if len(sounds) == 1 else 3]
    otherwise = [(others(w) or (w.sounds,))[-1] for w in words]
    return ["".join(o) for o in [*orders, otherwise][: len(orders) + (otherwise != sounds)]]


def quick(rows: Floats) -> Floats:
    """Return a similarity up to 1 that needs no learned model, for rows of features."""
    matched = rows[:, AT["heavy_here"]] + 0.1
    lost = 0.15 * rows[:, AT["more_here"]] / (rows[:, AT["more_here"]] + matched)
    lost += 0.1 * rows[:, AT["more_there"]] / (rows[:, AT["more_there"]] + matched)
    paired = rows[:, AT["mean"]] - lost - 0.3 * np.maximum(0, 0.5 - rows[:, AT["worst"]])
    return np.asarray(np.maximum(paired, rows[:, AT["joined"]] * 0.98), np.float32)
