"""Measure the whole way on the development pages: what stays, what goes, and how far the claims can be believed.

    python benchmarks/boilerplate/evaluate.py page|text [--most N] [--lost 50] [--shipped] [--corpus]

Every page is judged by weights that were learned without its site (`train.py` leaves them in `folds/`); `--shipped`
takes the weights of the program instead, which have seen the pages. Prints F1 by collection and language as the scoring
tool beside the data does, a reliability table of the classifier's claims, and the longest wrongly removed runs.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from samples import SHARED, fold_of, glossary, pages, shares, source_of, survey

from normalize.errors import SkippedInput
from normalize.pipeline import run
from normalize.settings import Settings
from normalize.stages.classifier import judging
from normalize.stages.document import Document
from normalize.stages.survey import Survey

sys.path.insert(0, str(SHARED / "tools"))
from score_extract import overlap, shingles, summary

HERE = Path(__file__).parent
RULES = ("page/outside-article", "boilerplate/stray-lines")
TENTHS = 10
ANCHORS = {
    "andy": 0.942, "chinese": 0.933, "cleanportaleval": 0.956, "daniel": 0.917, "dragnet": 0.924, "l3s": 0.933,
    "magic": 0.929, "wcxb_dev": 0.931,
}  # fmt: skip
"""The best public tool on each collection, measured beside the data (its README)."""


original = judging.load


@dataclass
class Result:
    collection: str
    lang: str
    id: str
    row: tuple[float, float, float]
    seconds: float
    claims: list[tuple[float, bool, bool]] = field(default_factory=list)  # confidence, applied, was right
    lost: list[tuple[int, str, str]] = field(default_factory=list)  # tokens, rule, text


def measure(job: tuple[str, bool, Survey | None, str, dict[str, str]]) -> Result:
    kind, shipped, seen, collection, page = job
    if not shipped:
        folder = HERE / "folds" / str(fold_of(page["site"]))
        judging.load = lambda kind: original(kind, folder)
        judging.judge.cache_clear()
    source, media_type = source_of(kind, page)
    begun = time.process_time()
    try:
        done = run(source, glossary(), Settings(), doc_id="x", media_type=media_type, survey=seen, place=page["site"])
        body, ledger = done.body, done.ledger
    except SkippedInput:
        body, ledger = "", None
    seconds = time.process_time() - begun
    found = Result(collection, page["lang"], page["id"], overlap(shingles(page["gold"]), shingles(body)), seconds)
    if ledger is not None:
        _look(found, ledger, page["gold"])
    return found


def _look(found: Result, ledger: object, gold: str) -> None:
    """Compare what was removed, or would have been, with the gold."""
    for layer in ledger.layers:  # type: ignore[attr-defined]
        if layer.patch.stage not in ("page", "boilerplate", "metadata"):
            continue
        edits = [(e, True) for e in layer.patch.edits] + [
            (f.edit, False) for f in layer.others if f.status == "suggested"
        ]
        edits = [(e, applied) for e, applied in edits if not e.after and e.before.strip()]
        text = "\n".join(" ".join(e.before.split()) for e, _ in edits)
        doc = Document("x", text, glossary())
        share, tokens = shares(doc, gold)
        for (e, applied), s, n in zip(edits, share, tokens, strict=True):
            if e.rule in RULES:
                found.claims.append((e.confidence, applied, bool(s <= 0.5)))
            if applied and s > 0.5 and n > 8 and not any(name == "title" for name, _ in e.facts):
                found.lost.append((int(n), e.rule, e.before))


def reliability(claims: list[tuple[float, bool, bool]]) -> float:
    """Print claimed against measured confidence by tenths; return the expected calibration error."""
    groups: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, _, right in claims:
        groups[min(int(confidence * TENTHS), TENTHS - 1)].append((confidence, right))
    error = 0.0
    print("claimed  measured  edits")
    for tenth in sorted(groups):
        claimed, right = (float(np.mean([g[n] for g in groups[tenth]])) for n in (0, 1))
        error += abs(claimed - right) * len(groups[tenth])
        print(f"{claimed:7.3f}  {right:8.3f}  {len(groups[tenth]):5}")
    return error / max(len(claims), 1)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("kind", choices=("page", "text"))
    ask.add_argument("--most", type=int, default=10**9)
    ask.add_argument("--lost", type=int, default=0)
    ask.add_argument("--worst", type=int, default=0)
    ask.add_argument("--workers", type=int, default=3)
    ask.add_argument("--shipped", action="store_true")
    ask.add_argument("--corpus", action="store_true", help="as one run over all pages, a folder a site, not one by one")
    told = ask.parse_args()
    seen = survey(told.kind, told.most, told.workers) if told.corpus else None
    jobs = sorted(
        ((told.kind, told.shipped, seen, c, p) for c, p in pages(told.most)), key=lambda j: fold_of(j[4]["site"])
    )
    with ProcessPoolExecutor(told.workers) as pool:
        found = list(pool.map(measure, jobs, chunksize=16))
    by: dict[str, dict[str, list[tuple[float, float, float]]]] = {
        "collection": defaultdict(list),
        "language": defaultdict(list),
    }
    for r in found:
        by["collection"][r.collection].append(r.row)
        by["language"][r.lang].append(r.row)
    for title, table in by.items():
        print(f"{title:18} pages     F1      P      R   best public tool")
        for name, rows in sorted(table.items(), key=lambda item: -len(item[1])):
            if title == "collection" or len(rows) >= 10:
                f1, p, r = summary(rows)
                other = f"{ANCHORS[name]:7.3f}" if title == "collection" and told.kind == "page" else ""
                print(f"{name:18} {len(rows):5} {f1:6.4f} {p:6.4f} {r:6.4f} {other}")
    print(f"macro F1 {np.mean([summary(rows)[0] for rows in by['collection'].values()]):.4f}")
    times = [1000 * r.seconds for r in found]
    print(f"ms a page: median {np.median(times):.0f}, mean {np.mean(times):.0f}")
    print(f"expected calibration error {reliability([c for r in found for c in r.claims]):.4f}")
    lost = sorted(((n, rule, r.id, text) for r in found for n, rule, text in r.lost), reverse=True)
    total: Counter[str] = Counter()
    for n, rule, *_ in lost:
        total[rule] += n
    print("tokens of the gold that were removed, by rule:", dict(total.most_common()))
    for n, rule, where, text in lost[: told.lost]:
        print(f"{n:5} {rule} {where[:40]}: {' '.join(text.split())[:160]}")
    for r in sorted(found, key=lambda r: r.row[0] / max(sum(r.row), 1e-9))[: told.worst]:
        print(f"{r.row[0]:.2f} surplus {r.row[1]:.2f} missing {r.row[2]:.2f} {r.collection} {r.lang} {r.id}")


if __name__ == "__main__":
    main()
