"""The glossary from end to end: layers, derivation, endings, matching, the cache, and the pack that is shipped."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest

from normalize import normalize
from normalize.errors import ConfigError
from normalize.glossary import Glossary
from normalize.glossary.index import MAGIC
from normalize.glossary.inflect import cases
from normalize.glossary.read import FIELDS, find_packs, layers_of, read
from normalize.glossary.schema import schema
from normalize.pipeline import run
from normalize.settings import Settings
from normalize.text.words import words

ENTRIES = """
- id: anna-berg
  type: person
  names: {en: Anna Berg, pl: Anna Bergowa}
  short: {en: Berg, pl: Bergowa}
  native: {ru: Анна Берг, uk: Ганна Берг}
  variants: [Anne Berg, {text: Ana Berg, lang: [de, fr]}]
  keep: [Anne Berg Award]
- id: upper-town
  type: place
  names: {en: Upper Town, zh: 上城}
  variants: [Oberstadt]
"""


def found(glossary: Glossary, text: str, lang: str = "en") -> list[tuple[str, str]]:
    """The mentions in a text with their entries; surnames alone aside."""
    return [(m.text, "|".join(m.entries)) for m in glossary.find(text, lang) if not m.lone]


@pytest.fixture(scope="module")
def small() -> Glossary:
    return Glossary.of(ENTRIES)


class TestTheShippedPack:
    def test_there_are_twelve_hundred_entities_each_with_its_native_form(self, glossary: Glossary) -> None:
        assert len(glossary) >= 1200
        assert [e.id for e in glossary if not e.native] == []

    def test_no_spelling_belongs_to_two(self, glossary: Glossary) -> None:
        owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for entry in glossary:
            for s in entry.spellings:
                if s.kind != "short":
                    owners[words(s.text)].add(entry.id)
        assert {key: ids for key, ids in owners.items() if len(ids) > 1} == {}

    def test_no_canonical_form_is_a_variant_of_another(self, glossary: Glossary) -> None:
        canonical = {words(form): e.id for e in glossary for form in e.names.values()}
        variants = [(words(s.text), e.id) for e in glossary for s in e.spellings if s.kind == "variant"]
        assert [(key, id_, canonical[key]) for key, id_ in variants if canonical.get(key, id_) != id_] == []

    def test_surnames_that_several_people_have_need_the_full_name(self, glossary: Glossary) -> None:
        assert [e.id for e in glossary if e.alone == "always"] == []


class TestLayers:
    UPPER = """
- id: anna-berg
  names: {de: Anna Bergin}
  variants: [Anneli Berg]
  not: [Anne Berg]
