"""How long the page of many articles takes: to be written, to open, to filter, to search, to show an article.

python benchmarks/report/opening.py [ARTICLES [CHANGES]]     10,000 articles with 20 changes each where nothing is said
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[2] / "tests" / "browser"))

from samples import many

from normalize.report.page import render

STEPS = {
    "open the overview": "",
    "open all changes": "#v=changes",
    "open a search": "#v=changes&q=town+7&s=right",
    "open an article": "#v=article&a=site-4/report-200",
}
WITHIN = {"filter by rule and language": "v=changes&q=rule:names/rule-3 lang:de", "go to an article": "e="}


def timed(what: str, do: Callable[[], object]) -> None:
    start = time.perf_counter()
    do()
    print(f"{what:<32}{time.perf_counter() - start:6.2f} s")


def main() -> None:
    articles, changes = (int(a) for a in (*sys.argv[1:], *("10000", "20")[len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "report.html"
        timed("write", lambda: path.write_text("".join(render(many(articles, changes), version="0")), "utf-8"))
        print(f"{articles:,} articles, {articles * changes:,} changes, {path.stat().st_size / 1e6:.1f} MB")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        browser.new_page().goto("about:blank")
        for what, fragment in STEPS.items():
            page = browser.new_page()

            def opened(page=page, fragment=fragment) -> None:  # noqa: ANN001
                page.goto(path.as_uri() + fragment)
                page.wait_for_selector("html[data-ready]")

            timed(what, opened)
        for what, fragment in WITHIN.items():

            def gone(fragment=fragment) -> None:  # noqa: ANN001
                page.evaluate("f => { delete document.documentElement.dataset.ready; location.hash = f }", fragment)
                page.wait_for_selector("html[data-ready]")

            timed(what, gone)
        browser.close()


if __name__ == "__main__":
    main()
