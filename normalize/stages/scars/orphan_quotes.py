"""scars/orphan-quotes: quotation marks around nothing go.

What   “ ” with only space between them, and an opening mark with nothing but a stop behind it (“ .).
Why    What stood between them was stripped.
Spares Marks around a word or a sign, and marks that only a space divides from their words.
"""

import re

import regex

from normalize.stages.document import Document
from normalize.stages.rule import Edits, Example, Leave, rule

EXAMPLES = (
    Example("He called it “ ” and left.", "He called it and left."),
    Example("He left “ . Then came she, “late”.", "He left. Then came she, “late”."),
    Leave("He called it “a” and left."),
    Leave("„So voll war es zuletzt beim Turnier“, sagt er.", lang="de"),
    Leave("Jie atidarė darželius ir mokyklas “, - aiškino jis.", lang="lt"),
    Leave("«Oui » et « non »", lang="fr"),
)

_EMPTY = regex.compile(r"\s?“\s*+”(?=[\s.,;:!?]|$)|\s?„\s*+[“”](?=[\s.,;:!?]|$)|\s?«\s*+»(?=[\s.,;:!?]|$)")
_ANY = re.compile(r"[“„«]\s*+[“”».,]")
_ORPHAN = regex.compile(r"(?<=\S)\s+“\s*+(?=[.,](?:\s|$))")


@rule(examples=EXAMPLES)
def orphan_quotes(doc: Document) -> Edits:
    if not _ANY.search(doc.text):
        return
    for pattern, reason in (
        (_EMPTY, "quotation marks around nothing"),
        (_ORPHAN, "an opening quotation mark before a stop"),
    ):
        if pattern is _ORPHAN and ("„" in doc.text or "”" not in doc.text):
            continue  # here “ may be a closing mark
        for m in pattern.finditer(doc.text):
            yield doc.delete(*m.span(), reason, 0.88)
