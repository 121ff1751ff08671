"""Compiled glossaries kept between runs. A cache is only ever a hint: without it everything is compiled anew."""

from __future__ import annotations

import hashlib
import mmap
import os
import struct
import tempfile
from functools import cache
from itertools import takewhile
from pathlib import Path

from normalize.glossary.index import MAGIC, Index
from normalize.glossary.lower import dumps, loads
from normalize.glossary.read import Layers, digest, read, shipped
from normalize.glossary.shape import Entry
from normalize.text import words

_KEPT = 8  # files of a kind, the newest


def opened(layers: Layers) -> Index:
    """Return the compiled index of glossary files, from the cache where it has it.

    Raises ConfigError with every mistake of the files; what is in the cache had none.
    """
    path = folder() / f"{_key(layers)}.glossary"
    try:
        with path.open("rb") as file:
            return Index(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)))
    except (OSError, ValueError, KeyError, TypeError, struct.error):
        from normalize.glossary.compile import compiled  # the tables of romanisation take a tenth of a second to load
        from normalize.glossary.derived import Derived

        beside = path.with_name(f"{_code().hex()[:16]}.derived")
        made = Derived(beside)
        data = compiled(_entries(layers).values(), digest(layers), [name for name, _ in layers], made.of)
        _keep(path, data)
        if (rest := made.dumps()) is not None:
            _keep(beside, rest)
        return Index(data)


def _entries(layers: Layers) -> dict[str, Entry]:
    """Read glossary files; those that come with the program are only read once."""
    number = sum(1 for _ in takewhile(lambda layer: Path(layer[0]).absolute().parent == shipped(), layers))
    path = folder() / f"{_key(layers[:number])}.entries"
    try:
        below = loads(path.read_bytes())
    except (OSError, ValueError, TypeError, KeyError):
        below = read(layers[:number])
        _keep(path, dumps(below.values()))
    return read(layers[number:], below)


def folder() -> Path:
    """Where this user's caches are, after the XDG base directory specification; nowhere for a user without a home."""
    said = Path(os.environ.get("XDG_CACHE_HOME", ""))
    try:
        return (said if said.is_absolute() else Path("~").expanduser() / ".cache") / "normalize"
    except RuntimeError:
        return Path(os.devnull) / "normalize"


def _key(layers: Layers) -> str:
    """One digest of all that the compiled bytes depend on: the files, their names, and the code that reads them."""
    total = hashlib.sha256(MAGIC + _code())
    for name, data in layers:
        for part in (name.encode(), data):
            total.update(len(part).to_bytes(8, "big") + part)
    return total.hexdigest()[:32]


@cache
def _code() -> bytes:
    here = Path(__file__).parent
    total = hashlib.sha256()
    for path in sorted((*here.rglob("*.py"), *here.rglob("*.yaml"), Path(words.__file__))):
        total.update(path.read_bytes())
    return total.digest()


def _keep(path: Path, data: bytes) -> None:
    """Write beside and rename, and let go of the oldest; a folder that cannot be written to is no fault."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        number, beside = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        with os.fdopen(number, "wb") as file:
            file.write(data)
        Path(beside).replace(path)
        found = sorted(path.parent.glob(f"*{path.suffix}"), key=lambda p: p.stat().st_mtime, reverse=True)
        for old in found[_KEPT:]:
            old.unlink(missing_ok=True)
    except OSError:
        return
