"""What is known about an article: read off the head of its page before the stages, and off the edits after them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

import regex

from normalize.edits import Layer
from normalize.glossary import Matcher
from normalize.stages.document import PageFacts, blocks_of
from normalize.stages.encoding.invisible import without_noise
from normalize.text.language import Guess, by_block

_HEAD = re.compile(r"<head\b", re.IGNORECASE)
_HEAD_END = re.compile(r"<(?:/head|body)\b", re.IGNORECASE)
_LINKED = regex.compile(  # a script in which another begins is none: it has no end
    r"<script\b[^<>]{0,500}?application/ld\+json[^<>]{0,500}+>((?:[^<]++|<(?!/?script\b))*+)</script", regex.IGNORECASE
)
_HTML_LANG = re.compile(r"<html\b[^>]{0,500}?\blang\s*=\s*[\"']?([A-Za-z]{2,3})\b", re.IGNORECASE)
_PARAGRAPHS = 200  # that are asked for their language
_TAG = re.compile(r"<[^<>]*>")
_ADDRESS = re.compile(r"@|://|^www\.")
_HEAD_LENGTH = 300_000  # code points of a page in which its head must end
_ARTICLES = frozenset(
    ("Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting", "OpinionNewsArticle", "AnalysisNewsArticle")
)
_ESCAPED = 2  # times that sites write a character reference for the sign of a character reference
_DATE = re.compile(r"(\d{4}-\d\d-\d\d)")


@dataclass(frozen=True, slots=True)
class NameCount:
    """An entity of the glossary that the text mentions by a full name: its id, canonical form, number of mentions."""

    id: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What was lifted out of an article, or read off its page. None and empty where nothing says it."""

    title: str | None = None
    byline: str | None = None
    date: str | None = None
    dateline: str | None = None
    agencies: tuple[str, ...] = ()
    site: str | None = None
    translated_from: str | None = None
    names: tuple[NameCount, ...] = ()
    languages: tuple[tuple[str, float], ...] = ()  # of its paragraphs, with their share of the letters, largest first
    also: tuple[str, ...] = ()  # languages that it may as well be in

    def as_dict(self) -> dict[str, Any]:
        """Return the facts as plain data for JSON."""
        return {
            "title": self.title,
            "byline": self.byline,
            "date": self.date,
            "dateline": self.dateline,
            "agencies": list(self.agencies),
            "site": self.site,
            "translated_from": self.translated_from,
            "names": [{"id": n.id, "name": n.name, "count": n.count} for n in self.names],
            "languages": dict(self.languages),
            "lang_also": list(self.also),
        }


