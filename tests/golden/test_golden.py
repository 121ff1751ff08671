"""The articles of seeds/ become the texts and facts that stand here."""

from __future__ import annotations

from pathlib import Path

import yaml

GOLDEN = Path(__file__).parent
FACTS = ("title", "byline", "date", "dateline")


def test_text(item, done) -> None:
    assert done(item).text == (GOLDEN / f"{item.id}.txt").read_bytes().decode("utf-8")


def test_facts(item, done) -> None:
    said = yaml.safe_load((GOLDEN / f"{item.id}.yaml").read_text("utf-8"))
    result = done(item)
    known = {name: getattr(result.facts, name) for name in FACTS}
    assert known | {"agencies": list(result.facts.agencies), "lang": result.lang} == said


def test_every_golden_text_has_its_article(root) -> None:
    from normalize.store.seeds import find

    ids = {i.id for i in find([root / "seeds"])}
    assert len(ids) >= 16
    for suffix in (".txt", ".yaml"):
        names = {p.relative_to(GOLDEN).with_suffix("").as_posix() for p in GOLDEN.rglob(f"*{suffix}")}
        assert names == ids
