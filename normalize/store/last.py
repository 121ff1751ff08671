"""What the last run wrote of all articles together, as far as it is still true."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from normalize.edits.ledger import digest
from normalize.store.manifest import changed
from normalize.store.out import LISTS, Out
from normalize.store.plan import Plan, is_whole
from normalize.store.state import State
from normalize.text.likeness import Likeness


@dataclass(frozen=True, slots=True)
class Last:
    """The lists of the last run, each with its digest, if all are whole and of the same articles in the same order.

    `settled` says that they are all true still: only glossaries changed, and no article was touched. `likeness` is what
    the stale articles were compared by, by name.
    """

    lists: dict[str, str] = field(default_factory=dict)
    settled: bool = False
    likeness: dict[bytes, Likeness | None] = field(default_factory=dict)

    @classmethod
    def of(cls, store: Out, state: State, plan: Plan) -> Last:
        """Return what stands in a folder, before anything in it is changed."""
        lists = state.told("lists") or {}
        if set(lists) != set(LISTS) or store.is_orphaned or plan.gone or state.told("names") != names_of(plan):
            return cls()
        if not all(is_whole(store.folder / n, known, seal, trust=not store.dry) for n, (known, seal) in lists.items()):
            return cls()
        more = {name: state.more(name) for name in plan.why}
        only = list(changed(state.told("inputs") or {}, plan.told["inputs"])) == ["glossaries"]
        return cls(
            {name: known for name, (known, _) in lists.items()},
            only and not plan.why,
            {name: one.likeness for name, one in more.items() if one is not None},
        )

    def has_same_copies(self, state: State, plan: Plan) -> bool:
        """Whether the same articles are copies of the same others, once the stale ones are done."""
        return bool(self.lists) and all(
            name in self.likeness and (more := state.more(name)) is not None and more.likeness == self.likeness[name]
            for name in plan.why
        )


def names_of(plan: Plan) -> str:
    """Return one digest of the names of all articles in their order."""
    return digest(b"".join(plan.found))


def records_by(corpus: Path, state: State, plan: Plan) -> Iterator[str]:
    """Yield the records of all articles in order, those of fresh ones as the old corpus.jsonl has them.

    To be asked where the same articles are copies of the same others.
    """
    with corpus.open(encoding="utf-8") as lines:
        for name in plan.found:
            if plan.rows[name].skip is None:
                line = next(lines)
                more = state.more(name) if name in plan.why else None
                yield line if more is None else more.told(json.loads(line)["duplicate_of"])
