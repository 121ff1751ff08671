"""A run may fail or end at any moment: the next one makes everything as if nothing had happened."""

from __future__ import annotations

import errno
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from normalize.errors import RefusedError, StorageError
from normalize.settings import Settings
from normalize.store import disk
from normalize.store.house import build
from normalize.store.out import Out, replace_file
from normalize.store.task import Task

OPERATIONS = ("make", "create", "write", "close", "rename", "unlink", "remove", "sync")
KILLS = 20
TEXT = "Report {n}\n\nThe minister of round {round} went to Kiev by train. See also Coot frozen in palace lake\n"


def sheet(article: Any) -> str:
    return f"{article.id} {len(article.ledger.edits)}\n"


def draw(sheets: Any, _: Any) -> list[str]:
    return list(sheets)


def tree(folder: Path) -> dict[str, bytes]:
    """All files of an output folder, those aside that runs keep for themselves."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in folder.rglob("*")
        if p.is_file() and p.name != ".normalize.lock" and not p.name.startswith(".normalize.state")
    }


def write(seeds: Path, round_: int, articles: int = 3) -> None:
    """Sources of a round: one is as ever, one is other than before, one is new, one is gone."""
    seeds.mkdir(exist_ok=True)
    for path in seeds.iterdir():
        path.unlink()
    for n in range(articles - 2):
        (seeds / f"same-{n}.txt").write_text(TEXT.format(n=n, round=0))
    (seeds / "other.txt").write_text(TEXT.format(n=98, round=round_))
    (seeds / f"new-{round_}.txt").write_text(TEXT.format(n=99, round=round_))


def run(seeds: Path, out: Path) -> None:
    build([seeds], out, Task((seeds.parent / "own.yaml",), Settings(), sheet=sheet), draw, jobs=1)


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    (tmp_path / "own.yaml").write_text("- id: kyiv\n  type: place\n  names: {en: Kyiv}\n  variants: [Kiev]\n")
    write(tmp_path / "seeds", 0)
    run(tmp_path / "seeds", tmp_path / "out")
    return tmp_path / "seeds"


def at(k: int, act: Callable[[], None], patch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Let something happen at the k-th operation on the disk; return what tells how many there were."""
    count = 0

    def counted(do: Callable[..., Any]) -> Callable[..., Any]:
        def operation(*args: Any, **more: Any) -> Any:
            nonlocal count
            count += 1
            if count == k:
                act()
            return do(*args, **more)

        return operation

    for name in OPERATIONS:
        patch.setattr(disk, name, counted(getattr(disk, name)))
    return lambda: count


def full() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def in_child(do: Callable[[], None]) -> int:
    """Do something in a child process, and return its number."""
    child = os.fork()
    if child:
        return child
    try:
        do()
    finally:
        os._exit(0)


def assert_mended(seeds: Path, name: str) -> None:
    out, clean = seeds.parent / "out", seeds.parent / f"clean-{name}"
    run(seeds, out)
    run(seeds, clean)
    assert tree(out) == tree(clean)


def test_the_disk_is_full_at_any_operation(seeds: Path) -> None:
    for k in range(1, 1000):
        write(seeds, k)
        with pytest.MonkeyPatch.context() as patch:
            count = at(k, full, patch)
            failed = ""
            try:
                run(seeds, seeds.parent / "out")
            except StorageError as e:
                failed = str(e)
            if count() < k:
                break
        assert not failed or "No space left on device; no file is left half written; free some space" in failed
        assert not list((seeds.parent / "out").rglob("*.tmp"))
        assert_mended(seeds, str(k))
    assert 25 < k < 200


def test_the_process_dies_at_any_operation(seeds: Path) -> None:
    for k in range(1, 1000):
        write(seeds, k)
        with pytest.MonkeyPatch.context() as patch:
            at(k, lambda: os.kill(os.getpid(), signal.SIGKILL), patch)
            _, status = os.waitpid(in_child(lambda: run(seeds, seeds.parent / "out")), 0)
        if os.WIFEXITED(status):
            break
        assert_mended(seeds, str(k))
    assert 25 < k < 200


def test_kill_9_at_random_points(seeds: Path) -> None:
    chance = random.Random(1)
    begin = time.perf_counter()
    write(seeds, 1, 12)
    run(seeds, seeds.parent / "out")
    seconds = time.perf_counter() - begin
    killed = 0
    for k in range(2, 2 + KILLS):
        write(seeds, k, 12)
        child = in_child(lambda: run(seeds, seeds.parent / "out"))
        time.sleep(chance.random() * seconds)
        os.kill(child, signal.SIGKILL)
        killed += os.WIFSIGNALED(os.waitpid(child, 0)[1])
        assert_mended(seeds, str(k))
    assert killed


def test_what_a_killed_run_left_goes_even_if_its_source_is_gone(seeds: Path) -> None:
    write(seeds, 7)
    with pytest.MonkeyPatch.context() as patch:
        at(1000, full, patch)  # counts only

        def die(*_: Any) -> None:
            os.kill(os.getpid(), signal.SIGKILL)

        patch.setattr("normalize.store.assemble._records", die)
        os.waitpid(in_child(lambda: run(seeds, seeds.parent / "out")), 0)
    assert (seeds.parent / "out" / "texts" / "new-7.txt").exists()
    write(seeds, 8)
    assert_mended(seeds, "orphans")


def test_nobody_else_s_files_are_cleaned_away(seeds: Path) -> None:
    theirs = seeds.parent / "out" / "texts" / ".normalize-0123456789abcdef.tmp"
    theirs.write_text("mine")
    write(seeds, 3)
    run(seeds, seeds.parent / "out")
    assert theirs.read_text() == "mine"


def test_two_runs_at_once_and_the_second_is_told_who_is_there(seeds: Path) -> None:
    out = seeds.parent / "out"
    before = tree(out)
    with Out(out):
        write(seeds, 3)
        with pytest.raises(RefusedError, match=rf"another run \(process {os.getpid()}\) is writing here"):
            run(seeds, out)
        assert tree(out) == before
    assert_mended(seeds, "two")


def test_the_command_line_says_it_with_its_exit_codes(seeds: Path) -> None:
    command = [sys.executable, "-m", "normalize", "all", str(seeds), "--glossary", str(seeds.parent / "own.yaml")]
    out = seeds.parent / "cli"
    with Out(out):
        ran = subprocess.run([*command, "--out", str(out)], capture_output=True, text=True, check=False)
    assert ran.returncode == 4
    assert f"process {os.getpid()}" in ran.stderr
    ran = subprocess.run(
        [*command, "--out", str(seeds.parent / "small")],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000)),
    )
    assert ran.returncode == 5
    assert "File too large" in ran.stderr
    assert "ulimit -f" in ran.stderr
    assert not list((seeds.parent / "small").rglob("*.tmp"))


def test_a_read_only_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(_: Path) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(disk, "create", closed)
    with pytest.raises(StorageError, match="Read-only file system; no file is left half written; name a folder"):
        replace_file(tmp_path / "x", "text")
