"""Processes in odd places: closed streams, a full disk for an output, a folder that is gone, no home, few files."""

from __future__ import annotations

import os
import pwd
import subprocess
import sys
from pathlib import Path

import pytest
from commands import run
from hostile import GOOD, go, put, spawn

from normalize.glossary.cache import opened

TOLD = b"a fault of this program"
SHELL: dict[str, tuple[str, int, bytes]] = {  # what a shell runs: exit code, and what is said
    "no standard input": ("{} text <&-", 2, b"the standard input: cannot be read"),
    "no standard input for records": ("{} all - <&-", 5, b"the standard input cannot be kept"),
    "no standard output": ("{} text seeds/a.txt >&-", 5, b"the standard output: cannot be written"),
    "no standard output, and nothing to write": ("{} all >&-", 0, b"1 article"),
    "nobody to be told": ("{} all 2>&-", 0, b""),
    "nobody who reads, nobody to be told": ("{} all >&- 2>&-", 0, b""),
    "no stream at all": ("{} text seeds/a.txt <&- >&- 2>&-", 5, b""),
    "a full output": ("{} text seeds/a.txt >/dev/full", 5, b"No space left"),
    "a full output for a list": ("{} rules >/dev/full", 5, b"No space left"),
    "a full output for help": ("{} --help >/dev/full", 5, b"No space left"),
    "messages to a full disk": ("{} all 2>/dev/full", 0, b""),
    "a folder that is gone": ("mkdir gone && cd gone && rmdir ../gone && {} all", 2, b"the current folder is gone"),
    "few open files": ("ulimit -n 64 && {} all -q", 0, b""),
    "a locale without letters": ("LC_ALL=C PYTHONUTF8=0 {} text seeds/a.txt", 0, b""),
    "a home that is a file": ("HOME=/dev/null {} text seeds/a.txt", 0, b""),
    "a cache that is a file": ("XDG_CACHE_HOME=/dev/null {} text seeds/a.txt", 0, b""),
    "a cache at a relative path": ("XDG_CACHE_HOME=relative {} text seeds/a.txt", 0, b""),
    "files of a limited size": ("ulimit -f 1 && {} all -q", 5, b"cannot be written"),
}


@pytest.mark.parametrize("kind", SHELL)
def test_a_process_in_an_odd_place(tmp_path: Path, kind: str) -> None:
    command, code, said = SHELL[kind]
    put(tmp_path, "a.txt", GOOD)
    program = f"{sys.executable} -m normalize"
    ran = subprocess.run(
        ["bash", "-c", command.format(program)], cwd=tmp_path, capture_output=True, check=False, timeout=120
    )
    assert ran.returncode == code, ran.stderr.decode()
    assert said in ran.stderr
    assert TOLD not in ran.stderr
    assert b"Traceback" not in ran.stderr
    assert {p.name for p in tmp_path.iterdir()} <= {"seeds", "out"}


@pytest.mark.usefixtures("glossary")
def test_a_user_without_a_home(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(_: int) -> None:
        raise KeyError

    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(pwd, "getpwuid", nobody)
    entry = b"- id: ada-bee\n  type: person\n  names: {en: Ada Beedlewood}\n"
    assert len(opened((("mine.yaml", entry),))) == 1


def test_two_thousand_files_and_few_that_may_be_open(tmp_path: Path) -> None:
    for n in range(2000):
        put(tmp_path, f"{n % 50}/{n}.txt", "A day.\n")
    command = f"ulimit -n 64; {sys.executable} -m normalize all -q --only markup -j 1"
    ran = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, check=False, timeout=300)
    assert ran.returncode == 0, ran.stderr.decode()
    assert (tmp_path / "out" / "corpus.jsonl").read_bytes().count(b"\n") == 2000


