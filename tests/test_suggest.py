"""Suggestions: unseen spellings of known names, unknown names spelt in several ways; answers last."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
from pathlib import Path

import pytest

from normalize.cli.suggest import answer
from normalize.glossary import Glossary
from normalize.glossary.suggest import Suggestion, suggest

ARTICLES = [
    (
        "one",
        "en",
        "On Monday Volodimir Selenski met the ministers. The ministers were late, and Volodimir Selenski left.",
    ),
    ("two", "en", "In the hall stood Rubina Kavandish, and Rubina Kavandish sang. Then Rubina Cavandish slept."),
]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "glossaries").mkdir()
    (tmp_path / "out").mkdir()
    rows = [json.dumps({"id": id_, "lang": lang, "text": text}) for id_, lang, text in ARTICLES]
    (tmp_path / "out" / "corpus.jsonl").write_text("\n".join(rows) + "\n", "utf-8")
    return tmp_path


def asked(glossary: Glossary) -> dict[str, Suggestion]:
    return {s.spellings[0]: s for s in suggest(ARTICLES, glossary)}


def test_an_unseen_spelling_of_a_known_name(glossary: Glossary) -> None:
    found = asked(glossary)["Volodimir Selenski"]
    assert (found.kind, found.entry, found.count, found.langs) == ("spelling", "volodymyr-zelensky", 2, ("en",))
    assert found.score >= 0.9
    assert "met the ministers" in found.contexts[0].text


def test_an_unknown_name_in_two_spellings(glossary: Glossary) -> None:
    found = asked(glossary)["Rubina Kavandish"]
    assert (found.kind, found.spellings) == ("name", ("Rubina Kavandish", "Rubina Cavandish"))


@pytest.mark.parametrize("accepted", [True, False])
@pytest.mark.parametrize("spelling", ["Volodimir Selenski", "Rubina Kavandish"])
@pytest.mark.usefixtures("here")
def test_what_was_answered_does_not_come_back(spelling: str, accepted: bool) -> None:
    file = Path("glossaries/suggested.yaml")
    answer(asked(Glossary.load())[spelling], file, None, accepted=accepted)
    glossary = Glossary.load()
    assert spelling not in asked(glossary)
    mentions = [m for m in glossary.find(ARTICLES[0][2], "en") if not m.lone]
    if spelling == "Volodimir Selenski":
        assert bool(mentions) is accepted


def run(*args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "normalize", "glossary", "suggest", *args]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def test_a_run_of_many_capitals_is_no_fault(glossary: Glossary) -> None:
    text = "He left. Annual General Meeting Of Shareholders Postponed Again and again."
    assert suggest([("one", "en", text)], glossary) == []


def test_as_json(here: Path) -> None:
    rows = json.loads(run("--json", cwd=here).stdout)
    assert {row["kind"] for row in rows} == {"spelling", "name"}


def test_as_a_glossary_to_review(here: Path) -> None:
    assert run("--write", "found.yaml", cwd=here).returncode == 0
    entries = Glossary.load(["found.yaml"]).entries
    assert "Volodimir Selenski" in {s.text for s in entries["volodymyr-zelensky"].spellings}
    assert "Rubina Cavandish" in {s.text for s in entries["rubina-kavandish"].spellings}


def test_without_a_run_it_says_what_to_do(tmp_path: Path) -> None:
    ran = run(cwd=tmp_path)
    assert ran.returncode == 2
    assert "run `normalize all` first" in ran.stderr


def test_a_record_that_is_none_has_its_line(here: Path) -> None:
    (here / "out" / "corpus.jsonl").write_text('{"id": "x"}\n')
    ran = run(cwd=here)
    assert ran.returncode == 2
    assert "corpus.jsonl:1:" in ran.stderr


def test_on_a_terminal_each_is_asked_about(here: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "normalize", "glossary", "suggest"]
    child = subprocess.Popen(command, cwd=here, stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True)
    os.close(theirs)
    os.write(ours, b"a\nr\nq\nq\n")
    said = b""
    try:
        while select.select([ours], [], [], 60.0)[0] and (piece := os.read(ours, 4096)):
            said += piece
    except OSError:
        pass  # the other end has gone
    assert child.wait(timeout=60) == 0
    assert b"a accept" in said
    written = (here / "glossaries" / "suggested.yaml").read_text("utf-8")
    assert "variants:" in written
    assert "not:" in written
