"""Time the whole program beside the script that a user would write today, in one run, on one core.

    python benchmarks/reading/side_by_side.py [--most 60]

The script reads a text, runs ftfy.fix_text, langdetect.detect, twelve regular expressions against boilerplate and a
replacement for each of a thousand spellings of names; for pages, BeautifulSoup with lxml comes first. The program does
all that it does, ledger included. Texts are those of `shared/bench/language` (about 4 KB), pages the development pages.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import statistics
import time
from collections.abc import Callable

from clean import BENCH, rows

from normalize.errors import SkippedInput
from normalize.glossary import Glossary
from normalize.pipeline import run
from normalize.settings import Settings

SEED = 5
NAMES = 1000
BOILERPLATE = [
    re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    for pattern in (
        r"^(?:see|read) also.*$", r"^share (?:this|on).*$", r"^follow us.*$", r"^subscribe.*$", r"^advertisement$",
        r"^©.*$", r"^all rights reserved.*$", r"^photo:.*$", r"^by [a-z]+ [a-z]+$", r"^published:.*$",
        r"\[e-?mail protected\]", r"[ \t]{2,}",
    )
]  # fmt: skip


def texts(most: int) -> list[bytes]:
    found = [text.encode() for _, text in rows("documents")]
    return random.Random(SEED).sample(found, min(most, len(found)))


def pages(most: int) -> list[bytes]:
    found: list[bytes] = []
    for path in sorted((BENCH / "extract").glob("*.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line)["html"].encode("utf-8", "replace") for line in lines]
        found += random.Random(SEED).sample(rows, min(most // 8, len(rows)))
    return found


def script(spellings: list[tuple[str, str]], *, html: bool) -> Callable[[bytes], object]:
    import ftfy
    import langdetect
    from bs4 import BeautifulSoup

    def clean(data: bytes) -> str:
        text = BeautifulSoup(data, "lxml").get_text("\n") if html else data.decode("utf-8")
        text = ftfy.fix_text(text)
        try:
            langdetect.detect(text)
        except langdetect.LangDetectException:
            return ""
        for pattern in BOILERPLATE:
            text = pattern.sub("", text)
        for spelling, name in spellings:
            text = text.replace(spelling, name)
        return text

    return clean


def program(glossary: Glossary) -> Callable[[bytes], object]:
    def clean(data: bytes) -> object:
        try:
            return run(data, glossary, Settings(), doc_id="x").ledger.dumps()
        except SkippedInput as e:
            return e

    return clean


def rate(work: Callable[[bytes], object], found: list[bytes]) -> tuple[float, float]:
    """Return documents a second of processor time, and the median milliseconds of one; the first five are not timed."""
    for data in found[:5]:
        work(data)
    times = []
    for data in found:
        begun = time.process_time()
        work(data)
        times.append(time.process_time() - begun)
    return len(times) / sum(times), 1000 * statistics.median(times)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--most", type=int, default=80)
    told = ask.parse_args()
    glossary = Glossary.load()
    spellings = [(s.text, entry.canonical("en")) for entry in glossary for s in entry.spellings][:NAMES]
    for title, found, html in (("texts", texts(told.most), False), ("pages", pages(told.most), True)):
        ours, mine = rate(program(glossary), found)
        theirs, other = rate(script(spellings, html=html), found)
        print(f"{len(found)} {title}: {ours:.1f} a second (median {mine:.1f} ms), ", end="")
        print(f"the script {theirs:.1f} (median {other:.1f} ms): {ours / theirs:.2f} times its documents")


if __name__ == "__main__":
    main()
