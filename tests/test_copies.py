"""Copies of an article are known, and other articles are not taken for copies: by kinds of change."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import WHAT, han, paragraphs, retouched

from normalize.text import likeness as module
from normalize.text.likeness import THRESHOLD, Copies, first_copies, likeness

MANY = range(40)
MAKERS = {"spaced": paragraphs, "unspaced": han}
COPIES = {
    "the same": lambda make, n: make(n, 8),
    "another lead": lambda make, n: [*make(("lead", n), 1), *make(n, 8)],
    "cut": lambda make, n: make(n, 8)[:-1],
    "a few words changed": lambda make, n: retouched(make(n, 8), n, 0.02),
    "case and marks": lambda make, n: [line.upper().replace(".", " !") for line in make(n, 8)],
}
OTHERS = {
    "another article": lambda make, n: make(("other", n), 8),
    "half of it is new": lambda make, n: [*make(n, 8)[:4], *make(("new", n), 4)],
    "every fifth word is new": lambda make, n: retouched(make(n, 8), n, 0.2),
}
FORM = (
    "An earthquake of magnitude {} was felt near {} on Tuesday, the observatory of the province said. It began at "
    "{} in the night and lasted for some seconds. Nobody was hurt, and the trains went on running."
)


def share_alike(pairs: list[tuple[list[str], list[str]]]) -> float:
    alike = [likeness("\n\n".join(a)).is_like(likeness("\n\n".join(b))) for a, b in pairs]
    return sum(alike) / len(alike)


@pytest.mark.parametrize("kind", COPIES)
@pytest.mark.parametrize("script", MAKERS)
def test_copies_are_found(script: str, kind: str) -> None:
    make = MAKERS[script]
    assert share_alike([(make(n, 8), COPIES[kind](make, n)) for n in MANY]) >= 0.95


@pytest.mark.parametrize("kind", OTHERS)
@pytest.mark.parametrize("script", MAKERS)
def test_other_articles_are_no_copies(script: str, kind: str) -> None:
    make = MAKERS[script]
    assert share_alike([(make(n, 8), OTHERS[kind](make, n)) for n in MANY]) == 0


def test_other_articles_under_the_same_appeals_are_no_copies() -> None:
    appeals = paragraphs("appeals", 2)
    pairs = [(paragraphs(n, 4) + appeals, paragraphs(("other", n), 4) + appeals) for n in MANY]
    assert share_alike(pairs) == 0


def test_reports_from_one_form_are_no_copies() -> None:
    dice = random.Random(1)

    def report() -> list[str]:
        return [FORM.format(dice.randrange(20, 60) / 10, dice.choice(WHAT), f"1.{dice.randrange(60)}")]

    assert share_alike([(report(), report()) for _ in MANY]) <= 0.05


def test_short_texts_are_copies_only_where_they_are_the_same() -> None:
    short = likeness("The talks were put off.")
    assert short.is_like(likeness("THE TALKS were put off"))
    assert not short.is_like(likeness("The talks were put on."))
    assert not likeness("…").is_like(likeness("—"))


@given(st.lists(st.sampled_from(range(6)), max_size=12))
def test_each_is_told_the_first_before_it(numbers: list[int]) -> None:
    """Of equal texts, whatever stands between them, the first is named; a text that is new is a copy of none."""
    texts = [likeness("\n\n".join(paragraphs(n, 6))) for n in numbers]
    copies = Copies()
    assert [copies.add(t) for t in texts] == [
        numbers.index(n) if n in numbers[:at] else None for at, n in enumerate(numbers)
    ]


def test_the_estimate_is_near_the_truth() -> None:
    a, b = paragraphs(1, 12), [*paragraphs(1, 12)[:9], *paragraphs(2, 3)]

    def runs(lines: list[str]) -> set[tuple[str, ...]]:
        words = " ".join(lines).lower().replace(".", "").split()
        return set(zip(words, words[1:], words[2:], strict=False))

    true = len(runs(a) & runs(b)) / len(runs(a) | runs(b))
    assert likeness(" ".join(a)).jaccard(likeness(" ".join(b))) == pytest.approx(true, abs=0.1)
    assert 0 < THRESHOLD < 1


def test_sketches_are_the_same_in_every_process() -> None:
    """Neither the seed of Python's own hashes nor the process makes a difference."""
    program = f"from normalize.text.likeness import likeness; print(likeness({' '.join(paragraphs(1))!r}))"
    path = os.pathsep.join(sys.path)
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": path},
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(said) == 1


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 6), st.integers(0, 2)), max_size=40), st.integers(0, 64))
def test_all_at_once_is_as_one_by_one(made: list[tuple[int, int, int]], crowd: int) -> None:
    """Copies, versions, short texts and texts without words, few enough of them to meet in every way."""
    texts = [LIKE[kind][n][more] for kind, n, more in made]
    with mock.patch.object(module, "_CROWD", crowd):
        copies = Copies()
        assert list(first_copies(texts, len(texts))) == [copies.add(text) for text in texts]


def test_a_crowd_at_once_is_as_one_by_one() -> None:
    chance = random.Random(3)
    lines = paragraphs("crowd", 12)
    texts = [likeness("\n\n".join(chance.sample(lines, 8 + n % 4)) + f"\n\n{n}") for n in range(300)]
    copies = Copies()
    found = list(first_copies(texts, len(texts)))
    assert found == [copies.add(text) for text in texts]
    with mock.patch.object(module, "_AT_ONCE", 10):
        assert found == list(first_copies(texts, len(texts)))
    assert 50 < sum(n is not None for n in found) < 299


LIKE = [
    [[likeness("\n\n".join([*paragraphs(n, 3), *["More of it."] * more])) for more in range(3)] for n in range(7)],
    [[likeness("\n\n".join([*paragraphs(n, 12 - more)])) for more in range(3)] for n in range(7)],
    [[likeness(f"Report {n} of day {more}") for more in range(3)] for n in range(7)],
    [[likeness("—" * more) for more in range(3)] for _ in range(7)],
]
