"""Count what the rules for characters and scars change in clean text: every change is a false positive until looked at.

    python benchmarks/reading/scars.py [--show 5] [--stages scars,encoding]

Runs over all texts of `shared/bench/language`; prints changes per 1,000 sentences for every language that has any.
"""

from __future__ import annotations

import argparse
from collections import Counter

from clean import rows

from normalize.errors import SkippedInput
from normalize.glossary import Glossary
from normalize.pipeline import run
from normalize.settings import Settings

Counts = Counter[tuple[str, str]]


def look(row: dict[str, str], glossary: Glossary, told: argparse.Namespace, changes: Counts, noted: Counts) -> None:
    """Count the changes and remarks in one text; print the first of each language and rule."""
    try:
        done = run(row["text"], glossary, Settings(), doc_id="x")
    except SkippedInput as e:
        print(f"{row['lang']} nothing is left: {e.reason}: {row['text'][:80]!r}")
        return
    stages = tuple(told.stages.split(","))
    for layer in done.ledger.layers:
        for count, found in ((noted, layer.notes), (changes, layer.patch.edits)):
            for one in found:
                if one.rule.startswith(stages):
                    count[row["lang"], one.rule] += 1
                    if count[row["lang"], one.rule] <= told.show:
                        print(f"  {row['lang']} {one.rule} {getattr(one, 'before', '')[:50]!r} {one.reason[:80]}")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--show", type=int, default=3)
    ask.add_argument("--stages", default="encoding,markup,scars")
    ask.add_argument("--kinds", default="sentences,paragraphs,documents")
    told = ask.parse_args()
    glossary = Glossary.load()
    for kind in told.kinds.split(","):
        changes: Counts = Counter()
        noted: Counts = Counter()
        total: Counter[str] = Counter()
        for lang, text in rows(kind):
            total[lang] += 1
            look({"lang": lang, "text": text}, glossary, told, changes, noted)
        print(f"{kind}: {sum(total.values())} texts")
        for title, counts in (("changes", changes), ("remarks", noted)):
            for (lang, rule), n in sorted(counts.items(), key=lambda item: -item[1]):
                print(f"  {lang} {rule:30} {n:5} {title}  {1000 * n / total[lang]:7.2f} per 1,000")


if __name__ == "__main__":
    main()
