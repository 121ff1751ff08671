"""What every run looks at of an article that an earlier one has done."""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict, dataclass
from typing import NamedTuple

Seal = tuple[int, ...]
"""What the file system says of a file: its size, when it and its entry were changed last, its number."""


@dataclass(frozen=True, slots=True)
class Row:
    """What became of an article: the key of all that it was made of, and its files, each with its digest and seal.

    `seen` is a digest of what recurs in it, None where that could not be found out; `skip` is why there are no files.
    `seal` is that of the source, empty where a change of it might not show.
    """

    key: str
    id: str
    source: str
    sha256: str = ""
    changes: int = 0
    suggestions: int = 0
    seen: str | None = ""
    skip: tuple[str, str] | None = None
    files: tuple[tuple[str, str, Seal], ...] = ()
    seal: Seal = ()

    @property
    def is_unread(self) -> bool:
        """Whether there was nothing in its source to read, and so nothing to survey."""
        return self.skip is not None and self.skip[0] != "empty_after_clean"

    def packed(self) -> bytes:
        """Return it as bytes with a checksum."""
        return checked(json.dumps(asdict(self)).encode("ascii"))

    @classmethod
    def of(cls, data: bytes) -> Row:
        """Return the row that was packed. Raises ValueError where it is broken."""
        raw = json.loads(opened(data))
        skip = tuple(raw.pop("skip") or ()) or None
        files = tuple((name, digest, tuple(seal)) for name, digest, seal in raw.pop("files"))
        return cls(**raw | {"skip": skip, "files": files, "seal": tuple(raw["seal"])})


class Touched(NamedTuple):
    """What a glossary and a decision could touch in an article, as `stages.touch` takes it down."""

    words: str = ""
    marks: bytes = b""

    def packed(self) -> bytes:
        """Return it as bytes with a checksum."""
        words = zlib.compress(self.words.encode("utf-8", "surrogatepass"), 1)
        return checked(len(self.marks).to_bytes(4, "big") + self.marks + words)

    @classmethod
    def of(cls, data: bytes) -> Touched:
        """Return what was packed. Raises ValueError or zlib.error where it is broken."""
        told = opened(data)
        end = 4 + int.from_bytes(told[:4], "big")
        return cls(zlib.decompress(told[end:]).decode("utf-8", "surrogatepass"), told[4:end])


def checked(data: bytes) -> bytes:
    """Return bytes with their checksum."""
    return zlib.crc32(data).to_bytes(4, "big") + data


def opened(data: bytes) -> bytes:
    """Return the bytes that `checked` was given. Raises ValueError where they are others."""
    if zlib.crc32(data[4:]).to_bytes(4, "big") != data[:4]:
        raise ValueError("a row that was changed")
    return data[4:]
