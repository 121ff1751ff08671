"""What a run remembers for the next one: a database beside the outputs that is only ever a hint.

A row an article, in two parts: what every run looks at, and what is only needed where something changed. Each row has
its checksum. A database that is broken, newer, or of something else is thrown away and made anew: that costs time, and
never makes an output wrong.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np

from normalize.stages.survey import Summary
from normalize.text.likeness import Likeness

NAME = ".normalize.state"
_OURS, _VERSION = 0x6E6F726D, 2  # "norm"
_TABLES = (
    "CREATE TABLE IF NOT EXISTS told (name TEXT PRIMARY KEY, value BLOB)",
    "CREATE TABLE IF NOT EXISTS articles (name BLOB PRIMARY KEY, row BLOB, more BLOB)",
    "CREATE TABLE IF NOT EXISTS sheets (stamp BLOB PRIMARY KEY, sheet BLOB)",
)

Seal = tuple[int, ...]
"""What the file system says of a file: its size, when it and its entry were changed last, its number."""


@dataclass(frozen=True, slots=True)
class Row:
    """What became of an article: the key of all that it was made of, and its files, each with its digest and seal.

    `seen` is a digest of what recurs in it, None where that could not be found out; `skip` is why there are no files.
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

    def packed(self) -> bytes:
        """Return it as bytes with a checksum."""
        return _sealed(json.dumps(asdict(self)).encode("ascii"))

    @classmethod
    def of(cls, data: bytes) -> Row:
        """Return the row that was packed. Raises ValueError where it is broken."""
        raw = json.loads(_opened(data))
        skip = tuple(raw.pop("skip") or ()) or None
        files = tuple((name, digest, tuple(seal)) for name, digest, seal in raw.pop("files"))
        return cls(**raw, skip=skip, files=files)


@dataclass(frozen=True, slots=True)
class More:
    """What else is known of an article: its record, what could touch it, and what it is compared by.

    `record` is JSON with a newline; in it the article is a copy of none.
    """

    record: str = ""
    words: str = ""
    marks: bytes = b""
    likeness: Likeness | None = None
    summary: Summary | None = None

    def packed(self) -> bytes:
        """Return it as bytes with a checksum."""
        s = self.summary
        told = {
            "record": self.record,
            "words": self.words,
            "marks": _text(self.marks),
            "likeness": _packed(self.likeness),
            "summary": [s.id, s.site, _text(s.lines.tobytes()), _packed(s.likeness)] if s else None,
        }
        return _sealed(zlib.compress(json.dumps(told).encode("ascii"), 1))

    @classmethod
    def of(cls, data: bytes) -> More:
        """Return what was packed. Raises ValueError where it is broken."""
        raw = json.loads(zlib.decompress(_opened(data)))
        summary = None
        if s := raw["summary"]:
            likeness = _unpacked(s[3])
            assert likeness is not None
            summary = Summary(s[0], s[1], np.frombuffer(b64decode(s[2]), np.uint64), likeness)
        return cls(raw["record"], raw["words"], b64decode(raw["marks"]), _unpacked(raw["likeness"]), summary)


