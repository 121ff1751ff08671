"""metadata/strip: a line of several facts: author, date, time, source, buttons.

What   "By Anna Weber | 13 September 2023, 14:05 | 3 min read", "2023年9月13日 22:48 来源：新华社".
Why    Sites print them in one line; each is a fact of the article or a button of the page.
Spares Lines in which any word is left over.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

from normalize.edits import Fact
from normalize.stages.boilerplate.reading_time import without_reading_time
from normalize.stages.boilerplate.shape import outline
from normalize.stages.document import Block, Document
from normalize.stages.metadata.calendar import day_names, find_dates, may_have_date, without_time
from normalize.stages.metadata.credits import agencies_in, may_name_agency
from normalize.stages.metadata.people import is_name
from normalize.stages.metadata.small_words import SMALL
from normalize.stages.rule import Edits, Example, Leave, rule

_BODY = "Kim met Putin in the Far East of Russia on Wednesday, and both spoke of a new friendship."

EXAMPLES = (
    Example(
        f"By Anna Weber | 13 September 2023, 14:05 | Share\n\n{_BODY}",
        f"\n\n{_BODY}",
        facts=(("byline", "Anna Weber"), ("date", "2023-09-13")),
    ),
    Example(
        "2023年09月23日 22:48 来源：新华社\n\n两国领导人在俄罗斯远东举行会谈，双方讨论了经济合作等问题。",
        "\n\n两国领导人在俄罗斯远东举行会谈，双方讨论了经济合作等问题。",
        lang="zh",
        facts=(("date", "2023-09-23"), ("agency", "新华社")),
    ),
    Leave(f"By Monday, 13 September 2023, all was over in Minsk\n\n{_BODY}"),
    Leave(f"Share of the vote on 13 September 2023\n\n{_BODY}"),
)

_MOST = 30  # words
_ADDRESS = regex.compile(
    r"\[\s?e-?mail\sprotected\s?\]|(?:\G|(?<![\w.+-]))[\w.+-]++@[\w-]++(?:\.[\w-]++)+", regex.IGNORECASE
)
_NEAR = 4  # blocks behind the first paragraph in which such a line may stand


@dataclass
class _Reading:
    """What was read of a line so far; `words` is a run of words that nothing explains yet."""

    facts: list[Fact] = field(default_factory=list)
    label: str = ""
    words: list[tuple[int, int]] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)


@rule(examples=EXAMPLES)
def strip(doc: Document) -> Edits:
    shape = outline(doc.blocks)
    for n, block in enumerate(doc.blocks):
        if shape.first + _NEAR < n < shape.last or not block.at_most(_MOST) or block.is_prose:
            continue
        reading = read_strip(doc, block)
        if reading is not None and len(reading.kinds) > 1:
            what = " and ".join(sorted(reading.kinds))
            yield doc.delete(block.start, block.end, f"a line of {what}", 0.96, reading.facts)


def read_strip(doc: Document, block: Block) -> _Reading | None:
    """Read a block as facts and buttons only; None where any word is left over, or where there are too many."""
    if not block.at_most(_MOST) or not _may_state_facts(doc, block):
        return None
    text = block.text
    if "@" in text or "[" in text:
        text = _ADDRESS.sub(lambda m: " " * len(m[0]), text)
    text = without_reading_time(text)
    reading = _Reading(kinds={"buttons"} if text != block.text else set())
    dates = find_dates(text, doc.lang)
    for found in dates:
        reading.facts += [Fact("date", found.iso)] if found is dates[0] else []
        reading.kinds.add("date")
        text = text[: found.start] + "\N{BROKEN BAR}" * (found.end - found.start) + text[found.end :]
    timeless = without_time(text)
    at = 0
    while at < len(block.tokens):
        token = block.tokens[at]
        inside = text[token.start] == "\N{BROKEN BAR}" or not text[token.start : token.end].strip()
        if inside or not timeless[token.start : token.end].strip() or token.key in SMALL or token.key.isdigit():
            if not _flush(doc, block, reading):
                return None
            at += 1
            continue
        kind, length = _known(doc, block, at)
        if not kind:
            reading.words.append((token.start, token.end))
            at += 1
            continue
        if not _flush(doc, block, reading, suffix=kind):
            return None
        reading.label = kind if kind in ("byline", "source") else ""
        reading.kinds |= {kind} - {"byline", "source"}
        at += length
    return reading if _flush(doc, block, reading) and reading.facts else None


def _may_state_facts(doc: Document, block: Block) -> bool:
    """Whether a block has a year, the label of an author or a word of an agency: without one, it states no fact."""
    if may_have_date(block.text) or may_name_agency(doc, block):
        return True
    return not doc.cues.labels["byline"].lengths.keys().isdisjoint(block.keys)


def _known(doc: Document, block: Block, at: int) -> tuple[str, int]:
    """The kind and length of the longest known phrase at a word: a label, a button, a weekday."""
    found = [(kind, doc.cues.labels[kind].longest(block.keys, at)[1]) for kind in ("date", "byline", "source")]
    found.append(("buttons", doc.cues.line.longest(block.keys, at)[1]))
    kind, length = max(found, key=lambda f: f[1])
    if length:
        return kind, length
    return ("date", 1) if block.keys[at] in day_names(doc.lang) else ("", 0)


def _flush(doc: Document, block: Block, reading: _Reading, suffix: str = "") -> bool:
    """Explain the words before this place by the label before them, or by the one behind; False where none does."""
    if not reading.words:
        return True
    said = block.text[reading.words[0][0] : reading.words[-1][1]].strip()
    label, reading.words, reading.label = reading.label, [], ""
    agencies = agencies_in(doc, said)
    if agencies:
        reading.facts += [Fact("agency", a) for a in agencies]
        reading.kinds.add("agency")
        return True
    if "byline" in (label, suffix) and is_name(said):
        reading.facts.append(Fact("byline", said))
        reading.kinds.add("author")
        return True
    return False
