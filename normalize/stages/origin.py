"""Which language an article was translated from: traces that translations leave, each with its weight.

No trace is a proof; a language is named only where two or more point to it, or the article says so itself. The weights
are ours, set so that hardly any original among the development pages is taken for a translation
(benchmarks/reading/origin.py).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

import regex

from normalize.edits import Layer
from normalize.glossary import Entry, Glossary
from normalize.stages import cues
from normalize.text.words import fold, words

ENOUGH: Final = 1.5  # weight of the traces that together name a language
LEAD: Final = 0.5  # how much more there must be than for any other language
_SAID_SO: Final = 5.0  # the article names the language itself
_NAME: Final = 1.6  # a name in the spelling of one other language; shared among the languages that spell it so
_MOST_NAMES: Final = 2.4
_MOST_LANGUAGES: Final = 4  # that share a spelling which says anything
_EDGE, _SHORT = 3, 200  # first and last paragraphs, and their characters, in which an article speaks of itself
_LEFT: Final = (0.5, 1.2)  # two different words of a language that were left in the text, and four


class Trace(NamedTuple):
    """What was found, and how much it weighs for which languages."""

    what: str
    weights: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Origin:
    """The language that an article was translated from, or None, with its weight and the traces that point to it."""

    lang: str | None = None
    weight: float = 0.0
    evidence: tuple[str, ...] = ()


_AGENCIES: Final[Mapping[str, Mapping[str, float]]] = {
    "dpa": {"de": 0.7}, "APA": {"de": 0.7}, "SDA": {"de": 0.6, "fr": 0.2}, "ANSA": {"it": 0.7}, "EFE": {"es": 0.6},
    "ANP": {"nl": 0.8}, "Belga": {"nl": 0.5, "fr": 0.4}, "PAP": {"pl": 0.8}, "ČTK": {"cs": 0.8}, "NTB": {"nb": 0.8},
    "Ritzau": {"da": 0.8}, "STT": {"fi": 0.8}, "Lusa": {"pt": 0.8}, "MTI": {"hu": 0.8}, "Agerpres": {"ro": 0.7},
    "TASR": {"sk": 0.8}, "Hina": {"hr": 0.6},
}  # fmt: skip
"""Agencies that write for papers of one language: what a credit weighs. Those that write in English too say nothing."""

_QUOTES: Final = (
    ("quotation marks as in German, „so“", "„[^“”„\n]{2,200}“", {"de": 0.8, "cs": 0.3, "sk": 0.3, "bg": 0.3}),
    ("quotation marks as in Polish or Dutch, „so”", "„[^“”„\n]{2,200}”", {"pl": 0.5, "nl": 0.4, "hu": 0.5, "ro": 0.5}),
    ("quotation marks as in French or Russian, « so »", "«[^«»\n]{2,200}»", {"ru": 0.5, "fr": 0.5, "uk": 0.4}),
    ("quotation marks as in Danish or German books, »so«", "»[^«»\n]{2,200}«", {"da": 0.5, "de": 0.5}),
)  # fmt: skip
_CALQUES: Final[Mapping[str, tuple[tuple[str, str, Mapping[str, float]], ...]]] = {
    "en": (
        *_QUOTES,
        ("“From:” in front of the author", r"(?m)^From: ?\p{Lu}", {"de": 1.2, "nl": 0.6}),
        ("“ed.” behind a remark in brackets", r", ed\.?\)", {"nl": 1.3, "de": 0.8}),
        ("“corona” for the pandemic", r"\bcorona (?:pandemic|crisis|measures|rules)\b", {"nl": 0.8, "de": 0.8}),
        ("a decimal comma", r"(?<![\d,])\d{1,3},\d{1,2} (?:per ?cent|million|billion|euros|degrees)\b",
         {"de": 0.5, "nl": 0.5, "fr": 0.4, "it": 0.4, "es": 0.4}),
        ("a dot between thousands", r"(?<![\d.])\d{1,3}\.000(?![\d.])", {"de": 0.5, "nl": 0.5, "it": 0.5, "es": 0.5}),
        ("“according to own information”", r"\baccording to (?:its|their) own (?:information|statements)", {"de": 1.0}),
        ("“Foto:” for “Photo:”", r"\bFoto: ?", {"de": 0.8, "nl": 0.7, "it": 0.3, "es": 0.3}),
        ("a cue in German: “Lesen Sie”, “Mehr:”", r"\bLesen Sie\b|(?m)^Mehr:|\bQuelle:", {"de": 1.5}),
        ("a cue in Dutch: “Lees ook”, “Bron:”", r"\bLees (?:ook|meer)\b|\bBron:", {"nl": 1.5}),
        ("a cue in French: “Lire aussi”", r"\bLire aussi\b|\bÀ lire\b|\bCrédit photo\b", {"fr": 1.5}),
        ("a cue in Italian: “Leggi anche”", r"\bLeggi anche\b|\bFonte:", {"it": 1.5}),
        ("a cue in Spanish: “Lea también”", r"\bLe[ae] también\b|\bFuente:", {"es": 1.5}),
        ("a cue in Russian: “Читайте также”", r"\bЧитайте (?:также|ещё)\b|\bИсточник:", {"ru": 1.5}),
        ("“the interlocutor” for a source", r"\b(?:the|our|agency['’]s) interlocutor\b", {"ru": 0.8, "uk": 0.5}),
        ("“special military operation zone”", r"\b(?:SVO|special military operation) zone\b", {"ru": 1.0}),
    ),
    "de": (("Anführungszeichen wie im Russischen, « so »", "« ?[^«»\n]{2,200} ?»", {"ru": 0.5, "fr": 0.5}),),
    "fr": (*_QUOTES[:2], ("guillemets anglais", "“[^“”\n]{2,200}”", {"en": 0.3})),
    "es": _QUOTES[:2],
    "it": _QUOTES[:2],
    "ru": (*_QUOTES[:2], ("английские кавычки", "“[^“”\n]{2,200}”", {"en": 0.3})),
}  # fmt: skip
"""By the language of the text: what a translation keeps of another language's layout, its pattern, its weights."""

