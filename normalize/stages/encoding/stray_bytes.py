"""encoding/stray-bytes: a byte that did not fit the file's encoding is read as Windows-1252.

What   Single bytes that are wrong in a file that is otherwise right, mostly quotation marks and dashes pasted in.
Why    Windows-1252 is what such bytes are almost always from (WHATWG Encoding Standard, its fallback).
Spares Everything that the encoding could read.
"""

import regex

from normalize.stages.document import Document
from normalize.stages.rule import Edits, Example, Leave, rule

EXAMPLES = (
    Example("She said \udc93no\udc94.", "She said “no”."),
    Leave("She said “no”."),
)

_BYTES = regex.compile("[\udc80-\udcff]+")


@rule(examples=EXAMPLES)
def stray_bytes(doc: Document) -> Edits:
    if not _BYTES.search(doc.characters):
        return
    for m in _BYTES.finditer(doc.text):
        data = m[0].encode("ascii", "surrogateescape")
        after = "".join(_char(b) for b in data)
        yield doc.replace(*m.span(), after, f"bytes {data.hex(' ')} do not fit the encoding of the file", 0.9)


def _char(byte: int) -> str:
    try:
        return bytes((byte,)).decode("cp1252")
    except UnicodeDecodeError:
        return "\N{REPLACEMENT CHARACTER}"
