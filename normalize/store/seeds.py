"""Sources: found in folders, read within limits, each with an id. Nothing is ever written here."""

from __future__ import annotations

import json
import os
import stat
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from normalize.errors import SkippedInput, UsageError

LIMIT = 32 * 1024 * 1024  # bytes of one document
_TYPES = {".html": "text/html", ".htm": "text/html", ".xhtml": "text/html"}
_LINES = frozenset((".jsonl", ".ndjson"))
_MARK = "manifest.json"  # a folder with our manifest in it is an output, never an input


@dataclass(frozen=True, slots=True)
class Item:
    """One document to be done: a file, or a record of one. `source` is the path below the input folder, posix.

    `skip` says why it cannot be done, as (reason code, message).
    """

    id: str
    source: str
    path: Path
    media_type: str = ""
    record: str | None = None
    title: str = ""
    skip: tuple[str, str] | None = None

    def read(self) -> bytes | str:
        """Return the document's bytes, or the text of its record. Raises SkippedInput."""
        if self.skip is not None:
            raise SkippedInput(*self.skip)
        return self.record if self.record is not None else read_bytes(self.path)


def find(paths: Sequence[Path]) -> list[Item]:
    """Return the documents in folders and files, in order of their ids. Raises UsageError where a path does not exist.

    Hidden files are passed over. Files in a folder that cannot be read are in the list, with the reason.
    """
    files: list[tuple[str, Path, tuple[str, str] | None]] = []
    for path in paths:
        if path.is_dir():
            files += _walk(path)
        elif path.exists() or path.is_symlink():
            files.append((path.name, path, _trouble(path, path.parent)))
        else:
            raise UsageError(f"{path}: there is no such file or folder")
    stems = Counter(_twin(_stem(source)) for source, _, _ in files)
    items: list[Item] = []
    for source, path, trouble in files:
        alone = stems[_twin(_stem(source))] == 1
        id_ = _stem(source) if alone else source
        if path.suffix.lower() in _LINES and trouble is None:
            items += _records(id_, source, path)
        else:
            items.append(Item(id_, source, path, _TYPES.get(path.suffix.lower(), ""), skip=trouble))
    return sorted(items, key=lambda i: (i.id, i.source))


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file. Raises SkippedInput where it is too large or cannot be read."""
    try:
        size = path.stat().st_size
        if size > LIMIT:
            raise SkippedInput("too_large", f"{size:,} bytes; the limit for one document is {LIMIT:,}")
        with path.open("rb") as file:
            data = file.read(LIMIT + 1)
    except OSError as e:
        raise SkippedInput("unreadable", f"it cannot be read: {e.strerror or e}") from None
    if len(data) > LIMIT:
        raise SkippedInput("too_large", f"more than {LIMIT:,} bytes, the limit for one document")
    return data


def _walk(folder: Path) -> list[tuple[str, Path, tuple[str, str] | None]]:
    found = []
    for here, folders, names in os.walk(folder):
        place = Path(here)
        if _MARK in names and _is_ours(place / _MARK):
            folders.clear()
            continue
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        linked = [f for f in folders if (place / f).is_symlink()]
        for name in sorted([n for n in names if not n.startswith(".")] + linked):
            path = place / name
            found.append((path.relative_to(folder).as_posix(), path, _trouble(path, folder)))
    return found


def _is_ours(manifest: Path) -> bool:
    try:
        return b'"tool": "normalize"' in manifest.read_bytes()[:200]
    except OSError:
        return False


def _trouble(path: Path, folder: Path) -> tuple[str, str] | None:
    """Why a path cannot be read as a document, or None."""
    try:
        if path.is_symlink():
            target = path.resolve(strict=True)
            if not target.is_relative_to(folder.resolve()) or target.is_dir():
                return "symlink_outside", "the link leads out of the input folder; copy the file instead"
        mode = path.stat().st_mode
    except (OSError, RuntimeError):
        return "symlink_outside", "the link leads nowhere"
    if not stat.S_ISREG(mode):
        return "not_a_file", "it is no regular file"
    if not os.access(path, os.R_OK):
        return "unreadable", "there is no permission to read it"
    return None


def _stem(source: str) -> str:
    head, dot, suffix = source.rpartition(".")
    return head if dot and "/" not in suffix and not head.endswith("/") and head else source


def _twin(name: str) -> str:
    """Names that differ only in case or in the form of their accents are one on some disks."""
    return unicodedata.normalize("NFC", name).casefold()


def _records(id_: str, source: str, path: Path) -> Iterator[Item]:
    """Yield the records of a JSON Lines file; a line that is none is an item with its reason."""
    seen: dict[str, str] = {}
    try:
        file = path.open("rb")
    except OSError as e:
        yield Item(id_, source, path, skip=("unreadable", f"it cannot be read: {e.strerror or e}"))
        return
    with file:
        number = 0
        while line := file.readline(LIMIT + 1):
            number += 1
            place = f"{source}:{number}"
            if len(line) > LIMIT:
                yield Item(f"{id_}/{number}", place, path, skip=("too_large", f"a line of more than {LIMIT:,} bytes"))
                while line and not line.endswith(b"\n"):
                    line = file.readline(LIMIT)
                continue
            if not line.strip():
                continue
            yield _record(line, id_, place, path, number, seen)


def _record(line: bytes, id_: str, place: str, path: Path, number: int, seen: dict[str, str]) -> Item:
    try:
        raw: Any = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as e:
        return Item(f"{id_}/{number}", place, path, skip=("bad_json", f"line {number} is no JSON: {e}"[:200]))
    if not isinstance(raw, dict):
        return Item(f"{id_}/{number}", place, path, skip=("bad_json", f"line {number} is JSON, but no object"))
    name = str(raw.get("id") or number)
    field = next((f for f in ("html", "text") if isinstance(raw.get(f), str)), "")
    if not field:
        message = f"line {number} has no field 'text' or 'html' that is a string"
        return Item(f"{id_}/{number}", place, path, skip=("bad_record", message))
    text = raw[field]
    twin = _twin(name)
    if twin in seen:
        message = f"line {number} has the id {name!r}, as an earlier line"
        return Item(f"{id_}/{number}", place, path, skip=("duplicate_id", message))
    seen[twin] = name
    if len(text) > LIMIT:
        return Item(
            f"{id_}/{name}", place, path, skip=("too_large", f"line {number} is longer than {LIMIT:,} characters")
        )
    title = raw.get("title")
    kind = "text/html" if field == "html" else ""
    return Item(f"{id_}/{name}", place, path, kind, text, title.strip() if isinstance(title, str) else "")
