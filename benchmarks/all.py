"""The whole table in one run: this program beside what a user would otherwise pick, on the same data and one core.

    python benchmarks/all.py [--most 80] [--only WORD]

Texts, pages, names, language, memory and start-up. A line is what it measures, our figure, the other's, and their ratio
such that more than 1 is better for us. Tools that are not installed beside the program are shown as absent. Ours are
the figures with everything on: every change recorded, names looked up, language found. Times are processor time.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"  # before numpy reads them: what needs it is imported in the functions below
HERE = Path(__file__).resolve().parent
sys.path += [str(HERE / folder) for folder in ("boilerplate", "names", "reading")]  # the scripts that are used here

Work = Callable[[bytes], object]


class Row(NamedTuple):
    """What is measured and in which unit, our figure, the other tool, its figure, and whether less is better."""

    what: str
    ours: float
    other: str
    theirs: float | None
    less: bool = False

    def __str__(self) -> str:
        figure = "absent" if self.theirs is None else f"{self.theirs:,.1f}"
        ratio = ""
        if self.theirs:
            ratio = f"{self.theirs / self.ours if self.less else self.ours / self.theirs:,.2f} ×"
        return f"{self.what:<34}{self.ours:>10,.1f}  {self.other:<28}{figure:>10}{ratio:>12}"


def documents(most: int) -> Iterator[Row]:
    """Documents a second, from bytes to clean text."""
    from side_by_side import NAMES, pages, program, rate, script, texts

    from normalize.glossary import Glossary

    glossary = Glossary.load()
    spellings = [(s.text, entry.canonical("en")) for entry in glossary for s in entry.spellings][:NAMES]
    for what, found, html in (("texts a second", texts(most), False), ("pages a second", pages(most), True)):
        ours, _ = rate(program(glossary), found)
        for name, work in _cleaners(spellings, script, html=html).items():
            yield Row(what, ours, name, work and rate(_patient(work), found)[0])


def _cleaners(spellings: list[tuple[str, str]], script: Callable[..., Work], *, html: bool) -> dict[str, Work | None]:
    """The other tools, by name; None where one is not installed."""
    import blocks
    from peers import tools

    found: dict[str, Work | None] = {}
    if html:
        known = tools()
        for name in ("trafilatura", "trafilatura precision", "readability-lxml", "resiliparse", "jusText"):
            tool = known.get(name)
            found[name] = tool and (lambda data, tool=tool: tool(data.decode("utf-8", "replace"), "en"))
    found["ftfy, langdetect and script"] = script(spellings, html=html)
    try:
        found["datatrove's blocks"] = blocks.blocks(html=html)
    except ImportError:
        found["datatrove's blocks"] = None
    return found


def _patient(work: Work) -> Work:
    """What does a document, or gives up on it; that takes time as well."""

    def tried(data: bytes) -> object:
        with suppress(Exception):
            return work(data)
        return None

    return tried


def names(most: int) -> Iterator[Row]:
    """Megabytes of text a second in which names are found, 10,000 entries."""
    from matching import ahocorasick_rs, alternation, daachorse, entries, flashtext2, measure, spacy, texts

    from normalize.glossary import Glossary
    from normalize.glossary.compile import compiled
    from normalize.glossary.index import Index

    known, found = entries(10_000), texts(most / 16)
    glossary = Glossary(Index(compiled(known, "", [])))
    listed = sorted({s.text for e in known for s in e.spellings if s.kind != "short"})
    first = measure("ours, first time", lambda: lambda text, lang: len(glossary.find(text, lang)), found, 600.0)
    again = measure("ours, words known", lambda: lambda text, lang: len(glossary.find(text + " ", lang)), found, 600.0)
    for make in (flashtext2, ahocorasick_rs, daachorse, spacy, alternation):
        theirs = measure(make.__name__, lambda make=make: make(listed), found, 10.0)  # type: ignore[misc]
        yield Row("names in new words, MB a second", first, make.__name__, theirs or None)
        yield Row("names in known words, MB a second", again, make.__name__, theirs or None)


def languages(most: int) -> Iterator[Row]:
    """Documents a second whose language is found, and how many rightly."""
    from clean import rows
    from language import SEED, accuracy, rate, stock

    from normalize.text.language import detect

    sample = random.Random(SEED).sample(rows("documents"), most)
    texts = [text for _, text in sample]
    detect("Short words.")
    detect.cache_clear()
    ask = stock()
    yield Row("languages found a second", rate(detect, texts), "langdetect", rate(ask, texts))
    right = accuracy([(lang, detect(text).lang) for lang, text in sample], relaxed=True)
    told = [(lang, ask(text)[0].lang.partition("-")[0]) for lang, text in sample]  # type: ignore[index]
    yield Row("languages right, %", right, "langdetect", accuracy(told, relaxed=True))


def memory(most: int) -> Iterator[Row]:
    """Peak of memory of a whole run on one process, over that of a tenth of it."""
    from formats import articles, jsonl

    peaks = []
    with tempfile.TemporaryDirectory() as place:
        for megabytes in (most / 80, most / 8):
            file = Path(place, f"{megabytes}.jsonl")
            jsonl(file, lambda megabytes=megabytes: articles(megabytes))  # type: ignore[misc]
            code = "from formats import peak; from normalize.cli import app; app(standalone_mode=False); print(peak())"
            command = [sys.executable, "-c", code, "all", str(file), "-q", "-j1", "--out", f"{file}.out"]
            ran = subprocess.run(command, cwd=HERE, check=True, capture_output=True, text=True)
            peaks.append(float(ran.stdout))
    yield Row(f"peak MB, {most / 8:.0f} MB of articles", peaks[1], "a tenth of them", peaks[0], less=True)


def starting(_: int) -> Iterator[Row]:
    """Milliseconds that a person waits."""
    from start import seconds

    normalize = [sys.executable, "-m", "normalize"]
    base = 1000 * seconds([sys.executable, "-c", "pass"], 5)
    for what, args in (("--help", ["--help"]), ("text FILE", ["text", "seeds/summit/the-green-train.txt"])):
        yield Row(f"normalize {what}, ms", 1000 * seconds([*normalize, *args], 5), "python -c pass", base, less=True)
    tool = [sys.executable, "-c", "import trafilatura"]
    with suppress(subprocess.CalledProcessError):
        base = 1000 * seconds(tool, 5)
        ours = 1000 * seconds([sys.executable, "-c", "from normalize import normalize; normalize('A text.')"], 5)
        yield Row("import and one text, ms", ours, "import trafilatura", base, less=True)


PARTS: tuple[Callable[[int], Iterator[Row]], ...] = (documents, names, languages, memory, starting)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--most", type=int, default=80, help="documents of each kind")
    ask.add_argument("--only", default="", choices=["", *(part.__name__ for part in PARTS)], help="one part")
    told = ask.parse_args()
    rows = [row for part in PARTS if told.only in ("", part.__name__) for row in part(told.most)]
    print(f"\n{'':<34}{'normalize':>10}  {'beside it':<28}{'':>10}{'ratio':>12}")
    print("\n".join(map(str, rows)))


if __name__ == "__main__":
    main()
