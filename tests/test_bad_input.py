# ruff: noqa: E501 - tables of cases read best with one case a line
"""Hostile, broken and odd input through the command line: nobody's article is lost, nothing hangs, nothing reaches a terminal raw.

One folder of bad files and good ones goes through `normalize all` once; the tests look at what came of each.
"""

from __future__ import annotations

import base64
import contextlib
import gzip
import json
import os
import random
import signal
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from commands import run
from hostile import (
    BODY,
    BOM,
    CSI,
    ESCAPE,
    GOOD,
    OSC,
    OVERRIDE,
    RUSSIAN,
    WIDE,
    Ran,
    each_has_its_own_file,
    go,
    put,
    raw_controls,
    record,
    rows,
)

from normalize import normalize
from normalize.edits import restore
from normalize.errors import REASONS, SkippedInput
from normalize.settings import Settings
from normalize.store import work
from normalize.store.seeds import Item, find
from normalize.store.task import Limits, Task


def _random(n: int, low: int = 0) -> bytes:
    dice = random.Random(1)
    return bytes(dice.randrange(low, 256) for _ in range(n))


def _plain() -> Iterator[tuple[str, bytes, str]]:
    """(name, bytes, reason code, or "" where the text must come through)."""
    yield "good.txt", GOOD.encode(), ""
    yield "empty.txt", b"", "empty"
    yield "white.txt", b" \n\t \r\n", "empty"
    yield "odd-white.txt", f"\N{NO-BREAK SPACE}\N{IDEOGRAPHIC SPACE}\n{BOM}".encode(), "empty_after_clean"
    yield "mark-only.txt", BOM.encode(), "empty_after_clean"
    yield "mark-only-16.txt", b"\xff\xfe", "empty_after_clean"
    yield "nuls.txt", b"\0" * 1000, "empty"
    yield "stops.txt", b"... --- !!!", "empty_after_clean"
    yield "picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 4, "binary"
    yield "archive.txt", b"PK\x03\x04\x14\0\0\0\x08\0" + zlib.compress(GOOD.encode()), "binary"
    yield "paper.html", b"%PDF-1.4\n" + GOOD.encode(), "binary"
    yield "noise.txt", _random(5000), "binary"
    yield "noise-without-nul.txt", _random(5000, 1), "binary"
    yield "one-nul.txt", GOOD.replace("quiet", "qui\0et").encode(), ""
    yield "latin-1.txt", GOOD.replace("quiet", "café").encode("latin-1"), ""
    yield "bad-bytes.txt", GOOD.encode() + b"\xff\xfe\x80 at the end.\n", ""
    for encoding in ("cp1251", "koi8-r", "iso8859-5"):
        yield f"{encoding}.txt", RUSSIAN.encode(encoding), ""
    for encoding in WIDE:
        yield f"{encoding}.txt", GOOD.encode(encoding), ""
        yield f"{encoding}-mark.txt", (BOM + GOOD).encode(encoding), ""
        yield f"{encoding}-ru.txt", RUSSIAN.encode(encoding), ""
    yield "big.txt", b"a b " * (50 * 1024 * 1024 // 4), "too_large"  # one line of 50 MB
    yield "image.png", b"\x89PNG\r\n\x1a\n", "binary"


_LONG_LATIN, _LONG_CYRILLIC = "x" * 251 + ".txt", "ж" * 125 + ".txt"  # 255 and 254 bytes
NAMES = (
    "new\nline.txt", f"right{OVERRIDE}txt.exe.txt", "😀.txt", "caf\u00e9.txt", "cafe\u0301.txt", _LONG_LATIN, _LONG_CYRILLIC, "-rf.txt",
    "$(touch pwned);`x`&|\"'<b>.txt", "dot..txt", "trail.txt.", f"esc{OSC}{CSI}.txt", "con.txt", "space .txt", "noext", "a\\b.txt", "%2e%2e.txt",
)  # fmt: skip

PAGES = {
    "deep.html": "<div>" * 100_000 + BODY,
    "open-tag.html": f'<p>{BODY}</p><a href="x',
    "open-comment.html": f"<p>{BODY}</p><!-- never closed",
    "open-script.html": f"<p>{BODY}</p><script>var a",
    "attributes.html": f"<p {'a=b ' * 300_000}>{BODY}</p>",
    "entities.html": f"<p>{BODY}</p>" + "&amp;" * 50_000,
    "plaintext.html": f"<p>{BODY}</p><plaintext><b>raw</b>",
    "nul-in-tag.html": f"<p\0>{BODY}</p\0>\n<p>{BODY}</p><p>{BODY}</p>",
}
BARE_PAGES = {
    "frames.html": "<html><frameset><frame src=x></frameset></html>",
    "furniture.html": "<html><body><nav>Home</nav><footer>Share on Facebook</footer></body></html>",
    "script.html": "<script>1</script>",
    "hull.html": "<html></html>",
    "blanks.html": "&nbsp;&#8203;",
}
HOSTILE = (
    f"<p>Hello {ESCAPE}red{OSC} text here, Wladimir Putin said</p><script>alert(1)</script><p>&lt;script&gt;alert(2)&lt;/script&gt; "
    f"{OVERRIDE}evil &#27;[31m &#x9b;31m &#x202e; words</p>"
)


RECORDS: tuple[tuple[bytes, str], ...] = (
    (BOM.encode() + record("first"), ""),
    (b"{broken", "bad_json"),
    (b"[1,2]", "bad_json"),
    (b'"text"', "bad_json"),
    (b"null", "bad_json"),
    (b"{}", "bad_record"),
    (b'{"id":"x"}', "bad_record"),
    (b'{"id":"x","text":7}', "bad_record"),
    (record("first", f"Another text. {BODY}"), "duplicate_id"),
    (record("../../../../etc/passwd"), ""),
    (record("/absolute"), ""),
    (record("nul\0id"), ""),
    (record("L" * 5000), ""),
    (record(""), ""),
    (record(7), ""),
    (record(".."), ""),
    (b"[" * 100_000, "bad_json"),
    (b'{"a":' * 100_000, "bad_json"),
    (record("surrogate-in-text", f"Half \ud800 a pair. {BODY}"), ""),
    (b'{"id":"nan","text":NaN}', "bad_record"),
    (record("titled", title=["x"]), ""),
    (record("big-number")[:-1] + b',"n":' + b"9" * 5000 + b"}", ""),
    (record(f"line\nbreak{OVERRIDE}{CSI}"), ""),
    (record("empty", ""), "empty"),
    (record("last"), ""),
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    folder = tmp_path_factory.mktemp("hostile")
    for name, data, _ in _plain():
        put(folder, name, data)
    for name in NAMES:
        put(folder, f"names/{name}", GOOD)
    for name, page in (PAGES | BARE_PAGES | {"hostile.html": HOSTILE}).items():
        put(folder, f"web/{name}", page)
    put(folder, "records.jsonl", b"\n".join(r for r, _ in RECORDS) + b"\n")
    put(folder, "no-line-end.jsonl", record("end"))
    put(folder, "carriage.jsonl", record("one") + b"\r\n\r\n" + record("two") + b"\r\n")
    put(folder, "twin.txt", GOOD)
    put(folder, "twin.html", f"<p>{BODY}</p>")
    put(folder, f"aaa{OSC}{CSI}{OVERRIDE}\n.txt", b"")  # the first that is told on the terminal
    put(
        folder,
        "hostile.txt",
        f"A title {ESCAPE}red\n\nHello {OSC}there <script>alert(1)</script> {OVERRIDE}Wladimir Putin {CSI} met him.\n",
    )
    seeds = folder / "seeds"
    (folder / "outside.txt").write_text(f"SECRET {GOOD}")
    (seeds / "folder.txt").mkdir()
    (seeds / "dangling.txt").symlink_to("nowhere.txt")
    (seeds / "outside.txt").symlink_to("../outside.txt")
    (seeds / "loop.txt").symlink_to("loop.txt")
    (seeds / "inside.txt").symlink_to("good.txt")
    (seeds / "etc").symlink_to("/etc")
    (seeds / "zero.txt").symlink_to("/dev/zero")
    os.mkfifo(seeds / "pipe.txt")
    return go(folder)


def test_a_run_over_bad_inputs_is_complete_with_exit_code_3(hostile: Ran) -> None:
    assert hostile.code == 3, hostile.said
    assert {s["reason"] for s in hostile.skipped.values()} <= set(REASONS)
    assert "failed" not in {s["reason"] for s in hostile.skipped.values()}
    assert (hostile.out / "manifest.json").is_file()
    page = BeautifulSoup((hostile.out / "report.html").read_text("utf-8"), "lxml")
    head = json.loads(gzip.decompress(base64.b64decode(page.select_one("#head").get_text())))
    assert "dangling.txt" in {s["source"] for s in head["skipped"]}, "the report tells what was skipped"


def test_every_input_is_accounted_for(hostile: Ran) -> None:
    seeds = hostile.folder / "seeds"
    files = {p.relative_to(seeds).as_posix() for p in seeds.rglob("*") if not p.is_dir() or p.is_symlink()}
    told = {s.rpartition(":")[0] if ".jsonl:" in s else s for s in (*hostile.done, *hostile.skipped)}
    assert files - told == set()
    assert not set(hostile.done) & set(hostile.skipped)


@pytest.mark.parametrize(("name", "reason"), [(n, r) for n, _, r in _plain() if r])
def test_what_cannot_be_done_has_its_reason(hostile: Ran, name: str, reason: str) -> None:
    assert hostile.skipped[name]["reason"] == reason
    assert hostile.skipped[name]["message"]


@pytest.mark.parametrize(("name", "data"), [(n, d) for n, d, r in _plain() if not r])
def test_what_can_be_read_is_done_and_comes_back(hostile: Ran, name: str, data: bytes) -> None:
    assert name in hostile.done, hostile.skipped.get(name)
    assert raw_controls(hostile.text(name)) == []
    assert hostile.restored(name) == data


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "iso8859-5", *(f"{e}-ru" for e in WIDE)])
def test_legacy_and_wide_encodings_are_read(hostile: Ran, encoding: str) -> None:
    assert hostile.text(f"{encoding}.txt") == RUSSIAN


