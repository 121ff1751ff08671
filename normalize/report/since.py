"""What changed between two runs: changes that are new, gone, or had another fate, article by article."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple

from normalize.errors import UsageError
from normalize.report.export.changes import Change, changes, well_formed
from normalize.report.export.jsonl import FORMAT, KIND
from normalize.store.archive import Archived

TOLD = frozenset({"applied", "suggested", "vetoed"})  # a proposal that lost to a better one says nothing of the text


class Said(NamedTuple):
    """A change of an article: its name, the rule, what it replaces by what, its fate, where in the source.

    `left` and `right` are the source around it.
    """

    doc: str
    name: str
    rule: str
    before: str
    after: str
    status: str
    start: int
    end: int
    left: str
    right: str


class Turned(NamedTuple):
    """A change that both runs proposed, with another fate: suggested then, applied now."""

    old: Said
    new: Said


@dataclass(frozen=True, slots=True)
class Told:
    """An article of a run: its id, the SHA-256 of its source, and its changes."""

    doc: str
    sha256: str
    changes: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Since:
    """What a run did otherwise than an earlier one.

    `same` counts the changes that stayed, by rule. `added`, `removed` and `resourced` are ids of articles: only in the
    new run, only in the old one, in both with another source. Changes of articles that were added or removed count as
    new and gone.
    """

    new: tuple[Said, ...]
    gone: tuple[Said, ...]
    turned: tuple[Turned, ...]
    same: Counter[str]
    articles: int
    added: tuple[str, ...]
    removed: tuple[str, ...]
    resourced: tuple[str, ...]

    @property
    def any(self) -> bool:
        """Whether anything is otherwise."""
        return bool(self.new or self.gone or self.turned or self.added or self.removed or self.resourced)

    def by_rule(self) -> dict[str, tuple[int, int, int, int]]:
        """Return how many changes of each rule are new, gone, turned and the same; the most new and gone ones first."""
        new, gone = Counter(s.rule for s in self.new), Counter(s.rule for s in self.gone)
        turned = Counter(t.new.rule for t in self.turned)
        order = sorted(
            {*new, *gone, *turned, *self.same}, key=lambda r: (-new[r] - gone[r] - turned[r], -self.same[r], r)
        )
        return {r: (new[r], gone[r], turned[r], self.same[r]) for r in order}


def compare(old: Iterable[Told], new: Iterable[Told]) -> Since:
    """Return what is otherwise in a new run. Both are read as streams, side by side.

    Changes of an article are the same where their names are: rules may have been renamed, and text elsewhere changed.
    """
    found = _Found([], [], [], Counter())
    resourced: list[str] = []
    removed: dict[str, Told] = {}
    added: dict[str, Told] = {}
    articles = 0
    for then, now in zip_longest(old, new):
        articles += now is not None
        removed |= {then.doc: then} if then else {}
        added |= {now.doc: now} if now else {}
        for doc in {t.doc for t in (then, now) if t} & removed.keys() & added.keys():
            before, after = removed.pop(doc), added.pop(doc)
            _pair(before.changes, after.changes, found)
            resourced += [doc] if before.sha256 != after.sha256 else []
    found.new += [s for t in added.values() for s in t.changes]
    found.gone += [s for t in removed.values() for s in t.changes]
    lists = tuple(found.new), tuple(found.gone), tuple(found.turned)
    return Since(*lists, found.same, articles, tuple(added), tuple(removed), tuple(sorted(resourced)))


@dataclass(slots=True)
class _Found:
    new: list[Said]
    gone: list[Said]
    turned: list[Turned]
    same: Counter[str]


def _pair(old: Iterable[Said], new: Iterable[Said], found: _Found) -> None:
    """Match the changes of one article by name, those with the same fate first."""
    left: defaultdict[str, list[Said]] = defaultdict(list)
    for said in old:
        left[said.name].append(said)
    others: list[Said] = []
    for said in new:
        twins = left[said.name]
        match = next((n for n, t in enumerate(twins) if t.status == said.status), None)
        if match is None:
            others.append(said)
        else:
            del twins[match]
            found.same[said.rule] += 1
    for said in others:
        if left[said.name]:
            found.turned.append(Turned(left[said.name].pop(0), said))
        else:
            found.new.append(said)
    found.gone += [said for twins in left.values() for said in twins]


def told(article: Archived) -> Told:
    """Return what a run did to an article. Raises RestoreError where its text and its ledger differ."""
    doc = well_formed(article.id)
    seen = (c for c in changes(article) if c.named.status in TOLD)
    return Told(doc, article.ledger.source.sha256, tuple(_from(doc, c) for c in seen))


def _from(doc: str, c: Change) -> Said:
    n, e = c.named, c.named.edit
    before, after = well_formed(e.before), well_formed(e.after)
    return Said(doc, n.name, e.rule, before, after, n.status, n.start, n.end, c.prefix, c.suffix)


def exported(path: Path) -> Iterator[Told]:
    """Yield the articles of a file that `normalize export jsonl` wrote. Raises UsageError where it is none."""
    number = 1
    try:
        with path.open("rb") as file:
            for line in file:
                yield _record(json.loads(line.decode("utf-8")))
                number += 1
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as e:
        raise UsageError(
            f"{path}:{number}: no line of `normalize export jsonl` ({e}); name such a file, a folder of outputs, "
            "or a revision of git"
        ) from None


def _record(raw: dict[str, Any]) -> Told:
    if (raw["kind"], raw["format"]) != (KIND, FORMAT):
        raise ValueError(f"its kind is {raw['kind']!r}, format {raw['format']!r}")
    doc = _string(raw["id"])
    return Told(doc, _string(raw["source_sha256"]), tuple(_said(doc, r) for r in raw["changes"] if r["status"] in TOLD))


def _said(doc: str, row: dict[str, Any]) -> Said:
    name, rule, before, after, status = (_string(row[key]) for key in ("id", "rule", "before", "after", "status"))
    place = row["source"]
    left, right = _string(place["prefix"]), _string(place["suffix"])
    return Said(doc, name, rule, before, after, status, int(place["start"]), int(place["end"]), left, right)


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no string")
    return value
