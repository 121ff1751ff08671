"""Names that the glossary does not know yet: unseen spellings of known names, and unknown names spelt in many ways.

A run of capitalised words is a name where scripts have capitals; Arabic, Chinese and others like them have none, and
get no suggestions. What a person has rejected is not suggested again: it stands under `not` of its entry.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

import regex

from normalize.glossary.glossary import Glossary
from normalize.glossary.link import Linker
from normalize.glossary.write import id_of
from normalize.text.spans import Spans
from normalize.text.words import Token, tokens, words

LIKELY = 0.9
"""The score from which a spelling is suggested."""

_MARGIN = 0.1  # by which the best entry must lead the second
_ALIKE = 0.9  # from which two unknown spellings may be one name
_WORDS = 4  # of a name, at most
_SEEN = 2  # times that an unknown name stands somewhere, at least
_CONTEXTS = 3
_AROUND = 40  # code points on each side of a name
_ENDING = 2  # letters
_LEAST = 2  # words of a name
_OPENS = regex.compile(r"(?:^|[.!?…:\n])[\s\"'“”„«»]*$")
_JOINERS = frozenset("de da di du del della van von der den bin ibn al el ul la le y ben abu".split())


@dataclass(frozen=True, slots=True)
class Context:
    """A place where a spelling stands: the document, its language, and the text around it."""

    doc: str
    lang: str
    text: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A spelling that may stand for an entry; or, of kind "name", an unknown name, its commonest spelling first."""

    kind: Literal["spelling", "name"]
    entry: str
    name: str
    spellings: tuple[str, ...]
    count: int
    langs: tuple[str, ...]
    score: float
    why: str
    contexts: tuple[Context, ...]


@dataclass
class _Found:
    """A spelling in a corpus."""

    count: int = 0
    langs: Counter[str] = field(default_factory=Counter)
    contexts: list[Context] = field(default_factory=list)


def suggest(
    articles: Iterable[tuple[str, str, str]],
    glossary: Glossary,
    least: float = LIKELY,
) -> list[Suggestion]:
    """Return suggestions from (document, language, text) triples, the likeliest and most frequent first."""
    found: dict[str, _Found] = {}
    runs: list[tuple[str, ...]] = []
    unnamed: dict[str, None] = {}
    small: set[str] = set()
    for doc, lang, text in articles:
        small.update(w for w in text.split() if w.islower())
        for run in _runs(text, lang, glossary):
            grams = tuple(dict.fromkeys(_grams(text, run)))
            runs.append(tuple(text[a:z] for a, z in grams))
            unnamed[_bare(text, run)] = None
            for a, z in grams:
                _count(found.setdefault(text[a:z], _Found()), doc, lang, text, a, z)
    scored: dict[str, tuple[str, float, str]] = {}
    for name in sorted(found):
        best = _linked(name, glossary)
        if best and best[1] >= least:
            scored[name] = best
    known = list(_spellings(found, _chosen(runs, scored, small), scored, glossary))
    taken = {w for name in scored for w in words(name)}
    unknown = {name: found[name] for name in unnamed if name in found and taken.isdisjoint(words(name))}
    return sorted((*known, *_names(unknown)), key=lambda s: (s.kind, -s.score * s.count, s.spellings))


def _runs(text: str, lang: str, glossary: Glossary) -> Iterator[list[Token]]:
    """Runs of capitalised words, one space or hyphen apart, of two words and more, that no known name touches."""
    at = 0
    for line in text.split("\n"):
        covered = Spans((m.start, m.end) for m in glossary.find(line, lang) if not m.lone)
        run: list[Token] = []
        for token in tokens(line):
            placed = Token(token.start + at, token.end + at, token.key)
            free = token.start not in covered
            goes_on = not run or text[run[-1].end : placed.start] in (" ", "-", "\N{NO-BREAK SPACE}", "’ ", "' ")
            is_name = free and (line[token.start].isupper() or (bool(run) and token.key in _JOINERS))
            if run and not (goes_on and is_name):
                yield from _whole(run, text)
                run = []
            if free and (line[token.start].isupper() or (run and is_name)):
                run.append(placed)
        yield from _whole(run, text)
        at += len(line) + 1


def _whole(run: list[Token], text: str) -> Iterator[list[Token]]:
    """A run without joiners at its end, if it is still a name and not a headline in capitals."""
    while run and not text[run[-1].start].isupper():
        run = run[:-1]
    if len(run) > 1 and not text[run[0].start : run[-1].end].isupper() and not any(t.key.isdigit() for t in run):
        yield run