_SAYS: Final[Mapping[str, str]] = {
    "en": r"\btranslated from (?:the )?(?:original )?(\p{Lu}\p{L}+)"
    r"|\boriginally (?:published|written|appeared) in (\p{Lu}\p{L}+)\b(?! \p{Lu})",
    "de": r"\b(?:[Üü]bersetzt|[Üü]bersetzung) aus dem (\p{Lu}\p{L}+en)\b|\b[Aa]us dem (\p{Lu}\p{L}+en) übersetzt\b",
    "fr": r"\b[Tt]raduit (?:du |de l['’])(\p{Ll}+)",
    "es": r"\b[Tt]raducido del (\p{Ll}+)",
    "it": r"\b[Tt]radotto da(?:l|ll['’]) ?(\p{Ll}+)",
    "ru": r"\b[Пп]еревод с (\p{Ll}+ого)",
}
_ENDINGS: Final = {"de": ("en", ""), "ru": ("ого", "ий")}
"""How a language is called behind "from", and in lists: aus dem Englischen, Englisch; с английского, английский."""


def origin_of(layers: Iterable[Layer], text: str, lang: str, agencies: Iterable[str], glossary: Glossary) -> Origin:
    """Return the language that a text was translated from, where the traces in it and in what was lifted agree."""
    layers = tuple(layers)
    lifted = [
        e.before for layer in layers for e in layer.patch.edits if e.rule.startswith(("metadata/", "boilerplate/"))
    ]
    named = [e.before for layer in layers for e in layer.patch.edits if e.rule.startswith("names/")]
    traces = [
        *_credits(agencies),
        *_spellings(named, lang, glossary),
        *_calques("\n".join((*lifted, text)), lang),
        *_left_words(text, lang),
        *_says("\n".join((*lifted, *_edges(text))), lang),
    ]
    total: dict[str, float] = defaultdict(float)
    for trace in traces:
        for code, weight in trace.weights.items():
            total[code] += weight if code != lang else 0.0
    order = sorted(total, key=lambda code: (-total[code], code))
    if not order or total[order[0]] < ENOUGH or total[order[0]] < LEAD + (total[order[1]] if order[1:] else 0.0):
        return Origin()
    best = order[0]
    evidence = tuple(dict.fromkeys(t.what for t in traces if t.weights.get(best)))
    return Origin(best, round(total[best], 2), evidence) if len(evidence) > 1 or total[best] >= _SAID_SO else Origin()


