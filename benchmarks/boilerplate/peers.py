"""What other extractors make of pages: trafilatura, readability-lxml, resiliparse and jusText, whichever are installed.

    python benchmarks/boilerplate/peers.py PAGES.jsonl OUT.jsonl

Reads JSON lines `{id, lang, html}` (`related.py --write` makes them), writes JSON lines `{tool, id, text}` for
`related.py --predictions`. Needs nothing of this project, so that it runs wherever those tools are installed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

Tool = Callable[[str, str], str]  # a page and its language to the text of the article

_LANGUAGES = {
    "ar": "Arabic", "cs": "Czech", "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "fa": "Persian",
    "fr": "French", "he": "Hebrew", "hi": "Hindi", "it": "Italian", "ko": "Korean", "pl": "Polish", "pt": "Portuguese",
    "ru": "Russian", "tr": "Turkish", "uk": "Ukrainian",
}  # fmt: skip


def _trafilatura() -> dict[str, Tool]:
    from trafilatura import extract

    return {
        "trafilatura": lambda html, _: extract(html, include_comments=False) or "",
        "trafilatura precision": lambda html, _: extract(html, include_comments=False, favor_precision=True) or "",
    }


def _readability() -> dict[str, Tool]:
    from lxml.html import fromstring
    from readability import Document

    def text(html: str, _: str) -> str:
        body = Document(html).summary()
        lines = (" ".join(t.split()) for t in fromstring(body).itertext()) if body.strip() else ()
        return "\n".join(filter(None, lines))

    return {"readability-lxml": text}


def _resiliparse() -> dict[str, Tool]:
    from resiliparse.extract.html2text import extract_plain_text

    return {"resiliparse": lambda html, _: extract_plain_text(html, main_content=True, alt_texts=False)}


def _justext() -> dict[str, Tool]:
    from justext import get_stoplist, get_stoplists, justext

    known = get_stoplists()

    def text(html: str, lang: str) -> str:
        name = _LANGUAGES.get(lang, "")
        words = get_stoplist(name) if name in known else frozenset[str]()
        options = (
            {} if words else {"stopwords_low": 0, "stopwords_high": 0}
        )  # as its makers advise where it has no list
        found = justext(html.encode(), words, encoding="utf-8", **options)
        return "\n".join(p.text for p in found if not p.is_boilerplate)

    return {"jusText": text}


def tools() -> dict[str, Tool]:
    """The tools that can be imported, by name; says which cannot."""
    found: dict[str, Tool] = {}
    makers = {
        "trafilatura": _trafilatura,
        "readability-lxml": _readability,
        "resiliparse": _resiliparse,
        "jusText": _justext,
    }
    for name, make in makers.items():
        try:
            found |= make()
        except ImportError as e:
            print(f"{name} is not installed here and is left out ({e})", file=sys.stderr)
    return found


def main() -> None:
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    pages = [json.loads(line) for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
    failed = 0
    with Path(sys.argv[2]).open("w", encoding="utf-8") as file:
        for name, tool in tools().items():
            for page in pages:
                try:
                    text = tool(page["html"], page["lang"])
                except Exception as e:  # noqa: BLE001  a page that a tool cannot read counts as empty
                    text, failed = "", failed + 1
                    print(f"{name}: {page['id']}: {e}", file=sys.stderr)
                file.write(json.dumps({"tool": name, "id": page["id"], "text": text}, ensure_ascii=False) + "\n")
            print(f"{name}: {len(pages)} pages")
    if failed:
        print(f"{failed} times a tool could not read a page; its text counts as empty", file=sys.stderr)


if __name__ == "__main__":
    main()
