"""Kill a run at random points, again and again: each time the next run makes everything as if nothing had happened.

    python benchmarks/kill.py [ROUNDS]

200 rounds by default, of 40 articles of which half are other ones in every round. Prints how many runs were killed
before their end, and stops at the first difference.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from normalize.pipeline import Settings
from normalize.store.house import build
from normalize.store.work import Task

ARTICLES = 40


def main() -> None:
    """Do the rounds."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "own.yaml").write_text("- id: kyiv\n  type: place\n  names: {en: Kyiv}\n  variants: [Kiev]\n")
        begin = time.perf_counter()
        change(folder, 0)
        run(folder, "out")
        seconds = time.perf_counter() - begin
        killed = sum(is_killed(folder, n, seconds) for n in range(1, rounds + 1))
    print(f"{rounds} rounds, {killed} runs killed before their end: out/ was equal to that of a clean run every time")


def is_killed(folder: Path, n: int, seconds: float) -> bool:
    """Start a run and kill it; run again and compare. Return whether the first had not come to its end."""
    change(folder, n)
    child = os.fork()
    if not child:
        run(folder, "out")
        os._exit(0)
    time.sleep(random.Random(n).random() * seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    run(folder, "out")
    run(folder, f"clean-{n}")
    if tree(folder / "out") != tree(folder / f"clean-{n}"):
        raise SystemExit(f"round {n}: out/ differs from that of a clean run")
    return os.WIFSIGNALED(status)


def change(folder: Path, n: int) -> None:
    """Write the sources of a round."""
    (folder / "seeds").mkdir(exist_ok=True)
    for k in range(ARTICLES):
        number = n if k % 2 else 0
        text = f"Report {k}\n\nThe minister of round {number} went to Kiev. See also Coot frozen in palace lake\n"
        (folder / "seeds" / f"{k}.txt").write_text(text)


def run(folder: Path, out: str) -> None:
    """Run the program."""
    build([folder / "seeds"], folder / out, Task((folder / "own.yaml",), Settings()), draw, jobs=1)


def draw(articles: Iterable[object], _: object) -> Iterable[str]:
    """A report without much in it."""
    return [f"{sum(1 for _ in articles)} articles"]


def tree(folder: Path) -> dict[str, bytes]:
    """All files of an output folder, those aside that runs keep for themselves."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("[!.]*") if p.is_file()}


if __name__ == "__main__":
    main()
