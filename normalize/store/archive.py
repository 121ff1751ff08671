"""Outputs read back: texts, ledgers and records of the last run."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from normalize.edits import Ledger
from normalize.errors import RestoreError, UsageError
from normalize.store.out import CORPUS, QUARANTINE, file_name


@dataclass(frozen=True, slots=True)
class Archived:
    """One article as a run left it."""

    record: dict[str, Any]
    text: str
    ledger: Ledger

    @property
    def id(self) -> str:
        """The document's id."""
        return self.ledger.id


class Archive:
    """The outputs in a folder. Raises UsageError where there are none."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        if not (folder / CORPUS).is_file():
            raise UsageError(
                f"{folder}: there is no output here; run `normalize all` first, or name the folder with --out"
            )

    def records(self) -> Iterator[dict[str, Any]]:
        """Yield the records of corpus.jsonl in order. Raises RestoreError where it is broken."""
        return _rows(self._lines(CORPUS), self.folder / CORPUS)

    def skipped(self) -> list[dict[str, str]]:
        """Return the inputs that could not be done, with their reasons. Raises RestoreError as `records` does."""
        path = self.folder / QUARANTINE
        rows = _rows(self._lines(QUARANTINE), path) if path.is_file() else ()
        return [{key: str(value) for key, value in row.items()} for row in rows]

    def __iter__(self) -> Iterator[Archived]:
        for record in self.records():
            yield self._open(record)

    def at(self, line: str) -> Archived:
        """Return the article that a line of corpus.jsonl tells of."""
        return self._open(json.loads(line))

    def find(self, name: str) -> Archived:
        """Return the article of an id, a path below the input folder, or a stem. Raises UsageError with near names."""
        wanted = name.replace("\\", "/").removeprefix("./")
        records = {r["id"]: r for r in self.records()}
        exact = [r for r in records.values() if wanted in (r["id"], r["source"])]
        loose = [
            r
            for r in records.values()
            if Path(r["id"]).name == wanted or Path(r["source"]).name == wanted or Path(r["source"]).stem == wanted
        ]
        fits = exact or loose
        if len(fits) == 1:
            return self._open(fits[0])
        if fits:
            raise UsageError(f"{name!r} may be any of: {', '.join(r['id'] for r in fits)}")
        near = [i for i in records if wanted in i] or get_close_matches(wanted, records, 3, 0.5)
        hint = f"; did you mean {', '.join(near[:3])}?" if near else "; out/report.html lists all articles"
        raise UsageError(f"there is no article {name!r} in {self.folder}{hint}")

    def _open(self, record: dict[str, Any]) -> Archived:
        name = file_name(record["id"])
        try:
            text = self._read(record, f"texts/{name}.txt").decode("utf-8")
            ledger = Ledger.loads(self._read(record, f"ledgers/{name}.json").decode("utf-8"))
        except (UnicodeDecodeError, RecursionError, RestoreError) as e:
            raise self._unreadable(record, e) from None
        return Archived(record, text, ledger)

    def _read(self, record: dict[str, Any], name: str) -> bytes:
        try:
            return self._bytes(name)
        except OSError as e:
            raise self._unreadable(record, e) from None

    def _unreadable(self, record: dict[str, Any], why: Exception) -> RestoreError:
        return RestoreError(f"{record['id']}: its text or ledger in {self.folder} cannot be read: {why}")

    def _bytes(self, name: str) -> bytes:
        return (self.folder / name).read_bytes()

    def _lines(self, name: str) -> Iterator[bytes]:
        with (self.folder / name).open("rb") as file:
            yield from file


def _rows(lines: Iterator[bytes], path: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of a file of JSON lines that a run of ours has written."""
    number = 0
    try:
        for line in lines:
            number += 1
            yield _row(line)
    except (OSError, ValueError, RecursionError) as e:
        raise RestoreError(f"{path}:{number}: cannot be read; run `normalize all` again ({e})") from None


def _row(line: bytes) -> dict[str, Any]:
    row = json.loads(line.decode("utf-8"))
    if isinstance(row, dict) and isinstance(row.get("id"), str) and isinstance(row.get("source"), str):
        return row
    raise ValueError("no record with an id and a source")
