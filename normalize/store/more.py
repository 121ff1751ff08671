"""What else is known of an article that a run has done: asked for where something changed."""

from __future__ import annotations

import json
import struct
import zlib
from dataclasses import dataclass

from normalize.stages.survey import Summary
from normalize.store.notes import from_summary, to_summary
from normalize.store.out import as_json
from normalize.store.row import Row, Touched, checked, opened
from normalize.text.likeness import Likeness

_NUMBERS = struct.Struct("<QQQ")


@dataclass(frozen=True, slots=True)
class More:
    """What else is known of an article: its record, and what a survey needs to know of its source.

    `record` is JSON with a newline; in it the article is a copy of none.
    """

    record: str = ""
    summary: Summary | None = None

    def told(self, original: str | None) -> str:
        """Return the record of an article that is a copy of this one, or of none."""
        if original is None:
            return self.record
        return as_json(json.loads(self.record) | {"duplicate_of": original})

    def packed(self) -> bytes:
        """Return it as bytes with a checksum."""
        told = {
            "record": self.record,
            "summary": from_summary(self.summary) if self.summary else None,
        }
        return checked(zlib.compress(json.dumps(told).encode("ascii"), 1))

    @classmethod
    def of(cls, data: bytes) -> More:
        """Return what was packed. Raises ValueError where it is broken."""
        raw = json.loads(zlib.decompress(opened(data)))
        return cls(raw["record"], to_summary(raw["summary"]) if raw["summary"] else None)


Remembered = tuple[Row, Touched, Likeness | None, More]
"""All that is known of an article, its text as what it is compared by."""


def from_likeness(found: Likeness | None) -> bytes:
    """Return what a text is compared by as bytes with a checksum."""
    return checked(_NUMBERS.pack(*found[:3]) + found.sketch if found else b"")


def to_likeness(data: bytes) -> Likeness | None:
    """Return what `from_likeness` was given. Raises ValueError or struct.error where it is broken."""
    told = opened(data)
    if not told:
        return None
    words, numbers, size = _NUMBERS.unpack_from(told)
    return Likeness(words, numbers, size, told[_NUMBERS.size :])
