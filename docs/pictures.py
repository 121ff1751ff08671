"""Take the pictures of the report that the README shows: `python docs/pictures.py [OUT]`, behind `normalize all`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
TRAIN = {"v": "article", "a": "summit/the-green-train"}
NAMES = {"v": "changes", "q": "stage:names", "s": "right"}
PICTURES: dict[str, dict[str, Any]] = {
    "report": {"at": TRAIN, "keys": "jjj"},
    "overview": {"at": {}},
    "concordance": {"at": NAMES, "keys": "jj"},
    "dark": {"at": TRAIN, "keys": "jjj", "color_scheme": "dark"},
    "arabic": {"at": {"v": "article", "a": "web/sunduq-alkhasair-cop28"}},
    "narrow": {"at": TRAIN, "keys": "jjj", "width": 420},
}


def main() -> None:
    """Open the report of the run in OUT once for each picture."""
    report = (Path(sys.argv[1]) if len(sys.argv) > 1 else Path("out")) / "report.html"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, told in PICTURES.items():
            more = {key: told[key] for key in ("color_scheme",) if key in told}
            context = browser.new_context(viewport={"width": told.get("width", 1280), "height": 860}, **more)
            page = context.new_page()
            page.goto(f"{report.resolve().as_uri()}#{urlencode(told['at'])}")
            page.wait_for_selector("html[data-ready]")
            for key in told.get("keys", ""):
                page.keyboard.press(key)
            page.screenshot(path=HERE / f"{name}.png")
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
