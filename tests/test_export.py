"""Exports: what they say is true, other tools take them, and no article breaks out of a format."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import pty
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_cli import SOURCES, command, environment, put, run, said, tree

from normalize.edits import Edit, Fact, Layer, Ledger, Source, Weave, settle
from normalize.edits.ledger import digest_text
from normalize.errors import RestoreError
from normalize.report.export import FORMATS, brat, jsonl, table, web_annotations
from normalize.report.export.changes import changes, well_formed
from normalize.report.export.schema import schema
from normalize.report.export.unified import diff, hunks
from normalize.report.names import named
from normalize.store.archive import Archive, Archived

HOSTILE = (
    "=cmd|' /C calc'!A0\r\n<b>@SUM(1)</b>\tTab \0 \x1b[31mred\x1b]0;t\x07 \x85 \u2028 \x9b1m\r"
    "\N{RIGHT-TO-LEFT OVERRIDE}exe.txt\N{POP DIRECTIONAL FORMATTING} \ud800 \udfff\ud83d \ufeff \U0001f600 e\u0301\n"
    "--- a/x\n+++ b/y\n@@ -1 +1 @@\n\\ No newline at end of file\n\"q\" 'r', ; T1\tType 0 5\tx\n\n\n＝HYPERLINK() end"
)


def article(source: str, *stages: tuple[str, list[Edit]], name: str = "a", **record: Any) -> Archived:
    """An article that went through stages of made-up edits."""
    text, layers = source, []
    for stage, edits in stages:
        patch, fates = settle(stage, edits, veto=lambda e: "decision\n7" if e.rule == "no/way" else "", floor=0.5)
        layers.append(Layer(patch, tuple(f for f in fates if f.status != "applied")))
        text = patch.apply(text)
    read = Source("0" * 64, len(source), "text/plain", "utf-8")
    ledger = Ledger(name, read, digest_text(text), "en", tuple(layers))
    return Archived({"id": name, "source": f"{name}.txt", "url": None, **record}, text, ledger)


def edit(text: str, before: str, after: str, rule: str = "names/listed", sure: float = 0.9, **more: Any) -> Edit:
    at = text.index(before)
    return Edit(at, at + len(before), before, after, rule, "because", sure, **more)


def hostile(name: str = "a b/ünï 'c' \N{RIGHT-TO-LEFT OVERRIDE}") -> Archived:
    first = [
        edit(HOSTILE, "=cmd|' /C calc'!A0\r\n", "", "boilerplate/a b", facts=(Fact("by\nline", "\ud800=1"),)),
        edit(HOSTILE, "\x1b[31mred", "red\x1b[0m\n+x", "encoding/controls"),
        edit(HOSTILE, "\udfff\ud83d", "\udc80", "encoding/<x>"),
        edit(HOSTILE, "exe.txt", "", "no/way"),
        edit(HOSTILE, "end", "-end", "scars/maybe", 0.4),
        Edit(0, 0, "", "\t=1", "scars/insert", "r", 0.9),
    ]
    middle = settle("encoding", first, veto=lambda e: "7" if e.rule == "no/way" else "", floor=0.5)[0].apply(HOSTILE)
    second = [edit(middle, "red\x1b[0m\n+x\x1b", "@red", "layout/x"), edit(middle, "\n\n\n", "\n\n", "layout/lines")]
    return article(HOSTILE, ("encoding", first), ("layout", second), name=name, url="javascript:alert(1)")


EMPTY = article("", ("encoding", []))
ENTITY = "One Kiev.\nTwo.\nThree &amp; Kiev.\nlast"
PLAIN = article(ENTITY, ("m", [edit(ENTITY, "&amp;", "&")]), ("n", [edit(ENTITY, "Kiev", "Kyiv")]))


@st.composite
def articles(draw: st.DrawFn) -> Archived:
    """Any text after up to four stages of any edits."""
    source = draw(st.text(st.sampled_from("ab \n\r\t=é😀\ud800\0"), max_size=40))
    text, stages = source, []
    for n in range(draw(st.integers(0, 4))):
        spots = draw(st.lists(st.tuples(*[st.integers(0, len(text))] * 2, st.text("xy\n", max_size=3)), max_size=4))
        spans = ((min(a, z), max(a, z), after) for a, z, after in spots)
        sure = st.sampled_from([0.3, 0.9])
        edits = [Edit(a, z, text[a:z], new, f"r/{a}", "", draw(sure)) for a, z, new in spans if text[a:z] != new]
        stages.append((f"s{n}", edits))
        text = settle(f"s{n}", edits, floor=0.5)[0].apply(text)
    return article(source, *stages)


def applied(patch: str, source: str) -> str:
    """Apply the hunks of a unified diff, with no mercy for a line that is not there."""
    old = re.findall(r"[^\n]*\n|[^\n]+", source)
    out: list[str] = []
    at = 0
    rows = re.findall(r"[^\n]*\n", patch)
    assert "".join(rows) == patch
    while rows:
        head = re.fullmatch(r"@@ -(\d+),(\d+) \+(\d+),(\d+) @@\n", rows.pop(0))
        assert head
        a, took, b, gave = map(int, head.groups())
        out += old[at : a - bool(took)]
        at = a - bool(took)
        assert len(out) == b - bool(gave)
        before = len(out)
        while rows and rows[0][0] in " -+":
            mark, line = rows[0][0], rows.pop(0)[1:]
            if rows and rows[0] == "\\ No newline at end of file\n":
                rows.pop(0)
                line = line.removesuffix("\n")
            if mark in " -":
                assert old[at] == line
                at, took = at + 1, took - 1
            if mark in " +":
                out.append(line)
        assert (took, len(out) - before) == (0, gave)
    return "".join(out + old[at:])


def lines_of(stream: Iterable[str | bytes]) -> str:
    return "".join(c if isinstance(c, str) else c.decode() for c in stream)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with articles in many shapes, and the outputs of one run."""
    path = tmp_path_factory.mktemp("exports")
    put(path, SOURCES | {"näher/a b 'c'.txt": SOURCES["plain.txt"], "-x.txt": SOURCES["torn.txt"]})
    assert run("all", "-q", cwd=path).returncode == 0
    return path


