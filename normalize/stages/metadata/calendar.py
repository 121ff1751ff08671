"""Dates as papers print them, to ISO 8601. Names of months and days come from the Unicode CLDR, through Babel."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from functools import cache

import regex

from normalize.text.words import plain

_YEAR = r"(?P<year>(?:19|20)\d{2})"
_ANY_YEAR = regex.compile(_YEAR)
_FOUR_DIGITS = re.compile(r"\d{4}")
_MARKS = "[\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}]?"
_SIGN = rf"\s?{_MARKS}[./-]{_MARKS}\s?"
_NUMERIC = (
    r"(?P<year>(?:19|20)\d{2})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?",
    rf"(?<!\d)(?P<day>\d{{1,2}}){_SIGN}(?P<month>\d{{1,2}}){_SIGN}{_YEAR}(?!\d)\.?",
    rf"{_YEAR}\s?[年년]\s?(?P<month>\d{{1,2}})\s?[月월]\s?(?P<day>\d{{1,2}})\s?[日일]",
    rf"{_YEAR}\. ?(?P<month>\d{{1,2}})\. ?(?P<day>\d{{1,2}})\.?(?!\d)",
    rf"(?<!\d)(?P<day>\d{{1,2}}) (?:tháng|thg) (?P<month>\d{{1,2}})(?:,| năm)? {_YEAR}",
)
_NAME = r"(?P<name>(?:tháng )?[\p{L}\p{M}’']{2,14}+|\p{L}\p{M}?\.\p{L}\p{M}?)[.॰׳]?"
_OF_YEAR = r"(?:\.? ?m\.|\s?ж\.|\s?թ\.|\. gada|\.| года| оны)?"
_THAI_YEAR = r"(?:พ\.ศ\.|ค\.ศ\.)?\s?(?P<year>(?:19|20|24|25)\d{2})"
_PERSIAN_YEAR = r"(?P<year>1[34]\d{2})(?!\d)"
_SLASHED = regex.compile(_NUMERIC[1])
_PATTERNS = (
    regex.compile(_NUMERIC[4]),
    regex.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th|er|º|ª)?\s?(?:de |of |d'|ב)?\s?{_NAME}[,،]?\s?"
        rf"(?:de |del )?\s?{_YEAR}"
    ),
    regex.compile(rf"(?<!\w){_NAME}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s{_YEAR}"),
    regex.compile(rf"{_YEAR}{_OF_YEAR},?\s{_NAME}\s(?P<day>\d{{1,2}})(?: d)?\.?"),
    regex.compile(rf"{_YEAR}{_OF_YEAR},?\s(?P<day>\d{{1,2}})\.?\s{_NAME}"),
    regex.compile(_NUMERIC[0]),
    _SLASHED,
    regex.compile(_NUMERIC[2]),
    regex.compile(_NUMERIC[3]),
)
_OTHERS = {  # calendars of some countries, by language: Buddhist years, and the Persian calendar
    "th": (
        regex.compile(rf"(?<!\d)(?P<day>\d{{1,2}})\s?{_NAME}\s?{_THAI_YEAR}"),
        regex.compile(r"(?<!\d)(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>25\d{2})(?!\d)"),
    ),
    "fa": (
        regex.compile(rf"(?<!\d)(?P<day>\d{{1,2}})\s{_NAME}\s(?:ماه )?{_PERSIAN_YEAR}"),
        regex.compile(rf"(?<!\d){_PERSIAN_YEAR}[/.-](?P<month>\d{{1,2}})[/.-](?P<day>\d{{1,2}})(?!\d)"),
    ),
}
_BUDDHIST = 543  # years that Thailand is ahead
_PERSIAN = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split()
_WITHOUT_YEAR = (
    regex.compile(rf"(?<!\d)(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th|er|º|ª)?\s?(?:de |of |d'|ב)?\s?{_NAME}"),
    regex.compile(rf"(?<!\w){_NAME}\s(?P<day>\d{{1,2}})(?!\d)"),
    regex.compile(r"(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]"),
)
_NEAR = 31  # days between a date without a year and the day of publication
_SHORT_NAME = 3  # letters of a weekday's name that may be another word
_TIME = regex.compile(
    r"\d{1,2}\s?[時时點点시]\s?(?:\d{1,2}\s?[分분])?|\b\d{1,2}[:.h]\d{2}(?!\d)(?::\d{2}(?!\d))?\s?(?:uhr|h|am|pm|a\.m\.|p\.m\.)?(?:\s?(?:gmt|utc|cest|cet|est|edt|pst|bst|eest|eet|msk|ist|jst|kst)(?:[+-]\d+)?)?"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A date at `text[start:end]`, as ISO 8601 ("2023-09-13")."""

    start: int
    end: int
    iso: str


