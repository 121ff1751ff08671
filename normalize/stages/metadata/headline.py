"""Where the headline of a document is, and which part of its line is the headline. Shared by the rules about titles."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

import regex

from normalize.edits import Fact
from normalize.stages.document import Block, Document
from normalize.stages.metadata.byline import labelled_byline
from normalize.stages.metadata.calendar import find_dates
from normalize.stages.metadata.credits import agencies_in
from normalize.stages.metadata.date import is_date_line
from normalize.stages.metadata.people import is_list_of_names
from normalize.stages.metadata.photo_credit import is_credit
from normalize.stages.metadata.press import ARTICLES, MEDIA, SECTIONS, is_paper
from normalize.stages.metadata.strip import read_strip
from normalize.stages.shape import outline
from normalize.text.media import HTML
from normalize.text.scripts import UNSPACED
from normalize.text.words import words

AMONG = 6  # blocks from the top in which a headline and its second copy stand
_LONGEST = 35  # words
_LONGEST_CHARACTERS = 250
_TAIL = 120  # characters at the end of a headline in which names of sites stand
_STOPS = (".", "。", "।", "…", ",", ":", ";", "،", "：")
_LEAST = 3  # words of a headline before the name of a site
_SITE = 5  # words of the name of a site, at most
_TAILS = 4  # names, sections and notes behind one headline, at most
_PART = 12  # characters of a line that is the title but for names of sites
_BETWEEN = "|｜_–—-:»·•/"  # what stands between a title and such names
_ALIKE = 0.8  # share of words that two copies of a headline have in common

_CLOCK = r"(?:[01]?\d|2[0-3]):[0-5]\d"
_DAY = r"(?:\d{1,2}[./-]\d{1,2}[./-]20\d\d|20\d\d[./-]\d{1,2}[./-]\d{1,2})"
_STAMP_BEFORE = regex.compile(
    rf"(?:{_DAY}(?:,?\s?{_CLOCK})?\s*+[|–—-]?\s*+(?=[\p{{L}}\"“„«])|{_CLOCK}(?=\p{{Lu}})|(?P<spaced>{_CLOCK})\s++(?=\p{{L}}))"
)
_STAMP_BEHIND = regex.compile(rf"(?<=[\p{{Ll}}?!”»…)\"]){_CLOCK}$|\s*+{_DAY},?\s?{_CLOCK}$|(?<=[\p{{L}}?!”»…)]){_DAY}$")
_STARTS_WITH_CLOCK = regex.compile(rf"{_CLOCK}\b")
_NOTE = regex.compile(r"\s*+[(\[（【](?P<said>[^()\[\]（）【】]{2,40})[)\]）】]$")
_NOTE_BEFORE = regex.compile(r"[(\[（【](?P<said>[^()\[\]（）【】]{2,40})[)\]）】]\s*+")
_SEPARATOR = regex.compile(r"\s*+(?P<bar>[|｜])\s*+|\s++(?:[-–—−»·•]|//|::)\s++|\s*+_\s*+(?=\p{Han})")
_DOMAIN = regex.compile(
    r"(?:www\.)?[\w-]{2,30}(?:\.[\w-]{2,20})?\.(?:com|net|org|info|news|tv|[a-z]{2})", regex.IGNORECASE
)
_NO_NAME = regex.compile(r"[:：;]|[?!.”\"]$")
_DENSE = regex.compile(rf"[{UNSPACED}]")


@dataclass(frozen=True, slots=True)
class Headline:
    """The part of a line that is its headline, `text[start:end]`, and the facts around it."""

    start: int
    end: int
    facts: tuple[Fact, ...] = ()


@lru_cache(maxsize=2)
def headline_of(doc: Document) -> Block | None:
    """Return the block that is the headline: the page's <h1>, what equals the title given, or a first line like one."""
    if not doc.blocks:
        return None
    top, said = top_of(doc), said_title(doc)
    if doc.media_type == HTML:
        for block in doc.blocks[: max(outline(doc.blocks).first, AMONG)]:
            if block.element and block.element.name == "h1" and block.at_most(_LONGEST):
                return block
    if said:
        return next((b for b in doc.blocks[:AMONG] if same(b.text, said)), None)
    if doc.media_type == HTML or len(doc.blocks) < 2:
        return None
    return top if _looks_like_title(top) else None


@lru_cache(maxsize=2)
def top_of(doc: Document) -> Block:
    """Return the first block that is no byline, date, credit or list of people."""
    return next((b for b in doc.blocks[:AMONG] if not _is_other_fact(doc, b)), doc.blocks[0])


@lru_cache(maxsize=2)
def said_title(doc: Document) -> str:
    """Return the title that the head of the page gives, without the name of the site behind it."""
    said, site = doc.facts.title.strip(), doc.facts.site
    if site and said.endswith(site):
        return said[: -len(site)].rstrip(" |–—-·•»:")
    if shown := next((b.text for b in doc.blocks[:AMONG] if _is_part(b.text, said)), ""):
        return shown
    found = list(_SEPARATOR.finditer(said, max(0, len(said) - _TAIL)))
    while found:
        head, tail = said[: found[-1].start()], said[found[-1].end() :]
        if not _DOMAIN.fullmatch(tail) and (len(head.split()) <= _LEAST or len(tail.split()) >= _SITE):
            break
        said = head
        found.pop()
    return said


