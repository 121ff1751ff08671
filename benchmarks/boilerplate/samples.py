"""Development pages as samples for training: blocks with their features, and how much of each is article.

Reads `bench/extract` beside the repository (see its README): gzip JSON lines `{id, lang, site, html, gold}`.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import numpy as np
import regex

from normalize.glossary import Matcher, find_packs, load
from normalize.pipeline import language_of, through
from normalize.stages import STAGES
from normalize.stages.classifier.context import Context
from normalize.stages.classifier.features import TextFeatures
from normalize.stages.classifier.page_features import Tree
from normalize.stages.document import HTML, TEXT, Document, PageFacts
from normalize.stages.facts import page_facts
from normalize.text.scripts import UNSPACED

SHARED = Path(__file__).resolve().parents[3] / "shared"
BENCH = SHARED / "bench" / "extract"
FOLDS = 3
SEED = 20261122
_TOKEN = regex.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+")
_GRAM = 4  # tokens that are looked for together
_OFTEN = 20  # places of a gram in the gold from which it tells nothing about where we are
_ALIKE = 0.3  # share of a block's grams that the gold must have for the block to be looked for there
_CROP = 8  # junk lines left on either side of the article in a cropped text, at most


@dataclass(eq=False)
class Sample:
    """One document for training: `article` is the share of each block's tokens that the gold has, in order."""

    id: str
    site: str
    collection: str
    lang: str
    kind: str
    lines: list[str]
    columns: dict[str, np.ndarray]
    words: list[list[str]]
    tree: Tree | None
    context: Context
    article: np.ndarray
    tokens: np.ndarray
    skip: np.ndarray
    gold: str
    variant: str = "whole"
    rows: dict[str, np.ndarray] = field(default_factory=dict)

    @property
    def part(self) -> int:
        """One of two halves of the samples, by site."""
        return int(hashlib.sha256(self.site.encode()).hexdigest(), 16) // FOLDS % 2

    @property
    def fold(self) -> int:
        return fold_of(self.site)


def fold_of(site: str) -> int:
    """All pages of a site are in the same fold."""
    return int(hashlib.sha256(site.encode()).hexdigest(), 16) % FOLDS


