"""A project is begun: what `normalize init` makes works at once, and nothing that is there is touched."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from test_cli import environment, run, said, tree

from normalize.config import KNOWN, commented, find_settings
from normalize.glossary.read import read
from normalize.store import scaffold
from normalize.store.scaffold import NAMES, SAMPLE

FILES = {"pyproject.toml", NAMES, SAMPLE, ".gitignore"}


def test_an_empty_folder_becomes_a_project_that_works(tmp_path: Path) -> None:
    ran = run("init", cwd=tmp_path)
    assert ran.returncode == 0, said(ran)
    assert set(tree(tmp_path)) == FILES
    assert said(ran).splitlines()[-1] == "next: normalize all"
    ran = run("all", cwd=tmp_path)
    assert ran.returncode == 0, said(ran)
    (record,) = map(json.loads, (tmp_path / "out" / "corpus.jsonl").read_text("utf-8").splitlines())
    assert record["byline"] == "Jonas Abernathy"
    for gone in (
        "â€œ",
        "Norwaywhere",
        "See also",
        "Kiev",
        "Share on",
        "&amp;",
        "runs the harbour, said that the Maren",
    ):
        assert gone not in record["text"]
    for there in ("Maren Okafor-Lind, who", "The Maren Okaforlind Songbook", "“bolt by bolt”", "Norway where", "Kyiv"):
        assert there in record["text"]
    assert run("check", cwd=tmp_path).returncode == 0
    assert run("all", "--check", cwd=tmp_path).returncode == 0


def test_init_twice_changes_nothing(tmp_path: Path) -> None:
    run("init", cwd=tmp_path)
    before = tree(tmp_path)
    ran = run("init", cwd=tmp_path)
    assert ran.returncode == 0
    assert tree(tmp_path) == before
    assert said(ran).count("stays:") == len(FILES)
    assert "nothing was missing" in said(ran)


def test_a_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    ran = run("init", "news/desk", cwd=tmp_path)
    assert ran.returncode == 0, said(ran)
    assert set(tree(tmp_path / "news" / "desk")) == FILES
    assert "cd news/desk && normalize all" in said(ran)


@pytest.mark.parametrize(
    "old",
    [
        b"[project]\nname = 'x'\n",
        b"[project]\r\nname = 'x'\r\n",
        b"[tool.other]\na = 1",
        b"",
        b"tool.other.a = 1\n",
        "# Größe\n[tool]\n".encode(),
    ],
)
def test_a_file_of_settings_keeps_every_byte(tmp_path: Path, old: bytes) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_bytes(old)
    file.chmod(0o640)
    ran = run("init", cwd=tmp_path)
    assert ran.returncode == 0, said(ran)
    new = file.read_bytes()
    assert new.startswith(old)
    assert new.count(b"\r\n") in (0, new.count(b"\n"))
    assert file.stat().st_mode & 0o777 == 0o640
    table = tomllib.loads(new.decode())["tool"]
    assert table["normalize"] == {}
    assert find_settings(tmp_path)["seeds"].value == "seeds"


@pytest.mark.parametrize(
    ("old", "why"),
    [
        (b"[tool.normalize]\nout = 'clean'\n", "has a table"),
        (b"tool = {other = 1}\n", "cannot be added"),
        (b"[tool\n", "cannot be added"),
        (b"\xff\xfe", "cannot be added"),
    ],
)
def test_a_file_of_settings_that_cannot_take_the_table_stays(tmp_path: Path, old: bytes, why: str) -> None:
    (tmp_path / "pyproject.toml").write_bytes(old)
    ran = run("init", cwd=tmp_path)
    assert ran.returncode == 0, said(ran)
    assert (tmp_path / "pyproject.toml").read_bytes() == old
    assert why in said(ran)


def test_articles_and_glossaries_that_are_there_stay_alone(tmp_path: Path) -> None:
    for name in ("seeds/wire/mine.txt", "glossaries/mine.yaml", ".gitignore"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("- id: mine\n  names: {en: My Own Name}" if name.endswith("yaml") else "mine")
    assert run("init", cwd=tmp_path).returncode == 0
    assert set(tree(tmp_path)) == {"pyproject.toml", ".gitignore", "seeds/wire/mine.txt", "glossaries/mine.yaml"}
    assert (tmp_path / ".gitignore").read_text() == "mine\nout/\n"


@pytest.mark.parametrize("name", ["seeds", "glossaries", "seeds/harbour", "."])
def test_a_file_in_the_way_of_a_folder_is_refused(tmp_path: Path, name: str) -> None:
    place = tmp_path / "project" / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("mine")
    before = tree(tmp_path)
    ran = run("init", "project", cwd=tmp_path)
    assert ran.returncode == 4, said(ran)
    assert "move it away" in said(ran)
    assert tree(tmp_path) == before


def test_a_link_to_nowhere_is_no_place_to_write(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").symlink_to("nowhere")
    ran = run("init", cwd=tmp_path)
    assert ran.returncode == 5
    assert "pyproject.toml: cannot be read" in said(ran)
    assert [p.name for p in tmp_path.iterdir()] == ["pyproject.toml"]


def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path) -> None:
    """No file may grow beyond 200 bytes in this process: the table of settings does not fit."""
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    limit = """
import resource, runpy, signal, sys
sys.dont_write_bytecode, sys.argv[0] = True, "normalize"
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200))
runpy.run_module("normalize", run_name="__main__")
"""
    ran = subprocess.run(
        [sys.executable, "-c", limit, "init"], cwd=tmp_path, capture_output=True, env=environment(), check=False
    )
    assert ran.returncode == 5, ran.stderr.decode()
    assert "what is there stays" in ran.stderr.decode()
    assert {p.name: p.read_text() for p in tmp_path.iterdir()} == {"pyproject.toml": "[project]\n"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_is_read_only(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    ran = run("init", cwd=tmp_path)
    assert ran.returncode == 5, said(ran)
    assert "cannot be written" in said(ran)
    assert list(tmp_path.iterdir()) == []


def test_every_setting_is_in_the_table_with_its_default() -> None:
    text = commented()
    lines = [line.removeprefix("# ") if " = " in line else line for line in text.splitlines()]
    assert tomllib.loads("\n".join(lines))["tool"]["normalize"] == {
        key: default for key, (_, default, _) in KNOWN.items()
    }
    for _, _, told in KNOWN.values():
        assert f"# {told}\n" in text


def test_the_example_glossary_is_valid_and_explains_every_field() -> None:
    from normalize.glossary.schema import schema

    data = (Path(scaffold.__file__).parent / "people.yaml").read_bytes()
    assert len(read([("people.yaml", data)])) == 1
    fields = set(schema()["items"]["properties"]) - {"wikidata", "derive", "source", "licence"}
    assert [f for f in sorted(fields) if f"#   {f} " not in data.decode()] == []
