"""What is fresh stays, what is stale is done again, and the outcome is that of a full run, byte for byte."""

from __future__ import annotations

import hashlib
import os
import random
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from normalize.edits import Decision, Decisions
from normalize.settings import Settings
from normalize.store.house import build
from normalize.store.plan import look
from normalize.store.state import State
from normalize.store.summary import Summary
from normalize.store.task import Task

ROUNDS = 120  # random edits of a glossary
FORMS = "Kiev Kiew Kyjiw Kyiv Lemberg Lwow Lviv Odessa Odesa".split()
NAMES = ("Kyiv", "Lviv", "Odesa")
PEOPLE = ("Wladimir Putin", "Vladimir Putin", "Volodymyr Selenskyj", "Volodymyr Zelensky", "Olav Scholz", "Olaf Scholz")
LINES = (
    "The train from {a} to {b} was late on Monday, and {c} had to wait for two hours in the cold.",
    "{c} met {d} in {a}, which some papers spell {b}, and they talked about the harvest of the year.",
    "Nobody in the town of {a} knew what {c} had said to the people of {b} on that long evening.",
    "Dynamo {a} lost against the team of {b}; {c} saw the game, and later {d} spoke of it to reporters.",
    "See also {c} is ill",
    "In {a}s Straßen sprach {c} mit den Leuten, und {d} fuhr weiter nach {b}, wo es viel geregnet hatte.",
    "Ostatnio {c} był w {a}, a {d} mówił o nim bez {c}a przez godzinę w radiu i w telewizji.",
    "The inhabitants of New{a}ville never heard of it, though {d} wrote a letter to the mayor about {b}.",
)


def article(chance: random.Random, n: int) -> str:
    said = [f"Report number {n} of the correspondent from {chance.choice(FORMS)}"]
    for _ in range(chance.randint(1, 4)):
        a, b = chance.sample(FORMS, 2)
        c, d = chance.sample(PEOPLE, 2)
        said.append(chance.choice(LINES).format(a=a, b=b, c=c, d=d))
    return "\n\n".join(said) + "\n"


def entry(chance: random.Random, id_: str, people: bool) -> dict[str, Any]:
    canonical, others = (PEOPLE[1::2], PEOPLE[::2]) if people else (NAMES, [f for f in FORMS if f not in NAMES])
    names = [chance.choice(canonical)]
    found = {"id": id_, "type": "person" if people else chance.choice(("place", "organisation"))}
    found["names"] = f"{{en: {names[0]}}}"
    found["variants"] = f"[{', '.join(chance.sample(others, chance.randint(0, 3)))}]"
    if chance.random() < 0.3:
        found["native"] = "{ru: Владимир Путин, uk: Володимир Зеленський}" if people else "{uk: Київ, ru: Киев}"
    if people and chance.random() < 0.3:
        found["short"] = f"{{en: {names[0].split()[-1]}}}"
        found["alone"] = chance.choice(("always", "never", "after-full-name"))
    if chance.random() < 0.2:
        found["keep"] = f"[Dynamo {chance.choice(FORMS)}]"
    if chance.random() < 0.2:
        found["context"] = f"[{chance.choice(('harvest', 'train', 'radiu'))}]"
    if chance.random() < 0.2:
        found["policy"] = chance.choice(("review", "off"))
    if chance.random() < 0.1:
        found["not"] = f"[{chance.choice(others)}]"
    return found


