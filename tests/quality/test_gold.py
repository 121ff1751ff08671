"""The five real articles beside the repository become their gold texts, with their facts."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import yaml

from normalize.pipeline import Normalized
from normalize.store.seeds import find

FACTS = ("title", "byline", "date", "dateline")


def result_of(stem: str, shared: Path, done) -> Normalized:
    (item,) = find([shared / "seeds" / f"{stem}.txt"])
    return done(item)


def gold_of(stem: str, shared: Path) -> dict[str, object]:
    return yaml.safe_load((shared / "gold" / "seeds" / f"{stem}.yaml").read_text("utf-8"))


def test_the_articles_are_there(shared: Path) -> None:
    assert len(list((shared / "seeds").glob("*.txt"))) == 5


def test_text(shared: Path, stem: str, done) -> None:
    gold = (shared / "gold" / "seeds" / f"{stem}.canonical.txt").read_bytes()
    assert result_of(stem, shared, done).text == gold.decode("utf-8")


def test_facts(shared: Path, stem: str, done) -> None:
    gold = gold_of(stem, shared)
    result = result_of(stem, shared, done)
    known = {name: getattr(result.facts, name) for name in FACTS}
    known |= {"agencies": list(result.facts.agencies), "lang": result.lang}
    assert known == {name: gold[name] for name in known}


def test_a_translation_is_never_guessed_wrong(shared: Path, stem: str, done) -> None:
    said = result_of(stem, shared, done).facts.translated_from
    assert said in (None, gold_of(stem, shared)["origin_lang"])


def test_the_score_is_full(shared: Path, done, tmp_path: Path) -> None:
    """All hard junk is gone and no word of body is lost, by the project's own measure."""
    out = tmp_path / "texts"
    out.mkdir()
    for path in (shared / "seeds").glob("*.txt"):
        (out / path.name).write_text(result_of(path.stem, shared, done).text, "utf-8")
    scores = tmp_path / "scores.json"
    tool = [sys.executable, str(shared / "tools" / "score_drop.py"), str(out), "--json", str(scores)]
    data = ["--gold", str(shared / "gold" / "seeds"), "--raw", str(shared / "seeds")]
    ended = subprocess.run([*tool, *data], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    said = json.loads(scores.read_text("utf-8"))
    assert (said["docs"], said["hard_recall"], said["body_lost"]) == (5, 1.0, 0.0)
    assert said["names_keep_harmed"] == 0
