"""Formats of files with many articles, in and out: one file of this folder a format, and the table of them all.

A reader takes an open file and the names of fields, and yields records one by one, never more than one in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from posixpath import splitext
from typing import Any, BinaryIO

from normalize.errors import SkippedInput
from normalize.store.formats import jsonl, mail, parquet, table, warc
from normalize.store.formats.packed import PACKINGS, Packing, pack, unpacked
from normalize.store.formats.record import FIELDS, LIMIT, Fields, Record
from normalize.text.media import HTML, TEXT

__all__ = [
    "FIELDS",
    "LIMIT",
    "PACKINGS",
    "WRITERS",
    "Fields",
    "Kind",
    "Record",
    "Writer",
    "kind_of",
    "opened",
    "pack",
    "records",
]

Reader = Callable[[BinaryIO, Fields], Iterator[Record]]
READERS: dict[str, Reader] = {
    ".jsonl": jsonl.read,
    ".ndjson": jsonl.read,
    ".csv": table.read_csv,
    ".tsv": table.read_tsv,
    ".tab": table.read_tsv,
    ".parquet": parquet.read,
    ".warc": warc.read,
    ".mbox": mail.read_mbox,
    ".eml": mail.read_eml,
}
"""Readers of files that hold many articles, by suffix."""

Writer = Callable[[Iterable[Mapping[str, Any]]], Iterator[bytes]]
WRITERS: dict[str, Writer] = {
    ".jsonl": jsonl.write,
    ".jsonl.gz": lambda rows: pack(jsonl.write(rows), PACKINGS[".gz"]),
    ".jsonl.zst": lambda rows: pack(jsonl.write(rows), PACKINGS[".zst"]),
    ".parquet": parquet.write,
}
"""Writers of all articles into one file, by what its name ends in."""

_TYPES = {".html": HTML, ".htm": HTML, ".xhtml": HTML, ".md": TEXT, ".markdown": TEXT}
_SOUGHT = frozenset((parquet.read,))  # formats whose index is at their end: they cannot be read as a stream


@dataclass(frozen=True, slots=True)
class Kind:
    """What the name of a file says of it: `stem` is the path without suffixes; no reader means one article."""

    stem: str
    reader: Reader | None
    media_type: str
    packing: Packing | None


def kind_of(source: str) -> Kind:
    """Return what the name of a file says of it."""
    stem, suffix = splitext(source)
    packing = PACKINGS.get(suffix.lower())
    if packing is not None:
        stem, suffix = splitext(stem)
    suffix = suffix.lower()
    return Kind(stem, READERS.get(suffix), _TYPES.get(suffix, ""), packing)


def opened(path: Path, packing: Packing | None) -> BinaryIO:
    """Open a file and what it is packed in. Raises OSError, and SkippedInput where that takes a missing package."""
    file = path.open("rb")
    try:
        return file if packing is None else unpacked(file, packing)
    except BaseException:
        file.close()
        raise


def records(path: Path, kind: Kind, names: Fields) -> Iterator[Record]:
    """Yield the records of a file; where it cannot be read to its end, the last says from where on and why."""
    if kind.reader is None:
        raise ValueError(f"{path} is one article")
    number, found = 0, False
    try:
        if kind.packing is not None and kind.reader in _SOUGHT:
            raise SkippedInput("bad_table", "a table of this kind is packed inside; unpack the file")  # noqa: TRY301
        with opened(path, kind.packing) as file:
            for record in kind.reader(file, names):
                number, found = max(number, record.number), True
                yield record
        if not found:
            raise SkippedInput("empty", "it holds no record")  # noqa: TRY301
    except SkippedInput as e:
        reason, message = e.reason, str(e)
    except OSError as e:
        reason, message = "unreadable", f"it cannot be read: {e.strerror or e}"
    else:
        return
    yield Record(number + 1 if number else 0, skip=(reason, message))
