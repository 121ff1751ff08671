"""Between two runs: what is new, gone or had another fate is named, and nothing else is."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_cli import SOURCES, put, run, said
from test_export import HOSTILE, article, articles, edit, hostile

from normalize.edits import Edit
from normalize.report.cells import cells
from normalize.report.export import jsonl
from normalize.report.since import Said, Since, Told, compare, exported, told
from normalize.report.since_lines import since_lines

TEXT = "Mr Kiev met, as was written, Wladimir Putin in Kiev and left for Kiev, and that was it."


def one(name: str, rule: str = "r", status: str = "applied", doc: str = "a") -> Said:
    return Said(doc, name, rule, "x", "y", status, 0, 1, "left ", " right")


def run_of(*changes: Said, doc: str = "a", sha256: str = "s") -> Told:
    return Told(doc, sha256, changes)


def drawn(since: Since, *, width: int = 60, colour: bool = False, every: bool = False) -> list[str]:
    return list(since_lines(since, "HEAD~1", colour=colour, width=width, every=every))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the outputs of two runs: `old` without names; `out` with them, committed when it was as `old`."""
    path = tmp_path_factory.mktemp("since")
    put(path, {name: SOURCES[name] for name in ("plain.txt", "web/page.html", "feed.jsonl", "torn.txt")})
    assert run("all", "-q", "--ignore", "names", "--out", "old", cwd=path).returncode == 0
    assert run("all", "-q", "--ignore", "names", cwd=path).returncode == 0
    git(path, "init", "-q")
    git(path, "add", "out")
    git(path, "commit", "-qm", "an earlier run")
    assert run("all", "-q", cwd=path).returncode == 0
    return path


def git(folder: Path, *args: str) -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "core.autocrlf=false")
    subprocess.run(["git", *who, *args], cwd=folder, check=True, capture_output=True)


# --- compare


@given(st.lists(articles(), max_size=4))
def test_a_run_is_the_same_as_itself(made: list) -> None:
    runs = [Told(str(n), "s", told(a).changes) for n, a in enumerate(made)]
    since = compare(runs, reversed(runs))
    assert not since.any
    assert since.same.total() == sum(len(r.changes) for r in runs)


CHANGES = st.builds(one, st.sampled_from("pqr"), st.sampled_from(["r", "s"]), st.sampled_from(["applied", "suggested"]))
RUNS = st.dictionaries(st.sampled_from("abc"), st.lists(CHANGES, max_size=5))


@given(RUNS, RUNS)
def test_every_change_is_told_once(old: dict[str, list[Said]], new: dict[str, list[Said]]) -> None:
    then, now = ([run_of(*changes, doc=doc) for doc, changes in r.items()] for r in (old, new))
    since = compare(then, now)
    assert len(since.new) + len(since.turned) + since.same.total() == sum(map(len, new.values()))
    assert len(since.gone) + len(since.turned) + since.same.total() == sum(map(len, old.values()))
    assert all(t.old.name == t.new.name and t.old.status != t.new.status for t in since.turned)
    back = compare(now, then)
    assert (sorted(back.new), sorted(back.gone)) == (sorted(since.gone), sorted(since.new))
    assert (set(since.added), set(since.removed)) == (set(new) - set(old), set(old) - set(new))
    table = since.by_rule().values()
    assert [sum(column) for column in zip(*table, strict=True)] == (
        [len(since.new), len(since.gone), len(since.turned), since.same.total()] if table else []
    )


def test_what_is_new_gone_and_turned() -> None:
    first = [edit(TEXT, "Wladimir", "Vladimir"), edit(TEXT, "Mr ", "", "s/mr"), edit(TEXT, "left", "went", "s/l", 0.3)]
    second = [
        edit(TEXT, "Wladimir", "Vladimir", "names/renamed"),
        Edit(47, 51, "Kiev", "Kyiv", "names/listed"),
        edit(TEXT, "left", "went", "s/l", 0.9),
    ]
    since = compare([told(article(TEXT, ("n", first)))], [told(article(TEXT, ("n", second)))])
    assert [(s.rule, s.before, s.after, s.start) for s in since.new] == [("names/listed", "Kiev", "Kyiv", 47)]
    assert [(s.rule, s.before) for s in since.gone] == [("s/mr", "Mr ")]
    assert [(t.old.status, t.new.status, t.new.after) for t in since.turned] == [("suggested", "applied", "went")]
    assert since.same == {"names/renamed": 1}


