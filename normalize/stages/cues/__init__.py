"""Cue phrases: what a site says around an article, one YAML file a language. A new language is one file, no code.

    language            English name of the language
    words               its commonest function words: they show that a line is prose
    teaser.certain      labels before the headline of another piece ("See also"), at a line's start or in a paragraph
    teaser.colon        weaker labels, believed only with a colon, an arrow or a bar behind them ("More:")
    teaser.media        words of tags that announce pictures or films ("(12 photos)", "[VIDEO]")
    section.<kind>      headings above site matter that runs on below them ("You may also like")
    line.<kind>         phrases that make up whole lines ("Share on Facebook"); a line of several goes too
    sentence.<kind>     the voice of the site inside a sentence ("subscribe to our newsletter"): one is enough
    hint.<kind>         weak words: two different ones in a short paragraph
    box.<sort>          words of the small boxes that stand beside an article (`BOXES` says which)
    byline date photo source    labels before an author, a date stamp, a picture credit, a source
    credit              whole lines that credit an agency; {agency} stands for its name
    agencies            how this language writes agencies where the glossary does not know it

Phrases match whatever their case, quotes and punctuation around them; "…" in a phrase stands for up to 60 characters,
at its end for the rest of a word. A "^" before a phrase of a sentence: it counts only where a sentence begins with it.
The kinds are those of `KINDS`.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import NamedTuple

import regex

from normalize.strictyaml import Node, Yaml, complain, parse
from normalize.text.scripts import UNSPACED
from normalize.text.words import plain, words

KINDS = (
    "nav", "share", "donate", "subscribe", "related", "readmore", "ad", "comments", "legal", "footer", "author_box",
    "source_tag", "junk",
)  # fmt: skip
BOXES = {
    "counter": "what is counted under an article, with a number beside it: views, shares",
    "unit": "words that stand beside such numbers: times, people, minutes",
    "control": "what a button does that says how long it takes: listen, reading time",
    "weather": "weather and its forecast",
    "market": "shares, currencies and raw materials, and headings above their prices",
    "nameday": "labels before the names of those who celebrate today",
    "horoscope": "headings of horoscopes",
    "zodiac": "the twelve signs",
    "poll": "headings of polls",
    "vote": "buttons and totals below the answers of a poll",
    "account": "labels of a bank account, a card or a wallet and of its owner",
    "contact": "labels before the people whom journalists may call about a press release",
}
_GROUPS = {
    "teaser": ("certain", "colon", "media"),
    "section": KINDS,
    "line": KINDS,
    "sentence": KINDS,
    "hint": KINDS,
    "box": tuple(BOXES),
}
_LISTS = ("words", "byline", "date", "photo", "credit", "source", "agencies")
_FIELDS = ("language", *_LISTS, *_GROUPS)
_RUN = re.compile(r"[^\W_]+")
_WHOLE = re.compile(r"(?<![^\W_])(?<!…)[^\W_]++(?!…)")  # no part of a longer one that a gap stands for
_UNSPACED = regex.compile(f"[{UNSPACED}]")
_SPACED = rf"[^\W{UNSPACED}]"
_SPACED_START = regex.compile(_SPACED)
_SPACED_END = regex.compile(rf"{_SPACED}$")
_SENTENCE_START = r"(?<=\A\P{L}{0,4}|[.!?…。！？।؟։][^\p{L}\n]{0,4})"
_GAP = r"[^\n]{0,60}?"

Phrase = tuple[str, ...]


class Phrases(dict[Phrase, str]):
    """Folded phrases and their kinds."""

    def __init__(self, table: dict[Phrase, str]) -> None:
        super().__init__(table)
        lengths: dict[str, set[int]] = defaultdict(set)
        for phrase in table:
            lengths[phrase[0]].add(len(phrase))
        self.lengths = {word: tuple(sorted(found, reverse=True)) for word, found in lengths.items()}

    def longest(self, keys: Phrase, at: int) -> tuple[str, int]:
        """Return the kind and length of the longest phrase that begins at a word, or ("", 0)."""
        for length in self.lengths.get(keys[at], ()):
            if kind := self.get(phrase := keys[at : at + length]):
                return kind, len(phrase)
        return "", 0


class Voice(NamedTuple):
    """A phrase of the site's voice, plain: its kind, words that every match holds, the longest run of letters in it.

    `key` is empty where a run may be part of a longer one: in scripts without spaces.
    """

    kind: str
    parts: tuple[str, ...]
    phrase: str
    key: str


@dataclass(frozen=True)
class Cues:
    """The cue phrases of some languages together, ready to be looked up by their folded words."""

    words: frozenset[str]
    teaser: Phrases
    media: Phrases
    section: Phrases
    line: Phrases
    box: Phrases
    labels: dict[str, Phrases]
    sentence: tuple[Voice, ...]
    hint: tuple[Voice, ...]
    credit: tuple[str, ...]
    agencies: frozenset[str]
    longest: int

    def heads(self, keys: Phrase) -> str:
        """Return the kind of section that a line of these words heads, or an empty string.

        A number of comments makes no difference ("12 comments"); behind one the title of the article may follow ("12
        responses to …").
        """
        if kind := self.section.get(tuple(k for k in keys if not k.isdecimal()), ""):
            return kind
        if len(keys) > 2 and keys[0].isdecimal() and self.section.longest(keys, 1)[0] == "comments":
            return "comments"
        return ""

    def heard(self, text: str) -> Cues:
        """Return the cues without the phrases of the site's voice that cannot be in any part of a plain text."""
        said = {"", *_RUN.findall(text)}
        sentence, hint = (
            tuple(p for p in among if p.key in said and p.parts[0] in text) for among in (self.sentence, self.hint)
        )
        return replace(self, sentence=sentence, hint=hint)

    def everywhere(self, text: str, among: str = "sentence") -> Iterator[tuple[str, int]]:
        """Yield (kind, start) of every phrase at every place of a text that went through `plain`."""
        for kind, parts, phrase, _ in self.sentence if among == "sentence" else self.hint:
            if all(part in text for part in parts):
                for m in _pattern(phrase).finditer(text):
                    yield kind, m.start()

    def spoken(self, text: str, among: str = "sentence") -> list[tuple[str, str, int, int]]:
        """Return (kind, phrase, start, end) of each phrase in a text that went through `plain`."""
        found = []
        for kind, parts, phrase, _ in self.sentence if among == "sentence" else self.hint:
            if parts[0] not in text:
                continue
            if all(part in text for part in parts) and (m := _pattern(phrase).search(text)):
                found.append((kind, m[0], m.start(), m.end()))
        return found


@cache
def languages() -> tuple[str, ...]:
    """The languages that have cue phrases."""
    names = (p.name for p in resources.files(__package__).iterdir())
    return tuple(sorted(n.removesuffix(".yaml") for n in names if n.endswith(".yaml")))


@cache
def digest() -> str:
    """One digest of all cue files."""
    total = hashlib.sha256()
    for lang in languages():
        total.update(resources.files(__package__).joinpath(f"{lang}.yaml").read_bytes())
    return total.hexdigest()


@cache
def cues(langs: tuple[str, ...]) -> Cues:
    """Return the cue phrases of some languages together; languages without any are passed over."""
    return _compile([_read(lang) for lang in langs if lang in languages()])


@cache
def _read(lang: str) -> dict[str, dict[str, list[str]]]:
    """Read one file as group → kind → phrases. Raises ConfigError with every mistake."""
    path = resources.files(__package__).joinpath(f"{lang}.yaml")
    yaml = parse(path.read_bytes(), f"cues/{lang}.yaml")
    found: dict[str, dict[str, list[str]]] = {}
    fields = yaml.fields(yaml.root, "a cue file", _FIELDS) if yaml.root else {}
    for key, node in fields.items():
        if key in _GROUPS:
            found[key] = {k: yaml.strings(v, f"{key}.{k}") for k, v in _kinds(yaml, node, key).items()}
        elif key in _LISTS:
            found[key] = {"": yaml.strings(node, key)}
    complain(yaml.mistakes)
    return found


def _kinds(yaml: Yaml, node: Node, key: str) -> dict[str, Node]:
    return yaml.fields(node, key, _GROUPS[key])


def _compile(files: Iterable[dict[str, dict[str, list[str]]]]) -> Cues:
    merged: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for file in files:
        for group, kinds in file.items():
            for kind, phrases in kinds.items():
                merged[group][kind] += phrases
    labels = {k: _table({k: merged[k][""]}) for k in ("byline", "date", "photo", "source")}
    media = _table({"media": merged["teaser"].pop("media", [])})
    tables = {g: _table(merged[g]) for g in ("teaser", "section", "line", "box")}
    every = [p for t in tables.values() for p in t] + [p for group in labels.values() for p in group]
    return Cues(
        words=frozenset(w for p in merged["words"][""] for w in words(p)),
        teaser=tables["teaser"],
        media=media,
        section=tables["section"],
        line=tables["line"],
        box=tables["box"],
        labels=labels,
        sentence=_phrases(merged["sentence"]),
        hint=_phrases(merged["hint"]),
        credit=tuple(dict.fromkeys(merged["credit"][""])),
        agencies=frozenset(a.casefold() for a in merged["agencies"][""]),
        longest=max(map(len, every), default=0),
    )


def _table(kinds: dict[str, list[str]]) -> Phrases:
    """Folded words → kind; what stands first wins where two kinds share a phrase."""
    table: dict[Phrase, str] = {}
    for kind, phrases in kinds.items():
        for phrase in phrases:
            if key := words(phrase):
                table.setdefault(key, kind)
    return Phrases(table)


def _phrases(kinds: dict[str, list[str]]) -> tuple[Voice, ...]:
    """(kind, words that every match holds, phrase): the words tell in no time that most phrases are not there."""
    found: dict[str, Voice] = {}
    for kind, phrases in kinds.items():
        for phrase in phrases:
            flat = plain(phrase)
            if spaced := flat.removeprefix("^").replace("…", " ").split():
                parts = tuple(sorted(set(spaced), key=len, reverse=True))
                key = "" if _UNSPACED.search(flat) else max(_WHOLE.findall(flat), key=len, default="")
                found.setdefault(phrase, Voice(kind, parts, flat, key))
    return tuple(found.values())


@cache
def _pattern(phrase: str) -> regex.Pattern[str]:
    """The pattern of a plain phrase: any white space for a space, a gap for "…", whole words where words are spaced."""
    bare = phrase.removeprefix("^")
    parts = [p for p in (" ".join(p.split()) for p in bare.split("…")) if p]
    body = _GAP.join(r"\s+".join(map(regex.escape, p.split(" "))) for p in parts)
    left = rf"(?<!{_SPACED})" if _SPACED_START.match(parts[0]) else ""
    right = rf"(?!{_SPACED})" if _SPACED_END.search(parts[-1]) and not bare.endswith("…") else ""
    return regex.compile((_SENTENCE_START if bare != phrase else "") + left + body + right)
