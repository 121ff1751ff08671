"""What every reader of a format yields: records, each with its content or the reason why it has none."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

LIMIT = 32 * 1024 * 1024  # bytes of one document
_VALUE = 64 * 1024  # characters of JSON of one other field that is carried along
_VALUES = 256 * 1024  # and of all other fields of a record together
_LEVELS = 20  # that a value may be nested


@dataclass(frozen=True, slots=True)
class Fields:
    """What the fields of records are called: JSON keys, or columns of a table."""

    text: str = "text"
    html: str = "html"
    id: str = "id"
    title: str = "title"

    def digest(self) -> str:
        """One digest of the names; empty for those that are usual."""
        return "" if self == Fields() else hashlib.sha256(repr(self).encode("utf-8", "surrogatepass")).hexdigest()

    def missing(self, columns: list[str]) -> str:
        """Say that a table has no column to read, with its columns; empty where it has one."""
        if self.text in columns or self.html in columns:
            return ""
        told = ", ".join(repr(c[:40]) for c in columns[:20]) or "none"
        return f"it has no column {self.text!r} or {self.html!r}; it has {told}: say --field text=COLUMN"


FIELDS = tuple(f.name for f in fields(Fields))
"""What a field may be: text, html, id, title."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a file. `number` is that of its line, row or message, from 1; 0 speaks of the whole file.

    `name` is the id that the record gives itself, `site` the host that it comes from, both empty where it has none.
    `extra` holds its other fields, `left_out` the names of those that are too large to be carried along. `skip` says
    why it cannot be done, as (reason code, message).
    """

    number: int
    content: bytes | str = ""
    name: str = ""
    media_type: str = ""
    charset: str = ""
    title: str = ""
    site: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    skip: tuple[str, str] | None = None


def record_of(row: Mapping[str, Any], number: int, names: Fields, unit: str) -> Record:
    """Return the record that a row of fields is. `unit` is what a person calls it: "line", "row"."""
    given = [n for n in (names.html, names.text) if isinstance(row.get(n), str | bytes)]
    if not given:
        message = f"{unit} {number} has no field {names.text!r} or {names.html!r} that is a string"
        return Record(number, skip=("bad_record", message))
    read = next((n for n in given if row[n]), given[0])
    content = row[read]
    if len(content) > LIMIT:
        return Record(number, skip=("too_large", f"{unit} {number} is longer than {LIMIT:,} characters"))
    kept, left_out = carried({k: v for k, v in row.items() if k not in (read, names.id, names.title)})
    name, title = row.get(names.id), row.get(names.title)
    return Record(
        number,
        content,
        "" if name is None else str(name),
        "text/html" if read == names.html else "",
        title=title.strip() if isinstance(title, str) else "",
        extra=kept,
        left_out=left_out,
    )


def carried(row: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the values that go along with a clean text as plain JSON, and the names of those that are too large."""
    kept: dict[str, Any] = {}
    room = _VALUES
    for name, value in row.items():
        said = "" if _deep(value, _LEVELS) else _as_json(value)
        room -= len(name) + len(said)
        if said and len(said) <= _VALUE and room >= 0:
            kept[name] = json.loads(said)
    return kept, tuple(name for name in list(row)[:1000] if name not in kept)


def _deep(value: Any, levels: int) -> bool:
    return levels < 0 or any(_deep(v, levels - 1) for v in _inside(value))


def _inside(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list | tuple):
        yield from value


def _as_json(value: Any) -> str:
    """JSON of a value, dates and decimals as texts; empty where it has no form in JSON."""
    if isinstance(value, bytes):
        return ""
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, default=str)
    except (ValueError, TypeError):
        return ""