def _grams(text: str, run: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The whole run first, then its parts of two to four words that begin and end with a capital."""
    yield run[0].start, run[-1].end
    for size in range(min(_WORDS, len(run)), 1, -1):
        for i in range(len(run) - size + 1):
            first, last = run[i], run[i + size - 1]
            if text[first.start].isupper() and text[last.start].isupper():
                yield first.start, last.end


def _bare(text: str, run: Sequence[Token]) -> str:
    """The words of a run; of three and more not the first that opens a sentence, which may owe its capital to that."""
    opens = _OPENS.search(text, max(0, run[0].start - 5), run[0].start) is not None
    first = run[1] if opens and len(run) > _LEAST and text[run[1].start].isupper() else run[0]
    return text[first.start : run[-1].end]


def _count(found: _Found, doc: str, lang: str, text: str, start: int, end: int) -> None:
    found.count += 1
    found.langs[lang] += 1
    if len(found.contexts) < _CONTEXTS:
        around = text[max(0, start - _AROUND) : end + _AROUND].replace("\n", " ")
        found.contexts.append(Context(doc, lang, around))


def _linked(name: str, glossary: Glossary) -> tuple[str, float, str] | None:
    """The entry that a name means by far likeliest, with score and reason, if nobody has rejected it."""
    found = glossary.link(name, top=2)
    if not found or found[0].tier != "D" or words(name) in map(words, found[0].entry.rejected):
        return None
    best = found[0]
    if best.entry.type != "person" and len(words(name)) not in {len(words(s.text)) for s in best.entry.spellings}:
        return None  # a part of a body's name is another body
    lead = best.score - sum(c.score for c in found[1:])
    return (best.entry.id, best.score, best.why) if lead >= _MARGIN else None


def _chosen(runs: Iterable[tuple[str, ...]], scored: dict[str, tuple[str, float, str]], small: set[str]) -> set[str]:
    """Of the parts of each run the one with the best score: what lies inside it, or around it, is no name.

    What a part leaves out of its run must be a common word: one that the corpus has in small letters, too.
    """
    chosen: set[str] = set()
    for run in runs:
        parts = [g for g in run if g in scored and all(w.lower() in small for w in run[0].replace(g, "", 1).split())]
        if parts:
            chosen.add(max(parts, key=lambda g: scored[g][1]))
    return chosen


def _spellings(
    found: dict[str, _Found], chosen: set[str], scored: dict[str, tuple[str, float, str]], glossary: Glossary
) -> Iterator[Suggestion]:
    for name in sorted(chosen):
        entry, score, why = scored[name]
        f = found[name]
        langs = tuple(sorted(f.langs))
        canonical = glossary.entries[entry].canonical(f.langs.most_common(1)[0][0])
        yield Suggestion("spelling", entry, canonical, (name,), f.count, langs, score, why, tuple(f.contexts))


def _is_ending(one: str, other: str) -> bool:
    """Whether two names differ in an ending alone, or in case and diacritics: "North Korean", "North Koreans"."""
    a, b = sorted((" ".join(words(one)), " ".join(words(other))), key=len)
    return b.startswith(a) and len(b) - len(a) <= _ENDING


def _names(found: dict[str, _Found]) -> Iterator[Suggestion]:
    """Unknown names that are spelt in more than one way."""
    names = sorted((n for n in found if len(words(n)) <= _WORDS), key=lambda n: -found[n].count)
    linker = Linker((n, [n]) for n in names)
    groups: dict[str, list[str]] = defaultdict(list)
    head: dict[str, str] = {}
    for name in names:
        near = next((s for s in linker.link(name, top=3, apart={name}) if s.id in head), None)
        same = near and near.score >= _ALIKE and not _is_ending(name, near.id)
        head[name] = head[near.id] if near and same else name
        groups[head[name]].append(name)
    for first, group in groups.items():
        count = sum(found[n].count for n in group)
        if len(group) > 1 and found[first].count >= _SEEN and id_of(first):
            langs = tuple(sorted({lang for n in group for lang in found[n].langs}))
            contexts = tuple(c for n in group for c in found[n].contexts)[:_CONTEXTS]
            yield Suggestion("name", id_of(first), first, tuple(group), count, langs, _ALIKE, "spelt alike", contexts)