# --- diff


@given(articles())
@settings(max_examples=300)
def test_a_diff_makes_the_output_of_the_source(made: Archived) -> None:
    weave = made.ledger.weave(made.text)
    patch = "".join(hunks(weave))
    assert applied(patch, weave.source) == made.text
    assert bool(patch) == (weave.source != made.text)


def test_a_diff_says_what_a_reader_expects() -> None:
    assert diff(PLAIN).decode() == (
        "diff --git a/texts/a.txt b/texts/a.txt\n--- a/texts/a.txt\n+++ b/texts/a.txt\n@@ -1,4 +1,4 @@\n"
        "-One Kiev.\n+One Kyiv.\n Two.\n-Three &amp; Kiev.\n+Three & Kiev.\n last\n\\ No newline at end of file\n"
    )
    assert diff(EMPTY) == b""


def test_far_changes_are_hunks_of_their_own() -> None:
    source = "".join(f"{n}\n" for n in range(30))
    made = article(source, ("s", [Edit(0, 1, "0", "zero", "r"), edit(source, "29\n", "", "r")]))
    assert "".join(hunks(made.ledger.weave(made.text))).count("@@ -") == 2


@pytest.mark.parametrize("tool", ["git", "patch"])
def test_git_and_patch_take_the_diffs_of_all_articles(folder: Path, tmp_path: Path, tool: str) -> None:
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed")
    patch = run("export", "diff", cwd=folder).stdout
    for a in Archive(folder / "out"):
        path = tmp_path / "texts" / f"{a.id}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(a.ledger.original(a.text).encode("utf-8", "surrogateescape"))
    args = ["git", "apply", "--whitespace=nowarn"] if tool == "git" else ["patch", "-p1", "-s", "--binary"]
    done = subprocess.run(args, cwd=tmp_path, input=patch, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode() + done.stdout.decode()
    for a in Archive(folder / "out"):
        assert (tmp_path / "texts" / f"{a.id}.txt").read_bytes().decode() == a.text


def test_git_takes_the_diff_of_a_hostile_article(tmp_path: Path) -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    made = hostile()
    patch = diff(made)
    name = re.search(rb"^--- a/(.*)\t$", patch, re.MULTILINE)
    assert name
    path = tmp_path / name[1].decode()
    path.parent.mkdir(parents=True)
    path.write_bytes(HOSTILE.encode("utf-8", "surrogatepass"))
    subprocess.run(["git", "apply", "--whitespace=nowarn"], cwd=tmp_path, input=patch, check=True)
    assert path.read_bytes() == made.text.encode("utf-8", "surrogatepass")


# --- names and JSON Lines


def test_every_proposal_has_a_name_and_a_place() -> None:
    made = hostile()
    found = list(named(made.ledger, made.text))
    fates = [(e, "applied") for e in made.ledger.layers[0].patch.edits]
    assert [(n.edit, n.status) for n in found[: len(fates)]] == fates
    assert len(found) == sum(len(la.patch.edits) + len(la.others) for la in made.ledger.layers)
    assert {n.status for n in found} == {"applied", "suggested", "vetoed"}
    with pytest.raises(RestoreError, match="not the text"):
        list(named(made.ledger, made.text + "x"))


@given(articles())
@settings(max_examples=200)
def test_places_are_true(made: Archived) -> None:
    source = made.ledger.original(made.text)
    weave = Weave.of(source)
    rows = iter(changes(made))
    for depth, layer in enumerate(made.ledger.layers):
        for e in (*layer.patch.edits, *(f.edit for f in layer.others)):
            c = next(rows)
            assert (c.named.edit, c.named.stage) == (e, layer.stage)
            assert (c.named.start, c.named.end) == weave.origin(e.start, e.end)
            assert c.exact == well_formed(source[c.named.start : c.named.end])
            if depth == 0:
                assert c.exact == well_formed(e.before)
            assert 0 <= c.out_start <= c.out_end <= len(made.text)
            if c.named.status == "applied" and depth == len(made.ledger.layers) - 1:
                assert made.text[c.out_start : c.out_end] == e.after
        weave = weave.then(layer.patch)
    assert next(rows, None) is None


def check(value: Any, shape: dict[str, Any]) -> None:
    """Check a value against the parts of JSON Schema that our schema uses."""
    known = {"$schema", "title", "description", "type", "required", "additionalProperties", "properties", "items"}
    assert set(shape) <= known | {"const", "enum", "pattern", "minimum", "maximum"}
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "number": (int, float)}
    assert "type" not in shape or isinstance(value, kinds[shape["type"]])
    if shape.get("type") == "object":
        assert set(value) == set(shape["properties"]) == set(shape["required"])
        for key, one in value.items():
            check(one, shape["properties"][key])
    for one in value if shape.get("type") == "array" else ():
        check(one, shape["items"])
    assert value in shape.get("enum", [value])
    assert value == shape.get("const", value)
    assert "pattern" not in shape or re.search(shape["pattern"], value)
    assert shape.get("minimum", 0) <= (value if isinstance(value, int | float) else 0) <= shape.get("maximum", 1 << 60)


