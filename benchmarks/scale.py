"""Memory and throughput by the number of articles and of processes: `python benchmarks/scale.py [N ...]`.

The articles are made from those of ../shared/bench/extract, or of seeds/ where that is not there: sentences in another
order, with other numbers, so that few are copies. Each run is `normalize all FILE --to FILE`. Memory is the largest sum
of the proportional share (PSS) of all its processes, in MB; other programs of the machine change times, not memory.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
DATA = ROOT.parent / "shared" / "bench" / "extract"
LENGTH = 1500  # characters of an article, about


def sources() -> list[list[str]]:
    """Return the lines of real articles."""
    texts = [p.read_text("utf-8", "replace") for p in sorted((ROOT / "seeds").rglob("*.txt"))]
    if DATA.is_dir():
        texts = []
        for path in sorted(DATA.glob("*.jsonl.gz")):
            with gzip.open(path, "rt", encoding="utf-8") as file:
                texts += [row["gold"] for row in map(json.loads, file) if len(row.get("gold") or "") > 400]
    return [[line for line in text.splitlines() if line.strip()] for text in texts]


def corpus(path: Path, number: int) -> None:
    """Write articles as JSON Lines; the same each time."""
    known, chance = sources(), random.Random(0)
    with path.open("w", encoding="utf-8") as file:
        for n in range(number):
            lines = [line for _ in range(2) for line in chance.choice(known)]
            chance.shuffle(lines)
            text = "\n\n".join(f"{line} {chance.randrange(10_000)}." for line in lines)[:LENGTH]
            file.write(json.dumps({"id": n, "text": text}) + "\n")


def processes(first: int) -> Iterator[int]:
    """Yield a process and all below it."""
    yield first
    for task in Path(f"/proc/{first}/task").glob("*/children"):
        for child in task.read_text("ascii").split():
            yield from processes(int(child))


def memory(first: int) -> float:
    total = 0
    for pid in processes(first):
        try:
            told = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
        except OSError:
            continue
        total += next((int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:")), 0)
    return total / 1024


def measure(path: Path, jobs: int, rest: list[str]) -> tuple[float, float]:
    """Return the seconds of a run and its largest memory in MB."""
    target = path.with_name("out.jsonl")
    started, most = time.perf_counter(), 0.0
    command = [sys.executable, "-m", "normalize", "all", str(path), "--to", str(target), "-q", "-j", str(jobs), *rest]
    with subprocess.Popen(command, cwd=path.parent, env={**os.environ, "PYTHONPATH": str(ROOT)}) as child:
        while child.poll() is None:
            most = max(most, memory(child.pid))
            time.sleep(0.5)
    if child.returncode not in (0, 3):
        sys.exit(f"{' '.join(command)}: exit code {child.returncode}")
    return time.perf_counter() - started, most


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("numbers", nargs="*", type=int, default=[1_000, 10_000])
    parser.add_argument("--jobs", nargs="*", type=int, default=[1, 4])
    parser.add_argument("--only", default="", help="one stage alone: for many articles in little time")
    args = parser.parse_args()
    rest = ["--only", args.only] if args.only else []
    base: dict[int, tuple[float, float]] = {}
    print("articles  processes  articles/s  times 1 process  MB  times the fewest  load")
    for number in args.numbers:
        alone = 0.0
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "articles.jsonl")
            corpus(path, number)
            for jobs in args.jobs:
                seconds, most = measure(path, jobs, rest)
                speed = number / seconds
                alone = alone or speed
                first = base.setdefault(jobs, (speed, most))
                said = f"{number:8,}  {jobs:9}  {speed:10.1f}  {speed / alone:15.2f}  {most:4.0f}"
                print(f"{said}  {most / first[1]:16.2f}  {os.getloadavg()[0]:.1f}", flush=True)


if __name__ == "__main__":
    main()