class State:
    """The database of a folder of outputs. With `dry` nothing is written to the disk."""

    def __init__(self, folder: Path, *, dry: bool) -> None:
        self._held = not dry
        self._new: dict[bytes, bytes] = {}  # what the database does not take in
        self._base = _opened_base(folder / NAME, dry=dry)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._base.close()

    def told(self, name: str) -> Any:
        """Return a value that a run told, or None."""
        with suppress(sqlite3.Error, ValueError):
            for (value,) in self._base.execute("SELECT value FROM told WHERE name = ?", (name,)):
                return json.loads(_opened(value))
        return None

    def rows(self) -> dict[bytes, Row]:
        """Return the rows of all articles; one that is broken is left out."""
        found: dict[bytes, Row] = {}
        with suppress(sqlite3.Error):
            for name, data in self._base.execute("SELECT name, row FROM articles"):
                with suppress(ValueError, TypeError, KeyError):
                    found[name] = Row.of(data)
        return found

    def more(self, name: bytes) -> More | None:
        """Return what else is known of an article, or None where it is not known or broken."""
        data = self._new.get(name)
        with suppress(sqlite3.Error, ValueError, TypeError, KeyError, zlib.error):
            if data is None:
                data = self._base.execute("SELECT more FROM articles WHERE name = ?", (name,)).fetchone()[0]
            return More.of(data)
        return None

    def every(self) -> Iterator[tuple[bytes, More]]:
        """Yield what else is known of all articles; what is broken is left out."""
        with suppress(sqlite3.Error):
            for name, data in self._base.execute("SELECT name, more FROM articles"):
                with suppress(ValueError, TypeError, KeyError, zlib.error):
                    yield name, More.of(data)

    def put(self, articles: Mapping[bytes, tuple[Row, More]]) -> None:
        """Remember articles for the next run."""
        packed = [(name, row.packed(), more.packed()) for name, (row, more) in articles.items()]
        if not self._write([("INSERT OR REPLACE INTO articles VALUES (?, ?, ?)", packed)]):
            self._new |= {name: more for name, _, more in packed}

    def sheet(self, stamp: bytes) -> str | None:
        """Return what was drawn of an article for the report, or None."""
        with suppress(sqlite3.Error, ValueError, zlib.error):
            for (data,) in self._base.execute("SELECT sheet FROM sheets WHERE stamp = ?", (stamp,)):
                return zlib.decompress(_opened(data)).decode("utf-8")
        return None

    def put_sheets(self, sheets: Mapping[bytes, str]) -> None:
        """Remember what was drawn of articles."""
        packed = [(stamp, _sealed(zlib.compress(sheet.encode("utf-8"), 1))) for stamp, sheet in sheets.items()]
        self._write([("INSERT OR REPLACE INTO sheets VALUES (?, ?)", packed)])

    def keep_sheets(self, stamps: AbstractSet[bytes]) -> None:
        """Forget what was drawn of all other articles."""
        known: list[tuple[bytes]] = []
        with suppress(sqlite3.Error):
            known = self._base.execute("SELECT stamp FROM sheets").fetchall()
        self._write([("DELETE FROM sheets WHERE stamp = ?", [row for row in known if row[0] not in stamps])])

    def turn(self, forget: Iterable[bytes] = (), rows: Mapping[bytes, Row] | None = None, **told: Any) -> None:
        """Forget articles, put rows in the place of others, and remember values: all of it, or nothing."""
        values = [(name, _sealed(json.dumps(value).encode("ascii"))) for name, value in told.items()]
        changed = [(row.packed(), name) for name, row in (rows or {}).items()]
        self._write(
            [
                ("DELETE FROM articles WHERE name = ?", [(name,) for name in forget]),
                ("UPDATE articles SET row = ? WHERE name = ?", changed),
                ("INSERT OR REPLACE INTO told VALUES (?, ?)", values),
            ]
        )

    def _write(self, commands: Iterable[tuple[str, list[tuple[Any, ...]]]]) -> bool:
        """Write to the database. Once that fails, on a full disk perhaps, it stays as it is: still true, if of less."""
        if self._held:
            try:
                with self._base:
                    for command, rows in commands:
                        self._base.executemany(command, rows)
            except sqlite3.Error:
                self._held = False
        return self._held


def _opened_base(path: Path, *, dry: bool) -> sqlite3.Connection:
    """Open the database; what is none of ours goes. Where there can be none, one in memory serves for this run."""
    for _ in range(2):
        with suppress(sqlite3.Error, OSError):
            return _checked(sqlite3.connect(f"{path.absolute().as_uri()}?mode={'ro' if dry else 'rwc'}", uri=True))
        if dry:
            break
        with suppress(OSError):
            path.unlink(missing_ok=True)
            path.with_name(f"{NAME}-journal").unlink(missing_ok=True)
    return _checked(sqlite3.connect(":memory:"))


def _checked(base: sqlite3.Connection) -> sqlite3.Connection:
    """Return a database with our tables in it. Raises sqlite3.Error where it has others."""
    try:
        ((ours,),) = base.execute("PRAGMA application_id")
        ((version,),) = base.execute("PRAGMA user_version")
        ((tables,),) = base.execute("SELECT count(*) FROM sqlite_master")
        if not tables:
            base.execute(f"PRAGMA application_id = {_OURS}")
            base.execute(f"PRAGMA user_version = {_VERSION}")
            for command in _TABLES:
                base.execute(command)
        elif (ours, version) != (_OURS, _VERSION):
            base.execute("SELECT another FROM database")
        base.execute("PRAGMA synchronous = NORMAL")
        base.execute("SELECT name, value FROM told LIMIT 1").fetchone()
        base.execute("SELECT name, row, more FROM articles LIMIT 1").fetchone()
        base.execute("SELECT stamp, sheet FROM sheets LIMIT 1").fetchone()
    except BaseException:
        base.close()
        raise
    return base


def _sealed(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(4, "big") + data


def _opened(data: bytes) -> bytes:
    if zlib.crc32(data[4:]).to_bytes(4, "big") != data[:4]:
        raise ValueError("a row that was changed")
    return data[4:]


def _text(data: bytes) -> str:
    return b64encode(data).decode("ascii")


def _packed(likeness: Likeness | None) -> list[Any] | None:
    return [*likeness[:3], _text(likeness.sketch)] if likeness else None


def _unpacked(raw: list[Any] | None) -> Likeness | None:
    return Likeness(raw[0], raw[1], raw[2], b64decode(raw[3])) if raw else None