def test_json_lines_are_as_their_schema_says(folder: Path) -> None:
    ran = run("export", "jsonl", cwd=folder)
    rows = [json.loads(line) for line in ran.stdout.decode().splitlines()]
    archive = {a.id: a for a in Archive(folder / "out")}
    assert [r["id"] for r in rows] == list(archive)
    assert json.loads(run("schema", "changes", cwd=folder).stdout) == schema()
    for row in rows:
        check(row, schema())
        source = archive[row["id"]].ledger.original(archive[row["id"]].text)
        for c in row["changes"]:
            place = c["source"]
            assert well_formed(source)[place["start"] : place["end"]] == place["exact"]
            assert well_formed(source)[: place["start"]].endswith(place["prefix"])
    assert sum(c["status"] == "applied" for r in rows for c in r["changes"]) > 50


def test_json_of_a_hostile_article_is_valid_unicode() -> None:
    (line,) = jsonl.lines([hostile()])
    assert line.startswith(jsonl.OPENING)
    assert line.count("\n") == 1
    line.encode()
    check(json.loads(line), schema())
    assert not re.search("[\ud800-\udfff]", json.dumps(json.loads(line), ensure_ascii=False))


# --- Web Annotations


def test_annotations_are_what_the_standard_wants(folder: Path) -> None:
    made = json.loads(run("export", "annotations", cwd=folder).stdout)
    assert made["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert (made["type"], made["first"]["type"]) == ("AnnotationCollection", "AnnotationPage")
    items = made["first"]["items"]
    assert made["total"] == len(items) > 50
    assert len({i["id"] for i in items}) == len(items)
    paths = {a.record["source"] for a in Archive(folder / "out")}
    from urllib.parse import unquote

    for item in items:
        assert item["motivation"] == "editing"
        assert [b["purpose"] for b in item["body"]][:4] == ["editing", "describing", "tagging", "classifying"]
        place, words = item["target"]["selector"]
        assert unquote(item["target"]["source"]["id"]) in paths
        assert place["end"] - place["start"] == len(words["exact"])
        assert max(len(words["prefix"]), len(words["suffix"])) <= 32
    assert run("export", "annotations", cwd=folder).stdout == run("export", "annotations", cwd=folder).stdout


def test_annotations_of_a_hostile_article() -> None:
    text = lines_of(web_annotations.collection([EMPTY, hostile()]))
    text.encode()
    items = json.loads(text)["first"]["items"]
    assert {i["target"]["source"]["id"] for i in items} == {"a%20b/%C3%BCn%C3%AF%20%27c%27%20%E2%80%AE.txt"}, (
        "an address that is no web page is not taken for one"
    )
    page = article("Kiev", ("n", [Edit(0, 4, "Kiev", "Kyiv", "n/l")]), url="https://example.org/ä b?c=1#d")
    (row,) = web_annotations.each(page)
    assert row["target"]["source"]["id"] == "https://example.org/%C3%A4%20b?c=1#d"
    assert json.loads(lines_of(web_annotations.collection([])))["total"] == 0


# --- brat


def parsed(made: brat.Standoff) -> Iterator[tuple[str, list[tuple[int, int]], str]]:
    """Read T lines as brat does, and compare them with the text as it does."""
    for row in made.annotations.splitlines():
        if row.startswith("T"):
            _, head, words = row.split("\t", 2)
            type_, places = head.split(" ", 1)
            spans = [tuple(map(int, p.split())) for p in places.split(";")]
            assert words == " ".join(made.text[a:z] for a, z in spans)
            assert all(a < z for a, z in spans)
            assert "\n" not in words
            yield type_, spans, words  # type: ignore[misc]


@given(articles())
@settings(max_examples=200)
def test_brat_reads_what_was_written(made: Archived) -> None:
    told = brat.standoff(made)
    source = made.ledger.original(made.text)
    assert len(told.text) == len(source)
    assert io.TextIOWrapper(io.BytesIO(told.text.encode()), "utf-8").read() == told.text, "no line end is translated"
    number = sum(n.status in brat.STATUSES for n in named(made.ledger, made.text))
    assert len(list(parsed(told))) == (number if told.text.strip("\n") else 0)


def test_brat_of_a_hostile_article() -> None:
    told = brat.standoff(hostile())
    rows = told.annotations.splitlines()
    assert [r[0] for r in rows] == ["T", "A", "#"] * (len(rows) // 3)
    assert all(re.fullmatch("[A-Za-z0-9_-]+", t) for t in told.types)
    assert {t for t, _, _ in parsed(told)} == set(told.types)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\N{LINE SEPARATOR}]", told.text + told.annotations)
    assert brat.pieces("ab\n\ncd", 1, 5) == [(1, 2), (4, 5)]
    assert brat.pieces("ab\n\ncd", 2, 4) == brat.pieces("ab\n\ncd", 2, 2) == [(1, 2)]
    assert brat.pieces("\nab", 0, 1) == [(1, 2)]
    assert brat.pieces("\n", 0, 1) == []


def test_brat_files_lie_side_by_side_with_their_configuration(folder: Path, tmp_path: Path) -> None:
    ran = run("export", "brat", "--to", str(tmp_path / "b"), cwd=folder)
    assert ran.returncode == 0, said(ran)
    texts, notes = (sorted((tmp_path / "b").rglob(f"*.{s}")) for s in ("txt", "ann"))
    assert [t.with_suffix("") for t in texts] == [a.with_suffix("") for a in notes]
    configuration = (tmp_path / "b" / "annotation.conf").read_text()
    used = {row.split("\t")[1].split(" ")[0] for a in notes for row in a.read_text().splitlines() if row[0] == "T"}
    assert used == set(configuration.split("\n\n")[0].splitlines()[1:])


# --- CSV


def test_csv_is_read_and_never_run() -> None:
    text = lines_of(table.rows([hostile(), EMPTY]))
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert rows[0] == table.COLUMNS
    assert len(rows) == 1 + len(list(changes(hostile())))
    for row in rows[1:]:
        assert len(row) == len(table.COLUMNS)
        for value in row:
            assert not re.match(r"\s*[=+\-@＝＋－＠]|[\t\r\n]", value), value
            assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", value)


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "\r1", "  =1", "\n=1", "＝1", "\N{NO-BREAK SPACE}=1"])
def test_what_could_begin_a_formula_does_not(text: str) -> None:
    assert table.cell(text)[0] in "'⟨"


