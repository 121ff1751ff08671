"""The output folder: written whole or not at all, the same bytes every time; what is not ours is never touched."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Any, Self

from normalize import __version__
from normalize.edits.ledger import digest
from normalize.errors import RefusedError, StorageError

FORMAT = 1
MANIFEST, CORPUS, QUARANTINE, REPORT = "manifest.json", "corpus.jsonl", "quarantine.jsonl", "report.html"
_LISTS = (MANIFEST, CORPUS, QUARANTINE, REPORT)
_LOCK, _TEMPORARY = ".normalize.lock", ".normalize-"
_UNSAFE = re.compile(r"[^\w.\- ()+,@=]", re.ASCII)
_FORBIDDEN = frozenset('<>:"/\\|?*')
_LONGEST = 120  # bytes of one part of a path that is taken over as it is
_DEEPEST = 700  # bytes of a path that is taken over as it is


def file_name(id_: str) -> str:
    """Return the path of a document's files below `texts/` and `ledgers/`, without suffix.

    What is safe on every disk is taken over; anything else becomes a readable stump with ten digits of its hash.
    """
    *folders, last = id_.split("/")
    # a folder must not have the name that the file of another document has
    path = [_marked(f) if f.casefold().endswith((".txt", ".json", ".ann", ".diff")) else _safe(f) for f in folders]
    name = "/".join((*path, _safe(last)))
    return name if len(name.encode("utf-8")) <= _DEEPEST else _marked(id_)


def _safe(part: str) -> str:
    plain = part and part.isprintable() and part.strip(". ") == part and _FORBIDDEN.isdisjoint(part)
    return part if plain and len(part.encode("utf-8")) <= _LONGEST else _marked(part)


def _marked(part: str) -> str:
    stump = _UNSAFE.sub("_", part).strip(". ")[:60]
    return f"{stump or '_'}-{hashlib.sha256(part.encode('utf-8', 'surrogatepass')).hexdigest()[:10]}"


def as_json(value: Any, indent: int | None = None) -> str:
    """Return a value as JSON with a newline at the end; a lone surrogate, which UTF-8 cannot write, as its escape."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n"


