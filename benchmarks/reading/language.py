"""Measure language identification: accuracy by document, paragraph and sentence, in mixed documents, and speed.

    python benchmarks/reading/language.py [--confusions 15]

Texts are those of `shared/bench/language` (50 languages). Relaxed: Bosnian, Croatian and Serbian count as one, and so
do Indonesian and Malay. langdetect itself, seeded, is timed beside it on the same documents.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Callable

import numpy as np
from clean import rows, texts

from normalize.text.language import by_block, detect
from normalize.text.language.detect import CLOSE

SEED = 7
PAIRS = (
    "ru uk", "es pt", "cs sk", "da sv", "en de", "fr ru", "ar fa", "id en", "nl af", "be ru", "gl es", "kk ru",
    "tr en", "zh ja", "bg mk", "ca es", "nb da", "fi et", "lt lv", "hi en",
)  # fmt: skip
MIXED = 6  # documents of each pair, and blocks of each language in one
TIMED = 120  # documents


def alike(a: str, b: str) -> bool:
    return a == b or any({a, b} <= group for group in CLOSE)


def accuracy(found: list[tuple[str, str]], *, relaxed: bool) -> float:
    """Return the share of right answers, every language weighing the same, in percent."""
    right, total = Counter[str](), Counter[str]()
    for lang, guess in found:
        total[lang] += 1
        right[lang] += alike(lang, guess) if relaxed else lang == guess
    return float(100 * np.mean([right[lang] / total[lang] for lang in total]))


def mixed(name: str) -> tuple[float, float]:
    """Return the share of characters whose block has its language, and of blocks, in percent."""
    known = {lang: [" ".join(t.split()) for t in group] for lang, group in texts(name).items()}
    draw = random.Random(SEED)
    right, total, good, count = 0, 0, 0, 0
    for pair in PAIRS:
        for _ in range(MIXED):
            blocks = [
                (lang, t) for lang in pair.split() for t in draw.sample(known[lang], min(MIXED, len(known[lang])))
            ]
            draw.shuffle(blocks)
            main = detect("\n".join(text for _, text in blocks))
            for (lang, text), guess in zip(blocks, by_block((t for _, t in blocks), main), strict=True):
                ok = alike(lang, guess.lang)
                right, total, good, count = right + ok * len(text), total + len(text), good + ok, count + 1
    return 100 * right / total, 100 * good / count


def rate(ask: Callable[[str], object], texts: list[str]) -> float:
    """Return texts a second of processor time."""
    ask(texts[0])
    begun = time.process_time()
    for text in texts:
        ask(text)
    return len(texts) / (time.process_time() - begun)


def stock() -> Callable[[str], object]:
    from langdetect import DetectorFactory, detect_langs

    DetectorFactory.seed = 0
    return detect_langs


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--confusions", type=int, default=15)
    told = ask.parse_args()
    for name in ("documents", "paragraphs", "sentences"):
        found = [(lang, detect(text).lang) for lang, text in rows(name)]
        wrong = Counter((a, b) for a, b in found if not alike(a, b)).most_common(told.confusions)
        print(
            f"{name:11} relaxed {accuracy(found, relaxed=True):6.2f} %  strict {accuracy(found, relaxed=False):6.2f} %"
        )
        print("            " + ", ".join(f"{a} as {b} {n}" for (a, b), n in wrong))
    for name in ("paragraphs", "sentences"):
        print("mixed documents of {}: {:.2f} % of characters, {:.2f} % of blocks".format(name, *mixed(name)))
    sample = [text for _, text in random.Random(SEED).sample(rows("documents"), TIMED)]
    detect("Short words.")
    detect.cache_clear()
    ours, theirs = rate(detect, sample), rate(stock(), sample)
    print(
        f"documents a second of processor time: {ours:.0f}; langdetect, seeded: {theirs:.0f}; {ours / theirs:.1f} times"
    )


if __name__ == "__main__":
    main()
