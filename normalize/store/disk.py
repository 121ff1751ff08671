"""All that this program ever does to the disk below a folder of outputs: a handful of operations, and nothing else.

A file is made beside its place, written, and renamed: a reader never sees half of it. Tests let the k-th operation
fail, or end the process there, for every k.
"""

from __future__ import annotations

import ctypes
import errno
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import IO

from normalize.errors import StorageError


def make(folder: Path) -> None:
    """Make a folder and those above it."""
    folder.mkdir(parents=True, exist_ok=True)


def create(path: Path) -> IO[bytes]:
    """Make a file that is not there yet, and open it."""
    return path.open("xb")


def write(file: IO[bytes], data: bytes) -> None:
    """Write bytes to an open file."""
    file.write(data)


def close(file: IO[bytes], *, sync: bool = False) -> None:
    """Hand what was written to the system, with `sync` to the disk, and close the file."""
    with file:
        file.flush()
        if sync:
            os.fsync(file.fileno())


def rename(path: Path, to: Path) -> None:
    """Put a file in its place; what stood there is gone."""
    path.replace(to)


def unlink(path: Path) -> None:
    """Take a file away; nothing is done where there is none."""
    path.unlink(missing_ok=True)


def remove(folder: Path) -> None:
    """Take an empty folder away."""
    folder.rmdir()


def sync(folder: Path) -> None:
    """Bring all that was written to a folder's file system to the disk, at one go, and its names with it."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        if _syncfs()(handle) != 0:
            os.fsync(handle)
    finally:
        os.close(handle)


@cache
def _syncfs() -> Callable[[int], int]:
    """The system's own call where it has one; it takes the file of a folder, and returns 0 where all is well."""
    try:
        found: Callable[[int], int] = ctypes.CDLL(None, use_errno=True).syncfs
    except (AttributeError, OSError):
        return _sync_everything
    return found


def _sync_everything(_: int) -> int:
    os.sync()
    return 0


_MENDS = {
    errno.ENOSPC: "free some space there",
    errno.EDQUOT: "free some space there",
    errno.EFBIG: "let the system allow files of this size (ulimit -f)",
    errno.EROFS: "name a folder that can be written to",
    errno.EACCES: "name a folder that can be written to",
    errno.EPERM: "name a folder that can be written to",
}


def refused(path: Path, e: OSError) -> StorageError:
    """Return the error that tells a person which file could not be written, why, and what next."""
    mend = _MENDS.get(e.errno or 0, "mend this")
    said = e.strerror or e
    return StorageError(f"{path}: cannot be written: {said}; no file is left half written; {mend} and run it again")
