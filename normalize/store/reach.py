"""How far a change reaches: which articles a changed glossary entry, or a changed decision, could touch.

An entry could touch an article in which all words of one of its spellings stand, old or new, with endings or without.
Too many is right here, too few would be wrong.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from hashlib import blake2b
from typing import Any

from normalize.edits import Decision, Decisions
from normalize.glossary import Entry, Glossary
from normalize.glossary.inflect import forms
from normalize.stages.names.target import cited
from normalize.stages.touch import TOO_LONG, mark
from normalize.text.words import words

_MOST = 2000  # entries that may change before it is quicker to do everything than to look for them

_SAID = [f.name for f in fields(Entry) if f.name not in ("spellings", "origin")]

Told = tuple[str, str, list[str]]
"""What is remembered of a glossary entry: its digest, its type, its spellings."""


def entries_of(glossary: Glossary) -> dict[str, Told]:
    """Return what is to be remembered of a glossary, by id, in its order."""
    return {e.id: (_digest(e), e.type, [s.text for s in e.spellings]) for e in glossary}


def _digest(entry: Entry) -> str:
    """One digest of all that an entry says; not of the lines where it says so."""
    spellings = [(s.text, s.kind, sorted(s.langs), cited(s.origin)) for s in entry.spellings]
    said = {name: getattr(entry, name) for name in _SAID} | {"spellings": spellings, "origin": cited(entry.origin)}
    return blake2b(json.dumps(said, sort_keys=True).encode("ascii"), digest_size=12).hexdigest()


@dataclass(frozen=True)
class _Key:
    """A spelling as it is looked for: the words that must all be there, and the entry and spelling to tell of."""

    words: frozenset[str]
    entry: str
    text: str


class Changes:
    """What changed in the glossary between two runs."""

    def __init__(self, old: Mapping[str, Sequence[Any]], new: Mapping[str, Sequence[Any]]) -> None:
        changed = [id_ for id_ in {**old, **new} if old.get(id_, ("",))[0] != new.get(id_, ("",))[0]]
        changed += _moved([id_ for id_ in old if id_ in new], [id_ for id_ in new if id_ in old])
        self._many = len(changed) > _MOST
        if self._many:
            changed = []
        self._agencies: list[str] = []
        self._keys: list[_Key] = []
        places: set[str] = set()
        for id_ in dict.fromkeys(changed):
            told = [known[id_] for known in (old, new) if id_ in known]
            texts = dict.fromkeys(text for _, _, spellings in told for text in spellings)
            found = [_Key(key, id_, text) for text in texts if (key := _words(text))]
            types = {type_ for _, type_, _ in told}
            self._agencies += [id_] if "agency" in types else []
            self._keys += found
            places |= {w for key in found for w in key.words} if "place" in types else set()
        self._forms: dict[str, set[str]] = {}
        for word in {w for key in self._keys for w in key.words}:
            for form in forms(word):
                self._forms.setdefault(form, set()).add(word)
        self._places = sorted(places)

    def why(self, said: str) -> str:
        """Return which change could touch an article of these words, or an empty string.

        Names of places are looked for inside words, too: there are rules that do so. What agencies are called is asked
        about by so many rules that a change there touches all articles.
        """
        if self._many:
            return "very many glossary entries changed"
        if self._agencies:
            return f"news agency {self._agencies[0]} of the glossary changed"
        found = set(said.split(" "))
        if self._keys and TOO_LONG in found:
            return f"glossary entry {self._keys[0].entry} changed, and a word is too long to be compared"
        there = {word for form in found & self._forms.keys() for word in self._forms[form]}
        there.update(word for word in self._places if word in said)
        for key in self._keys if there else ():
            if key.words <= there:
                return f"glossary entry {key.entry} changed: {key.text}"
        return ""


def _moved(old: list[str], new: list[str]) -> list[str]:
    """The entries that changed places: the order counts where two share a spelling."""
    return [b for a, b in zip(old, new, strict=True) if a != b]


def _words(text: str) -> frozenset[str]:
    """The words of a spelling that must all be there; of one in small letters, which opens texts for others, one."""
    found = words(text)
    return frozenset(found[:1] if text[:1].islower() else found)


class Verdicts:
    """What people decided otherwise between two runs."""

    def __init__(self, old: Decisions, new: Decisions) -> None:
        before, after = ({d.key: d for d in decisions.all} for decisions in (old, new))
        self._documents: dict[str, Decision] = {}
        self._marks: dict[int, str] = {}
        for key in {**before, **after}:
            if (was := before.get(key)) != (now := after.get(key)):
                self._take(now or was)
        for rule in {rule for rule, _ in {**old.measured, **new.measured}}:
            if _doubts(old, new, rule) != _doubts(new, old, rule):
                self._marks.setdefault(mark(rule), f"agreement with {rule} changed")

    def _take(self, decision: Decision | None) -> None:
        assert decision is not None
        d = decision
        if d.scope in ("here", "document"):
            self._documents[d.doc] = d
        elif d.scope == "rule":
            self._marks[mark(d.rule)] = f"a decision on {d.rule} changed"
        else:
            self._marks[mark(d.rule, d.before, d.after)] = f"a decision on {d.rule} changed: {d.before} → {d.after}"

    def why(self, doc_id: str, marks: Iterable[int]) -> str:
        """Return which change could touch an article with these proposals, or an empty string."""
        if doc_id in self._documents:
            return f"a decision on {self._documents[doc_id].rule or 'it'} in it changed"
        return next((self._marks[m] for m in marks if m in self._marks), "")


def _doubts(decisions: Decisions, others: Decisions, rule: str) -> dict[str, Any]:
    """By language, where people do not agree with a rule; in the languages that either has votes of."""
    langs = {lang for known in (decisions, others) for named, lang in known.measured if named == rule}
    return {lang: decisions.weak(rule, lang) for lang in langs | {""}}
