"""Parquet: read a few rows at a time, and written with facts and edits as nested columns."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, BinaryIO

from normalize.errors import SkippedInput
from normalize.store.formats.packed import extra
from normalize.store.formats.record import Fields, Record, record_of

_ROWS = 64  # that are read at a time
_GROUP = 1000  # rows of a row group that is written


def _pyarrow() -> Any:
    try:
        import pyarrow as pa
        import pyarrow.parquet
    except ImportError:
        raise extra("parquet", "Parquet") from None
    return pa


def read(file: BinaryIO, names: Fields) -> Iterator[Record]:
    """Yield the rows of a table, nested columns as they are. Raises SkippedInput where it is none, or is broken."""
    pa = _pyarrow()
    number = 0
    try:
        table = pa.parquet.ParquetFile(file, buffer_size=1 << 20, pre_buffer=False)
        if said := names.missing(table.schema_arrow.names):
            raise SkippedInput("bad_table", said)
        for batch in table.iter_batches(batch_size=_ROWS, use_threads=False):
            columns = dict(zip(batch.schema.names, batch.columns, strict=True))
            for n in range(batch.num_rows):
                number += 1
                yield record_of({name: c[n].as_py() for name, c in columns.items()}, number, names, "row")
    except (pa.ArrowException, OSError, ValueError, OverflowError) as e:
        raise SkippedInput("bad_table", f"it is no Parquet, or broken behind row {number:,}: {e}"[:300]) from None


def schema() -> Any:
    """Return the columns that `write` makes. Raises SkippedInput where pyarrow is not installed."""
    pa = _pyarrow()
    text, texts = pa.string(), pa.list_(pa.string())
    name = pa.struct({"id": text, "name": text, "count": pa.int32()})
    edit = dict.fromkeys(("stage", "rule", "before", "after", "reason"), text)
    edit |= {"confidence": pa.float64(), "start": pa.int64(), "end": pa.int64()}
    return pa.schema(
        dict.fromkeys(("id", "source", "sha256", "lang"), text)
        | {"lang_also": texts, "translated_from": text, "translation_weight": pa.float64(), "translation_traces": texts}
        | dict.fromkeys(("title", "byline", "date", "dateline", "published", "modified", "section", "url"), text)
        | {"paywall": pa.bool_(), "agencies": texts, "names": pa.list_(name), "duplicate_of": text, "text": text}
        | {"extra": text, "extra_left_out": texts, "edits": pa.list_(pa.struct(edit))}
    )


def write(rows: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """Yield the bytes of a table of rows, the same for the same rows. Raises SkippedInput as `schema` does."""
    pa = _pyarrow()
    columns = schema()
    sink = _Sink()
    with pa.parquet.ParquetWriter(sink, columns, compression="zstd") as writer:
        todo = iter(rows)
        while group := [_row(row) for row in islice(todo, _GROUP)]:
            writer.write_table(pa.Table.from_pylist(group, schema=columns))
            yield sink.drain()
    yield sink.drain()


def _row(row: Mapping[str, Any]) -> Any:
    """A row as it fits the columns: what records of other people held is JSON in one column."""
    extra_fields = row.get("extra")
    return _plain({**row, "extra": json.dumps(extra_fields, ensure_ascii=False) if extra_fields else None})


class _Sink(io.RawIOBase):
    """A file that hands on what is written to it."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._size = 0

    def writable(self) -> bool:
        """Say that it can be written."""
        return True

    def write(self, data: Any) -> int:
        """Take the bytes and return their number."""
        self._parts.append(bytes(data))
        self._size += len(self._parts[-1])
        return len(self._parts[-1])

    def tell(self) -> int:
        """Return how many bytes were written."""
        return self._size

    def drain(self) -> bytes:
        """Return the bytes that were written since the last time."""
        data = b"".join(self._parts)
        self._parts.clear()
        return data


def _plain(value: Any) -> Any:
    """A value whose texts are UTF-8: a lone surrogate becomes its escape."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, Mapping):
        return {key: _plain(v) for key, v in value.items()}
    return [_plain(v) for v in value] if isinstance(value, list | tuple) else value
