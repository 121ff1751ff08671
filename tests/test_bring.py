# ruff: noqa: E501 - name lists read best as they are
"""Other people's name lists: every format read, every name with one owner, what is left out told, nothing broken by YAML."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tracemalloc
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from normalize.cli.bring import import_
from normalize.errors import RefusedError, UsageError
from normalize.glossary.bring import FORMATS, Form, Found, LeftOut, Options, bring, fields, lines, pack, wikidata
from normalize.glossary.bring.claims import Claims, digest
from normalize.glossary.bring.entry import Terms
from normalize.glossary.bring.found import MOST
from normalize.glossary.bring.pack import Known, Pack
from normalize.glossary.bring.tidy import LONGEST, language, tidy
from normalize.glossary.read import read
from normalize.glossary.shape import Entry
from normalize.glossary.write import scalar

TERMS = Terms()


def found(text: str | bytes, format_: str = "auto", name: str = "list", **options: Any) -> tuple[list[Found], LeftOut]:
    """Read a list from memory."""
    left_out = LeftOut()
    data = io.BytesIO(text.encode() if isinstance(text, str) else text)
    return list(bring(data, format_, name=name, options=Options(**options), left_out=left_out)), left_out


def packed(*entities: Found, terms: Terms = TERMS, known: Known | None = None) -> tuple[dict[str, Entry], LeftOut]:
    """Make a pack of entities and read it back as a glossary."""
    left_out = LeftOut()
    made = Pack(io.BytesIO(), left_out, known)
    made.gather(entities, terms)
    return read([("pack.yaml", "".join(made.lines()).encode())]), left_out


def person(*names: str, key: str = "", **more: Any) -> Found:
    return Found(key, "person", tuple(Form(n, "", "alias" if i else "name") for i, n in enumerate(names)), **more)


def forms(entry: Entry) -> set[str]:
    return {s.text for s in entry.spellings if s.kind != "derived"}


# ---- the formats


CSV = 'id,Name,Type,Also known as,name_de,Wikidata ID\n7,Jane Doe,PER,"Jayne Doe|Jane Do; J. Doe",Johanna Doe,Q12\n'


def test_a_table_is_read_by_its_headers() -> None:
    (one,), left_out = found(CSV)
    assert one == Found(
        "7",
        "person",
        (
            Form("Jane Doe"),
            Form("Jayne Doe", "", "alias"),
            Form("Jane Do", "", "alias"),
            Form("J. Doe", "", "alias"),
            Form("Johanna Doe", "de"),
        ),
        "Q12",
        place="list:2",
    )
    assert not left_out.counts


@pytest.mark.parametrize("mark", ",;\t|")
def test_a_table_may_stand_between_any_marks(mark: str) -> None:
    (one,), _ = found(f"name{mark}lang\nJane Doe{mark}en\n")
    assert one.forms == (Form("Jane Doe", "en"),)


def test_quoted_cells_hold_marks_and_line_breaks() -> None:
    rows, _ = found('name,id\n"Doe, ""Jane""\nthe elder",a\nJohn Roe,b\n')
    assert [(r.forms[0].text, r.place) for r in rows] == [('Doe, "Jane"\nthe elder', "list:2"), ("John Roe", "list:4")]


def test_a_stray_quotation_mark_in_a_tsv_swallows_no_lines() -> None:
    rows, _ = found('name\tid\n"Jane Doe\ta\n"John ""J"" Roe"\tb\n')
    assert [r.forms[0].text for r in rows] == ['"Jane Doe', 'John "J" Roe']


def test_rows_of_one_id_are_one_entity() -> None:
    rows, _ = found("wikidata_id\tlabel\tlanguage\ttype\nQ1\tKyiv\ten\tLOC\nQ1\tKiew\tde\tLOC\nQ2\tLviv\ten\tLOC\n")
    assert [(r.key, r.type, r.forms) for r in rows] == [
        ("Q1", "place", (Form("Kyiv", "en"), Form("Kiew", "de"))),
        ("Q2", "place", (Form("Lviv", "en"),)),
    ]


def test_columns_can_be_named() -> None:
    (one,), _ = found(
        "Naam,Ook,soort\nJane Doe,J. Doe,x\n", columns={"name": "Naam", "alias": "Ook"}, type="person", lang="nl"
    )
    assert (one.type, one.forms) == ("person", (Form("Jane Doe", "nl"), Form("J. Doe", "nl", "alias")))


@pytest.mark.parametrize("columns", [{}, {"name": "Nome"}, {"colour": "Naam"}])
def test_a_table_without_names_says_what_its_columns_are(columns: dict[str, str]) -> None:
    with pytest.raises(UsageError, match=r"Naam|colour"):
        found("Naam,Ook\nJane Doe,J. Doe\n", columns=columns)


def test_a_row_that_is_too_long_is_told() -> None:
    rows, left_out = found("name,id\nJane Doe,a\nJohn, Roe,b\nJim Poe\n")
    assert [r.forms[0].text for r in rows] == ["Jane Doe", "Jim Poe"]
    assert left_out.first["line"] == ["list:3: 3 cells, but the header has 2"]


def test_json_lines_hold_texts_lists_and_tables_of_languages() -> None:
    lines_ = (
        {"id": 5, "type": "city", "name": {"en": "Kyiv", "de": ["Kiew", "Kijew"]}, "aliases": ["Kyjiv", {"text": "Kiev", "lang": "en"}], "native": {"uk": "Київ"}},
        {"label": "Lviv", "aliases": {"de": "Lemberg"}, "wikidata": "Q36036", "more": {"x": [1]}},
    )  # fmt: skip
    (kyiv, lviv), _ = found("\n".join(json.dumps(r) for r in lines_))
    assert kyiv.key == "5"
    assert kyiv.type == "place"
    assert kyiv.forms == (
        Form("Kyiv", "en"), Form("Kiew", "de"), Form("Kijew", "de", "alias"), Form("Kyjiv", "", "alias"),
        Form("Kiev", "en", "alias"), Form("Київ", "uk", "native"),
    )  # fmt: skip
    assert (lviv.key, lviv.wikidata, lviv.forms) == ("Q36036", "Q36036", (Form("Lviv"), Form("Lemberg", "de", "alias")))


def test_json_lines_without_names_say_what_their_keys_are() -> None:
    with pytest.raises(UsageError, match="naam, soort"):
        found('{"naam": "Jane Doe", "soort": "x"}\n')


FTM = {
    "id": "NK-1",
    "schema": "Person",
    "caption": "Ivan Petrov",
    "properties": {
        "name": ["PETROV, Ivan", "Иван Петров", "Ivan Petrov"],
        "alias": ["Iwan Petrow"],
        "weakAlias": ["Vanya"],
        "previousName": ["Ivan Sidorov"],
        "wikidataId": ["Q99"],
        "country": ["ru", "by"],
        "topics": ["role.pep"],
    },
}


def test_followthemoney_takes_names_and_aliases_only() -> None:
    text = f"{json.dumps(FTM)}\n" + json.dumps({"id": "o", "schema": "Ownership", "properties": {}})
    (one,), left_out = found(text)
    assert (one.key, one.type, one.wikidata, one.note) == ("NK-1", "person", "Q99", "country by, ru; topics role.pep")
    assert [f.text for f in one.forms] == ["Ivan Petrov", "Иван Петров", "PETROV, Ivan", "Iwan Petrow"]
    assert left_out.counts == {"kind": 1}


def item(q: str, class_: str = "Q5", rank: str = "normal", **more: Any) -> dict[str, Any]:
    claims = {"P31": [{"rank": rank, "mainsnak": {"datavalue": {"value": {"id": class_}}}}], **more.pop("claims", {})}
    return {
        "type": "item",
        "id": q,
        "labels": {"en": {"language": "en", "value": f"Jane {q}"}},
        "claims": claims,
        **more,
    }


def dump(*items: dict[str, Any]) -> str:
    return "[\n" + ",\n".join(json.dumps(i) for i in items) + "\n]\n"


def test_wikidata_labels_aliases_and_native_names() -> None:
    native = {"rank": "normal", "mainsnak": {"datavalue": {"value": {"text": "Джейн", "language": "uk"}}}}
    one = item("Q7", claims={"P1559": [native]})
    one["labels"] |= {
        k: {"value": v}
        for k, v in {"mul": "Jane M", "ast": "Xana", "pt": "Joana", "pt-br": "Joana B", "no": "Jana"}.items()
    }
    one["aliases"] = {"de": [{"value": "Johanna Q7"}], "vo": [{"value": "Yohana"}]}
    (read_,), left_out = found(dump(one))
    assert (read_.key, read_.wikidata, read_.type) == ("Q7", "Q7", "person")
    assert set(read_.forms) == {
        Form("Джейн", "uk", "native"), Form("Jane Q7", "en"), Form("Jane M", ""), Form("Joana", "pt"),
        Form("Joana B", "pt", "alias"), Form("Jana", "nb"), Form("Johanna Q7", "de", "alias"),
    }  # fmt: skip
    assert not left_out.counts


def test_wikidata_takes_the_classes_that_are_wanted() -> None:
    old = item("Q9")
    old["claims"]["P31"][0]["mainsnak"]["datavalue"]["value"] = {"entity-type": "item", "numeric-id": 515}
    text = dump(item("Q1"), item("Q2", "Q515"), item("Q3", "Q16521"), item("Q4", rank="deprecated"), old)
    rows, left_out = found(text)
    assert [(r.key, r.type) for r in rows] == [("Q1", "person"), ("Q2", "place"), ("Q9", "place")]
    assert left_out.counts == {"kind": 2}
    rows, _ = found(text, instance_of=("Q16521",), type="other")
    assert [(r.key, r.type) for r in rows] == [("Q3", "other")]
    with pytest.raises(UsageError, match="city"):
        found(text, instance_of=("city",))


def test_the_classes_have_types_and_are_numbers() -> None:
    assert all(q[0] == "Q" and q[1:].isdigit() for q in wikidata.CLASSES)
    assert {"person", "place", "organisation"} <= {type_ for type_, _ in wikidata.CLASSES.values()}


JRC = "# JRC-Names\n0\tP\tu\tNobody\n1\tP\tu\tJane+Doe\n1\tP\tde\tJohanna+Doe\n2\tO\tu\tUnited+Nations\nbad line\n"


def test_jrc_names_join_the_lines_of_one_entity() -> None:
    rows, left_out = found(JRC)
    assert [(r.key, r.type, r.forms) for r in rows] == [
        ("jrc-1", "person", (Form("Jane Doe"), Form("Johanna Doe", "de", "alias"))),
        ("jrc-2", "organisation", (Form("United Nations"),)),
    ]
    assert left_out.counts == {"kind": 1, "line": 1}


@pytest.mark.parametrize(
    ("text", "name", "format_"),
    [
        (CSV, "x.csv", "csv"),
        (CSV, "x", "csv"),
        (CSV.replace(",", "\t"), "x", "tsv"),
        (JRC, "entities", "jrc"),
        (json.dumps(FTM), "x.json", "ftm"),
        (dump(item("Q1")), "x.json", "wikidata"),
        (json.dumps(item("Q1")) + "\n", "x.jsonl", "wikidata"),
        ('{"name": "Jane Doe"}\n', "x.jsonl", "jsonl"),
    ],
)
@pytest.mark.parametrize("press", [bytes, gzip.compress, bz2.compress, lzma.compress])
def test_the_format_is_guessed_and_packing_makes_no_difference(text: str, name: str, format_: str, press: Any) -> None:
    guessed, _ = found(press(text.encode()), name=name)
    assert guessed
    assert guessed == found(text, format_, name)[0]


@pytest.mark.parametrize("text", ["", "\n", "Jane Doe\nJohn Roe\n", "\xff\xfeJ\0"])
def test_what_is_no_list_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        found(text.encode("latin-1"))


def test_every_format_survives_any_bytes() -> None:
    nasty = [
        b"\0\0\0", b"[" * 100_000, b'{"a":' * 50_000, b"\xff" * 1000, b'"' * 1000 + b",\n" * 99, b"1" * 5000, b'null\n[]\n[[1]]\n"x"\n',
        b'{"labels":[],"claims":5,"P31":"Q5"}\n{"id":"Q5","type":{},"labels":{"en":3},"claims":{"P31":["Q5",{"mainsnak":[]}]}}\n',
        b'{"schema":"Person","properties":{"name":{},"alias":[1,null]}}\n{"schema":[],"properties":1}\n', b"1\tP\tu\t\n\t\t\t\n",
    ]  # fmt: skip
    for format_ in FORMATS:
        head = {"csv": b"name,id\n", "tsv": b"name\tid\n"}.get(format_, b"")
        for data in nasty:
            try:
                entities, left_out = found(head + data, format_)
            except UsageError:
                continue
            glossary, more = packed(*entities)
            assert glossary or not entities or left_out.counts or more.counts


# ---- broken input


def test_bad_lines_are_skipped_counted_and_told() -> None:
    lines_ = [b'{"name": "Jane Doe"}', b"no", b'{"name": "J\xff"}', b"[1, 2]", b'{"name": "John Roe"}']
    rows, left_out = found(b"\n".join(lines_), "jsonl")
    assert [r.forms[0].text for r in rows] == ["Jane Doe", "John Roe"]
    assert left_out.counts["line"] == 4
    assert left_out.first["line"][0].startswith("list:2: ")
    many, left_out = found("x\n" * 99 + '{"name": "Jane Doe"}', "jsonl")
    told = list(left_out.told())
    assert len(many) == 1
    assert told[0] == "left out: 99 lines that cannot be read"
    assert told[-1] == "  and 89 more"
    assert len(told) == 12


def test_a_line_without_end_is_left_out() -> None:
    with mock.patch.object(lines, "LONGEST", 50):
        rows, left_out = found("name,id\n" + "x" * 300 + "\nJane Doe,a\n")
    assert [r.place for r in rows] == ["list:3"]
    assert left_out.counts == {"long-line": 1}


def test_a_packed_file_that_breaks_off_gives_what_was_there() -> None:
    text = "name\tid\n" + "".join(f"Jane Doe {n} {digest(str(n))}\t{n}\n" for n in range(5000))
    rows, left_out = found(gzip.compress(text.encode())[:-2000])
    assert 0 < len(rows) < 5000
    assert left_out.counts == {"broken": 1}


@pytest.mark.parametrize(
    ("name", "reason"),
    [("", "one-letter"), ("X", "one-letter"), ("12 34", "one-letter"), ("…", "one-letter"), ("ab" * LONGEST, "too-long"),
     ("a" * 10_000_000, "too-long"), ("Jane\x07 Doe", "control"), ("Jane \N{REPLACEMENT CHARACTER}", "control"), (f"Jane {chr(0xD800)}", "control")],
)  # fmt: skip
def test_what_cannot_be_a_name_is_left_out_with_its_reason(name: str, reason: str) -> None:
    glossary, left_out = packed(person(name, place="list:1"), person("Jane Doe", name))
    assert [e.names["en"] for e in glossary.values()] == ["Jane Doe"]
    assert left_out.counts == {reason: 2, "nameless": 1}


def test_names_are_tidied() -> None:
    assert tidy(" Jane\u00a0 \tDoe\u200e ") == ("Jane Doe", "")
    assert tidy("Jose\u0301") == ("José", "")
    assert tidy("نوه\u200cای")[0] == "نوه\u200cای"
    assert [language(c) for c in ("ENG", "en", "zh_Hant", "no", "mul", "english", "")] == [
        "en",
        "en",
        "zh-hant",
        "nb",
        "",
        "",
        "",
    ]


def test_the_names_of_one_entity_have_an_end() -> None:
    glossary, left_out = packed(person(*(f"Jane Doe {chr(97 + n % 26)}{n}" for n in range(MOST + 5)), key="x"))
    assert len(forms(glossary["x"])) == MOST
    assert left_out.counts == {"too-many": 1}
    rows, _ = found("1\tP\tu\tJane+Doe\n" * (MOST + 500))
    assert len(rows[0].forms) == MOST + 1


# ---- the entries


def test_the_english_name_is_the_main_one_else_another_in_latin_letters_else_the_form() -> None:
    cases = {
        (Form("Kiew", "de"), Form("Kyiv", "en")): "Kyiv",
        (Form("Київ", "uk"), Form("Kiew", "de"), Form("Kyjiv", "", "alias")): "Kiew",
        (Form("Київ", "uk"), Form("Kyjiv", "", "alias")): "Kyjiv",
        (Form("Київ", "uk"),): "Київ",
    }
    for given_, english in cases.items():
        glossary, _ = packed(Found("x", "place", given_))
        assert glossary["x"].names["en"] == english
        assert forms(glossary["x"]) == {f.text for f in given_}


def test_ids_come_from_wikidata_the_list_or_the_name() -> None:
    glossary, _ = packed(
        person("Jane Doe", key="a", wikidata="Q7"),
        person("John Roe", key="nk-Abc"),
        person("Jim Poe", key="17", place="my list.csv:2"),
        person("Łukasz Żak", key="http://x/y"),
        person("Lukasz-Žák II", "Lukasz Zak"),
        person("Иван Петров", key="ref 5"),
        person("Пётр Иванов"),
    )
    named = list(glossary)
    assert named[:6] == ["q7", "nk-abc", "my-list-17", "lukasz-zak", "lukasz-zak-ii", "ref-5"]
    assert named[6].startswith("person-")


def test_ids_of_names_get_numbers_and_ids_of_lists_are_there_once() -> None:
    glossary, left_out = packed(
        person("Jane Doe", place="l:1"), person("Jane, Doe.", "Jane D", place="l:2"), person("Jané Doe's", place="l:3"),
        person("Jane Does", place="l:4"), person("J. Roe", key="x", place="l:5"), person("J. Poe", key="x", place="l:6"),
    )  # fmt: skip
    assert set(glossary) == {"jane-doe", "jane-doe-s", "jane-does", "x"}
    assert left_out.first == {
        "namesake": ["l:2: Jane, Doe., as Jane Doe (l:1)"],
        "same-id": ["l:6: x, as J. Roe (l:5)"],
    }
    glossary, _ = packed(person("Jane-Doe 2"), person("Jane Doe"), person("Jane Doe Æ"), person("Jane Doe Ж"))
    assert set(glossary) == {"jane-doe-2", "jane-doe", "jane-doe-3", "jane-doe-4"}


def test_a_name_belongs_to_one_entry_first_to_the_one_whose_main_name_it_is() -> None:
    glossary, left_out = packed(
        person("Moscow Idaho", "Moscow City", key="a", place="l:1"),
        person("Moscow City", "Moskva City", key="b", place="l:2"),
        person("Moskow", "MOSKVA CITY", "Moskau Town", key="c", place="l:3"),
    )
    assert [forms(e) for e in glossary.values()] == [
        {"Moscow Idaho"},
        {"Moscow City", "Moskva City"},
        {"Moskow", "Moskau Town"},
    ]
    assert left_out.first == {
        "taken": [
            "l:1: Moscow City of Moscow Idaho belongs to Moscow City (l:2)",
            "l:3: MOSKVA CITY of Moskow belongs to Moscow City (l:2)",
        ]
    }


def test_the_order_of_claims_decides_among_equals_only() -> None:
    claims = Claims()
    for owner, name, rank in ((0, 7, 2), (1, 7, 0), (2, 7, 0), (2, 8, 1), (3, 9, 2), (4, 9, 2), (5, 2**64 - 1, 0)):
        claims.add(owner, name, rank)
    assert list(claims.settle()) == [1, 1, 1, 2, 3, 3, 5]
    assert not list(Claims().settle())


def test_what_the_glossaries_have_is_not_imported_again() -> None:
    own = (
        b"- {id: kyiv, type: place, wikidata: Q1899, names: {en: Kyiv, de: Kiew}, variants: [Kiyiv Town]}\n"
        b"- {id: jane, type: person, names: {en: Jane D}}\n"
    )
    glossary, left_out = packed(
        person("KIEW", place="l:1"),
        person("Some Name", wikidata="Q1899", place="l:2"),
        person("John Roe", "Kiyiv town", "J Roe", place="l:3"),
        person("Other Name", key="jane", place="l:4"),
        person("Jane", "Jane D. Doe", place="l:5"),
        known=Known.of(read([("own.yaml", own)]).values()),
    )
    assert {e.id: forms(e) for e in glossary.values()} == {
        "john-roe": {"John Roe", "J Roe"},
        "jane-2": {"Jane", "Jane D. Doe"},
    }
    assert left_out.first == {
        "known": ["l:1: KIEW is kyiv", "l:2: Some Name is kyiv", "l:4: Other Name has the id jane"],
        "taken": ["l:3: Kiyiv town of John Roe belongs to kyiv"],
    }


def test_single_words_are_held_to_their_language_or_left_out_for_people() -> None:
    given_ = (
        Form("Vienna", "en"),
        Form("Vindobona", "de", "alias"),
        Form("Vindobona", "fr", "alias"),
        Form("Wiener Stadt", "de", "alias"),
    )
    glossary, _ = packed(Found("x", "place", given_))
    assert {(s.text, tuple(sorted(s.langs))) for s in glossary["x"].spellings if s.kind == "variant"} == {
        ("Vindobona", ("de", "fr")),
        ("Wiener Stadt", ()),
    }
    glossary, left_out = packed(person("Jane Doe", "Janey", "J Doe", "習近平", "김정은", key="x"))
    assert forms(glossary["x"]) == {"Jane Doe", "J Doe", "習近平", "김정은"}
    assert left_out.counts == {"single-word": 1}


def test_source_licence_and_policy_stand_in_every_entry() -> None:
    glossary, _ = packed(person("Jane Doe"), person("John Roe"), terms=Terms("A: list", "CC-BY-4.0"))
    assert {(e.source, e.licence, e.policy) for e in glossary.values()} == {("A: list", "CC-BY-4.0", "review")}
    glossary, _ = packed(person("Jane Doe", note="he said: #1"), terms=Terms(policy="off"))
    assert (glossary["jane-doe"].note, glossary["jane-doe"].policy) == ("he said: #1", "off")


# ---- YAML


ANY = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=30)
TRICKY = st.sampled_from(
    ["null", "Yes", "~", "off", "1e5", "0x1F", "- a", "a: b", "a #b", "#ab", "? ab", "{ab}", "[ab]", "a, b", "&ab", "*ab", "!ab", "|ab", ">ab", "%ab",
     "@ab", "`ab", '"ab"', "'ab'", "a\\nb", "ab\\", "<<", "---", "...", "2001-01-01", "ab:", "ab -", "a\u2028b", "\ufeffab", "a\u0085b", "=", "ab'", "\tab"]
)  # fmt: skip


@given(
    st.lists(
        st.tuples(
            st.one_of(ANY, TRICKY),
            st.sampled_from(["", "en", "no", "ru"]),
            st.sampled_from(["name", "alias", "native"]),
        ),
        min_size=1,
    )
)
def test_any_text_goes_through_a_pack_and_comes_back_the_same(given_: list[tuple[str, str, Any]]) -> None:
    glossary, _ = packed(Found("x", "place", tuple(Form(*f) for f in given_)))
    wanted = {name for text, _, _ in given_ for name, wrong in [tidy(text)] if not wrong}
    assert [forms(e) for e in glossary.values()] == ([wanted] if wanted else [])


@given(
    st.lists(
        st.lists(
            st.sampled_from(["Ann Lee", "ann lee", "Bob Ray", "Cy Dee", "Dé Fox", "De Fox", "Eve Gil"]),
            min_size=1,
            max_size=4,
        ),
        max_size=8,
    )
)
def test_a_pack_is_always_a_glossary_without_conflicts(lists: list[list[str]]) -> None:
    glossary, left_out = packed(*(person(*names) for names in lists))
    owners: dict[str, str] = {}
    for entry in glossary.values():
        for text in forms(entry):
            assert owners.setdefault(text.casefold().replace("é", "e"), entry.id) == entry.id
    assert len(glossary) + left_out.counts["namesake"] == len(lists)
    assert {n.casefold().replace("é", "e") for names in lists for n in names[:1]} <= set(owners)


@given(st.one_of(ANY, TRICKY).filter(lambda t: not tidy(t)[1]).map(lambda t: tidy(t)[0]))
def test_a_scalar_is_the_text_that_it_was(text: str) -> None:
    (entry,) = read(
        [
            (
                "x.yaml",
                f"- {{id: x, type: place, names: {{en: {scalar(text)}}}, variants: [{scalar(text + 'x')}]}}\n".encode(),
            )
        ]
    ).values()
    assert (entry.names["en"], forms(entry)) == (text, {text, f"{text}x"})


def test_a_pack_larger_than_a_glossary_can_be_is_refused() -> None:
    with mock.patch.object(pack, "NODES", 60), pytest.raises(UsageError, match="larger than one file"):
        packed(person("Jane Doe"), person("John Roe"), person("Jim Poe"), person("Jack Moe"))


@given(st.lists(st.lists(ANY, min_size=1, max_size=5), min_size=1, max_size=5))
def test_values_are_never_counted_too_low(lists: list[list[str]]) -> None:
    """The reader's limit must not be met where the pack has promised that it is not."""
    from normalize.glossary.bring import entry

    made = Pack(io.BytesIO(), LeftOut())
    made.gather(
        (
            Found(f"x{i}", "place", tuple(Form(t, "de", "alias") for t in texts), "Q1", "a note")
            for i, texts in enumerate(lists)
        ),
        Terms("s", "l"),
    )
    with mock.patch.object(pack, "nodes_of", wraps=entry.nodes_of) as counted:
        lines_ = list(made.lines())
    promised = 1 + sum(entry.nodes_of(*call.args) for call in counted.call_args_list)
    with mock.patch("normalize.strictyaml.NODES", promised):
        assert len(read([("x.yaml", "".join(lines_).encode())])) == len(lines_)


