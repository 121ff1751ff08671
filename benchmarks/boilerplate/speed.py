"""How long a page takes, beside other extractors; and whether hostile pages take time in proportion to their size.

    python benchmarks/boilerplate/speed.py [--most 20] [--hostile] [--size 1.0]

From a page's bytes to its canonical text with the ledger, for `normalize`; to its text for the others, whichever are
installed beside it. The tools take turns page by page, so that what slows the machine down slows all of them; each has
seen a few pages before the clock starts. `--hostile` times pages made to hurt at a size and at twice that size: the
ratio should be about two. Everything runs in one thread.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"  # before numpy reads them: what needs it is imported in the functions below

OURS, REFERENCE = "normalize", "trafilatura"
_WARM = 5  # pages that are not counted
_PATIENCE = 900  # seconds for one hostile page
_WORDS = "Kim met Putin in the Far East of Russia on Wednesday, and both spoke of a new friendship. "


def normalizer() -> Callable[[bytes, str], str]:
    """Return what takes a page's bytes and language to its canonical text; the ledger is made as well."""
    from normalize.errors import SkippedInput
    from normalize.glossary import Glossary
    from normalize.pipeline import run
    from normalize.settings import Settings
    from normalize.text.media import HTML

    glossary = Glossary.load()

    def clean(data: bytes, _: str) -> str:
        try:
            return run(data, glossary, Settings(), doc_id="page", media_type=HTML).text
        except SkippedInput:
            return ""

    return clean


def everyday(most: int) -> None:
    """Time all tools on the development pages, in turn."""
    from peers import tools
    from samples import BENCH, pages

    if not BENCH.is_dir():
        sys.exit(f"there are no pages to time: {BENCH} is not there; `--hostile` needs none")
    cleaners: dict[str, Callable[[bytes, str], str]] = {OURS: normalizer()}
    for name, tool in tools().items():
        cleaners[name] = lambda data, lang, tool=tool: tool(data.decode("utf-8", "replace"), lang)
    took: dict[str, list[float]] = defaultdict(list)
    failed: dict[str, int] = defaultdict(int)
    order = list(cleaners)
    size = 0
    for n, (_, page) in enumerate(pages(most)):
        data = page["html"].encode("utf-8", "replace")
        size += len(data) if n >= _WARM else 0
        for name in order[n % len(order) :] + order[: n % len(order)]:
            begun = time.perf_counter()
            try:
                cleaners[name](data, page["lang"])
            except Exception:  # noqa: BLE001  the time until a tool gives up counts as well
                failed[name] += 1
            if n >= _WARM:
                took[name].append(1000 * (time.perf_counter() - begun))
    count = len(took[OURS])
    print(f"{count} pages, {size / max(count, 1) / 1024:.0f} kB each on average")
    print(f"{'ms a page':<24}{'mean':>9}{'median':>9}{'95 %':>9}{'× ' + REFERENCE:>16}{'failed':>8}")
    base = statistics.mean(took.get(REFERENCE, [0.0]))
    for name, times in took.items():
        mean, median = statistics.mean(times), statistics.median(times)
        late = sorted(times)[int(0.95 * (len(times) - 1))]
        ratio = f"{mean / base:.2f}" if base else "–"
        print(f"{name:<24}{mean:>9.1f}{median:>9.1f}{late:>9.1f}{ratio:>16}{failed[name]:>8}")


