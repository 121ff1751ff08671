"""The doctor finds what is wrong, says the mend, and finds nothing where nothing is wrong."""

from __future__ import annotations

import fcntl
import json
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from test_cli import ARTICLE, put, run, said, tree

from normalize.cli.health.program import EXTRAS, fits, needed

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
NEEDS = [
    *PROJECT["dependencies"],
    *(f"{need}; extra == '{extra}'" for extra, needs in PROJECT["optional-dependencies"].items() for need in needs),
]


@pytest.fixture(autouse=True)
def _needs_of_the_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked for is what pyproject.toml says now, however long ago the program was installed."""
    monkeypatch.setattr(metadata, "requires", lambda _: NEEDS)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project after its first run."""
    assert run("init", cwd=tmp_path).returncode == 0
    assert run("all", "-q", cwd=tmp_path).returncode == 0
    return tmp_path


def doctor(folder: Path, **env: str) -> tuple[int, dict[str, dict[str, str]], dict[str, str]]:
    """Return exit code, facts by part, and what is wrong with its mend."""
    ran = run("doctor", "--json", cwd=folder, env=env)
    told: dict[str, Any] = json.loads(ran.stdout)
    troubles = {t["what"]: t["mend"] for part in told["parts"] for t in part["troubles"]}
    assert told["format"] == 1
    assert told["well"] == (not troubles) == (ran.returncode == 0)
    return ran.returncode, {part["part"]: part["facts"] for part in told["parts"]}, troubles


def test_nothing_is_wrong_before_and_after_the_first_run(tmp_path: Path) -> None:
    run("init", cwd=tmp_path)
    code, facts, troubles = doctor(tmp_path)
    assert (code, troubles) == (0, {})
    assert "no run yet" in facts["Outputs"]["out/"]
    run("all", "-q", cwd=tmp_path)
    before = tree(tmp_path)
    code, facts, troubles = doctor(tmp_path)
    assert (code, troubles) == (0, {})
    assert facts["Outputs"] == {"out/": "1 article"}
    assert facts["Sources"] == {"seeds/": "1 file: 1 .txt"}
    assert facts["Settings"]["jobs"] == "0  (default)"
    assert "glossaries/people.yaml" in facts["Knowledge"]["names"]
    assert tree(tmp_path) == before


def test_it_is_readable_at_80_columns(project: Path) -> None:
    ran = run("doctor", cwd=project, env={"COLUMNS": "80"})
    assert ran.returncode == 0, said(ran)
    text = ran.stdout.decode()
    assert text.endswith("Nothing is wrong.\n")
    words = str(project)  # a path is never torn apart
    assert [line for line in text.splitlines() if len(line) > 80 and words not in line] == []


def test_an_empty_folder_wants_a_project(tmp_path: Path) -> None:
    code, _, troubles = doctor(tmp_path)
    assert code == 1
    assert "normalize init" in troubles["seeds: there is no such file or folder"]
    ran = run("doctor", cwd=tmp_path)
    assert "wrong " in said(ran)
    assert "mend " in said(ran)
    assert "Nothing is wrong" not in ran.stdout.decode()
    assert list(tmp_path.iterdir()) == []


def test_all_mistakes_of_the_settings_are_told(project: Path) -> None:
    (project / "pyproject.toml").write_text("[tool.normalize]\nnames_lnag = 'en'\nout = 7\n")
    code, _, troubles = doctor(project)
    assert code == 1
    assert len(troubles) == 2
    assert "did you mean 'names_lang'" in " ".join(troubles)


@pytest.mark.parametrize("broken", ["quotes = 'keep'", "names_lang = 'english'", "glossaries = ['nowhere.yaml']"])
def test_values_that_no_run_would_take(project: Path, broken: str) -> None:
    (project / "pyproject.toml").write_text(f"[tool.normalize]\n{broken}\n")
    code, _, troubles = doctor(project)
    assert code == 1
    assert len(troubles) == 1


def test_a_setting_knows_its_origin(project: Path) -> None:
    (project / "pyproject.toml").write_text("[tool.normalize]\njobs = 2\n")
    facts = doctor(project, NORMALIZE_QUOTES="rewrite")[1]["Settings"]
    assert facts["jobs"] == "2  (pyproject.toml)"
    assert facts["quotes"] == "'rewrite'  (the variable NORMALIZE_QUOTES)"


def test_every_mistake_of_a_glossary_is_told(project: Path) -> None:
    (project / "glossaries" / "people.yaml").write_text("- id: a\n  naems: {en: A B}\n- id: c\n  names: {en: 7, x: }\n")
    code, _, troubles = doctor(project)
    assert code == 1
    assert any("people.yaml:2:3" in what for what in troubles)
    assert [what for what in troubles if "people.yaml:" not in what] == []
    assert len(troubles) > 2


