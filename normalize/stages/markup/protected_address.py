"""markup/protected-address: an e-mail address that was hidden from collectors is written out.

What   "[email protected]" with the address beside it in code (`data-cfemail`, or the fragment of its link): each byte
       is disguised by the first one (exclusive or).
Why    Browsers show the address: it is part of the text.
Spares Placeholders without a code, and codes that are no address.
"""

import regex

from normalize.stages.document import Document
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.text.media import HTML

EXAMPLES = (
    Example(
        '<p>Write to <a href="#" class="__cf_email__" data-cfemail="2a4f4e435e45586a4f524b475a464f0445584d">'
        "[email&#160;protected]</a>.</p>",
        '<p>Write to <a href="#" class="__cf_email__" data-cfemail="2a4f4e435e45586a4f524b475a464f0445584d">'
        "editor@example.org</a>.</p>",
        media_type=HTML,
    ),
    Leave('<p>Write to <a data-cfemail="zz">[email&#160;protected]</a>.</p>', media_type=HTML),
    Leave('<p>Write to <a href="/contact">[email&#160;protected]</a>.</p>', media_type=HTML),
)

_PROTECTED = regex.compile(
    r"<(?:a|span)\b[^<>]{0,500}?(?:data-cfemail=[\"']?|/email-protection#)([0-9a-fA-F]{6,200})\b[^<>]{0,500}>"
    r"(\[?e-?mail(?:\s|&nbsp;|&#160;|\N{NO-BREAK SPACE})protected\]?)(?=<)",
    regex.IGNORECASE,
)
_ADDRESS = regex.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


@rule(examples=EXAMPLES)
def protected_address(doc: Document) -> Edits:
    if doc.media_type != HTML or "protect" not in doc.text:
        return
    for m in _PROTECTED.finditer(doc.text):
        if address := _address(m[1]):
            yield doc.replace(*m.span(2), address, "the e-mail address that its code hides", 1.0)


def _address(code: str) -> str:
    try:
        key, *rest = bytes.fromhex(code)
        found = bytes(byte ^ key for byte in rest).decode("utf-8").partition("?")[0]
    except ValueError:
        return ""
    return found if _ADDRESS.fullmatch(found) and found.isprintable() else ""
