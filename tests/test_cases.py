"""Passages that people wrote down: what must come through whole, and what must become what."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from normalize.glossary import Glossary
from normalize.pipeline import run
from normalize.settings import Settings

CASES = Path(__file__).parent / "cases"
NOISE = ("noise.yaml", "classes.yaml", "teasers.yaml", "teasers_unseen.yaml")
KEEP = ("keep.yaml", "teaser_traps.yaml", "teaser_traps_unseen.yaml")
WORD = re.compile(r"\w+")


def read(name: str) -> list[dict[str, Any]]:
    return yaml.safe_load((CASES / name).read_text("utf-8")) or []


KNOWN = {row["id"]: row["reason"] for row in read("known_failures.yaml")}


def cases(names: tuple[str, ...]) -> list[object]:
    """The cases of some files; those that are known to fail must fail."""
    return [
        pytest.param(
            case,
            id=case["id"],
            marks=[pytest.mark.xfail(reason=KNOWN[case["id"]], raises=AssertionError)] if case["id"] in KNOWN else [],
        )
        for name in names
        for case in read(name)
    ]


@pytest.mark.parametrize("case", cases(KEEP))
def test_not_one_word_is_lost_or_changed(case: dict[str, Any], glossary: Glossary) -> None:
    result = run(case["text"], glossary, Settings(), doc_id=case["id"])
    assert WORD.findall(result.text) == WORD.findall(case["text"]), case["why"]


@pytest.mark.parametrize("case", cases(NOISE))
def test_what_is_noise_goes_and_the_rest_stays(case: dict[str, Any], glossary: Glossary) -> None:
    result = run(case["before"], glossary, Settings(), doc_id=case["id"])
    assert result.text.rstrip("\n") == case["after"].rstrip("\n"), case["why"]


@pytest.mark.parametrize("case", cases(("metadata.yaml",)))
def test_what_is_metadata_is_lifted_and_the_rest_stays(case: dict[str, Any], glossary: Glossary) -> None:
    result = run(case["before"], glossary, Settings(), doc_id=case["id"])
    assert result.text.rstrip("\n") == case.get("after", case["before"]).rstrip("\n"), case["why"]
    said = result.facts.as_dict()
    facts = case.get("facts", {})
    assert {name: said[name] for name in facts} == facts


def test_metadata_comes_in_many_languages_and_has_traps() -> None:
    known = read("metadata.yaml")
    assert len(known) >= 80
    assert len({case["lang"] for case in known}) >= 20
    assert sum("after" not in case for case in known) * 3 >= len(known) - 3


def test_cases_have_names_of_their_own() -> None:
    names = [case["id"] for name in (*KEEP, *NOISE, "metadata.yaml") for case in read(name)]
    assert len(names) == len(set(names))
    assert set(KNOWN) <= set(names)


def test_there_are_counter_examples_in_many_languages() -> None:
    kept = read("keep.yaml")
    assert len(kept) >= 60
    assert len({case["lang"] for case in kept}) >= 15


def test_there_are_teasers_and_their_traps_in_many_languages() -> None:
    teasers = [case for name in NOISE[2:] for case in read(name)]
    traps = [case for name in KEEP[1:] for case in read(name)]
    assert len(teasers) >= 80
    assert len({case["lang"] for case in teasers}) >= 20
    assert len(traps) >= 40


def test_the_language_of_each_is_found(glossary: Glossary) -> None:
    """One case of each language, so that its cue phrases are those that are looked up."""
    first = {case["lang"]: case for case in reversed(read("classes.yaml"))}
    found = {lang: run(case["before"], glossary, Settings(), doc_id=lang).lang for lang, case in first.items()}
    near = {"sr": "hr"}  # written in Latin letters, they are told apart by chance
    assert len(found) >= 30
    assert {lang: code for lang, code in found.items() if code not in (lang, near.get(lang))} == {}


def test_every_class_is_shown_in_ten_languages() -> None:
    shown: dict[str, set[str]] = {}
    for case in read("classes.yaml"):
        shown.setdefault(case["id"].partition("-class-")[2], set()).add(case["lang"])
    assert len(shown) >= 28
    assert min(map(len, shown.values())) >= 10, {name: len(langs) for name, langs in shown.items()}
