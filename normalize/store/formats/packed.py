"""Packed files, gzip and Zstandard: unpacked as a stream that stops at bombs, packed to the same bytes each time."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from normalize.errors import SkippedInput
from normalize.store.formats.record import LIMIT

_WINDOW = 128 * 1024 * 1024  # bytes that a Zstandard file may want to look back
_BUFFER = 1 << 17
_MAGIC = 4  # bytes at the beginning of a member that tell what it is


@dataclass(frozen=True, slots=True)
class Packing:
    """One way of packing. `engine` makes an object that unpacks one member; `step` bytes are given to it at a time.

    The step is small enough that what comes of it fits into memory, whatever it is. `most` is how many bytes a packed
    one may hold once there are more than a document may have: more than any articles, and less than a bomb.
    """

    name: str
    reason: str
    magic: tuple[bytes, ...]
    step: int
    most: int
    engine: Callable[[], Any]
    faults: Callable[[], type[Exception]]
    packer: Callable[[BinaryIO], Any]


def extra(name: str, what: str) -> SkippedInput:
    """Return the refusal of an input that needs a package which is not installed."""
    return SkippedInput("needs_extra", f"{what} needs a package: install source-normalize[{name}]")


def _zstandard() -> Any:
    try:
        import zstandard
    except ImportError:
        raise extra("zstd", "Zstandard") from None
    return zstandard


PACKINGS = {
    ".gz": Packing(
        "gzip",
        "not_gzip",
        (b"\x1f\x8b",),
        1 << 14,
        500,
        lambda: zlib.decompressobj(31),
        lambda: zlib.error,
        lambda file: gzip.GzipFile("", "wb", 6, file, mtime=0),
    ),
    ".zst": Packing(
        "Zstandard",
        "not_zstd",
        (b"\x28\xb5\x2f\xfd", *(bytes((0x50 + n, 0x2A, 0x4D, 0x18)) for n in range(16))),
        1 << 10,
        5000,
        lambda: _zstandard().ZstdDecompressor(max_window_size=_WINDOW).decompressobj(),
        lambda: _zstandard().ZstdError,
        lambda file: _zstandard().ZstdCompressor(level=6).stream_writer(file, closefd=False),
    ),
}
"""Ways of packing by the suffix of the file."""


class Unpacked(io.RawIOBase):
    """The bytes inside a packed file. Raises SkippedInput where it is a bomb, breaks off, or is something else."""

    def __init__(self, file: BinaryIO, packing: Packing) -> None:
        self._file = file
        self._packing = packing
        self._engine: Any = None
        self._faults = packing.faults()
        self._ready = memoryview(b"")
        self._unused = b""
        self.taken = self.given = 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer with the next bytes and return their number, 0 at the end."""
        while not self._ready:
            if not self._fill():
                return 0
        size = min(len(buffer), len(self._ready))
        buffer[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size

    def close(self) -> None:
        """Close the packed file as well."""
        self._file.close()
        super().close()

    def _fill(self) -> bool:
        """Unpack some more; False at the end of the last member."""
        packed = self._unused or self._file.read(self._packing.step)
        self._unused = b""
        if self._engine is None:
            packed = packed.lstrip(b"\0") if self.taken else packed  # tapes and disks fill up with zeros
            if not packed:
                return self._more(packed)
            packed = self._begin(packed)
        if not packed:
            raise SkippedInput("truncated", f"{self._said()} ends at byte {self.taken:,}, before its end mark")
        try:
            data = self._engine.decompress(packed)
        except self._faults as e:
            if "memory" in str(e):
                raise SkippedInput("bomb", f"{self._said()} wants more than {_WINDOW:,} bytes of memory") from None
            raise SkippedInput("truncated", f"{self._said()} is broken about byte {self.taken:,}: {e}") from None
        self._unused = self._engine.unused_data if self._engine.eof else b""
        self.taken += len(packed) - len(self._unused)
        self.given += len(data)
        if self._engine.eof:
            self._engine = None
        if self.given > LIMIT and self.given > self._packing.most * self.taken:
            raise SkippedInput(
                "bomb", f"{self._said()} unpacks to more than {self._packing.most} times its size: a bomb"
            )
        self._ready = memoryview(data)
        return True

    def _more(self, packed: bytes) -> bool:
        """Whether there is more behind zeros."""
        while not packed and (packed := self._file.read(self._packing.step)):
            packed = packed.lstrip(b"\0")
        self._unused = packed
        return bool(packed)

    def _begin(self, packed: bytes) -> bytes:
        """Begin a member, and return its first bytes: enough of them to know it by."""
        packed += self._file.read(max(0, _MAGIC - len(packed)))
        if not packed.startswith(self._packing.magic):
            reason = "truncated" if self.taken else self._packing.reason
            what = f"what follows byte {self.taken:,}" if self.taken else "the file"
            raise SkippedInput(reason, f"{what} is no {self._packing.name}")
        self._engine = self._packing.engine()
        return packed

    def _said(self) -> str:
        return f"the {self._packing.name}"


def unpacked(file: BinaryIO, packing: Packing) -> BinaryIO:
    """Return the stream inside a packed one. Raises SkippedInput where that takes a package that is not there."""
    return io.BufferedReader(Unpacked(file, packing), _BUFFER)


def pack(chunks: Iterable[bytes], packing: Packing) -> Iterator[bytes]:
    """Yield a stream packed; the same bytes for the same stream. Raises SkippedInput as `unpacked` does."""
    sink = io.BytesIO()
    with packing.packer(sink) as packer:
        for chunk in chunks:
            packer.write(chunk)
            yield drained(sink)
    yield drained(sink)


def drained(sink: io.BytesIO) -> bytes:
    """Return what was written to a sink so far, and empty it."""
    data = sink.getvalue()
    sink.seek(0)
    sink.truncate()
    return data