def page_facts(text: str) -> PageFacts:
    """Read title, author, date, site and language off the head of a page. What is not there stays empty."""
    if "<" not in text[:_HEAD_LENGTH]:
        return PageFacts()
    from bs4 import BeautifulSoup, SoupStrainer

    start = text[:_HEAD_LENGTH]
    soup = BeautifulSoup(_readable(head_of(start)), "lxml", parse_only=SoupStrainer(["meta", "title", "template"]))
    meta: dict[str, str] = {}
    for tag in soup.find_all("meta", limit=300):
        key = str(tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower()
        meta.setdefault(key, " ".join(str(tag.get("content") or "").split()))
    linked = next((a for block in _LINKED.findall(text[: _HEAD_LENGTH * 3]) for a in _articles(block)), {})
    lang = _HTML_LANG.search(start)
    title = str(linked.get("headline") or "") or meta.get("og:title") or (soup.title.get_text() if soup.title else "")
    date = str(linked.get("datePublished") or "") or meta.get("article:published_time") or meta.get("date", "")
    found = _DATE.match(date)
    return PageFacts(
        title=tidy(title),
        byline=_person(tidy(_author(linked.get("author")) or meta.get("author", ""))),
        date=found[1] if found else "",
        site=tidy(meta.get("og:site_name", "")),
        lang=lang[1].lower() if lang else "",
        description=tidy(meta.get("og:description") or meta.get("description", "")),
        body=tidy(str(linked.get("articleBody") or "")),
    )


def _person(said: str) -> str:
    """The names in what a page gives as its author: some write tags and addresses into the field."""
    parts = (part.strip() for part in _TAG.sub("", said).split(","))
    return ", ".join(part for part in parts if part and not _ADDRESS.search(part))


def head_of(page: str) -> str:
    """Return the head of a page, or what may hold it where no tag says so."""
    page = page[:_HEAD_LENGTH]
    head = _HEAD.search(page)
    if head is None:
        return page[:20_000]
    end = _HEAD_END.search(page, head.end())
    return page[head.start() : end.end() if end else None]


def tidy(value: str) -> str:
    """Return a value from outside the text as it may stand in one: no references, single spaces, nothing unseen."""
    for _ in range(_ESCAPED):
        value = unescape(value)
    return " ".join(without_noise(value, "").split())


def gather(layers: Iterable[Layer], text: str, page: PageFacts, matcher: Matcher, guess: Guess) -> Facts:
    """Collect the facts that applied edits and notes name; what the text itself says goes before the page's head."""
    found: dict[str, list[str]] = {}
    layers = tuple(layers)
    for n, layer in enumerate(layers):
        for edit in layer.patch.edits:
            for name, value in edit.facts:
                found.setdefault(name, []).append(value)
        for note in layer.notes:
            span = [(note.start, note.end)]
            for later in layers[n:]:
                span = later.patch.carry(span)
            for name, _ in note.facts:
                found.setdefault(name, []).append(text[slice(*span[0])])

    def first(name: str, other: str = "") -> str | None:
        return next(filter(None, found.get(name, ())), other) or None

    return Facts(
        title=first("title", page.title),
        byline=first("byline", page.byline),
        date=first("date", page.date),
        dateline=first("dateline"),
        agencies=tuple(dict.fromkeys(found.get("agency", ()))),
        site=first("site", page.site),
        names=_names(matcher, text, guess.lang),
        languages=_languages(text, guess),
        also=guess.also,
    )


def _languages(text: str, guess: Guess) -> tuple[tuple[str, float], ...]:
    """The languages of the paragraphs and their shares of the letters."""
    letters: Counter[str] = Counter()
    blocks = blocks_of(text)[:_PARAGRAPHS]
    for block, own in zip(blocks, by_block((b.text for b in blocks), guess), strict=True):
        letters[own.lang] += block.letters
    total = letters.total() or 1
    return tuple((code, round(n / total, 2)) for code, n in sorted(letters.items(), key=lambda i: (-i[1], i[0])))


def _names(matcher: Matcher, text: str, lang: str) -> tuple[NameCount, ...]:
    counts: dict[str, int] = {}
    for mention in matcher.find(text, lang):
        ids = {entry.id for entry, _ in mention.readings}
        if len(ids) == 1 and not mention.lone:
            counts[ids.pop()] = counts.get(mention.readings[0][0].id, 0) + 1
    entries = matcher.glossary.entries
    return tuple(NameCount(i, entries[i].canonical(lang), n) for i, n in sorted(counts.items()))


def _articles(block: str) -> Iterator[dict[str, Any]]:
    """Yield the descriptions of articles in one JSON-LD block; broken JSON holds none."""
    try:
        todo: list[Any] = [json.loads(block)]
    except (ValueError, RecursionError):
        return
    for item in todo:
        if isinstance(item, list):
            todo += item[:100]
        elif isinstance(item, dict):
            kinds = item.get("@type")
            if _ARTICLES.intersection(kinds if isinstance(kinds, list) else [str(kinds)]):
                yield item
            if isinstance(item.get("@graph"), list):
                todo += item["@graph"][:100]


def _author(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(str(value.get("name") or "").split())
    if isinstance(value, list):
        return ", ".join(filter(None, map(_author, value[:10])))
    return " ".join(value.split()) if isinstance(value, str) and not value.startswith("http") else ""


def _readable(text: str) -> str:
    """Without what lxml cannot take: lone surrogates and NUL."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "")