@pytest.mark.parametrize("encoding", [f"{e}{m}" for e in WIDE for m in ("", "-mark")])
def test_wide_encodings_with_and_without_a_mark(hostile: Ran, encoding: str) -> None:
    assert hostile.text(f"{encoding}.txt") == GOOD


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("dangling.txt", "symlink_outside"),
        ("outside.txt", "symlink_outside"),
        ("loop.txt", "symlink_outside"),
        ("etc", "symlink_outside"),
        ("zero.txt", "symlink_outside"),
        ("pipe.txt", "not_a_file"),
    ],
)
def test_links_and_devices_are_not_followed(hostile: Ran, name: str, reason: str) -> None:
    assert hostile.skipped[name]["reason"] == reason
    assert "SECRET" not in (hostile.out / "corpus.jsonl").read_text("utf-8")


def test_a_link_inside_the_folder_is_followed(hostile: Ran) -> None:
    assert hostile.text("inside.txt") == GOOD


@pytest.mark.parametrize("name", NAMES)
def test_any_file_name_is_taken(hostile: Ran, name: str) -> None:
    assert hostile.text(f"names/{name}") == GOOD
    assert hostile.restored(f"names/{name}") == GOOD.encode()


def test_no_output_leaves_its_folder_or_shares_a_file(hostile: Ran) -> None:
    written = [p for p in hostile.out.rglob("*") if p.is_file()]
    texts = [p for p in written if (hostile.out / "texts") in p.parents]
    assert len(texts) == len(hostile.done)
    assert all(raw_controls(p.relative_to(hostile.out).as_posix()) == [] for p in written)
    assert {p.name for p in hostile.folder.iterdir()} == {"seeds", "out", "outside.txt"}


