"""Passages that people wrote down: names that must stay as they are, and names that must change, and into what."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from normalize.glossary import Glossary
from normalize.pipeline import run
from normalize.settings import Settings
from normalize.text.media import TEXT

CASES = Path(__file__).parent / "cases"
Case = dict[str, str]


def read(name: str) -> list[Case]:
    rows: list[Case] = yaml.safe_load((CASES / name).read_text("utf-8"))
    return rows


KEEP = read("names_keep.yaml")
CHANGE = read("names_change.yaml")


def called(case: Case) -> str:
    """The language and the first words of a passage, by which its test is found."""
    return "-".join([case["lang"], *case.get("text", case.get("before", "")).split()[:6]])


def params(cases: list[Case]) -> list[Any]:
    return [pytest.param(case, id=called(case), marks=known(case)) for case in cases]


def known(case: Case) -> tuple[pytest.MarkDecorator, ...]:
    """A failure that the case tells of; the test fails when it is one no longer."""
    return (pytest.mark.xfail(reason=case["known"], strict=True),) if "known" in case else ()


def named(text: str, lang: str, glossary: Glossary) -> str:
    """What the name stage alone makes of a passage; a no-break space counts as a space."""
    settings = Settings(lang=lang, stages=("names",))
    return spaced(run(text, glossary, settings, doc_id="passage", media_type=TEXT).text)


def spaced(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("case", params(KEEP))
def test_what_is_right_stays(case: Case, glossary: Glossary) -> None:
    assert named(case["text"], case["lang"], glossary) == spaced(case["text"]), case["why"]


@pytest.mark.parametrize("case", params(CHANGE))
def test_what_is_wrong_becomes_the_canonical_form(case: Case, glossary: Glossary) -> None:
    assert named(case["before"], case["lang"], glossary) == case["after"], case["why"]


@pytest.mark.parametrize("case", [pytest.param(case, id=called(case)) for case in CHANGE])
def test_what_was_made_stays(case: Case, glossary: Glossary) -> None:
    assert named(case["after"], case["lang"], glossary) == case["after"], case["why"]


def test_passages_are_told_apart_and_say_something() -> None:
    names = [called(case) for case in (*KEEP, *CHANGE)]
    assert sorted({name for name in names if names.count(name) > 1}) == []
    assert all(spaced(case["before"]) != case["after"] or "\N{NO-BREAK SPACE}" in case["before"] for case in CHANGE)


def test_there_are_traps_of_many_kinds_in_many_languages() -> None:
    assert len(KEEP) >= 320
    assert len({case["lang"] for case in KEEP}) >= 40
    assert len({case["trap"] for case in KEEP}) >= 20


def test_there_are_changes_of_many_kinds_in_many_languages() -> None:
    assert len(CHANGE) >= 160
    assert len({case["lang"] for case in CHANGE}) >= 25
    assert len({case["how"] for case in CHANGE}) >= 8