def pages(most: int = 10**9) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield (collection, page) for the first `most` pages of each collection."""
    for path in sorted(BENCH.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8", errors="surrogatepass") as file:
            for line, _ in zip(file, range(most), strict=False):
                yield path.name.removesuffix(".jsonl.gz"), json.loads(line)


def digest() -> str:
    """One digest of the development pages."""
    total = hashlib.sha256()
    for path in sorted(BENCH.glob("*.jsonl.gz")):
        total.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def samples(kind: str, most: int = 10**9, workers: int = 3) -> list[Sample]:
    """Return the samples of a kind, "page" or "text"; the texts come whole, cropped, and as the gold alone."""
    sys.setrecursionlimit(20_000)  # elements are pickled with those around them
    with ProcessPoolExecutor(workers, initializer=sys.setrecursionlimit, initargs=(20_000,)) as pool:
        found = pool.map(_samples, ((kind, c, p) for c, p in pages(most)), chunksize=8)
        return [s for group in found for s in group]


def _samples(job: tuple[str, str, dict[str, str]]) -> list[Sample]:
    kind, collection, page = job
    if kind == "page":
        return [s for s in [_sample(page["html"], kind, collection, page, "whole")] if s]
    flat = flatten(page["html"])
    whole = _sample(flat, kind, collection, page, "whole")
    if whole is None:
        return []
    draw = random.Random(SEED + int(hashlib.sha256(page["id"].encode()).hexdigest()[:8], 16))
    lines = whole.lines
    ours = [n for n, share in enumerate(whole.article) if share > 0.5]
    found = [whole, _sample(page["gold"], kind, collection, page, "gold")]
    if ours:
        first, last = ours[0], ours[-1]
        for _ in range(2):
            top, end = first - draw.randint(0, _CROP), last + 1 + draw.randint(0, _CROP)
            chance = draw.choice((0.0, 0.5, 0.8))
            some = [
                line
                for n, line in enumerate(lines[max(top, 0) : end], max(top, 0))
                if whole.article[n] > 0.5 or draw.random() > chance
            ]
            found.append(_sample("\n".join(some), kind, collection, page, "crop"))
    return [s for s in found if s]


def _sample(text: str, kind: str, collection: str, page: dict[str, str], variant: str) -> Sample | None:
    doc = document(text, HTML if kind == "page" else TEXT)
    if len(doc.blocks) < 2:
        return None
    features = TextFeatures(doc)
    tree = Tree(b.element for b in doc.blocks) if kind == "page" else None
    if tree is not None:
        features.columns |= _page_columns(features, tree)
    share, tokens = shares(doc, page["gold"])
    title = _TOKEN.findall(doc.facts.title.lower())
    skip = np.array(
        [
            bool(b.element and b.element.name == "h1") or (bool(title) and _TOKEN.findall(b.text.lower()) == title)
            for b in doc.blocks
        ],
        bool,
    )
    return Sample(
        page["id"], page["site"], collection, page["lang"], kind, [b.text for b in doc.blocks],
        {name: column.astype(np.uint8) for name, column in features.columns.items()}, features.words_of, tree,
        Context(features.size, features.topics, tree), share, tokens, skip, page["gold"], variant,
    )  # fmt: skip


def _page_columns(features: TextFeatures, tree: Tree) -> dict[str, np.ndarray]:
    from normalize.stages.classifier.page_features import page_columns

    return page_columns(features, tree)


@cache
def matcher() -> Matcher:
    return Matcher(load(find_packs()))


def document(text: str, kind: str) -> Document:
    """Return a text as the boilerplate stage finds it."""
    facts = page_facts(text) if kind == HTML else PageFacts()
    doc = Document("sample", text, matcher(), kind, facts=facts)
    for stage in STAGES:
        if stage.name in ("encoding", "markup"):
            doc, _ = through(stage, doc)
    return replace(doc, lang=language_of(doc))


def flatten(page: str) -> str:
    """Return the visible text of a page as one line a block element, as the scoring tool beside the data does."""
    sys.path.insert(0, str(SHARED / "tools"))
    from score_extract import flatten as flat

    return str(flat(page))


def shares(doc: Document, gold: str) -> tuple[np.ndarray, np.ndarray]:
    """Return how much of each block is in the gold, in the gold's order, and how many tokens it has."""
    wanted = _TOKEN.findall(gold)
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for size in range(1, _GRAM + 1):
        for n in range(len(wanted) - size + 1):
            places[tuple(wanted[n : n + size])].append(n)
    found = [_TOKEN.findall(b.text) for b in doc.blocks]
    share = np.zeros(len(found))
    for n, value in _chain([_candidates(tokens, places) for tokens in found]):
        share[n] = max(share[n], value)
    return share, np.array([len(t) for t in found])


def _candidates(tokens: list[str], places: dict[tuple[str, ...], list[int]]) -> list[tuple[float, int, int]]:
    """Where in the gold a block may stand: (share of its grams there, place, grams that say so)."""
    if not tokens:
        return []
    size = min(_GRAM, len(tokens))
    votes: Counter[int] = Counter()
    hits, total = 0, len(tokens) - size + 1
    for n in range(total):
        at = places.get(tuple(tokens[n : n + size]), ())
        hits += bool(at)
        if len(at) <= _OFTEN:
            votes.update((p - n) // 8 for p in at)
    return [(hits / total, 8 * place, n) for place, n in votes.most_common(3)] if hits >= _ALIKE * total else []


def _chain(candidates: list[list[tuple[float, int, int]]]) -> Iterator[tuple[int, float]]:
    """The heaviest chain of blocks whose places in the gold never go back (Fenwick tree over places)."""
    at = {d: n + 1 for n, d in enumerate(sorted({d for group in candidates for _, d, _ in group}))}
    best: list[tuple[int, tuple | None]] = [(0, None)] * (len(at) + 1)

    def upto(n: int) -> tuple[int, tuple | None]:
        found: tuple[int, tuple | None] = (0, None)
        while n > 0:
            found = max(found, best[n], key=lambda b: b[0])
            n -= n & -n
        return found

    for block, group in enumerate(candidates):
        grown = []
        for share, place, weight in group:
            score, chain = upto(at[place])
            grown.append((at[place], (score + weight, (block, share, chain))))
        for start, value in grown:
            n = start
            while n < len(best):
                if value[0] > best[n][0]:
                    best[n] = value
                n += n & -n
    chain = upto(len(at))[1]
    while chain:
        block, share, chain = chain
        yield block, share
