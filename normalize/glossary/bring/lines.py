"""Files of any size, line by line: plain or packed (gzip, bzip2, xz), never more than one line in memory."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from normalize.errors import UsageError
from normalize.glossary.bring.leftout import LeftOut

LONGEST = 16 << 20  # bytes of a line; the longest entities of Wikidata have some four million
_PEEK = 1 << 16
_BROKEN = (EOFError, OSError, zlib.error, lzma.LZMAError)
_BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}".encode()


@dataclass
class Source:
    """A name list that is open: `name` is how a person calls it, `head` how it begins."""

    name: str
    stream: io.BufferedReader
    left_out: LeftOut
    head: bytes = b""

    def place(self, number: int) -> str:
        """Return file and line: "names.csv:41"."""
        return f"{self.name}:{number}"

    def lines(self) -> Iterator[tuple[int, bytes]]:
        """Yield the lines with their numbers, from 1. A file that breaks off ends where it does, and that is told."""
        number = 0
        try:
            while line := self.stream.readline(LONGEST + 1):
                number += 1
                if len(line) <= LONGEST:
                    yield number, line.removeprefix(_BYTE_ORDER_MARK) if number == 1 else line
                    continue
                self.left_out.add("long-line", self.place(number), f"more than {LONGEST:,} bytes")
                while line and not line.endswith(b"\n"):
                    line = self.stream.readline(LONGEST)
        except _BROKEN as e:
            self.left_out.add("broken", self.place(number + 1), f"the file breaks off here: {e}")

    def texts(self) -> Iterator[tuple[int, str]]:
        """Yield the lines that are UTF-8 with their numbers."""
        for number, line in self.lines():
            try:
                yield number, line.decode("utf-8")
            except UnicodeDecodeError:
                shown = line[:60].decode("utf-8", "replace").strip()
                self.left_out.add("encoding", self.place(number), f"{shown!r}: save the file as UTF-8")

    def objects(self, only: re.Pattern[bytes] | None = None) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield the JSON objects of lines, or of a list with one object a line, with the numbers of their lines.

        A line in which `only` does not match is counted and not read.
        """
        for number, line in self.lines():
            bare = line.strip().removesuffix(b",")
            if bare.startswith(b"[") != bare.endswith(b"]"):
                bare = bare.removeprefix(b"[").removesuffix(b"]")
            if not bare or bare == b"[]":
                continue
            if only is not None and not only.search(bare):
                self.left_out.counts["kind"] += 1
                continue
            try:
                value = json.loads(bare)
            except (ValueError, RecursionError) as e:
                self.left_out.add("line", self.place(number), f"no JSON: {e or type(e).__name__}")
                continue
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, dict):
                    yield number, one
                else:
                    self.left_out.add("line", self.place(number), "no JSON object")


def opened(source: Path | BinaryIO, name: str, left_out: LeftOut) -> Source:
    """Open a name list; how it is packed is known by its first bytes. Raises UsageError where it cannot be opened."""
    try:
        raw = source.open("rb") if isinstance(source, Path) else source
        stream = _unpacked(io.BufferedReader(cast("io.RawIOBase", raw), _PEEK))
        head = stream.peek(_PEEK)[:_PEEK]
    except _BROKEN as e:
        reason = getattr(e, "strerror", None) or e
        raise UsageError(f"{name}: cannot be read: {reason}") from None
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UsageError(f"{name}: this is UTF-16; save the file as UTF-8")
    return Source(name, stream, left_out, head.removeprefix(_BYTE_ORDER_MARK))


def _unpacked(stream: io.BufferedReader) -> io.BufferedReader:
    first = stream.peek(6)
    packed: Any = stream
    if first.startswith(b"\x1f\x8b"):
        packed = gzip.GzipFile(fileobj=stream)
    elif first.startswith(b"BZh"):
        packed = bz2.BZ2File(stream)
    elif first.startswith(b"\xfd7zXZ\x00"):
        packed = lzma.LZMAFile(stream)  # noqa: SIM115 - the source is closed by who opened it
    else:
        return stream
    return io.BufferedReader(packed, _PEEK)
