"""Learns the weights of the name linker, and measures them on entities that they have not seen.

    python benchmarks/names/train_link.py DATA [--write normalize/glossary/link/weights.npz]

DATA as in `linking.py`. The entities are dealt to four folds by the hash of their id. The features of a fold come from
gains learned on the other three, and its scores from networks trained on the other three: the table that is printed is
about unseen entities. What is written is learned from all of them.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from gains import learn
from linking import FOLDS, Answer, calibration, family, fold_of, galleries, read, table
from networks import train

from normalize.glossary.link.costs import Gains
from normalize.glossary.link.judge import Network, best_of_each, probability, standing
from normalize.glossary.link.linker import Linker, Model
from normalize.glossary.link.score import AT, FEATURES

SMALL = (12, 12, 25, 25, 50, 50, 100)  # names of a list
STRANGERS = 6  # queries about others for each of them: in a text most names are not of the list
Rows = npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Compared:
    """A query beside its candidates: a row of features each, and whose form it is."""

    query: dict[str, Any]
    fold: int
    scope: str  # "own" gallery, "all" persons, or a "small" list
    rows: Rows
    owners: list[str]

    @property
    def right(self) -> npt.NDArray[np.bool_]:
        meant = self.query["gold"] if self.query["in_glossary"] else None
        return np.array([o == meant for o in self.owners], bool)


def compare(linker: Linker, query: dict[str, Any], scope: str) -> Compared:
    """Compare a query with its candidates."""
    seen = linker.evidence(query["q"])
    return Compared(query, fold_of(query["gold"]), scope, seen.rows, [linker.ids[n] for n in seen.owners])


def all_compared(data: Path, gains: list[Gains], withhold: bool) -> list[Compared]:
    """Compare all queries in their galleries, and those about persons in one of all persons too."""
    entities, queries = read(data, "entities"), read(data, "queries")
    by_key = galleries(entities, withhold)
    everyone = [names for (kind, _), of in by_key.items() if kind == "PER" for names in of]
    nothing = Network(np.zeros(1, np.float32), np.ones(1, np.float32), ())
    found = []
    for fold in range(FOLDS):
        model = Model(gains[fold], nothing, nothing)
        own = [q for q in queries if fold_of(q["gold"]) == fold]
        for key, names in by_key.items():
            linker = Linker(names, model)
            found += [compare(linker, q, "own") for q in own if family(q) == key]
        linker = Linker(everyone, model)
        found += [compare(linker, q, "all") for q in own if q["type"] == "PER"]
        found += small_lists(everyone, [q for q in own if q["type"] == "PER"], model, fold)
    return found


def small_lists(
    everyone: list[tuple[str, list[str]]], queries: list[dict[str, Any]], model: Model, fold: int
) -> Iterator[Compared]:
    """Compare some queries with lists of a few names: a user's glossary may be as short."""
    rng = np.random.default_rng(fold)
    for size in SMALL:
        some = [everyone[n] for n in rng.permutation(len(everyone))[:size]]
        inside = {entity for entity, _ in some}
        linker = Linker(some, model)
        others = [queries[n] for n in rng.permutation(len(queries))[: STRANGERS * size]]
        for q in [q for q in queries if q["gold"] in inside] + others:
            yield compare(linker, q | {"in_glossary": q["gold"] in inside}, "small")


def train_candidate(some: list[Compared]) -> Network:
    some = [c for c in some if len(c.rows)]
    return train(np.concatenate([c.rows for c in some]), np.concatenate([c.right for c in some]), (48, 24), 10, 1e-5, 2)


class Standing(NamedTuple):
    """What the second network looks at, whether the first candidate is right, and who it is."""

    seen: Rows
    right: bool
    first: str


def standings(compared: list[Compared]) -> list[tuple[Compared, Standing]]:
    """Where the first candidate of each query stands, by networks that know nothing of its fold."""
    found = []
    for left in range(FOLDS):
        network = train_candidate([c for c in compared if c.fold != left])
        for c in compared:
            if c.fold == left:
                logits = network.logits(c.rows)
                owners = np.unique(c.owners, return_inverse=True)[1]
                order = best_of_each(owners, logits)
                seen = standing(c.rows, logits, owners, order)
                found.append((c, Standing(seen, bool(c.right[order[0]]), c.owners[order[0]])))
    return found


def train_verdict(stands: list[Standing]) -> Network:
    return train(np.stack([s.seen for s in stands]), np.array([s.right for s in stands]), (24,), 30, 3e-4, 4)


def arrays(network: Network, prefix: str) -> dict[str, npt.NDArray[np.generic]]:
    found: dict[str, npt.NDArray[np.generic]] = {f"{prefix}_centre": network.centre, f"{prefix}_scale": network.scale}
    for n, (weights, biases) in enumerate(network.layers):
        found |= {f"{prefix}_w{n}": weights.astype(np.float16), f"{prefix}_b{n}": biases.astype(np.float16)}
    return found


def unseen(every: list[Compared]) -> dict[str, list[Answer]]:
    """Judge each query with networks that know nothing of its fold: the answers by the scope of the list."""
    found: dict[str, list[Answer]] = {"own": [], "all": [], "small": []}
    for c in every:
        if not len(c.rows):
            found[c.scope].append(Answer(c.query, "", 0.0, 0.0))
    stands = standings([c for c in every if len(c.rows)])
    for left in range(FOLDS):
        verdict = train_verdict([s for c, s in stands if c.fold != left])
        own = [(c, s) for c, s in stands if c.fold == left]
        scores = probability(verdict.logits(np.stack([s.seen for _, s in own])))
        for (c, s), score in zip(own, scores, strict=True):
            near = float(c.rows[:, AT["near_sounds"]].max())
            found[c.scope].append(Answer(c.query, s.first, float(score), near))
    return found


def write(path: Path, gains: Gains, every: list[Compared]) -> None:
    """Train on everything and write the weights. The logits that the verdict learns from are of folds left out."""
    compared = [c for c in every if len(c.rows)]
    candidate = train_candidate(compared)
    verdict = train_verdict([s for _, s in standings(compared)])
    kept = {"gains": gains.tables.astype(np.float16), "features": np.array("\n".join(FEATURES))}
    np.savez_compressed(path, **kept, **arrays(candidate, "candidate"), **arrays(verdict, "verdict"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--withhold", action="store_true", help="keep native forms out of the galleries")
    options = parser.parse_args()
    names = {e["id"]: e["name"] for e in read(options.data, "entities")}
    pairs = [(fold_of(q["gold"]), names[q["gold"]], q["q"]) for q in read(options.data, "queries")]
    gains = [learn([(name, said) for fold, name, said in pairs if fold != left]) for left in range(FOLDS)]
    every = all_compared(options.data, gains, options.withhold)
    found = unseen(every)
    table(found["own"])
    for scope in ("all", "small"):
        print(f"\nlists of {scope} persons")
        table(found[scope])
    calibration(found["own"])
    if options.write:
        write(options.write, learn([(name, said) for _, name, said in pairs]), every)


if __name__ == "__main__":
    main()
