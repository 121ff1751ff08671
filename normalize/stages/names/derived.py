"""names/derived: a spelling that a table of romanisation makes of the native name becomes the canonical form.

What   "Serguey Narychkine" in an English text becomes "Sergei Naryshkin", though nobody listed it: French papers may
       write Сергей Нарышкин like that.
Why    Every press has its table, and what is translated from it keeps its spellings; no list has them all.
Spares Single words; what two entries share; the table of another language than the text's (French spellings are looked
       for in French and English texts, not in Dutch ones); the spelling of the text's own press, where the glossary has
       no canonical form of that language.
"""

from __future__ import annotations

from normalize.stages.document import Document
from normalize.stages.names.target import cited, rewritten, single
from normalize.stages.rule import Edits, Example, Leave, rule

EXAMPLES = (
    Example("Serguey Narychkine spoke in Moscow.", "Sergei Naryshkin spoke in Moscow."),
    Example("SERGUEY NARYCHKINE SPOKE", "SERGEI NARYSHKIN SPOKE"),
    Leave("Serguey Narychkine sprak in Moskou.", lang="nl"),
    Leave("Narychkine spoke in Moscow."),
)

_TABLE = 0.9


@rule(examples=EXAMPLES)
def derived(doc: Document) -> Edits:
    for mention, reading in single(doc):
        if reading.spelling.kind == "derived":
            ending = ", with an ending" if reading.inflected else ""
            reason = f"{reading.spelling.origin}{ending}; {reading.entry.id} ({cited(reading.entry.origin)})"
            yield from rewritten(doc, mention, reading, reason, _TABLE)
