"""What a run remembers for the next one: a database beside the outputs that is only ever a hint.

A row an article, in four parts: what every run looks at, what tells whether a change elsewhere touches it, what its
text is compared by, and the rest. Each has its checksum. A database that is broken, newer, or of something else is
thrown away and made anew: that costs time, and never makes an output wrong.
"""

from __future__ import annotations

import json
import sqlite3
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self

from normalize.store.row import Row, Touched, checked, opened

if TYPE_CHECKING:
    from normalize.store.more import More, Remembered
    from normalize.text.likeness import Likeness

NAME = ".normalize.state"
_OURS, _VERSION = 0x6E6F726D, 3  # "norm"
_TABLES = (
    "CREATE TABLE IF NOT EXISTS told (name TEXT PRIMARY KEY, value BLOB)",
    "CREATE TABLE IF NOT EXISTS articles (name BLOB PRIMARY KEY, row BLOB, touched BLOB, likeness BLOB, more BLOB)",
    "CREATE TABLE IF NOT EXISTS sheets (stamp BLOB PRIMARY KEY, sheet BLOB)",
)


class State:
    """The database of a folder of outputs. With `dry` nothing is written to the disk."""

    def __init__(self, folder: Path, *, dry: bool) -> None:
        self._held = not dry
        self._new: dict[bytes, dict[str, bytes]] = {}  # what the database does not take in
        self._base = _opened_base(folder / NAME, dry=dry)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._base.close()

    def told(self, name: str) -> Any:
        """Return a value that a run told, or None."""
        with suppress(sqlite3.Error, ValueError):
            for (value,) in self._base.execute("SELECT value FROM told WHERE name = ?", (name,)):
                return json.loads(opened(value))
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
        from normalize.store.more import More

        with suppress(sqlite3.Error, ValueError, TypeError, KeyError, zlib.error):
            return More.of(self._part(name, "more"))
        return None

    def likeness(self, name: bytes) -> Likeness | None:
        """Return what the text of an article is compared by, or None where there is none, or it is broken."""
        from normalize.store.more import to_likeness

        with suppress(sqlite3.Error, ValueError, TypeError, struct.error):
            return to_likeness(self._part(name, "likeness"))
        return None

    def _part(self, name: bytes, part: Literal["likeness", "more"]) -> bytes:
        """A part of a row. Raises TypeError where there is none."""
        if name in self._new:
            return self._new[name][part]
        data: bytes = self._base.execute(f"SELECT {part} FROM articles WHERE name = ?", (name,)).fetchone()[0]  # noqa: S608 - no words of others
        return data

    def every(self) -> Iterator[tuple[bytes, More]]:
        """Yield what else is known of all articles; what is broken is left out."""
        from normalize.store.more import More

        with suppress(sqlite3.Error):
            for name, data in self._base.execute("SELECT name, more FROM articles"):
                with suppress(ValueError, TypeError, KeyError, zlib.error):
                    yield name, More.of(data)

    def touched(self) -> Iterator[tuple[bytes, Touched]]:
        """Yield what could touch each article; what is broken is left out."""
        with suppress(sqlite3.Error):
            for name, data in self._base.execute("SELECT name, touched FROM articles"):
                with suppress(ValueError, TypeError, zlib.error):
                    yield name, Touched.of(data)

    def put(self, articles: Mapping[bytes, Remembered]) -> None:
        """Remember articles for the next run."""
        from normalize.store.more import from_likeness

        packed = [
            (name, row.packed(), touched.packed(), from_likeness(likeness), more.packed())
            for name, (row, touched, likeness, more) in articles.items()
        ]
        if not self._write([("INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?, ?)", packed)]):
            self._new |= {name: {"likeness": likeness, "more": more} for name, _, _, likeness, more in packed}

    def sheet(self, stamp: bytes) -> str | None:
        """Return what was drawn of an article for the report, or None."""
        with suppress(sqlite3.Error, ValueError, zlib.error):
            for (data,) in self._base.execute("SELECT sheet FROM sheets WHERE stamp = ?", (stamp,)):
                return zlib.decompress(opened(data)).decode("utf-8")
        return None

    def put_sheets(self, sheets: Mapping[bytes, str]) -> None:
        """Remember what was drawn of articles."""
        packed = [(stamp, checked(zlib.compress(sheet.encode("utf-8"), 1))) for stamp, sheet in sheets.items()]
        self._write([("INSERT OR REPLACE INTO sheets VALUES (?, ?)", packed)])

    def keep_sheets(self, stamps: AbstractSet[bytes]) -> None:
        """Forget what was drawn of all other articles."""
        known: list[tuple[bytes]] = []
        with suppress(sqlite3.Error):
            known = self._base.execute("SELECT stamp FROM sheets").fetchall()
        self._write([("DELETE FROM sheets WHERE stamp = ?", [row for row in known if row[0] not in stamps])])

    def turn(self, forget: Iterable[bytes] = (), rows: Mapping[bytes, Row] | None = None, **told: Any) -> None:
        """Forget articles, put rows in the place of others, and remember values: all of it, or nothing."""
        values = [(name, checked(json.dumps(value).encode("ascii"))) for name, value in told.items()]
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
        base.execute("SELECT name, row, touched, likeness, more FROM articles LIMIT 1").fetchone()
        base.execute("SELECT stamp, sheet FROM sheets LIMIT 1").fetchone()
    except BaseException:
        base.close()
        raise
    return base