def test_cells_fit_a_spreadsheet() -> None:
    assert table.cell('plain, "text"\r\nhere') == 'plain, "text"\nhere'
    assert len(table.cell("😀" * 40_000).encode("utf-16-le")) // 2 <= 32_767
    assert table.cell("😀" * 40_000).endswith("(24,000 more)")


# --- where exports go


@pytest.mark.parametrize("form", FORMATS)
def test_an_export_is_written_again_and_nothing_else_is_touched(folder: Path, tmp_path: Path, form: str) -> None:
    place = tmp_path / "x"
    for _ in range(2):
        ran = run("export", form, "--to", str(place), cwd=folder)
        assert ran.returncode == 0, said(ran)
        assert "articles as" in said(ran)
    before = tree(tmp_path)
    other = "csv" if form == "jsonl" else "brat" if form == "diff" else "jsonl" if place.is_file() else "diff"
    assert run("export", other, "--to", str(place), cwd=folder).returncode == 4
    mine = tmp_path / "mine"
    mine.write_text("mine")
    refused = run("export", form, "--to", str(mine), cwd=folder)
    assert refused.returncode == 4, said(refused)
    assert "--to" in said(refused)
    assert tree(tmp_path) == before | tree(tmp_path)
    assert mine.read_text() == "mine"


