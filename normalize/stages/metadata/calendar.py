"""Dates as papers print them, to ISO 8601. Names of months and days come from the Unicode CLDR, through Babel."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass
from functools import cache

import regex

from normalize.text.words import plain

_YEAR = r"(?P<year>(?:19|20)\d{2})"
_NUMERIC = (
    r"(?P<year>(?:19|20)\d{2})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?",
    rf"(?<!\d)(?P<day>\d{{1,2}})\s?[./-]\s?(?P<month>\d{{1,2}})\s?[./-]\s?{_YEAR}(?!\d)\.?",
    rf"{_YEAR}\s?[年년]\s?(?P<month>\d{{1,2}})\s?[月월]\s?(?P<day>\d{{1,2}})\s?[日일]",
    rf"{_YEAR}\. ?(?P<month>\d{{1,2}})\. ?(?P<day>\d{{1,2}})\.?(?!\d)",
)
_TIME = regex.compile(
    r"\d{1,2}\s?[時时點点시]\s?(?:\d{1,2}\s?[分분])?|\b\d{1,2}[:.h]\d{2}(?::\d{2})?\s?(?:uhr|h|am|pm|a\.m\.|p\.m\.)?(?:\s?(?:gmt|utc|cest|cet|est|edt|pst|bst|eest|eet|msk|ist|jst|kst)(?:[+-]\d+)?)?"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A date at `text[start:end]`, as ISO 8601 ("2023-09-13")."""

    start: int
    end: int
    iso: str


def digits(text: str) -> str:
    """Return the text with every decimal digit as an ASCII digit, every place the same."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(c)) if c.isdecimal() and not c.isascii() else c for c in text)


def find_dates(text: str, lang: str) -> list[Found]:
    """Return the full dates (day, month, year) in a short text, in order.

    A date whose day and month cannot be told apart is left out.
    """
    flat = digits(plain(text))
    found: list[Found] = []
    for pattern, american in _patterns(lang):
        for m in pattern.finditer(flat):
            if any(m.start() < f.end and f.start < m.end() for f in found):
                continue
            group = m.groupdict()
            month = _month(group.get("name") or "", lang) or int(group.get("month") or 0)
            day = int(group["day"])
            if american and "name" not in group and day <= 12 and month <= 12 and day != month:
                continue
            if american and "name" not in group and month > 12:
                day, month = month, day
            try:
                iso = dt.date(int(group["year"]), month, day).isoformat()
            except ValueError:
                continue
            found.append(Found(m.start(), m.end(), iso))
    return sorted(found, key=lambda f: f.start)


def is_month(word: str, lang: str) -> bool:
    """Whether a word is the name of a month, or its first letters ("Sept")."""
    flat = plain(word).rstrip(".")
    return len(flat) > 2 and any(name.startswith(flat) or flat == name for name in _months(lang))


def without_time(text: str) -> str:
    """Return a text in lower case with blanks for its clock times and their zones, every place the same."""
    return _TIME.sub(lambda m: " " * len(m[0]), digits(plain(text)))


@cache
def day_names(lang: str) -> frozenset[str]:
    """The names of the days of the week in a language and in English, plain."""
    return frozenset(n for code in (lang, "en") for n in _names(code, "days"))


@cache
def _patterns(lang: str) -> tuple[tuple[regex.Pattern[str], bool], ...]:
    months = sorted(
        {n for code in (lang, "en") for n in _names(code, "months") if not n.isdigit()}, key=len, reverse=True
    )
    name = rf"(?P<name>{'|'.join(map(regex.escape, months))})\.?"
    worded = (
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th|er|º|ª)?\s?(?:de |of |d')?\s?{name},?\s?(?:de |del )?\s?{_YEAR}",
        rf"(?<!\w){name}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s{_YEAR}",
        rf"{_YEAR}\.?\s{name}\s(?P<day>\d{{1,2}})\.?",
    )
    slashed = _NUMERIC[1]
    return (
        *((regex.compile(p), False) for p in worded),
        *((regex.compile(p), p is slashed and lang == "en") for p in _NUMERIC),
    )


@cache
def _months(lang: str) -> dict[str, int]:
    return {n: k for code in ("en", lang) for n, k in _names(code, "months").items()}


def _month(name: str, lang: str) -> int:
    return _months(lang).get(name, 0) if name else 0


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