@pytest.mark.parametrize(("number", "reason"), [(n, r) for n, (_, r) in enumerate(RECORDS, 1)])
def test_records(hostile: Ran, number: int, reason: str) -> None:
    source = f"records.jsonl:{number}"
    if reason:
        assert hostile.skipped[source]["reason"] == reason
    else:
        text = json.loads(RECORDS[number - 1][0].decode("utf-8-sig"), parse_int=str)["text"]
        assert hostile.restored(source) == text.encode("utf-8", "surrogatepass")


def test_records_with_other_line_ends(hostile: Ran) -> None:
    assert {"no-line-end.jsonl:1", "carriage.jsonl:1", "carriage.jsonl:3"} <= set(hostile.done)


@pytest.mark.parametrize("name", PAGES)
def test_broken_pages_keep_their_text(hostile: Ran, name: str) -> None:
    assert BODY in hostile.text(f"web/{name}")
    assert hostile.restored(f"web/{name}") == PAGES[name].encode()


@pytest.mark.parametrize("name", BARE_PAGES)
def test_pages_without_text_are_told(hostile: Ran, name: str) -> None:
    assert hostile.skipped[f"web/{name}"]["reason"] == "empty_after_clean"


def test_text_and_page_of_one_name_keep_apart(hostile: Ran) -> None:
    ids = [hostile.done[s]["id"] for s in ("twin.txt", "twin.html")]
    assert ids == ["twin.txt", "twin.html"]


