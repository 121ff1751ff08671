"""Files written whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import secrets
from collections.abc import Iterable
from pathlib import Path

from normalize.store import disk


def put(path: Path, chunks: Iterable[bytes], *, sync: bool = False) -> None:
    """Write a new file; where that does not come to its end, nothing of it stays."""
    disk.make(path.parent)
    file = disk.create(path)
    try:
        for chunk in chunks:
            disk.write(file, chunk)
        disk.close(file, sync=sync)
    except BaseException:
        with contextlib.suppress(OSError):
            file.close()
        forget(path)
        raise


def replace(path: Path, chunks: Iterable[bytes]) -> None:
    """Put a file in the place of another, and bring it to the disk. Raises StorageError."""
    beside = path.with_name(f".normalize-{secrets.token_hex(8)}.tmp")
    try:
        put(beside, chunks, sync=True)
        disk.rename(beside, path)
    except OSError as e:
        forget(beside)
        raise disk.refused(path, e) from None


def forget(path: Path) -> None:
    """Take a file away that was not finished, if that can be done."""
    with contextlib.suppress(OSError):
        disk.unlink(path)


def has(path: Path, known: str) -> bool:
    """Whether a file has a digest."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == known
    except OSError:
        return False


def same(path: Path, data: bytes) -> bool:
    """Whether a file has these bytes."""
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False