# ---- memory


def test_memory_does_not_grow_with_the_list() -> None:
    """Ten times the entities may take what their digests take, not what their names take."""

    words = [f"{chr(97 + i % 26)}{'x' * (40 + i)}" for i in range(50)]

    def peak(n: int) -> int:
        class Counted(io.BytesIO):
            """A file that forgets what it is given: it counts as disk, not as memory."""

            def write(self, data: Any) -> int:
                return len(data)

        made = Pack(Counted(), LeftOut())
        tracemalloc.start()
        named = (f"{words[i % 50]} {words[i // 50 % 50]} {words[i // 2500]}" for i in range(n))  # few words, many names
        made.gather(person(f"Jane {name}", f"Janet {name}") for name in named)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(2600)
    few, many = peak(1000), peak(11_000)
    assert 0 < many - few < 10_000 * 2 * 40


# ---- the command

APP = typer.Typer()
APP.command()(import_)


def command(*args: str, stdin: bytes = b"") -> Any:
    return CliRunner().invoke(APP, list(args), input=stdin)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "My list.csv").write_text(
        "id,name,type,aliases\n1,Jane Doelin,person,Jayne Doelin|Janey\n2,X,person,\n3,Kiev,place,\n4,Jane Doelin,person,\n"
    )
    return tmp_path


