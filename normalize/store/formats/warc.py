"""Web archives (WARC): pages and texts that servers answered with, and texts that were made of them.

Lengths are compared with what is there: an answer that was cut off is told and never taken for a whole one. Readers
that are to be had give such a body without a word, or end the process on a damaged file.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from normalize.errors import SkippedInput
from normalize.store.formats.packed import extra
from normalize.store.formats.record import LIMIT, Fields, Record

_PIECE = 1 << 16  # bytes that are passed over at a time, and that the head of a record or of an answer may have
_KEPT = frozenset(("response", "resource", "conversion"))
_KINDS = {"text/html": "text/html", "application/xhtml+xml": "text/html", "text/plain": "", "": ""}
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:\-]+)", re.IGNORECASE | re.ASCII)
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})\b")
_NUMBER = re.compile(r"\d{1,18}", re.ASCII)
_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\r\n]*)?\r?\n")


class _Bad(Exception):
    """A record that is not what the format asks for."""


@dataclass
class _Walk:
    """How far the reading has come, and what was passed over."""

    file: BinaryIO
    place: int = 0  # bytes
    passed: Counter[str] = field(default_factory=Counter)
    held: bytes = b""  # a line that was looked at and belongs to what comes next

    def line(self) -> bytes:
        line, self.held = self.held or self.file.readline(_PIECE), b""
        self.place += len(line)
        return line

    def find_record(self) -> None:
        """Go on to the next line that begins a record."""
        while (line := self.file.readline(_PIECE)) and not line.startswith(b"WARC/"):
            self.place += len(line)
        self.held = line

    def block(self, length: int, most: int) -> bytes:
        """Return the first `most` bytes of a block and pass over the others."""
        start, data = self.place, self.file.read(min(length, most))
        self.place += len(data)
        while (rest := start + length - self.place) and (piece := self.file.read(min(rest, _PIECE))):
            self.place += len(piece)
        if self.place < start + length:
            there = self.place - start
            raise SkippedInput("truncated", f"the record says that it has {length:,} bytes and has {there:,}")
        return data


def read(file: BinaryIO, _: Fields) -> Iterator[Record]:
    """Yield the pages and texts of an archive; at its end, as one record, how many answers were none."""
    walk = _Walk(file)
    number = 0
    while True:
        start = walk.place
        try:
            head = _head(walk)
            if head is None:
                break
            number += 1
            record = _record(walk, head, number)
        except _Bad as e:
            number += 1
            record = Record(number, skip=("bad_warc", f"{e}, at byte {start:,}"))
        except SkippedInput as e:
            yield Record(number, skip=(e.reason, f"{e}; it begins at byte {start:,}"))
            return
        if record is not None:
            yield record
    if walk.passed:
        told = ", ".join(f"{n:,} {what}" for what, n in sorted(walk.passed.items(), key=lambda p: (-p[1], p[0]))[:8])
        total = sum(walk.passed.values())
        yield Record(0, skip=("no_article", f"{total:,} records are no page or text, and were passed over: {told}"))


def _head(walk: _Walk) -> dict[str, str] | None:
    """Read the head of the next record; None at the end. What stands before it raises _Bad."""
    while not (line := walk.line()).strip():
        if not line:
            return None
    if not line.startswith(b"WARC/"):
        start = walk.place - len(line)
        walk.find_record()
        raise _Bad(f"{walk.place - start:,} bytes are no record")
    lines, size = [], 0
    while (line := walk.line()).strip():
        size += len(line)
        lines.append(line if size <= _PIECE else b"")
    if size > _PIECE:
        raise _Bad(f"the head of a record has {size:,} bytes")
    if not line:
        raise SkippedInput("truncated", "the archive ends in the head of a record")
    return _headers(lines)


def _headers(lines: list[bytes]) -> dict[str, str]:
    pairs = (line.partition(b":") for line in reversed(lines))  # the first of a name holds
    return {
        name.strip().decode("latin-1").lower(): value.strip().decode("utf-8", "replace")
        for name, mark, value in pairs
        if mark
    }


def _record(walk: _Walk, head: dict[str, str], number: int) -> Record | None:
    length, kind = head.get("content-length", ""), head.get("warc-type", "").lower()
    if not _NUMBER.fullmatch(length):
        raise _Bad(f"the length of a record is {length[:40]!r}")
    if kind not in _KEPT:
        walk.block(int(length), 0)
        return None
    block = walk.block(int(length), LIMIT + _PIECE)
    media = head.get("content-type", "")
    http: dict[str, str] = {}
    if kind == "response":
        status, http, block = _answer(block)
        media = http.get("content-type", "")
        if status != "200":
            walk.passed[f"answers {status}"] += 1
            return None
    plain = media.partition(";")[0].strip().lower()
    if plain not in _KINDS:
        walk.passed[plain[:40]] += 1
        return None
    url = head.get("warc-target-uri", "").strip("<>")
    try:
        if int(length) > LIMIT + _PIECE:
            raise SkippedInput("too_large", f"{int(length):,} bytes; the limit for one document is {LIMIT:,}")  # noqa: TRY301
        if head.get("warc-truncated"):
            said = head["warc-truncated"][:40]
            raise SkippedInput("truncated", f"the archive says that this page was cut off ({said})")  # noqa: TRY301
        body = _body(block, http)
    except SkippedInput as e:
        return Record(number, skip=(e.reason, f"{url[:200]}: {e}"))
    charset = _CHARSET.search(media)
    return Record(
        number,
        body,
        url,
        _KINDS[plain],
        charset[1] if charset else "",
        site=_host(url),
        extra={key: value for key, value in (("url", url), ("date", head.get("warc-date", ""))) if value},
    )


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _answer(block: bytes) -> tuple[str, dict[str, str], bytes]:
    """Return status, headers and body of what a server answered."""
    status = _STATUS.match(block)
    ends = [(at, mark) for mark in (b"\r\n\r\n", b"\n\n") if (at := block.find(mark, 0, _PIECE)) >= 0]
    if not status or not ends:
        raise _Bad("a response holds no answer of a server, or one with an endless head")
    at, mark = min(ends)
    return status[1].decode(), _headers(block[:at].splitlines()[1:]), block[at + len(mark) :]


def _body(body: bytes, http: dict[str, str]) -> bytes:
    """Return the document that an answer carries. Raises SkippedInput where it is cut off, a bomb or too large.

    An archive may hold the body as it was sent, or unpacked under the headers that it was sent with: the bytes decide.
    """
    chunked = "chunked" in http.get("transfer-encoding", "").lower() and _CHUNK.match(body)
    length = http.get("content-length", "")
    packed = http.get("content-encoding", "").strip().lower()
    if chunked:
        body = _joined(body)
    elif not packed and _NUMBER.fullmatch(length) and len(body) < int(length):
        raise SkippedInput("truncated", f"{len(body):,} bytes of {int(length):,} that the server announced")
    unpack = _CODINGS.get(packed)
    if unpack is not None:
        body = unpack(body)
    if len(body) > LIMIT:
        raise SkippedInput("too_large", f"more than {LIMIT:,} bytes, the limit for one document")
    return body


def _joined(body: bytes) -> bytes:
    parts: list[bytes] = []
    at = 0
    while found := _CHUNK.match(body, at):
        size = int(found[1], 16)
        if not size:
            return b"".join(parts)
        parts.append(body[found.end() : found.end() + size])
        at = found.end() + size
        at += 2 if body.startswith(b"\r\n", at) else body.startswith(b"\n", at)
    raise SkippedInput("truncated", f"its chunks break off at byte {at:,}")


def _inflated(body: bytes) -> bytes:
    """Unpack gzip or deflate, with or without its frame; bytes that are neither are taken as they are."""
    if body.startswith(b"\x1f\x8b"):
        return _within(zlib.decompressobj(31), body)
    for bits in (15, -15):
        try:
            return _within(zlib.decompressobj(bits), body)
        except zlib.error:
            continue
    return body


def _gunzipped(body: bytes) -> bytes:
    return _inflated(body) if body.startswith(b"\x1f\x8b") else body


def _within(engine: Any, body: bytes) -> bytes:
    try:
        data: bytes = engine.decompress(body, LIMIT + 1)
    except zlib.error as e:
        if body.startswith(b"\x1f\x8b"):
            raise SkippedInput("truncated", f"its gzip is broken: {e}") from None
        raise
    if len(data) > LIMIT:
        raise SkippedInput("bomb", f"{len(body):,} bytes unpack to more than {LIMIT:,}")
    if not engine.eof:
        raise SkippedInput("truncated", "it is packed, and breaks off before its end")
    return data


def _unbrotlied(body: bytes) -> bytes:
    """Unpack Brotli; it has no mark at its beginning, so what cannot be unpacked is taken as it is."""
    try:
        import brotli
    except ImportError:
        raise extra("warc", "Brotli") from None
    engine = brotli.Decompressor()
    try:
        data: bytes = engine.process(body, output_buffer_limit=LIMIT + 1)
    except brotli.error:
        return body
    if len(data) > LIMIT:
        raise SkippedInput("bomb", f"{len(body):,} bytes unpack to more than {LIMIT:,}")
    if not engine.is_finished():
        raise SkippedInput("truncated", "it is packed, and breaks off before its end")
    return data


_CODINGS = {"gzip": _gunzipped, "x-gzip": _gunzipped, "deflate": _inflated, "br": _unbrotlied}
