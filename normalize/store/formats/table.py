"""CSV and TSV with a header row: cells in double quotes may hold line ends; any encoding that keeps ASCII, or UTF-16.

The bytes of a text are handed on as they are, so that each document is decoded by what it is.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from normalize.errors import SkippedInput
from normalize.store.formats.record import LIMIT, Fields, Record, record_of
from normalize.text.decode import decode

_LONGEST = 2 * LIMIT  # characters of a cell; behind that it is taken for a quote that nobody closed
_BOMS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_BYTES = "latin-1"  # a character a byte: the cells give their bytes back


def read_csv(file: BinaryIO, names: Fields) -> Iterator[Record]:
    """Yield the rows of a table whose cells stand between commas, or semicolons where its header has them."""
    first = cast("io.BufferedReader", file).peek(1 << 16).partition(b"\n")[0]
    return _read(file, names, ";" if first.count(b";") > first.count(b",") else ",")


def read_tsv(file: BinaryIO, names: Fields) -> Iterator[Record]:
    """Yield the rows of a table whose cells stand between tabs."""
    return _read(file, names, "\t")


def _read(file: BinaryIO, names: Fields, mark: str) -> Iterator[Record]:
    head = cast("io.BufferedReader", file).peek(4)
    encoding = next((e for bom, e in _BOMS.items() if head.startswith(bom)), _BYTES)
    if head.startswith(codecs.BOM_UTF8):
        file.read(len(codecs.BOM_UTF8))
    errors = "surrogatepass" if encoding != _BYTES else "strict"
    with io.TextIOWrapper(file, encoding, errors, newline="") as text:
        yield from _records(_rows(text, mark), names, encoding)


def _records(rows: Iterator[list[str] | csv.Error], names: Fields, encoding: str) -> Iterator[Record]:
    first = next(rows, None)
    if first is None:
        return
    if isinstance(first, csv.Error):
        raise SkippedInput("bad_table", f"its header is no row of a table: {first}")
    header = _header([_plain(cell, encoding) for cell in first])
    if said := names.missing(header):
        raise SkippedInput("bad_table", said)
    for number, row in enumerate(rows, 1):
        if isinstance(row, csv.Error):
            yield Record(number, skip=("bad_record", f"row {number} is no row of a table: {row}"))
        elif len(row) != len(header):
            message = f"row {number} has {len(row)} cells, the header has {len(header)}: is a quotation mark missing?"
            yield Record(number, skip=("bad_record", message))
        else:
            yield record_of(_cells(header, row, names, encoding), number, names, "row")


def _rows(text: io.TextIOWrapper, mark: str) -> Iterator[list[str] | csv.Error]:
    """Yield the rows that are not blank; one that is broken as the error that it is."""

    def lines() -> Iterator[str]:
        while line := text.readline(_LONGEST + 1):
            if len(line) > _LONGEST:
                raise SkippedInput("too_large", f"a line of more than {_LONGEST:,} characters; the rest is not read")
            yield line

    before = csv.field_size_limit(_LONGEST)
    reader = csv.reader(lines(), delimiter=mark, strict=True)
    try:
        while (row := _next(reader)) is not None:
            if row:
                yield row
    finally:
        csv.field_size_limit(before)


def _next(reader: Any) -> list[str] | csv.Error | None:
    """The next row, or the error that it is; None at the end. Raises SkippedInput where no other row can follow."""
    start = reader.line_num + 1
    try:
        row: list[str] = next(reader)
    except StopIteration:
        return None
    except UnicodeDecodeError as e:
        raise SkippedInput("truncated", f"its UTF-16 is broken behind line {start:,}: {e.reason}") from None
    except csv.Error as e:
        if "field limit" in str(e):
            raise SkippedInput("too_large", _unclosed(start, f"longer than {_LONGEST:,} characters")) from None
        if "end of data" in str(e):
            raise SkippedInput("truncated", _unclosed(start, "never ended")) from None
        return e
    return row


def _unclosed(line: int, said: str) -> str:
    return f"a cell of the row in line {line:,} is {said}: a quotation mark is not closed; the rest is not read"


def _header(cells: list[str]) -> list[str]:
    """The names of the columns; a second one of a name gets a number, so that none is lost."""
    names: dict[str, None] = {}
    for cell in (c.strip() for c in cells):
        free, n = cell, 1
        while free in names:
            n += 1
            free = f"{cell}-{n}"
        names[free] = None
    return list(names)


def _cells(header: list[str], row: list[str], names: Fields, encoding: str) -> dict[str, Any]:
    raw = (names.text, names.html) if encoding == _BYTES else ()
    return {
        name: cell.encode(_BYTES) if name in raw else _plain(cell, encoding)
        for name, cell in zip(header, row, strict=True)
    }


def _plain(cell: str, encoding: str) -> str:
    """The text of a cell that is no document."""
    if encoding != _BYTES or cell.isascii():
        return cell
    data = cell.encode(_BYTES)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return decode(data, "").text
    except SkippedInput:
        return data.decode("utf-8", "backslashreplace")
