"""Counts over a corpus: by rule and status."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from normalize.report.sheet import Sheet


@dataclass(slots=True)
class RuleTotal:
    """What one rule did in all articles, and how sure it claimed to be."""

    rule: str
    stage: str
    applied: int = 0
    suggested: int = 0
    vetoed: int = 0
    shadowed: int = 0
    articles: int = 0
    least: float = 1.0
    most: float = 0.0


@dataclass(slots=True)
class Totals:
    """Everything counted, one article after another. Of `changes`, `quiet` ones deal with tags and white space only."""

    articles: int = 0
    changes: int = 0
    quiet: int = 0
    status: Counter[str] = field(default_factory=Counter)
    rules: dict[str, RuleTotal] = field(default_factory=dict)

    def add(self, sheet: Sheet) -> None:
        """Count one more article."""
        self.articles += 1
        for count in sheet.counts:
            total = self.rules.setdefault(count.rule, RuleTotal(count.rule, count.stage))
            total.articles += count.applied > 0
            total.least, total.most = min(total.least, count.least), max(total.most, count.most)
            for status in ("applied", "suggested", "vetoed", "shadowed"):
                setattr(total, status, getattr(total, status) + getattr(count, status))
                self.status[status] += getattr(count, status)
            self.quiet += count.quiet
            self.changes += count.applied - count.quiet
