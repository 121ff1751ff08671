"""Related boxes and link teasers on pages of twelve sorts: how much is left, and what the articles lose for it.

The pages are made by `benchmarks/boilerplate/marked.py`, which knows what of them is a teaser. The limits stand a
little above what was measured. Raising one here is a decision of its own, to be given a reason in the change that does
it.
"""

from __future__ import annotations

import sys
from collections import Counter
from html import escape
from pathlib import Path
from types import ModuleType

import pytest

LEFT = 0.01  # share of all words of teasers
LOST = 0.004  # share of all words of bodies
KINDS = {
    "list in the text": 0.02, "card in the text": 0.02, "headline in the text": 0.01, "read more": 0.07,
    "see also": 0.12, "link without label": 0.01, "list below": 0.02, "cards below": 0.01,
    "cards without label": 0.01, "most read": 0.01, "latest": 0.01,
}  # fmt: skip


@pytest.fixture(scope="module")
def related(root: Path) -> ModuleType:
    sys.path.insert(0, str(root / "benchmarks" / "boilerplate"))
    try:
        import related
    finally:
        sys.path.pop(0)
    return related


@pytest.fixture(scope="module")
def measured(related: ModuleType):
    return related.measure(related.pages(), related.ours)


def test_the_pages_hold_what_is_marked_and_the_body(related: ModuleType) -> None:
    seen: Counter[tuple[str, str]] = Counter()
    for page in related.pages():
        seen.update((teaser.kind, page.template) for teaser in page.teasers)
        for text in (page.title, *(t for teaser in page.teasers for t in teaser.texts)):
            assert escape(text, quote=False) in page.html, (page.id, text)
        for line in page.body.split("\n"):
            assert escape(line.removeprefix("- "), quote=False) in page.html, (page.id, line)
    assert len(seen) == len(related.KINDS) * len(related.TEMPLATES)
    assert min(seen.values()) >= 5


def test_few_words_of_teasers_are_left(measured) -> None:
    assert measured.share("all", "left") <= LEFT


@pytest.mark.parametrize("kind", KINDS)
def test_few_words_of_each_kind_are_left(kind: str, measured) -> None:
    assert measured.share(f"kind {kind}", "left") <= KINDS[kind]


def test_hardly_a_word_of_the_articles_is_lost(measured) -> None:
    assert measured.share("all", "lost") <= LOST, sorted(measured.gone, reverse=True)[:20]
