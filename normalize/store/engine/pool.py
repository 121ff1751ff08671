"""Processes that work on things in order: one thing may kill, hang or swell its process, and costs only itself.

Things travel in chunks, at most a window of them at a time, so that memory does not grow with the number of things.
Each process answers thing by thing: where it ends, the one that it was at is known, and is tried once more, alone.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any, Generic, TypeVar

from normalize.errors import NormalizeError

_T = TypeVar("_T")
_R = TypeVar("_R")

_MOST, _BYTES = 64, 1 << 20  # of one chunk: things, and bytes that they weigh
_START = 600.0  # seconds that a process may take to begin: large glossaries are compiled then


@dataclass(frozen=True, slots=True)
class Job(Generic[_T, _R]):
    """What processes do: `start` once in each, with `given`, then `work` on each thing.

    `lost` makes the result of a thing that cannot be had, from a reason code and a message. `seconds` is how long one
    thing may take by the clock until its process is ended. `weigh` tells the bytes of a thing, `ready` is a module
    that is imported before the first process is made. `start` and `work` are functions that can be imported.
    """

    start: Callable[[Any], None]
    given: Any
    work: Callable[[_T], _R]
    lost: Callable[[_T, str, str], _R]
    seconds: float
    weigh: Callable[[_T], int] = field(default=lambda _: 0)
    ready: str = __name__


def in_processes(things: Iterable[_T], job: Job[_T, _R], workers: int, most: int = _MOST) -> Iterator[_R]:
    """Yield the result of each thing in order; `most` is how many things one process is given at a time, or fewer.

    What `start` raises is raised here. However this ends, no process stays.
    """
    crew = _Crew(job)
    todo: SimpleQueue[_Chunk[_T, _R] | None] = SimpleQueue()
    threads = [threading.Thread(target=_serve, args=(crew, todo), daemon=True) for _ in range(workers)]
    waiting: deque[_Chunk[_T, _R]] = deque()
    for thread in threads:
        thread.start()
    try:
        chunk: _Chunk[_T, _R]
        for chunk in _chunks(things, min(most, _MOST), job.weigh):
            waiting.append(chunk)
            todo.put(chunk)
            if len(waiting) >= 2 * workers + 2:
                yield from waiting.popleft().results.result()
        while waiting:
            yield from waiting.popleft().results.result()
    finally:
        crew.close()
        for _ in threads:
            todo.put(None)
        for thread in threads:
            thread.join()


@dataclass(frozen=True, slots=True)
class _Chunk(Generic[_T, _R]):
    """Things that travel together, and where their results will be."""

    things: list[_T]
    results: Future[list[_R]] = field(default_factory=Future)


def _chunks(things: Iterable[_T], most: int, weigh: Callable[[_T], int]) -> Iterator[_Chunk[_T, _R]]:
    found: list[_T] = []
    weight = 0
    for thing in things:
        found.append(thing)
        weight += weigh(thing)
        if len(found) >= most or weight >= _BYTES:
            yield _Chunk(found)
            found, weight = [], 0
    if found:
        yield _Chunk(found)


@contextmanager
def _deaf() -> Iterator[None]:
    """Let what is started here not hear Ctrl-C, which a terminal sends to everybody: who started it ends it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL if before is None else before)


class _Closed(Exception):
    """Nobody waits for results any more."""


class _Crew(Generic[_T, _R]):
    """The processes of one job: started when they are needed, ended all at once."""

    def __init__(self, job: Job[_T, _R]) -> None:
        self.job = job
        self._lock = threading.Lock()
        self._all: set[Any] = set()
        self._closed = False
        method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
        self._context: Any = multiprocessing.get_context(method)
        if method == "forkserver":
            self._context.set_forkserver_preload([job.ready])
            with _deaf():
                forkserver.ensure_running()

    def start(self) -> tuple[Any, Connection]:
        """Start a process and return it with the line to it, once it is ready. Raises what its beginning raises."""
        with self._lock:
            if self._closed:
                raise _Closed
            near, far = self._context.Pipe()
            process = self._context.Process(target=_main, args=(far, self.job.start, self.job.given, self.job.work))
            process.daemon = True
            process.start()
            far.close()
            self._all.add(process)
        try:
            fault = near.recv() if near.poll(_START) else TimeoutError(f"no answer in {_START:g} seconds")
        except (EOFError, OSError):
            fault = NormalizeError(
                f"a process ended before it began ({self.end(process)}): give it more memory, "
                'use fewer with --jobs, or begin your own program with `if __name__ == "__main__":`'
            )
        if fault is None:
            return process, near
        self.end(process)
        near.close()
        raise fault

    def end(self, process: Any) -> str:
        """End a process, if it has not ended by itself, and say how it ended."""
        with self._lock:
            self._all.discard(process)
            if not self._closed:
                process.join(0.2)  # one that died by itself: so that it is this that is told
            process.kill()
        process.join()
        code = process.exitcode or 0
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"

    def close(self) -> None:
        """End all processes; no other will be started."""
        with self._lock:
            self._closed = True
            for process in self._all:
                process.kill()


class _Worker(Generic[_T, _R]):
    """One process after the other, each until it is ended by what it works on."""

    def __init__(self, crew: _Crew[_T, _R]) -> None:
        self._crew = crew
        self._line: tuple[Any, Connection] | None = None

    def results(self, things: list[_T]) -> list[_R]:
        """Return the result of each thing."""
        found: list[_R] = []
        while len(found) < len(things):
            fault = self._go(things[len(found) :], found)
            if fault is not None:
                thing = things[len(found)]
                if fault[0] == "worker_died":
                    again: list[_R] = []
                    fault = self._go([thing], again)
                    found += again
                if fault is not None:
                    found.append(self._crew.job.lost(thing, *fault))
        return found

    def end(self) -> str:
        """End the process."""
        if self._line is None:
            return ""
        process, line = self._line
        self._line = None
        line.close()
        return self._crew.end(process)

    def _go(self, things: list[_T], found: list[_R]) -> tuple[str, str] | None:
        """Add the results of things to `found` as far as they can be had; say why the next one could not."""
        if self._line is None:
            self._line = self._crew.start()
        _, line = self._line
        seconds = self._crew.job.seconds
        try:
            line.send(things)
            for _ in things:
                if not line.poll(seconds):
                    self.end()
                    return "timeout", f"it took longer than {seconds:g} seconds, and did not stop by itself"
                found.append(line.recv())
        except (EOFError, OSError):
            return "worker_died", f"its process was ended, twice: {self.end()}"
        return None


def _serve(crew: _Crew[_T, _R], todo: SimpleQueue[_Chunk[_T, _R] | None]) -> None:
    """Give chunks to one process, from a thread: who waits for a process holds up no other."""
    worker = _Worker(crew)
    while (chunk := todo.get()) is not None:
        try:
            chunk.results.set_result(worker.results(chunk.things))
        except BaseException as e:  # noqa: BLE001 - it is raised where the results are waited for
            chunk.results.set_exception(e)
    worker.end()


def _main(line: Connection, start: Callable[[Any], None], given: Any, work: Callable[[Any], Any]) -> None:
    """The life of a process: it ends when it is told to, or when the line breaks because nobody is there any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal tells everybody; who started this ends it
    with suppress(EOFError, OSError):
        try:
            start(given)
        except Exception as e:  # noqa: BLE001 - it is raised by whoever started this
            line.send(e)
            return
        line.send(None)
        while True:
            for thing in line.recv():
                line.send(work(thing))
    os._exit(0)