def _edges(text: str) -> list[str]:
    """The first and last paragraphs, where they are a line or two."""
    lines = [line for line in text.split("\n") if line]
    return [line for line in lines[:_EDGE] + lines[-_EDGE:] if len(line) <= _SHORT]


def _credits(agencies: Iterable[str]) -> Iterator[Trace]:
    for name in agencies:
        if weights := next((w for known, w in _AGENCIES.items() if known.casefold() == name.casefold()), None):
            yield Trace(f"a credit to {name}", weights)


def _spellings(named: Iterable[str], lang: str, glossary: Glossary) -> Iterator[Trace]:
    """Names that stood in the spelling of another language."""
    left, seen = _MOST_NAMES, set()
    for surface in named:
        for mention in glossary.find(surface, lang):
            entry = mention.readings[0].entry
            langs = _spelled(entry, surface)
            if entry.id in seen or not 0 < len(langs) <= _MOST_LANGUAGES or left <= 0:
                continue
            if words(surface) == words(entry.canonical(lang)):
                continue  # hyphens, capitals and accents differ from paper to paper
            seen.add(entry.id)
            weight = min(_NAME / len(langs), left)
            left -= weight
            yield Trace(f"“{surface}”, as in {', '.join(sorted(langs))}", dict.fromkeys(langs, weight))


def _spelled(entry: Entry, surface: str) -> set[str]:
    """The languages in which a name is spelled like that."""
    return {code for code, form in (*entry.names.items(), *entry.short.items()) if form == surface}


def _calques(text: str, lang: str) -> Iterator[Trace]:
    for what, pattern, weights in _CALQUES.get(lang, ()):
        if regex.search(pattern, text):
            yield Trace(what, weights)


def _left_words(text: str, lang: str) -> Iterator[Trace]:
    """Function words of one other language in a text in Latin letters, in small letters."""
    own = _function_words().get(lang)
    if own is None:
        return
    there = set(regex.findall(r"(?<![\p{L}’'-])\p{Ll}{3,}(?![\p{L}’'-])", text))
    found: dict[str, set[str]] = defaultdict(set)
    for word in there:
        if (code := _telling_words().get(fold(word))) and code != lang and fold(word) not in own:
            found[code].add(word)
    for code, theirs in sorted(found.items()):
        if len(theirs) >= 2:
            shown = ", ".join(sorted(theirs)[:4])
            yield Trace(f"words of another language: {shown}", {code: _LEFT[len(theirs) >= 4]})


@cache
def _function_words() -> Mapping[str, frozenset[str]]:
    return {code: frozenset(cues.cues((code,)).words) for code in cues.languages()}


@cache
def _telling_words() -> Mapping[str, str]:
    """Function words that only one language has, and which."""
    langs: dict[str, set[str]] = defaultdict(set)
    for code, theirs in _function_words().items():
        for word in theirs:
            langs[word].add(code)
    return {word: next(iter(codes)) for word, codes in langs.items() if len(codes) == 1}


def _says(text: str, lang: str) -> Iterator[Trace]:
    """The article says what it was translated from."""
    for m in regex.finditer(_SAYS[lang], text) if lang in _SAYS else ():
        said = next(filter(None, m.groups()), "")
        if code := _language_named(said.lower(), lang):
            yield Trace(f"it says so: “{m[0]}”", {code: _SAID_SO})


def _language_named(word: str, lang: str) -> str:
    from babel import Locale

    names = {str(name).lower(): str(code) for code, name in Locale.parse(lang).languages.items() if len(code) == 2}
    said, listed = _ENDINGS.get(lang, ("", ""))
    found = names.get(word.removesuffix(said) + listed, "")  # Germany is no German: nothing is guessed from a stem
    return {"no": "nb"}.get(found, found)