@pytest.mark.parametrize(
    "variables", [{"TZ": "Pacific/Kiritimati"}, {"PYTHONHASHSEED": "7"}, {"LC_ALL": "tr_TR.UTF-8"}]
)
def test_the_same_bytes_in_every_place(tmp_path: Path, variables: dict[str, str]) -> None:
    for name, more in (("one", {}), ("two", variables)):
        put(tmp_path / name, "a.txt", f"{GOOD}\nSee also Coot frozen in palace lake\n")
        assert spawn("all", cwd=tmp_path / name, **more).returncode == 0
    for name in ("texts/a.txt", "ledgers/a.json", "corpus.jsonl", "report.html"):
        one, two = ((tmp_path / f / "out" / name).read_bytes() for f in ("one", "two"))
        assert one == two, name


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser reads and writes everything")
@pytest.mark.parametrize("folder", ["seeds", "out"])
def test_a_folder_without_permission(tmp_path: Path, folder: str) -> None:
    put(tmp_path, "a.txt", GOOD)
    (tmp_path / "out").mkdir()
    (tmp_path / folder).chmod(0o500 if folder == "out" else 0)
    try:
        ran = run("all", cwd=tmp_path)
    finally:
        (tmp_path / folder).chmod(0o700)
    assert ran.returncode == (5 if folder == "out" else 3), ran.stderr.decode()


def test_a_module_of_the_current_folder_is_not_taken(tmp_path: Path) -> None:
    """Articles lie in the current folder: a file yaml.py among them must not become a part of the program."""
    put(tmp_path, "a.txt", GOOD)
    (tmp_path / "yaml.py").write_text("raise SystemExit(99)\n")
    script = Path(sys.executable).with_name("normalize")
    if not script.is_file():
        pytest.skip("the command is not installed beside Python")
    ran = subprocess.run([script, "all"], cwd=tmp_path, capture_output=True, check=False, timeout=120)
    assert ran.returncode == 0, ran.stderr.decode()


def test_a_stale_output_of_a_stranger_is_left(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", GOOD)
    (tmp_path / "out" / "texts").mkdir(parents=True)
    (tmp_path / "outside").mkdir()
    (tmp_path / "out" / "ledgers").symlink_to(tmp_path / "outside")
    ran = go(tmp_path)
    assert ran.code in (0, 4), ran.said
    if ran.code == 4:
        assert list((tmp_path / "outside").iterdir()) == []


@pytest.mark.parametrize(
    "command",
    [
        ("text", "seeds/a.txt", "--ledger", "mine.txt"),
        ("report", "--since", "out", "--page", "mine.txt"),
        ("all", "seeds/a.txt", "--to", "mine.jsonl"),
        ("all", "seeds/a.txt", "--to", "mine.jsonl", "--engine", "local"),
        ("shard", "merge", "parts", "--to", "mine.jsonl"),
        ("all", "seeds", "--to", "out/corpus.jsonl"),
        ("all", "seeds", "--out", "."),
    ],
    ids=" ".join,
)
def test_what_somebody_wrote_is_not_overwritten(tmp_path: Path, command: tuple[str, ...]) -> None:
    put(tmp_path, "a.txt", GOOD)
    assert run("all", cwd=tmp_path).returncode == 0
    assert run("shard", "survey", "--to", "parts", cwd=tmp_path).returncode == 0
    assert run("shard", "1/1", "--to", "parts", cwd=tmp_path).returncode == 0
    for name in ("mine.txt", "mine.jsonl"):
        (tmp_path / name).write_text('{"id": 1, "text": "mine"}\n')
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    ran = run(*command, cwd=tmp_path)
    assert ran.returncode == 4, ran.stderr.decode()
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


def test_what_this_program_wrote_is_replaced(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", GOOD)
    assert run("all", cwd=tmp_path).returncode == 0
    for _ in range(2):
        for command in (
            ("text", "seeds/a.txt", "--ledger", "a.json"),
            ("report", "--since", "out", "--page", "page.html"),
            ("all", "--to", "a.jsonl.gz"),
        ):
            assert run(*command, cwd=tmp_path).returncode == 0
    (tmp_path / "a.quarantine.jsonl").unlink()
    assert run("all", "--to", "a.jsonl.gz", cwd=tmp_path).returncode == 0
