"""Other people's name lists, read as a stream: what each of them holds, one entity at a time.

    for entity in bring(Path("names.csv"), options=Options(type="person")): ...

`pack` writes what was found as a glossary file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from normalize.errors import UsageError
from normalize.glossary.bring import followthemoney, jrc, jsonl, table, wikidata
from normalize.glossary.bring.fields import Options
from normalize.glossary.bring.found import Form, Found
from normalize.glossary.bring.leftout import LeftOut
from normalize.glossary.bring.lines import Source, opened

__all__ = ["FORMATS", "Form", "Format", "Found", "LeftOut", "Options", "bring"]


class Format(NamedTuple):
    """A format of name lists: how it is read, and the source and licence of all lists in it, where that is so."""

    read: Callable[[Source, Options], Iterator[Found]]
    source: str = ""
    licence: str = ""


FORMATS: dict[str, Format] = {
    "csv": Format(table.csv_rows),
    "tsv": Format(table.tsv_rows),
    "jsonl": Format(jsonl.rows),
    "ftm": Format(followthemoney.rows),
    "wikidata": Format(wikidata.rows, "Wikidata", "CC0-1.0"),
    "jrc": Format(jrc.rows, "JRC-Names"),
}
"""The formats by the names that `--format` takes."""

_PACKED = frozenset((".gz", ".bz2", ".xz"))
_SUFFIXES = {".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".ftm": "ftm"}
_SIGNS: tuple[tuple[str, re.Pattern[bytes]], ...] = (
    ("wikidata", re.compile(rb'\s*(?:\[\s*)?\{"(?:type|id|pageid|labels)"[^\n]*?"(?:labels|claims)":\s*[{\[]')),
    ("ftm", re.compile(rb'(?=[^\n]*"schema":)(?=[^\n]*"properties":\s*\{)\s*(?:\[\s*)?\{')),
    ("jsonl", re.compile(rb"\s*(?:\[\s*)?\{")),
    ("jrc", re.compile(rb"(?:#[^\n]*\n)*\d+\t[A-Za-z]\t[A-Za-z-]+\t[^\t\n]+(?:\n|\Z)")),
    ("tsv", re.compile(rb"[^\n]*\t")),
    ("csv", re.compile(rb"[^\n]*[,;|]")),
)
"""What a list of a format begins with; the first that fits is the one."""


def bring(
    source: Path | BinaryIO,
    format: str = "auto",  # noqa: A002 - the word that the command has for it
    *,
    name: str = "",
    options: Options = Options(),  # noqa: B008 - frozen
    left_out: LeftOut | None = None,
) -> Iterator[Found]:
    """Yield the entities of a name list; what cannot be read is told to `left_out`.

    Raises UsageError where the list cannot be opened, or is in no known format.
    """
    name = name or (source.name if isinstance(source, Path) else "standard input")
    opened_source = opened(source, name, left_out or LeftOut())
    with opened_source.stream:
        yield from FORMATS[format_of(opened_source, format)].read(opened_source, options)


def format_of(source: Source, wished: str = "auto") -> str:
    """Return the format of a list: the one wished for, else by its suffix, else by its first line."""
    if wished in FORMATS:
        return wished
    known = ", ".join(FORMATS)
    if wished != "auto":
        raise UsageError(f"there is no format {wished!r}; the formats are: {known}")
    suffixes = [s for s in Path(source.name.lower()).suffixes if s not in _PACKED]
    if suffixes and suffixes[-1] in _SUFFIXES:
        return _SUFFIXES[suffixes[-1]]
    for format_, sign in _SIGNS:
        if sign.match(source.head):
            return format_
    if not source.head.strip():
        raise UsageError(f"{source.name}: there is nothing in it")
    raise UsageError(f"{source.name}: its first line is of no format that is known; say --format with one of: {known}")