@pytest.mark.parametrize("form", ["diff", "brat"])
def test_a_folder_that_is_not_ours_is_left(folder: Path, tmp_path: Path, form: str) -> None:
    before = tree(folder / "out")
    assert run("export", form, "--to", "out", cwd=folder).returncode == 4
    assert tree(folder / "out") == before
    name = "plain.diff" if form == "diff" else "plain.txt"
    (tmp_path / name).write_text("mine")
    assert run("export", form, "plain", "--to", str(tmp_path), cwd=folder).returncode == 4
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_a_later_export_takes_away_what_is_no_longer_in_it(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("mine")
    assert run("export", "diff", "--to", str(tmp_path), cwd=folder).returncode == 0
    assert run("export", "diff", "plain", "--to", str(tmp_path), cwd=folder).returncode == 0
    assert {p.name for p in tmp_path.rglob("*") if not p.name.startswith(".")} == {
        "plain.diff",
        "manifest.json",
        "notes.md",
    }


def test_wrong_use_says_what_next(folder: Path, tmp_path: Path) -> None:
    for args, words in (
        (["json"], "did you mean jsonl"),
        (["brat"], "--to FOLDER"),
        (["csv", "--to", str(tmp_path)], "to one file"),
        (["diff", "--to", "all.diff"], "name a folder"),
        (["csv", "plian"], "did you mean"),
        (["csv", "--out", str(tmp_path)], "run `normalize all` first"),
    ):
        ran = run("export", *args, cwd=folder)
        assert ran.returncode == 2, said(ran)
        assert words in said(ran)
    ran = run("schema", "change", cwd=folder)
    assert ran.returncode == 2
    assert "glossary, decisions, config, changes" in said(ran)


@pytest.mark.parametrize("form", ["diff", "jsonl", "annotations", "csv"])
def test_a_terminal_is_shown_what_a_file_would_hold_and_obeys_none_of_it(tmp_path: Path, form: str) -> None:
    put(tmp_path, {"a.txt": SOURCES["plain.txt"] + b"Red \x1b[31m and \xc2\x9b1m and \xe2\x80\xaetxt\n"})
    assert run("all", "-q", cwd=tmp_path).returncode == 0
    ours, theirs = pty.openpty()
    child = subprocess.Popen(command("export", form), cwd=tmp_path, stdout=theirs, env=environment())
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):  # Linux says so when the other end is closed
        while more := os.read(ours, 1 << 16):
            shown += more
    os.close(ours)
    assert child.wait(30) == 0
    assert "Wladimir" in shown.decode()
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202e]", shown.decode())


def test_one_article_of_a_jsonl_file_and_a_page(folder: Path) -> None:
    ran = run("export", "jsonl", "feed/page", "web/page.html", "feed/page", cwd=folder)
    assert [json.loads(line)["source"] for line in ran.stdout.splitlines()] == ["feed.jsonl:2", "web/page.html"]
    assert "<nav>" in run("export", "diff", "web/page", cwd=folder).stdout.decode(), "the source of a page is its text"


def test_a_changed_text_is_refused_and_no_file_is_left(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "out", tmp_path / "out")
    (tmp_path / "out" / "texts" / "plain.txt").write_text("other")
    ran = run("export", "csv", "--to", "x.csv", cwd=tmp_path)
    assert ran.returncode == 1, said(ran)
    assert not (tmp_path / "x.csv").exists()
