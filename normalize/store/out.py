"""The output folder: written whole or not at all, the same bytes every time; what is not ours is never touched."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, Self

from normalize import __version__
from normalize.edits.ledger import digest
from normalize.errors import RefusedError, StorageError

FORMAT = 1
MANIFEST, CORPUS, QUARANTINE, REPORT = "manifest.json", "corpus.jsonl", "quarantine.jsonl", "report.html"
_LOCK, _TEMPORARY = ".normalize.lock", ".normalize-"
_UNSAFE = re.compile(r"[^\w.\- ()+,@=]", re.ASCII)
_LONGEST = 120  # bytes of one part of a path that is taken over as it is


def file_name(id_: str) -> str:
    """Return the path of a document's files below `texts/` and `ledgers/`, without suffix.

    What is safe on every disk is taken over; anything else becomes a readable stump with ten digits of its hash.
    """
    parts = [p for p in id_.split("/") if p not in ("", ".", "..")]
    return "/".join(map(_safe, parts)) or _safe("_")


def _safe(part: str) -> str:
    plain = _UNSAFE.sub("_", part).strip(". ")
    letters_kept = all(c.isprintable() and c not in '<>:"\\|?*\0' for c in part) and part.strip(". ") == part
    if letters_kept and len(part.encode("utf-8", "replace")) <= _LONGEST and part.isprintable() and _encodable(part):
        return part
    mark = hashlib.sha256(part.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{plain[:60] or '_'}-{mark}"


def _encodable(part: str) -> bool:
    try:
        part.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


class Out:
    """An output folder. As a context it holds the folder's lock.

    With `dry` nothing is written, and `changed` collects what would be.
    """

    def __init__(self, folder: Path, *, dry: bool = False) -> None:
        self.folder = folder
        self.dry = dry
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
            raise RefusedError(
                f"{self.folder}: another run is writing here; wait for it, or name another folder with --out"
            ) from None
        except (FileExistsError, NotADirectoryError):
            raise RefusedError(f"{self.folder}: there is a file of this name; name another folder with --out") from None
        except OSError as e:
            raise _storage(self.folder, e) from None
        for stray in self.folder.rglob(f"{_TEMPORARY}*.tmp"):
            stray.unlink(missing_ok=True)
        return self

    def __exit__(self, *_: object) -> None:
        if self._lock is not None:
            self._lock.close()

    def manifest(self) -> dict[str, Any]:
        """Return the manifest of the last run, or an empty one."""
        try:
            raw = json.loads((self.folder / MANIFEST).read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return raw if isinstance(raw, dict) and raw.get("tool") == "normalize" else {}

    def refuse_foreign(self) -> None:
        """Raise RefusedError where a file stands in our way that no run of ours has written."""
        if self.manifest():
            return
        for name in (MANIFEST, CORPUS, REPORT, "texts", "ledgers"):
            path = self.folder / name
            if path.exists() and not (self.folder / _LOCK).exists():
                raise RefusedError(
                    f"{path}: not written by normalize, and would be overwritten; name another folder with --out"
                )

    def write(self, name: str, content: str) -> None:
        """Write a file whole or not at all; nothing is done where it has these bytes already."""
        data = content.encode("utf-8")
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
        gone = [n for n in old if n not in self.digests and n != MANIFEST and ".." not in Path(n).parts]
        self.changed += gone
        if not self.dry:
            for name in gone:
                path = self.folder / name
                if path.is_file() and digest(path.read_bytes()) == old[name]:
                    path.unlink()
                    self._prune(path.parent)
        whole = {
            "tool": "normalize",
            "format": FORMAT,
            "version": __version__,
            **manifest,
            "files": dict(sorted(self.digests.items())),
        }
        self.write(MANIFEST, json.dumps(whole, ensure_ascii=False, indent=1) + "\n")

    def _prune(self, folder: Path) -> None:
        while folder != self.folder and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent

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


def replace_file(path: Path, content: str) -> None:
    """Write one file outside an output folder, whole or not at all. Raises StorageError."""
    Out(path.parent).write(path.name, content)


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
    return StorageError(f"{path}: cannot be written: {e.strerror or e}; earlier outputs are as they were")
