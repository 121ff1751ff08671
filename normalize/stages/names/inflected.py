"""names/inflected: a listed spelling with an ending becomes the canonical form with the same ending.

What   "Wladimira Putina" in a Polish text becomes "Władimira Putina".
Why    In most languages a name in a sentence has an ending; the sentence needs it.
Spares Endings of other languages than the text's; forms that cannot carry the ending (a remark says so); one word that
       the glossary does not list for the text's language.
"""

from __future__ import annotations

from normalize.stages.document import Document
from normalize.stages.names.target import cited, rewritten, single
from normalize.stages.rule import Edits, Example, Leave, rule

EXAMPLES = (
    Example("Rozmowa Wladimira Putina z dziennikarzem.", "Rozmowa Władimira Putina z dziennikarzem.", lang="pl"),
    Leave("Rozmowa Władimira Putina z dziennikarzem.", lang="pl"),
    Leave("Wladimira Putina came."),
)

_ENDING = 0.9


@rule(examples=EXAMPLES)
def inflected(doc: Document) -> Edits:
    for mention, reading in single(doc):
        spelling = reading.spelling
        if reading.inflected and spelling.kind != "derived":
            listed = cited(spelling.origin or reading.entry.origin)
            reason = f"{spelling.kind} of {reading.entry.id}, with an ending ({listed})"
            yield from rewritten(doc, mention, reading, reason, _ENDING)
