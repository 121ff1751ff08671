"""How often a name in any script is linked to the right entity, and to nobody where nobody is meant.

    python benchmarks/names/linking.py DATA [--model weights.npz] [--withhold]

DATA holds `entities*.jsonl.gz` {id, type, name, native, source, glossary} and `queries*.jsonl.gz` {q, script, type,
source, gold, in_glossary}. A gallery is the glossary's entities of one type and family of sources; each query is
ranked against it. A link is right if the first candidate is meant and its score reaches the threshold; queries whose
entity is in no gallery must link to nobody. Up to 1,000 positives and 1,000 negatives a gallery, half of these the
nearest by n-grams of sounds. The threshold is the best one of one half of the entities, measured on the other, both
ways; the table gives medians over three draws. `--withhold` keeps native forms out of the gallery. The shipped model
has seen the development data: `train_link.py` measures it on entities that it has not.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from normalize.glossary.link.linker import Linker, Model, shipped
from normalize.glossary.link.score import AT

CAP = 1000
SEEDS = (1, 2, 3)
FOLDS = 4
SCRIPTS = "Latin Cyrillic Arabic Hebrew Han Kana Hangul Greek".split()


@dataclass(frozen=True)
class Answer:
    """What was linked to a query: the first entity, its score, and how near the nearest form was."""

    query: dict[str, Any]
    first: str
    score: float
    near: float

    @property
    def right(self) -> bool:
        return self.query["in_glossary"] and self.first == self.query["gold"]


def fold_of(entity: str) -> int:
    return int(hashlib.md5(entity.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def family(thing: dict[str, Any]) -> tuple[str, str]:
    """The gallery of an entity or a query: two lists of sanctions are one."""
    return thing["type"], "un+ofac" if thing["source"] in {"un", "ofac"} else thing["source"]


def read(folder: Path, what: str) -> list[dict[str, Any]]:
    """Read the lines of all files of a kind."""
    return [
        json.loads(line)
        for path in sorted(folder.glob(f"{what}*.jsonl.gz"))
        for line in gzip.open(path, "rt", encoding="utf-8")
    ]


def galleries(entities: list[dict[str, Any]], withhold: bool) -> dict[tuple[str, str], list[tuple[str, list[str]]]]:
    """The known forms of the glossary's entities, by gallery."""
    found: dict[tuple[str, str], list[tuple[str, list[str]]]] = defaultdict(list)
    for e in entities:
        if e["glossary"]:
            found[family(e)].append(
                (e["id"], [e["name"], e["native"]] if e["native"] and not withhold else [e["name"]])
            )
    return dict(sorted(found.items()))


def answers(linker: Linker, queries: list[dict[str, Any]]) -> Iterator[Answer]:
    """Link each query."""
    for q in queries:
        seen = linker.evidence(q["q"])
        found = linker.ranked(seen)
        near = float(seen.rows[:, AT["near_sounds"]].max(initial=0))
        yield Answer(q, found[0].id if found else "", found[0].score if found else 0.0, near)


def draw(found: list[Answer], seed: int) -> list[Answer]:
    """Up to `CAP` positives and negatives a gallery, half of the negatives the nearest."""
    rng = np.random.default_rng(seed)
    drawn: list[Answer] = []
    sides: dict[tuple[str, str], tuple[list[Answer], list[Answer]]] = defaultdict(lambda: ([], []))
    for a in found:
        sides[family(a.query)][not a.query["in_glossary"]].append(a)
    for _, (meant, nobody) in sorted(sides.items()):
        drawn += [meant[n] for n in rng.permutation(len(meant))[:CAP]]
        nearest = sorted(nobody, key=lambda a: -a.near)
        hard, rest = nearest[: CAP // 2], nearest[CAP // 2 :]
        drawn += hard + [rest[n] for n in rng.permutation(len(rest))[: CAP - len(hard)]]
    return drawn


def measure(found: list[Answer]) -> tuple[float, ...]:
    """Precision, recall and F1 across halves, recall at 95 and 99 % precision, F1 of the best threshold, queries."""
    halves = [[a for a in found if fold_of(a.query["gold"]) // 2 == half] for half in (0, 1)]
    linked = right = 0
    at = []
    for half, other in (halves, halves[::-1]):
        limit = _curve(other)[0]
        linked += sum(a.score >= limit for a in half)
        right += sum(a.score >= limit and a.right for a in half)
        at.append([_recall_at(half, precision) for precision in (0.95, 0.99)])
    meant = sum(a.query["in_glossary"] for a in found)
    precision, recall = right / max(linked, 1), right / max(meant, 1)
    f1 = 2 * right / max(linked + meant, 1)
    return precision, recall, f1, *np.mean(at, axis=0), _curve(found)[1], len(found)


def _sums(found: list[Answer]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """At each distinct score, from the highest: the score, how many are right, how many are linked."""
    ranked = sorted(found, key=lambda a: -a.score)
    scores = np.array([a.score for a in ranked])
    last = np.append(scores[1:] != scores[:-1], True)
    return scores[last], np.cumsum([a.right for a in ranked])[last], (np.arange(len(ranked)) + 1)[last]


def _curve(found: list[Answer]) -> tuple[float, float]:
    """The threshold with the best F1, and that F1."""
    if not found:
        return 1.0, 0.0
    scores, right, linked = _sums(found)
    f1 = 2 * right / (linked + max(1, sum(a.query["in_glossary"] for a in found)))
    return float(scores[f1.argmax()]), float(f1.max())


def _recall_at(found: list[Answer], precision: float) -> float:
    if not found:
        return 0.0
    _, right, linked = _sums(found)
    enough = right / linked >= precision
    return float(right[enough].max(initial=0)) / max(1, sum(a.query["in_glossary"] for a in found))


def table(found: list[Answer]) -> dict[str, tuple[float, ...]]:
    """Print the table and return its rows."""
    groups: dict[str, list[Any]] = {"persons": [], "all": []}
    draws = [draw(found, seed) for seed in SEEDS]
    tests = {"persons": lambda q: q["type"] == "PER", "all": lambda _: True}
    for s in SCRIPTS:
        tests[f"persons, {s}"] = lambda q, s=s: q["type"] == "PER" and q["script"] == s
    for source in sorted({family(a.query) for a in found}):
        tests[" ".join(source)] = lambda q, source=source: family(q) == source
    print(f"{'':24}P     R     F1    R@P95 R@P99 best F1 queries")
    for name, test in tests.items():
        rows = [measure([a for a in drawn if test(a.query)]) for drawn in draws]
        groups[name] = list(np.median(rows, axis=0))
        print(f"{name:24}" + " ".join(f"{value:.3f}" for value in groups[name][:6]) + f"   {int(groups[name][6])}")
    return {name: tuple(row) for name, row in groups.items()}


def calibration(found: list[Answer]) -> None:
    """Print how often links of about one score are right."""
    print("score      right  links")
    for low, high in ((0.0, 0.1), (0.1, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 0.97), (0.97, 1.01)):
        of = [a.right for a in found if low <= a.score < high]
        print(f"{low:.2f}–{min(high, 1):.2f}  {np.mean(of) if of else 0:.3f}  {len(of)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--withhold", action="store_true")
    options = parser.parse_args()
    model = Model.read(str(options.model)) if options.model else shipped()
    queries = read(options.data, "queries")
    found: list[Answer] = []
    for key, names in galleries(read(options.data, "entities"), options.withhold).items():
        found += answers(Linker(names, model), [q for q in queries if family(q) == key])
    table(found)
    calibration(found)


if __name__ == "__main__":
    main()
