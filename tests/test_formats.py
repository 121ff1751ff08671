"""Every format, in and out, whole and hostile: what can be read is read, the rest has its reason."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import importlib.util
import io
import json
import sys
import zlib
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from commands import run
from hostile import BODY, GOOD, RUSSIAN, Ran, put, rows

from normalize.errors import REASONS
from normalize.store.formats import LIMIT, WRITERS, Fields, packed, table
from normalize.store.formats.record import carried
from normalize.store.seeds import Item, Items, find

PAGE = f"<html><head><title>A quiet day</title></head><body><p>{BODY}</p></body></html>"
MEGABYTE = 1 << 20
CELL = BODY.replace(",", " –")  # without what would have to be quoted in a table


def needs(package: str) -> pytest.MarkDecorator:
    missing = importlib.util.find_spec(package) is None
    return pytest.mark.skipif(missing, reason=f"{package} is not installed: pip install -e .[dev]")


zstd, parquet, brotli = needs("zstandard"), needs("pyarrow"), needs("brotli")


def told(items: Iterable[Item]) -> list[tuple[str, str]]:
    """(source, reason or "") of items, with the closed list of reasons kept."""
    found = [(i.source, i.skip[0] if i.skip else "") for i in items]
    assert {reason for _, reason in found if reason} <= set(REASONS)
    return found


def items_of(folder: Path, name: str, data: bytes | str, names: Fields = Fields()) -> list[Item]:  # noqa: B008
    put(folder, name, data)
    return list(find([folder / "seeds"], names))


def go(folder: Path, *args: str) -> Ran:
    """Run `normalize all` in this process, as `go` of hostile does in one of its own."""
    ended = run("all", *args, cwd=folder)
    lists = [folder / "out" / name for name in ("corpus.jsonl", "quarantine.jsonl")]
    done, skipped = ({r["source"]: r for r in rows(path)} if path.is_file() else {} for path in lists)
    return Ran(folder, ended.returncode, ended.stderr.decode(), done, skipped)


def zst(data: bytes, **more: Any) -> bytes:
    import zstandard

    compressed: bytes = zstandard.ZstdCompressor(**more).compress(data)
    return compressed


@cache
def bomb() -> bytes:
    """300 MB in 300 KB."""
    return gzip.compress(bytes(300 * MEGABYTE), 6)


def lines(*records: dict[str, Any]) -> bytes:
    return b"".join(json.dumps(r).encode() + b"\n" for r in records)


MANY = lines(*({"id": f"n{n}", "text": f"Number {n}. {GOOD}"} for n in range(2000)))


# --- files of one article --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".txt", ".html", ".xhtml", ".md", ".htm"])
@pytest.mark.parametrize("pack", ["", ".gz", pytest.param(".zst", marks=zstd)])
def test_an_article_a_file(tmp_path: Path, suffix: str, pack: str) -> None:
    data = (PAGE if "htm" in suffix else GOOD).encode()
    (item,) = items_of(tmp_path, f"a{suffix}{pack}", {"": bytes, ".gz": gzip.compress, ".zst": zst}[pack](data))
    assert item.id == "a"
    assert item.read() == data
    assert item.media_type == ("text/html" if "htm" in suffix else "text/plain" if suffix == ".md" else "")


def test_markdown_is_text(tmp_path: Path) -> None:
    put(tmp_path, "a.md", f"# A quiet day\n\n<div>{BODY}</div>\n")
    ran = go(tmp_path)
    assert ran.code == 0
    assert "# A quiet day" in ran.text("a.md"), "Markdown is left as it is"


def test_plain_and_packed_of_one_name_are_two_articles(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", GOOD)
    assert {i.id for i in items_of(tmp_path, "a.txt.gz", gzip.compress(GOOD.encode()))} == {"a.txt", "a.txt.gz"}


def _read_reason(item: Item) -> str:
    from normalize.errors import SkippedInput

    with pytest.raises(SkippedInput) as refused:
        item.read()
    return refused.value.reason


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (GOOD.encode(), "not_gzip"),
        (b"\x1f", "not_gzip"),
        (gzip.compress(GOOD.encode())[:-9], "truncated"),
        (gzip.compress(GOOD.encode())[:12], "truncated"),
        (gzip.compress(GOOD.encode())[:-4] + b"\0\0\0\1", "truncated"),
        (gzip.compress(GOOD.encode()) + b"junk", "truncated"),
        (bomb, "bomb"),
    ],
    ids=["text", "one byte", "cut off", "head only", "wrong length", "junk behind", "bomb"],
)
def test_broken_gzip_of_one_article(tmp_path: Path, data: Any, reason: str) -> None:
    (item,) = items_of(tmp_path, "a.txt.gz", data() if callable(data) else data)
    assert _read_reason(item) == reason


def test_gzip_of_more_than_a_document(tmp_path: Path) -> None:
    noise = b"".join(f"{n} {n * n} {n**3}\n".encode() for n in range(1_400_000))
    assert len(noise) > LIMIT
    (item,) = items_of(tmp_path, "a.txt.gz", gzip.compress(noise, 1))
    assert _read_reason(item) == "too_large"


def test_gzip_with_members_and_padding(tmp_path: Path) -> None:
    data = b"".join(gzip.compress(part.encode()) for part in ("A quiet day\n\n", BODY, "\n")) + b"\0" * 40_000
    (item,) = items_of(tmp_path, "a.txt.gz", data)
    assert item.read() == GOOD.encode()


@pytest.mark.parametrize("suffix", [".gz", pytest.param(".zst", marks=zstd)])
def test_members_end_anywhere_in_what_is_read_at_a_time(suffix: str) -> None:
    packing = replace(packed.PACKINGS[suffix], step=61)
    parts = [b"%d " % n * (n % 17) for n in range(2000)]
    members = b"".join(b"".join(packed.pack([part], packing)) for part in parts)
    assert packed.unpacked(io.BytesIO(members), packing).read() == b"".join(parts)


@zstd
@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (GOOD.encode, "not_zstd"),
        (lambda: zst(GOOD.encode())[:-5], "truncated"),
        (lambda: zst(GOOD.encode())[:5], "truncated"),
        (lambda: zst(bytes(300 * MEGABYTE)), "bomb"),
        (lambda: b"\x28\xb5\x2f\xfd\x00\xa0" + zst(GOOD.encode())[6:], "bomb"),  # a window of a gigabyte
    ],
    ids=["text", "cut off", "head only", "bomb", "window"],
)
def test_broken_zstandard_of_one_article(tmp_path: Path, make: Any, reason: str) -> None:
    (item,) = items_of(tmp_path, "a.txt.zst", make())
    assert _read_reason(item) == reason


@zstd
def test_zstandard_with_frames(tmp_path: Path) -> None:
    skippable = b"\x50\x2a\x4d\x18\x04\x00\x00\x00abcd"
    data = zst(b"A quiet day\n\n") + skippable + zst(f"{BODY}\n".encode())
    (item,) = items_of(tmp_path, "a.txt.zst", data)
    assert item.read() == GOOD.encode()


# --- JSON Lines ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.jsonl.gz", pytest.param("a.jsonl.zst", marks=zstd)])
def test_json_lines(tmp_path: Path, name: str) -> None:
    pack = {"gz": gzip.compress, "zst": zst}.get(name.rpartition(".")[2], bytes)
    found = items_of(tmp_path, name, pack(MANY))
    assert [i.id for i in found] == [f"a/n{n}" for n in range(2000)], "in the order of the file"
    assert found[7].source == f"{name}:8"


def test_settable_fields_and_fields_that_go_along(tmp_path: Path) -> None:
    put(tmp_path, "a.jsonl", lines(
        {"key": 0, "body": GOOD, "headline": " A headline ", "tags": ["x", {"y": None}], "text": "another", "id": "no"},
    ))  # fmt: skip
    ran = go(tmp_path, "--field", "text=body", "--field", "id=key", "--field", "title=headline")
    record = ran.done["a.jsonl:1"]
    assert record["id"] == "a/0"
    assert record["title"] == "A headline"
    assert record["extra"] == {"tags": ["x", {"y": None}], "text": "another", "id": "no"}
    settings = '[tool.normalize]\ntext_field = "body"\nid_field = "key"\ntitle_field = "headline"\n'
    (tmp_path / "pyproject.toml").write_text(settings)
    assert go(tmp_path, "--check").code == 0, "the settings say the same"
    assert run("check", cwd=tmp_path).returncode == 0
    (tmp_path / "pyproject.toml").unlink()
    assert b"names of the fields changed" in run("check", cwd=tmp_path).stderr
    assert go(tmp_path, "--field", "body=text").code == 2


def test_what_is_too_large_to_go_along_is_named() -> None:
    deep: Any = []
    for _ in range(900):
        deep = [deep]
    given = {"big": "x" * 70_000, "deep": deep, "nan": float("nan"), "bytes": b"x", "ok": 1, "half": "\ud800"}
    kept, left_out = carried(given)
    assert kept == {"ok": 1, "half": "\ud800"}
    assert left_out == ("big", "deep", "nan", "bytes")
    kept, left_out = carried({f"f{n}": "x" * 60_000 for n in range(100)})
    assert len(kept) == 4
    assert len(left_out) == 96


def test_odd_fields_reach_the_output_as_json(tmp_path: Path) -> None:
    put(tmp_path, "a.jsonl", b'{"id":NaN,"text":%s,"n":Infinity,"h":"\\ud800","e":1e999}' % json.dumps(GOOD).encode())
    ran = go(tmp_path)
    record = ran.done["a.jsonl:1"]
    assert record["id"] == "a/1"
    assert record["extra"] == {"n": None, "h": "\ud800"}
    assert record["extra_left_out"] == ["e"]


def test_an_empty_page_gives_way_to_the_text(tmp_path: Path) -> None:
    (item,) = items_of(tmp_path, "a.jsonl", lines({"html": "", "text": GOOD}))
    assert item.read() == GOOD


def test_a_truncated_pack_keeps_its_whole_records(tmp_path: Path) -> None:
    data = gzip.compress(MANY)
    found = items_of(tmp_path, "a.jsonl.gz", data[: len(data) // 2])
    assert [i.skip for i in found[:-1]].count(None) == len(found) - 1
    assert len(found) > 100
    last = found[-1]
    assert last.skip is not None
    assert last.skip[0] == "truncated"
    assert last.source == f"a.jsonl.gz:{len(found)}"
    assert f"byte {len(data) // 2:,}" in last.skip[1]


@zstd
def test_a_truncated_zstandard_keeps_its_whole_records(tmp_path: Path) -> None:
    data = b"".join(zst(MANY[n : n + 20_000]) for n in range(0, len(MANY), 20_000))
    found = items_of(tmp_path, "a.jsonl.zst", data[: len(data) // 2])
    assert len(found) > 100
    assert [r for _, r in told(found) if r] == ["truncated"]


def test_a_bomb_of_lines_is_stopped(tmp_path: Path) -> None:
    data = gzip.compress(MANY) + bomb()
    assert len(data) < MEGABYTE
    found = items_of(tmp_path, "a.jsonl.gz", data)
    assert [r for _, r in told(found)] == [""] * 2000 + ["bomb"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "empty"), (GOOD.encode(), "not_gzip"), (gzip.compress(b"\n\n"), "empty")],
    ids=["nothing", "text", "blank"],
)
def test_packs_without_records(tmp_path: Path, data: bytes, reason: str) -> None:
    assert told(items_of(tmp_path, "a.jsonl.gz", data)) == [("a.jsonl.gz", reason)]


HOSTILE_IDS = [
    "../../up",
    "/absolute",
    "nul\0",
    "L" * 5000,
    "a/b",
    "a",
    "Case",
    "case",
    "café",
    "cafe\u0301",
    "twin",
    "twin",
]


def test_hostile_ids_in_every_format(tmp_path: Path) -> None:
    texts = [{"id": id_, "text": f"Text {n}. {BODY}"} for n, id_ in enumerate(HOSTILE_IDS)]
    put(tmp_path, "j.jsonl", lines(*texts))
    out = io.StringIO()
    writer = csv.DictWriter(out, ["id", "text"])
    writer.writeheader()
    writer.writerows(texts)
    put(tmp_path, "c.csv", out.getvalue())
    ran = go(tmp_path)
    assert ran.code == 3
    assert {s["reason"] for s in ran.skipped.values()} == {"duplicate_id"}
    assert set(ran.skipped) == {f"{file}:{n}" for file in ("j.jsonl", "c.csv") for n in (8, 10, 12)}
    assert len(list((ran.out / "texts").rglob("*.txt"))) == len(ran.done) == 18
    assert {p.name for p in tmp_path.iterdir()} == {"seeds", "out"}
    records = [*ran.done.values(), *ran.skipped.values()]
    assert len({r["id"] for r in records}) == len(records)


def test_a_broken_line_does_not_take_the_id_of_a_good_one(tmp_path: Path) -> None:
    found = items_of(tmp_path, "a.jsonl", b"{broken\n" + lines({"id": "1", "text": GOOD}))
    assert told(found) == [("a.jsonl:1", "bad_json"), ("a.jsonl:2", "")]


def test_records_of_files_below_each_other_keep_apart(tmp_path: Path) -> None:
    put(tmp_path, "a.jsonl", lines({"id": "b/c", "text": GOOD}, {"id": "x", "text": GOOD}))
    put(tmp_path, "a/b.jsonl", lines({"id": "c", "text": GOOD}, {"id": "d", "text": GOOD}))
    put(tmp_path, "a/x.txt", GOOD)
    found = told(find([tmp_path / "seeds"]))
    assert found == [
        ("a.jsonl:1", ""),
        ("a.jsonl:2", "duplicate_id"),
        ("a/b.jsonl:1", "duplicate_id"),
        ("a/b.jsonl:2", ""),
        ("a/x.txt", ""),
    ]


def test_items_can_be_walked_through_again_and_are_not_kept(tmp_path: Path) -> None:
    put(tmp_path, "a.jsonl", MANY)
    items = find([tmp_path / "seeds"])
    assert isinstance(items, Items)
    assert bool(items)
    assert len(items) == 2000
    assert [i.id for i in items] == [i.id for i in items]
    assert next(iter(items)).id == "a/n0"


# --- tables ----------------------------------------------------------------------------------------------------------


def cells(header: str, *body: str, end: str = "\n") -> str:
    return end.join((header, *body)) + end


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", cells("id,text,extra", f'x,"{GOOD}",1')),
        ("a.csv", "\N{ZERO WIDTH NO-BREAK SPACE}" + cells('"id","text","extra"', f'x,"{GOOD}",1')),
        ("a.csv", cells("id;text;extra", f'x;"{GOOD}";1')),
        ("a.csv", cells("id,text,extra", f'x,"{GOOD}",1', end="\r\n")),
        ("a.csv", cells("id,text,extra", "", f'x,"{GOOD}",1').rstrip("\n")),
        ("a.tsv", cells("id\ttext\textra", f'x\t"{GOOD}"\t1')),
        ("a.tab", cells("text\tid\textra", f'"{GOOD}"\tx\t1')),
    ],
    ids=["csv", "mark", "semicolon", "crlf", "no end", "tsv", "tab"],
)
def test_tables(tmp_path: Path, name: str, data: str) -> None:
    (item,) = items_of(tmp_path, name, data)
    content = item.read()
    assert isinstance(content, bytes)
    assert content.decode() == GOOD
    assert item.id == "a/x"
    assert item.more == {"extra": {"extra": "1"}}


@pytest.mark.parametrize("encoding", ["cp1251", "utf-8", "utf-16", "koi8-r"])
def test_tables_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    put(tmp_path, "a.csv", cells("id,text,author", f'x,"{RUSSIAN}",Тихий автор этой статьи').encode(encoding))
    ran = go(tmp_path)
    assert ran.text("a.csv:1") == RUSSIAN
    assert ran.done["a.csv:1"]["extra"] == {"author": "Тихий автор этой статьи"}


def test_a_packed_table(tmp_path: Path) -> None:
    assert told(items_of(tmp_path, "a.csv.gz", gzip.compress(cells("id,text", f"x,{CELL}").encode()))) == [
        ("a.csv.gz:1", "")
    ]


def test_hostile_rows(tmp_path: Path) -> None:
    put(tmp_path, "a.csv", cells(
        "id,text",
        f"good,{CELL}",
        "short",
        f"long,{CELL},more,and more",
        f'sloppy,"He said "hi"" to {CELL}"',
        "nul\0,A \0 " + CELL,
        f'big,"{"x y " * (40 * MEGABYTE // 4)}"',
        f"last,{CELL}",
    ))  # fmt: skip
    assert told(find([tmp_path / "seeds"])) == [
        ("a.csv:1", ""),
        ("a.csv:2", "bad_record"),
        ("a.csv:3", "bad_record"),
        ("a.csv:4", "bad_record"),
        ("a.csv:5", ""),
        ("a.csv:6", "too_large"),
        ("a.csv:7", ""),
    ]


def test_a_quote_that_nobody_closes(tmp_path: Path) -> None:
    start = cells("id,text", f"good,{CELL}") + 'open,"'
    assert told(items_of(tmp_path, "a.csv", start + f"{CELL}\n" * 100)) == [("a.csv:1", ""), ("a.csv:2", "truncated")]


@pytest.mark.parametrize("line", ["x" * 99, "x" * 999_999], ids=["short lines", "long lines"])
def test_an_endless_cell_is_stopped(tmp_path: Path, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "_LONGEST", 200_000)
    before = csv.field_size_limit()
    start = cells("id,text", f"good,{CELL}") + 'open,"'
    found = items_of(tmp_path, "a.csv", start + f"{line}\n" * (3 * MEGABYTE // len(line)))
    assert told(found) == [("a.csv:1", ""), ("a.csv:2", "too_large")]
    assert csv.field_size_limit() == before


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (cells("id,body", f"x,{CELL}"), "bad_table"),
        (cells("id,text"), "empty"),
        ("", "empty"),
        (cells('"id"x,text', f"x,{CELL}"), "bad_table"),
    ],
    ids=["no column", "header only", "nothing", "broken header"],
)
def test_tables_without_a_row(tmp_path: Path, data: str, reason: str) -> None:
    (item,) = items_of(tmp_path, "a.csv", data)
    assert item.skip is not None
    assert (item.source, item.skip[0]) == ("a.csv", reason)


def test_a_missing_column_is_told_with_those_that_are_there(tmp_path: Path) -> None:
    (item,) = items_of(tmp_path, "a.csv", cells("id,body", f"x,{CELL}"))
    assert item.skip is not None
    assert "'body'" in item.skip[1]
    assert "--field text=COLUMN" in item.skip[1]
    assert told(find([tmp_path / "seeds"], Fields(text="body"))) == [("a.csv:1", "")]


def test_columns_of_one_name_are_all_kept(tmp_path: Path) -> None:
    (item,) = items_of(tmp_path, "a.csv", cells("text,tag,tag,", f"{CELL},one,two,three"))
    assert item.more["extra"] == {"tag": "one", "tag-2": "two", "": "three"}


# --- Parquet ---------------------------------------------------------------------------------------------------------


def table_of(columns: dict[str, Any], path: Path) -> Path:
    import pyarrow as pa
    import pyarrow.parquet as pq

    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table(columns), path)
    return path


@parquet
def test_parquet(tmp_path: Path) -> None:
    table_of(
        {
            "id": ["a", None, "c", "d"],
            "text": [GOOD, None, "", f"Half. {BODY}"],
            "when": [dt.date(2023, 9, 14)] * 4,
            "nested": [{"k": [1, 2]}] * 4,
            "raw": [b"\xff\xfe"] * 4,
        },
        tmp_path / "seeds" / "a.parquet",
    )
    items = list(find([tmp_path / "seeds"]))
    assert told(items) == [("a.parquet:1", ""), ("a.parquet:2", "bad_record"), ("a.parquet:3", ""), ("a.parquet:4", "")]
    assert items[0].more == {"extra": {"when": "2023-09-14", "nested": {"k": [1, 2]}}, "extra_left_out": ["raw"]}
    assert go(tmp_path).skipped["a.parquet:3"]["reason"] == "empty"


@parquet
def test_parquet_with_bytes_for_texts(tmp_path: Path) -> None:
    table_of({"html": [RUSSIAN.encode("cp1251")]}, tmp_path / "seeds" / "a.parquet")
    (item,) = find([tmp_path / "seeds"])
    assert item.read() == RUSSIAN.encode("cp1251")


@parquet
@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"text": [1, 2]}, [("a.parquet:1", "bad_record"), ("a.parquet:2", "bad_record")]),
        ({"body": ["x"]}, [("a.parquet", "bad_table")]),
        ({"text": []}, [("a.parquet", "empty")]),
    ],
    ids=["numbers", "no column", "no row"],
)
def test_odd_parquet(tmp_path: Path, columns: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    table_of(columns, tmp_path / "seeds" / "a.parquet")
    assert told(find([tmp_path / "seeds"])) == expected


@parquet
def test_broken_parquet(tmp_path: Path) -> None:
    whole = table_of({"text": [GOOD * 20] * 500}, tmp_path / "whole.parquet").read_bytes()
    for name, data in {
        "text": GOOD.encode(),
        "empty": b"",
        "cut": whole[: len(whole) // 2],
        "head": whole[:4],
        "torn": whole[:200] + b"\xff" * 200 + whole[400:],
        "index": whole[:-60] + b"\xff" * 40 + whole[-20:],
    }.items():
        put(tmp_path, f"{name}.parquet", data)
    put(tmp_path, "packed.parquet.gz", gzip.compress(whole))
    found = told(find([tmp_path / "seeds"]))
    assert {reason for _, reason in found} == {"bad_table"}
    assert len(found) == 7


# --- web archives ----------------------------------------------------------------------------------------------------


def warc(
    body: bytes, kind: str = "response", url: str = "http://example.org/a", length: Any = None, **more: str
) -> bytes:
    media = more.pop("media", "application/http; msgtype=response")
    head = {"WARC-Type": kind, "WARC-Target-URI": url, "WARC-Date": "2023-09-14T10:00:00Z", "Content-Type": media}
    head |= {key.replace("_", "-"): value for key, value in more.items()}
    said = "".join(f"{key}: {value}\r\n" for key, value in head.items())
    return (
        f"WARC/1.0\r\n{said}Content-Length: {len(body) if length is None else length}\r\n\r\n".encode()
        + body
        + b"\r\n\r\n"
    )


def answer(body: bytes, media: str = "text/html; charset=utf-8", status: str = "200 OK", **more: str) -> bytes:
    head = {"Content-Type": media, "Content-Length": str(len(body))} | {k.replace("_", "-"): v for k, v in more.items()}
    said = "".join(f"{key}: {value}\r\n" for key, value in head.items())
    return f"HTTP/1.1 {status}\r\n{said}\r\n".encode() + body


def page(n: int = 0) -> bytes:
    return warc(answer(f"<p>Page {n}. {BODY}</p>".encode()), url=f"http://example.org/{n}")


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", pytest.param("a.warc.zst", marks=zstd)])
def test_web_archives(tmp_path: Path, name: str) -> None:
    records = [
        warc(b"software: x\r\n", "warcinfo"),
        warc(b"GET / HTTP/1.1\r\n\r\n", "request"),
        warc(answer(RUSSIAN.encode("koi8-r"), "text/html; Charset='koi8-r'"), url="http://пример.example/Тихий?a=b&c"),
        warc(BODY.encode(), "conversion", "http://example.org/plain", media="text/plain"),
        page(3),
    ]
    pack = {"gz": gzip.compress, "zst": zst}.get(name.rpartition(".")[2], bytes)
    put(tmp_path, name, b"".join(map(pack, records)))
    found = list(find([tmp_path / "seeds"]))
    assert told(found) == [(f"{name}:{n}", "") for n in (3, 4, 5)]
    first = found[0]
    assert first.id == "a/http://пример.example/Тихий?a=b&c"
    assert (first.media_type, first.charset, first.place) == ("text/html", "koi8-r", "пример.example")
    assert first.more == {"extra": {"url": first.id[2:], "date": "2023-09-14T10:00:00Z"}}
    ran = go(tmp_path)
    assert ran.code == 0, ran.said
    assert "Переговоры на Дальнем Востоке" in ran.text(f"{name}:3")
    assert len(list((ran.out / "texts").rglob("*.txt"))) == 3


def _chunks(body: bytes) -> bytes:
    return b"".join(b"%x;x=y\r\n%s\r\n" % (len(p), p) for p in (body[:9], body[9:])) + b"0\r\n\r\n"


def _raw_deflate(body: bytes) -> bytes:
    engine = zlib.compressobj(wbits=-15)
    return engine.compress(body) + engine.flush()


def _brotli(body: bytes) -> bytes:
    import brotli

    compressed: bytes = brotli.compress(body)
    return compressed


@pytest.mark.parametrize(
    ("code", "more"),
    [
        (bytes, {}),
        (_chunks, {"Transfer_Encoding": "chunked"}),
        (gzip.compress, {"Content_Encoding": "gzip"}),
        (lambda b: _chunks(gzip.compress(b)), {"Transfer_Encoding": "chunked", "Content_Encoding": "gzip"}),
        (zlib.compress, {"Content_Encoding": "deflate"}),
        (_raw_deflate, {"Content_Encoding": "deflate"}),
        pytest.param(_brotli, {"Content_Encoding": "br"}, marks=brotli),
        (bytes, {"Content_Encoding": "gzip", "Content_Length": "7"}),  # unpacked under the headers as they were sent
        (bytes, {"Transfer_Encoding": "chunked"}),
        (bytes, {"Content_Length": "7"}),
        (bytes, {"Content_Length": "-7"}),
        (bytes, {"Content_Encoding": "unheard-of"}),
    ],
    ids="plain chunked gzip both deflate raw br not-gzip not-chunked longer negative unknown".split(),
)
def test_what_servers_do_to_a_body(tmp_path: Path, code: Any, more: dict[str, str]) -> None:
    body = PAGE.encode()
    (item,) = items_of(tmp_path, "a.warc", warc(answer(code(body), **more)))
    assert item.read() == body


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (warc(answer(b"<p>half", Content_Length="99")), "truncated"),
        (warc(answer(b"<p>half"), WARC_Truncated="length"), "truncated"),
        (warc(answer(_chunks(PAGE.encode())[:40], Transfer_Encoding="chunked")), "truncated"),
        (warc(answer(gzip.compress(PAGE.encode())[:-20], Content_Encoding="gzip")), "truncated"),
        (warc(answer(gzip.compress(PAGE.encode())[:20] + b"\xff" * 40, Content_Encoding="gzip")), "truncated"),
        (lambda: warc(answer(bomb(), Content_Encoding="gzip")), "bomb"),
        (lambda: warc(answer(b"x y " * (10 * MEGABYTE))), "too_large"),
        (warc(b"no answer of a server"), "bad_warc"),
        (warc(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200_000 + b"\r\n" + PAGE.encode()), "bad_warc"),
        (warc(answer(PAGE.encode()), length=-5), "bad_warc"),
        (warc(answer(PAGE.encode()), length="many"), "bad_warc"),
        (b"junk\r\n" * 100, "bad_warc"),
        (b"WARC/1.0\r\n" + b"X: y\r\n" * 200_000 + b"\r\n\r\n\r\n", "bad_warc"),
    ],
    ids="short marked chunks gzip torn-gzip bomb large no-http headers negative words junk many-headers".split(),
)
def test_a_bad_record_costs_no_other(tmp_path: Path, record: Any, reason: str) -> None:
    record = record() if callable(record) else record
    found = told(items_of(tmp_path, "a.warc", page(1) + record + page(2)))
    assert found[0][1] == found[-1][1] == ""
    assert {r for _, r in found[1:-1]} == {reason}
    assert len({s for s, _ in found}) == len(found)


@pytest.mark.parametrize("cut", [3, 30, 200, 330])
def test_an_archive_that_breaks_off(tmp_path: Path, cut: int) -> None:
    data = page(1) + page(2)
    found = items_of(tmp_path, "a.warc", data[: len(page(1)) + cut])
    assert len(found) == 2
    assert found[0].skip is None
    assert found[1].skip is not None
    assert found[1].skip[0] in ("truncated", "bad_warc")
    assert "byte " in found[1].skip[1]


def test_an_archive_that_breaks_off_in_its_pack(tmp_path: Path) -> None:
    packed_pages = [gzip.compress(page(n)) for n in range(9)]
    assert [r for _, r in told(items_of(tmp_path, "a.warc.gz", b"".join(packed_pages)[:-20]))] == [""] * 8 + [
        "truncated"
    ]


def test_a_length_of_a_terabyte(tmp_path: Path) -> None:
    data = page(1) + warc(answer(PAGE.encode()), length=10**12) + page(2)
    assert [r for _, r in told(items_of(tmp_path, "a.warc", data))] == ["", "truncated"]


def test_what_is_no_page_is_counted(tmp_path: Path) -> None:
    data = b"".join((
        page(1),
        warc(answer(b"\x89PNG", "image/png")) * 3,
        warc(answer(b"gone", status="404 Not Found")),
        warc(b"", "revisit"),
    ))  # fmt: skip
    found = items_of(tmp_path, "a.warc", data)
    assert told(found) == [("a.warc:1", ""), ("a.warc", "no_article")]
    assert found[1].skip is not None
    assert "3 image/png, 1 answers 404" in found[1].skip[1]


def test_one_page_twice(tmp_path: Path) -> None:
    assert [r for _, r in told(items_of(tmp_path, "a.warc", page(1) + page(1)))] == ["", "duplicate_id"]


@pytest.mark.parametrize("data", [b"", b"\r\n\r\n", warc(b"x", "warcinfo")], ids=["empty", "blank", "no page"])
def test_archives_without_a_page(tmp_path: Path, data: bytes) -> None:
    assert told(items_of(tmp_path, "a.warc", data)) == [("a.warc", "empty")]


@needs("warcio")
@pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")  # its spools
def test_our_reader_agrees_with_warcio(tmp_path: Path) -> None:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    sink = io.BytesIO()
    writer = WARCWriter(sink, gzip=True)
    for n in range(20):
        body = f"<p>Page {n}. {BODY}</p>".encode("utf-16" if n % 3 else "utf-8")
        packed_body = n % 2 == 1
        headers = [("Content-Type", "text/html"), *([("Content-Encoding", "gzip")] if packed_body else [])]
        http = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
        payload = io.BytesIO(gzip.compress(body) if packed_body else body)
        writer.write_record(
            writer.create_warc_record(f"http://e.org/{n}", "response", payload=payload, http_headers=http)
        )
    sink.seek(0)
    theirs = [
        (r.rec_headers.get_header("WARC-Target-URI"), r.content_stream().read())
        for r in ArchiveIterator(sink)
        if r.rec_type == "response"
    ]
    ours = [(i.id.partition("/")[2], i.read()) for i in items_of(tmp_path, "a.warc.gz", sink.getvalue())]
    assert ours == theirs
    assert len(ours) == 20


# --- letters ---------------------------------------------------------------------------------------------------------

LETTER = (
    "From: =?utf-8?q?J=C3=BCrgen?= <j@example.org>\nMessage-ID: <1@example.org>\n"
    "Date: Thu, 14 Sep 2023 10:00:00 +0000\n"
    "Subject: =?utf-8?b?VGhlIGRhecKg?= in\n  brief\nMIME-Version: 1.0\n"
)


def letter(text: bytes, head: str = LETTER, kind: str = "text/plain; charset=utf-8") -> bytes:
    return f"{head}Content-Type: {kind}\nContent-Transfer-Encoding: 8bit\n\n".encode() + text + b"\n"


def test_a_letter(tmp_path: Path) -> None:
    (item,) = items_of(tmp_path, "a.eml", letter(RUSSIAN.encode("koi8-r"), kind="text/html; charset=KOI8-R"))
    assert item.id == "a/1@example.org"
    assert item.title == "The day in brief"
    assert (item.media_type, item.charset) == ("text/html", "koi8-r")
    assert item.more == {"extra": {"from": "Jürgen <j@example.org>", "date": "Thu, 14 Sep 2023 10:00:00 +0000"}}
    assert item.read() == RUSSIAN.encode("koi8-r") + b"\n"


def test_a_letter_in_parts(tmp_path: Path) -> None:
    body = (
        f"{LETTER}Content-Type: multipart/alternative; boundary=X\n\n"
        f"--X\nContent-Type: text/plain\n\n{BODY}\n"
        f"--X\nContent-Type: text/html\nContent-Disposition: attachment\n\n<p>attached</p>\n"
        f"--X\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
        "PHA+aGk8L3A+\n--X--\n"
    )
    (item,) = items_of(tmp_path, "a.eml", body)
    assert item.read() == b"<p>hi</p>"


def test_a_mailbox(tmp_path: Path) -> None:
    box = b"From a@b Thu Sep 14\n" + letter(GOOD.encode()) + b"\nFrom c@d Thu Sep 14\n" + letter(GOOD.encode())
    box += b"\nFrom e@f Thu Sep 14\n" + letter(BODY.encode(), "Subject: no id\nMIME-Version: 1.0\n")
    found = items_of(tmp_path, "a.mbox", box)
    assert told(found) == [("a.mbox:1", ""), ("a.mbox:2", "duplicate_id"), ("a.mbox:3", "")]
    assert found[2].id == "a/3"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (letter(b"caf\xe9 " + BODY.encode(), kind="text/plain; charset=no-such-thing"), ""),
        (letter(BODY.encode(), "Subject: =?klingon?q?x?= =?utf-8?b?!!!?= \xff\n"), ""),
        (letter(b"!!!", "Content-Transfer-Encoding: base64\n"), ""),
        (letter(b"\x89PNG", kind="image/png"), "bad_record"),
        (b"\n".join(b"Content-Type: multipart/mixed; boundary=%d\n\n--%d" % (n, n) for n in range(3000)), "bad_record"),
        (b"\n\n", "empty"),
    ],
    ids=["charset", "subject", "base64", "picture", "nested", "blank"],
)
def test_broken_letters(tmp_path: Path, data: bytes, reason: str) -> None:
    assert [r for _, r in told(items_of(tmp_path, "a.eml", data))] == [reason]


def test_a_huge_letter_costs_no_other(tmp_path: Path) -> None:
    box = b"From a\n" + letter(b"x" * (LIMIT + MEGABYTE)) + b"\nFrom b\n" + letter(BODY.encode(), "Message-ID: <2>\n")
    assert [r for _, r in told(items_of(tmp_path, "a.mbox", box))] == ["too_large", ""]


# --- extras and the standard input -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "package", "extra"),
    [("a.parquet", "pyarrow", "parquet"), ("a.jsonl.zst", "zstandard", "zstd"), ("a.txt.zst", "zstandard", "zstd")],
)
def test_a_missing_package_is_told_and_costs_no_other_input(
    tmp_path: Path, name: str, package: str, extra: str
) -> None:
    put(tmp_path, name, b"PAR1")
    put(tmp_path, "good.txt", GOOD)
    with mock.patch.dict(sys.modules, {package: None}):
        ended = run("all", cwd=tmp_path)
        refused = run("all", "--to", "x.parquet" if extra == "parquet" else "x.jsonl.zst", cwd=tmp_path)
    assert ended.returncode == 3
    (row,) = rows(tmp_path / "out" / "quarantine.jsonl")
    assert row["reason"] == "needs_extra"
    assert f"source-normalize[{extra}]" in row["message"]
    assert refused.returncode == 2
    assert f"source-normalize[{extra}]".encode() in refused.stderr
    assert not list(tmp_path.glob("x.*"))


def test_the_standard_input(tmp_path: Path) -> None:
    ended = run("all", "-", cwd=tmp_path, stdin=lines({"id": "a", "text": GOOD}) + b"{broken\n")
    assert ended.returncode == 3
    (row,) = rows(tmp_path / "out" / "corpus.jsonl")
    assert (row["id"], row["source"]) == ("stdin/a", "stdin.jsonl:1")
    assert [r["source"] for r in rows(tmp_path / "out" / "quarantine.jsonl")] == ["stdin.jsonl:2"]
    assert run("all", "-", cwd=tmp_path).returncode == 3, "nothing in it is an input without a record"


# --- one file --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """A folder with articles of several formats, and what a run makes of it."""
    folder = tmp_path_factory.mktemp("corpus")
    put(folder, "a.txt", f"By John Doe\n\nWladimir Putin came to Kiev. {BODY} See also Coot frozen in palace lake")
    put(folder, "b.html", PAGE)
    put(folder, "c.jsonl", lines({"id": "x", "text": f"Half \ud800 a pair. {BODY}", "k": "\ud800"}, {"id": "y"}))
    return go(folder)


def _facts(row: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in row.items() if k != "edits"}


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz", pytest.param(".jsonl.zst", marks=zstd)])
def test_one_file_of_lines(corpus: Ran, tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"news{suffix}"
    made = set()
    for jobs in ("1", "2"):
        assert run("all", "--to", str(target), "-j", jobs, cwd=corpus.folder).returncode == 3
        made.add(target.read_bytes())
    assert len(made) == 1, "the same bytes every time"
    with io.TextIOWrapper(_opened(target), "utf-8") as file:
        found = [json.loads(line) for line in file]
    assert [_facts(row) for row in found] == [*corpus.done.values()]
    assert [r["source"] for r in rows(tmp_path / "news.quarantine.jsonl")] == ["c.jsonl:2"]
    assert {p.name for p in tmp_path.iterdir()} == {target.name, "news.quarantine.jsonl"}
    edits = found[0]["edits"]
    assert {"names/listed", "boilerplate/see-also"} <= {e["rule"] for e in edits}
    assert all(len(e["before"]) == e["end"] - e["start"] and e["reason"] for e in edits)


def _opened(path: Path) -> Any:
    from normalize.store.formats import kind_of, opened

    return opened(path, kind_of(path.name).packing)


@parquet
def test_one_parquet_file(corpus: Ran, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    target = tmp_path / "news.parquet"
    assert run("all", "--to", str(target), cwd=corpus.folder).returncode == 3
    first = target.read_bytes()
    assert run("all", "--to", str(target), cwd=corpus.folder).returncode == 3
    assert target.read_bytes() == first
    found = pq.read_table(target).to_pylist()
    usual = {"extra": None, "extra_left_out": None}
    for row, record in zip(found, corpus.done.values(), strict=True):
        extra = (
            {"extra": json.dumps(record["extra"], ensure_ascii=False).replace("\ud800", "\\ud800")}
            if "extra" in record
            else {}
        )
        assert _facts(row) == usual | record | extra
    assert "names/listed" in {e["rule"] for e in found[0]["edits"]}


@parquet
def test_the_columns_of_parquet_are_the_keys_of_a_record(corpus: Ran) -> None:
    from normalize.store.formats.parquet import schema

    keys = {key for record in corpus.done.values() for key in record}
    assert keys | {"extra_left_out", "edits"} == set(schema().names)


@parquet
def test_what_was_written_can_be_read(corpus: Ran, tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    for suffix in WRITERS:
        if suffix != ".jsonl.zst" or importlib.util.find_spec("zstandard"):
            run(
                "all",
                "--to",
                str(tmp_path / "seeds" / f"news-{suffix[1:].replace('.', '-')}{suffix}"),
                cwd=corpus.folder,
            )
    for left in tmp_path.rglob("*.quarantine.jsonl"):
        left.unlink()
    found = list(find([tmp_path / "seeds"]))
    assert {r for _, r in told(found)} == {""}
    texts = [i.read() for i in found]
    assert texts == [r["text"] for r in corpus.done.values()] * (len(texts) // len(corpus.done))


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["--to", "x.txt"], 2),
        (["--to", "seeds"], 2),
        (["--to", "x.jsonl", "--check"], 2),
        (["--to", "x.jsonl", "--out", "elsewhere"], 2),
        (["--to", "seeds/x.jsonl"], 4),
        (["seeds/c.jsonl", "--to", "seeds/c.jsonl"], 4),
        (["--to", "a.txt/x.jsonl"], 5),
    ],
)
def test_refusals_of_one_file(tmp_path: Path, args: list[str], code: int) -> None:
    put(tmp_path, "c.jsonl", lines({"text": GOOD}))
    (tmp_path / "a.txt").write_text("a file")
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    ended = run("all", *args, cwd=tmp_path)
    assert ended.returncode == code, ended.stderr
    assert ended.stderr.startswith(b"normalize: ")
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


def test_packing_gives_the_same_bytes_whatever_the_chunks() -> None:
    for packing in [packed.PACKINGS[".gz"]] + [packed.PACKINGS[".zst"]] * bool(importlib.util.find_spec("zstandard")):
        whole = b"".join(packed.pack([MANY], packing))
        assert whole == b"".join(packed.pack([MANY], packing))
        assert packed.unpacked(io.BytesIO(whole), packing).read() == MANY


# --- memory ----------------------------------------------------------------------------------------------------------

_GROWTH = """
import json, resource, sys
from pathlib import Path
from normalize.store.seeds import find
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
walk = lambda path: sum(1 for _ in find([Path(path)]))
small = walk(sys.argv[1]); before = peak()
large = walk(sys.argv[2])
print(json.dumps([small, large, (peak() - before) // 1024]))
"""


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    import subprocess

    line = json.dumps({"text": f"{BODY} " * 40}).encode() + b"\n"
    for name, times in (("small.jsonl", 500), ("large.jsonl", 25_000)):  # 2 MB and 100 MB
        with (tmp_path / name).open("wb") as file:
            for n in range(times):
                file.write(b'{"id": "%d", ' % n + line[1:])
    command = [sys.executable, "-c", _GROWTH, str(tmp_path / "small.jsonl"), str(tmp_path / "large.jsonl")]
    small, large, megabytes = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert (small, large) == (500, 25_000)
    assert megabytes < 15, "not the 100 MB that it holds"


def test_a_number_too_long_for_python_costs_no_article(tmp_path: Path) -> None:
    long = "9" * 5000
    put(tmp_path, "a.jsonl", f'{{"id": "a", "text": {json.dumps(GOOD)}, "n": {long}, "m": -12}}\n'.encode())
    assert run("all", cwd=tmp_path).returncode == 0
    (row,) = rows(tmp_path / "out" / "corpus.jsonl")
    assert row["extra"] == {"n": long, "m": -12}
