"""Every proposal of a ledger, with the name by which a decision remembers it and its place in the source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from normalize.edits import Edit, Ledger, Weave, fingerprint
from normalize.edits.settle import Status
from normalize.edits.weave import Origins


class Named(NamedTuple):
    """A proposal by its name: `source[start:end]` is what it was about, widened to whole changes of earlier stages.

    `status` and `by` are its fate. `edit` counts in the text that its stage was shown. Two proposals of an article
    may have one name: what they say and what stands around them is the same.
    """

    name: str
    stage: str
    status: Status
    by: str
    edit: Edit
    start: int
    end: int


def named(ledger: Ledger, text: str) -> Iterator[Named]:
    """Yield the proposals of a ledger, stage by stage: those applied first, then the others.

    `text` is the output. Raises RestoreError where it is not the one that the ledger speaks of.
    """
    return walk(ledger, ledger.original(text))


def walk(ledger: Ledger, source: str) -> Iterator[Named]:
    """Yield what `named` yields, from the source text, in one pass over the stages."""
    weave = Weave.of(source)
    for layer in ledger.layers:
        if layer.patch.edits or layer.others:
            origins = Origins(weave)
            for e in layer.patch.edits:
                yield _named(e, origins, layer.stage, "applied", "")
            for e, status, by in layer.others:
                yield _named(e, origins, layer.stage, status, by)
            weave = weave.then(layer.patch)


def _named(e: Edit, origins: Origins, stage: str, status: Status, by: str) -> Named:
    return Named(fingerprint(e, origins), stage, status, by, e, *origins.of(e.start, e.end))