# --- what reaches a terminal -------------------------------------------------------------------------------------


def test_messages_show_no_control_characters_of_file_names(hostile: Ran) -> None:
    assert "skipped aaa" in hostile.said
    assert raw_controls(hostile.said) == []
    assert all(
        line.startswith(("skipped ", "… ", "texts in ")) or line[:1].isdigit() for line in hostile.said.splitlines()
    )


@pytest.mark.parametrize("source", ["hostile.txt", "web/hostile.html"])
def test_canonical_texts_hold_no_control_characters(hostile: Ran, source: str) -> None:
    assert raw_controls(hostile.text(source)) == []
    assert raw_controls(json.dumps(hostile.done[source], ensure_ascii=False)) == []


@pytest.mark.parametrize("source", ["hostile.txt", "web/hostile.html", f"names/esc{OSC}{CSI}.txt"])
@pytest.mark.parametrize("command", ["diff", "blame"])
def test_nothing_reaches_a_terminal_raw(hostile: Ran, command: str, source: str) -> None:
    id_ = hostile.done[source]["id"]
    ran = run(command, id_ if command == "diff" else f"{id_}:1", cwd=hostile.folder)
    assert ran.returncode == 0, ran.stderr.decode()
    assert ran.stdout
    assert raw_controls((ran.stdout + ran.stderr).decode()) == []


def test_errors_show_no_control_characters(tmp_path: Path) -> None:
    bad = f"no{OSC}{CSI}{OVERRIDE}such"
    (tmp_path / "glossary.yaml").write_text(
        f"- id: a-b\n  {OVERRIDE}{BOM}typ: person\n  type: person\n  names: {{en: A B}}\n", "utf-8"
    )
    put(tmp_path, "a.txt", GOOD)
    for args in (
        ["all", bad],
        ["text", bad],
        ["glossary", "check", bad],
        ["all", "--glossary", "glossary.yaml"],
        ["all", "--only", bad],
    ):
        ran = run(*args, cwd=tmp_path)
        assert ran.returncode in (2, 3), ran.stderr.decode()
        assert raw_controls(ran.stderr.decode()) == [], args


def test_the_report_escapes_article_text(hostile: Ran) -> None:
    page = (hostile.out / "report.html").read_text("utf-8")
    assert "<script>alert(" not in page
    assert ESCAPE not in page
    assert CSI not in page


# --- faults found: each text here once took the whole run, or another article, with it --------------------------------


@pytest.mark.parametrize("count", [2, 3, 5])
@pytest.mark.parametrize("tag", ["p", "div", "section", "li", "blockquote", "td"])
def test_fragments_of_paragraphs_without_an_element_around_them(tag: str, count: int) -> None:
    texts = [f"{BODY[:-1]} in hall {n}." for n in range(count)]
    page = "".join(f"<{tag}>{t}</{tag}>" for t in texts)
    result = normalize(page, media_type="text/html")
    assert all(t in result.text for t in texts)
    assert restore(result.ledger, result.text) == page.encode()


def test_file_names_that_are_no_utf8(tmp_path: Path) -> None:
    put(tmp_path, "good.txt", GOOD)
    put(tmp_path, os.fsdecode(b"\xff\xfe.txt"), GOOD)
    ran = go(tmp_path)
    assert ran.code == 0, ran.said
    assert len(ran.done) == 2


