"""All changes of a run as columns, one row a change: the head of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from normalize.report.sheet import PLACED, Sheet, plain, shortened
from normalize.report.since import Since

SINCE = ("same", "new", "turned")  # turned: proposed by the earlier run as well, with another fate
_GONE = 1_000  # changes of an earlier run that are listed


@dataclass(slots=True)
class Columns:
    """Rows of many articles; equal strings are kept once, and numbers stand for them, -1 for none.

    `article` and `rule` are numbers of rows in their lists. `since` says what an earlier run knows of a change, where
    one is told: its number in `SINCE`; `fresh` holds what that run did not know.
    """

    rules: dict[str, int]
    fresh: Mapping[tuple[str, str], int] = field(default_factory=dict)
    strings: dict[str, int] = field(default_factory=dict)
    article: list[int] = field(default_factory=list)
    rule: list[int] = field(default_factory=list)
    status: list[int] = field(default_factory=list)
    sure: list[float] = field(default_factory=list)
    number: list[int] = field(default_factory=list)
    name: list[str] = field(default_factory=list)
    before: list[int] = field(default_factory=list)
    after: list[int] = field(default_factory=list)
    edit_from: list[int] = field(default_factory=list)
    edit_to: list[int] = field(default_factory=list)
    since: list[int] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    right: list[str] = field(default_factory=list)

    def add(self, n: int, sheet: Sheet) -> None:
        """Add the changes of the `n`th article."""
        doc = sheet.card[0]
        for row in sheet.rows:
            old, new = row.edit or (None, None)
            self.article.append(n)
            self.rule.append(self.rules.setdefault(row.rule, len(self.rules)))
            self.status.append(PLACED.index(row.status))
            self.sure.append(row.sure)
            self.number.append(row.number)
            self.name.append(row.name)
            self.before.append(self._string(row.before))
            self.after.append(self._string(row.after))
            self.edit_from.append(self._string(old))
            self.edit_to.append(self._string(new))
            self.since.append(self.fresh.get((doc, row.name), 0))
            self.left.append(row.left)
            self.right.append(row.right)

    def _string(self, text: str | None) -> int:
        return -1 if text is None else self.strings.setdefault(text, len(self.strings))

    def data(self) -> dict[str, Any]:
        """Return the columns by their names."""
        rest = {name: getattr(self, name) for name in self.__slots__ if name not in ("rules", "fresh", "strings")}
        return {"strings": list(self.strings), **rest}


def fresh(since: Since) -> dict[tuple[str, str], int]:
    """Return what an earlier run did not know, or did otherwise, by article and name: its number in `SINCE`."""
    new = {(s.doc, s.name): SINCE.index("new") for s in since.new}
    return new | {(t.new.doc, t.new.name): SINCE.index("turned") for t in since.turned}


def gone(since: Since) -> dict[str, Any]:
    """Return what is told of changes that an earlier run made and this one does not: some of them, and how many."""
    rows = [[plain(s.doc), s.rule, shortened(s.before), shortened(s.after)] for s in since.gone[:_GONE]]
    return {"values": SINCE, "gone": len(since.gone), "rows": rows}
