"""One item through the pipeline, and many of them in order, in this process or in several."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import Any, TypeVar

from normalize.errors import SkippedInput
from normalize.glossary import Glossary
from normalize.pipeline import Normalized, Settings, run
from normalize.stages.markup.glance import summary_of
from normalize.stages.markup.sniff import sniff
from normalize.stages.survey import LEAST, Summary, Survey
from normalize.stages.touch import Touch
from normalize.store.formats import Fields
from normalize.store.seeds import Item, Items
from normalize.text.decode import decode, from_text
from normalize.text.likeness import Likeness, likeness

_T = TypeVar("_T")
_R = TypeVar("_R")

FEW = 64  # documents that are done faster in this process than in others
SECONDS = 60.0  # that one document may take
_CHUNK = 8  # documents that a process sums up at a time
_SURVEYED = ("boilerplate", "boilerplate/recurring")  # who asks the survey


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one item: its outputs as they will stand on disk, or the reason why there are none.

    `words` and `marks` are what a glossary and a decision could touch, as `Touch` takes it down.
    """

    id: str
    source: str
    text: str = ""
    ledger: str = ""
    record: dict[str, Any] = field(default_factory=dict)
    changes: int = 0
    suggestions: int = 0
    skip: tuple[str, str] | None = None
    likeness: Likeness | None = None
    words: str = ""
    marks: bytes = b""


@dataclass(frozen=True, slots=True)
class Task:
    """What every process needs to know: glossary files and settings, and what recurs in the inputs of the run.

    `names` says what the fields of records are called.
    """

    glossaries: tuple[Path, ...]
    settings: Settings
    survey: Survey | None = None
    names: Fields = field(default_factory=Fields)


class _Late(BaseException):
    """A document has taken too long. No rule that catches errors catches this."""


def process(item: Item, glossary: Glossary, settings: Settings, survey: Survey | None = None) -> Done:
    """Do one item. Never raises: a fault of this program is a recorded skip as well."""
    touch = Touch()
    try:
        with _limited():
            result = run(
                item.read(),
                glossary,
                settings,
                doc_id=item.id,
                media_type=item.media_type,
                charset=item.charset,
                title=item.title,
                survey=survey,
                place=item.place,
                touch=touch,
            )
            return _done(item, result, touch)
    except SkippedInput as e:
        return Done(item.id, item.source, skip=(e.reason, str(e)), words=touch.words(), marks=touch.marks())
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


def take_survey(items: Items, task: Task, jobs: int) -> Survey | None:
    """Look at all items once and return what recurs in them; None where that could not matter."""
    if len(items) < LEAST or not is_surveyed(task):
        return None
    return Survey.of(summary for summary in summaries(items, task, jobs) if summary is not None)


def is_surveyed(task: Task) -> bool:
    """Whether a run asks what recurs in its inputs."""
    return _SURVEYED[0] in task.settings.stages and task.settings.ignore.isdisjoint(_SURVEYED)


def summaries(items: Items, task: Task, jobs: int) -> Iterator[Summary | None]:
    """Yield what a survey needs to know of items, in their order; what cannot be read may be left out."""
    del task
    todo = iter(items)
    chunks = iter(lambda: list(islice(todo, _CHUNK)), [])
    workers = _workers(len(items), jobs)
    found = map(_sum_up, chunks) if workers == 1 else _in_processes(chunks, _sum_up, lambda _: [], None, workers)
    return chain.from_iterable(found)


def process_all(items: Items, task: Task, jobs: int) -> Iterator[Done]:
    """Yield what became of each item, in their order, however many processes do the work.

    `jobs` 0 means as many as this machine has processors, for more than a few documents.
    """
    workers = _workers(len(items), jobs)
    if workers == 1:
        glossary = Glossary.open(task.glossaries)
        gc.freeze()
        yield from (process(item, glossary, task.settings, task.survey) for item in items)
        return
    yield from _in_processes(items, _work, _lost_twice, task, workers)


