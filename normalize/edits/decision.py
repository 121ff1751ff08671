"""What a person said of an edit, and how often people agree with a rule."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import sqrt
from typing import Literal, NamedTuple, cast, get_args

from normalize.edits.edit import Edit

Verdict = Literal["accept", "reject"]
Scope = Literal["here", "document", "everywhere", "rule"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
SCOPES: tuple[Scope, ...] = get_args(Scope)
"""How far a decision reaches, the nearest first."""

Key = tuple[str, ...]
_NAME = re.compile("[0-9a-f]{16}")
_NAMED = {"before": "from", "after": "to"}  # what a person calls them
_NEEDED: dict[str, tuple[str, ...]] = {
    "here": ("doc", "id"),
    "document": ("doc", "rule"),
    "everywhere": ("rule",),
    "rule": ("rule",),
}


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's word on an edit: accepted or rejected, and how far that reaches.

    `here` speaks of one place, by the edit's fingerprint `id`; `document` and `everywhere` of every edit of `rule` from
    `before` to `after`; `rule` of all that the rule proposes. `near`, `why`, `by` and `on` are for people; `lang` is
    the language of the article that was looked at.
    """

    verdict: Verdict
    rule: str = ""
    scope: Scope = "here"
    doc: str = ""
    id: str = ""
    before: str = ""
    after: str = ""
    lang: str = ""
    near: str = ""
    why: str = ""
    by: str = ""
    on: str = ""

    @property
    def key(self) -> Key:
        """What it speaks of: a new decision with the same key takes the place of the old one."""
        return _key(self.scope, self.rule, self.doc, self.id, self.before, self.after)

    def row(self) -> dict[str, str]:
        """Return it as plain data for JSON; what is empty is left out."""
        pairs = ((_NAMED.get(name, name), getattr(self, name)) for name in self.__slots__)
        return {key: value for key, value in pairs if value}

    @classmethod
    def of(cls, row: Mapping[str, object]) -> Decision:
        """Return the decision that `row` gave. Raises ValueError with everything that is wrong with it."""
        if found := list(faults(row)):
            raise ValueError("; ".join(message for _, message in found))
        words = {key: cast("str", value) for key, value in row.items()}
        given = {name: words[said] for name in cls.__slots__ if (said := _NAMED.get(name, name)) in words}
        return cls(**given)  # type: ignore[arg-type]  # `faults` has looked at the words


FIELDS: tuple[str, ...] = tuple(_NAMED.get(name, name) for name in Decision.__slots__)
"""The keys of a decision's row, in order."""