def test_a_change_is_known_again_behind_other_stages_and_other_text() -> None:
    source = f"<p>{TEXT}</p>"
    tags = ("markup", [edit(source, "<p>", "", "m/tags"), edit(source, "</p>", "", "m/tags")])
    late = article(source, tags, ("names", [edit(TEXT, "Wladimir", "Vladimir")]))
    early = article(source, ("names", [edit(source, "Wladimir", "Vladimir")]))
    assert compare([told(early)], [told(late)]).same == {"names/listed": 1}
    longer = f"A headline more.\n\n{source}"
    moved = article(longer, ("names", [edit(longer, "Wladimir", "Vladimir")]))
    since = compare([told(early)], [Told("a", "another", told(moved).changes)])
    assert (since.same, since.resourced) == ({"names/listed": 1}, ("a",))


def test_a_proposal_that_lost_is_not_told() -> None:
    both = [edit(TEXT, "Wladimir", "Vladimir"), edit(TEXT, "Wladimir Putin", "Vladimir Putin", sure=0.8)]
    assert {s.status for s in told(article(TEXT, ("n", both))).changes} == {"applied"}


def test_an_export_says_what_the_outputs_say(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    made = [hostile(), article("", ("n", []), name="empty")]
    path.write_text("".join(jsonl.lines(made)), "utf-8")
    assert list(exported(path)) == [told(a) for a in made]


# --- in the terminal


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("colour", [False, True])
def test_no_article_steers_the_terminal(width: int, colour: bool) -> None:
    name = "a b/ünï \x1b[31m\n\N{RIGHT-TO-LEFT OVERRIDE}"
    clean = article(HOSTILE, ("encoding", []), name=name)
    for since in (compare([told(clean)], [told(hostile(name))]), compare([told(hostile(name))], [])):
        for line in drawn(since, width=width, colour=colour, every=True):
            bare = re.sub("\x1b\\[[0-9;]*m", "", line) if colour else line
            assert not re.search("[\x00-\x1f\x7f-\x9f\ud800-\udfff\N{RIGHT-TO-LEFT OVERRIDE}]", bare)
            assert sum(map(cells, bare)) <= width


def test_a_few_changes_of_a_rule_are_shown_or_all() -> None:
    since = compare([], [run_of(*(one(str(n)) for n in range(12)))])
    shown = "\n".join(drawn(since))
    assert shown.count("[-x-]{+y+}") == 5
    assert "… and 7 more new: --all shows every one" in shown
    assert "\n".join(drawn(since, every=True)).count("[-x-]{+y+}") == 12
    assert "12 new, 0 gone, 0 with another fate, 0 the same, in 1 articles" in shown.replace("\n    ", " ")
    assert "1 only in this run: a" in shown


def test_the_table_counts_by_rule() -> None:
    old = run_of(one("1", "a/b"), one("2", "c/d"), one("3", "e/f"), one("4", "e/f", "suggested"))
    new = run_of(one("1", "a/b"), one("3", "e/f"), one("4", "e/f"), one("5", "e/f"))
    shown = "\n".join(drawn(compare([old], [new])))
    assert re.search(r"^e/f +1 +1 +1$", shown, re.MULTILINE)
    assert re.search(r"^c/d +1$", shown, re.MULTILINE)
    assert "a/b" not in shown, "where nothing is otherwise there is nothing to read"
    assert "suggested then, applied now" in shown


# --- the command


@pytest.mark.parametrize("place", ["old", "HEAD", "old.jsonl"])
def test_a_folder_a_revision_and_an_export_say_the_same(folder: Path, place: str) -> None:
    if place == "old.jsonl":
        assert run("export", "jsonl", "--out", "old", "--to", place, cwd=folder).returncode == 0
    page = (folder / "out" / "report.html").read_bytes()
    ran = run("report", "--since", place, "--json", cwd=folder)
    assert ran.returncode == 0, said(ran)
    found = json.loads(ran.stdout)
    assert (found["gone"], found["turned"], found["added"], found["removed"], found["resourced"]) == (
        [],
        [],
        [],
        [],
        [],
    )
    assert {(s["before"], s["after"]) for s in found["new"]} >= {("Wladimir Putin", "Vladimir Putin"), ("Kiev", "Kyiv")}
    assert {s["rule"].split("/")[0] for s in found["new"]} == {"names"}
    assert found["articles"] == 6
    assert sum(r["same"] for r in found["rules"]) > 10
    ran = run("report", "--since", place, cwd=folder)
    assert "[-Wladimir Putin-]{+Vladimir Putin+}" in ran.stdout.decode()
    assert (folder / "out" / "report.html").read_bytes() == page


def test_articles_that_came_went_and_changed_are_told(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "seeds", tmp_path / "seeds")
    (tmp_path / "seeds" / "torn.txt").unlink()
    plain = tmp_path / "seeds" / "plain.txt"
    plain.write_bytes(plain.read_bytes() + b"\nA paragraph that the earlier run had not seen.\n")
    put(tmp_path, {"new ünï.txt": SOURCES["russian-1251.txt"]})
    assert run("all", "-q", cwd=tmp_path).returncode == 0
    found = json.loads(run("report", "--since", str(folder / "out"), "--json", cwd=tmp_path).stdout)
    assert (found["added"], found["removed"], found["resourced"]) == (["new ünï"], ["torn"], ["plain"])
    assert not [s for s in found["new"] + found["gone"] if s["doc"] == "plain" and s["rule"] == "names/listed"]


def test_a_revision_where_the_outputs_are_the_whole_repository(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "old", tmp_path / "o")
    git(tmp_path / "o", "init", "-q")
    git(tmp_path / "o", "add", "-A")
    git(tmp_path / "o", "commit", "-qm", "x")
    git(tmp_path / "o", "tag", "a-tag")
    found = json.loads(run("report", "--since", "a-tag", "--json", "--out", "o", cwd=tmp_path).stdout)
    assert not found["new"] + found["gone"]


def test_wrong_use_says_what_next(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "out", tmp_path / "out")
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad.jsonl").write_text('{"kind": "changes", "format": 2}\n')
    (tmp_path / "odd.jsonl").write_text("[1]\n")
    nowhere = {"GIT_CEILING_DIRECTORIES": str(tmp_path.parent)}
    for place, words, where, env in (
        ("HEAD", "in no repository of git", tmp_path, nowhere),
        ("HEAD", "git is not installed", folder, {"PATH": ""}),
        ("nope", "no folder, no file and no revision", folder, {}),
        ("--help", "no folder, no file and no revision", folder, {}),
        ("HEAD:out", "no folder, no file and no revision", folder, {}),
        ("empty", "there is no output here", tmp_path, {}),
        ("bad.jsonl", "bad.jsonl:1: no line of `normalize export jsonl`", tmp_path, {}),
        ("odd.jsonl", "odd.jsonl:1:", tmp_path, {}),
    ):
        ran = run("report", f"--since={place}", cwd=where, env=env)
        assert ran.returncode == 2, said(ran)
        assert words in said(ran)
    assert run("report", "--json", cwd=folder).returncode == 2


def test_a_revision_without_the_outputs_is_told(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "out", tmp_path / "out")
    git(tmp_path, "init", "-q")
    (tmp_path / "x").write_text("x")
    git(tmp_path, "add", "x")
    git(tmp_path, "commit", "-qm", "x")
    ran = run("report", "--since", "HEAD", cwd=tmp_path)
    assert (ran.returncode, "was not committed at HEAD" in said(ran)) == (2, True)
    git(tmp_path, "add", "out/texts")
    git(tmp_path, "commit", "-qm", "y")
    ran = run("report", "--since", "HEAD", cwd=tmp_path)
    assert (ran.returncode, "no outputs were committed there" in said(ran)) == (2, True)
    git(tmp_path, "add", "out/corpus.jsonl")
    git(tmp_path, "commit", "-qm", "z")
    ran = run("report", "--since", "HEAD", cwd=tmp_path)
    assert ran.returncode == 1, said(ran)
    assert "HEAD" in said(ran)
    assert os.sep in said(ran)
