"""metadata/strip: a line of several facts: author, date, time, source, section, counters, buttons.

What   "By Anna Weber | 13 September 2023, 14:05 | 3 min read", "Politics | 12.09.2023 | 14:32 | 1204 views",
       "Text: Anna Weber, Photo: Tom Berg", "2023年9月13日 22:48 来源：新华社".
Why    Sites print them in one line; each is a fact of the article or a button of the page.
Spares Lines in which any word is left over.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import regex

from normalize.edits import Fact
from normalize.stages.document import Block, Document
from normalize.stages.metadata.calendar import day_names, find_dates, may_have_date, without_time
from normalize.stages.metadata.credits import agencies_in, may_name_agency
from normalize.stages.metadata.edges import LONGEST, edge_lines
from normalize.stages.metadata.people import is_full_name, is_name
from normalize.stages.metadata.press import SECTIONS, counter_at, is_paper, role_at
from normalize.stages.metadata.small_words import SMALL
from normalize.stages.reading import without_reading_time
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.text.words import words

_BODY = "Kim met Putin in the Far East of Russia on Wednesday, and both spoke of a new friendship."
_FACTS = (("byline", "Anna Weber"), ("date", "2023-09-13"))

EXAMPLES = (
    Example(f"By Anna Weber | 13 September 2023, 14:05 | Share\n\n{_BODY}", f"\n\n{_BODY}", facts=_FACTS),
    Example(f"Politics | 13.09.2023 | 14:32 | 1204 views\n\n{_BODY}", f"\n\n{_BODY}", facts=_FACTS[1:]),
    Example(f"Anna Weber · September 13, 2023 · 6 min read\n\n{_BODY}", f"\n\n{_BODY}", facts=_FACTS),
    Example(
        f"Text: Anna Weber, Foto: Tom Berg\n\n{_BODY}", f"\n\n{_BODY}", lang="de", facts=(("byline", "Anna Weber"),)
    ),
    Example(
        f"Anna Weber | 13. 9. 2023 | Foto: ČTK\n\n{_BODY}",
        f"\n\n{_BODY}",
        lang="cs",
        facts=(*_FACTS, ("agency", "ČTK")),
    ),
    Example(f"Общество | 13.09.2023 | Просмотров: 1204\n\n{_BODY}", f"\n\n{_BODY}", lang="ru", facts=_FACTS[1:]),
    Example(f"Gündem | 13.09.2023 14:32 | 120 yorum\n\n{_BODY}", f"\n\n{_BODY}", lang="tr", facts=_FACTS[1:]),
    Example(f"Πολιτική | 13.09.2023 | 14:32\n\n{_BODY}", f"\n\n{_BODY}", lang="el", facts=_FACTS[1:]),
    Example(f"Thời sự | 13/09/2023 | 14:32\n\n{_BODY}", f"\n\n{_BODY}", lang="vi", facts=_FACTS[1:]),
    Example(f"أخبار | 13.09.2023 | 1204 مشاهدة\n\n{_BODY}", f"\n\n{_BODY}", lang="ar", facts=_FACTS[1:]),
    Example(f"입력 2023.09.13. 14:32 | 조회수 1204\n\n{_BODY}", f"\n\n{_BODY}", lang="ko", facts=_FACTS[1:]),
    Example(
        "2023年09月23日 22:48 来源：新华社\n\n两国领导人在俄罗斯远东举行会谈，双方讨论了经济合作等问题。",
        "\n\n两国领导人在俄罗斯远东举行会谈，双方讨论了经济合作等问题。",
        lang="zh",
        facts=(("date", "2023-09-23"), ("agency", "新华社")),
    ),
    Leave(f"By Monday, 13 September 2023, all was over in Minsk\n\n{_BODY}"),
    Leave(f"Share of the vote on 13 September 2023\n\n{_BODY}"),
    Leave(f"阅读剩余全文\n\n{_BODY}", lang="zh"),
    Leave(f"Politics and the weather | 13 September 2023\n\n{_BODY}"),
)

_ADDRESS = regex.compile(
    r"\[\s?e-?mail\sprotected\s?\]|(?:\G|(?<![\w.+-]))[\w.+-]++@[\w-]++(?:\.[\w-]++)+", regex.IGNORECASE
)
_LABELS = ("date", "byline", "source", "photo")
_ANSWERED = frozenset(("byline", "source", "photo"))
"""Labels behind which words stand that are no number: they must be a name or an agency."""
_PAPER = 5  # words of the name of a paper
_BARS = "|•·"
_SEEN = "\N{BROKEN BAR}"


@dataclass
class _Reading:
    """What was read of a line so far; `words` is a run of words that nothing explains yet."""

    facts: list[Fact] = field(default_factory=list)
    label: str = ""
    words: list[tuple[int, int]] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)
    dated: bool = False


@rule(examples=EXAMPLES)
def strip(doc: Document) -> Edits:
    for _, block in edge_lines(doc):
        reading = read_strip(doc, block)
        if reading is not None and len(reading.kinds) > 1:
            what = " and ".join(sorted(reading.kinds))
            yield doc.delete(block.start, block.end, f"a line of {what}", 0.96, reading.facts)


@lru_cache(maxsize=256)
def read_strip(doc: Document, block: Block) -> _Reading | None:
    """Read a block as facts and buttons only; None where any word is left over, or where there are too many."""
    if not block.at_most(LONGEST) or not _may_state_facts(doc, block):
        return None
    text = block.text
    if "@" in text or "[" in text:
        text = without_address(text)
    text = without_reading_time(text)
    reading = _Reading(kinds={"buttons"} if text != block.text else set())
    dates = find_dates(text, doc.lang)
    reading.dated = bool(dates)
    for found in dates:
        reading.facts += [Fact("date", found.iso)] if found is dates[0] else []
        reading.kinds.add("date")
        text = text[: found.start] + _SEEN * (found.end - found.start) + text[found.end :]
    return reading if _read_words(doc, block, text, reading) and reading.facts else None


def without_address(text: str) -> str:
    """Return a text with blanks for the e-mail addresses in it, every place the same."""
    return _ADDRESS.sub(lambda m: " " * len(m[0]), text)


def has_word_of_site(doc: Document, keys: tuple[str, ...]) -> bool:
    """Whether one of some words is in what sites write on buttons and headings ("Article Tools"): no name, then."""
    cues = doc.cues
    return any(key in phrase for phrase in (*cues.line, *cues.section) for key in keys)


def _read_words(doc: Document, block: Block, text: str, reading: _Reading) -> bool:
    """Read the words of a line whose dates and addresses are blanked; False where one is left over."""
    timeless = without_time(text)
    at = end = 0
    while at < len(block.tokens):
        token = block.tokens[at]
        barred = any(c in _BARS for c in text[end : token.start])
        end = token.end
        if barred and not _flush(doc, block, reading):
            return False
        inside = text[token.start] == _SEEN or not text[token.start : token.end].strip()
        if inside or not timeless[token.start : token.end].strip() or token.key in SMALL or token.key.isdecimal():
            if not _flush(doc, block, reading):
                return False
            at += 1
            continue
        kind, length = _known(doc, block, at, reading)
        if not kind:
            reading.words.append((token.start, token.end))
            at += 1
            continue
        apart = not text[: token.start][-1:].isalnum()  # in Chinese "文" may be a label, or the end of a word
        if not _flush(doc, block, reading, suffix=kind if apart else ""):
            return False
        reading.label = kind if kind in _ANSWERED else ""
        reading.kinds |= {kind} - _ANSWERED
        at += length
        end = block.tokens[at - 1].end
    return _flush(doc, block, reading)


def _may_state_facts(doc: Document, block: Block) -> bool:
    """Whether a block has a year, the label of an author or a word of an agency: without one, it states no fact."""
    if may_have_date(block.text) or may_name_agency(doc, block):
        return True
    return not doc.cues.labels["byline"].lengths.keys().isdisjoint(block.keys)


def _known(doc: Document, block: Block, at: int, reading: _Reading) -> tuple[str, int]:
    """The kind and length of the longest known phrase at a word: a label, a button, a weekday."""
    kind, length = "", 0
    for label in _LABELS:
        _, found = doc.cues.labels[label].longest(block.keys, at)
        if found > length:
            kind, length = label, found
    _, found = doc.cues.line.longest(block.keys, at)
    if found > length:
        kind, length = "buttons", found
    follows = at + 1 < len(block.keys) and role_at(block.keys, at + 1) > 0
    if length and not (kind == "buttons" and reading.words and follows):  # "Daily Mail Reporter"
        return kind, length
    if role := role_at(block.keys, at):
        return "byline", role
    if counter := counter_at(block.keys, at):
        return "buttons", counter
    return ("date", 1) if reading.dated and block.keys[at] in day_names(doc.lang) else ("", 0)


def _flush(doc: Document, block: Block, reading: _Reading, suffix: str = "") -> bool:
    """Explain the words before this place by the label before them, or by the one behind; False where none does."""
    if not reading.words:
        return True
    start, end = reading.words[0][0], reading.words[-1][1]
    said = block.text[start:end].strip()
    label, reading.words, reading.label = reading.label, [], ""
    agencies = agencies_in(doc, said)
    if agencies:
        reading.facts += [Fact("agency", a) for a in agencies]
        reading.kinds.add("agency")
        return True
    if label == "photo" and is_name(said):
        reading.kinds.add("picture")
        return True
    begins_small = label != "byline" and words(said)[:1] and words(said)[0] in doc.cues.words  # "Mit Material von dpa"
    if "byline" in (label, suffix) and is_name(said) and not begins_small:
        reading.facts.append(Fact("byline", said))
        reading.kinds.add("author")
        return True
    return reading.dated and not label and _between_bars(block.text, start, end) and _unlabelled(doc, said, reading)


def _between_bars(text: str, start: int, end: int) -> bool:
    """Whether a stretch of a line has a bar, or the line's end, on both sides."""
    before, behind = text[:start].rstrip(), text[end:].lstrip()
    return (not before or before[-1] in _BARS) and (not behind or behind[0] in _BARS) and before + behind != ""


def _unlabelled(doc: Document, said: str, reading: _Reading) -> bool:
    """Explain words between bars of a line with a date: a section, one word, or the full name of an author."""
    keys = words(said)
    if keys in SECTIONS or (len(keys) == 1 and len(said) > 2 and not said[0].islower()):
        reading.kinds.add("section")
        return True
    if is_paper(keys) and len(keys) <= _PAPER:
        reading.kinds.add("source")
        return True
    if "author" in reading.kinds or not is_full_name(said) or said in doc.places:
        return False
    if any(k in doc.cues.words for k in keys if len(k) > 1) or has_word_of_site(doc, keys):
        return False
    reading.facts.append(Fact("byline", said))
    reading.kinds.add("author")
    return True
