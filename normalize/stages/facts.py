"""What is known about an article, gathered from the edits that lifted it and from the head of its page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from normalize.edits import Layer
from normalize.glossary import Glossary
from normalize.stages.document import PageFacts, blocks_of
from normalize.stages.origin import origin_of
from normalize.text.language import Guess, by_block

_PARAGRAPHS = 200  # that are asked for their language


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
    published: str | None = None  # ISO 8601, with the zone that the page gives
    modified: str | None = None
    section: str | None = None
    url: str | None = None  # the canonical one
    paywall: bool | None = None
    translated_from: str | None = None
    translation_weight: float = 0.0
    translation_traces: tuple[str, ...] = ()
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
            "published": self.published,
            "modified": self.modified,
            "section": self.section,
            "url": self.url,
            "paywall": self.paywall,
            "translated_from": self.translated_from,
            "translation_weight": self.translation_weight,
            "translation_traces": list(self.translation_traces),
            "names": [{"id": n.id, "name": n.name, "count": n.count} for n in self.names],
            "languages": dict(self.languages),
            "lang_also": list(self.also),
        }


def gather(layers: Iterable[Layer], text: str, page: PageFacts, glossary: Glossary, guess: Guess) -> Facts:
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

    agencies = tuple(dict.fromkeys(found.get("agency", ())))
    origin = origin_of(layers, text, guess.lang, agencies, glossary)
    return Facts(
        title=first("title", page.title),
        byline=first("byline", page.byline),
        date=first("date", page.date),
        dateline=first("dateline"),
        agencies=agencies,
        translated_from=origin.lang,
        translation_weight=origin.weight,
        translation_traces=origin.evidence,
        site=first("site", page.site),
        published=page.published or None,
        modified=page.modified or None,
        section=page.section or None,
        url=page.url or None,
        paywall=page.paywall,
        names=_names(glossary, text, guess.lang),
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


def _names(glossary: Glossary, text: str, lang: str) -> tuple[NameCount, ...]:
    counts: Counter[str] = Counter()
    known: dict[str, str] = {}
    for mention in glossary.find(text, lang):
        if len(mention.entries) == 1 and not mention.lone:
            entry = mention.readings[0].entry
            counts[entry.id] += 1
            known[entry.id] = entry.canonical(lang)
    return tuple(NameCount(i, known[i], n) for i, n in sorted(counts.items()))
