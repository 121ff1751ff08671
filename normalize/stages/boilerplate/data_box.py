"""boilerplate/data-box: today's weather and prices, which a page shows beside every article.

What   "Weather: Berlin 14 °C, cloudy", "USD 92.45 EUR 99.12", "DAX 15,230 +0.3%" with their headings, before or behind
       the article.
Why    They are of the day when the page was fetched, not of the article.
Spares Articles about weather or markets, whose prose uses the same words; sentences; tables inside an article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import regex

from normalize.edits import Edit
from normalize.stages.boilerplate.parts import NUMBER, OTHER, made_of, outside, phrases_in, spoken_of
from normalize.stages.cues import Phrases
from normalize.stages.document import Block, Document
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.text.words import words

_BODY = "The footbridge at Pell Green was closed on Monday morning after a lorry had hit one of its pillars."

EXAMPLES = (
    Example(f"Weather: London 12 °C, cloudy\n\n{_BODY}", f"\n\n{_BODY}"),
    Example(f"Exchange rates\nUSD 92.45\nEUR 99.12\n\n{_BODY}", f"\n\n\n\n{_BODY}"),
    Example(f"{_BODY}\n\nFTSE 100 7,512.3 +0.4%", f"{_BODY}\n\n"),
    Example("Погода в Москве: +5°C\n\nОни встретились.", "\n\nОни встретились.", lang="ru"),
    Example("東京の天気 12℃\n\n二人は会った。", "\n\n二人は会った。", lang="ja"),
    Leave(f"Weather\n\n{_BODY}"),
    Leave(
        "London 12 °C\n\nThe weather office expects a cloudy day in the whole south of the country until the evening."
    ),
    Leave(
        "USD 92.45\n\nThe rouble fell again on Monday, and banks sold the dollar for more than at any time this year."
    ),
    Leave("It was 12 °C in London."),
)

_MARKETS = Phrases(
    {
        words(name): "market"
        for name in (
            "USD|EUR|GBP|JPY|CHF|CNY|RUB|UAH|KZT|AZN|GEL|AMD|BYN|PLN|CZK|HUF|RON|BGN|TRY|INR|PKR|BDT|IDR|VND|THB|KRW|"
            "SEK|NOK|DKK|CAD|AUD|BRL|MXN|ILS|SAR|AED|EGP|IRR|BTC|ETH|DAX|MDAX|FTSE 100|CAC 40|IBEX 35|AEX|SMI|ATX|"
            "Dow Jones|Dow|Nasdaq|S&P 500|Euro Stoxx 50|Nikkei|Nikkei 225|Hang Seng|BIST 100|WIG20|Brent|WTI|Bitcoin"
        ).split("|")
    }
)
_DEGREES = regex.compile(r"\d\s?(?:[°º˚]|℃|℉)")
_DECIMAL = regex.compile(r"\d[.,]\d|\d\s?%")
_LONGEST = 20  # words
_HEADING = 6
_UNKNOWN = {"weather": 3, "market": 0}  # words of a line that are in no phrase: the name of a place
_LETTERS = frozenset("cfс")  # of degrees


@rule(examples=EXAMPLES)
def data_box(doc: Document) -> Edits:
    for sort, mark in (("weather", _DEGREES), ("market", _DECIMAL)):
        if not mark.search(doc.text):
            continue
        tables = (doc.cues.box, _MARKETS) if sort == "market" else (doc.cues.box,)
        table = Phrases({phrase: kind for t in tables for phrase, kind in t.items() if kind == sort})
        around = dict(outside(doc))
        shown = [n for n, b in around.items() if _shows(doc, b, sort, mark, table)]
        own = {p for n in shown for p in phrases_in(doc.blocks[n].keys, table, frozenset((sort,)))}
        if shown and not spoken_of(doc, table, frozenset((sort,)), own):
            yield from _box(doc, around, shown, sort, table)


def _shows(doc: Document, block: Block, sort: str, mark: regex.Pattern[str], table: Phrases) -> bool:
    """Whether a line is a reading: a number with its unit, and words of the box or the name of a place."""
    if not block.at_most(_LONGEST) or block.is_prose or not mark.search(block.text):
        return False
    found = _parts(block, table)
    place = sort == "weather" and any(block.text.startswith(p) for p in doc.places if p[0] == block.text[0])
    return found[NUMBER] > 0 and found[OTHER] <= _UNKNOWN[sort] and (bool(found[sort]) or place)


def _parts(block: Block, table: Phrases) -> Counter[str]:
    return made_of(tuple(k for k in block.keys if k not in _LETTERS), table)


def _box(doc: Document, around: dict[int, Block], shown: list[int], sort: str, table: Phrases) -> Iterator[Edit]:
    """The readings of a box, and the headings beside them."""
    beside = {n + step for n in shown for step in (-1, 1)} - set(shown)
    for n in sorted(shown):
        block = doc.blocks[n]
        yield doc.delete(block.start, block.end, f"a reading of the {sort}, of which the article does not speak", 0.88)
    for n in sorted(beside):
        heading = around.get(n)
        if heading is None or not heading.at_most(_HEADING):
            continue
        found = _parts(heading, table)
        if found[sort] and found[OTHER] <= _UNKNOWN[sort] and not heading.ends_sentence:
            yield doc.delete(heading.start, heading.end, f"the heading of a box about the {sort}", 0.86)
