"""The edit algebra: what a change is, which changes are applied, and where every character came from.

Standard library only, no input or output; everything above stands on it. `tests/laws/` holds its laws.
"""

from normalize.edits.decision import Agreement, Decision, Decisions, agreements
from normalize.edits.edit import Edit, Fact, Note, clash, rank
from normalize.edits.fingerprint import fingerprint
from normalize.edits.ledger import Layer, Ledger, Source, restore
from normalize.edits.settle import Fate, Patch, settle
from normalize.edits.weave import Run, Weave

__all__ = [
    "Agreement",
    "Decision",
    "Decisions",
    "Edit",
    "Fact",
    "Fate",
    "Layer",
    "Ledger",
    "Note",
    "Patch",
    "Run",
    "Source",
    "Weave",
    "agreements",
    "clash",
    "fingerprint",
    "rank",
    "restore",
    "settle",
]
