"""metadata/dated-line: a line above the text that tells when it was published, and a few words more.

What   "28 November 2023, 14:15 [Nordpost-online]", "Adrian Nowak 13.09.2023, 14:10", "Updated on 09/10/2023": a full
       date with its clock time, or a date or a time with its label, beside a few words that are no sentence.
Why    No headline and no sentence tells the minute; sites add names, places and buttons of their own to it.
Spares Lines of more than a few other words, with the small words of a sentence, or equal to the title; the time lines
       of a live blog; everything below the first paragraph.
"""

from __future__ import annotations

import regex

from normalize.edits import Fact
from normalize.stages.document import Block, Document
from normalize.stages.metadata.calendar import day_names, digits, find_dates, without_time
from normalize.stages.metadata.edges import edge_lines
from normalize.stages.metadata.people import is_full_name
from normalize.stages.metadata.small_words import SMALL
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.stages.shape import outline
from normalize.text.scripts import is_unspaced
from normalize.text.words import plain, words

_BODY = "Kim met Putin in the Far East of Russia on Wednesday, and both spoke of a new friendship."
_RU = "Они встретились в среду на Дальнем Востоке России и долго говорили друг с другом о новой дружбе."
_ZH = "两国领导人在俄罗斯远东举行会谈，双方讨论了经济合作等问题。"
_DATE = (("date", "2023-09-13"),)
_NOWAK = ("byline", "Adrian Nowak")

EXAMPLES = (
    Example(f"13 September 2023, 14:15 [Nordpost-online]\n\n{_BODY}", f"\n\n{_BODY}", facts=_DATE),
    Example(
        f"Adrian Nowak 13.09.2023, 14:10\n\n{_BODY}",
        f"\n\n{_BODY}",
        lang="pl",
        facts=(("byline", "Adrian Nowak"), *_DATE),
    ),
    Example(f"13 сентября 2023, 15:41 [ «Норд-online» ]\n\n{_RU}", f"\n\n{_RU}", lang="ru", facts=_DATE),
    Example(f"2023年09月13日 08:20 来源：每经网－每日经济新闻\n\n{_ZH}", f"\n\n{_ZH}", lang="zh", facts=_DATE),
    Example(f"15:4013.09.2023128\n\n{_RU}", f"\n\n{_RU}", lang="ru", facts=_DATE),
    Example(f"Published: March 8 at 3:23 pm Harbour Desk\n\n{_BODY}", f"\n\n{_BODY}"),
    Example(f"Updated on 09/10/2023\n\n{_BODY}", f"\n\n{_BODY}"),
    Leave(f"Kim and Putin meet on 13 September 2023 at the spaceport\n\n{_BODY}"),
    Leave(f"The night of 13 September 2023, 14:05\n\n{_BODY}"),
    Leave(f"{_BODY}\n\nAdrian Nowak 13.09.2023, 14:10"),
    Leave("Տոնահանդեսին մասնակցում է ավելի քան 3.000 մարդ:", lang="hy"),
    Leave(f"2023 State of Downtown report\n\n{_BODY}"),
    Leave(
        f"13.09.2023, 14:10 Kyiv\n\n{_BODY}\n\n13.09.2023, 13:05 Minsk\n\n{_BODY}\n\n13.09.2023, 12:00 Riga\n\n{_BODY}"
    ),
)

_TOLD = 2  # of day, time and label
_WORDS = 7  # beside the date and its time, at most; two characters of a script without spaces count as one
_LONGEST = 24  # words of the line
_NUMERIC = regex.compile(r"(?<!\d)\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d(?!\d)")
_RUN_TOGETHER = regex.compile(r"(?<!\d)(\d{1,2}:\d\d)(\d{1,2}\.\d{1,2}\.(?:19|20)\d\d)(\d*)(?!\d)")
_SURE, _WITHOUT_FACTS = 0.86, 0.8


@rule(examples=EXAMPLES)
def dated_line(doc: Document) -> Edits:
    first = outline(doc.blocks).first
    if not any(b.is_prose for b in doc.blocks[first : first + 1]):
        return
    lines = [(block, left) for n, block in edge_lines(doc) if n < first and (left := _left(doc, block)) is not None]
    if not lines or any(_left(doc, b) is not None for b in doc.blocks[first + 1 :]):
        return
    for block, left in lines:
        facts = [Fact("byline", left)] if is_full_name(left) and left not in doc.places else []
        facts += [Fact("date", found.iso) for found in find_dates(_apart(block.text), doc.lang)[:1]]
        sure = _SURE if facts else _WITHOUT_FACTS
        yield doc.delete(block.start, block.end, "a line that tells when it was published", sure, facts)


def _left(doc: Document, block: Block) -> str | None:
    """What a line that tells when says beside, or None for any other line."""
    if not any(map(str.isdigit, block.text)) or not block.at_most(_LONGEST) or block.ends_sentence:
        return None
    text = digits(plain(_apart(block.text)))
    undated = text
    for found in find_dates(text, doc.lang):
        undated = undated[: found.start] + " " * (found.end - found.start) + undated[found.end :]
    undated = _NUMERIC.sub(lambda m: " " * len(m[0]), undated)
    timeless = without_time(undated)
    labels = {w for phrase in doc.cues.labels["date"] for w in phrase}
    day, time = undated != text, timeless != undated
    label = not labels.isdisjoint(words(undated))
    if day + time + label < _TOLD or words(block.text) == words(doc.facts.title):
        return None
    known = labels | day_names(doc.lang) | SMALL
    left = [w for w in words(timeless) if w not in known and not w.isdigit()]
    dense = is_unspaced(block.text)
    if len(left) > (2 * _WORDS if dense else _WORDS) or (not dense and any(w in doc.cues.words for w in left)):
        return None
    letters = [n for n, c in enumerate(timeless) if c.isalpha()]
    return block.text[letters[0] : letters[-1] + 1] if letters and _apart(block.text) == block.text else ""


def _apart(text: str) -> str:
    """The text with a time, a date and a counter apart that stand in one run of digits."""
    return _RUN_TOGETHER.sub(r"\1 \2 \3", text)
