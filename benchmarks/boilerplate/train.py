"""Learn the weights of the block classifier from the development pages, and say what they reach on unseen sites.

    python benchmarks/boilerplate/train.py page|text [--most N] [--folds] [--calibrate]

Needs catboost, which the program does not. Writes `normalize/stages/classifier/<kind>.npz` and beside it `<kind>.json`
with seed, data digest and sizes; and the weights of each fold, learned without the fold's sites, to `folds/` beside
this file: `evaluate.py` measures with them. The same data and seed give the same weights on one machine; the weights
give the same answers on every machine.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from catboost import CatBoost, Pool
from samples import FOLDS, SEED, Sample, digest, samples

from normalize.stages.classifier.judging import BETWEEN, bucket, own_columns, word_scores
from normalize.stages.classifier.numbers import FULL
from normalize.stages.classifier.trees import DEPTH, UNIT, Trees
from normalize.stages.classifier.vocabulary import UNKNOWN, class_words, line_words

HERE = Path(__file__).parent
HOUSE = HERE.parents[1] / "normalize" / "stages" / "classifier"
TREES = {"page": {"first": 360, "second": 240}, "text": {"first": 300, "second": 200}}  # of each model
RATE = {"page": 0.1, "text": 0.12}  # of learning
BAGS = {"page": 2, "text": 1}
"""Models of a pass, each learned from another draw of the data: their mean counts (Breiman 1996). On pages two are
worth .0015 of F1; on texts they were not tried, for the time that it takes."""
SITES = {"class": 4, "line": 8}  # that must have a word before it is kept
PRIOR = 3.0  # sites' worth of doubt about each word
LONGEST = 24  # characters of a word
DEAF = 0.2  # share of documents that are learned from without the words of their lines: other languages have none
OTHER = 0.25  # weight of a cropped or clean text beside the whole page
THIN = 0.4  # share of the lines of links that are learned from, each counting for more: most pages are full of them
PARTS = 2  # of the samples, by site: the second pass learns from what the first says of the part that it has not seen
STEPS = 48  # of the confidence table
LEVELS = np.log((np.arange(1, FULL + 1) - 0.5) / (FULL + 0.5 - np.arange(1, FULL + 1)))


class Words:
    """Scores of words, with and without any one site."""

    def __init__(self, found: list[Sample], sort: str) -> None:
        self.sort = sort
        share: dict[str, dict[str, np.ndarray]] = defaultdict(lambda: defaultdict(lambda: np.zeros(2)))
        for s in found:
            for word, part in self._of(s).items():
                share[word][s.site] += part
        self.sites = {
            w: {site: float(part[0] / part[1]) for site, part in by.items() if part[1] > 0}
            for w, by in share.items()
            if len(by) >= SITES[sort] and len(w) <= LONGEST
        }
        self.total = {w: sum(by.values()) for w, by in self.sites.items()}
        self.last: tuple[str | None, dict[str, int]] = (None, {})

    def _of(self, s: Sample) -> dict[str, np.ndarray]:
        weight = np.log2(1 + s.tokens)
        found: dict[str, np.ndarray] = defaultdict(lambda: np.zeros(2))
        if self.sort == "class":
            assert s.tree is not None
            held, ours = s.tree.held(weight), s.tree.held(weight * s.article)
            for n, element in enumerate(s.tree.elements):
                if element is not None:
                    for word in class_words(element):
                        found[word] += (ours[n], held[n])
        else:
            for n, words in enumerate(s.words):
                for word in set(line_words(words)):
                    found[word] += (weight[n] * s.article[n], weight[n])
        return found

    def without(self, site: str) -> dict[str, int]:
        """The scores as they would be had nobody seen a site; the last answer is remembered."""
        if self.last[0] != site:
            self.last = site, self._without(site)
        return self.last[1]

    def _without(self, site: str) -> dict[str, int]:
        found = {}
        for word, by in self.sites.items():
            n = len(by) - (site in by)
            if n >= SITES[self.sort] - (site in by):
                mean = (self.total[word] - by.get(site, 0.0) + PRIOR * UNKNOWN / FULL) / (n + PRIOR)
                found[word] = round(FULL * mean)
        return found


class Model:
    """Two passes of trees over one set of samples."""

    def __init__(self, found: list[Sample]) -> None:
        self.kind = found[0].kind
        self.lines = Words([s for s in found if s.variant == "whole"], "line")
        self.classes = Words(found, "class") if self.kind == "page" else None
        self.arrays: dict[str, np.ndarray] = {}

    def own(self, s: Sample, *, deaf: bool = False) -> dict[str, np.ndarray]:
        """The columns of a sample as they would be had nobody seen its site; `deaf` to the words of its lines."""
        classes = self.classes.without(s.site) if self.classes else {}
        return own_of(s, classes, {} if deaf else self.lines.without(s.site))


def fit(rows: list[np.ndarray], found: list[Sample], part: str, threads: int) -> list[CatBoost]:
    """Learn the models of one pass."""
    x = np.concatenate(rows).astype(np.float32)
    y = np.rint(np.concatenate([s.article for s in found]) * 16) / 16
    w = np.concatenate([weight(s) for s in found])
    dull = np.concatenate([(s.columns["links"] > 100) & (s.article == 0) for s in found])
    models, kind = [], found[0].kind
    for bag in range(BAGS[kind]):
        thin = dull & (np.random.default_rng(SEED + bag).random(len(w)) > THIN)
        keep = (w > 0) & ~thin
        model = CatBoost({
            "loss_function": "CrossEntropy", "iterations": TREES[kind][part], "depth": DEPTH,
            "learning_rate": RATE[kind], "border_count": 64, "bootstrap_type": "Bernoulli", "subsample": 0.7,
            "rsm": 0.3, "l2_leaf_reg": 6, "score_function": "L2", "thread_count": threads,
            "random_seed": SEED + bag, "verbose": 0, "allow_writing_files": False,
        })  # fmt: skip
        model.fit(Pool(x[keep], y[keep], weight=np.where(dull, w / THIN, w)[keep]))
        models.append(model)
    return models


def weight(s: Sample) -> np.ndarray:
    """A page counts once, whatever its length, and collections by the root of their size; headlines do not count."""
    each = (s.tokens**0.7 + 0.5) * (s.tokens > 0) * ~s.skip
    return s.rows["share"] * (1.0 if s.variant == "whole" else OTHER) * each / max(each.sum(), 1) * 100


def arrays_of(models: list[CatBoost], names: tuple[str, ...], prefix: str) -> dict[str, np.ndarray]:
    """The trees as small arrays of whole numbers: the first of every model, then the second of every model, …"""
    said = [_said(model) for model in models]
    trees = [tree for turn in zip(*(s["oblivious_trees"] for s in said), strict=True) for tree in turn]
    features, borders = np.zeros((len(trees), DEPTH), np.int16), np.full((len(trees), DEPTH), 255, np.uint8)
    leaves, weights = np.zeros((len(trees), 2**DEPTH), np.int16), np.zeros((len(trees), 2**DEPTH), np.uint8)
    for n, tree in enumerate(trees):
        for q, split in enumerate(tree["splits"]):
            features[n, q], borders[n, q] = split["float_feature_index"], int(np.floor(split["border"]))
        size = len(tree["leaf_values"])
        leaves[n, :size] = np.rint(np.array(tree["leaf_values"]) * UNIT / len(models))
        mass = np.array(tree["leaf_weights"])
        weights[n, :size] = np.rint(255 * mass / mass.max())
    bias = np.mean([np.ravel(s["scale_and_bias"][1])[0] for s in said])
    used = np.unique(features)
    return {
        f"{prefix}_names": np.array("\n".join(names[n] for n in used)),
        f"{prefix}_features": np.searchsorted(used, features).astype(np.int16),
        f"{prefix}_borders": borders,
        f"{prefix}_leaves": leaves,
        f"{prefix}_weights": weights,
        f"{prefix}_levels": np.rint(UNIT * LEVELS).astype(np.int32),
        f"{prefix}_bias": np.array(round(UNIT * bias), np.int32),
    }


def _said(model: CatBoost) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        said: dict[str, Any] = json.loads(path.read_text())
    assert said["scale_and_bias"][0] == 1
    return said


def train(found: list[Sample], threads: int) -> dict[str, np.ndarray]:
    """Learn both passes. The second learns from what the first says of sites that it has not seen."""
    model, draw = Model(found), np.random.default_rng(SEED)
    found = sorted(found, key=lambda s: s.site)
    deaf = {id(s): bool(draw.random() < DEAF) for s in found}
    owns = [model.own(s, deaf=deaf[id(s)]) for s in found]
    firsts = [s.context.first(own) for s, own in zip(found, owns, strict=True)]
    names, tables = firsts[0].names, [t.values for t in firsts]
    whole = arrays_of(fit(tables, found, "first", threads), names, "first")
    judged: dict[int, np.ndarray] = {}
    for part in range(PARTS):
        others = [n for n, s in enumerate(found) if s.part != part]
        half = fit([tables[n] for n in others], [found[n] for n in others], "first", threads)
        trees = Trees.of(arrays_of(half, names, "first"), "first")
        for n, s in enumerate(found):
            if s.part == part:
                judged[n] = trees.judged(trees.sums(firsts[n].pick(trees.names)))
    seconds = [s.context.second(own, judged[n]) for n, (s, own) in enumerate(zip(found, owns, strict=True))]
    names, tables = seconds[0].names, [t.values for t in seconds]
    second = arrays_of(fit(tables, found, "second", threads), names, "second")
    words = {}
    for sort, scores in (("class_words", model.classes), ("line_words", model.lines)):
        known = sorted((scores.without("") if scores else {}).items())
        words[sort] = np.array("\n".join(w for w, _ in known))
        words[f"{sort}_scores"] = np.array([n for _, n in known], np.uint8)
    return whole | second | words


def own_of(s: Sample, classes: dict[str, int], lines: dict[str, int]) -> dict[str, np.ndarray]:
    columns = {name: column.astype(float) for name, column in s.columns.items()}
    return own_columns(columns, s.words, s.measures, s.tree, classes, lines)


def sums_of(arrays: dict[str, np.ndarray], s: Sample) -> np.ndarray:
    """What the weights say of a sample, as the program would compute it."""
    own = own_of(s, word_scores(arrays, "class_words"), word_scores(arrays, "line_words"))
    first, second = Trees.of(arrays, "first"), Trees.of(arrays, "second")
    judged = first.judged(first.sums(s.context.first(own).pick(first.names)))
    return second.sums(s.context.second(own, judged).pick(second.names))


def confidence(sums: list[np.ndarray], found: list[Sample]) -> dict[str, np.ndarray]:
    """How often a block with such a sum is no article, on unseen sites, in documents with so much of that: a table."""
    size = len(BETWEEN) + 1
    kind = np.concatenate([np.full(len(x), bucket(x)) for x in sums])
    x = np.concatenate(sums)
    wrong = np.concatenate([s.article <= 0.5 for s in found]).astype(float)
    much = [1.0 if s.variant == "whole" else OTHER for s in found]
    w = np.concatenate(
        [np.full(len(s.article), m) * ~s.skip * (s.tokens > 0) for s, m in zip(found, much, strict=True)]
    )
    edges = np.unique(np.quantile(x, np.linspace(0, 1, STEPS + 1)[1:-1]).astype(np.int32))
    at = np.searchsorted(edges, x, "right")
    rows = [_falling(at[kind == n], w[kind == n], wrong[kind == n], len(edges) + 1) for n in range(size)]
    return {"steps": edges, "confidence": np.array(rows, np.float32)}


def _falling(at: np.ndarray, w: np.ndarray, wrong: np.ndarray, size: int) -> list[float]:
    """The share of what is wrong at each step, made to fall only (pool adjacent violators)."""
    mass, bad = (np.bincount(at, weights=v, minlength=size) for v in (w, w * wrong))
    groups: list[list[float]] = []
    for n in range(size):
        groups.append([bad[n] + 0.25, mass[n] + 0.5, 1])
        while len(groups) > 1 and groups[-2][0] * groups[-1][1] < groups[-1][0] * groups[-2][1]:
            last = groups.pop()
            groups[-1] = [a + b for a, b in zip(groups[-1], last, strict=True)]
    return [a / b for a, b, n in groups for _ in range(int(n))]


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("kind", choices=("page", "text"))
    ask.add_argument("--most", type=int, default=10**9)
    ask.add_argument("--folds", action="store_true", help="only learn what is measured with, not what is shipped")
    ask.add_argument("--calibrate", action="store_true", help="only learn anew how far the weights can be believed")
    ask.add_argument("--threads", type=int, default=4)
    told = ask.parse_args()
    begun = time.monotonic()
    found = samples(told.kind, told.most)
    sizes = Counter(s.collection for s in found if s.variant == "whole")
    for s in found:
        s.rows["share"] = np.array((200 / sizes[s.collection]) ** 0.5)
    print(f"{len(found)} samples, {time.monotonic() - begun:.0f} s", flush=True)
    sums: dict[int, np.ndarray] = {}
    for fold in range(FOLDS):
        path = HERE / "folds" / str(fold) / f"{told.kind}.npz"
        if not told.calibrate:
            path.parent.mkdir(parents=True, exist_ok=True)
            np.savez_compressed(path, **train([s for s in found if s.fold != fold], told.threads))
        arrays = read(path)
        sums |= {id(s): sums_of(arrays, s) for s in found if s.fold == fold}
        print(f"fold {fold}: {time.monotonic() - begun:.0f} s", flush=True)
    for fold in range(FOLDS):
        path = HERE / "folds" / str(fold) / f"{told.kind}.npz"
        others = [s for s in found if s.fold != fold]
        np.savez_compressed(path, **(read(path) | confidence([sums[id(s)] for s in others], others)))
    if told.folds:
        return
    path = HOUSE / f"{told.kind}.npz"
    arrays = read(path) if told.calibrate else train(found, told.threads)
    np.savez_compressed(path, **(arrays | confidence([sums[id(s)] for s in found], found)))
    told_of = {"seed": SEED, "data": digest(), "samples": len(found), "sites": len({s.site for s in found})}
    told_of |= {"trees": TREES[told.kind], "bags": BAGS[told.kind]}
    path.with_suffix(".json").write_text(json.dumps(told_of, indent=1) + "\n")
    print(f"done: {time.monotonic() - begun:.0f} s")


def read(path: Path) -> dict[str, np.ndarray]:
    with np.load(path, allow_pickle=False) as arrays:
        return {name: arrays[name] for name in arrays.files}


if __name__ == "__main__":
    main()
