"""One digest of all that a run looks at and leaves: where it is the same again, nothing was changed in the meantime.

It is taken from what the file system says of each file, without reading any, and of more files than matter: where it
differs, the run looks closer.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

CLOSE = 3 * 10**9
"""Nanoseconds within which two changes of a file may look like one, on the coarsest of file systems."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A digest of files; `settled` says that a change of any of them after this moment will show."""

    digest: str
    settled: bool


def stamp(paths: Iterable[Path], told: Mapping[str, str] = MappingProxyType({})) -> Stamp:
    """Return the stamp of all files in folders and files, hidden ones aside, and of what else is `told`."""
    latest = time.time_ns() - CLOSE
    total = hashlib.blake2b(repr((sorted(told.items()), os.geteuid())).encode(), digest_size=16)
    settled = True
    for path in paths:
        total.update(b"\0\0%s\0%s\0" % (os.fsencode(path), os.fsencode(os.path.realpath(path))))
        for line, changed in _walked(os.fsencode(path)):
            total.update(line)
            settled = settled and changed < latest
    return Stamp(total.hexdigest(), settled)


def _walked(path: bytes) -> Iterator[tuple[bytes, int]]:
    """Yield a line for each file in a folder, and when it was changed."""
    try:
        with os.scandir(path) as found:
            entries = sorted((e for e in found if not e.name.startswith(b".")), key=lambda e: e.name)
    except NotADirectoryError:
        yield _line(path, path)
        return
    except OSError as e:
        yield b"%s\0%d\n" % (path, e.errno or 0), 0
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield b"%s/\n" % entry.name, 0
            yield from _walked(entry.path)
            yield b"/\n", 0
        else:
            yield _line(entry.name, entry.path)
            if entry.is_symlink():
                yield b"%s\n" % os.fsencode(os.path.realpath(entry.path)), 0


def _line(name: bytes, path: bytes) -> tuple[bytes, int]:
    try:
        s = os.stat(path)  # noqa: PTH116 - a third of the time of Path.stat, and there are many
    except OSError as e:
        return b"%s\0%d\n" % (name, e.errno or 0), 0
    said = b"%s\0%d %d %d %d %d\n" % (name, s.st_size, s.st_mtime_ns, s.st_ctime_ns, s.st_ino, s.st_mode)
    return said, max(s.st_ctime_ns, s.st_mtime_ns)
