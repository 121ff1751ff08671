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
_NUMERIC = (
    r"(?P<year>(?:19|20)\d{2})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?",
    rf"(?<!\d)(?P<day>\d{{1,2}})\s?[./-]\s?(?P<month>\d{{1,2}})\s?[./-]\s?{_YEAR}(?!\d)\.?",
    rf"{_YEAR}\s?[年년]\s?(?P<month>\d{{1,2}})\s?[月월]\s?(?P<day>\d{{1,2}})\s?[日일]",
    rf"{_YEAR}\. ?(?P<month>\d{{1,2}})\. ?(?P<day>\d{{1,2}})\.?(?!\d)",
)
_NAME = r"(?P<name>(?:tháng )?[\p{L}\p{M}’']{3,14}+)\.?"
_SLASHED = regex.compile(_NUMERIC[1])
_PATTERNS = (
    regex.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th|er|º|ª)?\s?(?:de |of |d')?\s?{_NAME},?\s?(?:de |del )?\s?{_YEAR}"
    ),
    regex.compile(rf"(?<!\w){_NAME}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s{_YEAR}"),
    regex.compile(rf"{_YEAR}\.?\s{_NAME}\s(?P<day>\d{{1,2}})\.?"),
    regex.compile(_NUMERIC[0]),
    _SLASHED,
    regex.compile(_NUMERIC[2]),
    regex.compile(_NUMERIC[3]),
)
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
    month = _month(group.get("name") or "", lang) or int(group.get("month") or 0)
    day = int(group["day"] or 0)
    if slashed and lang == "en":
        if month > 12:
            day, month = month, day
        elif day <= 12 and day != month:
            return ""
    try:
        return dt.date(int(group["year"] or 0), month, day).isoformat()
    except ValueError:
        return ""


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
    if not _ANY_YEAR.search(flat):
        return []
    found: list[Found] = []
    for pattern in _PATTERNS:
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
    flat = word.rstrip(".")
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
        plain(name).rstrip("."): number
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in table.get(context, {}).get(width, {}).items()
    }
