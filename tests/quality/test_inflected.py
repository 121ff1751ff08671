"""Names are found in every case that a sentence puts them in: pinned floors by language.

Lowering a floor here is a decision of its own, to be given a reason in the change that does it.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml

from normalize.glossary import Entry, Glossary, Spelling
from normalize.glossary.compile import compiled
from normalize.glossary.index import Index

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent.parent / "cases" / "inflected.yaml").read_text("utf-8")
)
FLOORS = defaultdict(lambda: 1.0, uk=0.92)  # Ріг → Рогу: one letter stays
LANGS = sorted({case["lang"] for case in CASES})


def glossary(lang: str) -> Glossary:
    entries = []
    for n, case in enumerate(CASES):
        if case["lang"] == lang:
            spelling = Spelling(case["name"], "name", frozenset((lang,)))
            names = {"en": case["name"], lang: case["name"]}
            entries.append(Entry(f"n{n}", case.get("type", "person"), names, spellings=(spelling,)))
    return Glossary(Index(compiled(entries, "", [])))


@pytest.mark.parametrize("lang", LANGS)
def test_every_case_is_found(lang: str) -> None:
    known = glossary(lang)
    cases = [(f"n{n}", form) for n, case in enumerate(CASES) if case["lang"] == lang for form in case["cases"]]
    missed = [
        form
        for id_, form in cases
        if not any(id_ in m.entries and m.text == form.rstrip("’") for m in known.find(f"… {form} …", lang))
    ]
    assert 1 - len(missed) / len(cases) >= FLOORS[lang], missed


def test_there_are_enough_of_them() -> None:
    assert sum(len(case["cases"]) for case in CASES) >= 300
