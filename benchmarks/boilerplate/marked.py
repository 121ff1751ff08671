"""Pages whose teasers are known: the articles of `seeds/` in the dress of twelve sites, with other headlines between.

The bodies are the clean texts of `tests/golden`. Labels, headlines and summaries stand in `words/<lang>.yaml`; they
were written for this, about half of them of the same matter as the article of that language, as a site would choose.
What is a teaser is remembered beside the page; the page does not say it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import yaml
from sites import TEMPLATES, Template

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden"
WORDS = Path(__file__).parent / "words"
_HEADING = 50  # characters of a line between paragraphs, at most
_LEAD = 260  # characters of an article's beginning that another page tells
_END = (".", "!", "…", "。", "”", "“", "»", '"', ")", "」", "।", ":", "：", ";")


@dataclass(frozen=True)
class Article:
    """A clean text: its title, and its paragraphs."""

    id: str
    lang: str
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Teaser:
    """What one teaser shows: its kind, and its label, headlines, summaries and dates in order."""

    kind: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """A page, the article in it, what else stands about the article, and its teasers."""

    id: str
    template: str
    lang: str
    html: str
    title: str
    body: str
    about: str
    teasers: tuple[Teaser, ...]


@dataclass
class Deck:
    """The stories that a page may point to, each once, in an order that is the page's own."""

    words: dict[str, Any]
    stories: list[tuple[str, str]]
    headlines: list[str]
    number: int = 100
    dates: int = 0
    texts: list[str] = field(default_factory=list)  # what the teaser in hand shows

    def show(self, text: str) -> str:
        """Remember a text of the teaser in hand, and return it for the page."""
        self.texts.append(text)
        return escape(text, quote=False)

    def label(self, name: str) -> str:
        return self.show(self.words[name][self.number % len(self.words[name])])

    def link(self, template: Template, *, told: bool = False) -> tuple[str, str]:
        """Return a linked headline, and its story's summary."""
        headline, summary = self.stories.pop() if told or not self.headlines else (self.headlines.pop(), "")
        self.number += 1
        return template.link.format(n=self.number, text=self.show(headline)), summary

    def date(self) -> str:
        self.dates += 1
        return self.show(self.words["dates"][1 + self.dates % 3])


@cache
def words_of(lang: str) -> dict[str, Any]:
    """The labels and stories of a language."""
    return dict(yaml.safe_load((WORDS / f"{lang}.yaml").read_text("utf-8")))


@cache
def articles() -> tuple[Article, ...]:
    """The articles of `seeds/`, clean."""
    found = []
    for path in sorted(GOLDEN.rglob("*.yaml")):
        said = yaml.safe_load(path.read_text("utf-8"))
        lines = path.with_suffix(".txt").read_text("utf-8").split("\n\n")
        title = said["title"] or ""
        body = lines[1:] if lines[0].strip() == title else lines
        name = path.relative_to(GOLDEN).with_suffix("").as_posix()
        found.append(Article(name, said["lang"], title or body[0][:80], tuple(line.strip() for line in body)))
    return tuple(found)


def pages() -> Iterator[Page]:
    """Yield every article in every dress, each page with four kinds of teaser."""
    for n, article in enumerate(articles()):
        for k, template in enumerate(TEMPLATES):
            yield page_of(article, template, n + 5 * k)


