"""A whole run into one file for other tools: text, facts and edits of each article as a row; no folder, no report."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from normalize.edits import Ledger
from normalize.errors import RefusedError, SkippedInput, UsageError
from normalize.store.formats import WRITERS, Writer, kind_of, opened
from normalize.store.house import gathered
from normalize.store.marks import Marks
from normalize.store.out import as_json, replace_with
from normalize.store.seeds import Items
from normalize.store.summary import Progress, Summary
from normalize.store.task import Done, Task
from normalize.store.work import process_all, take_survey

_FIRST = 16 << 20  # bytes of the first line of a file, at most


def build_file(
    paths: Sequence[Path], target: Path, task: Task, *, jobs: int = 0, progress: Progress = lambda done, _: done
) -> Summary:
    """Normalise everything below `paths` into one file, in the format that its name ends in.

    What could not be done is told in the file that `quarantine_of` names. Raises UsageError where there is nothing to
    do, or the format is unknown or takes a package that is not installed; RefusedError where the file lies in the
    input; StorageError where the disk says no.
    """
    writer = writer_of(target)
    items = gathered(paths, task)
    refuse_inside(paths, target)
    refuse_foreign(target)
    summary = Summary()

    def rows() -> Iterator[dict[str, Any]]:
        for done in all_done(items, task, jobs, progress):
            summary.take(done)
            if done.skip is None:
                yield row_of(done)

    replace_with(target, writer(rows()))
    replace_with(quarantine_of(target), (as_json(row).encode("utf-8") for row in summary.skipped))
    return summary


def all_done(items: Items, task: Task, jobs: int, progress: Progress) -> Iterator[Done]:
    """Survey all items, then yield what became of each, in their order; copies of earlier articles are marked."""
    copies = Marks()
    task = replace(task, survey=take_survey(items, task, jobs))
    for done in progress(process_all(items, task, jobs), len(items)):
        yield copies.marked(done)


def quarantine_of(target: Path) -> Path:
    """Return the file that tells what could not be done: "news.quarantine.jsonl" beside "news.jsonl.gz"."""
    return target.with_name(target.name.removesuffix(_suffix(target)) + ".quarantine.jsonl")


def _suffix(target: Path) -> str:
    return next((s for s in sorted(WRITERS, key=len, reverse=True) if target.name.lower().endswith(s)), "")


def writer_of(target: Path) -> Writer:
    """Return what writes the format that a file's name ends in. Raises UsageError where nothing does."""
    suffix = _suffix(target)
    if not suffix:
        raise UsageError(f"{target}: the name must end in one of {', '.join(WRITERS)}: that says the format")
    if target.is_dir():
        raise UsageError(f"{target}: this is a folder; name a file")
    writer = WRITERS[suffix]
    try:
        for _ in writer(()):  # a file without rows needs the same packages
            pass
    except SkippedInput as e:
        raise UsageError(f"{target}: {e}; nothing was done") from None
    return writer


def refuse_inside(paths: Sequence[Path], target: Path) -> None:
    """Raise RefusedError where a file of the output would lie in the input."""
    for place in (target, quarantine_of(target)):
        real = Path(os.path.realpath(place))
        for path in paths:
            here = Path(os.path.realpath(path))
            if real == here or (path.is_dir() and real.is_relative_to(here)):
                raise RefusedError(f"{place}: the output would lie in the input {path}; name another file with --to")


def refuse_foreign(target: Path) -> None:
    """Raise RefusedError where a file stands in the place of the output that no run of this kind has written."""
    if not os.path.lexists(target) or quarantine_of(target).is_file():
        return
    try:
        with opened(target, kind_of(target.name).packing) as file:
            line = file.readline(_FIRST)
    except (OSError, SkippedInput):
        line = b"?"
    if line and not all(key in line for key in (b'"id": ', b'"sha256": ', b'"edits": ')):
        raise RefusedError(
            f"{target}: not written by `normalize all --to`, and would be overwritten; move it away, or name another"
        )


def row_of(done: Done) -> dict[str, Any]:
    """Return what the file says of an article: its record, and the applied edits, stage by stage.

    Their start and end count characters of the text that the stage was shown.
    """
    edits = [
        {
            "stage": layer.stage,
            "rule": e.rule,
            "before": e.before,
            "after": e.after,
            "reason": e.reason,
            "confidence": e.confidence,
            "start": e.start,
            "end": e.end,
        }
        for layer in Ledger.loads(done.ledger).layers
        for e in layer.patch.edits
    ]
    return done.record | {"edits": edits}
