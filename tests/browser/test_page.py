"""The report in a real browser: from a file, without requests or complaints, by keyboard, whatever an article says."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect
from samples import arabic, few, hostile, ordinary

from normalize.report.names import named
from normalize.report.page import render
from normalize.report.since import Said, Told, compare
from normalize.review.decisions import Book

READ = """() => [...document.querySelectorAll('main [data-kind]')].map(e => {
  const walk = document.createTreeWalker(e, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT), parts = [];
  while (walk.nextNode()) {
    const n = walk.currentNode;
    if (n.nodeType === Node.TEXT_NODE) parts.push(['text', n.data]);
    else if (n.dataset.char) parts.push(['char', n.dataset.char]);
  }
  return [e.dataset.kind, parts];
})"""
VIEWS = {
    "overview": "",
    "changes": "#v=changes&q=rule:names/listed",
    "article": "#v=article&a=site-0/report-0",
    "arabic": "#v=article&a=ar/لقاء",
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("report") / "report.html"
    skipped = [{"source": "a\n<b>.txt", "reason": "binary", "message": "<i>it is a picture</i>"}]
    path.write_text("".join(render(few(), skipped, version="0")), encoding="utf-8", newline="")
    return path.as_uri()


@pytest.fixture
def page(visit: Callable[..., Any], address: str) -> Any:
    return visit(address)


def go(page: Any, fragment: str) -> None:
    page.evaluate("f => { delete document.documentElement.dataset.ready; location.hash = f }", fragment)
    page.evaluate("dispatchEvent(new Event('hashchange'))")  # it may have been there already
    page.wait_for_selector("html[data-ready]")


def test_it_opens_from_a_file_and_asks_for_nothing(page: Any, address: str) -> None:
    assert page.title() == "What was changed"
    for fragment in VIEWS.values():
        go(page, fragment)
    assert page.heard == []
    assert page.evaluate("violations") == []
    assert {url.partition("#")[0] for url in page.asked if not url.startswith("data:")} == {address}


def test_the_policy_holds(page: Any) -> None:
    page.evaluate("document.body.append(Object.assign(document.createElement('img'), {src: 'https://x.example/'}))")
    page.wait_for_timeout(100)
    assert page.evaluate("violations") == ["https://x.example/"]
    assert page.evaluate("fetch('https://x.example/').then(() => 'out', () => 'in')") == "in"
    said = page.evaluate(
        "(() => { try { document.body.innerHTML = '<b>'; return 'set' } catch (e) { return e.name } })()"
    )
    assert said == "TypeError"
    make = "const s = document.createElement('script'); s.append('window.ran = 1'); document.body.append(s)"
    assert page.evaluate(f"(() => {{ {make}; return window.ran }})()") is None


@pytest.mark.parametrize(
    "fragment", ["#v=article&a=%3C/title%3E%3Cscript%3Ex%3C/script%3E", "#v=changes", "#v=overview"]
)
def test_a_hostile_article_stays_text(page: Any, fragment: str) -> None:
    go(page, fragment)
    assert page.locator("main :is(script, img, iframe, object, form, b[id], u)").count() == 0
    assert page.locator("[onerror], [onclick], [style]").count() == 0
    assert page.locator("a:not([href^='#'])").count() == 0
    assert "broken in" not in page.title()
    assert page.heard == []
    if "article" in fragment:
        assert "<script>document.title = 'broken in'</script>" in page.locator("article").inner_text()


@pytest.mark.parametrize("made", [hostile, arabic], ids=["hostile", "arabic"])
def test_a_browser_reads_the_same_texts(page: Any, made: Callable[[], Any]) -> None:
    article = made()
    go(page, "#" + urlencode({"v": "article", "a": article.ledger.id}))
    said = [
        (kind, "".join(chr(int(x, 16)) if what == "char" else x for what, x in parts))
        for kind, parts in page.evaluate(READ)
    ]
    assert "".join(text for kind, text in said if kind != "after") == article.ledger.original(article.text)
    assert "".join(text for kind, text in said if kind != "before") == article.text


def test_facets_count_and_filter(page: Any) -> None:
    go(page, "#v=changes")
    assert page.locator("#facets [data-key=lang] button").all_inner_texts() == ["en\n17", "de\n4", "fr\n4", "ar\n2"]
    page.locator("#facets [data-key=lang] button", has_text="de").click()
    expect(page.locator(".line")).to_have_count(4)
    page.locator("#facets [data-key=status] button", has_text="suggested").click()
    expect(page.locator(".line")).to_have_count(1)
    assert "status:suggested" in page.input_value("#query")
    assert "lang%3Ade" in page.url
    page.locator("#facets .all").click()
    expect(page.locator(".line")).to_have_count(27)


def test_search_finds_changes_and_texts(page: Any) -> None:
    page.keyboard.press("/")
    page.keyboard.type('"Tale 3" rule:boilerplate/*')
    page.keyboard.press("Enter")
    expect(page.locator(".line")).to_have_count(1)
    assert "Tale 3 of a coot" in page.locator(".line").inner_text()
    go(page, "#q=ships+stayed")
    page.locator(".texts button").click()
    expect(page.locator(".found li")).to_have_count(5)
    go(page, "#v=changes&q=-rule:names/listed sure:<60")
    assert page.locator(".line").count() == 6


def test_the_concordance_is_lined_up_and_sorted(page: Any) -> None:
    go(page, '#v=changes&q=from:"Kiev"&s=right')
    lefts = page.evaluate(
        "[...document.querySelectorAll('.line .mid')].map(e => Math.round(e.getBoundingClientRect().left))"
    )
    assert len(lefts) == 5
    assert len(set(lefts)) == 1
    rights = page.locator(".line .right").all_inner_texts()
    assert rights == sorted(rights)


def test_the_places_of_one_rule_stand_under_its_name(page: Any) -> None:
    go(page, "#v=changes&q=rule:names/listed")
    assert page.inner_text("h1") == "names/listed"
    assert "nobody was asked yet" in page.inner_text(".claims")
    go(page, "#v=changes")
    assert page.inner_text("h1") == "Changes"


def test_a_deep_link_leads_to_one_change(page: Any, visit: Callable[..., Any], address: str) -> None:
    go(page, "#v=changes&q=lang:fr")
    name = page.evaluate("document.querySelector('.line .place').hash")
    other = visit(address + "#" + re.search("e=[0-9a-f]{16}", name)[0])
    assert other.locator("article h1").inner_text() == "Report 3 from the river"
    assert other.locator("main .on").count() >= 1
    assert other.locator("#panel").is_visible()


def test_everything_by_keyboard(page: Any) -> None:
    for key in "j", "j", "j":
        page.keyboard.press(key)
    page.wait_for_selector(".line.on")
    row = int(page.get_attribute(".line.on", "data-row") or -1)
    page.keyboard.press("k")
    assert page.get_attribute(".line.on", "data-row") == str(row - 1)
    page.keyboard.press("Enter")
    page.wait_for_selector("article .on")
    title = page.locator("article h1").inner_text()
    page.keyboard.press("]")
    expect(page.locator("article h1")).not_to_have_text(title)
    page.keyboard.press("j")
    page.keyboard.press("w")
    assert page.locator("#box").is_visible()
    assert "Its name" in page.locator("#box").inner_text()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.wait_for_selector(".kwic")
    page.keyboard.press("?")
    assert page.locator("#box dt").count() >= 15
    page.uncheck("#single-keys")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") != "query"


def test_what_would_have_happened_without_it(page: Any) -> None:
    go(page, "#v=article&a=site-0/report-0")
    page.locator("aside .row", has_text="See also").locator("a.num").click()
    page.keyboard.press("w")
    assert "Without this change" in page.locator("#box").inner_text()
    assert "scars/lost-capital" in page.locator("#box").inner_text()


def test_the_original_shows_while_it_is_held(page: Any) -> None:
    go(page, "#v=article&a=site-0/report-0")
    assert page.locator(".prose ins:visible").count() > 0
    page.keyboard.down("o")
    assert page.locator(".prose ins:visible").count() == 0
    assert "Wladimir Putin spoke in Kiev" in page.locator(".prose").inner_text()
    page.keyboard.up("o")
    assert page.locator(".prose ins:visible").count() > 0


def test_the_clean_text_can_be_read_alone_and_beside_its_source(page: Any) -> None:
    go(page, "#v=article&a=site-0/report-0")
    page.check("#show-clean")
    assert not page.locator("details.gone").is_visible()
    assert page.locator(".prose del:visible").count() == 0
    page.uncheck("#show-clean")
    page.check("#pairs")
    page.wait_for_selector(".pair .was")
    assert "Wladimir Putin" in page.locator(".pair .was").nth(1).inner_text()
    assert "Wladimir" not in page.locator(".pair > :last-child").nth(1).inner_text()


def test_answers_are_kept_saved_and_merged(page: Any, tmp_path: Path) -> None:
    go(page, "#v=changes&q=lang:de status:applied")
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.keyboard.press("x")
    page.keyboard.press("s")
    page.keyboard.press("s")
    page.keyboard.press("a")
    assert page.locator(".verdict.accept, .verdict.reject").count() >= 3
    page.keyboard.press("u")
    assert page.inner_text("#save") == "Save 2 decisions"
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert page.inner_text("#save") == "Save 2 decisions"
    with page.expect_download() as download:
        page.click("#save")
    download.value.save_as(tmp_path / "saved.yaml")
    book = Book.open(tmp_path / "decisions.yaml")
    assert book.merge(tmp_path / "saved.yaml") == 2
    said = {(d.verdict, d.scope, d.doc, d.before, d.after) for d in book.decisions}
    assert said == {
        ("accept", "here", "site-2/report-2", "Wladimir Putin", "Vladimir Putin"),
        ("reject", "here", "site-2/report-2", "Kiev", "Kyiv"),
    }


def test_a_hostile_decision_is_read_back(page: Any, tmp_path: Path) -> None:
    go(page, "#v=changes&q=Wladimir")
    page.locator(".line", has_text="<script>").first.click()
    for _ in range(2):
        page.keyboard.press("s")
    page.keyboard.press("x")
    with page.expect_download() as download:
        page.click("#save")
    download.value.save_as(tmp_path / "saved.yaml")
    (said,) = Book.open(tmp_path / "saved.yaml").decisions
    assert (said.scope, said.before, said.after) == ("everywhere", "Wladimir", "Vladimir<script>")


def test_a_decision_on_a_change_of_many_words_names_it_exactly(page: Any, tmp_path: Path) -> None:
    go(page, "#v=changes&q=rule:boilerplate/see-also lang:ar")
    page.keyboard.press("j")
    page.keyboard.press("x")
    with page.expect_download() as download:
        page.click("#save")
    download.value.save_as(tmp_path / "saved.yaml")
    (said,) = Book.open(tmp_path / "saved.yaml").decisions
    assert (said.scope, said.before, said.after) == ("here", "اقرأ أيضا: خبر آخر\n\n", "")


def test_all_that_is_found_can_be_answered_at_once(page: Any) -> None:
    go(page, '#v=changes&q=from:"Kiev"')
    page.keyboard.press("X")
    assert "5 changes" in page.locator("#box").inner_text()
    page.locator("#box button.reject").click()
    expect(page.locator(".line .verdict.reject")).to_have_count(5)
    assert page.inner_text("#save") == "Save 5 decisions"
    go(page, "#v=changes&q=decided:reject")
    assert page.locator(".line").count() == 5


@pytest.mark.parametrize("width", [420, 900, 1280])
@pytest.mark.parametrize("view", VIEWS)
def test_nothing_sticks_out(page: Any, width: int, view: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    go(page, VIEWS[view])
    page.keyboard.press("j")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_has_nothing_to_say(visit: Callable[..., Any], address: str, view: str, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = visit(address + VIEWS[view], color_scheme=scheme, bypass_csp=True)
    for step in ("closed", "open", "why"):
        if step == "open":
            page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
            if view != "overview":
                page.keyboard.press("j")
        if step == "why" and view != "overview":
            page.keyboard.press("w")
        found = Axe().run(page).response["violations"]
        assert [(v["id"], [n["html"][:200] for n in v["nodes"][:3]]) for v in found] == []


def test_arabic_runs_from_right_to_left_and_letters_do_not_join_over_changes(page: Any) -> None:
    go(page, VIEWS["arabic"])
    assert page.evaluate("getComputedStyle(document.querySelector('.prose')).direction") == "rtl"
    gone, put = (page.locator(f".ch > {tag}").first.bounding_box() for tag in ("del", "ins"))
    assert gone["x"] > put["x"]  # what was taken out stands first: on the right
    assert page.evaluate("getComputedStyle(document.querySelector('.ch > del')).unicodeBidi") == "isolate"
    words = page.locator(".ch > :is(del, ins)").all_inner_texts()
    assert words[:2] == ["فلاديمر", "فلاديمير"]


def test_what_nobody_sees_is_drawn_and_named(page: Any) -> None:
    go(page, "#" + urlencode({"v": "article", "a": hostile().ledger.id}))
    names = {e.get_attribute("data-name") for e in page.locator("article i").all()}
    assert {"U+00A0 NO-BREAK SPACE", "U+202E RIGHT-TO-LEFT OVERRIDE", "U+D800"} <= names
    drawn = page.evaluate("getComputedStyle(document.querySelector('article i.v'), '::before').content")
    assert "U+" in drawn


def test_what_another_page_left_in_the_browser_does_no_harm(page: Any) -> None:
    go(page, "#v=changes&q=lang:de")
    page.keyboard.press("j")
    page.keyboard.press("a")
    bad = '[null, 7, {"scope": "<b>"}, {"scope": "here", "verdict": "<img>"}]'
    page.evaluate("bad => { for (const key of Object.keys(localStorage)) localStorage.setItem(key, bad) }", bad)
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert page.locator("#save").is_hidden()
    assert page.heard == []


def test_what_is_new_since_an_earlier_run(visit: Callable[..., Any], tmp_path: Path) -> None:
    def told(n: int, *, less: bool) -> Told:
        a = ordinary(n)
        changes = [c for c in named(a.ledger, a.text) if not (less and c.edit.before == "Kiev")]
        rows = [
            Said(a.ledger.id, c.name, c.edit.rule, c.edit.before, c.edit.after, c.status, 0, 0, "", "") for c in changes
        ]
        return Told(a.ledger.id, "0", tuple(rows if less else rows[1:]))

    since = compare([told(0, less=True), told(1, less=False)], [told(0, less=False), told(1, less=False)])
    path = tmp_path / "since.html"
    path.write_text("".join(render([ordinary(0), ordinary(1)], version="0", since=since)), encoding="utf-8")
    page = visit(path.as_uri())
    assert "1 change new" in page.locator("section", has=page.locator("#since")).inner_text()
    page.get_by_role("link", name="1 change new").click()
    expect(page.locator(".line")).to_have_count(1)
    assert "Kyiv" in page.locator(".line").inner_text()
    assert page.heard == []


def test_print_shows_all_that_was_removed(page: Any) -> None:
    go(page, "#v=article&a=site-0/report-0")
    page.emulate_media(media="print")
    assert not page.locator(".bar").is_visible()
    assert page.locator(".taken del").first.bounding_box()["height"] > 0
