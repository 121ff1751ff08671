"""Every proposal for an article, read off its ledger, each with its name and the text around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from normalize.edits import Decision, Decisions, Edit
from normalize.edits.decision import Scope, Verdict
from normalize.report.names import walk
from normalize.report.shapes import is_quiet
from normalize.store.archive import Archived

_BESIDE = 40  # code points of source that are shown on each side
_LONGEST = 80  # code points of the edit itself that are shown


class Found(NamedTuple):
    """A proposal for an article: its name, its stage and fate, and where in the source it stands.

    `by` is the decision, doubt or rule behind the fate. `left` and `right` are the source beside it, white space
    squashed. A quiet one is about tags and white space only.
    """

    doc: str
    lang: str
    name: str
    stage: str
    status: str
    by: str
    edit: Edit
    start: int
    end: int
    left: str
    right: str
    quiet: bool

    @property
    def near(self) -> str:
        """The proposal in its place, on one line: "…left ⟦before⟧ right…"."""
        before = " ".join(self.edit.before.split())
        before = before if len(before) <= _LONGEST else f"{before[: _LONGEST // 2]} … {before[-_LONGEST // 2 :]}"
        return f"…{self.left}⟦{before}⟧{self.right}…"

    def decided(self, verdict: Verdict, scope: Scope = "here", why: str = "", on: str = "", by: str = "") -> Decision:
        """Return the decision on it of a scope, which is kept with the place that was looked at."""
        e = self.edit
        if scope == "rule":
            return Decision(verdict, e.rule, scope, lang=self.lang, why=why, by=by, on=on)
        doc = self.doc if scope in ("here", "document") else ""
        name = self.name if scope == "here" else ""
        near = self.near if scope == "here" else ""
        return Decision(verdict, e.rule, scope, doc, name, e.before, e.after, self.lang, near, why, by, on)

    def decision(self, decisions: Decisions) -> Decision | None:
        """Return what has been decided on it."""
        return decisions.of_edit(self.edit, self.doc, lambda: self.name)


def found(article: Archived) -> Iterator[Found]:
    """Yield every proposal for an article, stage by stage. Raises RestoreError where text and ledger do not fit."""
    ledger = article.ledger
    source = ledger.original(article.text)
    for one in walk(ledger, source):
        left, right = source[max(0, one.start - _BESIDE) : one.start], source[one.end : one.end + _BESIDE]
        yield Found(
            ledger.id,
            ledger.lang,
            one.name,
            one.stage,
            one.status,
            one.by,
            one.edit,
            one.start,
            one.end,
            " ".join(("x" + left + "x").split())[1:-1],
            " ".join(("x" + right + "x").split())[1:-1],
            is_quiet(one.stage, one.edit),
        )


def everything(articles: Iterable[Archived]) -> Iterator[Found]:
    """Yield every proposal for some articles."""
    for article in articles:
        yield from found(article)
