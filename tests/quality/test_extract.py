"""Articles come out of pages, and out of the same pages as scraped text: pinned floors.

The weights of the program have seen these pages, so this says that the program does what was measured, not how good it
is on others: `benchmarks/boilerplate/evaluate.py` measures on sites that the weights have not seen. Lowering a floor is
a decision of its own, to be given a reason in the change that does it.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from normalize.errors import SkippedInput
from normalize.glossary import Glossary
from normalize.pipeline import run
from normalize.settings import Settings

EACH = 8  # pages of each collection
FLOORS = {"text/html": 0.943, "text/plain": 0.925}


@pytest.fixture(scope="module")
def scoring(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_extract", shared / "tools" / "score_extract.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def collections(shared: Path) -> Iterator[list[dict[str, Any]]]:
    for path in sorted((shared / "bench" / "extract").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8", errors="surrogatepass") as file:
            yield [json.loads(line) for line, _ in zip(file, range(EACH), strict=False)]


@pytest.mark.parametrize("kind", FLOORS)
def test_articles_are_found(kind: str, shared: Path, glossary: Glossary, scoring: ModuleType) -> None:
    scores = []
    for pages in collections(shared):
        rows = []
        for page in pages:
            source = page["html"] if kind == "text/html" else scoring.flatten(page["html"])
            try:
                body = run(source, glossary, Settings(), doc_id="page", media_type=kind).body
            except SkippedInput:
                body = ""
            rows.append(scoring.overlap(scoring.shingles(page["gold"]), scoring.shingles(body)))
        scores.append(scoring.summary(rows)[0])
    assert sum(scores) / len(scores) >= FLOORS[kind], scores
