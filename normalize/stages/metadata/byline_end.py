"""metadata/byline-end: who wrote it, behind the last paragraph.

What   "(Bona Hyun)", "(bh)", "(Anna Weber/dpa)" behind the last paragraph or below it; "— Anna Weber" on the last line.
Why    The author is a fact of the article, not its text.
Spares Brackets that explain; the signature of a letter, and the author of a quotation or motto.
"""

from __future__ import annotations

import regex

from normalize.edits import Fact
from normalize.stages.document import Block, Document
from normalize.stages.metadata.byline import labelled_byline
from normalize.stages.metadata.credits import agency_facts, is_agency
from normalize.stages.metadata.people import initials_of, is_full_name, is_name, is_sign
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.stages.shape import outline

_BODY = "Kim met Putin in the Far East of Russia on Wednesday, and both spoke of a new friendship."
_RUSSIAN = "Они встретились в среду на Дальнем Востоке России и долго говорили друг с другом о многом."
_GREEK = "Οι δύο άνδρες συναντήθηκαν την Τετάρτη στην Άπω Ανατολή και μίλησαν για πολλή ώρα."

EXAMPLES = (
    Example(f"From: Bona Hyun\n\n{_BODY} (Bona Hyun)", f"From: Bona Hyun\n\n{_BODY}"),
    Example(f"{_BODY} (bh)", _BODY),
    Example(f"{_BODY} (Anna Weber)", _BODY, lang="de", facts=(("byline", "Anna Weber"),)),
    Example(f"{_BODY} (aw/dpa)", _BODY, lang="de", facts=(("agency", "dpa"),)),
    Example(f"{_RUSSIAN}\n\n(Анна Вебер)", f"{_RUSSIAN}\n\n", lang="ru", facts=(("byline", "Анна Вебер"),)),
    Example(f"{_GREEK} (Άννα Βεμπέρ)", _GREEK, lang="el", facts=(("byline", "Άννα Βεμπέρ"),)),
    Example(f"{_BODY}\n\n— Maeve Cullinan", f"{_BODY}\n\n", facts=(("byline", "Maeve Cullinan"),)),
    Leave(f"{_BODY} (see below)"),
    Leave(f"{_BODY} (NATO)"),
    Leave(f"Dear councillors,\n\n{_BODY}\n\n— Maeve Cullinan"),
    Leave(f"{_BODY}\n\n“The sea gives nothing back.”\n\n— Jonas Prior"),
)

_BRACKET = regex.compile(r"\s*+[(（\[]\s*+([^()（）\[\]]{2,60}?)\s*+[)）\]]$")
_CLOSING = (")", "]", "）")
_END = 130  # characters at the end of a text in which its author stands in brackets
_DASH = regex.compile(r"(?:[–—―]|--?)\s?(?P<name>[^–—―]{4,60})")
_QUOTED = ('"', "”", "“", "»", "«", "’", "」", "』")
_SALUTATION = 8  # words of a line that addresses somebody, or takes leave
_ADDRESSED = (",", "!", "،", "，", "！")
_OPENING = 3  # blocks from the top in which a letter addresses its reader


@rule(examples=EXAMPLES)
def byline_end(doc: Document) -> Edits:
    if not doc.blocks:
        return
    last = outline(doc.blocks).last
    yield from _in_brackets(doc, last)
    block = doc.blocks[-1]
    m = _DASH.fullmatch(block.text) if last == len(doc.blocks) - 2 else None
    if m is not None and is_full_name(m["name"]) and not _is_quoted(doc.blocks[last]) and not _is_letter(doc):
        yield doc.delete(block.start, block.end, "the author behind a dash", 0.85, [Fact("byline", m["name"])])


def _is_quoted(block: Block) -> bool:
    return block.text.endswith(_QUOTED) or block.text.startswith(_QUOTED)


def _is_letter(doc: Document) -> bool:
    """Whether a short line near the top addresses somebody, or one above the signature takes leave."""
    short = (b for b in (*doc.blocks[:_OPENING], *doc.blocks[-2:]) if b.at_most(_SALUTATION))
    return any(b.text.endswith(_ADDRESSED) for b in short)


def _in_brackets(doc: Document, last: int) -> Edits:
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
        names = [a.name for b in doc.blocks[: n + 1] if (a := labelled_byline(doc, b)).name and not b.is_prose]
        known = any(inside == name or initials_of(name, inside) for name in names)
        full = is_name(inside) and 2 <= len(inside.split()) <= 3 and inside[:1].isupper() and not is_agency(doc, inside)
        if known or full or is_sign(inside):
            confidence = 0.95 if known else 0.86 if full else 0.8
            facts = [Fact("byline", inside)] if full and not names else agency_facts(doc, inside)
            yield doc.delete(block.start + m.start(), block.end, "the author in brackets at the end", confidence, facts)
        return
