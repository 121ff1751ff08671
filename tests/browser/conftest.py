"""A real browser, and pages that report everything that they say, ask for and violate."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium")
NEEDS = "apt-get install chromium && pip install playwright axe-playwright-python"
WATCH = (
    "window.violations = []; document.addEventListener('securitypolicyviolation', e => violations.push(e.blockedURI))"
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    found = CHROMIUM and all(map(importlib.util.find_spec, ("playwright", "axe_playwright_python")))
    if not found and os.environ.get("CI"):
        pytest.fail(f"the report must be tried in a browser: {NEEDS}")
    if not found:
        pytest.skip(f"no browser here: {NEEDS}")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Any]]:
    """Open an address in a fresh profile and wait until the page has drawn itself."""
    contexts = []

    def opened(address: str, *, width: int = 1100, height: int = 800, **more: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": height}, **more)
        contexts.append(context)
        page = context.new_page()
        page.heard, page.asked = [], []
        page.on("console", lambda m: page.heard.append(m.text))
        page.on("pageerror", lambda e: page.heard.append(str(e)))
        page.on("dialog", lambda d: page.heard.append(d.message))
        page.on("request", lambda r: page.asked.append(r.url))
        page.add_init_script(WATCH)
        page.goto(address)
        page.wait_for_selector("html[data-ready]", timeout=60_000)
        return page

    yield opened
    for context in contexts:
        context.close()
