"""A second opinion on a text's language: py3langid (naive Bayes over bytes, Lui & Baldwin 2012) has 97 languages."""

from __future__ import annotations

import lzma
from array import array
from functools import cache
from importlib import resources
from io import BytesIO
from typing import Any, Final

import numpy as np
import numpy.typing as npt

_LENGTH: Final = 1000  # code points that are shown to it
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
    """Its model, read as its own loader reads it, but without a temporary file: the disk may be full."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    data = lzma.decompress((resources.files("py3langid") / MODEL_FILE).read_bytes())
    with np.load(BytesIO(data), allow_pickle=False) as known:
        moves, row = (_array(known[name]) for name in ("nextmove", "nextmove_row"))
        model = LanguageIdentifier(  # type: ignore[no-untyped-call]
            known["ptc"], known["pc"], known["classes"].tolist(), moves, known["out_feat"].tolist(), True, tk_row=row
        )
    model.set_languages(lang for lang in model.labels if len(lang) == 2 and lang not in _LEFT_OUT)  # type: ignore[no-untyped-call]
    model.nb_ptc = np.ascontiguousarray(model.nb_ptc, np.float32)  # rows are read: four times as fast
    return model


def _array(numbers: npt.NDArray[Any]) -> array[int]:
    found = array("H" if numbers.dtype.itemsize == 2 else "I")  # read one at a time, faster than from numpy
    found.frombytes(numbers.tobytes())
    return found
