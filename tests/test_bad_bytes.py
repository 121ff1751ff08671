# ruff: noqa: E501 - tables of cases read best with one case a line
"""Bytes under a wrong name, encodings that lie, pages that were made to harm: one folder of them goes through one run.

Each row of a table says what must become of an input: "" where its text must come through, else its reason code.
"""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import sqlite3
import tarfile
import zipfile

import pytest
from hostile import BODY, BOM, GOOD, Ran, go, put, raw_controls, record

MB = 1 << 20
ZERO_WIDTH = "\N{ZERO WIDTH SPACE}"
NON_JOINER = "\N{ZERO WIDTH NON-JOINER}"
PERSIAN = f"دیروز مردم شهر به دیدن نمایش رفتند و می{NON_JOINER}گویند که هوا خوب بود. گزارش ما ادامه دارد و خبرها می{NON_JOINER}رسد.\n"


def _zipped(compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as archive:
        archive.writestr("word/document.xml", GOOD * 50)
    return made.getvalue()


def _tarred() -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for name in ("../../evil.txt", "/etc/evil.txt"):
            info = tarfile.TarInfo(name)
            info.size = len(GOOD)
            archive.addfile(info, io.BytesIO(GOOD.encode()))
    return made.getvalue()


def _database() -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.execute("create table t (x)")
    connection.execute("insert into t values (?)", (GOOD,))
    return connection.serialize()


WRONG = {  # bytes of a binary format, under the name of a text
    "zip": _zipped(),
    "tar": _tarred(),
    "gzip": gzip.compress(GOOD.encode()),
    "bzip2": bz2.compress(GOOD.encode()),
    "xz": lzma.compress(GOOD.encode()),
    "sqlite": _database(),
    "ole": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + GOOD.encode(),
    "elf": b"\x7fELF\x02\x01\x01" + bytes(9) + os.urandom(0) + bytes(range(256)) * 8,
    "java": b"\xca\xfe\xba\xbe\0\0\0\x34" + GOOD.encode(),
    "webassembly": b"\0asm\1\0\0\0" + bytes(range(256)),
    "jpeg": b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(range(256)) * 2,
    "gif": b"GIF89a" + bytes(range(256)),
    "webp": b"RIFF\x24\0\0\0WEBPVP8 " + bytes(range(256)),
    "mp3": b"ID3\x03\0" + bytes(range(256)),
    "mp4": b"\0\0\0\x18ftypmp42" + bytes(range(256)) * 4,
    "font": b"wOFF\0\1\0\0" + bytes(range(256)),
    "rar": b"Rar!\x1a\x07\x01\0" + bytes(range(256)),
    "7z": b"7z\xbc\xaf\x27\x1c\0\4" + bytes(range(256)),
    "postscript and pdf": b"%PDF-1.7\n" + bytes(range(256)),
    "parquet": b"PAR1" + bytes(range(256)) * 4 + b"PAR1",
}

TEXTS: tuple[tuple[str, bytes, str], ...] = (
    ("two-marks.txt", (BOM * 2 + GOOD).encode(), ""),
    ("mark-in-the-middle.txt", GOOD.replace("talks", f"ta{BOM}lks").encode(), ""),
    ("marks-of-two-kinds.txt", b"\xef\xbb\xbf\xff\xfe" + GOOD.encode(), ""),
    ("mark-16-on-8.txt", b"\xff\xfe" + GOOD.encode(), ""),
    ("utf-7.txt", b"+ADw-script+AD4-alert(1)+ADw-/script+AD4- " + GOOD.encode(), ""),
    ("overlong.txt", GOOD.encode() + b"\xc0\xaf\xe0\x80\xaf\xc0\x80 ends.\n", ""),
    ("cesu.txt", GOOD.encode() + b"\xed\xa0\xbd\xed\xb8\x80 ends.\n", ""),
    ("cut-character.txt", (GOOD + "é").encode()[:-1], ""),
    ("mixed.txt", ("Le café était fermé. Ça va déjà très bien, a-t-il dit à Orléans. " * 4).encode() + "Un café.\n".encode("cp1252"), ""),
    ("beyond-unicode.txt", GOOD.encode() + b"\xf4\x90\x80\x80\xf8\x88\x80\x80\x80 ends.\n", ""),
    ("one-byte.txt", b"x", ""),
    ("one-nul.txt", b"\0", "empty"),
    ("zero-width.txt", ZERO_WIDTH.encode() * 10, "empty_after_clean"),
    ("half-nuls.txt", b"a\0" * 3 + b"\0\0\0\0" + b"b\0" * 3, "binary"),
    ("no-space.txt", b"x" * 200_000, ""),
    ("many-lines.txt", b"a\n" * 20_000, ""),
    ("equal-paragraphs.txt", (BODY + "\n\n").encode() * 5_000, ""),
    ("long-line.txt", (BODY + " ").encode() * 11_000, ""),  # one line of a megabyte
    ("noncharacters.txt", f"{GOOD}A \ufdd0\ufffe\uffff\U0001ffff end.\n".encode(), ""),
    ("tags.txt", (GOOD + "".join(chr(0xE0000 + ord(c)) for c in "ignore all of this") + "\n").encode(), ""),
    ("private.txt", f"{GOOD}A \ue000\U000f0000\U0010ffff end.\n".encode(), ""),
    ("widest.txt", ("\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}" * 50_000).encode(), ""),
    ("marks.txt", ("He said a" + "\N{COMBINING ACUTE ACCENT}" * 40_000 + " and left.").encode(), ""),
    ("persian.txt", PERSIAN.encode(), ""),
    ("directions.txt", f"{GOOD}\N{RIGHT-TO-LEFT OVERRIDE}\N{RIGHT-TO-LEFT ISOLATE}\N{LEFT-TO-RIGHT EMBEDDING}txt.\n".encode(), ""),
    ("line-ends.txt", GOOD.replace("\n", "\r\n\x85\N{LINE SEPARATOR}\x0b\x0c\r").encode(), ""),
    ("iso-2022.txt", "東京の天気は今日も晴れでした。明日も晴れるでしょう。\n".encode("iso2022_jp"), ""),
    ("iso-2022-broken.txt", b"\x1b$B\x1b$B\x1b(B\x1b$@ " + GOOD.encode(), ""),
    ("hz.txt", b"~{<:Ky2;F#,NpJ)l6HK!#~} " + GOOD.encode(), ""),
    ("markup.txt", f"<p>{BODY}</p>".encode(), ""),
    ("plain.html", GOOD.encode(), ""),
    ("json.txt", json.dumps({"text": GOOD}).encode(), ""),
    ("formulas.txt", f"=cmd|' /C calc'!A0\n\n+1-1\n\n@SUM(A1)\n\n{BODY}\n".encode(), ""),
    ("templates.txt", f"{{{{7*7}}}} ${{jndi:ldap://x/}} %s%n {{0.__class__}} {BODY}\n".encode(), ""),
)  # fmt: skip

_PAGE = f"<p>{BODY}</p>"
PAGES: dict[str, tuple[str, str]] = {
    "nested-100000": ("<span>" * 100_000 + BODY, ""),
    "unclosed-b": ("<b>" * 100_000 + BODY, ""),
    "misnested": (_PAGE + "<a><div>" * 20_000 + BODY, ""),
    "nested-tables": ("<table><tr><td>" * 5_000 + BODY, ""),
    "nested-lists": ("<ul><li>" * 20_000 + BODY, ""),
    "closing-tags": (_PAGE + "</p></div></b>" * 50_000, ""),
    "million-attributes": (f"<p {' '.join(f'a{n}=b' for n in range(1_000_000))}>{BODY}</p>", ""),
    "one-attribute": (f'<p title="{"x" * 8 * MB}">{BODY}</p>', ""),
    "one-tag-name": (f"<{'x' * MB}>{BODY}</{'x' * MB}>{_PAGE}", ""),
    "siblings": ("<i></i>" * 200_000 + _PAGE, ""),
    "options": (_PAGE + "<select>" + "<option>a" * 50_000 + "</select>", ""),
    "less-than": (_PAGE + "<" * 200_000, ""),
    "ampersands": (_PAGE + "&" * 200_000, ""),
    "amp-amp": (f"<p>{BODY} &{'amp;' * 20_000}lt;script&gt;</p>", ""),
    "open-cdata": (f"{_PAGE}<![CDATA[ {'x' * 1000}", ""),
    "open-comments": (_PAGE + "<!-- " * 100_000, ""),
    "open-quotes": (_PAGE + "<a foo='" * 50_000, ""),
    "instructions": (_PAGE + "<?php echo 1; ?>" * 10_000, ""),
    "doctypes": ("<!DOCTYPE html>" * 10_000 + _PAGE, ""),
    "long-number": (f"<p>{BODY} &#{'9' * 5000}; end</p>", ""),
    "odd-numbers": (f"<p>{BODY} &#0; &#xD800; &#xDFFF; &#x110000; &#xFFFE; &#x1b;[31m &#155; end</p>", ""),
    "unknown-names": (f"<p>{BODY} &nosuch; &{'n' * 10_000}; end</p>", ""),
    "bomb-of-entities": (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)) + f"]><html><body><p>{BODY} &j;</p></body></html>",
        "",
    ),
    "reads-a-file": ('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///SECRETS"><!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>' + f"<html><body><p>{BODY} &f;</p></body></html>", ""),
    "xinclude": (f'<html xmlns:xi="http://www.w3.org/2001/XInclude"><body><p>{BODY}</p><xi:include href="file:///SECRETS" parse="text"/></body></html>', ""),
    "style-sheet": (f'<?xml-stylesheet type="text/xsl" href="file:///SECRETS"?><html><body><p>{BODY}</p></body></html>', ""),
    "elsewhere": (f'<base href="file:///"><meta http-equiv="refresh" content="0;url=file:///SECRETS"><link rel="stylesheet" href="file:///SECRETS"><img src="file:///SECRETS"><iframe src="file:///SECRETS" srcdoc="&lt;script&gt;"></iframe><object data="file:///SECRETS"></object>{_PAGE}', ""),
    "svg": (f"<svg><foreignObject>{_PAGE}</foreignObject><script>alert(1)</script></svg><math><mtext>{_PAGE}</mtext></math>{_PAGE}", ""),
    "template": (f"{_PAGE}<template><template><template><p>never", ""),
    "charset-unknown": (f'<meta charset="x-no-such-{"y" * 300}">{_PAGE}', ""),
    "charset-codec": (f'<meta charset="zlib_codec"><meta charset="rot13">{_PAGE}', ""),
    "charset-undefined": (f'<meta charset="undefined">{_PAGE.replace("five", "fünf")}', ""),
    "charset-idna": (f'<meta charset="unicode_escape">{_PAGE} \\ud800 \\x1b', ""),
    "json-ld-deep": (f'<script type="application/ld+json">{"[" * 100_000}</script>{_PAGE}', ""),
    "json-ld-objects": (f'<script type="application/ld+json">{{"@graph":{"[" * 900}{{"@type":"NewsArticle","headline":{{"a":[1]}},"author":[[[{{"name":7}}]]],"datePublished":1e999}}{"]" * 900}}}</script>{_PAGE}', ""),
    "json-ld-numbers": (f'<script type="application/ld+json">{{"@type":"NewsArticle","datePublished":{"9" * 5000}}}</script>{_PAGE}', ""),
    "meta-flood": ("<meta property='og:title' content='x'>" * 50_000 + _PAGE, ""),
    "hosts": (f'<link rel="canonical" href="http://[::1"><meta property="og:url" content="javascript:alert(1)">{_PAGE}', ""),
    "nul-tags": (f"<\0script>alert(1)</\0script><p\0 on\0click=x>{BODY}</p>{_PAGE}", ""),
}  # fmt: skip

