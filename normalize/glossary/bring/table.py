"""Tables with a header (CSV, TSV): a row is an entity, or one of its names where neighbouring rows share an id."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from normalize.errors import UsageError
from normalize.glossary.bring.fields import Column, Options, columns_of, found_in, split
from normalize.glossary.bring.found import Found, together
from normalize.glossary.bring.lines import Source

_WHOLE = frozenset(("id", "type", "lang", "wikidata", "note"))  # fields with one value, whatever is in it


def csv_rows(source: Source, options: Options) -> Iterator[Found]:
    """Read a table whose cells stand between commas, semicolons or bars, quoted where need be."""
    header = source.head.partition(b"\n")[0]
    mark = max((",", ";", "|"), key=lambda c: header.count(c.encode()))
    pulled: list[int] = []  # the lines of the row that is being read

    def texts() -> Iterator[str]:
        for number, text in source.texts():
            pulled.append(number)
            yield text

    def rows() -> Iterator[tuple[int, list[str]]]:
        reader = csv.reader(texts(), delimiter=mark)
        while True:
            pulled.clear()
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as e:
                source.left_out.add("line", source.place(pulled[0]), f"no row of a table: {e}")
            else:
                yield pulled[0], row

    return together(_read(rows(), source, options))


def tsv_rows(source: Source, options: Options) -> Iterator[Found]:
    """Read a table whose cells stand between tabs; quotation marks around a whole cell are no part of it."""
    rows = ((number, [_bare(c) for c in text.rstrip("\r\n").split("\t")]) for number, text in source.texts())
    return together(_read(rows, source, options))


def _bare(cell: str) -> str:
    quoted = len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in cell[1:-1].replace('""', "")
    return cell[1:-1].replace('""', '"') if quoted else cell


def _read(rows: Iterator[tuple[int, list[str]]], source: Source, options: Options) -> Iterator[Found]:
    header = next((row for _, row in rows if any(map(str.strip, row))), [])
    meant = columns_of(header, options)
    missing = [h for h in options.columns.values() if h not in map(str.strip, header)]
    if missing or not any(c.field in ("name", "native") for c in meant.values()):
        what = f"no column is called {missing[0]!r}" if missing else "no column holds names"
        told = ", ".join(h.strip()[:40] for h in header[:20]) or "none"
        raise UsageError(f"{source.name}: {what}; its columns are: {told}. Say --column name=HEADER")
    columns = [meant.get(h) for h in header]
    for number, row in rows:
        if not any(map(str.strip, row)):
            continue
        if len(row) > len(columns) and any(map(str.strip, row[len(columns) :])):
            what = f"{len(row)} cells, but the header has {len(columns)}"
            source.left_out.add("line", source.place(number), what)
            continue
        yield found_in(_values(columns, row), options, source.place(number))


def _values(columns: list[Column | None], row: list[str]) -> Iterator[tuple[Column, str]]:
    for column, cell in zip(columns, row, strict=False):
        if column is None:
            continue
        for value in [cell.strip()] if column.field in _WHOLE else split(cell):
            if value:
                yield column, value
