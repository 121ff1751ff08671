"""The report: what it shows is true, nothing is left out, and no article can break out of it."""

from __future__ import annotations

import base64
import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.edits import Edit, Fact, Layer, Ledger, Note, Source, settle
from normalize.edits.decision import Decision
from normalize.edits.ledger import digest_text
from normalize.errors import RestoreError, UsageError
from normalize.glossary import Glossary
from normalize.pipeline import run
from normalize.report import Article, view
from normalize.report.cells import cells
from normalize.report.flow import flow
from normalize.report.page import PROGRAM, assembled, asset, render
from normalize.report.sheet import PLACED, Sheet, sheet
from normalize.report.terminal import blame, blame_lines, diff
from normalize.report.totals import Totals
from normalize.settings import Settings

SEEDS = Path(__file__).parent.parent / "seeds"
STEERING = re.compile("[\x00-\x1f\x7f-\x9f\N{LEFT-TO-RIGHT EMBEDDING}-\N{RIGHT-TO-LEFT OVERRIDE}\ud800-\udfff]")
HOSTILE = (
    "<script>alert(1)</script> </script><!-- --> ]]> <img src=x onerror=alert(2)> <a href='javascript:alert(3)'>x</a>"
    "\n\n</div></article></body> \N{RIGHT-TO-LEFT OVERRIDE}exe.txt\N{POP DIRECTIONAL FORMATTING} "
    "\0 \r\n \r \x0b \x0c \x1b[31m \x85 "
    "\ud800 \udfff \ufffe \ufdd0 \U0001ffff \ufeff &amp; &#13; &lt;b&gt; \N{NO-BREAK SPACE}{{ 7 * 7 }} {% raw %}\n\n"
    "The last <b onclick='x()'>line</b> of Wladimir Putin \U0001f600 e\N{COMBINING ACUTE ACCENT}.\n"
)


def woven(source: str, *stages: tuple[str, list[Edit]], notes: tuple[Note, ...] = ()) -> Article:
    """An article that went through stages of made-up edits."""
    text, layers = source, []
    for stage, edits in stages:
        patch, fates = settle(stage, edits, veto=lambda e: "decision 7" if e.rule == "no/way" else "", floor=0.5)
        layers.append(Layer(patch, tuple(f for f in fates if f.status != "applied"), notes))
        text = patch.apply(text)
    read = Source("0" * 64, len(source), "text/plain", "utf-8", evidence="made up", rivals=("cp1252",))
    return Article(
        "a <b>/article.txt", {"title": "<i>T</i>"}, text, Ledger("x", read, digest_text(text), "en", tuple(layers))
    )


def edit(text: str, before: str, after: str, rule: str = "names/listed", confidence: float = 0.9, **more: Any) -> Edit:
    at = text.index(before)
    return Edit(at, at + len(before), before, after, rule, "because", confidence, **more)


def hostile() -> Article:
    edits = [
        edit(HOSTILE, "Wladimir", "Vladimir<script>"),
        edit(HOSTILE, "\0 \r\n", " ", "encoding/controls"),
        edit(HOSTILE, "\ud800", "\udfff\r", "encoding/<b>"),
        edit(HOSTILE, "<b onclick='x()'>line</b>", "", "no/way"),
        edit(HOSTILE, "{{ 7 * 7 }}", "x", "scars/maybe", 0.4),
    ]
    return woven(HOSTILE, ("encoding", edits), notes=(Note(0, 8, "metadata/title", "<u>", (Fact("title", "<s>"),)),))


def seeds() -> Iterator[Article]:
    glossary = Glossary.load()
    for path in sorted(p for p in SEEDS.rglob("*") if p.is_file()):
        name = path.relative_to(SEEDS).as_posix()
        items: list[tuple[str, bytes | str, str]] = [(name, path.read_bytes(), "")]
        if path.suffix == ".jsonl":
            records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
            items = [(f"{name}#{r['id']}", r.get("text") or r["html"], "") for r in records]
        for source, data, kind in items:
            done = run(data, glossary, Settings(), doc_id=source, media_type=kind)
            yield Article(source, done.facts.as_dict(), done.text, done.ledger)


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return [*seeds(), hostile()]


