"""What else is known of an article that a run has done: asked for where something changed."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass

from normalize.stages.survey import Summary
from normalize.store.notes import from_likeness, from_summary, to_likeness, to_summary
from normalize.store.out import as_json
from normalize.store.row import checked, opened
from normalize.text.likeness import Likeness


@dataclass(frozen=True, slots=True)
class More:
    """What else is known of an article: its record, and what it is compared by.

    `record` is JSON with a newline; in it the article is a copy of none.
    """

    record: str = ""
    likeness: Likeness | None = None
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
            "likeness": from_likeness(self.likeness),
            "summary": from_summary(self.summary) if self.summary else None,
        }
        return checked(zlib.compress(json.dumps(told).encode("ascii"), 1))

    @classmethod
    def of(cls, data: bytes) -> More:
        """Return what was packed. Raises ValueError where it is broken."""
        raw = json.loads(zlib.decompress(opened(data)))
        like, summary = raw["likeness"], raw["summary"]
        return cls(raw["record"], to_likeness(like) if like else None, to_summary(summary) if summary else None)
