"""Floods: a text that is four times as long takes four times as long, not sixteen times."""

from __future__ import annotations

import contextlib
import math
import multiprocessing
import os
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hostile import BODY

from normalize import normalize
from normalize.errors import SkippedInput


def _distinct(n: int, pattern: str) -> str:
    letters = "abcdefghijklmnopqrstuvwxyz"
    return "".join(
        pattern.replace("@", letters[i % 26] + letters[i // 26 % 26] + letters[i // 676 % 26])
        for i in range(n // len(pattern))
    )


FLOODS = {  # kind: a text of about n characters
    "names in one line": lambda n: "Wladimir Putin came to Kiev “Kiev” " * (n // 35),
    "code in one line": lambda n: "`Kiev` Kiev " * (n // 12),
    "combining marks": lambda n: "He said a" + "\N{COMBINING ACUTE ACCENT}" * n + " and left.",
    "references": lambda n: "Hello " + "&amp;" * (n // 5),
    "see also": lambda n: "See also " * (n // 9),
    "see also lines": lambda n: "See also\n" * (n // 9),
    "teasers in a line": lambda n: f"{BODY} READ ALSO: Mayor of Otley wins third term " * (n // 141),
    "teasers in capitals": lambda n: "READ ALSO: A B C D E f g " * (n // 25),
    "label and headline lines": lambda n: "Read also:\nQueen Margit opens museum\n" * (n // 38),
    "marked lines": lambda n: f"{BODY}\n" + "► Nun breaks Geneva record\n" * (n // 27),
    "picture tags": lambda n: "Hello " + "[VIDEO] " * (n // 8),
    "picture tags in capitals": lambda n: "VIDEO (12 PHOTOS) " * (n // 18),
    "quotes": lambda n: "Hello " + "“ " * (n // 2),
    "closing quotes": lambda n: "Hello " + ".” " * (n // 3),
    "straight quotes": lambda n: "Hello " + '"' * n,
    "brackets": lambda n: "Hello " + "(" * n,
    "bracketed words": lambda n: "(abc " * (n // 5),
    "square brackets": lambda n: "[email " * (n // 7),
    "addresses": lambda n: "a.b-c@" * (n // 6),
    "dates": lambda n: "13 September 2023 " * (n // 18),
    "dates iso": lambda n: "2023-09-13 " * (n // 11),
    "date lines": lambda n: "13 September 2023\n" * (n // 18),
    "digits": lambda n: "1" * n,
    "numbers": lambda n: "1." * (n // 2),
    "letters": lambda n: "a" * n,
    "capital words": lambda n: "Aaa Bbb " * (n // 8),
    "capitals": lambda n: "A" * n,
    "camels": lambda n: "AaaBbb" * (n // 6),
    "glued words": lambda n: _distinct(n, "A@where "),
    "torn compounds": lambda n: "a. -b " * (n // 6),
    "torn words": lambda n: _distinct(n, "ab@ def. -gh@ "),
    "glued sentences": lambda n: _distinct(n, "ab@.De@ "),
    "lost capitals": lambda n: _distinct(n, "supplier. ab@ plays an "),
    "hyphens": lambda n: "Hello " + "-" * n,
    "hyphened": lambda n: "a-" * (n // 2),
    "by": lambda n: "By " * (n // 3),
    "by lines": lambda n: "By By\n" * (n // 6),
    "short lines": lambda n: "ab\n" * (n // 3),
    "carriage returns": lambda n: "a\r\n" * (n // 3),
    "spaces": lambda n: "a" + " " * n + "b",
    "line feeds": lambda n: "a" + "\n" * n + "b",
    "prose": lambda n: f"{BODY} " * (n // 95),
    "prose lines": lambda n: f"{BODY}\n" * (n // 95),
    "emoji": lambda n: "Hello " + "\N{GRINNING FACE}" * n,
    "han": lambda n: "中" * n,
    "mojibake": lambda n: "cafÃ© " * (n // 6),
    "names": lambda n: "Wladimir Putin, " * (n // 16),
    "hyphen name": lambda n: "Kim-Jong-" * (n // 9),
    "page of open tags": lambda n: "<p>Hello</p>" + "<a href='" * (n // 9),
    "page of open comments": lambda n: "<p>Hello</p>" + "<!-- a --" * (n // 9),
    "page of paragraphs": lambda n: "<p>abc def</p>" * (n // 14),
    "page of lists": lambda n: "<ul><li>a" * (n // 9),
    "page of nested divs": lambda n: "<div>abc " * (n // 9),
    "style sheets": lambda n: ".a {" + "ab:cd" * (n // 5),
    "codes": lambda n: "=C3%C3%A9\\u00e9" * (n // 15),
    "marks of templates": lambda n: "{{a [caption " * (n // 13),
    "page of headline": lambda n: "<html><head><title>" + "a – " * (n // 4) + "</title></head><p>Hello</p>",
}  # fmt: skip
_SIZE = 10_000
_TIMES = 4  # as long
_GROWTH = 8.0  # times the processor's time for a text four times as long: 4 is linear, 16 quadratic
_SLACK = 0.3  # seconds that a measurement may be wrong by
_PATIENCE = 60  # seconds until a process is taken to hang


@pytest.fixture(scope="module")
def flood_times() -> dict[str, tuple[float, float]]:
    """Processor seconds for each flood, short and long, in processes of their own: one that hangs costs no other."""
    with ThreadPoolExecutor(min(4, os.cpu_count() or 1)) as pool:
        stopwatches = [_Stopwatch() for _ in range(min(4, os.cpu_count() or 1))]
        todo = list(FLOODS)
        times: dict[str, tuple[float, float]] = {}

        def work(stopwatch: _Stopwatch) -> None:
            while True:
                try:
                    kind = todo.pop(0)
                except IndexError:
                    return stopwatch.stop()
                times[kind] = stopwatch.measure(kind)

        list(pool.map(work, stopwatches))
        return times


class _Stopwatch:
    """A process that cleans one flood after another; a new one where it does not answer in time."""

    def __init__(self) -> None:
        self.process: Any = None

    def measure(self, kind: str) -> tuple[float, float]:
        if self.process is None:
            context = multiprocessing.get_context("spawn")
            self.pipe, its = context.Pipe()
            self.process = context.Process(target=_measure_floods, args=(its,), daemon=True)
            self.process.start()
            its.close()
            assert self.pipe.poll(120)
            assert self.pipe.recv() == "ready"
        self.pipe.send(kind)
        try:
            if self.pipe.poll(_PATIENCE):
                short, long = self.pipe.recv()
                return short, long
        except EOFError:
            pass  # it died: a limit of memory or of recursion
        self.stop()
        return 0.0, math.inf

    def stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.join()
            self.process.close()
            self.pipe.close()
            self.process = None


def _measure_floods(pipe: Any) -> None:
    with contextlib.suppress(SkippedInput):
        normalize(f"<html><head><title>A title</title></head><body><p>{BODY} cafÃ©")
        normalize("Tá an aimsir go maith inniu.")  # a language that takes a second opinion
    pipe.send("ready")
    while True:
        flood = FLOODS[pipe.recv()]
        took = []
        for size in (_SIZE, _SIZE * _TIMES):
            text = flood(size)
            start = time.process_time()
            with contextlib.suppress(SkippedInput):
                normalize(text)
            took.append(time.process_time() - start)
        pipe.send(tuple(took))


@pytest.mark.parametrize("kind", FLOODS)
def test_time_grows_with_length_and_no_faster(flood_times: dict[str, tuple[float, float]], kind: str) -> None:
    short, long = flood_times[kind]
    assert long < _GROWTH * short + _SLACK, (
        f"{kind}: {_TIMES} times the text takes {long / (short or 1e-9):.1f} times the time"
    )