def page_of(article: Article, template: Template, turn: int) -> Page:
    """Return an article in a dress; `turn` says which kinds of teaser it has."""
    words = words_of(article.lang)
    deck = _deck(article, template)
    teasers: list[Teaser] = []

    def made(kind: str) -> str:
        deck.texts = []
        html = KINDS[kind](deck, template)
        teasers.append(Teaser(kind, tuple(deck.texts)))
        return html

    first, second = MIDDLE[turn % len(MIDDLE)], MIDDLE[(turn * 3 + 1 + turn // len(MIDDLE)) % len(MIDDLE)]
    second = second if second != first else MIDDLE[(turn + 1) % len(MIDDLE)]
    inside = {1: made(first), len(article.paragraphs) * 2 // 3: made(second)}
    parts = {
        "body": _body(article, template, inside),
        "below": made(BELOW[turn % len(BELOW)]),
        "column": made(COLUMN[turn % len(COLUMN)]),
    }
    about = {"title": article.title, "byline": words["by"][0], "date": words["dates"][0]}
    parts |= {name: escape(text, quote=False) for name, text in about.items()}
    parts["menu"] = "".join(template.menu.format(n=n, text=text) for n, text in enumerate(words["menu"]))
    parts["picture"] = template.picture.format(n=turn, caption=escape(words["caption"], quote=False))
    html = template.page.format(lang=article.lang, foot=" | ".join(words["foot"]), **parts)
    return Page(
        id=f"{article.id} {template.name}",
        template=template.name,
        lang=article.lang,
        html=html,
        title=article.title,
        body="\n".join(article.paragraphs),
        about="\n".join((*about.values(), words["caption"], *words["menu"], *words["foot"])),
        teasers=tuple(teasers),
    )


def _deck(article: Article, template: Template) -> Deck:
    words = words_of(article.lang)
    stories = [(headline, summary) for headline, summary in words["stories"]]
    for other in articles():
        if other.lang == article.lang and other != article:
            lead = other.paragraphs[0]
            short = lead[: lead.rfind(" ", 0, _LEAD)] + "…" if len(lead) > _LEAD else lead
            stories.append((other.title, short))
    draw = random.Random(f"{article.id} {template.name}")
    headlines = list(words["headlines"])
    draw.shuffle(stories)
    draw.shuffle(headlines)
    return Deck(words, stories, headlines, number=draw.randint(100, 999))


def _body(article: Article, template: Template, inside: dict[int, str]) -> str:
    """The paragraphs, headings and lists of an article, with what stands between them."""
    found: list[str] = []
    items: list[str] = []
    for n, text in enumerate((*article.paragraphs, "")):
        if text.startswith("- "):
            items.append(template.item.format(text=escape(text[2:], quote=False)))
            continue
        if items:
            found.append(template.items.format(inner="".join(items)))
            items = []
        found.append(inside.pop(n, ""))
        if text:
            heading = len(text) <= _HEADING and not text.endswith(_END)
            found.append((template.sub if heading else template.para).format(text=escape(text, quote=False)))
    return "".join((*found, *inside.values()))


def _rows(deck: Deck, template: Template, many: int) -> str:
    rows = (template.row.format(link=deck.link(template)[0]) for _ in range(many))
    return template.rows.format(inner="".join(rows))


def _cards(deck: Deck, template: Template, many: int) -> str:
    found = []
    for _ in range(many):
        link, summary = deck.link(template, told=True)
        found.append(template.card.format(link=link, summary=deck.show(summary), date=deck.date()))
    return "".join(found)


def _labelled(deck: Deck, template: Template, name: str) -> str:
    return template.label.format(text=deck.label(name))


def list_in_text(deck: Deck, t: Template) -> str:
    return t.box.format(label=_labelled(deck, t, "related"), inner=_rows(deck, t, 3))


def card_in_text(deck: Deck, t: Template) -> str:
    return t.box.format(label=_labelled(deck, t, "related"), inner=_cards(deck, t, 1))


def headline_in_text(deck: Deck, t: Template) -> str:
    return t.box.format(label="", inner=deck.link(t)[0])


def read_more(deck: Deck, t: Template) -> str:
    return t.para.format(text=f"{deck.label('more')}: {deck.link(t)[0]}")


def see_also(deck: Deck, t: Template) -> str:
    return t.para.format(text=f"<strong>{deck.label('also')}:</strong> {deck.link(t)[0]}")


def bare_link(deck: Deck, t: Template) -> str:
    return t.para.format(text=deck.link(t)[0])


def list_below(deck: Deck, t: Template) -> str:
    return t.section.format(label=_labelled(deck, t, "related"), inner=_rows(deck, t, 3))


def cards_below(deck: Deck, t: Template) -> str:
    return t.section.format(label=_labelled(deck, t, "related"), inner=_cards(deck, t, 3))


def unlabelled_below(deck: Deck, t: Template) -> str:
    return t.section.format(label="", inner=_cards(deck, t, 3))


def most_read(deck: Deck, t: Template) -> str:
    label = _labelled(deck, t, "most")
    rows = (t.row.format(link=f"<span>{n}</span> {deck.link(t)[0]}") for n in range(1, 6))
    return t.column.format(label=label, inner=t.rows.format(inner="".join(rows)))


def latest(deck: Deck, t: Template) -> str:
    label = _labelled(deck, t, "latest")
    rows = (t.row.format(link=f"<span>{deck.show(f'1{n}:{n}4')}</span> {deck.link(t)[0]}") for n in range(4))
    return t.column.format(label=label, inner=t.rows.format(inner="".join(rows)))


KINDS: dict[str, Callable[[Deck, Template], str]] = {
    "list in the text": list_in_text,
    "card in the text": card_in_text,
    "headline in the text": headline_in_text,
    "read more": read_more,
    "see also": see_also,
    "link without label": bare_link,
    "list below": list_below,
    "cards below": cards_below,
    "cards without label": unlabelled_below,
    "most read": most_read,
    "latest": latest,
}
MIDDLE = tuple(KINDS)[:6]
BELOW = tuple(KINDS)[6:9]
COLUMN = tuple(KINDS)[9:]
