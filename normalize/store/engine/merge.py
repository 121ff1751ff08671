"""The shards of a run put together in the order of the inputs: one file, as if one machine had done it all."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from normalize.errors import RefusedError, UsageError
from normalize.stages.survey import Survey
from normalize.store.engine.plan import Context, Shard, first_place, shares_of
from normalize.store.engine.shard import ORDER, QUARANTINE, ROWS, SEEN, ShardStats, is_whole, stats_of, write_survey
from normalize.store.marks import Marks
from normalize.store.notes import read_lines, to_likeness, to_summary
from normalize.store.out import as_json, replace_with
from normalize.store.seeds import Place, key_of, twice
from normalize.store.single import quarantine_of, refuse_foreign, writer_of
from normalize.store.summary import Summary
from normalize.store.task import Done

Entry = tuple[Place, str, Any]
"""A document in a shard: its place, its id where it has one of its own, and what is told of it."""


def merge_survey(folder: Path, shards: Sequence[Shard], context: Context) -> None:
    """Make the survey of a run from what its shards have noted down, and keep it in their folder."""
    items = context.items()
    firsts = [first_place(shares_of(items.files, shard)) for shard in shards]
    streams = [(first, _seen(folder / f"{shard.name}{SEEN}")) for first, shard in zip(firsts, shards, strict=True)]
    entries = _in_order(sorted(streams, key=lambda stream: stream[0]))
    found = (told for _, _, told, again in _once(entries) if told is not None and not again)
    write_survey(folder, items, Survey.of(map(to_summary, found)))


def merge(folder: Path, target: Path, shards: Sequence[Shard]) -> Summary:
    """Write the articles of all shards into one file, and what could not be done beside it, in order.

    Copies are told across shards, and of two records of one id the later is left out: the bytes are those of a run on
    one machine. Raises RefusedError where a shard is not done, UsageError where the format is unknown.
    """
    writer = writer_of(target)
    refuse_foreign(target)
    found = [stats_of(folder, shard) for shard in shards]
    missing = [s.name for s, stats in zip(shards, found, strict=True) if stats is None or not is_whole(folder, stats)]
    if missing:
        raise RefusedError(
            f"{folder}: {len(missing)} of {len(shards)} shards are not done, or broken: {missing[0]} is the first"
        )
    streams = [(s.first, _rows(folder, s)) for s in found if s is not None and s.first is not None]
    entries = _in_order(sorted(streams, key=lambda stream: stream[0]))
    summary, marks = Summary(), Marks()

    def rows() -> Iterator[dict[str, Any]]:
        for _, _, told, again in _once(entries):
            done = marks.marked(_twice(told) if again else told)
            summary.take(done)
            if done.skip is None:
                yield done.record

    replace_with(target, writer(rows()))
    replace_with(quarantine_of(target), (as_json(row).encode("utf-8") for row in summary.skipped))
    return summary


def shards_in(folder: Path) -> list[Shard]:
    """Return the shards of the run in a folder. Raises UsageError where there is none, or more than one run."""
    numbers = set()
    for path in folder.glob("*-of-*.done"):
        with suppress(ValueError):
            numbers.add(int(path.stem.partition("-of-")[2]))
    if len(numbers) != 1:
        said = "shards of several runs" if numbers else "no shard that is done"
        raise UsageError(f"{folder}: there is {said} here; `normalize shard 1/N --to {folder}` makes the first of N")
    number = numbers.pop()
    return [Shard(n, number) for n in range(1, number + 1)]


@dataclass(order=True, slots=True)
class _Stream:
    """The documents of a shard that are still to come, by the place of the first."""

    place: Place
    number: int
    head: Entry
    rest: Iterator[Entry]


def _in_order(streams: Iterable[tuple[Place, Iterator[Entry]]]) -> Iterator[Entry]:
    """Yield entries by their places. Streams must come in the order of their first; one is opened when it is needed."""
    todo = iter(enumerate(streams))
    heap: list[_Stream] = []
    waiting = next(todo, None)
    while heap or waiting:
        while waiting and (not heap or waiting[1][0] <= heap[0].place):
            number, (_, rest) = waiting
            _push(heap, number, rest)
            waiting = next(todo, None)
        if heap:
            first = heapq.heappop(heap)
            yield first.head
            _push(heap, first.number, first.rest)


def _push(heap: list[_Stream], number: int, rest: Iterator[Entry]) -> None:
    head = next(rest, None)
    if head is not None:
        heapq.heappush(heap, _Stream(head[0], number, head, rest))


def _once(entries: Iterable[Entry]) -> Iterator[tuple[Place, str, Any, bool]]:
    """Yield entries, and whether the id of each was there before."""
    taken: set[bytes] = set()
    for place, own, told in entries:
        key = key_of(own) if own else b""
        yield place, own, told, key in taken
        if own:
            taken.add(key)


def _twice(done: Done) -> Done:
    return Done(done.source, done.source, skip=twice(done.id))


def _seen(path: Path) -> Iterator[Entry]:
    for file, record, own, told in islice(read_lines(path), 1, None):
        yield (file, record), own, told


def _rows(folder: Path, stats: ShardStats) -> Iterator[Entry]:
    """Yield what became of the documents of a shard."""
    rows, skipped = (read_lines(folder / f"{stats.name}{suffix}") for suffix in (ROWS, QUARANTINE))
    for file, record, own, changes, suggestions, like in read_lines(folder / f"{stats.name}{ORDER}"):
        if like is None:
            row = next(skipped)
            done = Done(row["id"], row["source"], skip=(row["reason"], row["message"]))
        else:
            row = next(rows) | {"duplicate_of": None}
            done = Done(row["id"], row["source"], "", "", row, changes, suggestions, None, to_likeness(like))
        yield (file, record), own, done