def test_the_command_writes_a_glossary_and_tells_what_it_left_out(folder: Path) -> None:
    done = command("My list.csv", "--licence", "CC0-1.0", "--conflicts", "all.tsv")
    assert done.exit_code == 0, done.output
    path = folder / "glossaries" / "imported" / "my-list.yaml"
    (entry,) = read([("x", path.read_bytes())]).values()
    assert (entry.id, entry.source, entry.licence, entry.policy) == ("my-list-1", "My list.csv", "CC0-1.0", "review")
    assert forms(entry) == {"Jane Doelin", "Jayne Doelin"}
    assert "wrote glossaries/imported/my-list.yaml: 1 entry with 2 spellings, policy review" in done.stderr
    assert "Kiev is kyiv" in done.stderr
    told = (folder / "all.tsv").read_text().splitlines()
    assert [line.split("\t")[:2] for line in told] == [
        ["single-word", "My list.csv:2"], ["one-letter", "My list.csv:3"], ["nameless", "My list.csv:3"],
        ["known", "My list.csv:4"], ["namesake", "My list.csv:5"],
    ]  # fmt: skip
    again = path.read_bytes()
    assert command("My list.csv", "--licence", "CC0-1.0").exit_code == 0
    assert path.read_bytes() == again
    assert [p.name for p in path.parent.iterdir()] == ["my-list.yaml"]