def edited(chance: random.Random, entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A glossary with one entry more, less, otherwise, or elsewhere."""
    entries = list(entries)
    kind = chance.choice(("add", "change", "change", "change", "remove", "move"))
    if kind == "add" or len(entries) < 2:
        new = entry(chance, f"e-{chance.randrange(10**6)}", chance.random() < 0.5)
        entries.insert(chance.randint(0, len(entries)), new)
    elif kind == "remove":
        entries.pop(chance.randrange(len(entries)))
    elif kind == "move":
        entries.append(entries.pop(0))
    else:
        n = chance.randrange(len(entries))
        entries[n] = entry(chance, entries[n]["id"], entries[n]["type"] == "person")
    return entries


def written(path: Path, entries: list[dict[str, Any]]) -> None:
    rows = ["\n".join(f"{'- ' if k == 'id' else '  '}{k}: {v}" for k, v in e.items()) for e in entries]
    path.write_text("\n".join(rows) + "\n", "utf-8")


def sheet(article: Any) -> str:
    return f"{article.id} {article.record['duplicate_of']} {len(article.ledger.edits)}\n"


def draw(sheets: Any, skipped: Any) -> list[str]:
    return ["".join(sheets), f"{len(skipped)}"]


def tree(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in folder.rglob("*")
        if p.is_file() and not p.name.startswith(".normalize.")
    }


class House:
    """A small project whose runs tell which articles they did."""

    def __init__(self, folder: Path, articles: int) -> None:
        self.folder = folder
        self.seeds = folder / "seeds"
        self.out = folder / "out"
        self.glossary = folder / "own.yaml"
        self.task = Task((self.glossary,), Settings(), sheet=sheet)
        self.seeds.mkdir()
        chance = random.Random(7)
        for n in range(articles):
            (self.seeds / f"a{n:02d}.txt").write_text(article(chance, n), "utf-8")
        written(self.glossary, [entry(chance, f"e-{n}", n % 2 == 0) for n in range(4)])

    def run(self, out: Path | None = None, **more: Any) -> tuple[Summary, dict[str, str]]:
        told: list[str] = []
        done = build([self.seeds], out or self.out, self.task, draw, jobs=1, explain=told.append, **more)
        return done, {k: v for k, _, v in (line.partition(": ") for line in told)}

    def again(self) -> Summary:
        """Run as a person does who asks for no explanation."""
        return build([self.seeds], self.out, self.task, draw, jobs=1)

    def stale(self, **more: Any) -> dict[str, str]:
        return {k: v for k, v in self.run(**more)[1].items() if v != "fresh"}

    def assert_as_a_full_run(self, name: str) -> None:
        clean = self.folder / f"clean-{name}"
        self.run(clean)
        assert tree(self.out) == tree(clean)


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Believe the file system, though all files are a moment old."""
    for place in ("plan", "stamp"):
        monkeypatch.setattr(f"normalize.store.{place}.CLOSE", 0)


@pytest.fixture
def house(tmp_path: Path) -> House:
    made = House(tmp_path, 8)
    made.run()
    return made


@pytest.mark.parametrize("seed", range(4))
def test_after_any_edit_of_a_glossary_a_run_is_a_full_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    house = House(tmp_path, 10)
    chance = random.Random(seed)
    entries = [entry(chance, f"e-{n}", n % 2 == 0) for n in range(3)]
    redone = total = 0
    for n in range(ROUNDS // 4):
        for _ in range(chance.randint(1, 2)):
            entries = edited(chance, entries)
        written(house.glossary, entries)
        done, _ = house.run()
        redone, total = redone + done.redone, total + 10
        assert house.again().redone == 0
        house.assert_as_a_full_run(str(n))
    assert total > 100
    assert redone < total


def test_nothing_changed(house: House) -> None:
    before = {p: p.stat().st_mtime_ns for p in house.out.rglob("[!.]*")}
    done, why = house.run()
    assert set(why.values()) == {"fresh"}
    assert (done.redone, done.articles, done.changed) == (0, 8, [])
    assert {p: p.stat().st_mtime_ns for p in house.out.rglob("[!.]*")} == before


def unlooked(*_: object, **__: object) -> None:
    raise AssertionError("an article was looked at")


def test_where_nothing_was_touched_no_article_is_looked_at(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    first = house.again()
    assert first.articles
    before = tree(house.out)
    monkeypatch.setattr("normalize.store.house.look", unlooked)
    (house.seeds / ".hidden.txt").write_text("Nobody reads this.")
    assert house.again() == replace(first, redone=0, changed=[])
    assert tree(house.out) == before


def swapped(path: Path) -> None:
    """Write another text of the same size, and give the file its old time back."""
    was = path.stat()
    path.write_bytes(path.read_bytes().replace(b"report", b"tropre").replace(b"Report", b"Tropre"))
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert path.stat().st_size == was.st_size


@pytest.mark.parametrize(
    "touch",
    [
        lambda h: swapped(h.seeds / "a03.txt"),
        lambda h: (h.seeds / "new.txt").write_text("Something new happened on Monday in the old town."),
        lambda h: (h.seeds / "folder").mkdir(),
        lambda h: (h.seeds / "a03.txt").rename(h.seeds / "b03.txt"),
        lambda h: (h.seeds / "a03.txt").unlink(),
        lambda h: (h.seeds / "link.txt").symlink_to("a03.txt"),
        lambda h: h.glossary.write_text(h.glossary.read_text("utf-8") + "\n"),
        lambda h: setattr(h, "task", replace(h.task, settings=Settings(lang="en"))),
        lambda h: (h.out / "texts" / "a03.txt").unlink(),
        lambda h: (h.out / "ledgers" / "a03.json").write_text("{}"),
        lambda h: (h.out / "report.html").write_text("mine"),
        lambda h: (h.out / "manifest.json").unlink(),
        lambda h: (h.out / ".normalize.lock").write_text("\n=process 1"),
        lambda h: (h.out / ".normalize.state").write_text("broken"),
    ],
)
def test_whatever_is_touched_is_looked_at(house: House, touch: Callable[[House], None]) -> None:
    house.again()
    house.again()
    touch(house)
    with mock.patch("normalize.store.house.look", side_effect=look) as looked:
        house.again()
    assert looked.called
    house.assert_as_a_full_run("touched")


def test_what_was_written_a_moment_ago_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    house = House(tmp_path, 3)
    for place in ("plan", "stamp"):
        monkeypatch.setattr(f"normalize.store.{place}.CLOSE", 10**15)
    house.again()
    assert not State(house.out, dry=True).told("stamp")
    monkeypatch.setattr("normalize.store.house.look", unlooked)
    with pytest.raises(AssertionError, match="looked at"):
        house.again()


def test_what_failed_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    house = House(tmp_path, 8)
    with monkeypatch.context() as patched:
        patched.setattr("normalize.store.work.run", unlooked)
        assert house.again().articles == 0
    assert house.again().articles == 8


def test_a_changed_source(house: House) -> None:
    (house.seeds / "a03.txt").write_text("Another text\n\nIt is about the weather in Kiev and about nothing else.\n")
    assert house.stale(check=True) == {"a03.txt": "stale: its source changed"}
    assert house.stale() == {"a03.txt": "stale: its source changed"}
    house.assert_as_a_full_run("source")


def test_a_source_that_went_came_or_got_another_name(house: House) -> None:
    (house.seeds / "a02.txt").unlink()
    (house.seeds / "a05.txt").rename(house.seeds / "b.txt")
    assert house.stale() == {
        "b.txt": "stale: it is new",
        "a02.txt": "gone: its source is not there any more",
        "a05.txt": "gone: its source is not there any more",
    }
    house.assert_as_a_full_run("gone")


def test_copies_are_marked_anew(house: House) -> None:
    text = (house.seeds / "a03.txt").read_text("utf-8")
    (house.seeds / "a00.txt").write_text(text, "utf-8")
    assert list(house.stale()) == ["a00.txt"]
    house.assert_as_a_full_run("copies")


def test_only_articles_with_its_words_are_done_again_for_an_entry(house: House) -> None:
    (house.seeds / "c.txt").write_text("The fair\n\nThere was a fair in Bratislawa with horses and a brass band.\n")
    house.run()
    with house.glossary.open("a") as file:
        file.write("- id: bratislava\n  type: organisation\n  names: {en: Bratislava}\n  variants: [Bratislawa]\n")
    assert house.stale() == {"c.txt": "stale: glossary entry bratislava changed: Bratislawa"}
    house.assert_as_a_full_run("entry")


def test_lines_that_move_in_a_glossary_make_nothing_stale(house: House) -> None:
    house.glossary.write_text("# a remark\n\n" + house.glossary.read_text("utf-8"), "utf-8")
    assert house.stale() == {}
    house.assert_as_a_full_run("lines")


@pytest.mark.parametrize(
    ("scope", "touches"), [("here", 1), ("document", 1), ("everywhere", None), ("rule", None)], ids=str
)
def test_a_decision_touches_what_it_speaks_of(house: House, scope: Any, touches: int | None) -> None:
    from normalize.store.archive import Archive

    house.glossary.write_text("- id: kyiv\n  type: place\n  names: {en: Kyiv}\n  variants: [Kiev, Kiew, Kyjiw]\n")
    house.run()
    edits = [(a, e) for a in Archive(house.out) for e in a.ledger.edits if e.rule == "names/listed"]
    one, edit = edits[0]
    same = {a.id for a, e in edits if scope == "rule" or (e.before, e.after) == (edit.before, edit.after)}
    what = {"before": edit.before, "after": edit.after} if scope in ("document", "everywhere") else {}
    decision = Decision(
        "reject", edit.rule, scope, doc=one.id if touches else "", id="0" * 16 if scope == "here" else "", **what
    )
    house.task = replace(house.task, settings=replace(house.task.settings, decisions=Decisions.of([decision])))
    stale = house.stale()
    assert {name.removesuffix(".txt") for name in stale} >= ({one.id} if touches else same)
    assert touches is None or len(stale) == touches
    assert "a decision on" in next(iter(stale.values()))
    house.assert_as_a_full_run("decided")
    house.task = replace(house.task, settings=Settings())
    assert set(house.stale()) == set(stale)
    house.assert_as_a_full_run("undone")


def test_what_all_articles_have_in_common(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.task = replace(house.task, settings=Settings(quotes="leave"))
    assert set(house.stale().values()) == {"stale: the settings changed"}
    for place, told in (
        ("normalize.store.manifest.code_digest", "the program"),
        ("normalize.store.manifest.libraries", "Python or a library"),
    ):
        monkeypatch.setattr(place, lambda: "other")
        assert set(house.stale().values()) == {f"stale: {told} changed"}
    assert house.stale() == {}


def test_what_recurs_elsewhere(house: House) -> None:
    line = "Subscribe to our newsletter for the news of the day and more stories like this one"
    for n in range(2):
        path = house.seeds / f"a{n:02d}.txt"
        path.write_text(path.read_text("utf-8") + f"\n{line}\n", "utf-8")
    house.run()
    for n in range(2, 8):
        path = house.seeds / f"a{n:02d}.txt"
        path.write_text(path.read_text("utf-8") + f"\n{line}\n", "utf-8")
    stale = house.stale()
    assert stale["a00.txt"] == stale["a01.txt"] == "stale: what recurs in other articles changed"
    house.assert_as_a_full_run("survey")


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


@pytest.mark.parametrize("name", ["texts/a01.txt", "ledgers/a01.json"])
@pytest.mark.parametrize("harm", [Path.unlink, _cut, lambda p: p.write_bytes(p.read_bytes()[:-1] + b"x")])
def test_an_output_that_was_changed(house: House, name: str, harm: Callable[[Path], None]) -> None:
    harm(house.out / name)
    done, _ = house.run(check=True)
    assert done.changed == [name]
    assert house.stale() == {"a01.txt": f"stale: {name} was changed by hand, or is missing"}
    house.assert_as_a_full_run("changed")


@pytest.mark.parametrize("name", ["corpus.jsonl", "quarantine.jsonl", "report.html", "manifest.json"])
def test_a_list_that_was_changed(house: House, name: str) -> None:
    (house.out / name).write_text("mine")
    assert name in house.run(check=True)[0].changed
    assert house.stale() == {}
    house.assert_as_a_full_run("list")


def _of_another(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as base:
        base.execute("CREATE TABLE told (name TEXT PRIMARY KEY, value BLOB)")


def _newer(path: Path) -> None:
    with sqlite3.connect(path) as base:
        base.execute("PRAGMA user_version = 99")


def _flipped(path: Path) -> None:
    with sqlite3.connect(path) as base:
        base.execute("UPDATE articles SET row = CAST(replace(row, 'a03', 'a04') AS BLOB), more = x'00'")


@pytest.mark.parametrize(
    "harm", [Path.unlink, _cut, lambda p: p.write_bytes(b"garbage" * 999), _of_another, _newer, _flipped]
)
def test_a_memory_that_is_lost_or_odd(house: House, harm: Callable[[Path], None]) -> None:
    harm(house.out / ".normalize.state")
    assert house.run(check=True)[0].changed == []
    house.run()
    house.assert_as_a_full_run("memory")
    (house.seeds / "a03.txt").write_text("Another text\n\nIt is about the weather in Kiev and about nothing else.\n")
    house.run()
    house.assert_as_a_full_run("after")
    assert house.stale() == {}


def test_a_check_writes_nothing(house: House) -> None:
    (house.seeds / "a03.txt").write_text("Another text\n\nIt is about the weather in Kiev and about nothing else.\n")
    before = {p: hashlib.sha256(p.read_bytes()).digest() for p in house.out.rglob("*") if p.is_file()}
    house.run(check=True)
    assert {p: hashlib.sha256(p.read_bytes()).digest() for p in house.out.rglob("*") if p.is_file()} == before


def test_records_and_what_is_skipped_stay_as_they_are(house: House) -> None:
    (house.seeds / "r.jsonl").write_text('{"id": "x", "text": "A record about Kiev and its long history."}\nno json\n')
    (house.seeds / "empty.txt").write_text("")
    done, _ = house.run()
    assert len(done.skipped) == 2
    done, why = house.run()
    assert (done.redone, len(done.skipped), done.changed) == (0, 2, [])
    assert "stale" not in "".join(why.values())
    house.assert_as_a_full_run("records")
