"""The output folder: written whole or not at all, the same bytes every time; what is not ours is never touched."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any, Self

from normalize import __version__
from normalize.edits.ledger import digest
from normalize.errors import RefusedError
from normalize.store import disk, whole
from normalize.store.lock import Lock

FORMAT = 1
MANIFEST, CORPUS, QUARANTINE, REPORT = "manifest.json", "corpus.jsonl", "quarantine.jsonl", "report.html"
LISTS = (MANIFEST, CORPUS, QUARANTINE, REPORT)
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


def outputs_of(id_: str) -> tuple[str, str]:
    """Return the names of an article's text and ledger."""
    name = file_name(id_)
    return f"texts/{name}.txt", f"ledgers/{name}.json"


class Out:
    """An output folder. As a context it holds the folder's lock.

    Within the context files are written beside their places, and put there by `flush`, all at once. With `dry` nothing
    is written, and `changed` collects what would be. `lists` are the files that every run writes here, `option` is what
    names the folder on the command line.
    """

    def __init__(
        self, folder: Path, *, dry: bool = False, lists: tuple[str, ...] = LISTS, option: str = "--out"
    ) -> None:
        self.folder = folder
        self.dry = dry
        self._lists = lists
        self._option = option
        self.changed: list[str] = []
        self.digests: dict[str, str] = {}
        self.former: dict[str, str] = {}  # files of earlier runs, besides those of the manifest, and their digests
        self._lock = Lock(folder, option)
        self._waiting: dict[Path, Path] = {}

    def __enter__(self) -> Self:
        if self.dry:
            return self
        try:
            self._open()
        except BaseException:
            self._lock.release()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for beside in self._waiting:
            whole.forget(beside)
        self._lock.release()

    def _open(self) -> None:
        try:
            disk.make(self.folder)
            self._lock.take()
            if self._lock.orphaned:
                self._sweep()
        except (FileExistsError, NotADirectoryError):
            raise RefusedError(
                f"{self.folder}: there is a file of this name; name another folder with {self._option}"
            ) from None
        except OSError as e:
            raise disk.refused(self.folder, e) from None

    def _sweep(self) -> None:
        """Take away what a run that was killed has left beside the places of its files."""
        for name in self._lock.claimed():
            disk.unlink(_beside(self.folder / name))

    @property
    def is_known(self) -> bool:
        """Whether a run of ours has been here before."""
        return bool(self._lock.claimed())

    @property
    def is_orphaned(self) -> bool:
        """Whether the run before this one was ended before its end."""
        return self._lock.orphaned

    def manifest(self) -> dict[str, Any]:
        """Return the manifest of the last run, or an empty one where there is none, or a broken one."""
        try:
            raw = json.loads((self.folder / MANIFEST).read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        if not isinstance(raw, dict) or raw.get("tool") != "normalize":
            return {}
        is_whole = all(isinstance(raw.get(key), dict) for key in ("inputs", "articles", "files"))
        return raw if is_whole and all(map(_inside, raw["files"])) else {}

    def refuse_foreign(self, names: Iterable[str] = ()) -> None:
        """Raise RefusedError where a file stands in the way of the lists or of `names` that no run of ours has written.

        To be asked before the folder is locked: nothing is made in a folder that is not ours.
        """
        manifest = self.manifest()
        ours = self._lock.claimed().union(self._lists if manifest else (), manifest.get("files", ()))
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
        self._lock.claim({*self._lists, *names})

    def keep(self, name: str, known: str) -> None:
        """Leave a file of an earlier run as it is; `known` is its digest."""
        self.digests[name] = known

    def write(self, name: str, content: str | bytes) -> None:
        """Write a file whole or not at all; nothing is done where it has these bytes already."""
        data = content.encode("utf-8") if isinstance(content, str) else content
        self.digests[name] = digest(data)
        path = self.folder / name
        if whole.same(path, data):
            return
        self.changed.append(name)
        if not self.dry:
            self._stage(path, [data])

    def stream(self, name: str, chunks: Iterable[str]) -> None:
        """Write a file from chunks, whole or not at all; one that has these bytes already is not made anew."""
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
            self._stage(path, counted())
        self.digests[name] = total.hexdigest()
        if not whole.has(path, self.digests[name]):
            self.changed.append(name)
        elif self._lock.held:
            del self._waiting[_beside(path)]
            whole.forget(_beside(path))

    def flush(self) -> None:
        """Bring what was written to the disk, and each file to its place."""
        if not self._waiting:
            return
        self._sync()
        path = self.folder
        try:
            for beside, path in list(self._waiting.items()):
                disk.rename(beside, path)
                del self._waiting[beside]
        except OSError as e:
            raise disk.refused(path, e) from None

    def finish(self, manifest: dict[str, Any]) -> None:
        """Take away what earlier runs left and this one did not write, then write the manifest, last of all."""
        old: dict[str, str] = {**self.manifest().get("files", {}), **self.former}
        claimed = self._lock.claimed() if self._lock.orphaned else set()
        gone = [n for n in {**dict.fromkeys(sorted(claimed), ""), **old} if n not in self.digests and n != MANIFEST]
        self.changed += [n for n in gone if n in old]
        self.flush()
        if not self.dry:
            for name in gone:
                self._remove(self.folder / name, old.get(name, ""))
        told = {
            "tool": "normalize",
            "format": FORMAT,
            "version": __version__,
            **manifest,
            "files": dict(sorted(self.digests.items())),
        }
        self.write(MANIFEST, as_json(told, indent=1))
        self.flush()
        if not self.dry:
            self._sync()  # the name of the manifest, too
            self._lock.complete(n for n in self.digests if os.path.lexists(self.folder / n))

    def _sync(self) -> None:
        try:
            disk.sync(self.folder)
        except OSError as e:
            raise disk.refused(self.folder, e) from None

    def _remove(self, path: Path, known: str) -> None:
        """Delete a file unless somebody has changed it, and the folders that it leaves empty.

        Of a file of a run that was killed nothing is `known`.
        """
        try:
            if path.is_file() and (not known or digest(path.read_bytes()) == known):
                disk.unlink(path)
                folder = path.parent
                while folder != self.folder and not any(folder.iterdir()):
                    disk.remove(folder)
                    folder = folder.parent
        except OSError as e:
            raise disk.refused(path, e) from None

    def _stage(self, path: Path, chunks: Iterable[bytes]) -> None:
        """Write a file beside its place; outside a context it goes there at once."""
        if not self._lock.held:
            whole.replace(path, chunks)
            return
        beside = _beside(path)
        try:
            if self._waiting.pop(beside, None):
                disk.unlink(beside)
            whole.put(beside, chunks)
        except OSError as e:
            raise disk.refused(path, e) from None
        self._waiting[beside] = path


def replace_file(path: Path, content: str) -> None:
    """Write one file outside an output folder, whole or not at all. Raises StorageError."""
    Out(path.parent).write(path.name, content)


def replace_with(path: Path, chunks: Iterable[bytes]) -> None:
    """Write one file outside an output folder from chunks, whole or not at all. Raises StorageError."""
    whole.replace(path, chunks)


def _beside(path: Path) -> Path:
    """Where a file is written before it is put in its place: known by its name to whoever comes after a sudden end."""
    name = hashlib.blake2b(path.name.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return path.with_name(f".normalize-{name}.tmp")


def _inside(name: str) -> bool:
    return not name.startswith("/") and ".." not in name.split("/")
