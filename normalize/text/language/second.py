"""A second opinion on a text's language: py3langid (naive Bayes over bytes, Lui & Baldwin 2012) has 97 languages."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt

_LENGTH: Final = 600  # code points that are shown to it
_LEAST: Final = 1e-9
_NAMES: Final = {"no": "nb"}
_LEFT_OUT: Final = frozenset("an nn oc vo wa".split())
"""Languages with hardly any news that take short texts from their neighbours; the standards of Norwegian are one."""


def second_languages() -> tuple[str, ...]:
    """Return the languages that it knows, in the order of its opinions."""
    return tuple(_NAMES.get(label, label) for label in _model().nb_classes)


def second_opinion(text: str) -> npt.NDArray[np.float64] | None:
    """Return the logarithm of each language's probability; None where the text says nothing to it."""
    shares = _model()._decide(text[:_LENGTH])  # noqa: SLF001 - `rank` sorts and names what is wanted as an array
    return np.log(shares.astype(float) + _LEAST) if shares.max() > shares.min() else None


@cache
def _model() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)  # type: ignore[no-untyped-call]
    model.set_languages([lang for lang in model.labels if len(lang) == 2 and lang not in _LEFT_OUT])
    model.nb_ptc = np.ascontiguousarray(model.nb_ptc)  # rows are read: four times as fast
    return model
