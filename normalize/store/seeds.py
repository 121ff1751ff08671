"""Sources: found in folders, read within limits, each with an id. Nothing is ever written here."""

from __future__ import annotations

import json
import os
import stat
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from normalize.errors import SkippedInput, UsageError
from normalize.store.out import file_name

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

    @property
    def place(self) -> str:
        """The folder below the input folder that it is in, or an empty string."""
        return self.source.rpartition("/")[0]

    def read(self) -> bytes | str:
        """Return the document's bytes, or the text of its record. Raises SkippedInput."""
        if self.skip is not None:
            raise SkippedInput(*self.skip)
        return self.record if self.record is not None else read_bytes(self.path)


@dataclass(frozen=True, slots=True)
class _File:
    """A file as it was found: its input folder with all links followed, its path below it, why it cannot be read."""

    folder: Path
    source: str
    path: Path
    trouble: tuple[str, str] | None


def find(paths: Sequence[Path]) -> list[Item]:
    """Return the documents in folders and files, in order of their ids. Raises UsageError where a path does not exist.

    Every id is its own, and so is the name of its outputs, whatever the order of `paths`: a file that is named twice
    counts once; a path that two folders hold has the folder's name before it. Hidden files are passed over. Files in a
    folder that cannot be read are in the list, with the reason.
    """
    found: list[_File] = []
    for path in paths:
        try:
            found += _walk(path) if path.is_dir() else [_single(path)]
        except FileNotFoundError:
            raise UsageError(f"{path}: there is no such file or folder") from None
        except OSError as e:
            raise UsageError(f"{path}: cannot be read: {e.strerror or e}") from None
    files = _prefixed(_once(found))
    stems = Counter(_twin(_stem(f.source)) for f in files)
    items: list[Item] = []
    for file in files:
        id_ = _stem(file.source)
        id_ = id_ if stems[_twin(id_)] == 1 else file.source
        suffix = file.path.suffix.lower()
        if suffix in _LINES and file.trouble is None:
            items += _records(id_, file.source, file.path)
        else:
            items.append(Item(id_, file.source, file.path, _TYPES.get(suffix, ""), skip=file.trouble))
    return sorted(_unique(items), key=lambda i: (i.id, i.source))


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


def _single(path: Path) -> _File:
    path.lstat()
    return _File(path.parent.resolve(), path.name, path, _trouble(path, path.parent))


def _walk(folder: Path) -> list[_File]:
    root = folder.resolve()
    found: list[_File] = []

    def add(path: Path, trouble: tuple[str, str] | None) -> None:
        found.append(_File(root, path.relative_to(folder).as_posix(), path, trouble))

    def closed(e: OSError) -> None:
        add(Path(e.filename), ("unreadable", f"the folder cannot be read: {e.strerror}"))

    for here, folders, names in os.walk(folder, onerror=closed):
        place = Path(here)
        if _MARK in names and _is_ours(place / _MARK):
            folders.clear()
            continue
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        linked = [f for f in folders if (place / f).is_symlink()]
        for name in sorted([n for n in names if not n.startswith(".")] + linked):
            add(place / name, _trouble(place / name, folder))
    return found


def _once(files: Iterable[_File]) -> list[_File]:
    """Each file once, under its longest path: the one below the outermost of the folders that hold it."""
    known = {f"{f.folder}/{f.source}": f for f in sorted(files, key=lambda f: f.source.count("/"))}
    return [known[real] for real in sorted(known)]


def _prefixed(files: Sequence[_File]) -> list[_File]:
    """Paths that two input folders hold, with the folder's name before them; with a number where even that is equal."""
    holders: dict[str, set[Path]] = defaultdict(set)
    for f in files:
        holders[_twin(f.source)].add(f.folder)
    taken: dict[str, int] = {}
    names = {folder: _free(folder.name or "root", taken) for folder in sorted({f.folder for f in files})}
    return [
        replace(f, source=f"{names[f.folder]}/{f.source}") if len(holders[_twin(f.source)]) > 1 else f for f in files
    ]


def _unique(items: Iterable[Item]) -> Iterator[Item]:
    """Items with ids of their own; of two records, or a file and a record, of one id the later is left out."""
    taken: dict[str, int] = {}
    for item in sorted(items, key=lambda i: (i.skip is not None, i.record is not None)):
        id_ = _free(item.id, taken)
        if id_ != item.id and item.record is not None:
            message = f"another record or file has the id {item.id!r}, or one that differs only in case or accents"
            yield replace(item, id=id_, record=None, skip=("duplicate_id", message))
        else:
            yield replace(item, id=id_)


def _free(name: str, taken: dict[str, int]) -> str:
    """The name, or the name with the first number that makes its file name differ from those taken."""
    free, first = name, _twin(file_name(name))
    while (place := _twin(file_name(free))) in taken:
        taken[first] += 1
        free = f"{name}-{taken[first]}"
    taken[place] = 1
    return free


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
            if not target.is_relative_to(folder.resolve()):
                return "symlink_outside", "the link leads out of the input folder; copy the file instead"
            if target.is_dir():
                return "not_a_file", "the link leads to a folder; its files are read where they are"
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
    try:
        file = path.open("rb")
    except OSError as e:
        yield Item(id_, source, path, skip=("unreadable", f"it cannot be read: {e.strerror or e}"))
        return
    with file:
        number = 0
        blank = True
        while line := file.readline(LIMIT + 1):
            number += 1
            place = f"{source}:{number}"
            if len(line) > LIMIT:
                blank = False
                yield Item(f"{id_}/{number}", place, path, skip=("too_large", f"a line of more than {LIMIT:,} bytes"))
                while line and not line.endswith(b"\n"):
                    line = file.readline(LIMIT)
                continue
            if line.strip():
                blank = False
                yield _record(line, id_, place, path, number)
        if blank:
            yield Item(id_, source, path, skip=("empty", "it holds no record"))


def _record(line: bytes, id_: str, place: str, path: Path, number: int) -> Item:
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
    if len(text) > LIMIT:
        return Item(
            f"{id_}/{name}", place, path, skip=("too_large", f"line {number} is longer than {LIMIT:,} characters")
        )
    title = raw.get("title")
    kind = "text/html" if field == "html" else ""
    return Item(f"{id_}/{name}", place, path, kind, text, title.strip() if isinstance(title, str) else "")