def test_lone_surrogates_in_the_id_of_arecord(tmp_path: Path) -> None:
    put(tmp_path, "records.jsonl", record("half\ud800pair") + b"\n" + record("good"))
    ran = go(tmp_path)
    assert ran.code == 0, ran.said
    assert len(ran.done) == 2


@pytest.mark.parametrize(
    "title", ["half \ud800 a pair", f"red {ESCAPE} alert", f"{CSI} alert", f"turned {OVERRIDE} round"]
)
def test_titles_given_beside_the_text_are_cleaned_as_well(tmp_path: Path, title: str) -> None:
    put(tmp_path, "records.jsonl", record("one", BODY, title=title) + b"\n" + record("good"))
    put(
        tmp_path,
        "page.html",
        f'<html><head><script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "headline": title})}</script></head><body><p>{BODY}</p><p>{BODY}</p></body></html>',
    )
    ran = go(tmp_path)
    assert ran.code == 0, ran.said
    for source in ("records.jsonl:1", "page.html"):
        assert raw_controls(ran.text(source)) == []
        assert raw_controls(str(ran.done[source]["title"])) == []
    assert "records.jsonl:2" in ran.done


@pytest.mark.parametrize(
    "data",
    [
        (BOM + GOOD).encode("utf-16-le") + b"x",
        (BOM + GOOD).encode("utf-16-be")[:-1],
        (BOM + GOOD).encode("utf-32-le") + b" \0",
        (BOM + GOOD).encode("utf-32-le") + b"\xff\xff\xff\xff",
        (BOM + GOOD).encode("utf-16-le") + b"\x00\xd8",
    ],
    ids=["odd byte", "cut off", "cut off 32", "beyond unicode", "half a pair"],
)
def test_wide_texts_that_break_off_are_read_or_told(data: bytes) -> None:
    try:
        result = normalize(data)
    except SkippedInput:
        return  # a reason from the list is an answer as well
    assert BODY in result.text
    assert restore(result.ledger, result.text) == data


@pytest.mark.parametrize("text", ["中文", "ああ", "䕲敭"])
def test_a_few_characters_behind_their_mark_are_read_by_it(text: str) -> None:
    assert normalize((BOM + text).encode("utf-16-le")).ledger.source.encoding == "utf-16-le"


def test_a_sentence_of_ascii_behind_a_mark_of_utf_16_is_ascii() -> None:
    result = normalize(b"\xff\xfe" + GOOD.encode("ascii"))
    assert result.ledger.source.encoding == "cp1252"
    assert BODY in result.text


@pytest.mark.parametrize("ids", [("a/b", "a//b"), ("a/b", "a/../b"), ("a/b", "./a/b"), (".", "..")])
def test_ids_that_mean_one_place_keep_apart(tmp_path: Path, ids: tuple[str, str]) -> None:
    put(tmp_path, "records.jsonl", b"\n".join(record(i, f"Text {n}. {BODY}") for n, i in enumerate(ids)))
    each_has_its_own_file(go(tmp_path), 2)


def test_a_record_and_a_file_of_one_name_keep_apart(tmp_path: Path) -> None:
    put(tmp_path, "feed.jsonl", record("r", f"The record. {BODY}"))
    put(tmp_path, "feed/r.txt", f"The file. {BODY}")
    each_has_its_own_file(go(tmp_path), 2)


