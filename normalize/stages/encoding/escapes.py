r"""encoding/escapes: characters that were written out for a program become characters again.

What   "caf\u00e9" (JSON), "caf=C3=A9" and soft line breaks (quoted-printable), "%D0%9C%D0%B8%D0%BD%D1%81%D0%BA"
       (percent encoding) outside of addresses.
Why    A program forgot to read them. What stands there are valid codes of letters beyond ASCII.
Spares Web and e-mail addresses, file paths, codes of plain ASCII characters alone, and runs that are no valid UTF-8.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from normalize.stages.document import Document
from normalize.stages.encoding.invisible import without_noise
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.text.media import HTML

EXAMPLES = (
    Example(r"Le caf\u00e9 est ferm\u00e9 \ud83d\ude00.", "Le café est fermé 😀.", lang="fr"),
    Example("Le caf=C3=A9 est fer=\nm=C3=A9.", "Le café est fermé.", lang="fr"),
    Example("Talks in %D0%9C%D0%B8%D0%BD%D1%81%D0%BA%20today", "Talks in Минск today"),
    Leave("See https://example.org/%D0%9C%D0%B8?q=%C3%A9 and C:\\uaced\\x."),
    Leave("Let x =C3 or 50%AF; a = b =\nc."),
    Leave(r"The sign \u0041 is an A, and \ud800 is half of one."),
)

_JSON = re.compile(r"(?:\\u[0-9a-fA-F]{4})+")
_QUOTED = re.compile(r"(?:=[0-9A-F]{2})+")
_SOFT = re.compile(r"=\r?\n(?=\S)")
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_ADDRESS = re.compile(r"://|www\.|@|[/\\?&][^\s%\\]*$")
_LOST = "\N{REPLACEMENT CHARACTER}"
_UNSEEN = "\n\N{NO-BREAK SPACE}\u200b\u200c\u200d\u200e\u200f\ufeff"  # that may be written out as well
_LONGEST = 300  # characters of an address


@rule(examples=EXAMPLES)
def escapes(doc: Document) -> Edits:
    if doc.media_type != HTML:  # attributes are full of signs and codes: what they enclose is looked at by itself
        yield from _json(doc)
        yield from _bytes(doc)


def _json(doc: Document) -> Edits:
    for m in _JSON.finditer(doc.text) if "\\u" in doc.text else ():
        halves = m[0].encode("ascii").decode("unicode_escape")  # characters beyond the first plane come as two
        after = halves.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        if _is_written(after) and not doc.text[max(0, m.start() - 1) : m.start()].endswith((":", "\\")):
            yield doc.replace(*m.span(), _clean(doc, m.start(), after), f"{m[0][:60]} is “{after[:20]}”", 0.95)


def _bytes(doc: Document) -> Edits:
    quoted = list(_utf8(_QUOTED, doc.text, "=")) if "=" in doc.text else []
    for start, end, after in quoted:
        yield doc.replace(start, end, _clean(doc, start, after), "quoted-printable, as in mails", 0.95)
    for m in _SOFT.finditer(doc.text) if quoted else ():
        yield doc.delete(*m.span(), "a soft line break of quoted-printable", 0.95)
    for start, end, after in _utf8(_PERCENT, doc.text, "%") if "%" in doc.text else ():
        before = doc.text[max(0, start - _LONGEST) : start]
        if not _ADDRESS.search(before[max(before.rfind(" "), before.rfind("\n")) + 1 :]):
            yield doc.replace(start, end, _clean(doc, start, after), "percent encoding, as in addresses", 0.92)


def _utf8(pattern: re.Pattern[str], text: str, sign: str) -> Iterator[tuple[int, int, str]]:
    """Yield runs of byte codes that are UTF-8 of something beyond ASCII, and what they are."""
    for m in pattern.finditer(text):
        try:
            after = bytes.fromhex(m[0].replace(sign, "")).decode("utf-8")
        except UnicodeDecodeError:
            continue
        if _is_written(after):
            yield *m.span(), after


def _is_written(text: str) -> bool:
    """Whether a text has something beyond ASCII, and nothing that is no character of texts."""
    return not text.isascii() and all((c.isprintable() and c != _LOST) or c in _UNSEEN for c in text)


def _clean(doc: Document, start: int, after: str) -> str:
    return without_noise(after, doc.text[max(0, start - 1) : start])