def test_outputs_that_are_stale_changed_or_foreign(project: Path) -> None:
    with (project / "glossaries" / "people.yaml").open("a") as file:
        file.write("- id: new\n  type: person\n  names: {en: New Name}\n")
    troubles = doctor(project)[2]
    assert troubles == {"out: the glossaries changed since the last run": "run `normalize all`"}
    run("all", "-q", cwd=project)
    assert doctor(project)[0] == 0
    next((project / "out" / "texts").rglob("*.txt")).write_text("by hand")
    assert "was changed by hand" in " ".join(doctor(project)[2])
    other = put(project / "other", {"a.txt": ARTICLE.encode()})
    (other / "out").mkdir()
    (other / "out" / "corpus.jsonl").write_text("mine\n")
    assert "not written by normalize" in " ".join(doctor(other)[2])


def test_a_run_at_work_is_no_trouble(project: Path) -> None:
    (lock,) = (p for p in (project / "out").iterdir() if p.name.endswith(".lock"))
    with lock.open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        code, facts, _ = doctor(project)
    assert code == 0
    assert "at this moment" in facts["Outputs"]["out/"]


def test_a_decision_that_matches_nothing_is_an_orphan(project: Path) -> None:
    ran = run("reject", "--rule", "names/listed", "--from", "Nobody", "--to", "Somebody", cwd=project)
    assert ran.returncode == 0, said(ran)
    run("all", "-q", cwd=project)
    code, facts, troubles = doctor(project)
    assert code == 1
    assert facts["Knowledge"]["decisions"].startswith("1 in ")
    assert any("matches no edit any more" in what for what in troubles)


def test_sources_that_cannot_be_read(project: Path) -> None:
    for n in range(7):
        (project / "seeds" / f"{n}.txt").symlink_to("nowhere")
    code, facts, troubles = doctor(project)
    assert code == 1
    assert "8 files" in facts["Sources"]["seeds/"]
    assert "2 more files cannot be read" in troubles


def test_a_cache_that_cannot_be_written(project: Path) -> None:
    (project / "file").write_text("")
    code, _, troubles = doctor(project, XDG_CACHE_HOME=str(project / "file"))
    assert code == 1
    assert "XDG_CACHE_HOME" in " ".join(troubles.values())


def test_packages_that_are_missing_or_too_old(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    needs = ["nowhere-to-be-found>=2", "typer>=99", "regex>=2020", "also-nowhere>=1; extra == 'parquet'"]
    monkeypatch.setattr(metadata, "requires", lambda _: needs)
    code, facts, troubles = doctor(project)
    assert code == 1
    assert troubles["the package nowhere-to-be-found is missing"] == "pip install 'nowhere-to-be-found>=2'"
    assert any(what.startswith("the package typer is ") for what in troubles)
    assert len(troubles) == 2
    assert "pip install 'source-normalize[parquet]'" in facts["Program"]["[parquet]"]


def test_a_program_that_is_not_installed_says_so(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(_: str) -> None:
        raise metadata.PackageNotFoundError

    monkeypatch.setattr(metadata, "metadata", absent)
    assert "runs from a folder" in doctor(project)[1]["Program"]["packages"]


def test_every_need_of_the_project_is_understood() -> None:
    found = list(needed(NEEDS))
    assert len(found) == len(NEEDS)
    assert {n.extra for n in found} >= {"", "dev", *EXTRAS}
    assert {n.name for n in found if not n.extra} == {d.split(">")[0] for d in PROJECT["dependencies"]}
    assert all(n.bounds for n in found if not n.extra)


def test_every_extra_is_explained() -> None:
    assert set(EXTRAS) == set(PROJECT["optional-dependencies"]) - {"dev"}


@pytest.mark.parametrize(
    ("version", "bounds", "fit"),
    [
        ("0.28.0", ">=0.26,<0.29", True),
        ("0.29", ">=0.26,<0.29", False),
        ("0.29.0", "<0.29", False),
        ("0.9", ">=0.26", False),
        ("2.0", ">=2", True),
        ("2", ">=2.0.0", True),
        ("3.11.0rc1", ">=3.11", True),
        ("3.10.9", ">=3.11", False),
        ("2025.1.1", ">=2023.12.25", True),
        ("1", "", True),
    ],
)
def test_bounds(version: str, bounds: str, fit: bool) -> None:
    assert fits(version, bounds) is fit
