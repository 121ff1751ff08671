"""A project to begin with: settings, an example glossary, a sample article. What is there already is never touched."""

from __future__ import annotations

import contextlib
import os
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from normalize.config import commented
from normalize.errors import RefusedError, StorageError

SAMPLE = "seeds/harbour/the-ferry-that-came-back.txt"
NAMES = "glossaries/people.yaml"


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be done with one file: `what` says what it is for, `kept` why it stays as it is, where it does.

    `text` is written into a new file, or behind what the file has.
    """

    path: Path
    what: str
    text: bytes = b""
    kept: str = ""

    def take(self) -> None:
        """Write the text: all of it, or nothing. Raises StorageError."""
        if self.kept:
            return
        old = None
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("ab") as file:
                old = file.tell()
                file.write(self.text)
        except OSError as e:
            if old is not None:
                _as_it_was(self.path, old)
            told = f"{self.path}: cannot be written: {e.strerror or e}"
            raise StorageError(f"{told}; mend this and run `normalize init` again: what is there stays") from None


def plan(folder: Path) -> list[Step]:
    """Return what a project in a folder lacks, file by file. Nothing is written.

    Raises RefusedError where a file stands in the way of a folder, StorageError where something cannot be read.
    """
    for place in (folder, *(folder / name for name in ("seeds", "seeds/harbour", "glossaries"))):
        if os.path.lexists(place) and not place.is_dir():
            raise RefusedError(f"{place}: a file stands where a folder belongs; move it away. Nothing was done")
    return [_settled(folder / name, what, make) for name, what, make in _PARTS]


def _settled(path: Path, what: str, make: Callable[[Path], tuple[bytes, str]]) -> Step:
    try:
        return Step(path, what, *make(path))
    except OSError as e:
        raise StorageError(f"{path}: cannot be read: {e.strerror or e}. Nothing was done") from None


def _settings(path: Path) -> tuple[bytes, str]:
    table = commented().encode()
    if not os.path.lexists(path):
        return table, ""
    old = path.read_bytes()
    if old.strip():
        line = b"\r\n" if b"\r\n" in old else b"\n"
        table = (line if old.endswith(b"\n") else line * 2) + table.replace(b"\n", line)
    try:
        tools = tomllib.loads(old.decode("utf-8")).get("tool", {})
        if isinstance(tools, dict) and "normalize" in tools:
            return b"", "has a table [tool.normalize]"
        tomllib.loads((old + table).decode("utf-8"))
    except ValueError as e:
        return b"", f"the table [tool.normalize] cannot be added: {e}"
    return table, ""


def _glossary(path: Path) -> tuple[bytes, str]:
    return _new("people.yaml", path.parent)


def _sample(path: Path) -> tuple[bytes, str]:
    return _new("sample.txt", path.parent.parent)


def _new(name: str, folder: Path) -> tuple[bytes, str]:
    """The file of this package, for a folder in which nothing is yet."""
    if folder.is_dir() and any(not p.name.startswith(".") for p in _below(folder)):
        return b"", f"{folder.name}/ has files of its own"
    return (Path(__file__).parent / name).read_bytes(), ""


def _below(folder: Path) -> Iterator[Path]:
    """Yield what is in a folder, links and empty folders below it aside."""
    for path in folder.iterdir():
        if path.is_symlink() or not path.is_dir():
            yield path
        else:
            yield from _below(path)


def _ignored(path: Path) -> tuple[bytes, str]:
    old = path.read_bytes() if os.path.lexists(path) else b""
    if {b"out", b"out/", b"/out", b"/out/"} & {line.strip() for line in old.splitlines()}:
        return b"", "names out/"
    line = b"\r\n" if b"\r\n" in old else b"\n"
    return (line if old and not old.endswith(b"\n") else b"") + b"out/" + line, ""


def _as_it_was(path: Path, size: int) -> None:
    with contextlib.suppress(OSError):
        if size:
            os.truncate(path, size)
        else:
            path.unlink()


_PARTS: tuple[tuple[str, str, Callable[[Path], tuple[bytes, str]]], ...] = (
    ("pyproject.toml", "every setting, with its default", _settings),
    (NAMES, "names that you know, with a guide in it", _glossary),
    (SAMPLE, "an article to try it on; put yours beside it", _sample),
    (".gitignore", "out/ is made anew by every run", _ignored),
)