def _is_part(line: str, said: str) -> bool:
    """Whether a line of the page is the title that its head gives, but for names of sites before it or behind it."""
    if len(line) < _PART or len(line) >= len(said) or line not in said:
        return False
    before, behind = said[: said.index(line)].rstrip(), said[said.index(line) + len(line) :].lstrip()
    return (not before or before[-1] in _BETWEEN) and (not behind or behind[0] in _BETWEEN)


def same(a: str, b: str) -> bool:
    """Whether two texts have the same words."""
    return words(a) == words(b) != ()


def is_copy(doc: Document, block: Block, one: tuple[str, ...]) -> bool:
    """Whether a block is a headline, given by its words, once more, perhaps shortened or with a word changed."""
    if not one or len(block.text) > 2 * _LONGEST_CHARACTERS or one[0] not in block.keys:
        return False
    part = within(doc, block)
    copy = block.text[part.start : part.end]
    other = words(copy)
    if one == other:
        return True
    if not other or (block.ends_sentence and not copy.endswith(("…", "..."))):
        return False
    least, most = sorted((len(one), len(other)))
    if copy.endswith(("…", "...")) and least > _LEAST:
        return one[: len(other)] == other
    alike = (Counter(one) & Counter(other)).total()
    return least > _SITE and most - least <= 2 and alike >= _ALIKE * most and one[0] == other[0]


def within(doc: Document, block: Block) -> Headline:
    """Return which part of a headline's line is the headline, without clock times, notes and names of sites."""
    text, start, facts = block.text, 0, []
    end = len(text)
    if end > _LONGEST_CHARACTERS:
        return Headline(0, end)
    if (m := _STAMP_BEFORE.match(text)) and _is_stamp(doc, block, m):
        start, facts = m.end(), [Fact("date", d.iso) for d in find_dates(m[0], doc.lang)[:1]]
    if (m := _NOTE_BEFORE.match(text, start)) and _is_note(m["said"]):
        start = m.end()
    for _ in range(_TAILS):
        cut, more = _tail(doc, block, text[start:end])
        if not cut:
            break
        end -= cut
        facts += more
    return Headline(start, end, tuple(facts))


def _is_stamp(doc: Document, block: Block, m: regex.Match[str]) -> bool:
    """Whether a clock time before a headline is no entry's: no other line has one; apart from it, it is said again."""
    if any(b is not block and _STARTS_WITH_CLOCK.match(b.text) for b in doc.blocks[:_LONGEST]):
        return False
    return not m["spaced"] or doc.text.count(m["spaced"]) > 1


def _tail(doc: Document, block: Block, text: str) -> tuple[int, list[Fact]]:
    """How many characters at the end of a headline are not its own, and the facts in them."""
    near = max(0, len(text) - _TAIL)
    if m := _STAMP_BEHIND.search(text, near):
        return len(text) - m.start(), [Fact("date", d.iso) for d in find_dates(m[0], doc.lang)[:1]]
    if (m := _NOTE.search(text, near)) and _is_note(m["said"]):
        return len(text) - m.start(), []
    *_, found = (None, *_SEPARATOR.finditer(text, near))
    if found is None or _size(text[: found.start()]) < _LEAST:
        return 0, []
    said, head = text[found.end() :], text[: found.start()]
    facts = [Fact("agency", a) for a in agencies_in(doc, said)]
    if facts or _is_site(doc, said, bar=bool(found["bar"]) or found[0] == "_") or _is_repeated(doc, block, head):
        return len(text) - found.start(), facts
    return 0, []


def _is_note(said: str) -> bool:
    """Whether words in brackets only say that there is a film or a picture."""
    left = {w for w in words(said) if not w.isdecimal()} - ARTICLES
    return bool(left) and left <= MEDIA


def _is_site(doc: Document, said: str, *, bar: bool) -> bool:
    """Whether the words behind a bar or a dash are a site, a section or a note."""
    keys = words(said)
    if not keys or _size(said) > _SITE or said[:1].islower() or _NO_NAME.search(said):
        return bool(_DOMAIN.fullmatch(said))
    if keys == words(doc.facts.site) or _DOMAIN.fullmatch(said) or set(keys) <= MEDIA or keys in SECTIONS:
        return True
    if not _DENSE.search(said) and doc.cues.words & set(keys) - ARTICLES:
        return False
    return bar or is_paper(keys)


def _is_repeated(doc: Document, block: Block, head: str) -> bool:
    """Whether a line near the top is what stands before a dash."""
    return any(b is not block and b.text[:2] == head[:2] and same(b.text, head) for b in doc.blocks[:AMONG])


def _size(text: str) -> float:
    """Words of a text; in scripts without spaces three characters count as one."""
    return len(words(text)) - len(_DENSE.findall(text)) * 2 / 3


def _looks_like_title(top: Block) -> bool:
    """Whether a first line may be a headline: short, no full stop or comma at its end, no list item."""
    bare = top.text.rstrip("\"'”’»“)")
    short = len(bare) <= _LONGEST_CHARACTERS and len(bare.split()) <= _LONGEST and top.letters > 1
    return short and not bare.endswith(_STOPS) and not bare.startswith(("- ", "•"))


def _is_other_fact(doc: Document, block: Block) -> bool:
    """Whether a block above the headline is a byline, date, credit or list of people: other rules lift it."""
    if labelled_byline(doc, block).name or is_date_line(doc, block) or is_credit(doc, block.text):
        return True
    return is_list_of_names(block.text) or read_strip(doc, block) is not None
