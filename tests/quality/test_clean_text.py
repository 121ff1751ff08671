"""Clean text of fifty languages comes through as it is, and legacy encodings are read right: pinned floors.

Lowering a floor or raising a limit here is a decision of its own, to be given a reason in the change that does it.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

from normalize.errors import SkippedInput
from normalize.glossary import Glossary
from normalize.pipeline import run
from normalize.settings import Settings
from normalize.text.decode import decode

EACH = 40  # passages of each language
STAGES = ("boilerplate", "metadata", "scars", "names")
SPACED = "scars/space-before-stop"  # the treebanks do have such spaces: these edits are right, and counted apart
SPACES = {"sentences": 56, "paragraphs": 19}
LIMITS = {"sentences": 1, "paragraphs": 5}
STRAY = 4  # lines of all documents together
DECODED = 0.99
ENCODINGS = {
    "ru": ("cp1251", "koi8-r"), "uk": ("cp1251", "koi8-u"), "bg": ("cp1251",), "el": ("cp1253", "iso8859-7"),
    "pl": ("cp1250", "iso8859-2"), "cs": ("cp1250", "iso8859-2"), "hu": ("cp1250", "iso8859-2"), "de": ("cp1252",),
    "fr": ("cp1252",), "es": ("cp1252",), "tr": ("cp1254",), "he": ("cp1255",), "ar": ("cp1256",), "th": ("cp874",),
    "ja": ("cp932", "euc_jp"), "ko": ("cp949",), "zh": ("gb18030", "big5"),
}  # fmt: skip


def passages(shared: Path, kind: str) -> Iterator[tuple[str, str]]:
    """Yield (language, text) of the first passages of each language."""
    with gzip.open(shared / "bench" / "language" / f"{kind}.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = sorted(map(json.loads, file), key=lambda row: row["lang"])
    for lang, group in groupby(rows, key=lambda row: row["lang"]):
        for row, _ in zip(group, range(EACH), strict=False):
            yield lang, row["text"]


@pytest.mark.parametrize("kind", ["sentences", "paragraphs"])
def test_clean_text_is_left_alone(kind: str, shared: Path, glossary: Glossary) -> None:
    spaces, made = 0, []
    for lang, text in passages(shared, kind):
        try:
            edits = run(text, glossary, Settings(), doc_id=kind).edits
        except SkippedInput as e:
            made.append(f"{lang} nothing was left: {e.reason}: {text[:100]!r}")
            continue
        spaces += sum(e.rule == SPACED for e in edits)
        ours = (e for e in edits if e.rule.startswith(STAGES) and e.rule != SPACED)
        made += [f"{lang} {e.rule}: {e.before[:100]!r} -> {e.after[:60]!r}, {e.reason}" for e in ours]
    assert len(made) <= LIMITS[kind], "\n".join(made)
    assert spaces <= SPACES[kind]


def test_no_sentence_goes_where_each_has_a_line(shared: Path, glossary: Glossary) -> None:
    """The classifier judges lines: a text of nothing but sentences is where it could do harm."""
    stop, made = re.compile(r"(?<=[.!?।؟])\s+"), []
    for lang, text in passages(shared, "documents"):
        edits = run(stop.sub("\n", text), glossary, Settings(), doc_id=lang).edits
        made += [f"{lang} {e.before[:100]!r}, {e.reason}" for e in edits if e.rule == "boilerplate/stray-lines"]
    assert len(made) <= STRAY, "\n".join(made)


def test_legacy_encodings_are_read_right(shared: Path) -> None:
    right, wrong = 0, Counter()
    for lang, text in passages(shared, "documents"):
        for encoding in ENCODINGS.get(lang, ()):
            data = text.encode(encoding, "replace")
            found = decode(data, "")
            assert found.source.encode(found.text) == data
            if found.text == data.decode(encoding):
                right += 1
            else:
                wrong[lang, encoding, found.source.encoding] += 1
    assert right + wrong.total() > 300
    assert right >= DECODED * (right + wrong.total()), wrong
