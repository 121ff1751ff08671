"""Which shard does what: found anew by everybody from the list of the inputs, the same on every machine."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from normalize.errors import UsageError
from normalize.glossary.read import digest, layers_of
from normalize.program import code_digest
from normalize.stages import cues
from normalize.stages.survey import Survey
from normalize.store.seeds import DEALT, Item, Items, Place, Share, find, holds_records
from normalize.store.task import Task

_SHARD = re.compile(r"(\d{1,9})/(\d{1,9})", re.ASCII)
_SIZE = 16 << 20  # bytes of the inputs of a shard, where nobody says how many there shall be
_SMALL = 1 << 19  # the same for the first few shards, so that a small cluster has something to share
_FEW, _MOST = 8, 10_000  # shards then


@dataclass(frozen=True, slots=True, order=True)
class Shard:
    """One of the parts that a run is divided into: `number` from 1, of how many."""

    number: int
    of: int

    @classmethod
    def parse(cls, said: str) -> Shard:
        """Return the shard that is called "17/1000". Raises UsageError."""
        found = _SHARD.fullmatch(said)
        shard = cls(int(found[1]), int(found[2])) if found else cls(0, 0)
        if not 1 <= shard.number <= shard.of:
            raise UsageError(f"{said!r} is no shard: write it as NUMBER/HOW_MANY, from 1/8 to 8/8")
        return shard

    @property
    def name(self) -> str:
        """What its files are called: "00017-of-01000"."""
        return f"{self.number:05}-of-{self.of:05}"


def shards(number: int) -> list[Shard]:
    """Return all shards of a run."""
    return [Shard(n, number) for n in range(1, number + 1)]


@dataclass(frozen=True, slots=True)
class Context:
    """What all shards of a run have in common: the paths of the inputs, which every machine must see, and the task."""

    paths: tuple[Path, ...]
    task: Task

    def items(self) -> Items:
        """Return all inputs. Raises UsageError where there are none."""
        items = find(self.paths, self.task.names)
        if not items:
            raise UsageError(f"{', '.join(map(str, self.paths))}: there is no article here")
        return items


def usual_number(files: Sequence[Item]) -> int:
    """Return how many shards a run has where nobody says it: that goes by the size of the inputs alone."""
    size = sum(map(size_of, files))
    return min(_MOST, max(min(_FEW, -(-size // _SMALL)), -(-size // _SIZE)))


def size_of(file: Item) -> int:
    """Return the bytes of a file as it lies on the disk, and 1 for what cannot be seen."""
    try:
        return max(1, file.path.stat().st_size)
    except OSError:
        return 1


def shares_of(files: Sequence[Item], shard: Shard) -> dict[int, Share]:
    """Return what a shard has of each file: a stretch of all bytes, the records of a large file dealt out in turn."""
    sizes = list(map(size_of, files))
    total, start = sum(sizes), 0
    found: dict[int, Share] = {}
    for number, (file, size) in enumerate(zip(files, sizes, strict=True)):
        first, last = start * shard.of // total, (start + size - 1) * shard.of // total
        if not holds_records(file):
            last = first
        if first < shard.number <= last + 1:
            found[number] = (shard.number - 1 - first, last - first + 1)
        start += size
    return found


def first_place(shares: dict[int, Share]) -> Place:
    """Return a place that no document of a shard stands before."""
    file = min(shares, default=0)
    return file, shares[file][0] * DEALT if shares else 0


def listing(files: Sequence[Item]) -> str:
    """Return one digest of the list of the inputs: names and sizes."""
    return _digest(repr((file.id, file.source, size_of(file))) for file in files)


def inputs_key(files: Sequence[Item], shard: Shard, shares: dict[int, Share], task: Task) -> str:
    """Return one digest of what a shard reads, and of the program: the bytes of its files are read for it."""
    contents = (f"{number} {share} {_content(files[number])}" for number, share in shares.items())
    return _digest((listing(files), shard.name, task.names.digest(), repr(task.limits), code_digest(), *contents))


def key_of(inputs: str, task: Task, survey: Survey | None) -> str:
    """Return one digest of all that the output of a shard depends on."""
    said = (
        inputs,
        cues.digest(),
        digest(layers_of(task.glossaries)),
        task.settings.digest(),
        task.settings.decisions.digest() if task.settings.decisions else "",
        survey.digest() if survey else "",
    )
    return _digest(said)


def _content(file: Item) -> str:
    try:
        with file.path.open("rb") as opened:
            return "" if file.skip else hashlib.file_digest(opened, "blake2b").hexdigest()
    except OSError as e:
        return f"unreadable {e.errno}"


def _digest(parts: Iterator[str] | Sequence[str]) -> str:
    total = hashlib.sha256()
    for part in parts:
        total.update(part.encode("utf-8", "surrogatepass") + b"\0")
    return total.hexdigest()
