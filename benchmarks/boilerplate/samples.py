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
from typing import Any

import numpy as np
import regex
from mixed import lead_of, mixed_page, mixed_text

from normalize.glossary import Glossary
from normalize.pipeline import language_of, through
from normalize.stages.classifier.context import Context
from normalize.stages.classifier.features import Measures, TextFeatures
from normalize.stages.classifier.page_features import Tree
from normalize.stages.document import Document, PageFacts
from normalize.stages.markup.glance import look_up, summary_of
from normalize.stages.metadata.liftable import facts_at_edges
from normalize.stages.order import STAGES
from normalize.stages.page_facts import page_facts
from normalize.stages.survey import Seen, Summary, Survey
from normalize.text.media import HTML, TEXT
from normalize.text.scripts import UNSPACED

SHARED = Path(__file__).resolve().parents[3] / "shared"
BENCH = SHARED / "bench" / "extract"
FOLDS = 5
SEED = 20261122
_TOKEN = regex.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+")
_GRAM = 4  # tokens that are looked for together
_OFTEN = 20  # places of a gram in the gold from which it tells nothing about where we are
_ALIKE = 0.3  # share of a block's grams that the gold must have for the block to be looked for there
_SURVEYED = 0.5  # of the samples are learned from with what the survey says of their lines, the others without
_NESTED = 20_000  # elements are pickled with those around them
_CROP = 8  # junk lines left on either side of the article in a cropped text, at most

_MOST_LEADS = 12
_MIXED = 0.5  # of the samples have a double with the leads of other articles among or below their own
_known: dict[str, Any] = {}


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
    measures: Measures
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
        return part_of(self.site)[1]

    @property
    def fold(self) -> int:
        return fold_of(self.site)


def fold_of(site: str) -> int:
    """All pages of a site are in the same fold."""
    return int(hashlib.sha256(site.encode()).hexdigest(), 16) % FOLDS


def part_of(site: str) -> tuple[int, int]:
    """The fold of a site, and the half of what is learned from in which it is."""
    number = int(hashlib.sha256(site.encode()).hexdigest(), 16)
    return number % FOLDS, number // FOLDS % 2


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
    seen = survey(kind, most, workers)
    with ProcessPoolExecutor(workers, initializer=_begin, initargs=(seen, _leads(most))) as pool:
        found = pool.map(_samples, ((kind, c, p) for c, p in pages(most)), chunksize=8)
        sys.setrecursionlimit(_NESTED)
        return [s for group in found for s in group]


def _begin(seen: Survey, leads: dict[tuple[str, int, int], list[tuple[str, str]]]) -> None:
    sys.setrecursionlimit(_NESTED)
    _known["survey"], _known["leads"] = seen, leads


def _leads(most: int) -> dict[tuple[str, int, int], list[tuple[str, str]]]:
    """The sites and first paragraphs of articles, by language and by what is learned from together."""
    found = defaultdict(list)
    for _, page in pages(most):
        if lead := lead_of(page["gold"]):
            found[page["lang"], *part_of(page["site"])].append((page["site"], lead))
    return found


def survey(kind: str, most: int = 10**9, workers: int = 3) -> Survey:
    """Return the survey of all pages of a kind, as a run over them would make it, a folder a site."""
    with ProcessPoolExecutor(workers) as pool:
        return Survey.of(pool.map(_summary, ((kind, p) for _, p in pages(most)), chunksize=8))


def _summary(job: tuple[str, dict[str, str]]) -> Summary:
    kind, page = job
    return summary_of(page["id"], *source_of(kind, page), page["site"])


def source_of(kind: str, page: dict[str, str]) -> tuple[str, str]:
    """Return a page as an input of a kind, with its media type."""
    return (page["html"], HTML) if kind == "page" else (flatten(page["html"]), TEXT)


def _samples(job: tuple[str, str, dict[str, str]]) -> list[Sample]:
    kind, collection, page = job
    draw = random.Random(SEED + int(hashlib.sha256(page["id"].encode()).hexdigest()[:8], 16))
    source, media_type = source_of(kind, page)
    seen = look_up(_known["survey"], source, media_type, page["site"]) if draw.random() < _SURVEYED else None
    whole = _sample(source, kind, collection, page, "whole", seen)
    if whole is None:
        return []
    mixed = _mixed(source, page, whole, draw) if draw.random() < _MIXED else ""
    found = [whole, _sample(mixed, kind, collection, page, "mixed") if mixed else None]
    if kind == "page":
        return [s for s in found if s]
    lines = whole.lines
    ours = [n for n, share in enumerate(whole.article) if share > 0.5]
    found.append(_sample(page["gold"], kind, collection, page, "gold"))
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


def _mixed(source: str, page: dict[str, str], whole: Sample, draw: random.Random) -> str:
    known = _known["leads"].get((page["lang"], *part_of(page["site"])), [])
    leads = [lead for site, lead in draw.sample(known, min(len(known), _MOST_LEADS)) if site != page["site"]]
    ours = [n for n, share in enumerate(whole.article) if share > 0.5]
    if not leads or not ours:
        return ""
    if whole.kind == "text":
        return mixed_text(whole.lines, ours[-1], leads, draw)
    return mixed_page(source, " ".join(whole.lines[ours[-1]].split()), leads, draw)


def _sample(
    text: str, kind: str, collection: str, page: dict[str, str], variant: str, seen: Seen | None = None
) -> Sample | None:
    doc = document(text, HTML if kind == "page" else TEXT, seen)
    if len(doc.blocks) < 2:
        return None
    features = TextFeatures(doc)
    tree = Tree(b.element for b in doc.blocks) if kind == "page" else None
    share, tokens = shares(doc, page["gold"])
    title = _TOKEN.findall(doc.facts.title.lower())
    skip = np.array(
        [
            bool(b.element and b.element.name == "h1") or (bool(title) and _TOKEN.findall(b.text.lower()) == title)
            for b in doc.blocks
        ],
        bool,
    )
    skip[list(facts_at_edges(doc, share > 0.5))] = True  # a matter of taste of each collection
    return Sample(
        page["id"], page["site"], collection, page["lang"], kind, [b.text for b in doc.blocks],
        {name: column.astype(np.uint8) for name, column in features.columns.items()}, features.words_of,
        features.measures, tree, Context(features.size, features.topics, tree), share, tokens, skip, page["gold"],
        variant,
    )  # fmt: skip


@cache
def glossary() -> Glossary:
    return Glossary.load()


def document(text: str, kind: str, seen: Seen | None = None) -> Document:
    """Return a text as the boilerplate stage finds it."""
    facts = page_facts(text) if kind == HTML else PageFacts()
    doc = Document("sample", text, glossary(), kind, facts=facts, survey=seen or Seen())
    for stage in STAGES:
        if stage.name in ("encoding", "markup"):
            doc, _ = through(stage, doc)
    return replace(doc, lang=language_of(doc).lang)


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