@pytest.mark.parametrize("paths", [("one", "two"), ("one/a.txt", "two/a.txt")])
def test_equal_names_in_two_folders_keep_apart(tmp_path: Path, paths: tuple[str, str]) -> None:
    for n, folder in enumerate(("one", "two")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(f"Text {n}. {BODY}\n")
    ran = run("all", *paths, cwd=tmp_path)
    if ran.returncode in (2, 4):
        return  # refusing is an answer as well, losing an article is none
    out = tmp_path / "out"
    records = rows(out / "corpus.jsonl") + rows(out / "quarantine.jsonl")
    assert len({r["id"] for r in records}) == 2
    texts = {p.read_text() for p in (out / "texts").rglob("*.txt")}
    assert len(texts) == len(rows(out / "corpus.jsonl"))


@pytest.mark.parametrize(
    ("paths", "ids"),
    [
        (("one", "two"), ["deep/b", "one/a", "two/a"]),
        (("p/one", "q/one"), ["one-2/a", "one/a"]),
        (("one/a.txt", "one/deep/b.txt"), ["a", "b"]),
        (("one", "one/deep", "one/a.txt"), ["a", "deep/b"]),
    ],
)
def test_ids_do_not_depend_on_the_order_of_folders(tmp_path: Path, paths: tuple[str, ...], ids: list[str]) -> None:
    for name in ("one/a.txt", "one/deep/b.txt", "two/a.txt", "p/one/a.txt", "q/one/a.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"Text of {name}. {BODY}\n")
    found = [find([tmp_path / p for p in order]) for order in (paths, paths[::-1])]
    assert [[i.id for i in items] for items in found] == [ids, ids]
    assert [i.path for i in found[0]] == [i.path for i in found[1]]


def test_many_records_of_one_id_are_told_in_time(tmp_path: Path) -> None:
    put(tmp_path, "records.jsonl", (record("one", "x") + b"\n") * 20_000)
    items = find([tmp_path / "seeds"])
    assert [i.skip for i in items].count(None) == 1
    assert len({i.id for i in items}) == 20_000


@pytest.mark.parametrize("names", [("a.txt/b.txt", "a"), ("a.json/b.txt", "a.txt")])
def test_a_folder_with_the_name_of_an_output(tmp_path: Path, names: tuple[str, str]) -> None:
    for name in names:
        put(tmp_path, name, f"The text of {name}. {BODY}")
    each_has_its_own_file(go(tmp_path), 2)


def test_an_id_longer_than_any_path(tmp_path: Path) -> None:
    put(tmp_path, "records.jsonl", record("a/" * 5000, f"One. {BODY}") + b"\n" + record("a/" * 5001, f"Two. {BODY}"))
    each_has_its_own_file(go(tmp_path), 2)


def test_a_link_to_a_folder_inside_is_told_as_such(tmp_path: Path) -> None:
    put(tmp_path, "folder/a.txt", GOOD)
    (tmp_path / "seeds" / "link").symlink_to("folder")
    (item,) = (i for i in find([tmp_path / "seeds"]) if i.skip)
    assert item.skip is not None
    assert item.skip[0] == "not_a_file"
    assert "out of" not in item.skip[1]


def test_one_file_named_twice_is_one_article(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", GOOD)
    ran = go(tmp_path, "seeds", "seeds/a.txt", "seeds")
    ids = [r["id"] for r in rows(tmp_path / "out" / "corpus.jsonl")]
    assert ran.code == 2 or len(ids) == len(set(ids))


def test_empty_record_files_are_accounted_for(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", GOOD)
    put(tmp_path, "none.jsonl", b"")
    put(tmp_path, "blank.jsonl", b"\n \n\n")
    ran = go(tmp_path)
    assert ran.code == 3, ran.said
    assert {s["source"]: s["reason"] for s in ran.skipped.values()} == {"none.jsonl": "empty", "blank.jsonl": "empty"}


def test_nothing_but_bad_inputs(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", b"")
    ran = go(tmp_path)
    assert ran.code == 3
    assert ran.skipped["a.txt"]["reason"] == "empty"
    assert run("check", cwd=tmp_path).returncode == 0


def test_a_clean_text_with_half_a_character_is_a_fault_and_not_written(glossary: Any) -> None:
    item = Item("a", "a.txt", Path("a.txt"), record=f"Half \ud800 a pair. {BODY}")
    done = work.process(item, glossary, Task((), Settings(stages=("markup",))))
    assert done.skip is not None
    assert done.skip[0] == "failed"


# --- time ------------------------------------------------------------------------------------------------------------


def test_a_document_that_takes_too_long_is_given_up(glossary: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(*_: object, **__: object) -> None:
        while True:
            with contextlib.suppress(Exception):
                time.sleep(1)

    monkeypatch.setattr(work, "run", hang)
    item = Item("a", "a.txt", Path("a.txt"), record=GOOD)
    done = work.process(item, glossary, Task((), Settings(), limits=Limits(seconds=0.2)))
    assert done.skip is not None
    assert done.skip[0] == "timeout"
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    monkeypatch.undo()
    assert work.process(Item("a", "a.txt", Path("a.txt"), record=GOOD), glossary, Task((), Settings())).text
