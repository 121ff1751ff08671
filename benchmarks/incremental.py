"""How long a run takes when nothing changed, or little: seconds and articles redone, side by side.

    python benchmarks/incremental.py [ARTICLES] [FOLDER]

The articles are made from those of seeds/summit: their paragraphs shuffled, their words varied. 10,000 by default, in a
temporary folder.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
_LONG = re.compile(r"\b[a-z]{7,}\b")
GLOSSARY = """\
- id: kyiv-by-hand
  type: place
  names: {en: Kyiw}
  variants: [Kyjiwgrad]
- id: nobody
  type: person
  names: {en: Nemo Nobody}
"""


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(temporary)
        if not (folder / "seeds").exists():
            make(folder, count)
            time.sleep(4)  # what was written a moment ago is looked at more closely
        print(f"{'run of ' + format(count, ',') + ' articles':42}{'seconds':>9}{'redone':>9}")
        glossary = folder / "glossaries" / "own.yaml"
        one = folder / "seeds" / "07" / "a7.txt"
        steps = {
            "everything": lambda: None,
            "nothing changed": lambda: None,
            "nothing changed, --explain": lambda: None,
            "nothing changed, --check": lambda: None,
            "one source changed": lambda: one.write_text(one.read_text("utf-8") + "\nOne more line.\n", "utf-8"),
            "one glossary entry changed (1 in 100)": lambda: glossary.write_text(
                glossary.read_text("utf-8").replace("Kyjiwgrad", "Kyjiwgrad, Kyjiwstadt"), "utf-8"
            ),
            "one glossary entry changed (nowhere)": lambda: glossary.write_text(
                glossary.read_text("utf-8").replace("Nemo Nobody", "Nemo Nobodyson"), "utf-8"
            ),
        }
        for name, change in steps.items():
            change()
            told = ["--explain"] if name == "everything" or name.startswith("one ") else []
            seconds, redone = run(folder, [*re.findall(r"--\w+", name), *told])
            print(f"{name:42}{seconds:9.2f}{redone:>9}", flush=True)


def make(folder: Path, count: int) -> None:
    """Write the articles and a glossary of two entries."""
    chance = random.Random(1)
    texts = [p.read_text("utf-8") for p in sorted((ROOT / "seeds" / "summit").glob("*.txt"))]
    (folder / "glossaries").mkdir(parents=True)
    (folder / "glossaries" / "own.yaml").write_text(GLOSSARY, "utf-8")
    for n in range(count):
        lines = [line for line in chance.choice(texts).split("\n") if line.strip()]
        head, body = lines[0], lines[1:]
        chance.shuffle(body)
        body = [_LONG.sub(lambda m: m[0] + "aeiou"[chance.randrange(5)] * (chance.random() < 0.2), b) for b in body]
        place = folder / "seeds" / f"{n % 100:02d}"
        place.mkdir(parents=True, exist_ok=True)
        more = ["Then they went to Kyjiwgrad, he said."] if n % 100 == 0 else []
        (place / f"a{n}.txt").write_text("\n\n".join([f"{head} {n}", *body[:6], *more]) + "\n", "utf-8")


def run(folder: Path, options: list[str]) -> tuple[float, str]:
    """Run the program in a folder; return the seconds and, if it is to explain, how many articles were stale."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | {"PYTHONPATH": str(ROOT)}
    begin = time.perf_counter()
    command = [sys.executable, "-m", "normalize", "all", *options]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - begin
    if done.returncode not in (0, 3):
        raise SystemExit(done.stderr)
    return seconds, str(done.stdout.count(": stale: ")) if "--explain" in options else "-"


if __name__ == "__main__":
    main()
