"""Count for how many articles a translation is claimed: of originals, each claim is wrong until looked at.

    python benchmarks/reading/origin.py [--most N] [--flat]

The development pages are articles of sites in their own languages, nearly all of them written there; the five real
articles of `shared/gold/seeds` say what they were translated from.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import yaml

from normalize.errors import SkippedInput
from normalize.pipeline import run
from normalize.settings import Settings

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "boilerplate"))
from samples import SHARED, glossary, pages, source_of

Claim = tuple[str, str, str, str | None, tuple[str, ...]]


def claim(job: tuple[str, str, dict[str, str]]) -> Claim:
    kind, collection, page = job
    source, media_type = source_of(kind, page)
    try:
        done = run(source, glossary(), Settings(), doc_id="x", media_type=media_type)
    except SkippedInput:
        return collection, page["id"], "und", None, ()
    return collection, page["id"], done.lang, done.facts.translated_from, done.facts.translation_traces


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--most", type=int, default=10**9, help="pages of each collection")
    ask.add_argument("--flat", action="store_true")
    ask.add_argument("--workers", type=int, default=2)
    told = ask.parse_args()
    jobs = [("text" if told.flat else "page", c, p) for c, p in pages(told.most)]
    with ProcessPoolExecutor(told.workers) as pool:
        found = list(pool.map(claim, jobs, chunksize=16))
    claimed = [f for f in found if f[3]]
    for collection, name, lang, origin, traces in claimed:
        print(f"  {collection} {name[:40]} {lang} from {origin}: {'; '.join(traces)}")
    print(f"development pages: {len(claimed)} of {len(found)} claimed, {100 * len(claimed) / len(found):.2f} %")
    right: Counter[str] = Counter()
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        known = yaml.safe_load((SHARED / "gold" / "seeds" / f"{path.stem}.yaml").read_text("utf-8"))["origin_lang"]
        said = run(path.read_bytes(), glossary(), Settings(), doc_id="x").facts
        sort = "silent" if said.translated_from is None else "right" if said.translated_from == known else "wrong"
        right[sort if known or sort != "silent" else "rightly silent"] += 1
        print(f"  {path.stem}: from {known}; said {said.translated_from}: {'; '.join(said.translation_traces)}")
    print(f"real articles: {dict(right)}")


if __name__ == "__main__":
    main()
