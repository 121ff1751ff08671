"""What a run has to do: which articles are fresh, which are stale, and why."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from normalize.edits.ledger import digest
from normalize.errors import SkippedInput
from normalize.store.manifest import TOLD, changed, inputs_in
from normalize.store.out import LISTS, Out
from normalize.store.row import Row, Seal
from normalize.store.seeds import Item, Items
from normalize.store.stamp import CLOSE
from normalize.store.state import State
from normalize.store.summary import Summary
from normalize.store.task import Task
from normalize.store.whole import has

if TYPE_CHECKING:
    from normalize.stages.survey import Summary as Surveyed
    from normalize.stages.survey import Survey

_PASSING = frozenset(("unreadable", "timeout", "too_much_memory", "worker_died", "failed", "needs_extra"))
"""Reasons that lie in the machine or the moment, not in the input: such an article is tried again."""

_NEW, BROKEN = "it is new", "what was remembered of it is broken"


@dataclass(frozen=True, slots=True)
class Found:
    """An article as it was found: the key of its source, a digest of its bytes, and the seal of its file.

    There is no seal where the file holds other articles, too, or was changed so short ago that the next change of it
    might not show.
    """

    id: str
    source: str
    key: str
    sha256: str
    seal: Seal = ()


@dataclass
class Plan:
    """All articles of a run in order, by name; the rows of the fresh ones, and why the others are stale.

    `told` is what the next run is told of the inputs; `seen` says what recurs in an article. `surveyed` says that
    `survey` is what there is to know of these sources, also where it is nothing.
    """

    found: dict[bytes, Found] = field(default_factory=dict)
    rows: dict[bytes, Row] = field(default_factory=dict)
    why: dict[bytes, str] = field(default_factory=dict)
    gone: dict[bytes, Row] = field(default_factory=dict)
    inputs: dict[str, str] = field(default_factory=dict)
    told: dict[str, Any] = field(default_factory=dict)
    resealed: dict[bytes, Row] = field(default_factory=dict)
    survey: Survey | None = None
    surveyed: bool = False
    summaries: dict[bytes, Surveyed] = field(default_factory=dict)

    def is_fresh(self, store: Out, state: State) -> bool:
        """Whether nothing is to be done: no article is stale or gone, and the lists are those of the last run."""
        lists = state.told("lists") or {}
        return (
            not self.why
            and not self.gone
            and not store.is_orphaned
            and set(lists) == set(LISTS)
            and state.told("inputs") == self.told["inputs"]
            and state.told("order") == self.order()
            and all(
                is_whole(store.folder / name, known, seal, trust=not store.dry) for name, (known, seal) in lists.items()
            )
        )

    def will_last(self) -> bool:
        """Whether a next run would try nothing again: neither an article, nor to sum one up."""
        rows = self.rows.values()
        is_lost = any(row.skip is not None and row.skip[0] in _PASSING for row in rows)
        return not is_lost and all(row.seen is not None or row.is_unread for row in rows)

    def are_sealed(self, out: Path) -> bool:
        """Whether all outputs are as they were when they were written, or looked at."""
        return all(now == sealed(now, out) for now in (self.rows | self.resealed).values())

    def program(self) -> str:
        """Return what tells this program, and what it stands on, from others."""
        return f"{self.told['inputs']['code']} {self.told['inputs']['libraries']}"

    def order(self) -> str:
        """Return one digest of all articles in their order."""
        return digest("".join(found.key for found in self.found.values()).encode("ascii"))

    def of(self) -> str:
        """Return one digest of all that the survey depends on: the sources, and what reads them."""
        told = self.told["inputs"]
        return digest(f"{self.order()} {self.program()} {told['cues']} {told['settings']}".encode("ascii"))

    def counted(self) -> Summary:
        """Sum up a run of which all articles are done."""
        summary = Summary(redone=len(self.why))
        for name, found in self.found.items():
            row = self.rows[name]
            summary.count(found.id, found.source, row.skip, row.changes, row.suggestions)
        return summary

    def seen(self, name: bytes) -> str | None:
        """Return a digest of what recurs in an article, or None where it could not be summed up."""
        if self.survey is None:
            return ""
        if (s := self.summaries.get(name)) is None:
            return None
        seen = self.survey.about(s.site, s.lines)
        return seen.digest()[:32] if seen.lines else ""

    def explained(self) -> Iterator[str]:
        """Yield a line an article: fresh, or stale and why; then what is gone."""
        for name, one in self.found.items():
            yield f"{one.source}: {f'stale: {self.why[name]}' if name in self.why else 'fresh'}"
        yield from (f"{row.source}: gone: its source is not there any more" for row in self.gone.values())


def name_of(id_: str, source: str) -> bytes:
    """Return the name by which an article is remembered."""
    return hashlib.blake2b(f"{id_}\0{source}".encode("utf-8", "surrogatepass"), digest_size=16).digest()


def seal_of(path: Path | str) -> Seal:
    """Return what the file system says of a file; nothing where there is none."""
    try:
        s = os.stat(path)  # noqa: PTH116 - a third of the time of Path.stat, and there are many
    except OSError:
        return ()
    return s.st_size, s.st_mtime_ns, s.st_ctime_ns, s.st_ino


def is_whole(path: Path, known: str, seal: Iterable[int], *, trust: bool) -> bool:
    """Whether a file has the bytes that it had. With `trust` the word of the file system is enough that it has."""
    return (trust and seal_of(path) == tuple(seal)) or has(path, known)


def look(items: Items, out: Path, task: Task, state: State, told: Mapping[str, str], jobs: int, *, trust: bool) -> Plan:
    """Compare what is there with what the last run remembered, and return what is to be done.

    `told` is what `told_of` says of the task now.
    """
    plan = Plan(inputs=inputs_in(told), told={"inputs": dict(told)})
    rows = state.rows()
    before = state.told("inputs") or {}
    other = [key for key in changed(before, told) if key not in ("glossaries", "decisions")]
    general = (f"{TOLD[other[0]]} changed" if before else BROKEN) if other else ""
    latest = time.time_ns() - CLOSE
    for item in items:
        name = name_of(item.id, item.source)
        row = rows.pop(name, None)
        seal = _settled(seal_of(str(item.path)), latest) if item.record is None and item.skip is None else ()
        if trust and row is not None and row.seal and row.seal == seal and not general:
            found = Found(row.id, row.source, row.key, row.sha256, seal)
        else:
            found = replace(_found(item), seal=seal)
        plan.found[name] = found
        if row is None:
            plan.why[name] = _NEW
            continue
        now = replace(sealed(row, out), seal=seal)
        if why := general or _why(row, now, found, out, trust=trust):
            plan.why[name] = why
        else:
            plan.rows[name] = row
            if now != row:
                plan.resealed[name] = now
    plan.gone = rows
    if plan.why or plan.gone or list(changed(before, told)):
        from normalize.store.spread import spread  # with all the stages: where nothing changed nobody waits for them

        spread(plan, items, task, state, before, jobs)
        plan.resealed = {name: now for name, now in plan.resealed.items() if name in plan.rows}
    return plan


def sealed(row: Row, out: Path) -> Row:
    """Return a row with what the file system says of its files now."""
    return replace(row, files=tuple((name, known, seal_of(f"{out}/{name}")) for name, known, _ in row.files))


def _settled(seal: Seal, latest: int) -> Seal:
    """A seal, unless the file was changed after this moment, in nanoseconds."""
    return seal if seal and max(seal[1:3]) < latest else ()


def _found(item: Item) -> Found:
    try:
        content: bytes | str = item.read()
        skip = ("", "")
    except SkippedInput as e:
        content, skip = b"", (e.reason, str(e))
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    sha = digest(data)
    said = (item.id, item.source, item.media_type, item.title, item.charset, item.site, type(content).__name__, skip)
    more = json.dumps((said, item.more), sort_keys=True, default=str)
    return Found(item.id, item.source, hashlib.blake2b(f"{sha}{more}".encode(), digest_size=16).hexdigest(), sha)


def _why(row: Row, now: Row, found: Found, out: Path, *, trust: bool) -> str:
    """Say why an article is stale by itself, or return an empty string; `now` is its row with the seals of now."""
    if row.key != found.key:
        return "its source changed"
    if row.skip is not None and row.skip[0] in _PASSING:
        return f"it is tried again: {row.skip[0]}"
    if row.seen is None and not row.is_unread:
        return "it could not be compared with the others in time"
    for (name, known, seal), (_, _, new) in zip(row.files, now.files, strict=True):
        if not (trust and new and new == seal) and not has(out / name, known):
            return f"{name} was changed by hand, or is missing"
    return ""


class Chosen(Items):
    """Some of the documents of a run, in their order."""

    def __init__(self, items: Items, names: set[bytes]) -> None:
        self._all = items
        self._chosen = names

    def __bool__(self) -> bool:
        return bool(self._chosen)

    def __len__(self) -> int:
        return len(self._chosen)

    def __iter__(self) -> Iterator[Item]:
        return (item for item in self._all if name_of(item.id, item.source) in self._chosen)
