"""One item through the pipeline, and many of them in order, in this process or in several."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from normalize.errors import SkippedInput
from normalize.glossary import Matcher, load
from normalize.pipeline import Normalized, Settings, run
from normalize.store.seeds import Item

FEW = 64  # documents that are done faster in this process than in others
SECONDS = 60.0  # that one document may take


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one item: its outputs as they will stand on disk, or the reason why there are none."""

    id: str
    source: str
    text: str = ""
    ledger: str = ""
    record: dict[str, Any] = field(default_factory=dict)
    changes: int = 0
    suggestions: int = 0
    skip: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """What every process needs to know: glossary files and settings."""

    glossaries: tuple[Path, ...]
    settings: Settings


class _Late(BaseException):
    """A document has taken too long. No rule that catches errors catches this."""


def process(item: Item, matcher: Matcher, settings: Settings) -> Done:
    """Do one item. Never raises: a fault of this program is a recorded skip as well."""
    try:
        with _limited():
            result = run(item.read(), matcher, settings, doc_id=item.id, media_type=item.media_type, title=item.title)
            return _done(item, result)
    except SkippedInput as e:
        return Done(item.id, item.source, skip=(e.reason, str(e)))
    except _Late:
        return Done(item.id, item.source, skip=("timeout", f"it took longer than {SECONDS:g} seconds"))
    except Exception as e:  # noqa: BLE001 - one article must not take the others with it
        return Done(item.id, item.source, skip=("failed", f"{type(e).__name__}: {e}"[:300]))


@contextmanager
def _limited() -> Iterator[None]:
    """Raise _Late when the time is over, where the system has a timer and lets us: on the main thread."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(*_: object) -> None:
        raise _Late

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def process_all(items: Sequence[Item], task: Task, jobs: int) -> Iterator[Done]:
    """Yield what became of each item, in their order, however many processes do the work.

    `jobs` 0 means as many as this machine has processors, for more than a few documents.
    """
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    workers = min(jobs or (processors if len(items) > FEW else 1), max(1, len(items)))
    if workers == 1:
        matcher = Matcher(load(task.glossaries))
        yield from (process(item, matcher, task.settings) for item in items)
        return
    yield from _in_processes(items, task, workers)


def _in_processes(items: Iterable[Item], task: Task, workers: int) -> Iterator[Done]:
    """A pool with a bounded window, results in order; an item whose worker dies is tried once more, alone."""
    todo = iter(items)
    waiting: deque[tuple[Item, Future[Done] | None]] = deque()
    pool = _pool(task, workers)
    try:
        for item in todo:
            waiting.append((item, pool.submit(_work, item)))
            if len(waiting) >= workers * 8:
                break
        while waiting:
            item, future = waiting.popleft()
            try:
                yield future.result() if future is not None else _alone(item, task)
            except BrokenProcessPool:
                yield _alone(item, task)
                pool.shutdown(wait=False, cancel_futures=True)
                pool = _pool(task, workers)
                waiting = deque((i, None if f is None or _lost(f) else f) for i, f in waiting)
            if (following := next(todo, None)) is not None:
                waiting.append((following, pool.submit(_work, following)))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _lost(future: Future[Done]) -> bool:
    return not future.done() or future.cancelled() or future.exception() is not None


def _alone(item: Item, task: Task) -> Done:
    with _pool(task, 1) as pool:
        try:
            return pool.submit(_work, item).result()
        except BrokenProcessPool:
            return Done(item.id, item.source, skip=("failed", "its process was ended by the system, twice"))


def _pool(task: Task, workers: int) -> ProcessPoolExecutor:
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload(["normalize.store.work"])
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_start, initargs=(task,))


_worker: dict[str, Any] = {}


def _start(task: Task) -> None:
    _worker["matcher"] = Matcher(load(task.glossaries))
    _worker["settings"] = task.settings


def _work(item: Item) -> Done:
    return process(item, _worker["matcher"], _worker["settings"])


def _done(item: Item, result: Normalized) -> Done:
    try:
        result.text.encode("utf-8")
    except UnicodeEncodeError:
        raise SkippedInput("failed", "its clean text would hold half a character (a lone surrogate)") from None
    facts = result.facts
    record = {
        "id": item.id,
        "source": item.source,
        "sha256": result.ledger.source.sha256,
        "lang": result.lang,
        "translated_from": facts.translated_from,
        "title": facts.title,
        "byline": facts.byline,
        "date": facts.date,
        "dateline": facts.dateline,
        "agencies": list(facts.agencies),
        "names": facts.as_dict()["names"],
        "duplicate_of": None,
        "text": result.body,
    }
    suggestions = sum(f.status == "suggested" for layer in result.ledger.layers for f in layer.others)
    return Done(item.id, item.source, result.text, result.ledger.dumps(), record, len(result.edits), suggestions)
