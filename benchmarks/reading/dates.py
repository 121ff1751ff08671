"""Count the dates that are read right in all languages with cue phrases, beside dateparser where it is installed.

    python benchmarks/reading/dates.py

The dates are written by Babel, in the full, long and medium forms that the Unicode CLDR gives for each language. Names
of months come from the same source, so this shows gaps in the forms, not in the names.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable

from babel.dates import format_date

from normalize.stages.cues import languages
from normalize.stages.metadata.calendar import find_dates

DAYS = (dt.date(2023, 9, 13), dt.date(2022, 2, 24), dt.date(2024, 12, 31), dt.date(2021, 5, 3))


def ours(text: str, lang: str) -> str:
    return next((found.iso for found in find_dates(text, lang)), "")


def library() -> Callable[[str, str], str] | None:
    try:
        import dateparser
    except ImportError:
        return None

    def read(text: str, lang: str) -> str:
        try:
            found = dateparser.parse(text, languages=[lang])
        except ValueError:
            return ""
        return found.date().isoformat() if found else ""

    return read


def main() -> None:
    other = library()
    right: Counter[str] = Counter()
    total = 0
    for lang in languages():
        for form in ("full", "long", "medium"):
            for day in DAYS:
                said = format_date(day, form, locale=lang)
                total += 1
                right["ours"] += ours(said, lang) == day.isoformat()
                if other:
                    right["dateparser"] += other(said, lang) == day.isoformat()
                if ours(said, lang) != day.isoformat():
                    print(f"  {lang} {said}")
    print(f"{total} dates in {len(list(languages()))} languages: {dict(right)} right")


if __name__ == "__main__":
    main()
