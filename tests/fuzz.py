# ruff: noqa: E501 - tables of cases read best with one case a line
"""Fuzzing: inputs made by chance, and what must hold of each. Alone it runs for as long as it is told.

    python tests/fuzz.py --minutes 30 --failures fuzz-failures

Each case that fails is written to the folder as the bytes that failed and a note of how; tests/test_fuzz.py takes some
cases of each kind in every run of the tests, always the same.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import hashlib
import re
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from normalize import normalize, restore
from normalize.errors import REASONS, ConfigError, SkippedInput
from normalize.report.page import render
from normalize.report.parts import Article
from normalize.store.formats import LIMIT, Fields
from normalize.store.seeds import find
from normalize.strictyaml import complain, parse

_TAGS = "p div b i a table tr td ul li script style template svg math title meta link html head body br h1 plaintext"
_ODD = "\0 \x1b[31m \ud800 \ufeff \u202e \u200b ￿ &amp; &#0; &#xD800; &# &#99999999999; <!-- --> <![CDATA[ ]]> <? ?> <!DOCTYPE \\u00e9"
_WORDS = f"Kyiv Kiev “Kiev” See also: READ ALSO Reuters (AP) — 13 September 2023 By Ada Bee {_ODD}".split(" ")
_PIECE = st.one_of(
    st.sampled_from(
        [*(f"<{t}>" for t in _TAGS.split()), *(f"</{t}>" for t in _TAGS.split()), *_WORDS, "\n", "\n\n", " "]
    ),
    st.text(max_size=20),
    st.sampled_from(
        ["<a href='", '<p class="x', "<meta charset=", "<title", "{'a':", '{"@type":"NewsArticle"', "=", ">"]
    ),
)
SOUPS = st.lists(_PIECE, max_size=60).map(" ".join)
BYTES = st.one_of(
    st.binary(max_size=400),
    SOUPS.map(lambda s: s.encode("utf-8", "surrogatepass")),
    st.builds(
        lambda s, e: s.encode(e, "replace"),
        SOUPS,
        st.sampled_from(["utf-16", "utf-32-be", "cp1251", "koi8-r", "shift_jis", "gb18030", "utf-8-sig"]),
    ),
    st.builds(lambda a, b, c: a.encode("utf-8", "surrogatepass") + b + c.encode("cp1252", "replace"), SOUPS, st.binary(max_size=20), SOUPS),
)  # fmt: skip
_LINE = st.one_of(
    st.binary(max_size=80),
    st.builds(lambda k, v: b'{"%s":"%s"}' % (k, v), st.sampled_from([b"text", b"html", b"id"]), st.binary(max_size=40)),
    SOUPS.map(lambda s: s.encode("utf-8", "replace")),
    st.sampled_from([
        b"id,text,html", b'"a","b', b"a;b;c", b'{"id":"..","text":"A day."}', b"WARC/1.0", b"WARC-Type: response",
        b"Content-Length: 40", b"HTTP/1.1 200 OK", b"From a@b", b"Subject: =?utf-8?b?//8=?=", b"Content-Type: text/html", b"",
    ]),
)  # fmt: skip
LINES = st.lists(_LINE, max_size=12).flatmap(
    lambda rows: st.sampled_from([b"\n", b"\r\n", b"\r"]).map(lambda e: e.join(rows))
)
RECORDS = st.tuples(
    st.sampled_from(["a.jsonl", "a.csv", "a.tsv", "a.warc", "a.mbox", "a.eml", "a.parquet", "a.jsonl.gz", "a.warc.gz", "a.txt.gz", "a.jsonl.zst"]),
    st.one_of(LINES, LINES.map(gzip.compress), st.binary(max_size=200)),
)  # fmt: skip
YAML = st.one_of(
    st.binary(max_size=200),
    st.lists(
        st.sampled_from(["- ", "a: ", "b: ", "[", "]", "{", "}", "&a ", "*a ", "!!x ", "<<: ", "|\n", ">\n", "? ", "\n", "\n  ", "'", '"', "#", "---\n", "%YAML 1.1\n", "no", "~", "\t", "é", "\x85", "\ud800"]),
        max_size=60,
    ).map(lambda parts: "".join(parts).encode("utf-8", "surrogatepass")),
)  # fmt: skip
_DATA = re.compile(r'<template id="([\w-]+)">([^<]*)</template>')


def document(data: bytes) -> None:
    """Any bytes are cleaned or told; the source comes back; the page of the report can be unpacked."""
    try:
        result = normalize(data)
    except SkippedInput as e:
        assert e.reason in REASONS  # noqa: PT017 - a skip is one of two right answers
        return
    assert restore(result.ledger, result.text) == data
    result.text.encode("utf-8")
    page = "".join(render([Article("a.txt", {}, result.text, result.ledger)], version="0"))
    found = _DATA.findall(page)
    assert len(found) == 2
    for _, packed in found:
        gzip.decompress(base64.b64decode(packed)).decode("utf-8")


def records(made: tuple[str, bytes]) -> None:
    """Any file of records is read to its end, each record with its content or a reason from the list."""
    name, data = made
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, name).write_bytes(data)
        items = list(find([Path(folder)], Fields()))
    assert len({i.id for i in items}) == len(items)
    for item in items:
        assert item.skip is None or item.skip[0] in REASONS
        assert item.record is None or len(item.record) <= LIMIT


def yaml(data: bytes) -> None:
    """Any YAML is read, or refused with the place."""
    try:
        complain(parse(data, "a.yaml").mistakes)
    except ConfigError as e:
        assert str(e).startswith("a.yaml:")  # noqa: PT017


KINDS: dict[str, tuple[st.SearchStrategy, Callable]] = {
    "document": (BYTES, document),
    "records": (RECORDS, records),
    "yaml": (YAML, yaml),
}


def many(kind: str, number: int, examples: int) -> None:
    """Try some inputs of a kind; Hypothesis raises with the smallest that fails."""
    strategy, check = KINDS[kind]
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]

    @seed(number)
    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=checks)
    @given(strategy)
    def trial(made: bytes | tuple[str, bytes]) -> None:
        try:
            check(made)
        except Exception as e:
            e.add_note(f"input: {made!r}")
            raise

    trial()


def main() -> int:
    """Fuzz until the time is over; the exit code is 1 where anything failed."""
    told = argparse.ArgumentParser(description="Fuzz normalize with inputs made by chance.")
    told.add_argument("--minutes", type=float, default=30)
    told.add_argument("--failures", type=Path, default=Path("fuzz-failures"))
    told.add_argument("--seed", type=int, default=int(time.time()))
    args = told.parse_args()
    end, number, failed = time.monotonic() + args.minutes * 60, args.seed, 0
    while time.monotonic() < end:
        for kind in KINDS:
            number += 1
            try:
                many(kind, number, 100)
            except Exception:  # noqa: BLE001 - whatever it is, it is what is looked for
                failed += 1
                said = traceback.format_exc()
                args.failures.mkdir(exist_ok=True)
                name = f"{kind}-{number}-{hashlib.sha256(said.encode('utf-8', 'replace')).hexdigest()[:8]}.txt"
                (args.failures / name).write_text(said, "utf-8", "backslashreplace")
    print(f"{number - args.seed} rounds of 100, {failed} failed; the first seed was {args.seed}")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
