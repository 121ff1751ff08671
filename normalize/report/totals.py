"""Counts over a corpus: by rule, stage, language and and status."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from normalize.report.parts import View


@dataclass(slots=True)
class RuleTotal:
    """What one rule did in all articles, and how sure it claimed to be."""

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

    def _rule(self, stage: str, rule: str) -> RuleTotal:
        return self._rules.setdefault(rule, RuleTotal(rule, stage))
