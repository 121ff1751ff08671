"""The clean texts that the benchmarks of this folder read: `shared/bench/language`, in 50 languages."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from pathlib import Path

BENCH = Path(__file__).resolve().parents[3] / "shared" / "bench"
PLAIN = str.maketrans({
    "“": '"', "”": '"', "„": '"', "’": "'", "‘": "'", "–": "-", "—": "-", "…": "...", "«": '"', "»": '"',
    "ș": "ş", "ț": "ţ", "Ș": "Ş", "Ț": "Ţ", "\N{NO-BREAK SPACE}": " ", "\N{MINUS SIGN}": "-",
})  # fmt: skip
"""Signs that old encodings lack, and what was typed instead."""


def rows(name: str) -> list[tuple[str, str]]:
    """Return (language, text) of all "documents", "paragraphs" or "sentences"."""
    with gzip.open(BENCH / "language" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [(row["lang"], row["text"]) for row in map(json.loads, lines)]


def texts(name: str) -> dict[str, list[str]]:
    """Return the texts of each language."""
    found: dict[str, list[str]] = defaultdict(list)
    for lang, text in rows(name):
        found[lang].append(text)
    return found
