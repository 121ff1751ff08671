"""The outputs of an earlier run, as a revision of git holds them."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from normalize.errors import UsageError
from normalize.store.archive import Archive
from normalize.store.out import CORPUS


class Revision(Archive):
    """The outputs of a folder as they were committed. As a context it holds the git process that reads them.

    Nothing is checked out. Raises UsageError where git, the repository, the revision or the outputs in it are missing.
    """

    def __init__(self, folder: Path, revision: str) -> None:
        self.folder = folder
        self._tree = _tree(folder, revision)
        self._label = f"{folder} at {revision}"
        self._reader: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self._reader = subprocess.Popen(  # noqa: S603 - git, and nothing of the command line but a folder
            [_git(), "-C", os.fspath(self.folder), "cat-file", "--batch"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        if self._find(CORPUS) is None:
            self.__exit__(None, None, None)
            raise UsageError(
                f"{self._label}: no outputs were committed there; texts/, ledgers/ and {CORPUS} have to be in git, "
                "or keep a copy of the folder and name that"
            )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._reader is not None:
            for stream in (self._reader.stdin, self._reader.stdout):
                if stream is not None:
                    with suppress(BrokenPipeError):
                        stream.close()
            self._reader.wait()

    def _bytes(self, name: str) -> bytes:
        found = self._find(name)
        if found is None:
            raise FileNotFoundError(f"{name} is not in {self._label}")
        return found

    def _lines(self, name: str) -> Iterator[bytes]:
        return iter(self._bytes(name).splitlines(keepends=True))

    def _find(self, name: str) -> bytes | None:
        assert self._reader is not None
        into, out = self._reader.stdin, self._reader.stdout
        assert into is not None
        assert out is not None
        with suppress(BrokenPipeError):  # git gave up: what it says next is nothing
            into.write(f"{self._tree}:{name}\n".encode())
            into.flush()
        head = out.readline().split()
        if len(head) != 3 or head[1] != b"blob":
            _skip(out, head)
            return None
        data = out.read(int(head[2]))
        out.read(1)  # the line feed behind it
        return data


def _skip(out: IO[bytes], head: list[bytes]) -> None:
    if len(head) == 3 and head[2].isdigit():
        out.read(int(head[2]) + 1)


def _git() -> str:
    found = shutil.which("git")
    if found is None:
        raise UsageError(
            "git is not installed, so no revision can be read; name a folder of outputs of the earlier run"
        )
    return found


def _tree(folder: Path, revision: str) -> str:
    """Return the tree of git that the folder was in a revision."""
    inside = _ask(folder, "rev-parse", "--show-prefix")
    if inside is None:
        raise UsageError(f"{folder}: in no repository of git, so {revision!r} is no revision; name a folder or a file")
    commit = _ask(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if not commit:
        raise UsageError(f"{revision!r} is no folder, no file and no revision of git; `git log` lists revisions")
    path = inside.rstrip("/")
    tree = _ask(folder, "rev-parse", "--verify", "--quiet", f"{commit}:{path}" if path else f"{commit}^{{tree}}")
    if not tree:
        raise UsageError(f"{folder}: was not committed at {revision}; commit it, or keep a copy of it and name that")
    return tree


def _ask(folder: Path, *args: str) -> str | None:
    """Return what git says, or None where it refuses."""
    done = subprocess.run(  # noqa: S603 - git, and a revision behind --end-of-options
        [_git(), "-C", os.fspath(folder), *args], capture_output=True, check=False, stdin=subprocess.DEVNULL
    )
    return os.fsdecode(done.stdout).removesuffix("\n") if done.returncode == 0 else None
