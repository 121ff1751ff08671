"""Where UTF-8 may have been read as something else: a gate that clean text passes at hardly any cost.

A character of UTF-8 beyond ASCII is a lead byte and one to three trail bytes. Read in a single-byte encoding, it is
shown as so many characters, each from its part of that encoding's table. Where no such run stands, ftfy has no work.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from normalize.text.transcode import shown

_ENCODINGS: Final = (
    "latin-1", "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "iso8859-2", "mac-roman", "cp437",
)  # fmt: skip
"""The misreadings that ftfy undoes; bytes that an encoding does not know are shown as C1 controls."""
_LEADS: Final = ((0xC2, 0xDF), (0xE0, 0xEF), (0xF0, 0xF4))  # before one, two and three trail bytes
_TRAILS: Final = (0x80, 0xBF)
_LOST_A0 = re.compile("(?<=[a-z])Ã (?=[ a-z])|Ã  (?=[A-Za-z])")
"""An "à" whose second byte, a no-break space, became a space; a capital "Ã" by itself is a letter."""
_LOST: Final = "\N{REPLACEMENT CHARACTER}\x1a"  # what stands where a trail byte could not be read


class _Tables(NamedTuple):
    """For each character of the Basic Multilingual Plane, a bit an encoding: which part of a run it may be."""

    leads: tuple[npt.NDArray[np.uint16], ...]
    trails: npt.NDArray[np.uint16]


def suspicious(text: str) -> npt.NDArray[np.int64]:
    """Return where in a text a run begins that may be a misread character of UTF-8, or a C1 control stands."""
    codes = np.frombuffer(f"{text}\0\0\0".encode("utf-32-le", "surrogatepass"), np.uint32)
    codes = np.where(codes > 0xFFFF, 0, codes)
    tables = _tables()
    trails = tables.trails[codes]
    size = len(text)
    found = (codes[:size] >= 0x80) & (codes[:size] < 0xA0)
    run = np.full(size, 0xFFFF, np.uint16)
    for n, lead in enumerate(tables.leads, 1):
        run &= trails[n : size + n]
        found |= (lead[codes[:size]] & run) != 0
    for m in _LOST_A0.finditer(text) if "Ã " in text else ():
        found[m.start()] = True
    return np.flatnonzero(found)


@cache
def _tables() -> _Tables:
    leads = tuple(np.zeros(0x10000, np.uint16) for _ in _LEADS)
    trails = np.zeros(0x10000, np.uint16)
    for bit, encoding in enumerate(_ENCODINGS):
        for table, (first, last) in zip((*leads, trails), (*_LEADS, _TRAILS), strict=True):
            for byte in range(first, last + 1):
                table[ord(shown(byte, encoding))] |= 1 << bit
    trails[[ord(c) for c in _LOST]] = 0xFFFF
    return _Tables(leads, trails)
