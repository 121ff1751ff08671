"""Processes that die, hang and swell: each costs the one thing that did it, and results stay in order."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from normalize.errors import UsageError
from normalize.store.engine.pool import Job, in_processes

DIES, HANGS, ONCE = -1, -2, -3


def begin(given: object) -> None:
    if given == "refuse":
        raise UsageError("there is no such glossary")
    if given == "die":
        os._exit(9)


def double(thing: int | str) -> int | str:
    if thing == DIES:
        os.kill(os.getpid(), signal.SIGKILL)
    if thing == HANGS:
        unicodedata.normalize("NFC", "a" + "\N{COMBINING ACUTE ACCENT}\N{COMBINING DOT BELOW}" * 10_000_000)
    if isinstance(thing, str):  # a mark that it was here, and then it works
        mark = Path(thing)
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return "at last"
    return thing * 2


def lost(_: object, reason: str, message: str) -> str:
    return f"{reason}: {message}"


def job(given: object = None, seconds: float = 60.0) -> Job[int | str, int | str]:
    return Job(begin, given, double, lost, seconds)


def processes_below(first: int = 0) -> set[int]:
    """A process, or this one, and all that are below it."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = stat.read_text("utf-8", "replace").rpartition(")")
            parents[int(name.split()[0])] = (int(rest.split()[1]), rest.split()[0])
        except OSError:
            continue
    found, more = set(), {first or os.getpid()}
    while more:
        found |= more
        more = {pid for pid, (parent, state) in parents.items() if parent in more and state != "Z"} - found
    return found


def test_results_are_in_the_order_of_the_things() -> None:
    assert list(in_processes(range(500), job(), 3)) == [n * 2 for n in range(500)]


@pytest.mark.parametrize("most", [1, 7, 64])
def test_a_thing_that_kills_its_process_costs_only_itself(most: int) -> None:
    things = [*range(40), DIES, *range(40), DIES, DIES, *range(5)]
    found = list(in_processes(things, job(), 2, most))
    for thing, result in zip(things, found, strict=True):
        assert result == thing * 2 if thing >= 0 else str(result).startswith("worker_died: ")
    assert "SIGKILL" in str(found[40])


def test_a_thing_that_kills_its_process_once_is_done_the_second_time(tmp_path: Path) -> None:
    things = [1, str(tmp_path / "mark"), 3]
    assert list(in_processes(things, job(), 2)) == [2, "at last", 6]


def test_a_loop_that_hears_no_signal_is_stopped_by_the_clock() -> None:
    started = time.monotonic()
    found = list(in_processes([1, HANGS, 3], job(seconds=1.0), 2))
    assert found[0::2] == [2, 6]
    assert str(found[1]).startswith("timeout: ")
    assert time.monotonic() - started < 30


def test_what_the_beginning_says_is_said_here() -> None:
    with pytest.raises(UsageError, match="no such glossary"):
        list(in_processes(range(5), job("refuse"), 2))
    with pytest.raises(Exception, match="ended before it began"):
        list(in_processes(range(5), job("die"), 2))


def test_the_input_is_read_no_further_than_a_window() -> None:
    taken = []

    def endless() -> Iterator[int]:
        n = 0
        while True:
            taken.append(n)
            yield n
            n += 1

    results = in_processes(endless(), job(), 2, 10)
    assert [next(results) for _ in range(100)] == [n * 2 for n in range(100)]
    results.close()
    assert len(taken) <= 100 + 10 * (2 * 2 + 3)


def test_no_process_and_no_thread_stays_when_nobody_wants_the_rest() -> None:
    list(in_processes(range(5), job(), 2))  # the server of processes stays, as it should
    before, threads = processes_below(), threading.active_count()
    results = in_processes(range(10_000), job(), 3)
    next(results)
    assert len(processes_below()) >= len(before)
    results.close()
    deadline = time.monotonic() + 30
    while processes_below() - before and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not processes_below() - before
    assert threading.active_count() == threads


def test_who_waits_is_killed_and_no_process_stays(tmp_path: Path) -> None:
    """Even kill -9 leaves no orphan: a process whose line breaks ends."""
    script = tmp_path / "waits.py"
    script.write_text(
        "import sys, time\n"
        "from test_pool import job\n"
        "from normalize.store.engine.pool import in_processes\n"
        "if __name__ == '__main__':\n"
        "    results = in_processes(range(100_000), job(), 2)\n"
        "    print(next(results), flush=True)\n"
        "    time.sleep(60)\n",
        "utf-8",
    )
    here = Path(__file__).parent
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(here), str(here.parent)))}
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, env=environment) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"0\n"
        below = processes_below(child.pid)
        assert len(below) >= 4
        child.kill()
    deadline = time.monotonic() + 30
    while (left := {pid for pid in below if alive(pid)}) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not left


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