HOSTILE: dict[str, tuple[int, Callable[[int], Iterator[str]]]] = {
    "10 MB of paragraphs": (110_000, lambda n: (f"<p>{k} {_WORDS}</p>" for k in range(n))),
    "one paragraph of 10 MB": (110_000, lambda n: iter(("<p>", _WORDS * n))),
    "elements 100,000 deep": (100_000, lambda n: iter(("<div>" * n, _WORDS * 4, "</div>" * n))),
    "100,000 deep, never closed": (100_000, lambda n: (f"<div><p>{_WORDS}" for _ in range(n))),
    "a tag of 1 M attributes": (1_000_000, lambda n: iter(("<p ", *(f"a{k}=b " for k in range(n)), ">", _WORDS * 4))),
    "200,000 links": (200_000, lambda n: (f"<a href=/{k}>Link {k}</a> " for k in range(n))),
    "200,000 links in a list": (200_000, lambda n: (f"<li><a href=/{k}>Link {k}</a></li>" for k in range(n))),
    "300,000 tiny paragraphs": (300_000, lambda n: (f"<p>{k % 97}</p>" for k in range(n))),
    "300,000 equal lines": (300_000, lambda n: iter(("<p>Read more</p>" * n,))),
    "300,000 class names": (300_000, lambda n: (f"<i class=c{k}>x</i><p class=c{k}>word</p>" for k in range(n))),
    "300,000 references": (300_000, lambda n: iter(("<p>", "&amp;amp; " * n, "</p>"))),
    "1 M open angle brackets": (1_000_000, lambda n: iter((_WORDS, "<" * n))),
    "300,000 open comments": (300_000, lambda n: iter((f"<p>{_WORDS}</p>", "<!-- " * n))),
    "100,000 cells in tables": (100_000, lambda n: iter(("<table><tr><td>word " * n,))),
}  # what stands in a page, how many of them, and the parts of a page with so many


def hostile_page(name: str, share: float) -> bytes:
    """Return a page made to hurt, at a share of its full size."""
    count, parts = HOSTILE[name]
    head = f"<html><head><title>A page</title></head><body><h1>A page</h1><p>{_WORDS * 3}</p>"
    return (head + "".join(parts(max(int(count * share), 1))) + "</body></html>").encode()


def timed(name: str, share: float) -> tuple[float, float, str]:
    """Return the seconds and the MB that a hostile page takes in a process of its own, and what went wrong."""
    there, here = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("spawn").Process(target=_alone, args=(name, share, here))
    process.start()
    here.close()
    said = (float("nan"), float("nan"), f"gave up after {_PATIENCE} s")
    if there.poll(_PATIENCE):
        try:
            said = there.recv()
        except EOFError:
            said = (float("nan"), float("nan"), "the process was ended from outside: no memory left, or a crash")
    process.kill()
    process.join()
    return said


def _alone(name: str, share: float, told: Connection) -> None:
    clean = normalizer()
    clean(hostile_page(name, 0), "en")
    data = hostile_page(name, share)
    begun = time.perf_counter()
    wrong = ""
    try:
        clean(data, "en")
    except Exception as e:  # noqa: BLE001  what a page does to the program is the result
        wrong = f"{type(e).__name__}: {e}"[:100]
    seconds = time.perf_counter() - begun
    told.send((seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, wrong))


def hostile(size: float, only: str) -> None:
    """Time the hostile pages at half the size and at the whole size."""
    print(f"{'':<28}{'size':>9}{'half':>10}{'whole':>10}{'ratio':>8}{'peak memory':>14}")
    for name in HOSTILE:
        if only and only not in name:
            continue
        half, _, wrong = timed(name, size / 2)
        whole, memory, wrong_too = timed(name, size)
        much = len(hostile_page(name, size)) / 2**20
        times = f"{half:>8.2f} s{whole:>8.2f} s{whole / half:>8.2f}"
        print(f"{name:<28}{much:>6.1f} MB{times}{memory:>11.0f} MB  {wrong or wrong_too}", flush=True)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--most", type=int, default=20, help="pages of each collection")
    ask.add_argument("--hostile", action="store_true", help="time the pages made to hurt instead")
    ask.add_argument("--size", type=float, default=1.0, help="of the hostile pages, as a share of their full size")
    ask.add_argument("--only", default="", help="part of a hostile page's name")
    said = ask.parse_args()
    if said.hostile:
        hostile(said.size, said.only)
    else:
        everyday(said.most)


if __name__ == "__main__":
    main()
