"""Compare the matcher with those that people would pick, side by side: the same names, the same texts, one process.

    python benchmarks/names/matching.py [--entities 10000] [--megabytes 10]

The names are the shipped glossary and the entities of `shared/bench/names`; the texts those of `shared/bench/language`
and the articles of `shared/bench/extract`. The others find the listed strings as they stand; ours folds case and
diacritics, keeps to the bounds of words, reads endings and derived spellings. A library that is not installed is left
out.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import re
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from normalize.glossary import Entry, Glossary, Spelling
from normalize.glossary.cache import Index
from normalize.glossary.compile import compiled
from normalize.glossary.read import find_packs, layers_of, read

BENCH = Path(__file__).resolve().parents[3] / "shared" / "bench"
Texts = list[tuple[str, str]]
Find = Callable[[str, str], int]


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def texts(megabytes: float) -> Texts:
    """Texts with their languages, all languages first, then articles until there are enough."""
    found = [(r["lang"], r["text"]) for path in sorted((BENCH / "language").glob("*.gz")) for r in rows(path)]
    found += [(r["lang"], r["gold"]) for path in sorted((BENCH / "extract").glob("*.gz")) for r in rows(path)]
    kept: Texts = []
    left = megabytes * 1e6
    for lang, text in found:
        if left <= 0:
            break
        kept.append((lang, text))
        left -= len(text.encode())
    return kept


def entries(most: int) -> list[Entry]:
    """The shipped entries, and as many of the development data as are needed; numbered copies of these beyond."""
    found = list(read(layers_of(find_packs([]))).values())
    more = list(rows(BENCH / "names" / "entities.dev.jsonl.gz"))
    for n in range(most - len(found)):
        row = more[n % len(more)]
        name = row["name"] if n < len(more) else f"{row['name']} {n}"
        spelling = Spelling(name, "name", frozenset(("en",)))
        found.append(Entry(f"more-{n}", "person", {"en": name}, spellings=(spelling,)))
    return found[:most]


def flashtext2(names: list[str]) -> Find:
    processor = importlib.import_module("flashtext2").KeywordProcessor(case_sensitive=False)
    processor.add_keywords_from_iter(names)
    return lambda text, _: len(processor.extract_keywords(text))


def ahocorasick_rs(names: list[str]) -> Find:
    module = importlib.import_module("ahocorasick_rs")
    automaton = module.AhoCorasick([n.lower() for n in names], matchkind=module.MatchKind.LeftmostLongest)
    return lambda text, _: len(automaton.find_matches_as_indexes(text.lower()))


def daachorse(names: list[str]) -> Find:
    module = importlib.import_module("daachorse")
    kind = module.MATCH_KIND_LEFTMOST_LONGEST
    automaton = module.CharwiseDoubleArrayAhoCorasick(sorted({n.lower() for n in names}), match_kind=kind)
    return lambda text, _: len(automaton.find(text.lower()))


def spacy(names: list[str]) -> Find:
    module = importlib.import_module("spacy")
    matching = importlib.import_module("spacy.matcher")
    nlp = module.blank("xx")
    matcher = matching.PhraseMatcher(nlp.vocab, attr="LOWER")
    matcher.add("names", list(nlp.pipe(names)))
    return lambda text, _: len(matcher(nlp(text)))


def alternation(names: list[str]) -> Find:
    pattern = re.compile(
        r"\b(?:" + "|".join(map(re.escape, sorted(names, key=len, reverse=True))) + r")\b", re.IGNORECASE
    )
    return lambda text, _: len(pattern.findall(text))


def measure(title: str, make: Callable[[], Find], found: Texts, budget: float) -> float:
    """Print megabytes a second over the texts, or over as many as the time allows; return the figure."""
    begun = time.process_time()
    try:
        find = make()
    except ImportError:
        print(f"{title:<34} not installed")
        return 0.0
    built = time.process_time() - begun
    size = hits = 0
    begun = time.process_time()
    for lang, text in found:
        hits += find(text, lang)
        size += len(text.encode())
        if time.process_time() - begun > budget:
            break
    rate = size / 1e6 / (time.process_time() - begun)
    print(f"{title:<34} {built:6.2f} s to build  {rate:8.2f} MB/s  {hits:8,} hits in {size / 1e6:.1f} MB", flush=True)
    return rate


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--entities", type=int, default=10_000)
    ask.add_argument("--megabytes", type=float, default=10.0)
    ask.add_argument("--ours", action="store_true", help="only ours, and the memory that it takes")
    told = ask.parse_args()
    found = texts(told.megabytes)
    known = entries(told.entities)
    data = compiled(known, "", [])
    names = sorted({s.text for e in known for s in e.spellings if s.kind != "short"})
    del known
    print(f"{told.entities:,} entities, {len(names):,} listed spellings; index of {len(data) / 1e6:.1f} MB")
    glossary: list[Glossary] = []

    def ours() -> Find:
        glossary.append(Glossary(Index(data)))
        return lambda text, lang: len(glossary[0].find(text, lang))

    def warm() -> Find:
        return lambda text, lang: len(glossary[0].find(text + " ", lang))

    mine = measure("ours, first time", ours, found, 600.0)
    again = measure("ours, words known", warm, found, 600.0)
    if told.ours:
        print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB", file=sys.stderr)
        return
    for make in (flashtext2, ahocorasick_rs, daachorse, spacy, alternation):
        other = measure(make.__name__, lambda make=make: make(names), found, 20.0)  # type: ignore[misc]
        if other:
            print(f"{'':<34} ours is {mine / other:.2f} times as fast, {again / other:.2f} once its words are known")


if __name__ == "__main__":
    main()
