"""The lock of a folder of outputs: one run at a time, and which files runs of ours have written there.

The system lets go of it when the process ends, however it ends. Its file names all files that runs wrote or were about
to write, so that what a killed run left is known as ours; a line that begins with = is a remark.
"""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import IO

from normalize.errors import RefusedError
from normalize.store import disk

NAME = ".normalize.lock"
_PROCESS = re.compile(rb"^=process (\d{1,10})$", re.MULTILINE)
_WHOLE = "=whole"


class Lock:
    """The lock of a folder. `option` is what names the folder on the command line."""

    def __init__(self, folder: Path, option: str) -> None:
        self._path = folder / NAME
        self._option = option
        self._file: IO[bytes] | None = None
        self._size: int | None = None  # of the file, until something is written
        self.orphaned = False  # whether the run before this one was ended before its end

    @property
    def held(self) -> bool:
        """Whether this process holds it."""
        return self._file is not None

    def take(self) -> None:
        """Take the lock. Raises RefusedError where another run has it, OSError where the disk says no."""
        self._file = self._path.open("ab")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.release()
            found = _PROCESS.findall(self._path.read_bytes())
            who = f" (process {int(found[-1])})" if found else ""
            raise RefusedError(
                f"{self._path.parent}: another run{who} is writing here; wait for it, "
                f"or name another folder with {self._option}"
            ) from None
        self.orphaned = [line for line in self._lines() if line.startswith("=")][-1:] != [_WHOLE]
        self._size = self._path.stat().st_size
        self._write([f"=process {os.getpid()}"])

    def release(self) -> None:
        """Let go of the lock; where nothing was claimed, its file is as it was."""
        if self._file is not None:
            if self._size is not None:
                with suppress(OSError):
                    self._file.truncate(self._size)
            self._file.close()
            self._file = None

    def claimed(self) -> set[str]:
        """Return the names of all files that runs of ours wrote or were about to write."""
        return {line for line in self._lines() if line and not line.startswith("=")}

    def claim(self, names: Iterable[str]) -> None:
        """Note that files are about to be written."""
        self._size = None
        self._write(sorted(set(names) - self.claimed()))

    def complete(self, names: Iterable[str]) -> None:
        """Note that a run came to its end, and which files are there."""
        self._size = None
        self._write((*sorted(names), _WHOLE), anew=True)

    def _lines(self) -> list[str]:
        try:
            return self._path.read_text("utf-8", "replace").split("\n")
        except OSError:
            return []

    def _write(self, lines: Iterable[str], *, anew: bool = False) -> None:
        """Add lines to the file: one that is cut off by a sudden end still says all that was said before."""
        if self._file is None:
            return
        try:
            if anew:
                self._file.truncate(0)
            disk.write(self._file, "".join(f"\n{line}" for line in lines).encode("utf-8"))
            self._file.flush()
        except OSError as e:
            raise disk.refused(self._path, e) from None


def is_locked(folder: Path) -> bool:
    """Whether a run is writing into an output folder at this moment."""
    try:
        with (folder / NAME).open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False
