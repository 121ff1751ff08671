"""scars/split-number: a number that a space tore apart is one number.

What   "2 .5 per cent" becomes "2.5 per cent", "10 ,000 people" becomes "10,000 people".
Why    A stripped tag left the space; a decimal or thousands sign with a digit on one side and a space on the other is
       none.
Spares Spaces between groups of digits (1 000 000), sentences that end or go on with a number ("in 2012, 300 came"),
       calibres (".22 rifle"), lists of numbers.
"""

import regex

from normalize.stages.document import Document
from normalize.stages.rule import Edits, Example, Leave, rule

EXAMPLES = (
    Example("Prices rose by 2 .5 per cent to 10 ,000 euros.", "Prices rose by 2.5 per cent to 10,000 euros."),
    Leave("In 2012, 300 people came; 1 000 000 stayed."),
    Leave("He had 2 .22 rifles and a .45."),
    Leave("Sections 1 , 2 , 3 and 4"),
)

_UNITS = (
    r"%|\p{Sc}|per\b|percent\b|Prozent\b|pour cent|por ciento|por cento|per cento|procent|процент|million|Million"
    r"|billion|Milliarde|млн|млрд"
)
_SPLIT = regex.compile(
    r"(?<![\d.,]|[\d.,] )\d{1,3}(?P<space>[ \N{NO-BREAK SPACE}])"
    rf"(?:,\d{{3}}(?![\d,])|[.,]\d{{1,2}}(?=\s?(?:{_UNITS})))"
)


@rule(examples=EXAMPLES)
def split_number(doc: Document) -> Edits:
    for m in _SPLIT.finditer(doc.text):
        yield doc.delete(*m.span("space"), "a space inside a number", 0.88)