LINES: tuple[tuple[bytes, str], ...] = (
    (record("mark", GOOD).replace(b"{", BOM.encode() + b"{", 1), ""),
    (b"{'id': 'python', 'text': 'A text.'}", "bad_json"),
    (record("separator", f"One\N{LINE SEPARATOR}two\x85three. {BODY}"), ""),
    (b'{"id":"raw","text":"a\tb\x01c"}', "bad_json"),
    (b'{"id":"bytes","text":"\xff\xfe\x80"}', "bad_json"),
    (b'{"id":"twice","text":"one","text":"' + BODY.encode() + b'"}', ""),
    (b'{"id":"number","text":1e999}', "bad_record"),
    (b'{"id":1e999,"text":"' + BODY.encode() + b'"}', ""),
    (b'{"id":{"a":[1]},"text":"' + BODY.encode() + b'"}', ""),
    (b'{"id":true,"text":"' + BODY.encode() + b'"}', ""),
    (record("CON"), ""),
    (record("con"), "duplicate_id"),
    (record("caf\u00e9"), ""),
    (record("cafe\u0301"), "duplicate_id"),
    (record("..\\..\\windows"), ""),
    (record("%2e%2e%2fpasswd"), ""),
    (record("a/../../b"), ""),
    (record("~root"), ""),
    (record("=cmd()"), ""),
    (record("<script>alert(1)</script>"), ""),
    (record("page", "", html=f"<script>alert(1)</script>{_PAGE}"), ""),
    (record("deep-field", GOOD, more=json.loads("[" * 200 + "]" * 200)), ""),
    (record("ids" * 40_000), ""),
    (record("nul\0", "a\0b " + BODY), ""),
    (record("proto", GOOD, __proto__={"x": 1}, constructor="y"), ""),
    (b'{"id":"cut","text":"', "bad_json"),
)  # fmt: skip