def unpacked(page: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The head and the articles that a page holds, read from the page alone."""
    assert page.encode("utf-8").decode("utf-8") == page
    packs = {
        str(t["id"]): json.loads(gzip.decompress(base64.b64decode(t.get_text())))
        for t in BeautifulSoup(page, "html.parser").select("template")
    }
    head = packs.pop("head")
    return head, [packs[f"article-{n}"] for n in range(len(packs))]


def spelt(said: str | list[str | int]) -> str:
    return said if isinstance(said, str) else "".join(p if isinstance(p, str) else chr(p) for p in said)


def read_back(page: str) -> list[tuple[str, str]]:
    """Source and output of every article, from the page alone."""
    found = []
    for article in unpacked(page)[1]:
        atoms = [(kind, spelt(text)) for b in article["blocks"] for s in b["spans"] for kind, text, *_ in s[0]]
        found.append(("".join(t for k, t in atoms if k != 2), "".join(t for k, t in atoms if k != 1)))
    return found


def test_the_page_is_honest(articles: list[Article]) -> None:
    page = "".join(render(articles, version="0"))
    assert read_back(page) == [(a.ledger.original(a.text), a.text) for a in articles]


def test_every_change_has_its_row_its_mark_and_its_name(articles: list[Article]) -> None:
    head, told = unpacked("".join(render(articles, version="0")))
    rows = head["edits"]
    assert len({len(column) for name, column in rows.items() if name != "strings"}) == 1
    for n, (article, whole) in enumerate(zip(articles, told, strict=True)):
        seen = view(article)
        assert [c["n"] for c in whole["causes"]] == list(range(1, len(article.ledger.edits) + 1))
        marked = [number for b in whole["blocks"] for s in b["spans"] for number in (s[1] if len(s) > 1 else [])]
        listed = [k for a, k in zip(rows["article"], rows["number"], strict=True) if a == n]
        assert sorted(marked) == sorted(k for k in listed if k > 0) == [c.number for c in seen.loud]
        assert sorted(-k for k in listed if k < 0) == [r.number for r in seen.remarks if r.status in PLACED]
        names = {e["n"]: e["name"] for e in (*whole["causes"], *whole["remarks"])}
        for a, k, name in zip(rows["article"], rows["number"], rows["name"], strict=True):
            assert a != n or (names[k] == name and re.fullmatch("[0-9a-f]{16}", name))


def test_a_change_is_repeated_to_the_letter_or_not_at_all(articles: list[Article]) -> None:
    rows = unpacked("".join(render(articles, version="0")))[0]["edits"]
    said = {(a, e.before, e.after) for a, article in enumerate(articles) for e in every_edit(article)}
    for a, old, new in zip(rows["article"], rows["edit_from"], rows["edit_to"], strict=True):
        assert (old < 0) == (new < 0)
        assert old < 0 or (a, rows["strings"][old], rows["strings"][new]) in said


def every_edit(article: Article) -> Iterator[Edit]:
    for layer in article.ledger.layers:
        yield from layer.patch.edits
        yield from (f.edit for f in layer.others)


def test_a_hostile_article_is_only_data() -> None:
    page = "".join(render([hostile()], [{"source": "<script>.txt", "reason": "binary"}], version="0"))
    soup = BeautifulSoup(page, "html.parser")
    assert len(soup.select("script")) == len(soup.select("style")) == 1
    assert not soup.select("img, iframe, object, base, link:not([rel=icon]), [onerror], [onclick], [style], [src]")
    assert {str(a["href"])[0] for a in soup.select("a[href]")} == {"#"}
    assert all(re.fullmatch("[A-Za-z0-9+/=]*", t.get_text()) for t in soup.select("template"))
    bare = re.sub("<template.*?</template>", "", page)
    assert not re.search("alert\\(|Wladimir|onclick=", bare)
    assert not re.search("[\0\r\x0b\x0c\x1b\x85\N{REPLACEMENT CHARACTER}]", page)
    assert not re.search(r"https?:(?!//www\.w3\.org/2000/svg)", page)


def test_the_program_makes_no_markup_of_strings() -> None:
    program = "".join(asset(f"page/{name}.js") for name in PROGRAM)
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|DOMParser", program
    )
    folder = Path(render.__code__.co_filename).parent / "assets" / "page"
    assert sorted(PROGRAM) == sorted(p.stem for p in folder.glob("*.js"))


def test_the_page_is_the_same_every_time(articles: list[Article]) -> None:
    skipped = [{"source": "x", "reason": "empty", "message": ""}]
    assert "".join(render(articles, skipped, version="1")) == "".join(render(iter(articles), skipped, version="1"))


def test_the_page_has_a_limit_and_counts_on(articles: list[Article], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("normalize.report.page.MOST", 3)
    head, told = unpacked("".join(render(articles, version="0")))
    assert (head["total"]["articles"], head["total"]["shown"], len(told)) == (len(articles), 3, 3)


def test_the_page_knows_what_people_said() -> None:
    said = [
        Decision("accept", "names/listed", "rule", lang="de"),
        Decision("reject", "names/listed", "everywhere", before="a", after="b", lang="de"),
    ]
    page = "".join(render([hostile()], (), said, version="0"))
    assert page == "".join(render([hostile()], (), said[::-1], version="0"))  # the order of the file says nothing
    head, _ = unpacked(page)
    rule = next(r for r in head["rules"] if r["id"] == "names/listed")
    assert rule["measured"][:2] == [1, 1]
    assert list(rule["langs"]) == ["de"]
    assert {d["verdict"] for d in head["decisions"]} == {"accept", "reject"}


def test_an_empty_run_has_a_page_too() -> None:
    assert "What was changed" in "".join(render([], version="0"))


def test_a_changed_text_is_refused() -> None:
    a = hostile()
    with pytest.raises(RestoreError):
        "".join(render([Article(a.source, a.facts, a.text + "!", a.ledger)], version="0"))


_TEXT = st.text(
    st.sampled_from("ab \n\r\0<>&é\N{ARABIC LETTER BEH}\N{ARABIC LETTER ALEF}\N{NO-BREAK SPACE}\ud800\U0001f600.中")
)


@st.composite
def _articles(draw: st.DrawFn) -> Article:
    source = text = draw(_TEXT)
    stages = []
    for stage in ("encoding", "markup", "boilerplate", "names", "layout"):
        cuts = draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, 6), _TEXT), max_size=4))
        spans = [(a, min(a + n, len(text)), new[:4]) for a, n, new in cuts]
        edits = [Edit(a, z, text[a:z], new, f"{stage}/r", "", 0.9) for a, z, new in spans if text[a:z] != new]
        edits += [Edit(e.start, e.end, e.before, e.after + "?", "r/maybe", "", 0.3) for e in edits]
        stages.append((stage, edits))
        text = settle(stage, edits, floor=0.5)[0].apply(text)
    return woven(source, *stages)


@settings(max_examples=300, deadline=None)
@given(_articles())
def test_nothing_is_lost_on_the_way(article: Article) -> None:
    source, seen = article.ledger.original(article.text), view(article)
    at = start = 0
    for s in seen.segments:
        assert (s.at, s.start) == (at, start)
        assert s.kept or "".join(p.text for p in s.pieces) == s.before
        at, start = at + len(s.after), start + len(s.before)
    assert "".join(s.before for s in seen.segments) == source
    assert "".join(s.after for s in seen.segments) == article.text
    spans = [span for block in flow(seen) for span in block.spans]
    atoms = [a for span in spans for a in span.atoms]
    assert "".join(a.text for a in atoms if a.kind != "after") == source
    assert "".join(a.text for a in atoms if a.kind != "before") == article.text
    assert sorted(c.number for span in spans for c in span.causes) == [c.number for c in seen.loud]


@settings(max_examples=60, deadline=None)
@given(_articles())
def test_any_page_is_honest(article: Article) -> None:
    assert read_back("".join(render([article], version="0"))) == [(article.ledger.original(article.text), article.text)]


def test_what_was_not_done_is_shown_in_its_place() -> None:
    source = "One Kiev, two Kiew."
    edits = [edit(source, "Kiev", "Kyiv", confidence=0.4), edit(source, "Kiew", "Kyiv", "no/way")]
    seen = view(woven(source, ("names", edits)))
    assert [(r.status, r.before, r.start, r.by) for r in seen.remarks] == [
        ("suggested", "Kiev", 4, ""),
        ("vetoed", "Kiew", 14, "decision 7"),
    ]
    assert [(s.before, s.remarks) for s in seen.segments if s.remarks] == [("Kiev", (1,)), ("Kiew", (2,))]


def test_it_is_known_what_would_have_happened_instead() -> None:
    source = "See also Kiev news. Fin."
    edits = [
        edit(source, "See also Kiev news.", "", "boilerplate/see-also"),
        edit(source, "Kiev", "Kyiv", confidence=0.8),
        edit(source, "also Kiev", "too Kyiv", "names/other", confidence=0.7),
    ]
    seen = view(woven(source, ("names", edits)))
    numbers = {r.number: r.rule for r in seen.remarks}
    assert [[numbers[n] for n in c.instead] for c in seen.causes] == [["names/listed"]]


def test_a_change_takes_whole_words() -> None:
    source = "in Russiawhere"
    seen = view(woven(source, ("scars", [Edit(9, 9, "", " ", "scars/glued-words")])))
    assert [(s.before, s.after) for s in seen.segments] == [("in ", "in "), ("Russiawhere", "Russia where")]


def test_tags_and_white_space_are_quiet() -> None:
    source = "<p>A&eacute;\n\n\n<b>b</b><script>x</script><button>Go</button></p>"
    edits = [edit(source, b, a, "markup/x") for b, a in (("<p>", ""), ("&eacute;", "é"), ("<script>x</script>", ""))]
    seen = view(woven(source, ("markup", [*edits, edit(source, "<button>Go</button>", "", "markup/hidden")])))
    assert [(c.edit.before, c.quiet) for c in seen.causes] == [
        ("<button>Go</button>", False),
        ("<p>", True),
        ("&eacute;", True),
        ("<script>x</script>", True),
    ]


def test_totals(articles: list[Article]) -> None:
    totals = Totals()
    for article in articles:
        totals.add(sheet(article))
    assert totals.articles == len(articles)
    assert totals.changes + totals.quiet == sum(len(a.ledger.edits) for a in articles) == totals.status["applied"]
    assert sum(r.applied for r in totals.rules.values()) == totals.status["applied"]


def test_a_sheet_survives_json(articles: list[Article]) -> None:
    for article in articles:
        assert Sheet.loads(sheet(article).dumps()) == Sheet.loads(Sheet.loads(sheet(article).dumps()).dumps())
    made = [Sheet.loads(sheet(a).dumps()) for a in articles]
    assert "".join(assembled(made, (), (), version="0")) == "".join(render(articles, version="0"))


@pytest.mark.parametrize("colour", [True, False])
@pytest.mark.parametrize("width", [60, 100])
def test_the_terminal_is_never_steered(articles: list[Article], colour: bool, width: int) -> None:
    for article in articles:
        seen = view(article)
        said = list(diff(seen, colour=colour, width=width))
        said += blame_lines(blame(seen, article.text, 1), colour=colour, width=width)
        for line in said:
            bare = re.sub(r"\x1b\[[0-9;]*m", "", line) if colour else line
            assert not STEERING.search(bare)
            assert sum(map(cells, bare)) <= width


def test_diff_reads_well() -> None:
    source = "Yesterday Wladimir Putin met Kim.\n\nSee also A tale\n\nThe end."
    seen = view(
        woven(
            source,
            ("boilerplate", [edit(source, "See also A tale", "", "boilerplate/see-also")]),
            ("names", [edit(source, "Wladimir Putin", "Vladimir Putin", facts=(Fact("x", "y"),))]),
            ("layout", [Edit(33, 37, "\n\n\n\n", "\n\n", "layout/paragraphs")]),
        )
    )
    names = [c.name[:8] for c in seen.causes]
    assert list(diff(seen, colour=False, width=60)) == [
        "a <b>/article.txt  en  2 changes",
        "",
        "line 1",
        "  Yesterday [-Wladimir Putin-]{+Vladimir Putin+} met Kim.",
        f"    1  names/listed  0.90  {names[0]}  because; x: y",
        "",
        "line 3",
        "  [-See also A tale-]",
        f"    2  boilerplate/see-also  0.90  {names[1]}  because",
        "",
        "1 change of tags and white space only",
    ]


def test_blame_knows_where_a_word_came_from() -> None:
    source = "Yesterday Wladimir Putin met Kim.\nSee also A tale\nThe end."
    article = woven(
        source,
        ("boilerplate", [edit(source, "See also A tale\n", "", "boilerplate/see-also")]),
        ("names", [Edit(10, 18, "Wladimir", "Vladimir", "names/listed")]),
    )
    seen, text = view(article), article.text
    assert [(b.place, b.source, b.text) for b in blame(seen, text, 1, 12)] == [("here", "Wladimir", "Vladimir")]
    assert [(b.place, b.source, len(b.causes)) for b in blame(seen, text, 1, 1)] == [("here", "Yesterday", 0)]
    assert [(b.place, b.words, b.start) for b in blame(seen, text, 2)] == [
        ("before", "See also A tale\n", 34),
        ("here", "The end.", 50),
    ]
    for line, column in ((3, None), (0, None), (1, 99)):
        with pytest.raises(UsageError):
            blame(seen, text, line, column)