def _workers(documents: int, jobs: int) -> int:
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(jobs or (processors if documents > FEW else 1), max(1, documents))


def _in_processes(
    things: Iterable[_T], work: Callable[[_T], _R], lost: Callable[[_T], _R], task: Task | None, workers: int
) -> Iterator[_R]:
    """A pool with a bounded window, results in order; a thing whose worker dies is tried once more, alone."""
    todo = iter(things)
    waiting: deque[tuple[_T, Future[_R] | None]] = deque()
    pool = _pool(task, workers)
    try:
        for thing in todo:
            waiting.append((thing, pool.submit(work, thing)))
            if len(waiting) >= workers * 8:
                break
        while waiting:
            thing, future = waiting.popleft()
            try:
                yield future.result() if future is not None else _alone(thing, work, lost, task)
            except BrokenProcessPool:
                yield _alone(thing, work, lost, task)
                pool.shutdown(wait=False, cancel_futures=True)
                pool = _pool(task, workers)
                waiting = deque((t, None if f is None or _is_lost(f) else f) for t, f in waiting)
            if (following := next(todo, None)) is not None:
                waiting.append((following, pool.submit(work, following)))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _is_lost(future: Future[_R]) -> bool:
    return not future.done() or future.cancelled() or future.exception() is not None


def _alone(thing: _T, work: Callable[[_T], _R], lost: Callable[[_T], _R], task: Task | None) -> _R:
    with _pool(task, 1) as pool:
        try:
            return pool.submit(work, thing).result()
        except BrokenProcessPool:
            return lost(thing)


def _lost_twice(item: Item) -> Done:
    return Done(item.id, item.source, skip=("failed", "its process was ended by the system, twice"))


def _pool(task: Task | None, workers: int) -> ProcessPoolExecutor:
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload(["normalize.store.work"])
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_start, initargs=(task,))


_worker: dict[str, Any] = {}


def _start(task: Task | None) -> None:
    if task is None:
        return
    _worker["glossary"] = Glossary.open(task.glossaries)
    gc.freeze()  # the glossary stays: looking through it again and again for garbage takes a fifth of all time
    _worker["settings"] = task.settings
    _worker["survey"] = task.survey


def _work(item: Item) -> Done:
    return process(item, _worker["glossary"], _worker["settings"], _worker["survey"])


def _sum_up(items: Sequence[Item]) -> list[Summary]:
    """Sum up items for a survey; what cannot be read or takes too long is left out of it."""
    found = []
    for item in items:
        with suppress(Exception, _Late), _limited():  # whatever is wrong with it is told when it is done
            data, kind = item.read(), item.media_type
            text = (from_text(data, kind) if isinstance(data, str) else decode(data, kind, item.charset or None)).text
            found.append(summary_of(item.id, text, kind or sniff(text), item.place))
    return found


def _done(item: Item, result: Normalized, touch: Touch) -> Done:
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
        "lang_also": list(facts.also),
        "translated_from": facts.translated_from,
        "translation_weight": facts.translation_weight,
        "translation_traces": list(facts.translation_traces),
        "title": facts.title,
        "byline": facts.byline,
        "date": facts.date,
        "dateline": facts.dateline,
        "published": facts.published,
        "modified": facts.modified,
        "section": facts.section,
        "url": facts.url,
        "paywall": facts.paywall,
        "agencies": list(facts.agencies),
        "names": facts.as_dict()["names"],
        "duplicate_of": None,
        "text": result.body,
        **item.more,
    }
    suggestions = sum(f.status == "suggested" for layer in result.ledger.layers for f in layer.others)
    return Done(
        item.id,
        item.source,
        result.text,
        result.ledger.dumps(),
        record,
        len(result.edits),
        suggestions,
        likeness=likeness(result.body),
        words=touch.words(),
        marks=touch.marks(),
    )
