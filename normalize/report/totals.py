"""Counts over a corpus: by rule, stage, language and status, with some places of every rule."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from normalize.report.parts import View

SHOWN_PLACES = 24  # of one rule
AROUND = 32  # code points of context on each side


@dataclass(frozen=True, slots=True)
class Place:
    """One change of a rule with some of the text around it; `article` counts from 1."""

    article: int
    number: int
    left: str
    before: str
    after: str
    right: str


@dataclass(slots=True)
class RuleTotal:
    """What one rule did in all articles, how sure it claimed to be, and where."""

    rule: str
    stage: str
    applied: int = 0
    suggested: int = 0
    vetoed: int = 0
    shadowed: int = 0
    notes: int = 0
    articles: int = 0
    least: float = 1.0
    most: float = 0.0
    places: list[Place] = field(default_factory=list)


@dataclass(slots=True)
class Totals:
    """Everything counted, one article after another, in the order of the stages."""

    articles: int = 0
    changes: int = 0
    quiet: int = 0
    status: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    stages: Counter[str] = field(default_factory=Counter)
    _rules: dict[str, RuleTotal] = field(default_factory=dict)
    _order: list[str] = field(default_factory=list)

    @property
    def rules(self) -> list[RuleTotal]:
        """The rules, stage by stage, the busiest first."""
        rank = {stage: n for n, stage in enumerate(self._order)}
        return sorted(self._rules.values(), key=lambda r: (rank[r.stage], -r.applied, r.rule))

    def add(self, view: View) -> None:
        """Count one more article."""
        self.articles += 1
        self.changes += len(view.loud)
        self.quiet += len(view.quiet)
        self.status += view.by_status
        self.languages[view.lang] += 1
        self.stages += view.by_stage
        self._order += [s for s in view.stages if s not in self._order]
        for cause in view.causes:
            total = self._rule(cause.stage, cause.edit.rule)
            total.applied += 1
            total.least = min(total.least, cause.edit.confidence)
            total.most = max(total.most, cause.edit.confidence)
        for remark in view.remarks:
            total = self._rule(remark.stage, remark.rule)
            name = "notes" if remark.status == "note" else remark.status
            setattr(total, name, getattr(total, name) + 1)
        for key in {(c.stage, c.edit.rule) for c in view.causes}:
            self._rule(*key).articles += 1
        self._place(view)

    def _rule(self, stage: str, rule: str) -> RuleTotal:
        return self._rules.setdefault(rule, RuleTotal(rule, stage))

    def _place(self, view: View) -> None:
        for i, s in enumerate(view.segments):
            beside = [n for n in view.segments[max(0, i - 1) : i + 2] if n.kept]
            left = "".join(n.after[-AROUND:] for n in beside if n.at < s.at)
            right = "".join(n.after[:AROUND] for n in beside if n.at >= s.at)
            for cause in s.causes:
                total = self._rule(cause.stage, cause.edit.rule)
                if cause.quiet or len(total.places) >= SHOWN_PLACES:
                    continue
                total.places.append(Place(self.articles, cause.number, left, *view.wording[cause.number], right))
