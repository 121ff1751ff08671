"""How long a person waits: for help, and for the sample articles. Prints ratios to starting Python itself, in one run.

python benchmarks/start.py [RUNS]
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def seconds(command: list[str], runs: int) -> float:
    """The median of a few runs, after one that is not counted."""
    times = []
    for n in range(runs + 1):
        start = time.perf_counter()
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        if n:
            times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as folder:
        normalize = [sys.executable, "-m", "normalize"]
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "normalize --help": [*normalize, "--help"],
            "normalize text FILE": [*normalize, "text", "seeds/summit/the-green-train.txt"],
            "normalize all (26 articles)": [*normalize, "all", "--out", f"{folder}/out", "-q"],
        }
        base = 0.0
        for name, command in commands.items():
            took = seconds(command, runs)
            base = base or took
            print(f"{name:<30}{took * 1000:>8.0f} ms{took / base:>8.1f} ×")


if __name__ == "__main__":
    main()
