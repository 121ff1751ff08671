"""Measure the suggestions: unseen spellings of known people set into clean text, among unknown people.

    python benchmarks/names/suggesting.py [--names 400] [--least 0.9] [--show 10]

The glossary holds half of the people of `shared/bench/names`, by their main name and native form. Their other spellings
of two words and more, in Latin, Cyrillic and Greek letters, and as many of people outside it, are put one each into a
paragraph of their language, every third behind a title with a capital. A suggestion is right if it names the
person that the spelling means, and exact if it is the spelling and nothing around it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from normalize.glossary import Entry, Glossary, Spelling
from normalize.glossary.compile import compiled
from normalize.glossary.index import Index
from normalize.glossary.suggest import suggest
from normalize.text.words import words

BENCH = Path(__file__).resolve().parents[3] / "shared" / "bench"
SCRIPTS = ("Latin", "Cyrillic", "Greek")


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def glossary() -> Glossary:
    entries = []
    for row in rows(BENCH / "names" / "entities.dev.jsonl.gz"):
        if row["type"] == "PER" and row["glossary"]:
            forms = [Spelling(row["name"], "name", frozenset(("en",)))]
            if row["native"]:
                forms.append(Spelling(row["native"], "native"))
            id_ = "p-" + "".join(c if c.isalnum() else "-" for c in row["id"].lower())
            entries.append(Entry(id_, "person", {"en": row["name"]}, spellings=tuple(forms), note=row["id"]))
    return Glossary(Index(compiled(entries, "", [])))


def chosen(known: Glossary, most: int) -> list[dict[str, Any]]:
    """Unseen spellings of known people, and as many spellings of unknown ones."""
    found: dict[bool, list[dict[str, Any]]] = {True: [], False: []}
    queries = list(rows(BENCH / "names" / "queries.dev.jsonl.gz"))
    random.Random(1).shuffle(queries)
    for q in queries:
        fits = q["type"] == "PER" and q["script"] in SCRIPTS and 2 <= len(words(q["q"])) <= 4
        capitals = all(w[:1].isupper() for w in q["q"].split()) and not q["q"].isupper()
        if fits and capitals and not known.find(q["q"], "en") and len(found[q["in_glossary"]]) < most:
            found[q["in_glossary"]].append(q)
    return found[True] + found[False]


def corpus(queries: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    """A paragraph for each spelling, in its language where there is one, else in English."""
    texts: dict[str, list[str]] = defaultdict(list)
    for row in rows(BENCH / "language" / "paragraphs.jsonl.gz"):
        if ", " in row["text"]:
            texts[row["lang"]].append(row["text"])
    articles = []
    for n, q in enumerate(queries):
        lang = q["lang"] if q["lang"] in texts else ("ru" if q["script"] == "Cyrillic" else "en")
        text = texts[lang][n % len(texts[lang])]
        title = "President " if n % 3 == 0 else ""
        at = text.index(", ")
        articles.append((str(n), lang, f"{text[:at]}, {title}{q['q']}, {text[at + 2 :]}"))
    return articles


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--names", type=int, default=400)
    ask.add_argument("--least", type=float, default=0.9)
    ask.add_argument("--show", type=int, default=0)
    told = ask.parse_args()
    known = glossary()
    queries = chosen(known, told.names)
    begun = time.process_time()
    found = [s for s in suggest(corpus(queries), known, told.least) if s.kind == "spelling"]
    took = time.process_time() - begun
    meant = {str(n): q for n, q in enumerate(queries)}
    right = exact = 0
    seen: set[str] = set()
    for s in found:
        q = meant[s.contexts[0].doc]
        is_right = known.entries[s.entry].note == q["gold"] and any(w in words(q["q"]) for w in words(s.spellings[0]))
        right += is_right
        exact += is_right and s.spellings[0] == q["q"]
        if is_right:
            seen.add(s.contexts[0].doc)
        elif told.show > 0:
            told.show -= 1
            print(f"    wrong: {s.spellings[0]} → {s.name} ({s.score:.2f}), there stood {q['q']}")
    total = sum(q["in_glossary"] for q in queries)
    print(f"{len(found)} suggestions; {total} unseen spellings of known people, {len(queries) - total} of unknown ones")
    print(f"right person {right / max(len(found), 1):.1%}, found {len(seen) / total:.1%}, ", end="")
    print(f"exact {exact / max(right, 1):.1%}; {took:.0f} s")


if __name__ == "__main__":
    main()
