"""Ranks the entities of a list by how likely it is that a name means them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

import numpy as np

from normalize.glossary.link.costs import Floats, Gains
from normalize.glossary.link.forms import Form, forms_of
from normalize.glossary.link.judge import Network, Numbers, best_of_each, probability, standing
from normalize.glossary.link.score import FEATURES, Gallery, quick
from normalize.glossary.link.why import why

_NEAR: Final = 40  # candidates by each of the two measures of nearness
_FULL: Final = 24  # candidates that are compared word by word
_JUDGED: Final = 12  # candidates that the model looks at
_EACH: Final = 2  # of one entity: its Latin and its native form
_FORMS: Final = 3  # of a name such as "One (Other)"
_SURE: Final = 0.99  # the spelling is listed, for one entity


class Scored(NamedTuple):
    """An entity, the probability that it is meant, and the evidence in plain words."""

    id: str
    score: float
    why: str


class Evidence(NamedTuple):
    """The candidates for a name: their features, whose they are, which known form each is, and the form compared."""

    rows: Floats
    owners: Numbers
    numbers: Numbers
    here: tuple[Form, ...]


class Model(NamedTuple):
    """The learned part of the linker."""

    gains: Gains
    candidate: Network
    verdict: Network

    @classmethod
    def read(cls, path: str) -> Model:
        """Read a model from a file as `benchmarks/names/train_link.py` writes it."""
        with np.load(path, allow_pickle=False) as arrays:
            kept = dict(arrays)
        return cls(Gains(kept["gains"].astype(np.float32)), Network.of(kept, "candidate"), Network.of(kept, "verdict"))


@cache
def shipped() -> Model:
    """Return the model that comes with the house."""
    return Model.read(str(files(__package__).joinpath("weights.npz")))


class Linker:
    """Ranks entities by how likely it is that a name means them; knows them by their forms."""

    def __init__(self, names: Iterable[tuple[str, Sequence[str]]], model: Model | None = None) -> None:
        self._model = model or shipped()
        self.ids: list[str] = []
        known: dict[tuple[Form, int], None] = {}
        for number, (entity, texts) in enumerate(names):
            self.ids.append(entity)
            known.update(dict.fromkeys((form, number) for text in texts for form in forms_of(text)))
        self._listed: dict[tuple[str, ...], set[int]] = {}
        for form, number in known:
            self._listed.setdefault(_spelling(form), set()).add(number)
        self._gallery = Gallery(list(known), self._model.gains)

    def link(self, name: str, top: int = 10, apart: Collection[str] = ()) -> list[Scored]:
        """Return up to `top` entities, the likeliest first, with the probability that each is meant.

        Entities in `apart` are left out. A name without letters, or one that nothing resembles, gives an empty list.
        """
        return self.ranked(self.evidence(name, apart))[:top]

    def ranked(self, seen: Evidence) -> list[Scored]:
        """Return the entities that the evidence speaks of, the likeliest first."""
        if not len(seen.rows):
            return []
        logits = self._model.candidate.logits(seen.rows)
        order = best_of_each(seen.owners, logits)
        owners = seen.owners[order]
        first = int(owners[0])
        sure = float(probability(self._model.verdict.logits(standing(seen.rows, logits, seen.owners, order)[None]))[0])
        listed = {n for form in seen.here for n in self._listed.get(_spelling(form), ())} & set(owners.tolist())
        if len(listed) == 1:
            first, sure = listed.pop(), max(sure, _SURE)
        elif listed:
            sure = min(sure, 1 / len(listed))
        scores = np.where(owners == first, 0.0, probability(logits[order]))
        scores *= min(1.0, min(1 - sure, sure) / max(float(scores.sum()), 1e-9))
        scores[owners == first] = sure
        best = np.argsort(-scores, kind="stable")
        return [Scored(self.ids[owners[n]], float(scores[n]), self._why(seen, int(order[n]))) for n in best]

    def evidence(self, name: str, apart: Collection[str] = ()) -> Evidence:
        """Return the candidates for a name and what each has in common with it: what the model learns from."""
        none = np.zeros(0, np.intp)
        rows, owners, numbers = [np.zeros((0, len(FEATURES)), np.float32)], [none], [none]
        here: list[Form] = []
        for form in forms_of(name)[:_FORMS]:
            near, nearness = self._gallery.near(form, _NEAR)
            if apart:
                kept = np.array([self.ids[self._gallery.forms[n].owner] not in apart for n in near], bool)
                near, nearness = near[kept], nearness[:, kept]
            if not len(near):
                continue
            some, found = self._gallery.compare(form, near, nearness, _FULL)
            ranked = some[(order := np.argsort(-quick(found), kind="stable"))]
            mine = np.array([self._gallery.forms[n].owner for n in ranked], np.intp)
            kept = np.flatnonzero([(mine[:at] == owner).sum() < _EACH for at, owner in enumerate(mine)])[:_JUDGED]
            rows.append(found[order[kept]])
            owners.append(mine[kept])
            numbers.append(ranked[kept])
            here += [form] * len(kept)
        return Evidence(np.concatenate(rows), np.concatenate(owners), np.concatenate(numbers), tuple(here))

    def _why(self, seen: Evidence, row: int) -> str:
        return why(seen.rows[row], seen.here[row], self._gallery.forms[seen.numbers[row]].words)


def similarity(a: str, b: str) -> float:
    """Return how alike two names sound, 0 to 1; no probability, as it does not know who else there is."""
    known = [(form, 0) for form in forms_of(b)]
    if not known:
        return 0.0
    gallery = Gallery(known, shipped().gains)
    every, nearness = np.arange(len(known)), np.zeros((2, len(known)), np.float32)
    found = [quick(gallery.compare(form, every, nearness, len(known))[1]).max() for form in forms_of(a)]
    return float(np.clip(max(found, default=0.0), 0, 1))


def _spelling(form: Form) -> tuple[str, ...]:
    return tuple(w.text for w in form)
