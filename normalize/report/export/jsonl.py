"""All changes as JSON Lines: one article a line, so that a corpus of any size is read and written as a stream."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from normalize.report.export.changes import Change, changes, well_formed
from normalize.store.archive import Archived
from normalize.store.out import as_json

FORMAT = 1
KIND = "changes"
OPENING = '{"format": 1, "kind": "changes", '  # how a file of ours begins


def lines(articles: Iterable[Archived]) -> Iterator[str]:
    """Yield a line of JSON for each article; `normalize schema changes` prints their schema."""
    return (as_json(record(article)) for article in articles)


def record(article: Archived) -> dict[str, Any]:
    """Return an article with all its changes as plain data. Raises RestoreError where text and ledger differ."""
    ledger = article.ledger
    return {
        "format": FORMAT,
        "kind": KIND,
        "id": well_formed(ledger.id),
        "source": well_formed(article.record["source"]),
        "lang": ledger.lang,
        "source_sha256": ledger.source.sha256,
        "output_sha256": ledger.output,
        "changes": [_row(c) for c in changes(article)],
    }


def _row(c: Change) -> dict[str, Any]:
    n, e = c.named, c.named.edit
    return {
        "id": n.name,
        "stage": n.stage,
        "rule": e.rule,
        "status": n.status,
        "by": well_formed(n.by),
        "before": well_formed(e.before),
        "after": well_formed(e.after),
        "reason": well_formed(e.reason),
        "confidence": e.confidence,
        "facts": [{"name": f.name, "value": well_formed(f.value)} for f in e.facts],
        "source": {"start": n.start, "end": n.end, "exact": c.exact, "prefix": c.prefix, "suffix": c.suffix},
        "output": {"start": c.out_start, "end": c.out_end},
    }