FILES: tuple[tuple[str, bytes, str], ...] = (  # files of many articles that are something else
    ("picture.jsonl", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 3, "bad_json"),
    ("wide.jsonl", record("wide").decode().encode("utf-16"), "bad_json"),
    ("no-line-end.jsonl", b'{"text":"' + b"x" * (33 * MB), "too_large"),
    ("list.jsonl", b"[" + record("a") + b",\n" + record("b") + b"]", "bad_json"),
    ("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 3, "bad_table"),
    ("noise.tsv", bytes(range(256)) * 30, "bad_table"),
    ("picture.warc", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 3, "bad_warc"),
    ("text.warc", GOOD.encode(), "bad_warc"),
    ("text.jsonl.gz", GOOD.encode(), "not_gzip"),
    ("picture.eml", b"\x89PNG\r\n\x1a\n" + bytes(range(128, 256)) * 3, "binary"),
    ("zip.eml", _zipped(), "binary"),
    ("double.txt.gz", gzip.compress(gzip.compress(GOOD.encode())), "binary"),
    ("bomb.txt.gz", gzip.compress(bytes(64 * MB)), "bomb"),
    ("bomb.jsonl.gz", gzip.compress(b'{"text":"' + b"a" * (200 * MB)), "bomb"),
    ("bomb-of-bombs.txt.gz", gzip.compress(gzip.compress(bytes(64 * MB))), "binary"),
)  # fmt: skip


def _key(name: str) -> str:
    return name.replace(" ", "-")


@pytest.fixture(scope="module")
def bytes_run(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    folder = tmp_path_factory.mktemp("bytes")
    secret = folder / "secrets"
    secret.write_text("SECRET")
    for name, data in WRONG.items():
        put(folder, f"wrong/{_key(name)}.txt", data)
        put(folder, f"wrong-page/{_key(name)}.html", data)
    for name, data, _ in (*TEXTS, *FILES):
        put(folder, name, data)
    for name, (page, _) in PAGES.items():
        put(folder, f"web/{name}.html", page.replace("/SECRETS", str(secret)))
    put(folder, "lines.jsonl", b"\n".join(line for line, _ in LINES))
    with put(folder, "sparse.txt", b"").open("wb") as file:
        file.truncate(5 << 30)
    with put(folder, "sparse.txt.gz", b"").open("wb") as file:
        file.truncate(5 << 30)
    return go(folder)


def test_the_run_is_complete_and_no_fault_of_the_program(bytes_run: Ran) -> None:
    assert bytes_run.code == 3, bytes_run.said
    failed = {s: r["message"] for s, r in bytes_run.skipped.items() if r["reason"] in ("failed", "timeout")}
    assert failed == {}
    assert not list(bytes_run.folder.parent.rglob("*evil*"))


@pytest.mark.parametrize("name", WRONG)
@pytest.mark.parametrize("place", ["wrong/{}.txt", "wrong-page/{}.html"])
def test_binary_formats_under_a_wrong_name(bytes_run: Ran, name: str, place: str) -> None:
    source = place.format(_key(name))
    assert source in bytes_run.skipped, bytes_run.text(source)[:80]
    assert bytes_run.skipped[source]["reason"] == "binary"


@pytest.mark.parametrize(("name", "data", "reason"), [pytest.param(*t, id=t[0]) for t in TEXTS])
def test_texts(bytes_run: Ran, name: str, data: bytes, reason: str) -> None:
    if reason:
        assert bytes_run.skipped[name]["reason"] == reason
        return
    assert name in bytes_run.done, bytes_run.skipped.get(name)
    text = bytes_run.text(name)
    assert raw_controls(text) == []
    assert BOM not in text
    assert bytes_run.restored(name) == data
    if BODY.encode() in data:
        assert BODY in " ".join(text.split())


def test_joiners_that_a_language_needs_stay(bytes_run: Ran) -> None:
    assert bytes_run.text("persian.txt").count(NON_JOINER) == PERSIAN.count(NON_JOINER)


def test_utf_7_and_overlong_bytes_are_never_believed(bytes_run: Ran) -> None:
    assert "<script" not in bytes_run.text("utf-7.txt")
    assert "/" not in bytes_run.text("overlong.txt")


@pytest.mark.parametrize(("name", "reason"), [pytest.param(n, r, id=n) for n, (_, r) in PAGES.items()])
def test_pages(bytes_run: Ran, name: str, reason: str) -> None:
    source = f"web/{name}.html"
    if reason:
        assert bytes_run.skipped[source]["reason"] == reason
        return
    assert source in bytes_run.done, bytes_run.skipped.get(source)
    text = bytes_run.text(source)
    assert BODY.replace("five", "fünf") in text or BODY in text
    assert raw_controls(text) == []
    assert "SECRET" not in text.replace("/SECRETS", "")


@pytest.mark.parametrize(("number", "reason"), [(n, r) for n, (_, r) in enumerate(LINES, 1)])
def test_lines(bytes_run: Ran, number: int, reason: str) -> None:
    source = f"lines.jsonl:{number}"
    if reason:
        assert bytes_run.skipped[source]["reason"] == reason
    else:
        assert source in bytes_run.done, bytes_run.skipped.get(source)


@pytest.mark.parametrize(("name", "reason"), [pytest.param(n, r, id=n) for n, _, r in FILES])
def test_files_that_are_something_else(bytes_run: Ran, name: str, reason: str) -> None:
    told = {r["reason"] for s, r in bytes_run.skipped.items() if s == name or s.startswith(f"{name}:")}
    assert reason in told
    assert not [s for s in bytes_run.done if s == name or s.startswith(f"{name}:")]


@pytest.mark.parametrize(("name", "reason"), [("sparse.txt", "too_large"), ("sparse.txt.gz", "too_large")])
def test_a_file_of_gigabytes_is_not_read(bytes_run: Ran, name: str, reason: str) -> None:
    assert bytes_run.skipped[name]["reason"] == reason
