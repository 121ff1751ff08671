"""One item through the pipeline, and many of them in order, in this process or in several."""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from normalize.edits.ledger import digest
from normalize.errors import SkippedInput
from normalize.glossary import Glossary
from normalize.pipeline import Normalized, run
from normalize.stages.markup.glance import summary_of
from normalize.stages.markup.sniff import sniff
from normalize.stages.survey import LEAST, Summary, Survey
from normalize.stages.touch import Touch
from normalize.store.archive import Archived
from normalize.store.engine.pool import Job, in_processes
from normalize.store.seeds import Item
from normalize.store.task import Done, Task, is_surveyed
from normalize.text.decode import decode, from_text
from normalize.text.likeness import likeness

FEW = 64  # documents that are done faster in this process than in others
_LARGE = 1 << 20  # bytes of a document that is not done in this process: it might take it along
_READY = "normalize.store.engine.ready"


class Documents(Protocol):
    """Documents in order, as often as they are asked for; `len` may have to go through them."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[Item]: ...


class _Late(BaseException):
    """A document has taken too long. No rule that catches errors catches this."""


def process(item: Item, glossary: Glossary, task: Task) -> Done:
    """Do one item. Never raises: a fault of this program is a recorded skip as well."""
    touch, limits = Touch(), task.limits
    sha256 = digest(b"")
    try:
        with _limited(limits.seconds):
            content = item.read()
            sha256 = digest(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)
            result = run(
                content,
                glossary,
                task.settings,
                doc_id=item.id,
                media_type=item.media_type,
                charset=item.charset,
                title=item.title,
                survey=task.survey,
                place=item.place,
                touch=touch,
            )
            return _done(item, result, touch, task)
    except SkippedInput as e:
        skip = e.reason, str(e)
        return Done(item.id, item.source, skip=skip, words=touch.words(), marks=touch.marks(), sha256=sha256)
    except _Late:
        return _lost(item, "timeout", f"it took longer than {limits.seconds:g} seconds")
    except MemoryError:
        return _lost(item, "too_much_memory", f"it took more than {limits.megabytes:,} MB of memory")
    except Exception as e:  # noqa: BLE001 - one article must not take the others with it
        return Done(item.id, item.source, skip=("failed", f"{type(e).__name__}: {e}"[:300]))


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Raise _Late when the time is over, where the system has a timer and lets us: on the main thread."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(*_: object) -> None:
        raise _Late

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def take_survey(items: Documents, task: Task, jobs: int) -> Survey | None:
    """Look at all items once and return what recurs in them; None where that could not matter."""
    if len(items) < LEAST or not is_surveyed(task):
        return None
    return Survey.of(summary for summary in summaries(items, task, jobs) if summary is not None)


def summaries(items: Documents, task: Task, jobs: int, *, apart: bool = False) -> Iterator[Summary | None]:
    """Yield for each item, in their order, what a survey needs to know of it; None for what cannot be read."""
    work = partial(_sum_up, seconds=task.limits.seconds)
    if apart or not _is_little(items):
        job = Job(_limit, task, work, lambda *_: None, _longest(task), _weight, _READY)
        yield from in_processes(items, job, *_spread(items, jobs))
    else:
        yield from map(work, items)


def process_all(items: Documents, task: Task, jobs: int, *, apart: bool = False) -> Iterator[Done]:
    """Yield what became of each item, in their order, however many processes do the work.

    `jobs` 0 means as many as this machine has processors. A few small documents are done in this process, unless it is
    to be kept `apart` from whatever a document may do to it.
    """
    if apart or not _is_little(items):
        job = Job(_start, task, _work, _lost, _longest(task), _weight, _READY)
        yield from in_processes(items, job, *_spread(items, jobs))
        return
    glossary = Glossary.open(task.glossaries)
    gc.freeze()
    yield from (process(item, glossary, task) for item in items)


def _is_little(items: Documents) -> bool:
    return len(items) <= FEW and all(_weight(item) < _LARGE for item in items)


def _spread(items: Documents, jobs: int) -> tuple[int, int]:
    """How many processes share the items, and how many items each is given at a time: so that none waits at the end."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    workers = max(1, min(jobs or processors, len(items)))
    return workers, max(1, len(items) // (4 * workers))


def _weight(item: Item) -> int:
    """Bytes of a document as it lies on the disk; 0 where that cannot be said, for then it cannot be read either."""
    try:
        return len(item.record) if item.record is not None else item.path.stat().st_size
    except OSError:
        return 0


def _longest(task: Task) -> float:
    return 1.5 * task.limits.seconds + 2


def _lost(item: Item, reason: str, message: str) -> Done:
    return Done(item.id, item.source, skip=(reason, message))


_worker: dict[str, Any] = {}


def _start(task: Task) -> None:
    _worker["glossary"] = Glossary.open(task.glossaries)
    gc.freeze()  # the glossary stays: looking through it again and again for garbage takes a fifth of all time
    _worker["task"] = task
    _limit(task)


def _limit(task: Task) -> None:
    """Let this process have no more memory than it has and one document may take, where the system tells and obeys."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
        most = pages * resource.getpagesize() + task.limits.megabytes * (1 << 20)
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (most if hard < 0 else min(most, hard), hard))


def _work(item: Item) -> Done:
    return process(item, _worker["glossary"], _worker["task"])


def _sum_up(item: Item, seconds: float) -> Summary | None:
    """Sum up an item for a survey; None where it cannot be read or takes too long: that is told when it is done."""
    with suppress(Exception, _Late), _limited(seconds):
        data, kind = item.read(), item.media_type
        text = (from_text(data, kind) if isinstance(data, str) else decode(data, kind, item.charset or None)).text
        return summary_of(item.id, text, kind or sniff(text), item.place)
    return None


def _done(item: Item, result: Normalized, touch: Touch, task: Task) -> Done:
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
        sheet=task.sheet(Archived(record, result.text, result.ledger)),
        sha256=result.ledger.source.sha256,
    )
