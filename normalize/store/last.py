"""What the last run wrote of all articles together, as far as it is still true."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from normalize.store.manifest import changed
from normalize.store.out import CORPUS, LISTS, Out, as_json
from normalize.store.plan import Plan, is_whole
from normalize.store.state import State


@dataclass(frozen=True, slots=True)
class Last:
    """The lists of the last run, each with its digest, if all are whole.

    `settled` says that they are all true still: only glossaries changed, and no article was touched.
    """

    lists: dict[str, str] = field(default_factory=dict)
    settled: bool = False

    @classmethod
    def of(cls, store: Out, state: State, plan: Plan) -> Last:
        """Return what stands in a folder, before anything in it is changed."""
        lists = state.told("lists") or {}
        if set(lists) != set(LISTS) or store.is_orphaned:
            return cls()
        if not all(is_whole(store.folder / n, known, seal, trust=not store.dry) for n, (known, seal) in lists.items()):
            return cls()
        only = list(changed(state.told("inputs") or {}, plan.told["inputs"])) == ["glossaries"]
        settled = only and not plan.why and not plan.gone and state.told("order") == plan.order()
        return cls({name: known for name, (known, _) in lists.items()}, settled)

    def lines(self, store: Out, plan: Plan) -> Iterator[str | None]:
        """Yield for each article of a plan its line in the corpus.jsonl of the last run, or None.

        None of those behind the first that is gone, or stands elsewhere: they are found otherwise, if more slowly.
        """
        if not self.lists:
            yield from (None for _ in plan.found)
            return
        with (store.folder / CORPUS).open(encoding="utf-8") as lines:
            line = next(lines, "")
            for found in plan.found.values():
                if line.startswith(as_json({"id": found.id})[:-2]):
                    yield line
                    line = next(lines, "")
                else:
                    yield None
