"""The report in a real browser: from a file, without scripts, requests or complaints, and by keyboard."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from normalize.edits import Edit, Layer, Ledger, Source, settle
from normalize.edits.ledger import digest_text
from normalize.report import Article
from normalize.report.page import render

CHROMIUM = shutil.which("chromium")
NEEDS = "apt-get install chromium && pip install playwright"
SOURCE = (
    "\N{RIGHT-TO-LEFT OVERRIDE}<script>document.title = 'broken in'</script> </style></script>]]> "
    "Wladimir Putin\0\r\n\r\n"
    "<img src='https://tracker.example/p.gif' onerror='document.title = 1'> \ud800\ufffe\x80 wrote.\r\n\r\n"
    "See also <a href='javascript:alert(1)'>a tale</a>\r\n\r\n"
    "التقى فلاديمر بوتين الوزير في موسكو.\n"
)
WATCH = (
    "window.violations = []; document.addEventListener('securitypolicyviolation', e => violations.push(e.blockedURI))"
)
READ = """() => [...document.querySelectorAll('[data-kind]')].map(e => {
  const walk = document.createTreeWalker(e, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT), parts = [];
  while (walk.nextNode()) {
    const n = walk.currentNode;
    if (n.nodeType === Node.TEXT_NODE) parts.push(['text', n.data]);
    else if (n.dataset.char) parts.push(['char', n.dataset.char]);
  }
  return [e.dataset.kind, parts];
})"""


def article() -> Article:
    def edit(before: str, after: str, rule: str) -> Edit:
        at = SOURCE.index(before)
        return Edit(at, at + len(before), before, after, rule, "<b>why</b>", 0.9)

    teaser = edit("See also <a href='javascript:alert(1)'>a tale</a>\r\n\r\n", "", "boilerplate/see-also")
    names = [edit("Wladimir", "Vladimir", "names/listed"), edit("فلاديمر", "فلاديمير", "names/listed")]
    patch, _ = settle("names", [teaser, *names, edit("\r\n\r\n<img", "\n\n<img", "layout/paragraphs")])
    text = patch.apply(SOURCE)
    ledger = Ledger("x", Source("0" * 64, 9, "text/plain", "utf-8"), digest_text(text), "en", (Layer(patch),))
    return Article("</title><script>x</script>.txt", {"title": "<script>document.title = 2</script>"}, text, ledger)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    found = CHROMIUM and importlib.util.find_spec("playwright")
    if not found and os.environ.get("CI"):
        pytest.fail(f"the report must be tried in a browser: {NEEDS}")
    if not found:
        pytest.skip(f"no browser here: {NEEDS}")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text("".join(render([article()], version="0")), encoding="utf-8", newline="")
    return path.as_uri()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    page = browser.new_page(viewport={"width": 900, "height": 700})
    page.heard = []
    page.asked = []
    page.on("console", lambda m: page.heard.append(m.text))
    page.on("pageerror", lambda e: page.heard.append(str(e)))
    page.on("dialog", lambda d: page.heard.append(d.message))
    page.on("request", lambda r: page.asked.append(r.url))
    page.add_init_script(WATCH)
    page.goto(address)
    yield page
    page.close()


def test_it_opens_from_a_file_and_asks_for_nothing(page: Any, address: str) -> None:
    assert page.title() == "What was changed"
    assert page.heard == []
    assert page.evaluate("violations") == []
    assert [url for url in page.asked if not url.startswith("data:")] == [address]


def test_the_policy_holds(page: Any) -> None:
    page.evaluate("document.body.append(Object.assign(document.createElement('img'), {src: 'https://x.example/'}))")
    page.wait_for_function("violations.length")
    assert page.evaluate("violations") == ["https://x.example/"]


def test_a_hostile_article_stays_text(page: Any) -> None:
    assert page.locator("script, main img, iframe, object, form, [onerror], [style]").count() == 0
    assert page.locator("a:not([href^='#'])").count() == 0
    assert "<script>document.title = 'broken in'</script>" in page.locator("article").inner_text()


def test_a_browser_reads_the_same_texts(page: Any) -> None:
    said = [
        (kind, "".join(chr(int(x, 16)) if what == "char" else x for what, x in parts))
        for kind, parts in page.evaluate(READ)
    ]
    assert "".join(text for kind, text in said if kind != "after") == SOURCE
    assert "".join(text for kind, text in said if kind != "before") == article().text


def test_a_removed_block_opens_by_keyboard(page: Any) -> None:
    block = page.locator("details.gone")
    assert block.get_attribute("open") is None
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('details.gone > summary')"):
            break
    page.keyboard.press("Enter")
    assert block.get_attribute("open") is not None
    assert block.locator("del").first.is_visible()


def test_every_change_can_be_reached_and_explains_itself(page: Any) -> None:
    for n in (1, 2, 3):
        page.locator(f"#a1-c{n} a.num").press("Enter")
        place = page.locator(f"#a1-p{n}")
        assert place.is_visible()
        place.focus()
        why = page.evaluate(f"getComputedStyle(document.querySelector('.ch:has(#a1-p{n})'), '::after').content")
        assert "<b>why</b>" in why
        place.press("Enter")
        assert page.locator(f"#a1-c{n}").is_visible()


def test_the_clean_text_can_be_read_alone(page: Any) -> None:
    page.check("#show-clean")
    assert not page.locator("details.gone").is_visible()
    assert page.locator(".prose del:visible").count() == 0
    assert "Vladimir Putin" in page.locator(".prose").inner_text()


@pytest.mark.parametrize("width", [420, 900, 1280])
def test_nothing_sticks_out(page: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


CONTRAST = """() => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
  const paint = (...colours) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const c of colours) { canvas.fillStyle = c; canvas.fillRect(0, 0, 1, 1); }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = rgb => rgb.map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const poor = [];
  for (const e of document.querySelectorAll('main *')) {
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || !e.checkVisibility()) continue;
    const behind = [];
    for (let up = e; up; up = up.parentElement) behind.unshift(getComputedStyle(up).backgroundColor);
    const [a, b] = [light(paint(...behind)), light(paint(...behind, getComputedStyle(e).color))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) poor.push([e.tagName, e.className, ratio]);
  }
  return poor;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_can_be_read(page: Any, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.check("#show-quiet")
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate(CONTRAST) == []
