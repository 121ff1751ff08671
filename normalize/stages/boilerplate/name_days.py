"""boilerplate/name-days: who celebrates today, and the way to the horoscopes.

What   "Namenstag: Cäcilia", "Svátek má Cecílie", "Daily horoscope", a line of signs, before or behind the article.
Why    A calendar of the page, the same for all articles of that day.
Spares A horoscope itself, whose signs are headings of its text; articles about name days; sentences.
"""

from __future__ import annotations

from normalize.stages.boilerplate.parts import NUMBER, OTHER, made_of, outside, spoken_of
from normalize.stages.document import Block, Document
from normalize.stages.rule import Edits, Example, Leave, rule

EXAMPLES = (
    Example("Daily horoscope\nAries Taurus Gemini Cancer\n\nThey met.", "\n\n\nThey met."),
    Example("Namenstag: Cäcilia, Philemon\n\nSie trafen sich.", "\n\nSie trafen sich.", lang="de"),
    Example("Svátek má Cecílie\n\nSetkali se.", "\n\nSetkali se.", lang="cs"),
    Example("今日の運勢\n\n二人は会った。", "\n\n二人は会った。", lang="ja"),
    Leave("Aries\n\nYou will find a coin in the street today, and somebody will ask you whether it is theirs."),
    Leave(
        "Daily horoscope\n\nThe horoscope of our grandmothers was drawn by a man from Pell Green, who knew no stars."
    ),
    Leave("Svátek má Cecílie a s ní i celá ulice, která se sešla u kostela.", lang="cs"),
)

_SORTS = frozenset(("nameday", "horoscope"))
_LONGEST, _TOKENS = 14, 50  # words, and characters of scripts without spaces
_SIGNS = 4  # of the zodiac: fewer may be names and animals


@rule(examples=EXAMPLES)
def name_days(doc: Document) -> Edits:
    found = [b for _, b in outside(doc) if _is_short(b) and _is_calendar(doc, b)]
    if found and not spoken_of(doc, doc.cues.box, _SORTS):
        for block in found:
            yield doc.delete(block.start, block.end, "a calendar of the page: name days or horoscopes", 0.88)


def _is_short(block: Block) -> bool:
    return block.at_most(_TOKENS) and block.size <= _LONGEST and not block.ends_sentence


def _is_calendar(doc: Document, block: Block) -> bool:
    """Whether a line begins with a label of name days and goes on with names, or is a heading or a row of signs."""
    sort, length = doc.cues.box.longest(block.keys, 0) if block.keys else ("", 0)
    if sort == "nameday":
        return len(block.keys) > length
    found = made_of(block.keys, doc.cues.box)
    return not found[OTHER] and not found[NUMBER] and (found["horoscope"] > 0 or found["zodiac"] >= _SIGNS)
