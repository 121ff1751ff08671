"""One shard of a run: done as often as one likes, written once; only counts and digests go back to who asked for it.

A folder that all machines see holds what the shards of a run leave there:

    survey.json.gz                  what recurs in all inputs: made before the first shard is done
    00017-of-01000.seen.gz          what this shard says for the survey
    00017-of-01000.jsonl.gz         the articles, as `normalize all --to` writes them; copies are told within the shard
    00017-of-01000.quarantine.jsonl.gz   what could not be done
    00017-of-01000.order.gz         the places of both, and sketches of the texts: what a merge goes by
    00017-of-01000.done             the key of all that went in, counts, digests of the files: written last
"""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import IO, Any

from normalize.errors import RefusedError, StorageError, UsageError
from normalize.stages.survey import Survey
from normalize.store import disk
from normalize.store.engine.plan import Context, Shard, inputs_key, key_of, listing, shares_of
from normalize.store.formats import PACKINGS, WRITERS, pack
from normalize.store.marks import Marks
from normalize.store.notes import (
    from_likeness,
    from_summary,
    from_survey,
    read_lines,
    to_survey,
    write_lines,
)
from normalize.store.out import as_json, replace_file, replace_with
from normalize.store.seeds import Item, Items, Place
from normalize.store.single import row_of
from normalize.store.task import Done
from normalize.store.work import process_all, summaries

SURVEY = "survey.json.gz"
_OURS = re.compile(r"\d{5,}-of-\d{5,}\.[a-z.]+|\.normalize-[0-9a-f]{16}\.tmp")
ROWS, QUARANTINE, ORDER, SEEN, DONE = ".jsonl.gz", ".quarantine.jsonl.gz", ".order.gz", ".seen.gz", ".done"


@dataclass(frozen=True, slots=True)
class ShardStats:
    """What became of a shard: counts, reasons of what was skipped, digests of its files, and the key of what went in.

    `first` is the place of its first document. `fresh` says that it had been done before.
    """

    name: str
    key: str
    articles: int = 0
    changes: int = 0
    suggestions: int = 0
    skipped: dict[str, int] = field(default_factory=dict)
    first: Place | None = None
    files: dict[str, str] = field(default_factory=dict)
    fresh: bool = False


def process_shard(src: Shard, out: Path, context: Context, jobs: int = 1) -> ShardStats:
    """Do one shard of the inputs into the folder `out`, with so many processes; nothing where it is done already.

    An article that kills its process is recorded; who calls this survives. Raises UsageError where there is no survey
    of these inputs, StorageError where the disk says no.
    """
    items = context.items()
    shares = shares_of(items.files, src)
    survey = read_survey(out, items)
    key = key_of(inputs_key(items.files, src, shares, context.task), context.task, survey)
    known = stats_of(out, src)
    if known is not None and known.key == key and is_whole(out, known):
        return replace(known, fresh=True)
    part = _Part(items.part(shares))
    with _spool() as order, _spool() as quarantine:
        writing = _Writing(src.name, key, order, quarantine)
        done = process_all(part, replace(context.task, survey=survey), jobs, apart=True)
        replace_with(out / f"{src.name}{ROWS}", WRITERS[ROWS](writing.rows(part, done)))
        for suffix, spooled in ((ORDER, order), (QUARANTINE, quarantine)):
            spooled.seek(0)
            replace_with(out / f"{src.name}{suffix}", pack(spooled, PACKINGS[".gz"]))
    files = {suffix: _digest(out / f"{src.name}{suffix}") for suffix in (ROWS, ORDER, QUARANTINE)}
    stats = replace(writing.stats, files=files)
    replace_file(out / f"{src.name}{DONE}", as_json(asdict(stats), indent=1))
    return stats