def test_the_command_reads_the_standard_input_and_several_lists(folder: Path) -> None:
    done = command(
        "-", "My list.csv", "--out", "x.yaml", "--policy", "auto", "--source", "me", stdin=gzip.compress(JRC.encode())
    )
    assert done.exit_code == 0, done.output
    assert {(e.names["en"], e.source, e.policy) for e in read([("x", (folder / "x.yaml").read_bytes())]).values()} == {
        ("Jane Doe", "me", "auto"),
        ("Jane Doelin", "me", "auto"),
    }


def test_an_empty_result_is_an_error_and_nothing_is_written(folder: Path) -> None:
    (folder / "empty.csv").write_text("name\nX\n")
    done = command("empty.csv")
    assert isinstance(done.exception, UsageError)
    assert "no entry in empty.csv (csv)" in str(done.exception)
    assert "1 name of less than two letters" in done.stderr
    assert not (folder / "glossaries").exists()


@pytest.mark.parametrize(
    "wrong",
    [["--format", "xml"], ["--type", "ship"], ["--policy", "maybe"], ["--lang", "english"], ["--column", "name"], ["--column", "name=Nome"],
     ["--source", "a\x07bc"], ["--instance-of", "Q5", "--format", "xml"]],
)  # fmt: skip
def test_wrong_options_are_told(folder: Path, wrong: list[str]) -> None:
    done = command("My list.csv", *wrong)
    assert isinstance(done.exception, UsageError)
    assert not (folder / "glossaries").exists()


@pytest.mark.parametrize("missing", ["nothing.csv", "."])
def test_a_list_that_cannot_be_opened_is_told(folder: Path, missing: str) -> None:
    assert folder.is_dir()
    assert isinstance(command(missing).exception, UsageError)


def test_a_file_that_no_import_has_written_is_left_alone(folder: Path) -> None:
    (folder / "people.yaml").write_text("- id: mine\n")
    assert isinstance(command("My list.csv", "--out", "people.yaml").exception, RefusedError)
    assert (folder / "people.yaml").read_text() == "- id: mine\n"


def test_every_reason_and_header_is_in_its_list_once() -> None:
    headers = [h for headers in fields.FIELDS.values() for h in headers.split()]
    assert len(headers) == len(set(headers))
