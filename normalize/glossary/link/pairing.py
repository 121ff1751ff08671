"""Which word of a name answers to which word of another, and how well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from normalize.glossary.link.costs import Gains, codes
from normalize.glossary.link.forms import Form

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.intp]

PAIRING: Final = (
    "mean worst second worst_gain gain gain_share more_here more_there rare_more_here rare_more_there words_here "
    "words_there heavy_here heavy_there first last first_there last_there in_order rare rare_share rarest agreeing "
    "pairs equal initials ending length_here length_there worst_is_last rarity"
).split()
"""The numbers that `pair` returns; "here" is the name that is asked about, "there" the known form."""

_HEAVY: Final = 0.2  # words that weigh more are no particles
_AGREES: Final = 0.55
_INITIAL: Final = 0.7  # how near an initial is to a word that begins with it
_ENDING: Final = 0.03  # what an ending too many costs
_NONE: Final = -1.0  # the first or last word has no partner


@dataclass(frozen=True, eq=False)
class Known:
    """A known form: the entity it belongs to, its words by number, their weights, and how rare each is (0 to 1)."""

    words: Form
    owner: int
    numbers: Numbers
    weights: Floats
    rarity: Floats


@dataclass(frozen=True, eq=False)
class Here:
    """The name that is asked about, and its words (rows) against all words of the candidates (columns)."""

    words: Form
    weights: Floats
    rarity: Floats
    equal: npt.NDArray[np.bool_]
    gain: Floats
    alike: Floats
    ending: Floats
    most: float


def _alike(here: Here, columns: Numbers, form: Known, gains: Gains) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """How near each word is to each of the form's (an initial to what it begins), and which pairs have an initial."""
    near = np.maximum(here.alike[:, columns], here.ending[:, columns] - np.float32(_ENDING))
    single = np.array([len(w.text) == 1 for w in here.words])[:, None] != np.array(
        [len(w.text) == 1 for w in form.words]
    )
    for i, j in zip(*np.nonzero(single), strict=True):
        one, other = here.words[i], form.words[j]
        agree = gains.table(one.script, other.script)[codes(one.sounds)[0], codes(other.sounds)[0]] > 0
        near[i, j] = _INITIAL if agree else 0.0
    return near, single


def _partners(near: Floats) -> list[int]:
    """For each row its column, the nearest pairs first, or -1."""
    rows, columns = near.shape
    partner, taken = [-1] * rows, [False] * columns
    left = min(rows, columns)
    for place in np.argsort(-near, axis=None, kind="stable").tolist():
        i, j = divmod(place, columns)
        if partner[i] < 0 and not taken[j]:
            partner[i], taken[j] = j, True
            left -= 1
            if not left:
                break
    return partner


def pair(here: Here, columns: Numbers, form: Known, gains: Gains) -> list[float]:
    """Return the numbers of `PAIRING` for a name and a known form, whose words are the `columns` of its tables."""
    near, single = _alike(here, columns, form, gains)
    partner = _partners(near)
    back = [partner.index(j) if j in partner else -1 for j in range(len(form.words))]
    pairs = [
        (i, j, float(near[i, j]), float(max(here.weights[i], form.weights[j]))) for i, j in enumerate(partner) if j >= 0
    ]
    gain = here.gain[:, columns]
    total = sum(w for *_, w in pairs)
    mean = sum(w * s for _, _, s, w in pairs) / total
    heavy = sorted((s, float(gain[i, j]), i, j) for i, j, s, w in pairs if w > _HEAVY)
    worst, worst_gain, worst_at, _ = heavy[0] if heavy else (mean, 0.0, -1, -1)
    all_gain = sum(float(gain[i, j]) for i, j, *_ in pairs)
    alone = [i for i, j in enumerate(partner) if j < 0]
    unmet = [j for j, i in enumerate(back) if i < 0]
    order = [j for j in partner if j >= 0]
    rare = sum(float(form.rarity[j]) * max(0.0, s) * w for _, j, s, w in pairs)
    agreeing = [j for s, _, _, j in heavy if s > _AGREES]
    plain = here.alike[:, columns]
    return [
        mean,
        worst,
        heavy[1][0] if len(heavy) > 1 else worst,
        worst_gain,
        all_gain,
        all_gain / max(here.most, 1.0),
        sum(float(here.weights[i]) for i in alone),
        sum(float(form.weights[j]) for j in unmet),
        sum(float(here.rarity[i]) for i in alone if here.weights[i] > _HEAVY),
        sum(float(form.rarity[j]) for j in unmet if form.weights[j] > _HEAVY),
        len(here.words),
        len(form.words),
        int((here.weights > _HEAVY).sum()),
        int((form.weights > _HEAVY).sum()),
        float(near[0, partner[0]]) if partner[0] >= 0 else _NONE,
        float(near[-1, partner[-1]]) if partner[-1] >= 0 else _NONE,
        float(near[back[0], 0]) if back[0] >= 0 else _NONE,
        float(near[back[-1], -1]) if back[-1] >= 0 else _NONE,
        order == sorted(order),
        rare,
        rare / max(float((form.weights * form.rarity).sum()), 0.02),
        max((float(form.rarity[j]) for j in agreeing), default=0.0),
        len(agreeing),
        len(heavy),
        sum(bool(here.equal[i, columns[j]]) for i, j, *_ in pairs),
        sum(bool(single[i, j]) for i, j, *_ in pairs),
        max((s - float(plain[i, j]) for i, j, s, w in pairs if w > _HEAVY), default=0.0),
        sum(len(w.sounds) for w in here.words),
        sum(len(w.sounds) for w in form.words),
        worst_at == len(here.words) - 1,
        float(here.rarity.mean()),
    ]
