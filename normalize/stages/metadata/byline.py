"""metadata/byline: who wrote it.

What   "By John", "From: Bona Hyun", "Von Anna Weber und Tom Berg" above the text; the author's name or sign in brackets
       at its end.
Why    The author is a fact of the article, not its text.
Spares Sentences that begin with "By" or "From"; brackets that explain.
"""

from __future__ import annotations

import regex

from normalize.edits import Fact
from normalize.stages.boilerplate.shape import AUTHOR_WORDS, outline
from normalize.stages.document import Block, Document
from normalize.stages.metadata.credits import agency_facts, is_agency
from normalize.stages.metadata.people import initials_of, is_name, is_sign
from normalize.stages.rule import Edits, Example, Leave, rule

_BODY = "Kim met Putin in the Far East of Russia on Wednesday, and both spoke of a new friendship."

EXAMPLES = (
    Example(f"By John\n\n{_BODY}", f"\n\n{_BODY}", facts=(("byline", "John"),)),
    Example(f"From: Bona Hyun\n\n{_BODY} (Bona Hyun)", f"\n\n{_BODY}", facts=(("byline", "Bona Hyun"),)),
    Example(
        "Von Anna Weber und Tom Berg\n\nSie trafen sich am Mittwoch im Fernen Osten Russlands zu einem Gespräch.",
        "\n\nSie trafen sich am Mittwoch im Fernen Osten Russlands zu einem Gespräch.",
        lang="de",
    ),
    Example(f"{_BODY} (bh)", _BODY),
    Leave(f"By Monday the talks were over.\n\n{_BODY}"),
    Leave(f"{_BODY} (see below)"),
    Leave(f"{_BODY} (NATO)"),
)

_BRACKET = regex.compile(r"\s*+[(（\[]\s*+([^()（）\[\]]{2,60}?)\s*+[)）\]]$")
_CLOSING = (")", "]", "）")
_END = 130  # characters at the end of a text in which its author stands in brackets
_MOST = 16  # words of a byline
_TAIL = regex.compile(r"(?<!\s)\s*+(?:[|•·]|\s[–—-]\s|,(?=\s*\d)).*$")


@rule(examples=EXAMPLES)
def byline(doc: Document) -> Edits:
    shape = outline(doc.blocks)
    names: list[str] = []
    for n, block in enumerate(doc.blocks):
        if n > max(shape.first, 0) + 1 and n < shape.last:
            continue
        if name := _byline(doc, block):
            names.append(name)
            facts = [Fact("byline", name), *agency_facts(doc, block.text[block.text.find(name) + len(name) :])]
            confidence = 0.95 if n <= shape.first else 0.93
            yield doc.delete(block.start, block.end, "a byline", confidence, facts)
    yield from _in_brackets(doc, shape.last, names)


def labelled_byline(doc: Document, block: Block) -> str:
    """Return the name behind a label such as "By" in a block that is nothing else, or an empty string."""
    labels = doc.cues.labels["byline"]
    for length in labels.lengths.get(block.keys[0], ()) if block.keys else ():
        if length < len(block.keys) and block.keys[:length] in labels:
            rest = block.text[block.tokens[length - 1].end :]
            colon = rest.lstrip()[:1] in (":", "：", "・", "/")
            name = _TAIL.sub("", rest.lstrip(" :：・/")).strip(" ()[]（）")
            caseless = not name[:1].isupper()
            glued = not rest[:1].isspace() and not colon
            if is_name(name) and not (caseless and not colon) and not glued and not is_agency(doc, name):
                return name
    return ""


def _byline(doc: Document, block: Block) -> str:
    if not block.at_most(_MOST) or block.is_prose:
        return ""
    if name := labelled_byline(doc, block):
        return name
    element = block.element
    if element is not None and element.words & AUTHOR_WORDS:
        name = _TAIL.sub("", block.text).strip()
        return name if is_name(name) and len(name.split()) > 1 else ""
    return ""


def _in_brackets(doc: Document, last: int, names: list[str]) -> Edits:
    """The author in brackets behind the last paragraph: a name said above, a full name, or a sign in small letters."""
    for n in range(len(doc.blocks) - 1, max(-1, last - 1), -1):
        block = doc.blocks[n]
        bracket = block.text.endswith(_CLOSING)
        m = _BRACKET.search(block.text, max(0, len(block.text) - _END)) if bracket else None
        if m is None or (n != last and m.start() > 0):
            continue
        inside = m[1]
        before = block.text[: m.start()]
        if before and not before.rstrip("\"'”’»").endswith((".", "!", "?", "…", "。")):
            continue
        known = any(inside == name or initials_of(name, inside) for name in names)
        full = is_name(inside) and 2 <= len(inside.split()) <= 3 and inside[:1].isupper() and not is_agency(doc, inside)
        if known or full or is_sign(inside):
            confidence = 0.95 if known else 0.86 if full else 0.8
            facts = [Fact("byline", inside)] if full and not names else agency_facts(doc, inside)
            yield doc.delete(block.start + m.start(), block.end, "the author in brackets at the end", confidence, facts)
        return
