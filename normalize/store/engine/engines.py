"""What does the shards of a run, one after the other here or all over a cluster; other packages may bring their own.

An engine is a function: it is given the work, the shards, how many processes there may be, and the address of a
scheduler, or nothing; it calls work(shard, processes) for each shard, wherever, and yields what comes of it, in any
order. It is found by its name in the group "normalize.engines" of the entry points of installed packages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import EntryPoint, entry_points
from typing import Any, TypeVar

from normalize.errors import UsageError
from normalize.store.engine.plan import Shard

GROUP = "normalize.engines"
OWN = {"local": "normalize.store.engine.engines:local", "dask": "normalize.store.engine.cluster:run"}
"""The engines that are always there, also where this runs from a folder that was never installed."""

_R = TypeVar("_R")
Engine = Callable[[Callable[[Shard, int], _R], Sequence[Shard], int, str], Iterator[_R]]


def local(work: Callable[[Shard, int], _R], todo: Sequence[Shard], jobs: int, address: str) -> Iterator[_R]:
    """Do shards one after the other, each with so many processes of this machine. Raises UsageError for an address."""
    if address:
        raise UsageError("--scheduler goes with --engine dask: the engine local uses this machine alone")
    yield from (work(shard, jobs) for shard in todo)


def engine_named(name: str) -> Engine[Any]:
    """Return an engine. Raises UsageError where no package brings one of this name."""
    own = [EntryPoint(own, place, GROUP) for own, place in OWN.items()]
    found = {point.name: point for point in (*entry_points(group=GROUP), *own)}
    if name not in found:
        raise UsageError(f"there is no engine {name!r}; known are: {', '.join(sorted(found))}")
    engine: Engine[Any] = found[name].load()
    return engine
