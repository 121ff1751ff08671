"""A whole run: find, see what is stale, do it, write, report."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from normalize.errors import RefusedError, UsageError
from normalize.store.archive import Archive
from normalize.store.manifest import told_of
from normalize.store.out import REPORT, Out, outputs_of
from normalize.store.plan import look
from normalize.store.seeds import Items, find
from normalize.store.stamp import Stamp, stamp
from normalize.store.state import NAME, State
from normalize.store.summary import Progress, Summary
from normalize.store.task import Draw, Task


def build(
    paths: Sequence[Path],
    out: Path,
    task: Task,
    draw: Draw,
    *,
    jobs: int = 0,
    check: bool = False,
    progress: Progress = lambda done, _: done,
    explain: Callable[[str], None] | None = None,
) -> Summary:
    """Normalise everything below `paths` into `out`; what is fresh there stays. With `check` nothing is written.

    `draw` makes the report; `explain` is told of each article why it is fresh or stale. Raises UsageError where there
    is nothing to do, RefusedError where `out` is not ours or lies in the input, StorageError where the disk says no.
    """
    told = told_of(task)
    sources = stamp(paths, told)  # before anything is read: what changes from here on will show
    if not check and explain is None and (summary := _untouched(out, sources)):
        return summary
    items = gathered(paths, task)
    _apart(paths, out)
    store = Out(out, dry=check)
    store.refuse_foreign(() if store.is_known else _names(items))
    with store, State(out, dry=check) as state:
        plan = look(items, out, task, state, told, jobs, trust=not check)
        if explain is not None:
            for line in plan.explained():
                explain(line)
        if plan.is_fresh(store, state):
            summary = plan.counted()
            state.turn(rows=plan.resealed)
        else:
            from normalize.store.assemble import assemble  # with all the stages: they are not needed before

            summary = assemble(items, store, state, plan, task, draw, jobs=jobs, progress=progress)
        if told_of(task) != told:
            state.turn(inputs={}, stamp={})  # somebody changed them meanwhile: who knows which article saw what
        elif sources.settled and plan.will_last():
            came, outputs = asdict(replace(summary, redone=0, changed=[])), stamp([out]).digest
            if plan.are_sealed(out):
                state.turn(stamp={"sources": sources.digest, "outputs": outputs, "came": came})
        return summary


def _untouched(out: Path, sources: Stamp) -> Summary | None:
    """Return what the last run came to, where neither its inputs nor its outputs were touched since."""
    if not (out / NAME).is_file():
        return None
    with Out(out) as store, State(out, dry=True) as state:
        last = state.told("stamp")
        if not last or store.is_orphaned or (last["sources"], last["outputs"]) != (sources.digest, stamp([out]).digest):
            return None
        return Summary(**last["came"])


def gathered(paths: Sequence[Path], task: Task) -> Items:
    """Return the documents in `paths`. Raises UsageError where there are none."""
    items = find(paths, task.names)
    if not items:
        raise UsageError(f"{', '.join(map(str, paths))}: there is no article here; put texts or pages into this folder")
    return items


def rebuild_report(out: Path, draw: Callable[[Archive, Sequence[Mapping[str, str]]], Iterable[str]]) -> None:
    """Write the report anew from the outputs in a folder. Raises UsageError where their manifest is missing."""
    archive = Archive(out)
    store = Out(out)
    store.refuse_foreign()
    with store:
        manifest = store.manifest()
        if not manifest:
            raise UsageError(f"{out}/manifest.json: missing or broken; run `normalize all`")
        store.digests = dict(manifest["files"])
        store.stream(REPORT, draw(archive, archive.skipped()))
        rest = {k: v for k, v in manifest.items() if k in ("inputs", "articles")}
        store.finish(rest)


def _apart(paths: Sequence[Path], out: Path) -> None:
    place = Path(os.path.realpath(out))  # unlike `resolve` at peace with a link that leads to itself, as below
    for path in paths:
        here = Path(os.path.realpath(path))
        if here.is_relative_to(place) and here != place:
            raise RefusedError(f"{path}: the input lies inside the output folder {out}; name another with --out")
        if path.is_dir() and (place == here or place.is_relative_to(here)):
            raise RefusedError(f"{out}: the output folder lies inside the input {path}; name another with --out")
        if any(here.is_relative_to(place / part) for part in ("texts", "ledgers")):
            raise RefusedError(f"{path}: this is an output of an earlier run in {out}; name the sources themselves")


def _names(items: Items) -> Iterator[str]:
    """Yield the files that a run over the items may write, besides the lists."""
    for item in items:
        if item.skip is None:
            yield from outputs_of(item.id)