def _iso(group: dict[str, str | None], lang: str, *, slashed: bool) -> str:
    """The date that a match means, or an empty string. English has both orders of day and month in numbers."""
    name, year, day = group.get("name") or "", int(group["year"] or 0), int(group["day"] or 0)
    persian = lang == "fa" and year < 1900
    month = (_PERSIAN.index(name) + 1 if name in _PERSIAN else 0) if persian and name else _month(name, lang)
    month = month or int(group.get("month") or 0)
    if slashed and lang == "en":
        if month > 12:
            day, month = month, day
        elif day <= 12 and day != month:
            return ""
    try:
        if persian:
            return _from_persian(year, month, day).isoformat()
        return dt.date(year - _BUDDHIST if year > 2400 else year, month, day).isoformat()
    except ValueError:
        return ""


def _from_persian(year: int, month: int, day: int) -> dt.date:
    """The Gregorian date of a Persian one: leap years come in cycles of 33 (Heydari 2003)."""
    if not (1 <= month <= 12 and 1 <= day <= (31 if month <= 6 else 30)):
        raise ValueError
    leaps = sum(y % 33 in (1, 5, 9, 13, 17, 22, 26, 30) for y in range(1300, year))
    days = (year - 1300) * 365 + leaps + (31 * (month - 1) if month <= 7 else 186 + 30 * (month - 7)) + day - 1
    return dt.date(1921, 3, 21) + dt.timedelta(days=days)


def digits(text: str) -> str:
    """Return the text with every decimal digit as an ASCII digit, every place the same."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(c)) if c.isdecimal() and not c.isascii() else c for c in text)


def may_have_date(text: str) -> bool:
    """Whether a text has a number that may be a year."""
    return bool(_FOUR_DIGITS.search(text))


def find_dates(text: str, lang: str) -> list[Found]:
    """Return the full dates (day, month, year) in a short text, in order.

    A date whose day and month cannot be told apart is left out.
    """
    if not may_have_date(text):
        return []
    flat = digits(plain(text))
    others = _OTHERS.get(lang, ())
    if not others and not _ANY_YEAR.search(flat):
        return []
    found: list[Found] = []
    for pattern in (*others, *_PATTERNS):
        for m in pattern.finditer(flat):
            if any(m.start() < f.end and f.start < m.end() for f in found):
                continue
            if iso := _iso(m.groupdict(), lang, slashed=pattern is _SLASHED and "." not in m[0]):
                found.append(Found(m.start(), m.end(), iso))
    return sorted(found, key=lambda f: f.start)


def is_month(word: str, lang: str) -> bool:
    """Whether a word is the name of a month, or its first letters ("Sept")."""
    return _month(plain(word), lang) > 0


def _month(word: str, lang: str) -> int:
    """The number of the month whose name, or first letters, a plain word is; 0 where it is none."""
    flat = word.rstrip(".॰׳")
    if lang == "he" and flat not in _months(lang):
        flat = flat.removeprefix("ב")
    if found := _months(lang).get(flat):
        return found
    return next((k for name, k in _months(lang).items() if len(flat) > 2 and name.startswith(flat)), 0)


def without_time(text: str) -> str:
    """Return a text in lower case with blanks for its clock times and their zones, every place the same."""
    return _TIME.sub(lambda m: " " * len(m[0]), digits(plain(text)))


@cache
def day_names(lang: str) -> frozenset[str]:
    """The names of the days of the week in a language and in English, plain."""
    return frozenset(n for code in (lang, "en") for n in _names(code, "days"))


@cache
def _months(lang: str) -> dict[str, int]:
    return {n: k for code in ("en", lang) for n, k in _names(code, "months").items()}


@cache
def _names(lang: str, what: str) -> dict[str, int]:
    """Names of months (1 to 12) or days (0 to 6) in a language: wide and short, as in running text and in calendars."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(lang)
    except (UnknownLocaleError, ValueError):
        return {}
    table = locale.months if what == "months" else locale.days
    return {
        plain(name).rstrip(".॰׳"): number
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in table.get(context, {}).get(width, {}).items()
    }


def near_date(text: str, lang: str, published: str) -> str:
    """Return the date that a text without a year means ("Sept. 13", "9月13日", "Wednesday"), or an empty string.

    It is the one nearest to the day of publication (ISO 8601), a weekday the last one before it; without that day,
    nothing is guessed.
    """
    if not published:
        return ""
    day = dt.date.fromisoformat(published[:10])
    flat = digits(plain(text))
    for pattern in _WITHOUT_YEAR:
        for m in pattern.finditer(flat):
            group = m.groupdict()
            month = int(group.get("month") or 0) or _month(group.get("name") or "", lang)
            near = [d for year in (-1, 0, 1) if (d := _valid(day.year + year, month, int(m["day"])))]
            best = min(near, key=lambda d: abs(d - day), default=None)
            if best is not None and abs(best - day).days <= _NEAR:
                return best.isoformat()
    names = {name: n for code in ("en", lang) for name, n in _names(code, "days").items() if len(name) > _SHORT_NAME}
    said = next((names[w] for w in regex.findall(r"[\p{L}\p{M}]+", flat) if w in names), None)
    return "" if said is None else (day - dt.timedelta(days=(day.weekday() - said) % 7)).isoformat()


def _valid(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