def sum_up_shard(src: Shard, out: Path, context: Context, jobs: int = 1) -> int:
    """Note down what a survey needs to know of one shard, unless that is done; return how many documents it has."""
    items = context.items()
    shares = shares_of(items.files, src)
    key = inputs_key(items.files, src, shares, context.task)
    path = out / f"{src.name}{SEEN}"
    with suppress(RefusedError):
        if next(read_lines(path), None) == key:
            return sum(1 for _ in islice(read_lines(path), 1, None))
    part = _Part(items.part(shares))
    count = 0

    def lines() -> Iterator[Any]:
        nonlocal count
        yield key
        for found in summaries(part, context.task, jobs, apart=True):
            place, own = part.passed()
            count += 1
            yield [*place, own, from_summary(found) if found else None]

    write_lines(path, lines())
    return count


def stats_of(out: Path, shard: Shard) -> ShardStats | None:
    """Return what became of a shard that is done, or None."""
    try:
        told = json.loads((out / f"{shard.name}{DONE}").read_bytes())
        return ShardStats(**{**told, "first": tuple(told["first"]) if told["first"] else None})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def write_survey(out: Path, items: Items, survey: Survey | None) -> None:
    """Keep the survey of all inputs in the folder of the shards. Raises StorageError."""
    write_lines(out / SURVEY, [listing(items.files), from_survey(survey)])


def read_survey(out: Path, items: Items) -> Survey | None:
    """Return the survey of all inputs. Raises UsageError where there is none, or one of other inputs."""
    try:
        told, survey = read_lines(out / SURVEY)
    except (RefusedError, ValueError):
        told, survey = "", None
    if told != listing(items.files):
        raise UsageError(
            f"{out / SURVEY}: there is no survey of these inputs; run `normalize shard survey` with the same paths and "
            f"--to {out} first, once for all shards"
        )
    return to_survey(survey)


class _Part:
    """The documents of a shard; what was passed on to be done is told again, in order, with its place."""

    def __init__(self, items: Items) -> None:
        self._items = items
        self._passed: deque[tuple[Place, str]] = deque()

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Item]:
        for place, item in self._items.placed():
            self._passed.append((place, "" if item.skip else item.id))
            yield item

    def passed(self) -> tuple[Place, str]:
        """Return the place of the next document, and its id where it has one of its own."""
        return self._passed.popleft()


class _Writing:
    """The outputs of a shard while they are written."""

    def __init__(self, name: str, key: str, order: IO[bytes], quarantine: IO[bytes]) -> None:
        self.stats = ShardStats(name, key)
        self._order = order
        self._quarantine = quarantine

    def rows(self, part: _Part, all_done: Iterator[Done]) -> Iterator[dict[str, Any]]:
        """Yield the rows of articles; note the order of everything, and what was skipped."""
        marks = Marks()
        for done in map(marks.marked, all_done):
            place, own = part.passed()
            self._count(done, place)
            counts = [done.changes, done.suggestions]
            self._order.write(as_json([*place, own, *counts, from_likeness(done.likeness)]).encode("utf-8"))
            if done.skip is None:
                yield row_of(done)
            else:
                row = dict(zip(("id", "source", "reason", "message"), (done.id, done.source, *done.skip), strict=True))
                self._quarantine.write(as_json(row).encode("utf-8"))

    def _count(self, done: Done, place: Place) -> None:
        reasons = Counter(self.stats.skipped)
        reasons.update([done.skip[0]] if done.skip else ())
        self.stats = replace(
            self.stats,
            articles=self.stats.articles + (done.skip is None),
            changes=self.stats.changes + done.changes,
            suggestions=self.stats.suggestions + done.suggestions,
            skipped=dict(reasons),
            first=self.stats.first or place,
        )


def _spool() -> IO[bytes]:
    try:
        return tempfile.TemporaryFile()
    except OSError as e:
        raise StorageError(f"{tempfile.gettempdir()}: cannot be written: {e.strerror or e}") from None


def sweep(folder: Path, *names: str) -> None:
    """Take away what runs left in a folder of shards, and files of these names; the folder too, if that was all."""
    for path in folder.iterdir():
        if path.name in (SURVEY, *names) or _OURS.fullmatch(path.name):
            disk.unlink(path)
    with suppress(OSError):
        disk.remove(folder)


def is_whole(out: Path, stats: ShardStats) -> bool:
    """Whether the files of a shard are as they were written."""
    return all(_digest(out / f"{stats.name}{suffix}") == known for suffix, known in stats.files.items())


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return "missing"
