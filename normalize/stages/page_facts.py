"""What a page says about its article: in its head (meta tags, OpenGraph, Dublin Core), in JSON-LD and in microdata."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

import regex

from normalize.stages.document import PageFacts
from normalize.stages.encoding.invisible import without_noise
from normalize.text.references import unescape

_HEAD = re.compile(r"<head\b", re.IGNORECASE)
_HEAD_END = re.compile(r"<(?:/head|body)\b", re.IGNORECASE)
_HEAD_LENGTH: Final = 300_000  # code points of a page in which its head must end
_LINKED = regex.compile(  # a script in which another begins is none: it has no end
    r"<script\b[^<>]{0,500}?application/ld\+json[^<>]{0,500}+>((?:[^<]++|<(?!/?script\b))*+)</script", regex.IGNORECASE
)
_WRAPPED = re.compile(r"^\s*(?:/[/*]\s*)?<!\[CDATA\[|^\s*<!--|(?:/[/*]\s*)?\]\]>(?:\s*\*/)?\s*$|-->\s*$")
_HTML_LANG = re.compile(r"<html\b[^>]{0,500}?\blang\s*=\s*[\"']?([A-Za-z]{2,3})\b", re.IGNORECASE)
_CANONICAL = regex.compile(r"<link\b(?=[^<>]{0,1000}?\brel\s*+=\s*+[\"']?canonical\b)[^<>]{0,1000}>", regex.IGNORECASE)
_MICRODATA = regex.compile(
    r"<[a-z][^<>]{0,500}?\bitemprop\s*+=\s*+[\"']?(?P<name>headline|author|datePublished|dateModified|articleSection)\b"
    r"[^<>]{0,500}>",
    regex.IGNORECASE,
)
_FRAGMENT: Final = 1000  # code points in which an element of microdata is read
_MOST: Final = 50  # elements of microdata that are looked at
_TAG = re.compile(r"<[^<>]*>")
_ADDRESS = re.compile(r"@|://|^www\.")
_ARTICLES: Final = frozenset(
    ("Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting", "OpinionNewsArticle", "AnalysisNewsArticle")
)
_ESCAPED: Final = 2  # times that sites write a character reference for the sign of a character reference
_TITLE: Final = ("og:title", "twitter:title", "dc.title")
_AUTHOR: Final = ("author", "article:author", "dc.creator", "dcterms.creator", "sailthru.author", "parsely-author")
_PUBLISHED: Final = (
    "article:published_time", "og:published_time", "datepublished", "date", "dc.date.issued", "dc.date",
    "dcterms.created", "dcterms.date", "sailthru.date", "parsely-pub-date", "pubdate", "publishdate", "publish-date",
)  # fmt: skip
_MODIFIED: Final = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified")
_SECTION: Final = ("article:section", "section", "parsely-section", "dc.subject")
_FIRST_YEAR: Final = 1900  # before which a date is a default that nobody filled in
_DECLARATION: Final = re.compile(r"<\?xml\b", re.IGNORECASE)
_LOCKED: Final = ("locked", "metered", "paid", "premium")


def page_facts(text: str) -> PageFacts:
    """Read what a page says of title, author, dates, site, section and language. What it does not say stays empty."""
    start = text[:_HEAD_LENGTH]
    if "<" not in start:
        return PageFacts()
    from bs4 import BeautifulSoup, SoupStrainer

    soup = BeautifulSoup(_readable(head_of(start)), "lxml", parse_only=SoupStrainer(["meta", "title", "template"]))
    meta: dict[str, str] = {}
    for tag in soup.find_all("meta", limit=300):
        key = str(tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower()
        meta.setdefault(key, " ".join(str(tag.get("content") or "").split()))
    linked = next((a for block in _LINKED.findall(text[: _HEAD_LENGTH * 3]) for a in _articles(block)), {})
    micro = _microdata(text[: _HEAD_LENGTH * 3])
    title = soup.title.get_text() if soup.title else ""
    lang = _HTML_LANG.search(start)
    published = _moment(_said(linked, "datePublished"), *_all(meta, _PUBLISHED), micro.get("datepublished", ""))
    authors = (_author(linked.get("author")), *_all(meta, _AUTHOR), micro.get("author", ""))
    return PageFacts(
        title=tidy(_first(_said(linked, "headline"), *_all(meta, _TITLE), micro.get("headline", ""), title)),
        byline=next(filter(None, (_person(tidy(a)) for a in authors)), ""),
        date=published[:10],
        site=tidy(meta.get("og:site_name", "")),
        lang=lang[1].lower() if lang else "",
        description=tidy(meta.get("og:description") or meta.get("description", "")),
        body=tidy(_said(linked, "articleBody")),
        published=published,
        modified=_moment(_said(linked, "dateModified"), *_all(meta, _MODIFIED), micro.get("datemodified", "")),
        section=tidy(_first(_said(linked, "articleSection"), *_all(meta, _SECTION), micro.get("articlesection", ""))),
        url=_url(start, meta),
        paywall=_paywall(linked, meta),
    )


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


def _first(*said: str) -> str:
    return next(filter(None, said), "")


def _all(meta: Mapping[str, str], names: tuple[str, ...]) -> Iterator[str]:
    return (meta[name] for name in names if meta.get(name))


def _said(linked: Mapping[str, Any], name: str) -> str:
    """What JSON-LD gives under a name, as text; the first where it gives several."""
    value = linked.get(name)
    if isinstance(value, list):
        value = value[0] if value else ""
    return value if isinstance(value, str) else ""


def _moment(*said: str) -> str:
    """The first of some dates that can be read, as ISO 8601 with the zone it has; those of mail headers as well."""
    for value in said:
        text = value.strip()
        for read in (datetime.fromisoformat, date.fromisoformat, parsedate_to_datetime):
            try:
                moment = read(text)
            except (ValueError, TypeError, IndexError, OverflowError):
                continue
            if moment.year < _FIRST_YEAR:
                continue
            bare = isinstance(moment, datetime) and (moment.time().isoformat() != "00:00:00" or moment.tzinfo)
            return moment.isoformat() if bare else moment.isoformat()[:10]
    return ""


def _person(said: str) -> str:
    """The names in what a page gives as its author: some write tags and addresses into the field."""
    parts = (part.strip() for part in _TAG.sub("", said).split(","))
    return ", ".join(part for part in parts if part and not _ADDRESS.search(part))


def _url(start: str, meta: Mapping[str, str]) -> str:
    from bs4 import BeautifulSoup

    found = _CANONICAL.search(start)
    link = BeautifulSoup(_readable(found[0]), "lxml").select_one("link") if found else None
    url = str(link.get("href") or "") if link else ""
    url = (url or meta.get("og:url", "")).strip()
    return url if url.startswith(("https://", "http://")) and not any(map(str.isspace, url)) else ""


def _paywall(linked: Mapping[str, Any], meta: Mapping[str, str]) -> bool | None:
    """Whether the page says that the article must be paid for; None where it says nothing."""
    free = linked.get("isAccessibleForFree")
    if isinstance(free, bool | str) and str(free).strip():
        return str(free).strip().lower() in ("false", "no", "0")
    tier = meta.get("article:content_tier", "").lower()
    return tier in _LOCKED if tier else None


def _microdata(text: str) -> dict[str, str]:
    """The first value of each property of an article that the elements of a page name."""
    from bs4 import BeautifulSoup

    found: dict[str, str] = {}
    if "itemprop" not in text:
        return found
    for m, _ in zip(_MICRODATA.finditer(text), range(_MOST), strict=False):
        name = m["name"].lower()
        if name in found:
            continue
        tags = BeautifulSoup(_readable(text[m.start() : m.end() + _FRAGMENT]), "lxml").select("[itemprop]")
        if not tags:
            continue
        inner = next((t for t in tags[1:] if t.get("itemprop") == "name" and tags[0] in t.parents), tags[0])
        values = (
            tags[0].get("content"),
            tags[0].get("datetime"),
            inner.get("content"),
            inner.get_text(" ", strip=True),
        )
        value = _first(*(str(v or "") for v in values))
        if len(value) < _FRAGMENT // 2:
            found[name] = " ".join(value.split())
    return {name: value for name, value in found.items() if value}


def _articles(block: str) -> Iterator[dict[str, Any]]:
    """Yield the descriptions of articles in one JSON-LD block; broken JSON holds none."""
    try:
        todo: list[Any] = [json.loads(_WRAPPED.sub("", block), strict=False)]
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
    """Without what lxml cannot take, lone surrogates and NUL, and without what Beautiful Soup would warn of."""
    return _DECLARATION.sub("", text.encode("utf-8", "replace").decode("utf-8").replace("\0", ""))
