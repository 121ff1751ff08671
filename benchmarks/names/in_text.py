"""Measure how many inflected names are recognised, and what is claimed in text where none of them stands.

    python benchmarks/names/in_text.py [--missed 10]

Mentions of people from Slavic news (`shared/bench/names`, source "slavic") stand for one person in several cases. For
each person and language the mention most like the person's name is the citation form, which goes into a glossary of
its own; of the others, those whose words begin alike must be found by it. Claims are counted in
`shared/bench/language` with the shipped glossary and with those citation forms: every inflected reading that is not a
lone surname.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from normalize.glossary import Entry, Glossary, Spelling
from normalize.glossary.compile import compiled
from normalize.glossary.index import Index
from normalize.glossary.link import similarity
from normalize.text.words import words

BENCH = Path(__file__).resolve().parents[3] / "shared" / "bench"
LANGS = ("ru", "uk", "bg", "pl", "cs", "sl")
_ALIKE = 0.6  # share of the letters that two cases of a word begin with alike


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def people() -> dict[tuple[str, str], tuple[str, list[str]]]:
    """For each language and person: the citation form, and the mentions that may be other cases of it."""
    names = {r["id"]: r["name"] for r in rows(BENCH / "names" / "entities.dev.jsonl.gz")}
    mentions: dict[tuple[str, str], list[str]] = defaultdict(list)
    for q in rows(BENCH / "names" / "queries.dev.jsonl.gz"):
        if q["source"] == "slavic" and q["type"] == "PER" and q["lang"] in LANGS and len(words(q["q"])) > 1:
            mentions[q["lang"], q["gold"]].append(q["q"])
    found = {}
    for (lang, id_), texts in mentions.items():
        first = max(texts, key=lambda t: (similarity(t, names[id_]), -len(t), t))
        cases = [t for t in texts if t != first and all_alike(words(t), words(first))]
        found[lang, id_] = first, cases
    return found


def all_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return len(one) == len(other) and one != other and all(map(alike, one, other))


def alike(a: str, b: str) -> bool:
    same = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return same >= 2 and same >= _ALIKE * min(len(a), len(b))


def glossary_of(known: dict[tuple[str, str], tuple[str, list[str]]], lang: str) -> Glossary:
    entries = []
    for (code, id_), (name, _) in known.items():
        if code == lang:
            spelling = Spelling(name, "name", frozenset((lang,)))
            entries.append(Entry(id_, "person", {"en": name, lang: name}, spellings=(spelling,)))
    return Glossary(Index(compiled(entries, "", [])))


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--missed", type=int, default=0)
    told = ask.parse_args()
    known = people()
    shipped = Glossary.load([])
    texts: dict[str, list[str]] = defaultdict(list)
    for name in ("documents", "paragraphs", "sentences"):
        for row in rows(BENCH / "language" / f"{name}.jsonl.gz"):
            texts[row["lang"]].append(row["text"])
    print("language   inflected    found   claims in clean text, per 1,000 words: these names, the shipped ones")
    for lang in LANGS:
        glossary = glossary_of(known, lang)
        hits = total = 0
        missed: list[tuple[str, str]] = []
        for (code, id_), (first, cases) in known.items():
            for text in cases if code == lang else ():
                total += 1
                if any(id_ in m.entries and m.text == text for m in glossary.find(text, lang)):
                    hits += 1
                else:
                    missed.append((first, text))
        size = sum(len(words(t)) for t in texts[lang])
        mine = claims(glossary, texts[lang], lang)
        theirs = claims(shipped, texts[lang], lang)
        rate = hits / max(total, 1)
        claimed = f"{1000 * mine.total() / size:.2f}  {1000 * theirs.total() / size:.2f}"
        print(
            f"{lang:<8} {total:10} {rate:9.1%}   {claimed}   ",
            ", ".join(f"{text} ({n})" for text, n in theirs.most_common(6)),
        )
        for first, text in missed[: told.missed]:
            print(f"    {first} → {text}")


def claims(glossary: Glossary, texts: list[str], lang: str) -> Counter[str]:
    """The inflected readings in texts that are not surnames alone."""
    found = (m for text in texts for m in glossary.find(text, lang) if not m.lone)
    return Counter(m.text for m in found if any(r.inflected for r in m.readings))


if __name__ == "__main__":
    main()
