"""metadata/date: when it was published.

What   A line that is nothing but a date with its label, clock time and weekday; a date stamp with its label in front of
       the first paragraph (" date 2023-09-13 ").
Why    The date is a fact of the article, not its text.
Spares Dates in sentences; dates that head the entries of a chronicle.
"""

from __future__ import annotations

from functools import lru_cache

import regex

from normalize.edits import Fact
from normalize.stages.document import Block, Document
from normalize.stages.metadata.calendar import Found, day_names, find_dates, may_have_date, without_time
from normalize.stages.metadata.edges import edge_lines
from normalize.stages.metadata.small_words import SMALL
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.stages.shape import outline
from normalize.text.words import words

_BODY = "Kim met Putin in the Far East of Russia on Wednesday, and both spoke of a new friendship."
_DATE = (("date", "2023-09-13"),)

EXAMPLES = (
    Example(f"date 2023-09-13 {_BODY}", _BODY, facts=(("date", "2023-09-13"),)),
    Example(f"Published: 13 September 2023, 14:05\n\n{_BODY}", f"\n\n{_BODY}", facts=(("date", "2023-09-13"),)),
    Example(
        "Stand: 13.09.2023 – 14:05 Uhr\n\nSie trafen sich am Mittwoch im Fernen Osten Russlands zu einem Gespräch.",
        "\n\nSie trafen sich am Mittwoch im Fernen Osten Russlands zu einem Gespräch.",
        lang="de",
        facts=(("date", "2023-09-13"),),
    ),
    Example(
        "13 сентября 2023, 14:05\n\nОни встретились в среду на Дальнем Востоке России и долго говорили друг с другом.",
        "\n\nОни встретились в среду на Дальнем Востоке России и долго говорили друг с другом.",
        lang="ru",
        facts=(("date", "2023-09-13"),),
    ),
    Example(f"Publié le 13 septembre 2023 à 14h32\n\n{_BODY}", f"\n\n{_BODY}", lang="fr", facts=_DATE),
    Example(f"Publicado en 13 de septiembre de 2023\n\n{_BODY}", f"\n\n{_BODY}", lang="es", facts=_DATE),
    Example(f"Güncelleme: 13.09.2023 14:32\n\n{_BODY}", f"\n\n{_BODY}", lang="tr", facts=_DATE),
    Example(f"13 Σεπτεμβρίου 2023\n\n{_BODY}", f"\n\n{_BODY}", lang="el", facts=_DATE),
    Example(f"تاريخ النشر: 13 سبتمبر 2023\n\n{_BODY}", f"\n\n{_BODY}", lang="ar", facts=_DATE),
    Example(f"פורסם: 13.09.2023, 14:32\n\n{_BODY}", f"\n\n{_BODY}", lang="he", facts=_DATE),
    Example(f"प्रकाशित: 13 सितंबर 2023\n\n{_BODY}", f"\n\n{_BODY}", lang="hi", facts=_DATE),
    Example(f"2023年9月13日 14時32分\n\n{_BODY}", f"\n\n{_BODY}", lang="ja", facts=_DATE),
    Example(f"입력 2023.09.13. 14:32\n\n{_BODY}", f"\n\n{_BODY}", lang="ko", facts=_DATE),
    Leave(f"13 September 2023\n\n{_BODY}\n\n14 September 2023\n\n{_BODY}"),
    Leave("On 13 September 2023 they met."),
    Leave("13 September 2023 was a Wednesday, and nobody in the town will forget it."),
)

_SHORT = 80  # characters of a date that heads an entry
_LONGEST = 16  # words of a line that is a date
_AROUND = regex.compile(r"[\W\d_]+")


@rule(examples=EXAMPLES)
def date(doc: Document) -> Edits:
    shape = outline(doc.blocks)
    headings = _headings(doc)
    for _, block in edge_lines(doc):
        if block not in headings and (dates := _only_dates(doc, block)):
            yield doc.delete(block.start, block.end, "a line that is a date", 0.93, [Fact("date", dates[0].iso)])
    if doc.blocks:
        yield from _stamp(doc, doc.blocks[min(shape.first, len(doc.blocks) - 1)])


def _headings(doc: Document) -> frozenset[Block]:
    """The dates that head the entries of a chronicle: several of them, each with a paragraph right below."""
    dated = [n for n, b in enumerate(doc.blocks[:-1]) if len(b.text) <= _SHORT and may_have_date(b.text)]
    below = (n for n in dated if doc.blocks[n + 1].is_prose)
    found = frozenset(doc.blocks[n] for n in below if _only_dates(doc, doc.blocks[n]))
    return found if len(found) > 1 else frozenset()


def is_date_line(doc: Document, block: Block) -> bool:
    """Whether a block is nothing but a date with its label, time and weekday."""
    return bool(_only_dates(doc, block))


@lru_cache(maxsize=256)
def _only_dates(doc: Document, block: Block) -> list[Found]:
    if not may_have_date(block.text) or not block.at_most(_LONGEST):
        return []
    dates = find_dates(block.text, doc.lang)
    if not dates:
        return []
    rest = list(block.text)
    for found in dates:
        rest[found.start : found.end] = " " * (found.end - found.start)
    left = words(without_time("".join(rest)))
    labels = {w for phrase in doc.cues.labels["date"] for w in phrase}
    days = day_names(doc.lang)
    return [] if any(w not in labels and w not in days and w not in SMALL and not w.isdigit() for w in left) else dates


def _stamp(doc: Document, block: Block) -> Edits:
    """A label and a date in front of the first sentence, which begins right behind them."""
    length = doc.cues.labels["date"].longest(block.keys, 0)[1] if block.keys else 0
    dates = find_dates(block.text[:60], doc.lang) if length else []
    if not dates or _only_dates(doc, block):
        return
    label, found = block.tokens[length - 1].end, dates[0]
    behind = block.text[found.end :]
    if _AROUND.fullmatch(block.text[label : found.start]) and behind[:1].isspace() and behind.lstrip()[:1].isupper():
        end = found.end + len(behind) - len(behind.lstrip())
        yield doc.delete(block.start, block.start + end, "a date stamp with its label", 0.94, [Fact("date", found.iso)])
