"""encoding/controls: control characters go.

What   NUL and other C0 and C1 controls, lone surrogates, noncharacters and deprecated tag characters.
Why    No text needs them; they break terminals, tables and other programs.
Spares Tabs and line breaks.
"""

import re

from normalize.stages.document import Document
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.text.invisible import label

EXAMPLES = (
    Example("Mos\x00cow\x1b[31m red", "Moscow red"),
    Example("half \ud83d a pair", "half  a pair"),
    Leave("a\tb\nc"),
)

_CONTROLS = re.compile(
    r"\x1b\[[0-9;]*+[A-Za-z]|[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udc7f\udd00-\udfff"
    r"\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]+"
)


@rule(examples=EXAMPLES)
def controls(doc: Document) -> Edits:
    if not _CONTROLS.search(doc.characters):
        return
    for m in _CONTROLS.finditer(doc.text):
        yield doc.delete(*m.span(), f"control characters: {', '.join(dict.fromkeys(map(label, m[0])))}"[:200], 0.98)
