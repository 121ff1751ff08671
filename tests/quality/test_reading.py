"""Bytes, languages and repairs on texts that are known: pinned floors, measured by `benchmarks/reading`.

Lowering a floor or raising a limit here is a decision of its own, to be given a reason in the change that does it.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from pathlib import Path

import ftfy
import pytest

from normalize.errors import SkippedInput
from normalize.glossary import Glossary
from normalize.pipeline import through
from normalize.stages.document import Document
from normalize.stages.encoding import STAGE
from normalize.text.decode import decode
from normalize.text.language import by_block, detect
from normalize.text.language.detect import CLOSE
from normalize.text.misread import suspicious

LYING = 0.99  # of pages whose label lies
DECODED = 0.985  # of sentences, some of them a few words
DOCUMENTS, PARAGRAPHS, SENTENCES = 0.998, 0.998, 0.985  # macro averages over 50 languages, relaxed
BLOCKS = 0.99  # of the characters of paragraphs in mixed documents
TRANSCODED = 0.95
EACH = 4  # texts of each language and encoding
ENCODINGS = {
    "cp1252": "de fr es it pt sv da is", "iso8859-15": "fr fi", "mac-roman": "de fr es", "cp850": "de fr",
    "cp1250": "pl cs sk hu sl hr ro", "iso8859-2": "pl cs hu", "cp852": "pl cs", "cp1251": "ru uk bg be mk",
    "koi8-r": "ru", "koi8-u": "uk", "iso8859-5": "ru", "cp866": "ru", "mac-cyrillic": "ru", "cp1253": "el",
    "iso8859-7": "el", "cp1254": "tr", "iso8859-9": "tr", "cp1255": "he", "iso8859-8": "he", "cp1256": "ar fa",
    "cp1257": "lt lv", "iso8859-13": "lt lv", "cp874": "th", "cp932": "ja", "euc_jp": "ja", "gb18030": "zh",
    "big5": "zh", "euc_kr": "ko", "utf-16-le": "en ru zh", "utf-16-be": "en ru zh", "utf-32-le": "en ru",
}  # fmt: skip
PLAIN = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "’": "'", "‘": "'", "–": "-", "—": "-", "…": "...", "ș": "ş", "ț": "ţ"}
)


@pytest.fixture(scope="module")
def texts(shared: Path) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    for name in ("documents", "paragraphs", "sentences"):
        by: dict[str, list[str]] = defaultdict(list)
        with gzip.open(shared / "bench" / "language" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                by[row["lang"]].append(row["text"])
        found[name] = by
    return found


def written(known: dict[str, list[str]], page: str = "{}") -> list[tuple[str, bytes, str]]:
    """(encoding, bytes, text) for texts that an encoding can write, with plain quotation marks where it must be."""
    found = []
    for encoding, langs in ENCODINGS.items():
        for lang in langs.split():
            for text in known[lang][:EACH]:
                for version in (page.format(text), page.format(text.translate(PLAIN))):
                    try:
                        data = version.encode(encoding)
                    except UnicodeEncodeError:
                        continue
                    found.append((encoding, data, data.decode(encoding)))
                    break
    return found


def read_right(cases: list[tuple[str, bytes, str]], kind: str) -> tuple[float, Counter[str]]:
    wrong: Counter[str] = Counter()
    for encoding, data, text in cases:
        try:
            if decode(data, kind).text != text:
                wrong[encoding] += 1
        except SkippedInput:
            wrong[encoding] += 1
    return 1 - wrong.total() / len(cases), wrong


def test_sentences_in_thirty_encodings(texts) -> None:
    share, wrong = read_right(written(texts["sentences"]), "text/plain")
    assert share >= DECODED, wrong


@pytest.mark.parametrize("label", ["utf-8", "iso-8859-1", "windows-1251"])
def test_a_label_that_lies_is_not_believed(texts, label: str) -> None:
    page = f'<html><head><meta charset="{label}"></head><body><p>{{}}</p></body></html>'
    known = {lang: [t.replace("{", "").replace("}", "") for t in group] for lang, group in texts["documents"].items()}
    cases = [case for case in written(known, page) if not case[0].startswith("utf")]
    share, wrong = read_right(cases, "text/html")
    assert share >= LYING, wrong


@pytest.mark.parametrize(
    ("name", "floor"), [("documents", DOCUMENTS), ("paragraphs", PARAGRAPHS), ("sentences", SENTENCES)]
)
def test_languages(texts, name: str, floor: float) -> None:
    shares = []
    for lang, group in texts[name].items():
        right = [guess.lang == lang or lang in guess.also for guess in map(detect, group)]
        shares.append(sum(right) / len(right))
    assert sum(shares) / len(shares) >= floor


def test_close_languages_are_told_as_such() -> None:
    guess = detect("Predsjednik je rekao da će pregovori trajati tri dana i da se ništa neće potpisati prije kraja.")
    assert {guess.lang, *guess.also} == set(CLOSE[0])
    assert "bs" in guess.said


def test_blocks_of_mixed_documents(texts) -> None:
    right = total = 0
    for pair in ("ru uk", "es pt", "cs sk", "da sv", "en de", "be ru", "gl es", "nb da", "zh ja", "ar fa"):
        blocks = [(lang, " ".join(t.split())) for lang in pair.split() for t in texts["paragraphs"][lang][:6]]
        main = detect("\n".join(t for _, t in blocks))
        for (lang, text), guess in zip(blocks, by_block((t for _, t in blocks), main), strict=True):
            right, total = right + len(text) * (lang == guess.lang), total + len(text)
    assert right / total >= BLOCKS


def test_a_short_block_has_the_language_of_the_document() -> None:
    main = detect("Die Gespräche dauerten bis in die Nacht, und niemand wollte sagen, worum es ging.")
    blocks = ["Video", "12:30", "Le président est arrivé hier soir à Riga en train."]
    assert [guess.lang for guess in by_block(blocks, main)] == ["de", "de", "fr"]


def repaired(text: str, glossary: Glossary) -> str:
    return through(STAGE, Document("x", text, glossary))[0].text


@pytest.mark.parametrize(
    "encoding", ["latin-1", "sloppy-windows-1252", "cp1250", "cp1251", "cp1254", "macroman", "cp437"]
)
def test_utf8_that_was_misread_is_repaired_as_ftfy_does(texts, glossary: Glossary, encoding: str) -> None:
    seen = 0
    for lang in ("fr", "de", "cs", "pl", "ru", "el", "tr", "he", "vi"):
        for text in texts["sentences"][lang][:EACH]:
            try:
                wrong = " ".join(text.split()).encode().decode(encoding)
            except UnicodeDecodeError:
                continue
            want = ftfy.fix_encoding(wrong)
            if want != wrong and want == " ".join(text.split()):
                seen += 1
                assert repaired(wrong, glossary) == want
    assert seen > 5


def test_legacy_encodings_that_were_misread_are_repaired(texts, glossary: Glossary) -> None:
    cases = [
        ("cp1251", "latin-1", "ru"), ("cp1251", "cp1252", "uk"), ("koi8-r", "cp1251", "ru"), ("cp1251", "koi8-r", "ru"),
        ("cp866", "cp1251", "ru"), ("utf-8", "koi8-r", "ru"), ("cp1253", "latin-1", "el"), ("cp1255", "latin-1", "he"),
        ("cp1256", "latin-1", "ar"), ("cp874", "latin-1", "th"), ("gbk", "latin-1", "zh"), ("cp949", "latin-1", "ko"),
    ]  # fmt: skip
    right = total = 0
    for of, as_, lang in cases:
        for text in texts["paragraphs"][lang][:8]:
            try:
                plain = " ".join(text.split()).translate(PLAIN)
                wrong = plain.encode(of).decode(as_)
            except UnicodeError:
                continue
            right, total = right + (repaired(wrong, glossary) == plain), total + 1
    assert total > 50
    assert right / total >= TRANSCODED


def test_clean_text_passes_the_gate_and_no_encoding_is_repaired(texts, glossary: Glossary) -> None:
    made = []
    for lang, group in texts["sentences"].items():
        for text in group:
            edits = through(STAGE, Document("x", text, glossary, lang=lang))[1].patch.edits
            made += [f"{lang} {e.rule} {e.before!r} {e.after!r}" for e in edits if e.rule != "encoding/look-alikes"]
    assert made == []
    open_ = sum(suspicious(text).size > 0 for group in texts["documents"].values() for text in group)
    assert open_ < 0.1 * sum(map(len, texts["documents"].values()))
