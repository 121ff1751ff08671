"""Kill a run at random points, again and again: each time the next run makes everything as if nothing had happened.

    python benchmarks/kill.py [KILLS]

It goes on until so many runs were killed before their end, 200 by default; a run has 40 articles, of which half are
other ones in every round. Prints how far the killed runs had come, and stops at the first difference.
"""

from __future__ import annotations

import itertools
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from normalize.settings import Settings
from normalize.store import assemble
from normalize.store.house import build
from normalize.store.task import Task

ARTICLES = 40


def main() -> None:
    """Do the rounds."""
    assemble.BATCH = 3  # articles that are written together: few, so that a run writes from its beginning to its end
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "own.yaml").write_text("- id: kyiv\n  type: place\n  names: {en: Kyiv}\n  variants: [Kiev]\n")
        change(folder, 0)
        seconds, written = run(folder, "out"), []
        for n in itertools.count(1):
            change(folder, n)
            was = tree(folder / "out")
            if is_killed(folder, n, seconds):
                written.append(sum(was.get(name) != data for name, data in tree(folder / "out").items()))
            run(folder, "out")
            seconds = run(folder, "clean")
            if tree(folder / "out") != tree(folder / "clean"):
                raise SystemExit(f"round {n}: out/ differs from that of a clean run")
            shutil.rmtree(folder / "clean")
            if len(written) == kills:
                break
    print(f"{n} rounds, {kills} runs killed before their end: out/ was equal to that of a clean run every time")
    print(f"files written until then: {', '.join(f'{v} ({n} runs)' for v, n in sorted(Counter(written).items()))}")


def is_killed(folder: Path, n: int, seconds: float) -> bool:
    """Start a run and kill it within so many seconds; return whether it had not come to its end."""
    child = os.fork()
    if not child:
        run(folder, "out")
        os._exit(0)
    time.sleep(random.Random(n).random() * seconds)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def change(folder: Path, n: int) -> None:
    """Write the sources of a round."""
    (folder / "seeds").mkdir(exist_ok=True)
    for k in range(ARTICLES):
        number = n if k % 2 else 0
        text = f"Report {k}\n\nThe minister of round {number} went to Kiev. See also Coot frozen in palace lake\n"
        (folder / "seeds" / f"{k}.txt").write_text(text)


def run(folder: Path, out: str) -> float:
    """Run the program; return the seconds that it took."""
    begin = time.perf_counter()
    build([folder / "seeds"], folder / out, Task((folder / "own.yaml",), Settings()), draw, jobs=1)
    return time.perf_counter() - begin


def draw(articles: Iterable[object], _: object) -> Iterable[str]:
    """A report without much in it."""
    return [f"{sum(1 for _ in articles)} articles"]


def tree(folder: Path) -> dict[str, bytes]:
    """All files of an output folder, those aside that runs keep for themselves."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("[!.]*") if p.is_file()}


if __name__ == "__main__":
    main()
