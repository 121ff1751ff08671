"""metadata/agency-credit: which news agencies the text came from.

What   "The Associated Press contributed to this report.", "Source: Reuters", "dpa/AFP" on a line of its own, "(AFP)"
       behind the last paragraph.
Why    The credit is a fact of the article, not its text.
Spares Agencies in sentences ("told Reuters"), and lines that name no agency that is known.
"""

from __future__ import annotations

from functools import lru_cache

import regex

from normalize.edits import Fact
from normalize.stages.boilerplate.shape import outline
from normalize.stages.document import Document
from normalize.stages.metadata.credits import agencies_in, agency_facts, may_name_agency
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.text.words import plain

_BODY = "Kim met Putin in the Far East of Russia on Wednesday, and both spoke of a new friendship."

EXAMPLES = (
    Example(
        f"{_BODY}\n\nThe Associated Press contributed to this report.",
        f"{_BODY}\n\n",
        facts=(("agency", "Associated Press"),),
    ),
    Example(f"{_BODY}\n\nSource: Reuters", f"{_BODY}\n\n", facts=(("agency", "Reuters"),)),
    Example(f"{_BODY} (AFP)", _BODY, facts=(("agency", "AFP"),)),
    Example(f"{_BODY}\n\ndpa/AFP", f"{_BODY}\n\n", facts=(("agency", "dpa"), ("agency", "AFP"))),
    Leave("He told Reuters."),
    Leave(f"{_BODY} (NATO)"),
    Leave("Source: the ministry"),
)

_CLOSING = (")", "]", "）")
_LONGEST = 20  # words of a credit line
_BRACKET = regex.compile(r"\s*+[(\[（](?P<inside>[^()\[\]（）]{2,60})[)\]）]$")
_NO_LETTER = regex.compile(r"[\W_]+")
_TAIL = 100  # characters at the end of a paragraph in which a credit in brackets stands


@rule(examples=EXAMPLES)
def agency_credit(doc: Document) -> Edits:
    shape = outline(doc.blocks)
    templates = _templates(doc.cues.credit)
    for n, block in enumerate(doc.blocks):
        if shape.first < n < shape.last or not may_name_agency(doc, block):
            continue
        if block.at_most(_LONGEST):
            names = _credited(doc, block.text, templates)
            if names:
                yield doc.delete(block.start, block.end, "an agency credit", 0.95, [Fact("agency", a) for a in names])
                continue
        if n < shape.last or not block.text.endswith(_CLOSING):
            continue
        if (m := _BRACKET.search(block.text, max(0, len(block.text) - _TAIL))) and m.start() > 0:
            inside = _credited(doc, m["inside"], templates)
            if inside:
                facts = [Fact("agency", a) for a in inside]
                yield doc.delete(block.start + m.start(), block.end, "an agency in brackets at the end", 0.94, facts)


def _credited(doc: Document, text: str, templates: tuple[regex.Pattern[str], ...]) -> list[str]:
    """The agencies of a text that is nothing but a credit."""
    bare = text.strip(" \t.()[]（）【】*-–—|")
    if names := _all_agencies(doc, bare):
        return names
    flat = plain(bare)
    for template in templates:
        if m := template.fullmatch(flat):
            said = bare[m.start("agency") : m.end("agency")]
            names = _all_agencies(doc, said) or _leading_agency(doc, said)
            if names:
                return names
    return []


def _all_agencies(doc: Document, text: str) -> list[str]:
    """The agencies of a text in which every part is one; else nothing."""
    facts = agency_facts(doc, text)
    known = " ".join(f.value for f in facts)
    rest, whole = (len(_NO_LETTER.sub("", said)) for said in (text, known))
    return [f.value for f in facts] if facts and whole >= 0.7 * rest else []


def _leading_agency(doc: Document, text: str) -> list[str]:
    """The agency that a longer credit begins with: "Associated Press writers in Seoul"."""
    spaced = text.split()
    for length in range(min(4, len(spaced)), 0, -1):
        if names := agencies_in(doc, " ".join(spaced[:length])):
            return names
    return []


@lru_cache(maxsize=64)
def _templates(phrases: tuple[str, ...]) -> tuple[regex.Pattern[str], ...]:
    found = []
    for phrase in phrases:
        head, slot, tail = plain(phrase).partition("{agency}")
        if slot:
            found.append(regex.compile(rf"{regex.escape(head)}(?P<agency>.{{2,60}}?){regex.escape(tail)}"))
    return tuple(found)
