"""metadata/byline: who wrote it.

What   "By John", "From: Bona Hyun", "Von Anna Weber und Tom Berg", "Anna Weber, Staff Writer", "Anna Weber reports from
       Kyiv", "Anna Weber / AFP" above the text, with the author's address below; the same with a label below the text.
Why    The author is a fact of the article, not its text.
Spares Sentences and sub-headings that begin with "By" or "From"; names that the article is about.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import regex

from normalize.edits import Fact
from normalize.stages.document import Block, Document
from normalize.stages.metadata.calendar import day_names, is_month
from normalize.stages.metadata.credits import agencies_in, is_agency, may_name_agency
from normalize.stages.metadata.date import is_date_line
from normalize.stages.metadata.edges import edge_lines
from normalize.stages.metadata.people import is_full_name, is_list_joined, is_name
from normalize.stages.metadata.press import REPORTS, SECTIONS, is_paper, role_at
from normalize.stages.metadata.strip import has_word_of_site, read_strip, without_address
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.stages.shape import AUTHOR_WORDS, outline
from normalize.text.words import words

_BODY = "Kim met Putin in the Far East of Russia on Wednesday, and both spoke of a new friendship."


def _above(line: str, lang: str, name: str, *facts: tuple[str, str], left: str = "") -> Example:
    """An example of a line below a headline, and what is left of it."""
    before, after = (f"A handshake in the east\n\n{said}\n\n{_BODY}" for said in (line, left))
    return Example(before, after, lang=lang, facts=(("byline", name), *facts))


EXAMPLES = (
    Example(f"By John\n\n{_BODY}", f"\n\n{_BODY}", facts=(("byline", "John"),)),
    Example(f"From: Bona Hyun\n\n{_BODY}", f"\n\n{_BODY}", facts=(("byline", "Bona Hyun"),)),
    _above("Von Anna Weber und Tom Berg", "de", "Anna Weber und Tom Berg"),
    _above("By Anna Weber, Staff Writer", "en", "Anna Weber"),
    _above("By Anna Weber\nanna.weber@herald.example", "en", "Anna Weber", left="\n"),
    _above("Anna Weber reports from Lowick", "en", "Anna Weber"),
    _above("Anna Weber (AFP)", "en", "Anna Weber", ("agency", "AFP")),
    _above("ANNA WEBER\n\nSept. 13, 2023", "en", "ANNA WEBER", left="\n\nSept. 13, 2023"),
    _above("Par Anne Vébert / AFP", "fr", "Anne Vébert", ("agency", "AFP")),
    _above("Por Ana Vega, corresponsal", "es", "Ana Vega"),
    _above("di Anna Verdi", "it", "Anna Verdi"),
    _above("Автор: Анна Вебер", "ru", "Анна Вебер"),
    _above("Анна Вебер, корреспондент", "ru", "Анна Вебер"),
    _above("Του Στέλιου Καραμήτρου", "el", "Στέλιου Καραμήτρου"),
    _above("بقلم: سلمى حسن", "ar", "سلمى حسن"),
    _above("מאת: נועה בן שחר", "he", "נועה בן שחר"),
    _above("लेखक: सुनीता रावत", "hi", "सुनीता रावत"),
    _above("오지훈 기자 jihoon@ilbo.example", "ko", "오지훈"),
    _above("文：水野 早織", "ja", "水野 早織"),
    _above("本报记者 林若溪", "zh", "林若溪"),
    Leave(f"By Monday the talks were over.\n\n{_BODY}"),
    Leave(f"A handshake in the east\n\n{_BODY}\n\nBy Monday\n\n{_BODY}"),
    Leave(f"Gärten\n\n{_BODY}\n\nVon Gräben und Schleusen\n\n{_BODY}", lang="de"),
    Leave(f"A handshake in the east\n\nVladimir Putin\n\n{_BODY}"),
    Leave(f"Middle East\n\n{_BODY}"),
)

_HEAD = 12  # blocks from the top in which an author stands without a label
_MOST = 16  # words of a byline
_PLAIN = 9  # words of one without a label
_FROM = 5  # words behind "reports"
_TAIL = regex.compile(r"(?<!\s)\s*+(?:[|•·]|\s[–—-]\s|,(?=\s*\d)).*$")
_PARTS = regex.compile(r"(?<!\s)\s*+(?:,|/|\(|\)|;)\s*+")
_HANDLE = regex.compile(r"(?<![\w@])@\w{2,30}")


@dataclass(frozen=True)
class Author:
    """The name in a byline, empty where there is none, and the facts beside it."""

    name: str = ""
    facts: list[Fact] = field(default_factory=list)


_NOBODY = Author()


@rule(examples=EXAMPLES)
def byline(doc: Document) -> Edits:
    shape = outline(doc.blocks)
    for n, block in edge_lines(doc):
        if shape.first + 1 < n < shape.last or not block.at_most(_MOST):
            continue
        author = labelled_byline(doc, block, inside=max(shape.first, 1) < n < shape.last)
        if not author.name:
            author = _marked(doc, block)
        sure = 0.95 if n <= shape.first else 0.93
        if not author.name and 0 < n <= min(shape.first, _HEAD) and not block.ends_sentence:
            author, sure = _unlabelled(doc, n), 0.88
        if author.name:
            facts = [Fact("byline", author.name), *author.facts]
            yield doc.delete(block.start, block.end, "a byline", sure, facts)
            yield from _address_below(doc, n)


def labelled_byline(doc: Document, block: Block, *, inside: bool = False) -> Author:
    """Return the author behind a label such as "By" in a block that is nothing else.

    `inside`: it stands between paragraphs, where only a full name or a colon tells it from a sub-heading.
    """
    labels = doc.cues.labels["byline"]
    for length in labels.lengths.get(block.keys[0], ()) if block.keys else ():
        if length < len(block.keys) and block.keys[:length] in labels:
            rest = block.text[block.tokens[length - 1].end :]
            colon = rest.lstrip()[:1] in (":", "：", "・", "/")
            author = _author(doc, rest.lstrip(" :：・/"))
            glued = not rest[:1].isspace() and not colon
            if author.name and not glued and (colon or _may_follow_label(doc, author.name, inside=inside)):
                return author
    return _NOBODY


def _may_follow_label(doc: Document, name: str, *, inside: bool) -> bool:
    """Whether a name may stand behind "By" without a colon: it is no place, day or month, nor a pair of things."""
    if not name[:1].isupper() or is_list_joined(name) or name in doc.places:
        return False
    first = words(name)[0]
    if first in day_names(doc.lang) or (len(name.split()) == 1 and is_month(name, doc.lang)):
        return False
    return not inside or len(name.split()) > 1


def _author(doc: Document, said: str) -> Author:
    """Read a name with what stands behind it: further names, a role, an agency, a town, an address."""
    if "@" in said or "[" in said:
        said = _HANDLE.sub("", without_address(said))
    said = _TAIL.sub("", said).strip(" ()[]（）,;")
    if is_agency(doc, said):
        return _NOBODY
    end, at, facts = 0, 0, []
    for m in (*_PARTS.finditer(said), None):
        part, here = said[at : m.start() if m else len(said)], at
        at = m.end() if m else at
        keys = words(part)
        if not keys:
            continue
        if agencies := agencies_in(doc, part):
            facts += [Fact("agency", a) for a in agencies]
        elif here and role_at(keys, 0):
            continue
        elif here and part.strip() in doc.places:
            facts.append(Fact("dateline", part.strip()))
        elif facts or not is_name(part):
            return _NOBODY
        else:
            end = here + len(part)
    name = said[:end].strip()
    return Author(name, facts) if name and is_name(name) else _NOBODY


def _marked(doc: Document, block: Block) -> Author:
    """The name in an element of a page that is called byline, or that the head of the page gives."""
    element = block.element
    if element is None:
        return _NOBODY
    if element.words & AUTHOR_WORDS:
        name = _TAIL.sub("", block.text).strip()
        return Author(name) if is_name(name) and len(name.split()) > 1 else _NOBODY
    return Author(doc.facts.byline) if block.keys == _given(doc) != () else _NOBODY


@lru_cache(maxsize=2)
def _given(doc: Document) -> tuple[str, ...]:
    """The words of the author whom the head of the page names, where it is a person."""
    said = doc.facts.byline
    return words(said) if is_full_name(said) and said != doc.facts.site else ()


def _unlabelled(doc: Document, n: int) -> Author:
    """A name with a role, a verb or an agency beside it, or the full name of nobody in the text beside a date."""
    block = doc.blocks[n]
    if not block.at_most(_PLAIN + _FROM):
        return _NOBODY
    text = _HANDLE.sub("", without_address(block.text)).strip() if "@" in block.text else block.text
    keys = words(text)
    if not keys or len(keys) > _PLAIN + _FROM:
        return _NOBODY
    if any(role_at(keys, k) for k in range(len(keys))) and (author := _with_role(text)):
        return author
    return _reporting(doc, block) or _beside(doc, n, text)


def _reporting(doc: Document, block: Block) -> Author | None:
    """A name before a verb: "Anna Weber reports from Lowick"."""
    keys = block.keys
    verb = next((k for k in range(2, min(len(keys), 5)) if keys[k] in REPORTS), 0)
    if not verb or len(keys) - verb > _FROM:
        return None
    name = block.text[: block.tokens[verb].start].strip()
    known = is_full_name(name) and not is_paper(keys[:verb]) and not _is_spoken_of(doc, name)
    return Author(name) if known else None


def _beside(doc: Document, n: int, text: str) -> Author:
    """A name with an agency; or the full name of nobody else beside an address or a date."""
    block = doc.blocks[n]
    if may_name_agency(doc, block) and (author := _author(doc, text)).facts and is_full_name(author.name):
        return author
    if not is_full_name(text) or not _is_nobody_else(doc, text, words(text)):
        return _NOBODY
    near = (doc.blocks[k] for k in (n - 1, n + 1) if 0 < k < len(doc.blocks))
    return Author(text) if text != block.text or any(_is_dated(doc, b) for b in near) else _NOBODY


def _with_role(text: str) -> Author | None:
    """A name with a role before or behind it: "오지훈 기자", "本报记者 林若溪", "Anna Weber, Staff Writer"."""
    spaced = text.replace(",", " ").split()
    for length in range(min(3, len(spaced) - 1), 0, -1):
        behind, before = words(" ".join(spaced[-length:])), words(" ".join(spaced[:length]))
        if behind and role_at(behind, 0) == len(behind):
            name = " ".join(spaced[:-length])
        elif before and role_at(before, 0) == len(before):
            name = " ".join(spaced[length:])
        else:
            continue
        caseless = name.lower() == name.upper()
        return Author(name) if is_full_name(name) or (caseless and is_name(name) and len(name) > 1) else None
    return None


def _is_dated(doc: Document, block: Block) -> bool:
    """Whether a block is a date, or a line of facts with a date."""
    if is_date_line(doc, block):
        return True
    reading = read_strip(doc, block)
    return reading is not None and reading.dated


def _is_nobody_else(doc: Document, text: str, keys: tuple[str, ...]) -> bool:
    """Whether a name is no place, section or paper, and nobody whom the text speaks of."""
    if text in doc.places or text.title() in doc.places or keys in SECTIONS or is_paper(keys):
        return False
    if any(k in doc.cues.words for k in keys if len(k) > 1) or has_word_of_site(doc, keys):
        return False
    return not _is_spoken_of(doc, text)


def _is_spoken_of(doc: Document, name: str) -> bool:
    """Whether the last word of a name stands elsewhere in the text too."""
    return doc.counts[words(name)[-1]] > 1


def _address_below(doc: Document, n: int) -> Edits:
    """The line below a byline that is nothing but an address or a handle."""
    for block in doc.blocks[n + 1 : n + 2]:
        if "@" in block.text and block.at_most(_PLAIN) and not words(_HANDLE.sub("", without_address(block.text))):
            yield doc.delete(block.start, block.end, "the author's address", 0.92)