def faults(row: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a decision's row: the key it is about, and a message."""
    for key, value in row.items():
        if key not in FIELDS:
            yield key, f"unknown key {key!r}; known are: {', '.join(FIELDS)}"
        elif not isinstance(value, str):
            yield key, f"{key} must be a text, not {value!r}"
    verdict, scope = row.get("verdict"), row.get("scope", "here")
    if verdict not in VERDICTS:
        yield "verdict", f"the verdict is accept or reject, not {verdict!r}"
    if scope not in SCOPES:
        yield "scope", f"the scope is {', '.join(SCOPES[:-1])} or rule, not {scope!r}"
        return
    for key in _NEEDED[str(scope)]:
        if not row.get(key):
            yield "scope", f"a decision of scope {scope} needs {key!r}"
    if scope in ("document", "everywhere") and row.get("from", "") == row.get("to", ""):
        yield "scope", f"a decision of scope {scope} needs 'from' and 'to', which differ"
    name = row.get("id")
    if isinstance(name, str) and name and not _NAME.fullmatch(name):
        yield "id", f"an id is 16 hexadecimal digits, such as 7f3ac1d20b9e4415: not {name[:40]!r}"


def _key(scope: str, rule: str, doc: str, id_: str, before: str, after: str) -> Key:
    match scope:
        case "here":
            return scope, doc, id_
        case "document":
            return scope, doc, rule, before, after
        case "everywhere":
            return scope, rule, before, after
    return scope, rule


class Agreement(NamedTuple):
    """How often people agreed with a rule, and between which shares, from 0 to 1, the truth lies 19 times in 20."""

    accepted: int
    rejected: int
    low: float
    high: float

    @classmethod
    def of(cls, accepted: int, rejected: int) -> Agreement:
        """Return the counts with their interval (Wilson, 95 %); without any vote everything is possible."""
        n = accepted + rejected
        if not n:
            return cls(0, 0, 0.0, 1.0)
        share = accepted / n
        middle = share + _Z2 / (2 * n)
        spread = sqrt(_Z2 * (share * (1 - share) + _Z2 / (4 * n)) / n)
        low, high = ((middle + side) / (1 + _Z2 / n) for side in (-spread, spread))
        return cls(accepted, rejected, max(0.0, low), min(1.0, high))

    @property
    def said(self) -> str:
        """In words: "3 of 14"."""
        return f"{self.accepted} of {self.accepted + self.rejected}"


_Z2 = 1.96**2


def agreements(decisions: Iterable[Decision]) -> dict[tuple[str, str], Agreement]:
    """Return how often people agreed, by rule and language; the language "" stands for all of them.

    One decision is one vote, however far it reaches.
    """
    votes: dict[tuple[str, str], list[int]] = {}
    for d in decisions:
        for place in {(d.rule, ""), (d.rule, d.lang)} if d.rule else ():
            votes.setdefault(place, [0, 0])[d.verdict == "reject"] += 1
    return {place: Agreement.of(*votes[place]) for place in sorted(votes)}


@dataclass(frozen=True, slots=True)
class Decisions:
    """All that people have decided, ready to be asked. `least` is the agreement below which a rule only suggests.

    `measured` is how often people agreed, as `agreements` counts it.
    """

    all: tuple[Decision, ...] = ()
    least: float = 0.5
    measured: dict[tuple[str, str], Agreement] = field(default_factory=dict, compare=False, repr=False)
    _by_key: dict[Key, Decision] = field(default_factory=dict, compare=False, repr=False)
    _docs: frozenset[str] = field(default=frozenset(), compare=False, repr=False)

    @classmethod
    def of(cls, decisions: Iterable[Decision], least: float = 0.5) -> Decisions:
        """Make them ready; of two that speak of the same the later counts."""
        known = {d.key: d for d in decisions}
        docs = frozenset(d.doc for d in known.values() if d.scope == "here")
        return cls(tuple(known.values()), least, agreements(known.values()), known, docs)

    def __bool__(self) -> bool:
        return bool(self.all)

    def asks_names(self, doc_id: str) -> bool:
        """Whether some decision speaks of one place in this document, so that its edits need their names."""
        return doc_id in self._docs

    def of_edit(self, edit: Edit, doc_id: str, name: Callable[[], str]) -> Decision | None:
        """Return the decision on an edit, the nearest scope first; None where nobody has said anything.

        `name` gives the edit's fingerprint; it is only asked where a decision on one place of this document could need
        it. Twins, which have the same 24 code points of source on both sides, have one name: they are decided together.
        """
        known = self._by_key
        if doc_id in self._docs and (found := known.get(("here", doc_id, name()))):
            return found
        keys = (_key(scope, edit.rule, doc_id, "", edit.before, edit.after) for scope in SCOPES[1:])
        return next((found for key in keys if (found := known.get(key))), None)

    def weak(self, rule: str, lang: str) -> Agreement | None:
        """Return the agreement with a rule where it is too low for the rule to act, surely: in a language, or in all.

        A language in which people do agree keeps the rule, whatever they said in others.
        """
        own, every = self.measured.get((rule, lang)), self.measured.get((rule, ""))
        if own and own.high < self.least:
            return own
        if every and every.high < self.least and not (own and own.low >= self.least):
            return every
        return None

    def demoted(self) -> list[tuple[str, str, Agreement]]:
        """Return the rules that only suggest: rule, language ("" for all), agreement."""
        return [(*place, found) for place, found in self.measured.items() if found.high < self.least]

    def digest(self) -> str:
        """Return one digest of all decisions, or an empty string where there are none."""
        return digest_of(self.all, repr(self.least)) if self else ""


NOBODY = Decisions()
"""Where nobody has decided anything."""


def digest_of(decisions: Iterable[Decision], more: str = "") -> str:
    """Return one digest of decisions, whatever their order, and of some words beside them."""
    rows = sorted(json.dumps(d.row(), sort_keys=True) for d in decisions)
    return hashlib.sha256("\n".join((*rows, more)).encode()).hexdigest()
