"""The page that a local server gives out saves every answer at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from samples import few, many
from serving import running

from normalize.edits.decision import Decision
from normalize.glossary.shape import Entry
from normalize.report.page import render
from normalize.review.decisions import Book
from normalize.review.offer import Offer
from normalize.review.serve import Server

KYIV = Entry("kyiv", "place", {"en": "Kyiv"})
LEARNT: list[Offer] = []


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    book = Book.open(tmp_path / "decisions.yaml")
    book.answer(Decision("accept", "names/listed", "everywhere", before="Kiev", after="Kyiv", lang="en"))
    page = "".join(render(few(), (), book.decisions, version="0", saves=True)).encode()
    learnable = lambda d, _: Offer(KYIV, d.before, "not") if d.before == "Kiev" else None  # noqa: E731
    with running(Server(page, book, learnable, LEARNT.append)) as made:
        yield made


def test_answers_are_written_at_once(server: Server, visit: Callable[..., Any]) -> None:
    page = visit(server.address + '#v=changes&q=lang:de from:"Kiev"')
    assert page.locator(".line .verdict.accept").count() == 1  # said before
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator(".line .verdict.reject")).to_have_count(1)
    said = {(d.verdict, d.scope, d.doc) for d in Book.open(server.book.path).decisions}
    assert said == {("accept", "everywhere", ""), ("reject", "here", "site-2/report-2")}
    page.keyboard.press("u")
    expect(page.locator(".line .verdict.accept")).to_have_count(1)
    assert [d.verdict for d in Book.open(server.book.path).decisions] == ["accept"]
    page.keyboard.press("u")  # what stood in the file can be taken back here as well
    expect(page.locator(".line .verdict")).to_have_count(0)
    assert Book.open(server.book.path).decisions == ()
    assert page.locator("#save").is_hidden()
    assert page.heard == []
    assert page.evaluate("violations") == []


def test_the_glossary_learns_when_it_is_told_to(server: Server, visit: Callable[..., Any]) -> None:
    LEARNT.clear()
    page = visit(server.address + '#v=changes&q=lang:de from:"Kiev"')
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("#panel .offer")).to_contain_text("add “Kiev” under `not` of kyiv")
    assert LEARNT == []
    page.keyboard.press("n")
    expect(page.locator("#panel .offer")).to_have_count(0)
    assert [Offer(KYIV, "Kiev", "not")] == LEARNT


def test_it_talks_to_nobody_else(server: Server, visit: Callable[..., Any]) -> None:
    page = visit(server.address)
    assert page.evaluate("fetch('https://x.example/').then(() => 'out', () => 'in')") == "in"
    assert {url for url in page.asked if not url.startswith(server.address)} <= {"https://x.example/"}


def test_a_server_that_has_ended_is_told(server: Server, visit: Callable[..., Any]) -> None:
    page = visit(server.address + "#v=changes&q=lang:de")
    server.shutdown()
    server.server_close()
    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(page.locator("#told")).to_contain_text("Not saved")
    assert page.locator(".verdict").count() == 1  # what was decided before, on Kiev


def test_ten_thousand_articles_open_and_can_be_filtered(tmp_path: Path, visit: Callable[..., Any]) -> None:
    path = tmp_path / "report.html"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(render(many(10_000, 8), version="0"))
    page = visit(path.as_uri() + "#v=changes&q=rule:names/rule-3 lang:de")
    expect(page.locator(".sorts")).to_contain_text("2,500 places")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("article h1")).to_contain_text("Report ")
    assert page.heard == []
