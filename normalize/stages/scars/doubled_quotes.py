"""scars/doubled-quotes: a closing quotation mark and stop that stand twice stand once.

What   "in the field.” .” According" becomes "in the field.” According".
Why    A tag between them was stripped; nothing closes twice.
Spares Quotations inside quotations (’”), and ellipses.
"""

import regex

from normalize.stages.document import Document
from normalize.stages.rule import Edits, Example, Leave, rule

EXAMPLES = (
    Example("“In the field.” .” According to him", "“In the field.” According to him"),
    Example("„Im Feld.“ .“ Laut ihm", "„Im Feld.“ Laut ihm", lang="de"),
    Leave("He said: “They cried ‘no.’”"),
    Leave("“No.” “Yes.”"),
)

_DOUBLED = regex.compile(r"(?P<once>[.!?…](?P<mark>[”“»\"]))(?P<again>\s*+[.,]\s?+(?P=mark))(?=\s|$)")


@rule(examples=EXAMPLES)
def doubled_quotes(doc: Document) -> Edits:
    for m in _DOUBLED.finditer(doc.text):
        yield doc.delete(*m.span("again"), "a closing quotation mark and stop for the second time", 0.95)