class Out:
    """An output folder. As a context it holds the folder's lock.

    The lock file names all files that runs of ours have written or were about to write: a run that was killed before
    its manifest is known by it. With `dry` nothing is written, and `changed` collects what would be. `lists` are the
    files that every run writes here, `option` is what names the folder on the command line.
    """

    def __init__(
        self, folder: Path, *, dry: bool = False, lists: tuple[str, ...] = _LISTS, option: str = "--out"
    ) -> None:
        self.folder = folder
        self.dry = dry
        self._lists = lists
        self._option = option
        self.changed: list[str] = []
        self.digests: dict[str, str] = {}
        self._lock: IO[bytes] | None = None

    def __enter__(self) -> Self:
        if self.dry:
            return self
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._lock = (self.folder / _LOCK).open("ab")
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.__exit__()
            raise RefusedError(
                f"{self.folder}: another run is writing here; wait for it, or name another folder with {self._option}"
            ) from None
        except (FileExistsError, NotADirectoryError):
            raise RefusedError(
                f"{self.folder}: there is a file of this name; name another folder with {self._option}"
            ) from None
        except OSError as e:
            self.__exit__()
            raise _storage(self.folder, e) from None
        for stray in self.folder.rglob(f"{_TEMPORARY}*.tmp"):
            with contextlib.suppress(OSError):
                stray.unlink()
        return self

    def __exit__(self, *_: object) -> None:
        if self._lock is not None:
            self._lock.close()

    def manifest(self) -> dict[str, Any]:
        """Return the manifest of the last run, or an empty one where there is none, or a broken one."""
        try:
            raw = json.loads((self.folder / MANIFEST).read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        if not isinstance(raw, dict) or raw.get("tool") != "normalize":
            return {}
        whole = all(isinstance(raw.get(key), dict) for key in ("inputs", "articles", "files"))
        return raw if whole and all(map(_inside, raw["files"])) else {}

    def refuse_foreign(self, names: Iterable[str] = ()) -> None:
        """Raise RefusedError where a file stands in the way of the lists or of `names` that no run of ours has written.

        To be asked before the folder is locked: nothing is made in a folder that is not ours.
        """
        manifest = self.manifest()
        ours = self._claimed().union(self._lists if manifest else (), manifest.get("files", ()))
        wanted = {*self._lists, *names}
        folders = {str(folder) for name in wanted for folder in PurePosixPath(name).parents}
        taken = [n for n in wanted - ours if os.path.lexists(self.folder / n)]
        taken += [f for f in folders if os.path.lexists(self.folder / f) and not (self.folder / f).is_dir()]
        if taken:
            raise RefusedError(
                f"{self.folder / min(taken)}: not written by normalize, and would be overwritten; "
                f"move it away, or name another folder with {self._option}"
            )

    def claim(self, names: Iterable[str]) -> None:
        """Note the names of files that are about to be written."""
        new = sorted({*self._lists, *names} - self._claimed())
        self._note("".join(f"\n{name}" for name in new))

    def _claimed(self) -> set[str]:
        try:
            return set((self.folder / _LOCK).read_text("utf-8", "replace").split("\n")) - {""}
        except OSError:
            return set()

    def _note(self, names: str, *, anew: bool = False) -> None:
        if self._lock is None:
            return
        try:
            if anew:
                self._lock.truncate(0)
            self._lock.write(names.encode("utf-8"))
            self._lock.flush()
        except OSError as e:
            raise _storage(self.folder / _LOCK, e) from None

    def write(self, name: str, content: str | bytes) -> None:
        """Write a file whole or not at all; nothing is done where it has these bytes already."""
        data = content.encode("utf-8") if isinstance(content, str) else content
        self.digests[name] = digest(data)
        path = self.folder / name
        if _same(path, data):
            return
        self.changed.append(name)
        if not self.dry:
            self._replace(path, [data])

    def stream(self, name: str, chunks: Iterable[str]) -> None:
        """Write a file from chunks, whole or not at all."""
        path = self.folder / name
        total = hashlib.sha256()

        def counted() -> Iterator[bytes]:
            for chunk in chunks:
                data = chunk.encode("utf-8", "backslashreplace")
                total.update(data)
                yield data

        if self.dry:
            for _ in counted():
                pass
        else:
            self._replace(path, counted())
        self.digests[name] = total.hexdigest()

    def finish(self, manifest: dict[str, Any]) -> None:
        """Take away what an earlier run left and this one did not write, then write the manifest, last of all."""
        old = self.manifest().get("files", {})
        gone = [n for n in old if n not in self.digests and n != MANIFEST]
        self.changed += gone
        if not self.dry:
            for name in gone:
                self._remove(self.folder / name, old[name])
        whole = {
            "tool": "normalize",
            "format": FORMAT,
            "version": __version__,
            **manifest,
            "files": dict(sorted(self.digests.items())),
        }
        self.write(MANIFEST, as_json(whole, indent=1))
        still = sorted(n for n in self._claimed() | set(self.digests) if os.path.lexists(self.folder / n))
        self._note("".join(f"\n{name}" for name in still), anew=True)

    def _remove(self, path: Path, known: str) -> None:
        """Delete a file unless somebody has changed it, and the folders that it leaves empty."""
        try:
            if path.is_file() and digest(path.read_bytes()) == known:
                path.unlink()
                folder = path.parent
                while folder != self.folder and not any(folder.iterdir()):
                    folder.rmdir()
                    folder = folder.parent
        except OSError as e:
            raise _storage(path, e) from None

    def _replace(self, path: Path, chunks: Iterable[bytes]) -> None:
        temporary = ""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(suffix=".tmp", prefix=_TEMPORARY, dir=path.parent)
            with os.fdopen(handle, "wb") as file:
                for chunk in chunks:
                    file.write(chunk)
                if path.name == MANIFEST:
                    file.flush()
                    os.fsync(file.fileno())
            Path(temporary).chmod(0o666 & ~_umask())
            Path(temporary).replace(path)
        except OSError as e:
            Path(temporary).unlink(missing_ok=True) if temporary else None
            raise _storage(path, e) from None
        except BaseException:
            Path(temporary).unlink(missing_ok=True) if temporary else None
            raise


def is_locked(folder: Path) -> bool:
    """Whether a run is writing into an output folder at this moment."""
    try:
        with (folder / _LOCK).open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def replace_file(path: Path, content: str) -> None:
    """Write one file outside an output folder, whole or not at all. Raises StorageError."""
    Out(path.parent).write(path.name, content)


def replace_with(path: Path, chunks: Iterable[bytes]) -> None:
    """Write one file outside an output folder from chunks, whole or not at all. Raises StorageError."""
    Out(path.parent)._replace(path, chunks)


def _inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _same(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _storage(path: Path, e: OSError) -> StorageError:
    said = e.strerror or e
    return StorageError(f"{path}: cannot be written: {said}; no file is left half written; mend this and run it again")
