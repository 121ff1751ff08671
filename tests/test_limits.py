"""Articles that take too much, through the whole command: each is told with its reason, the others are done."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from normalize.errors import REASONS
from normalize.settings import Settings
from normalize.store import work
from normalize.store.seeds import Item
from normalize.store.task import Limits, Task
from normalize.store.work import process_all

GOOD = "The minister said on Monday that talks would go on in Geneva until the end of the week.\n"
HEAVY = "".join(f"Line {n} says that the minister {n % 977} went on to Geneva.\n" for n in range(120_000))
PLAIN = Settings(stages=("encoding", "layout"))

linux = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the system does not tell a process's memory")


def items(poison: str) -> list[Item]:
    texts = [GOOD] * 5 + [poison] + [GOOD] * 5
    return [Item(f"a{n}", f"a{n}.txt", Path("a.txt"), record=text) for n, text in enumerate(texts)]


@linux
def test_an_article_that_takes_too_much_memory_is_told() -> None:
    done = list(process_all(items(HEAVY), Task((), PLAIN, limits=Limits(megabytes=32)), 2))
    skips = [d.skip[0] if d.skip else "" for d in done]
    assert skips[5] in ("too_much_memory", "worker_died")
    assert set(skips[:5] + skips[6:]) == {""}


def test_an_article_that_takes_too_long_is_told() -> None:
    done = list(process_all(items(HEAVY), Task((), PLAIN, limits=Limits(seconds=0.5)), 2, apart=True))
    assert [d.id for d in done if d.skip] == ["a5"]
    assert done[5].skip is not None
    assert done[5].skip[0] == "timeout"


def test_the_reasons_are_in_the_list() -> None:
    assert {"timeout", "too_much_memory", "worker_died"} <= set(REASONS)


def test_memory_that_is_not_there_is_a_reason(glossary: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(work, "run", full)
    done = work.process(items("")[0], glossary, Task((), PLAIN, limits=Limits(megabytes=7)))
    assert done.skip == ("too_much_memory", "it took more than 7 MB of memory")


@pytest.mark.parametrize("name", ["timeout", "memory"])
def test_a_limit_of_nothing_is_no_limit_and_no_setting(name: str, tmp_path: Path, root: Path) -> None:
    environment = {**os.environ, f"NORMALIZE_{name.upper()}": "0", "PYTHONPATH": str(root)}
    command = [sys.executable, "-m", "normalize", "text", "-"]
    ran = subprocess.run(command, input=GOOD.encode(), capture_output=True, cwd=tmp_path, env=environment, check=False)
    assert ran.returncode == 2
    assert f"{name} must be 1 or more" in ran.stderr.decode()


def normalize(*args: str, cwd: Path, root: Path, **variables: str) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, **variables, "PYTHONPATH": str(root)}
    return subprocess.run(
        [sys.executable, "-m", "normalize", *args], capture_output=True, cwd=cwd, env=environment, check=False
    )


def test_shards_by_the_command_line(tmp_path: Path, root: Path) -> None:
    (tmp_path / "in").mkdir()
    rows = [json.dumps({"id": n, "text": f"{GOOD} Number {n}."}) for n in range(20)]
    (tmp_path / "in" / "news.jsonl").write_text("\n".join([*rows, "nonsense"]), "utf-8")
    assert normalize("all", "in", "--to", "one.jsonl", cwd=tmp_path, root=root).returncode == 3
    ran = normalize("shard", "1/2", "in", cwd=tmp_path, root=root)
    assert ran.returncode == 2
    assert "normalize shard survey" in ran.stderr.decode()
    codes = [normalize("shard", what, "in", cwd=tmp_path, root=root).returncode for what in ("survey", "1/2", "2/2")]
    assert sorted(codes) == [0, 0, 3]
    again = normalize("shard", "2/2", "in", cwd=tmp_path, root=root)
    assert "done before" in again.stderr.decode()
    assert normalize("shard", "merge", "shards", "--to", "two.jsonl", cwd=tmp_path, root=root).returncode == 3
    for name in ("jsonl", "quarantine.jsonl"):
        assert (tmp_path / f"one.{name}").read_bytes() == (tmp_path / f"two.{name}").read_bytes()
    ran = normalize("all", "in", "--engine", "dask", cwd=tmp_path, root=root)
    assert ran.returncode == 2
    assert "--to" in ran.stderr.decode()
