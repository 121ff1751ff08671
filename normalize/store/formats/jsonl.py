"""JSON Lines: one object a line, in UTF-8. A line that is none is a record with its reason."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from normalize.store.formats.record import LIMIT, Fields, Record, record_of
from normalize.store.out import as_json

_DIGITS = 4000  # of a number that Python reads; a few more are its limit


def read(file: BinaryIO, names: Fields) -> Iterator[Record]:
    """Yield the records of JSON Lines."""
    number = 0
    while line := file.readline(LIMIT + 1):
        number += 1
        if len(line) > LIMIT:
            yield Record(number, skip=("too_large", f"a line of more than {LIMIT:,} bytes"))
            while line and not line.endswith(b"\n"):
                line = file.readline(LIMIT)
        elif line.strip():
            yield _record(line, number, names)


def write(rows: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """Yield rows as lines of JSON."""
    for row in rows:
        yield as_json(row).encode("utf-8")


def _whole_number(digits: str) -> int | str:
    """A number; the longest, which Python would not read, stay what they are: digits."""
    return int(digits) if len(digits) <= _DIGITS else digits


def _record(line: bytes, number: int, names: Fields) -> Record:
    try:
        # NaN and Infinity, which JSON does not know and pandas writes, stand for nothing
        raw: Any = json.loads(line.decode("utf-8-sig"), parse_constant=lambda _: None, parse_int=_whole_number)
    except RecursionError:
        return Record(number, skip=("bad_json", f"line {number} is JSON nested too deep to be read"))
    except ValueError as e:
        return Record(number, skip=("bad_json", f"line {number} is no JSON: {e}"[:200]))
    if not isinstance(raw, dict):
        return Record(number, skip=("bad_json", f"line {number} is JSON, but no object"))
    return record_of(raw, number, names, "line")
