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
from normalize.stages.document import Block, Document
from normalize.stages.metadata.credits import agency_facts, is_agency, may_name_agency
from normalize.stages.metadata.edges import edge_lines
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.stages.shape import outline
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
    Example(f"{_BODY}\n\nawe/dpa/AFP", f"{_BODY}\n\n", lang="de", facts=(("agency", "dpa"), ("agency", "AFP"))),
    Example(f"{_BODY}\n\nFuente: EFE", f"{_BODY}\n\n", lang="es", facts=(("agency", "EFE"),)),
    Example(f"{_BODY}\n\nIzvor: Beta", f"{_BODY}\n\n", lang="sr", facts=(("agency", "Beta"),)),
    Example(f"{_BODY}\n\nИсточник: ТАСС", f"{_BODY}\n\n", lang="ru", facts=(("agency", "ТАСС"),)),
    Example(f"{_BODY}\n\nΠηγή: ΑΠΕ-ΜΠΕ", f"{_BODY}\n\n", lang="el", facts=(("agency", "ΑΠΕ-ΜΠΕ"),)),
    Example(f"{_BODY}\n\nالمصدر: رويترز", f"{_BODY}\n\n", lang="ar", facts=(("agency", "رويترز"),)),
    Example(f"{_BODY}\n\n来源：新华社", f"{_BODY}\n\n", lang="zh", facts=(("agency", "新华社"),)),
    Example(f"{_BODY}\n\n（共同）", f"{_BODY}\n\n", lang="ja", facts=(("agency", "共同"),)),
    Example(f"{_BODY}\n\n출처: 연합뉴스", f"{_BODY}\n\n", lang="ko", facts=(("agency", "연합뉴스"),)),
    Example(f"{_BODY}\n\n(TT)", f"{_BODY}\n\n", lang="sv", facts=(("agency", "TT"),)),
    Leave("He told Reuters."),
    Leave(f"{_BODY} (NATO)"),
    Leave("Source: the ministry"),
)

_CLOSING = (")", "]", "）")
_LONGEST = 20  # words of a credit line
_BRACKET = regex.compile(r"\s*+[(\[（](?P<inside>[^()\[\]（）]{2,60})[)\]）]$")
_NO_LETTER = regex.compile(r"[\W_]+")
_AUTHOR = regex.compile(r"(?P<sign>\p{Ll}{2,4})/(?=\p{L})")  # the sign of an author before the agencies
_TAIL = 100  # characters at the end of a paragraph in which a credit in brackets stands


@rule(examples=EXAMPLES)
def agency_credit(doc: Document) -> Edits:
    shape = outline(doc.blocks)
    whole: set[Block] = set()
    for n, block in edge_lines(doc):
        if shape.first < n < shape.last or not block.at_most(_LONGEST) or not may_name_agency(doc, block):
            continue
        if names := credited(doc, block.text):
            whole.add(block)
            yield doc.delete(block.start, block.end, "an agency credit", 0.95, [Fact("agency", a) for a in names])
    for block in doc.blocks[max(shape.last, 0) :]:
        if block in whole or not block.text.endswith(_CLOSING) or not may_name_agency(doc, block):
            continue
        if (m := _BRACKET.search(block.text, max(0, len(block.text) - _TAIL))) and m.start() > 0:
            inside = credited(doc, m["inside"])
            if inside:
                facts = [Fact("agency", a) for a in inside]
                yield doc.delete(block.start + m.start(), block.end, "an agency in brackets at the end", 0.94, facts)


def credited(doc: Document, text: str) -> list[str]:
    """Return the agencies of a text that is nothing but a credit."""
    bare = text.strip(" \t.()[]（）【】*-–—|")
    if (sign := _AUTHOR.match(bare)) and not is_agency(doc, sign["sign"]):
        bare = bare[sign.end() :]
    if names := _all_agencies(doc, bare):
        return names
    flat = plain(bare)
    for template in _templates(doc.cues.credit):
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
        if names := _all_agencies(doc, " ".join(spaced[:length])):
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
