"""Sources: found in folders, read within limits, each with an id. Nothing is ever written here."""

from __future__ import annotations

import hashlib
import os
import stat
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from normalize.errors import SkippedInput, UsageError
from normalize.store.formats import LIMIT, Fields, Record, kind_of, opened, records
from normalize.store.out import file_name

DEALT = 64  # records that are dealt to a share at a time
Share = tuple[int, int]
Place = tuple[int, int]

_MARK = "manifest.json"  # a folder with our manifest in it is an output, never an input


@dataclass(frozen=True, slots=True)
class Item:
    """One document to be done: a file, or a record of one. `source` is the path below the input folder, posix.

    `site` is the host that a record comes from, `more` what its other fields add to the record of the output. `skip`
    says why it cannot be done, as (reason code, message).
    """

    id: str
    source: str
    path: Path
    media_type: str = ""
    record: bytes | str | None = None
    title: str = ""
    charset: str = ""
    site: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)
    skip: tuple[str, str] | None = None

    @property
    def place(self) -> str:
        """Where it comes from: its site, or the folder below the input folder; empty where neither is known."""
        return self.site or self.source.rpartition("/")[0]

    def read(self) -> bytes | str:
        """Return the document's bytes, or the content of its record. Raises SkippedInput."""
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


class Items:
    """The documents of folders and files, in order of the files' ids; records of one file in the order of the file.

    Only the files are listed. Their records are read anew each time that this is walked through, one by one; so is
    `len`, the first time. Every id is its own, and so is the name of its outputs: of two records of one id the later
    is left out, with its reason. `shares` makes a part of the whole: by the number of the file, which of how many
    shares of its records are in it; a file that is not named there is not.
    """

    def __init__(self, files: Sequence[Item], names: Fields, shares: Mapping[int, Share] | None = None) -> None:
        self.files = files
        self._names = names
        self._shares = shares
        self._count: int | None = None

    def part(self, shares: Mapping[int, Share]) -> Items:
        """Return a part of these documents; what is the same twice is told within the part only."""
        return Items(self.files, self._names, shares)

    def __bool__(self) -> bool:
        return bool(self.files)

    def __len__(self) -> int:
        if self._count is None:
            self._count = sum(1 for _ in self)
        return self._count

    def __iter__(self) -> Iterator[Item]:
        return (item for _, item in self.placed())

    def placed(self) -> Iterator[tuple[Place, Item]]:
        """Yield each document with its place: the numbers of its file and of its record, from 0. Places only grow."""
        families = _families(f.id for f in self.files if holds_records(f))
        last = {families[f.id]: f for f in self.files if f.id in families}
        known = {key_of(f.id) for f in self.files}
        taken: dict[str, set[bytes]] = defaultdict(set)
        for number, file in enumerate(self.files):
            nth, of = (0, 1) if self._shares is None else self._shares.get(number, (-1, 1))
            if nth < 0:
                continue
            if file.id not in families:
                yield (number, 0), file
                continue
            family = families[file.id]
            for n, record in enumerate(records(file.path, kind_of(file.source), self._names)):
                if n // DEALT % of == nth:
                    yield (number, n), _item(file, record, known, taken[family])
            if last[family] is file:
                taken.pop(family, None)


def find(paths: Sequence[Path], names: Fields = Fields()) -> Items:  # noqa: B008 - frozen
    """Return the documents in folders and files. Raises UsageError where a path does not exist.

    Their ids do not depend on the order of `paths`: a file that is named twice counts once; a path that two folders
    hold has the folder's name before it. Hidden files are passed over. Files in a folder that cannot be read are in
    the list, with the reason. `names` says what the fields of records are called.
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
    kinds = [kind_of(f.source) for f in files]
    stems = Counter(_twin(k.stem) for k in kinds)
    taken: dict[str, int] = {}
    items = []
    for file, kind in sorted(zip(files, kinds, strict=True), key=lambda pair: pair[0].trouble is not None):
        id_ = kind.stem if stems[_twin(kind.stem)] == 1 else file.source
        items.append(Item(_free(id_, taken), file.source, file.path, kind.media_type, skip=file.trouble))
    return Items(sorted(items, key=lambda i: (i.id, i.source)), names)


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file, unpacked. Raises SkippedInput where it is too large or cannot be read."""
    try:
        size = path.stat().st_size
        if size > LIMIT:
            raise SkippedInput("too_large", f"{size:,} bytes; the limit for one document is {LIMIT:,}")
        with opened(path, kind_of(path.name).packing) as file:
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


def holds_records(file: Item) -> bool:
    """Whether a file is one of many articles."""
    return file.skip is None and kind_of(file.source).reader is not None


def _families(ids: Iterable[str]) -> dict[str, str]:
    """Name for each file of records the outermost one whose records may have ids like its own: a, a/b, a/b/c."""
    twins = {id_: _twin(id_) for id_ in ids}
    known = set(twins.values())
    outermost: dict[str, str] = {}
    for id_, twin in twins.items():
        parts = twin.split("/")
        paths = ("/".join(parts[:n]) for n in range(1, len(parts) + 1))
        outermost[id_] = next(path for path in paths if path in known)
    return outermost


def _item(file: Item, record: Record, known: set[bytes], taken: set[bytes]) -> Item:
    """The document of a record; `known` are the ids of files, `taken` those of records."""
    place = f"{file.source}:{record.number}" if record.number else file.source
    if record.skip is not None:
        return Item(place if record.number else file.id, place, file.path, skip=record.skip)
    id_ = f"{file.id}/{record.name or record.number}"
    key = key_of(id_)
    if key in known or key in taken:
        return Item(place, place, file.path, skip=twice(id_))
    taken.add(key)
    more: dict[str, Any] = {"extra": dict(record.extra)} if record.extra else {}
    if record.left_out:
        more["extra_left_out"] = list(record.left_out)
    return Item(
        id_, place, file.path, record.media_type, record.content, record.title, record.charset, record.site, more
    )


def twice(id_: str) -> tuple[str, str]:
    """Return why a record is left out whose id is taken."""
    message = f"another record or file has the id {id_!r}, or one that differs only in case or accents"
    return "duplicate_id", message[:300]


def key_of(id_: str) -> bytes:
    """Sixteen bytes that tell ids apart whose outputs have different names on every disk."""
    return hashlib.blake2b(_twin(file_name(id_)).encode("utf-8", "surrogatepass"), digest_size=16).digest()


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


def _twin(name: str) -> str:
    """Names that differ only in case or in the form of their accents are one on some disks."""
    return unicodedata.normalize("NFC", name).casefold()
