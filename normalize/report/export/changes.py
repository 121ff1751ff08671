"""The changes of an article as every export tells them: valid Unicode, with their places in source and output."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from normalize.edits import Ledger
from normalize.report.names import Named, walk
from normalize.store.archive import Archived

AROUND = 32  # code points of source on each side of a change
_ALONE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Change:
    """A proposal with what the source has in its place.

    `exact` is the source from `named.start` to `named.end`; it differs from what the edit reads where an earlier stage
    had changed the place. `out_start` and `out_end` say where the output has what became of it: an empty span where
    nothing is left.
    """

    named: Named
    exact: str
    prefix: str
    suffix: str
    out_start: int
    out_end: int


def changes(article: Archived) -> Iterator[Change]:
    """Yield every proposal of an article, in the order of `named`. Raises RestoreError where text and ledger differ."""
    source = article.ledger.original(article.text)
    for n, (low, high) in zip(walk(article.ledger, source), _landed(article.ledger), strict=True):
        prefix, suffix = source[max(0, n.start - AROUND) : n.start], source[n.end : n.end + AROUND]
        exact = well_formed(source[n.start : n.end])
        yield Change(n, exact, well_formed(prefix), well_formed(suffix), low, high)


def well_formed(text: str) -> str:
    """Return a text as valid Unicode: a lone surrogate becomes U+FFFD, one for one, so that offsets stay true."""
    return _ALONE.sub("\N{REPLACEMENT CHARACTER}", text)


def _landed(ledger: Ledger) -> list[tuple[int, int]]:
    """Where the output has what became of each proposal."""
    spans: list[tuple[int, int]] = []
    for layer in ledger.layers:
        spans = layer.patch.carry(spans)
        shift = 0
        for e in layer.patch.edits:
            spans.append((e.start + shift, e.start + shift + len(e.after)))
            shift += len(e.after) - len(e.before)
        spans += layer.patch.carry([(f.edit.start, f.edit.end) for f in layer.others])
    return spans
