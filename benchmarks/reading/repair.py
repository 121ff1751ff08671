"""Measure repairs of wrong encodings: ftfy's own examples, misread legacy encodings, and what clean text pays for it.

    python benchmarks/reading/repair.py [--ftfy FOLDER]

FOLDER is ftfy's unpacked source distribution, whose `tests/test_cases.json` has its published examples. Every text that
ftfy re-reads must come out the same here; what ftfy leaves must stay, but for controls and look-alike letters.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import ftfy
from clean import PLAIN, texts

from normalize.glossary import Glossary
from normalize.pipeline import through
from normalize.stages.document import Document
from normalize.stages.encoding import STAGE
from normalize.text.misread import suspicious

MISREAD = (  # is, was read as, languages
    ("cp1251", "cp1252", "ru uk bg mk be"), ("cp1251", "latin-1", "ru uk"), ("koi8-r", "cp1251", "ru"),
    ("koi8-r", "latin-1", "ru"), ("cp1251", "koi8-r", "ru"), ("cp866", "cp1251", "ru"), ("cp1251", "cp866", "ru"),
    ("utf-8", "koi8-r", "ru"), ("utf-8", "cp866", "ru"), ("iso8859-5", "latin-1", "ru"), ("cp1253", "cp1252", "el"),
    ("cp1255", "cp1252", "he"), ("cp1256", "cp1252", "ar fa"), ("cp874", "cp1252", "th"), ("gbk", "cp1252", "zh"),
    ("cp932", "cp1252", "ja"), ("cp949", "cp1252", "ko"),
)  # fmt: skip
PER = 25  # texts of each language


@cache
def glossary() -> Glossary:
    return Glossary.load()


def repaired(text: str) -> str:
    return through(STAGE, Document("x", text, glossary()))[0].text


def misread(known: dict[str, list[str]], of: str, as_: str, langs: str) -> Iterator[tuple[str, str]]:
    """Yield (text, the same as a program shows it that reads it in the wrong encoding)."""
    for lang in langs.split():
        for text in known[lang][:PER]:
            plain = " ".join(text.split()).translate(PLAIN)
            try:
                wrong = plain.encode(of).decode({"cp1252": "sloppy-windows-1252"}.get(as_, as_))
            except UnicodeError:
                continue
            if wrong != plain:
                yield plain, wrong


def published(folder: Path) -> None:
    cases = json.loads((folder / "tests" / "test_cases.json").read_text("utf-8"))
    same: Counter[bool] = Counter()
    for case in cases:
        want = ftfy.fix_encoding(case["original"])
        got = repaired(case["original"])
        if want != case["original"]:
            same[got == want] += 1
        if got != want:
            print(f"  differs: {case['label']}: {got[:70]!r}")
    print(f"ftfy's published examples that are re-read: {same[True]} of {same.total()} the same")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--ftfy", type=Path)
    told = ask.parse_args()
    if told.ftfy:
        published(told.ftfy)
    for name in ("sentences", "paragraphs"):
        known = texts(name)
        print(f"{name} that were read wrong: exact again, in percent")
        for of, as_, langs in MISREAD:
            cases = list(misread(known, of, as_, langs))
            ours = sum(repaired(wrong) == text for text, wrong in cases)
            theirs = sum(ftfy.fix_encoding(wrong) == text for text, wrong in cases)
            shares = (100 * n / len(cases) for n in (ours, theirs))
            print("  {:9} as {:8} {:4}  {:5.1f}  ftfy {:5.1f}".format(of, as_, len(cases), *shares))
    clean = [t for group in texts("documents").values() for t in group]
    changed = sum(ftfy.fix_encoding(t) != t for t in clean)
    times = []
    for check in (suspicious, ftfy.fix_encoding):
        begun = time.process_time()
        for text in clean:
            check(text)
        times.append(1000 * (time.process_time() - begun) / len(clean))
    print(f"a clean document of 4 KB: gate {times[0]:.3f} ms, ftfy {times[1]:.3f} ms ({times[1] / times[0]:.0f} times)")
    print(f"clean documents that ftfy would change: {changed} of {len(clean)}")


if __name__ == "__main__":
    main()
