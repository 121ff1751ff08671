"""Of the text of related boxes and link teasers: how much is left in, and how much of the articles is lost for it.

    python benchmarks/boilerplate/related.py [--write PAGES.jsonl] [--predictions FILE] [--left 40]

The pages are made by `marked.py`: every article of `seeds/` in the dress of twelve sites. `--write` keeps them, for
`peers.py` to give them to other tools; `--predictions` takes what those said (JSON lines `{tool, id, text}`) into the
tables. A word of a teaser is left where it stands in the clean text within four words that follow each other in the
teaser and nowhere in the article (all of its words, where a label has fewer). A word of the body is lost where no four
words that it is among are in the clean text.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from marked import KINDS, Page, pages
from sites import TEMPLATES

from normalize.errors import SkippedInput
from normalize.glossary import Glossary
from normalize.pipeline import run
from normalize.settings import Settings
from normalize.text.media import HTML
from normalize.text.words import TOKEN

GRAM = 4
Clean = Callable[[Page], str]


def tokens(text: str) -> list[str]:
    return [m[0].lower() for m in TOKEN.finditer(text)]


def grams(words: list[str], size: int = GRAM) -> list[tuple[str, ...]]:
    return [tuple(words[n : n + size]) for n in range(len(words) - size + 1)]


class Seen:
    """The stretches of one to four words of a text."""

    def __init__(self, *texts: str) -> None:
        self.grams: set[tuple[str, ...]] = set()
        for text in texts:
            for line in text.split("\n"):
                words = tokens(line)
                for size in range(1, GRAM + 1):
                    self.grams.update(grams(words, size))

    def covered(self, text: str, other: Seen | None = None) -> tuple[int, int]:
        """How many of a text's words stand here in stretches that `other` has not; and how many it has."""
        words = tokens(text)
        size = min(GRAM, len(words))
        there = [False] * len(words)
        for n, gram in enumerate(grams(words, size)) if size else ():
            if gram in self.grams and (other is None or gram not in other.grams):
                there[n : n + size] = [True] * size
        return sum(there), len(words)


class Measured:
    """Words of teasers and of bodies, and what became of them, by kind of teaser, template and language."""

    def __init__(self) -> None:
        self.by: dict[str, Counter[str]] = defaultdict(Counter)
        self.left: list[tuple[int, str, str, str]] = []
        self.gone: list[tuple[int, str, str]] = []

    def add(self, page: Page, text: str) -> None:
        made, article = Seen(text), Seen(page.body, page.about)
        rows = ("all", f"template {page.template}", f"language {page.lang}")
        for teaser in page.teasers:
            for shown in teaser.texts:
                left, of = made.covered(shown, article)
                for row in (*rows, f"kind {teaser.kind}", f"{teaser.kind} in {page.template}"):
                    self.by[row].update(left=left, marked=of)
                if left:
                    self.left.append((left, teaser.kind, page.id, shown))
        for line in page.body.split("\n"):
            there, of = made.covered(line)
            for row in rows:
                self.by[row].update(lost=of - there, body=of)
            if of > there:
                self.gone.append((of - there, page.id, line))

    def share(self, row: str, what: str) -> float:
        count = self.by[row]
        return count[what] / max(count["marked" if what == "left" else "body"], 1)


def measure(some: Iterable[Page], clean: Clean) -> Measured:
    total = Measured()
    for page in some:
        total.add(page, clean(page))
    return total


@cache
def glossary() -> Glossary:
    return Glossary.load()


def ours(page: Page) -> str:
    """What `normalize` makes of a page."""
    try:
        return run(page.html, glossary(), Settings(), doc_id=page.id, media_type=HTML).text
    except SkippedInput:
        return ""


def told(path: Path) -> dict[str, dict[str, str]]:
    """What other tools said, by tool and page."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for line in path.read_text("utf-8").splitlines():
        said = json.loads(line)
        found[said["tool"]][said["id"]] = said["text"]
    return found


def table(title: str, results: dict[str, Measured], what: str, rows: list[str]) -> None:
    print(f"\n{title:<34}" + "".join(f"{name:>24}" for name in results))
    for row in rows:
        cells = "".join(f"{100 * result.share(row, what):>22.1f} %" for result in results.values())
        print(f"{row:<34}{cells}")


def crossed(own: Measured) -> None:
    """Print the share left of each kind in each template, in per cent."""
    print(f"\n{'normalize: % left':<22}" + "".join(f"{t.name[:8]:>9}" for t in TEMPLATES))
    for kind in KINDS:
        print(f"{kind:<22}" + "".join(f"{100 * own.share(f'{kind} in {t.name}', 'left'):>9.0f}" for t in TEMPLATES))


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--write", type=Path)
    ask.add_argument("--predictions", type=Path)
    ask.add_argument("--left", type=int, default=0)
    ask.add_argument("--lost", type=int, default=0)
    said = ask.parse_args()
    some = list(pages())
    if said.write:
        keep = ("id", "lang", "html")
        lines = (json.dumps({k: getattr(p, k) for k in keep}, ensure_ascii=False) + "\n" for p in some)
        said.write.write_text("".join(lines), "utf-8")
        print(f"{len(some)} pages written to {said.write}")
        return
    results = {"normalize": measure(some, ours)}
    for name, texts in told(said.predictions).items() if said.predictions else ():
        results[name] = measure([p for p in some if p.id in texts], lambda p, texts=texts: texts[p.id])
    own = results["normalize"]
    count = own.by["all"]
    print(f"{len(some)} pages, {count['marked']} words of teasers, {count['body']} words of bodies")
    for what, title in (("left", "words of teasers left in"), ("lost", "words of bodies lost")):
        groups = ("all", "kind ", "template ", "language ") if what == "left" else ("all", "template ", "language ")
        for group in groups:
            table(title, results, what, [row for row in own.by if row.startswith(group)])
    crossed(own)
    for left, kind, where, shown in sorted(own.left, reverse=True)[: said.left]:
        print(f"left {left:>4} {kind}, {where}: {shown[:140]}")
    for lost, where, line in sorted(own.gone, reverse=True)[: said.lost]:
        print(f"lost {lost:>4} {where}: {line[:140]}")


if __name__ == "__main__":
    main()