"""

    def test_values_win_and_lists_add(self) -> None:
        entry = read([("low.yaml", ENTRIES.encode()), ("high.yaml", self.UPPER.encode())])["anna-berg"]
        assert entry.names == {"en": "Anna Berg", "pl": "Anna Bergowa", "de": "Anna Bergin"}
        assert [s.text for s in entry.spellings if s.kind == "variant"] == ["Ana Berg", "Anneli Berg"]

    def test_every_value_remembers_its_layer(self) -> None:
        entry = read([("low.yaml", ENTRIES.encode()), ("high.yaml", self.UPPER.encode())])["anna-berg"]
        origins = {s.text: s.origin.rpartition(":")[0] for s in entry.spellings}
        assert origins["Anna Bergowa"].endswith("low.yaml")
        assert origins["Anna Bergin"].endswith("high.yaml")
        assert origins["Anneli Berg"].endswith("high.yaml")

    def test_unknown_words_are_told(self) -> None:
        wrong = "- {id: x, type: person, names: {en: X Y}, derive: {romanize: yes}}"
        with pytest.raises(ConfigError, match="did you mean 'romanise'"):
            read([("g.yaml", wrong.encode())])

    def test_derivation_can_be_switched_off(self) -> None:
        off = ENTRIES.replace("  keep:", '  derive: {romanise: "no", inflect: "no"}\n  keep:')
        assert found(Glossary.of(off), "Hanna Berh spoke.") == []
        assert found(Glossary.of(off), "od Anny Bergowej", "pl") == []


class TestDerivation:
    def test_a_derived_spelling_tells_its_table(self, small: Glossary) -> None:
        (mention,) = small.find("Hanna Berh spoke.", "en")
        reading = mention.readings[0]
        assert (reading.entry.id, reading.tier) == ("anna-berg", "B")
        assert "uk → en, of Ганна Берг" in reading.spelling.origin

    def test_by_language(self, glossary: Glossary) -> None:
        assert "Sergej Naryschkin" in glossary.derive("sergei-naryshkin", "de")
        assert "Sergej Naryschkin" not in glossary.derive("sergei-naryshkin", "nl")

    @pytest.mark.parametrize(("lang", "is_found"), [("fr", True), ("en", True), ("nl", False)])
    def test_a_table_is_for_its_language_and_for_english(self, glossary: Glossary, lang: str, is_found: bool) -> None:
        assert bool(found(glossary, "Serguey Narychkine", lang)) is is_found


class TestEndings:
    @pytest.mark.parametrize(
        ("word", "base", "lang"),
        [
            ("putina", "putin", "pl"), ("путиным", "путин", "ru"), ("зеленского", "зеленскии", "ru"),
            ("zelenskeho", "zelensky", "cs"), ("putyinnak", "putyin", "hu"), ("putinille", "putin", "fi"),
            ("putina", "putins", "lv"), ("putino", "putinas", "lt"), ("poetins", "poetin", "nl"),
        ],
    )  # fmt: skip
    def test_a_case_leads_to_the_citation_form(self, word: str, base: str, lang: str) -> None:
        assert base in {c.base for c in cases(word, lang)}

    def test_english_has_none(self) -> None:
        assert cases("putins", "en") == []

    def test_a_form_that_cannot_carry_the_ending_is_left_and_told(self, glossary: Glossary) -> None:
        settings = Settings(lang="fi", stages=("names",))
        done = run("Kaupunki Cape Townissa nukkui.", glossary, settings, doc_id="x", media_type="text/plain")
        assert done.edits == ()
        assert any("cannot carry" in note.reason for layer in done.ledger.layers for note in layer.notes)


class TestMatching:
    @pytest.mark.parametrize(
        "text",
        [
            "Anne Berg", "Anne-Berg", "Anne\N{NO-BREAK SPACE}Berg", "Anne\nBerg", "ANNE BERG", "Ánne Berg",
            "(Anne Berg)", "Anne Berg’s", "“Anne Berg”",
        ],
    )  # fmt: skip
    def test_joints_capitals_and_diacritics(self, small: Glossary, text: str) -> None:
        assert [id_ for _, id_ in found(small, f"Then {text} left.")] == ["anna-berg"]

    @pytest.mark.parametrize(
        "text",
        [
            "Anne Bergman left.", "Joanne Berg left.", "The Anne Berg Award went to nobody.", "see www.Anne-Berg.com",
            "ask anne.berg@example.org", "@Anne_Berg", "#AnneBerg", "`Anne Berg`", "Anne, Berg", "Anne\n\nBerg",
        ],
    )  # fmt: skip
    def test_what_is_not_the_name(self, small: Glossary, text: str) -> None:
        assert found(small, text) == []

    def test_offsets_are_true_where_folding_changes_lengths(self, small: Glossary) -> None:
        text = "İİ ß ﬁ Straße: Anne Berg"
        (mention,) = small.find(text, "en")
        assert text[mention.start : mention.end] == mention.text == "Anne Berg"

    def test_scripts_without_spaces(self, small: Glossary) -> None:
        assert found(small, "他在上城说话。", "zh") == [("上城", "upper-town")]

    def test_two_candidates_are_both_told(self) -> None:
        glossary = Glossary.of(
            "- {id: a, type: person, names: {en: Jo Li}, variants: [Joe Lee]}\n"
            "- {id: b, type: person, names: {en: Jon Li}, variants: [Joe Lee]}"
        )
        assert found(glossary, "Joe Lee spoke.") == [("Joe Lee", "a|b")]

    def test_a_long_text_of_names_takes_no_more_than_its_share(self, small: Glossary) -> None:
        text = " ".join(f"Anne Berg{'' if n % 3 else 'man'} x{n}" for n in range(20_000))
        assert len(small.find(text, "en")) == 2 * 20_000 // 3


class TestQuotes:
    TEXT = (
        "“Wladimir Putin came,” he said on the steps of the old town hall. Then Wladimir Putin left for the station.\n"
    )

    @pytest.mark.parametrize(("quotes", "changed"), [("rewrite", 2), ("leave", 1)])
    def test_a_policy(self, glossary: Glossary, quotes: str, changed: int) -> None:
        settings = Settings(lang="en", stages=("names",), quotes=quotes)
        assert len(run(self.TEXT, glossary, settings, doc_id="x", media_type="text/plain").edits) == changed


class TestLinking:
    def test_a_listed_name_comes_first_and_says_why(self, glossary: Glossary) -> None:
        best = glossary.link("Wladimir Putin")[0]
        assert (best.entry.id, best.tier, best.score) == ("vladimir-putin", "A", 1.0)

    def test_a_name_in_another_script(self, glossary: Glossary) -> None:
        best = glossary.link("Валодзімір Зяленскі")[0]
        assert best.entry.id == "volodymyr-zelensky"
        assert 0 <= best.score <= 1
        assert best.why

    def test_no_more_than_asked_for(self, glossary: Glossary) -> None:
        assert len(glossary.link("Ivan Ivanov", top=3)) <= 3


class TestCache:
    def test_a_second_opening_reads_no_yaml(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        file = tmp_path / "g.yaml"
        file.write_text(ENTRIES, "utf-8")
        first = Glossary.open([file])
        monkeypatch.setattr("normalize.glossary.cache.read", lambda _: pytest.fail("read again"))
        second = Glossary.open([file])
        assert list(first) == list(second)
        assert first.digest == second.digest

    @pytest.mark.parametrize("broken", [b"", b"nonsense", MAGIC, MAGIC + bytes(8)])
    def test_a_broken_cache_is_made_anew(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: bytes) -> None:
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        file = tmp_path / "g.yaml"
        file.write_text(ENTRIES, "utf-8")
        Glossary.open([file])
        (cached,) = (tmp_path / "cache" / "normalize").glob("*.glossary")
        cached.write_bytes(broken)
        assert len(Glossary.open([file])) == 2

    def test_a_folder_that_cannot_be_written_to_is_no_fault(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "file").write_text("in the way")
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
        file = tmp_path / "g.yaml"
        file.write_text(ENTRIES, "utf-8")
        assert len(Glossary.open([file])) == 2


def test_the_schema_names_every_field() -> None:
    assert set(schema()["items"]["properties"]) == set(FIELDS)
    json.dumps(schema())


def test_every_field_is_documented_in_the_head_of_the_people() -> None:
    head = (Path(__file__).parent.parent / "glossaries" / "people.yaml").read_text("utf-8").split("\n- id:")[0]
    imported = {"source", "licence"}
    assert [field for field in FIELDS if field not in imported and f"#   {field} " not in head] == []


def test_a_rewritten_name_says_its_tier_and_place() -> None:
    result = normalize("Serguey Narychkine met Wladimir Putin in the old town on Monday, officials said.", lang="en")
    reasons = {e.before: e.reason for e in result.edits if e.rule.startswith("names/")}
    assert "press romanisation" in reasons["Serguey Narychkine"]
    assert "people.yaml" in reasons["Wladimir Putin"]


def test_derived_spellings_are_remembered_and_nothing_else_is_believed(tmp_path: Path) -> None:
    from normalize.glossary.compile import compiled
    from normalize.glossary.derived import Derived

    entries = list(read(layers_of(find_packs([]))).values())[:120]
    plain = compiled(entries, "", [])
    path = tmp_path / "x.derived"
    first = Derived(path)
    assert compiled(entries, "", [], first.of) == plain
    path.write_bytes(first.dumps() or b"")
    again = Derived(path)
    assert compiled(entries, "", [], again.of) == plain
    assert again.dumps() is None
    changed = [replace(entries[0], native={}), *entries[1:]]
    assert compiled(changed, "", [], Derived(path).of) == compiled(changed, "", [])
    for broken in (b"", b"{", b"[1]", b'{"x": 1}', path.read_bytes().replace(b'"derived"', b'"listed"')):
        path.write_bytes(broken)
        assert compiled(entries, "", [], Derived(path).of) == plain


def test_what_is_remembered_makes_no_difference(glossary: Glossary, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [("en", f"Wladimir Putin met Olaf Scholz in Kiew on day {n}.") for n in range(5)]
    texts += [("de", f"Wladimir Putin traf am {n}. Tag Olaf Scholz in Kiew.") for n in range(5)]
    found = [[(m.start, m.text) for m in glossary.find(text, lang)] for lang, text in texts]
    assert all(found)
    monkeypatch.setattr("normalize.glossary.match._REMEMBERED", 3)
    for (lang, text), expected in zip(texts[::-1], found[::-1], strict=True):
        assert [(m.start, m.text) for m in glossary.find(text, lang)] == expected
    assert len(glossary._matcher._langs) == 1
