"""A second run never lies: what changed behind its back, in the middle of it, or in what it remembers, is found out."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from test_incremental import House, draw, settled, sheet

from normalize.glossary import Glossary, cache
from normalize.store.house import build

__all__ = ["settled"]  # a fixture that all tests here use
APPEAL = "\n\nWe are a small team of reporters who take no money from companies, and every coffee keeps us going.\n"


@pytest.fixture
def house(tmp_path: Path) -> House:
    """Seven articles of one site, all with one line in common, and a run of them."""
    made = House(tmp_path, 7)
    folder = made.seeds / "news"
    folder.mkdir()
    for path in made.seeds.glob("*.txt"):
        path.write_text(path.read_text("utf-8").rstrip() + APPEAL, "utf-8")
        path.rename(folder / path.name)
    made.again()
    made.again()
    assert "coffee" not in (made.out / "texts" / "news" / "a01.txt").read_text("utf-8")
    return made


@pytest.fixture(autouse=True)
def believed(settled: None) -> None:
    """Believe the file system, though all files are a moment old."""


class Ended(Exception):
    """A run that comes to no good end."""


def interrupted(house: House) -> None:
    """A run that is ended while it draws the report."""

    def ends(*_: object) -> list[str]:
        raise Ended

    with pytest.raises(Ended):
        build([house.seeds], house.out, house.task, ends, jobs=1)


def report(h: House) -> None:
    (h.out / "report.html").unlink()


def remark(h: House) -> None:
    h.glossary.write_text(h.glossary.read_text("utf-8") + "# a remark\n", "utf-8")


@pytest.mark.parametrize("between", [report, remark])
def test_what_recurs_is_known_after_a_run_without_stale_articles(
    house: House, between: Callable[[House], None]
) -> None:
    between(house)
    house.again()
    (house.out / "texts" / "news" / "a01.txt").unlink()
    house.again()
    house.assert_as_a_full_run("survey")


def test_what_an_interrupted_run_saw_is_not_believed(house: House) -> None:
    sources = {path: path.read_bytes() for path in sorted((house.seeds / "news").glob("*.txt"))[2:]}
    for path, data in sources.items():
        path.write_bytes(data + b"\n\nMore of this on the pages of our partners in the north.\n")
    interrupted(house)
    for path, data in sources.items():
        path.write_bytes(data)
    house.again()
    house.assert_as_a_full_run("interrupted")


def test_a_glossary_file_with_another_name_is_another(house: House) -> None:
    other = house.glossary.with_name("mine.yaml")
    house.glossary.rename(other)
    house.task = replace(house.task, glossaries=(other,))
    house.again()
    house.assert_as_a_full_run("name")


@pytest.mark.parametrize("root", ["seeds", "out/texts"])
def test_a_folder_that_moves_up_is_seen(house: House, root: str) -> None:
    inner = house.seeds / "x" / "y"
    inner.mkdir(parents=True)
    (house.seeds / "news" / "a01.txt").rename(inner / "a01.txt")
    house.again()
    house.again()
    place = house.folder / root / "x"
    (place / "y").rename(place.with_name("y"))
    house.again()
    expected = "y" if root == "seeds" else "x/y"
    assert (house.out / "texts" / expected / "a01.txt").exists()


def test_a_link_that_leads_elsewhere_is_seen(tmp_path: Path) -> None:
    for name in ("A", "B"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.txt").write_text(f"A report from {name}, with a few words more.\n")
        (tmp_path / f"to-{name}").symlink_to(name)
    made = House(tmp_path, 0)
    paths = [tmp_path / "to-A", tmp_path / "to-B"]
    for _ in range(2):
        build(paths, made.out, made.task, draw, jobs=1)
    assert (made.out / "texts" / "A" / "x.txt").exists()
    (tmp_path / "A").rename(tmp_path / "C")
    (tmp_path / "to-A").unlink()
    (tmp_path / "to-A").symlink_to("C")
    build(paths, made.out, made.task, draw, jobs=1)
    assert (made.out / "texts" / "C" / "x.txt").exists()


def test_an_output_that_is_changed_in_the_middle_of_a_run_is_seen(house: House) -> None:
    text = house.out / "texts" / "news" / "a01.txt"
    (house.seeds / "news" / "a05.txt").write_text("Something else happened in Kiev." + APPEAL)

    def harm(done: Iterable[Any], _: int) -> Iterable[Any]:
        text.write_text("mine")
        return done

    build([house.seeds], house.out, house.task, draw, jobs=1, progress=harm)
    house.again()
    house.assert_as_a_full_run("middle")


def test_a_glossary_that_is_changed_in_the_middle_of_a_run_is_seen(house: House) -> None:
    was = house.glossary.read_text("utf-8")
    house.glossary.write_text(was + "- id: x\n  type: place\n  names: {en: Kyiv}\n  variants: [Kiev, Kiew]\n", "utf-8")

    def back(done: Iterable[Any], _: int) -> Iterable[Any]:
        house.glossary.write_text(was, "utf-8")
        return done

    build([house.seeds], house.out, house.task, draw, jobs=1, progress=back)
    house.again()
    house.assert_as_a_full_run("glossary")


def test_what_a_killed_run_wrote_of_a_source_that_is_gone_goes(house: House) -> None:
    path = house.seeds / "news" / "a01.txt"
    path.write_text("Something else happened in Kiev." + APPEAL)
    interrupted(house)
    path.unlink()
    house.again()
    house.assert_as_a_full_run("gone")


def test_outputs_go_with_their_source_though_the_manifest_is_lost(house: House) -> None:
    (house.out / "manifest.json").unlink()
    (house.seeds / "news" / "a01.txt").unlink()
    house.again()
    house.assert_as_a_full_run("manifest")


def test_what_somebody_wrote_into_an_output_is_theirs_for_good(house: House) -> None:
    text = house.out / "texts" / "news" / "a01.txt"
    text.write_text("mine")
    (house.seeds / "news" / "a01.txt").unlink()
    house.again()
    with (house.out / ".normalize.lock").open("a") as lock:
        lock.write("\n=process 1")  # what a killed run leaves
    house.again()
    assert text.read_text() == "mine"


def test_a_source_that_is_empty_for_a_moment_is_done_again(house: House) -> None:
    path = house.seeds / "news" / "a01.txt"
    path.write_text("Something else happened in Kiev." + APPEAL)
    good = path.read_bytes()

    def emptied(done: Iterable[Any], _: int) -> Iterable[Any]:
        path.write_bytes(b"")
        yield from done
        path.write_bytes(good)

    assert build([house.seeds], house.out, house.task, draw, jobs=1, progress=emptied).skipped
    house.again()
    house.assert_as_a_full_run("empty")


def test_what_could_not_be_summed_up_in_time_is_tried_again(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    path = house.seeds / "news" / "a01.txt"
    path.write_text(path.read_text("utf-8") + "\nOne more line.\n", "utf-8")
    with monkeypatch.context() as patched:
        patched.setattr("normalize.store.work._sum_up", lambda *_, **__: None)
        house.again()
    house.again()
    house.assert_as_a_full_run("late")


def test_sheets_of_copies_are_drawn_anew_by_another_program(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    (house.seeds / "news" / "b.txt").write_bytes((house.seeds / "news" / "a01.txt").read_bytes())
    house.again()
    monkeypatch.setattr("normalize.store.manifest.code_digest", lambda: "0" * 64)
    house.task = replace(house.task, sheet=lambda article: f"new {sheet(article)}")
    house.again()
    assert "\nnew news/b news/a01" in (house.out / "report.html").read_text("utf-8")


def test_who_could_not_be_asked_is_done_again(house: House) -> None:
    with sqlite3.connect(house.out / ".normalize.state") as base:
        base.execute("UPDATE articles SET touched = x'00'")
    house.glossary.write_text("- id: kyiv\n  type: place\n  names: {en: Kyiv}\n  variants: [Kiev, Kiew, Kyjiw]\n")
    house.again()
    house.assert_as_a_full_run("asked")


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"[" * 200_000, b"\0" * 40])
def test_a_cache_that_was_changed_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    known = len(Glossary.load([]))
    kept = list(cache.folder().iterdir())
    assert {p.suffix for p in kept} == {".entries", ".derived", ".glossary"}
    for path in kept:
        path.write_bytes(data)
    again = Glossary.load([])
    assert len(again) == known
    assert [m.text for m in again.find("Wladimir Putin spoke.", "en")] == ["Wladimir Putin"]
