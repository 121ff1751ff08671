"""How many attested spellings do the tables of normalize/glossary/romanise derive from native forms?

    .venv/bin/python benchmarks/names/derivation.py FOLDER [--missed N]

FOLDER holds entities.dev.jsonl.gz and queries.dev.jsonl.gz. Spellings are compared word by word, without case and
diacritics; a word is derived if a table makes it of a word of any native form of the same entity. Words that are
like none of the native words in a one-letter romanisation (other names of the same person) are not counted, nor are
people and places whose native form is itself a transcription. The columns: words, the share derived by the tables
of the language (for sanctions lists: the English ones), the share by those of all languages together, derived forms
of a native word, and whole spellings derived.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any

from normalize.glossary.romanise import forms, targets
from normalize.text.words import fold

LETTERS = dict(zip("абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґўё", "abvgdezzijklmnoprstufhccssaijeuaiiegve", strict=True))
ALIKE, SAME = 0.5, 0.75
SURNAME = re.compile(
    r".+(?:[оеё]в|[иы]н|[сц]ь?кий|ко|[уюеи]к|[иі]ч|ян|ова|ева|ина|[сц]ь?кая|[сц]ь?ка|швили|дзе|е?ць|е?ц|аў|еў|ски|ић|ск|бад|град)"
)
HANGUL = re.compile("[가-힣]{2,4}")


def read(folder: Path, name: str) -> list[dict[str, Any]]:
    with gzip.open(folder / f"{name}.dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def language(text: str) -> str:
    """The language of a name in Cyrillic of which no language is told."""
    if not re.search("[иї]", text.lower()) and re.search("[ўэыё]|дз|[іi]ч", text.lower()):
        return "be"
    return "uk" if re.search("[іїєґi]", text.lower()) else "ru"


def parts(name: str) -> list[str]:
    return [part for part in re.split(r"[\s,-]+", name) if part]


def alike(native: str, spelling: str) -> float:
    plain = "".join(LETTERS.get(c, c) for c in native.lower())
    return SequenceMatcher(None, plain, fold(spelling), autojunk=False).ratio()


def romanised(natives: Iterable[tuple[str, str]], name: str) -> bool:
    """Whether the English name is that of a speaker of these languages, not one transcribed into them."""
    words = [w for _, native in natives for w in parts(native)]
    surnames = any(SURNAME.fullmatch(parts(native)[-1].lower()) for _, native in natives)
    return surnames and all(max(alike(w, x) for w in words) >= SAME for x in parts(name))


@cache
def derived(word: str, source: str, target: str) -> frozenset[str]:
    return frozenset(fold(x) for x in forms(word, source, target))


def names(folder: Path) -> dict[tuple[str, str], list[tuple[frozenset[tuple[str, str]], str]]]:
    """By (group, target): the native forms of an entity, each with its language, and a spelling."""
    queries = defaultdict(list)
    for query in read(folder, "queries"):
        queries[query["gold"]].append(query)
    found = defaultdict(list)
    for entity in read(folder, "entities"):
        own = queries[entity["id"]]
        cyrillic = [(q["lang"], q["q"]) for q in own if q["script"] == "Cyrillic"]
        if entity["source"] == "eu" and re.match("[А-яЁІЇЄҐЎі]", entity["native"] or ""):
            cyrillic.append(("und", entity["native"]))
        natives = frozenset((language(x) if lang == "und" else lang, x) for lang, x in cyrillic)
        natives = frozenset((lang, x) for lang, x in natives if targets(lang))
        latin = [(q["lang"], q["q"]) for q in own if q["script"] == "Latin"]
        if not natives or entity["source"] == "slavic":
            continue
        if entity["source"] != "eu" and not romanised(natives, entity["name"]):
            continue
        for lang, spelling in [*latin, *([("und", entity["name"])] * (entity["source"] == "eu"))]:
            found[entity["source"], lang].append((natives, spelling))
    return found


def korean(folder: Path) -> list[tuple[str, str]]:
    """Names in Hangul whose English form is a Korean name, and all Latin spellings of them."""
    entities = {e["id"]: e for e in read(folder, "entities")}
    found = set()
    for query in read(folder, "queries"):
        entity = entities[query["gold"]]
        if query["script"] == "Hangul" and HANGUL.fullmatch(query["q"]) and len(parts(entity["name"])) > 1:
            if (
                alike(forms(query["q"], "ko", "de")[0], entity["name"]) >= SAME
            ):  # else he bears a name of another language
                found.add((query["q"], entity["name"]))
        elif query["script"] == "Latin" and HANGUL.fullmatch(entity["native"] or ""):
            found.add((entity["native"], query["q"]))
    return sorted(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--missed", type=int, default=0, metavar="N", help="print N words that are not derived")
    options = parser.parse_args()
    print(f"{'':24} words   tables of   of all  forms  whole")
    for (group, target), some in sorted(names(options.folder).items(), key=lambda p: (p[0][0], -len(p[1]))):
        report(group, target, some, options.missed)
    pairs = korean(options.folder)
    whole = [fold(re.sub(r"[\s'-]", "", name)) in whole_korean(native) for native, name in pairs]
    print(f"{'Korean, whole names':24} {len(pairs):5} {sum(whole) / max(1, len(pairs)):10.1%}")
    if options.missed:
        print("      ", *[f"{a}>{b}" for (a, b), hit in zip(pairs, whole, strict=True) if not hit][: options.missed])


@cache
def whole_korean(native: str) -> frozenset[str]:
    return frozenset(fold(re.sub(r"[\s'-]", "", x)) for x in forms(native, "ko", "en"))


def report(group: str, target: str, some: list[tuple[frozenset[tuple[str, str]], str]], missed: int) -> None:
    counts = dict.fromkeys(("words", "own", "all", "whole"), 0)
    sizes: dict[tuple[str, str], int] = {}
    lost: list[str] = []
    for natives, spelling in some:
        hits = []
        for x in parts(spelling):
            near = {(w, lang) for lang, native in natives for w in parts(native)}
            if len(fold(x)) < 2 or max(alike(w, x) for w, _ in near) < ALIKE:
                continue
            table = "en" if target == "und" else target
            hits.append(any(fold(x) in derived(w, lang, table) for w, lang in near))
            counts["all"] += any(fold(x) in derived(w, lang, t) for w, lang in near for t in targets(lang))
            sizes |= {(w, lang): len(derived(w, lang, table)) for w, lang in near}
            if not hits[-1]:
                lost.append(f"{max(near, key=lambda p: alike(p[0], x))[0]}>{x}")
        counts["words"] += len(hits)
        counts["own"] += sum(hits)
        counts["whole"] += bool(hits) and all(hits)
    if (n := counts["words"]) < 8 or target not in (*targets("ru"), "und"):
        return
    size = sum(sizes.values()) / len(sizes)
    shares = f"{counts['own'] / n:9.1%} {counts['all'] / n:8.1%} {size:6.1f} {counts['whole'] / len(some):6.1%}"
    print(f"{group + ' → ' + target:24} {n:5} {shares}")
    if missed and lost:
        print("      ", *lost[:missed])


main()
