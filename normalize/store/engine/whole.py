"""A whole run in shards, by any engine, into one file: look at everything, do everything, put it together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from normalize.errors import RefusedError
from normalize.store.engine.engines import Engine
from normalize.store.engine.merge import merge, merge_survey
from normalize.store.engine.plan import Context, Shard, shards, usual_number
from normalize.store.engine.shard import ShardStats, process_shard, sum_up_shard, sweep, write_survey
from normalize.store.lock import NAME as LOCK
from normalize.store.out import Out
from normalize.store.single import refuse_foreign, refuse_inside, writer_of
from normalize.store.summary import Summary
from normalize.store.task import Task, is_surveyed


def build_sharded(
    paths: Sequence[Path],
    target: Path,
    task: Task,
    engine: Engine[Any],
    *,
    jobs: int = 0,
    address: str = "",
    number: int = 0,
    progress: Callable[[Iterable[Any], int], Iterable[Any]] = lambda done, _: done,
) -> Summary:
    """Normalise everything below `paths` into one file, in so many shards: the bytes are those of `build_file`.

    What is done stands in the folder `folder_of(target)` until all is done: a run that was interrupted goes on there.
    Raises what `build_file` raises.
    """
    writer_of(target)
    refuse_inside(paths, target)
    refuse_inside(paths, folder_of(target))
    refuse_foreign(target)
    context = Context(tuple(path.absolute() for path in paths), task)
    items = context.items()
    todo = shards(number or usual_number(items.files))
    folder = folder_of(target).absolute()
    if folder.is_dir() and not (folder / LOCK).exists() and any(folder.iterdir()):
        raise RefusedError(f"{folder}: not written by normalize; move it away, or name another file with --to")
    with Out(folder, lists=(), option="--to"):
        if is_surveyed(task):
            for _ in engine(partial(_sum_up, folder, context), todo, jobs, address):
                pass
            merge_survey(folder, todo, context)
        else:
            write_survey(folder, items, None)
        done = engine(partial(_process, folder, context), todo, jobs, address)
        for _ in progress(done, len(todo)):
            pass
        summary = merge(folder, target, todo)
    sweep(folder, LOCK)
    return summary


def folder_of(target: Path) -> Path:
    """Return the folder where the shards of a file are kept until it is whole: "news.jsonl.shards"."""
    return target.with_name(f"{target.name}.shards")


def _sum_up(folder: Path, context: Context, shard: Shard, jobs: int) -> int:
    return sum_up_shard(shard, folder, context, jobs)


def _process(folder: Path, context: Context, shard: Shard, jobs: int) -> ShardStats:
    return process_shard(shard, folder, context, jobs)
