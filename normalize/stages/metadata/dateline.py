"""metadata/dateline: where, when and through whom the news came.

What   "Moscow – ", "KYIV, Sept. 13 (Reuters) — ", "Tokyo The meeting …", "(서울=연합뉴스) 김철수 기자 = ",
       "【北京＝共同】" and the like at the start of the first paragraph.
Why    Place and agency are facts of the article; the sentence begins behind them.
Spares A place that the sentence needs ("Moscow – that is the question"), and names ("Tokyo The Great").
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import regex

from normalize.edits import Edit, Fact
from normalize.stages.document import PROSE_WORDS, Block, Document
from normalize.stages.metadata.calendar import find_dates, near_date
from normalize.stages.metadata.credits import agencies_in, may_name_agency
from normalize.stages.metadata.dateline_forms import DATE, PLACE, has_month, with_agency
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.text.scripts import main_script
from normalize.text.words import TOKEN, fold

EXAMPLES = (
    Example(
        "Moscow – Despite all warnings the two men want to work more closely together, experts say.",
        "Despite all warnings the two men want to work more closely together, experts say.",
        facts=(("dateline", "Moscow"),),
    ),
    Example(
        "KYIV, Sept. 13 (Reuters) — Ukraine said on Wednesday that it had hit two ships in the port.",
        "Ukraine said on Wednesday that it had hit two ships in the port.",
        facts=(("dateline", "KYIV"), ("agency", "Reuters")),
    ),
    Example(
        "Tokyo The meeting place of the two leaders is a surprise for all observers in the region.",
        "The meeting place of the two leaders is a surprise for all observers in the region.",
        facts=(("dateline", "Tokyo"),),
    ),
    Example(
        "【北京共同】中国外務省の報道官は１３日の記者会見で、両首脳の会談について論評を避けた。",
        "中国外務省の報道官は１３日の記者会見で、両首脳の会談について論評を避けた。",
        lang="ja",
        facts=(("dateline", "北京"), ("agency", "共同")),
    ),
    Example(
        "(ANSA) - ROMA, 12 SET - Un gruppo di pescatori ha recuperato al largo dell’isola una campana di bronzo.",
        "Un gruppo di pescatori ha recuperato al largo dell’isola una campana di bronzo.",
        lang="it",
        facts=(("dateline", "ROMA"), ("agency", "ANSA")),
    ),
    Example(
        "МОСКВА, 12 сентября. /ТАСС/. Переговоры на востоке страны продолжались пять часов, сообщили обе стороны.",
        "Переговоры на востоке страны продолжались пять часов, сообщили обе стороны.",
        lang="ru",
        facts=(("dateline", "МОСКВА"), ("agency", "ТАСС")),
    ),
    Example(
        "Praha/ČTK – Starý parní vlak vyjel v sobotu poprvé po čtyřiceti letech na trať v horách.",
        "Starý parní vlak vyjel v sobotu poprvé po čtyřiceti letech na trať v horách.",
        lang="cs",
        facts=(("dateline", "Praha"), ("agency", "ČTK")),
    ),
    Example(
        "Lima, 12 sep (EFE).- Los vecinos de un pueblo eligieron el domingo por primera vez a una alcaldesa.",
        "Los vecinos de un pueblo eligieron el domingo por primera vez a una alcaldesa.",
        lang="es",
        facts=(("dateline", "Lima"), ("agency", "EFE")),
    ),
    Example(
        "Budapest, 2023. szeptember 12., kedd (MTI) – Harminc év után újra közlekedik a kisvasút a két falu között.",
        "Harminc év után újra közlekedik a kisvasút a két falu között.",
        lang="hu",
        facts=(("dateline", "Budapest"), ("agency", "MTI")),
    ),
    Example(
        "القاهرة – رويترز: قالت وزارة الآثار يوم الثلاثاء إن بعثة محلية عثرت على قارب خشبي صغير مدفون.",
        "قالت وزارة الآثار يوم الثلاثاء إن بعثة محلية عثرت على قارب خشبي صغير مدفون.",
        lang="ar",
        facts=(("dateline", "القاهرة"), ("agency", "رويترز")),
    ),
    Example(
        "नई दिल्ली, 12 सितंबर (भाषा) पहाड़ी गांव के लोगों ने अपने पैसों से वह पुल दोबारा बनाया है जो बह गया था।",
        "पहाड़ी गांव के लोगों ने अपने पैसों से वह पुल दोबारा बनाया है जो बह गया था।",
        lang="hi",
        facts=(("dateline", "नई दिल्ली"), ("agency", "भाषा")),
    ),
    Leave("Correction, 14 September 2023: An earlier version of this text said that it had been built in 1962."),
    Leave("Moscow – that is the question which everybody in this town asks himself every morning now."),
    Leave("Tokyo The Great was the name of a dog that won every race in the summer of that year."),
    Leave("Putin – The man who came in from the cold – is the title of a book that nobody has read."),
)

_AMONG = 10  # blocks from the top that are looked at
_OPENING = 3  # paragraphs that may begin with a town that is in no list
_PARAGRAPHS = 3  # paragraphs among them that may carry the dateline
_DASH = r"(?:\s*+[–—-]{1,2}\s++|\s*+[:：]\s++|\.\s*+[–—-]\s++)"
_DATE = rf"(?:,?\s{DATE})?"
_AGENCY = r"(?:,?\s*[(\[（](?P<agency>[^()\[\]（）]{2,40})[)\]）])?"
_WESTERN = regex.compile(rf"{PLACE}{_DATE}{_AGENCY}(?P<dash>{_DASH})(?=\S)")
_CHAIN = regex.compile(r"\p{Lu}[\p{L}’'-]*+ ?[–—-] ")
_AGENCY_BEHIND = regex.compile(rf"{PLACE}{_DATE}{_DASH}(?P<agency>[^.:–—\n]{{2,30}})[.:]\s++(?=\p{{Lu}})")
_RUN_IN = regex.compile(rf"{PLACE} (?=(?P<word>\p{{Lu}}\p{{L}}*+) (?P<next>\S))")
_OTHER = regex.compile(
    r"(?P<place>[\p{Lo}\p{M}]++(?:\s[\p{Lo}\p{M}]++)?)(?:،|,|\s[-–—])?"
    r"\s*+(?P<date>\d{1,2}\s[\p{Lo}\p{M}]{2,12}(?:\s\d{4})?)?\s*+(?:[(（](?P<agency>[^()（）]{2,30})[)）])?\s*+(?P<dash>[-–—:：=]\s++|(?<=[)）]\s?)[-–—:：=]?\s*+)(?=\S)"
)
_KOREAN = regex.compile(
    r"[(\[](?P<place>\p{Hangul}{2,10})\s*+=\s*+(?P<agency>[\p{Hangul}\w ]{2,15})[)\]]"
    r"(?:\s*+(?P<by>[\p{Hangul}·, ]{2,30}?)\s*+(?:기자|특파원)(?:\s*+=|\s*+[:：])?)?\s*+(?:=\s*+)?"
)
_BRACKETED = regex.compile(r"【(?P<inside>[^【】]{2,30})】\s*+")
_CHINESE = regex.compile(
    r"(?P<agency>[\p{Han}]{2,6}?社|[\p{Han}]{2,4}网)(?P<place>\p{Han}{2,6}?)?\d{1,2}月\d{1,2}日(?:电|電|讯|訊)\s*+(?:[（(](?:\p{Han}{0,4}记者|記者)?\s*+(?P<by>[^（）()]{2,30})[）)])?[：:，,]?\s*+"
)


@rule(examples=EXAMPLES)
def dateline(doc: Document) -> Edits:
    """Look at the first few paragraphs: a stand-first may come before the one that has the dateline."""
    paragraphs = [b for b in doc.blocks[:_AMONG] if b.size >= PROSE_WORDS]
    for block in paragraphs[:_PARAGRAPHS]:
        found = next((edit for read in _READERS for edit in read(doc, block)), None)
        if found is not None:
            yield found
            return


def _western(doc: Document, block: Block) -> Iterator[Edit]:
    m = _WESTERN.match(block.text)
    if m is None:
        return
    place, first = m["place"], block.text[m.end()]
    agencies = agencies_in(doc, m["agency"] or "")
    if (
        first.islower()
        or (m["agency"] and not agencies)
        or (":" in m["dash"] and not agencies and not (m["date"] and _is_place(doc, place)))
    ):
        return
    if _CHAIN.match(block.text, m.end()):
        return
    known = _is_place(doc, place)
    if known or agencies:
        yield _lift(doc, block, m.end(), place, agencies, 0.95)
    elif has_month(m["date"] or "", doc.lang) or (place.isupper() and len(place) > 3):
        yield _lift(doc, block, m.end(), place, agencies, 0.86)
    elif not m["date"] and _may_be_place(doc, block, place, m.end()):
        yield _lift(doc, block, m.end(), place, agencies, 0.78)


def _may_be_place(doc: Document, block: Block, place: str, end: int) -> bool:
    """Whether an unknown word before a dash may be a town.

    It must open one of the first paragraphs, be one or two words and nobody's name; no other line may have that form.
    """
    opening = [b for b in doc.blocks if b.size >= PROSE_WORDS][:_OPENING]
    if len(place.split()) > 2 or fold(place) in doc.cues.words or block not in opening:
        return False
    if any(m.lone or m.start == 0 for m in doc.glossary.find(place, doc.lang)):
        return False
    if main_script(place) == "Cyrillic":
        # a dash may stand for "is" there: only a function word begins a sentence for sure
        follows = TOKEN.search(block.text, end)
        if follows is None or fold(follows[0]) not in doc.cues.words:
            return False
    alike = [m["dash"] for b in doc.blocks if (m := _WESTERN.match(b.text))]
    return sum(not set(":：") & set(dash) for dash in alike) == 1


def _with_agency(doc: Document, block: Block) -> Iterator[Edit]:
    """A known agency beside the place, in one of the forms that papers use."""
    if may_name_agency(doc, block) and (found := with_agency(doc, block.text)):
        yield _lift(doc, block, found.length, found.place, found.agencies, 0.95)


def _behind(doc: Document, block: Block) -> Iterator[Edit]:
    """The agency behind the dash: "МОСКВА, 11 авг — РИА Новости. "."""
    m = _AGENCY_BEHIND.match(block.text)
    if m is not None and (agencies := agencies_in(doc, m["agency"])):
        yield _lift(doc, block, m.end(), m["place"], agencies, 0.95)


def _run_in(doc: Document, block: Block) -> Iterator[Edit]:
    """A place and then a new sentence, without a dash: a function word with a capital begins it."""
    m = _RUN_IN.match(block.text)
    if m is None or not _is_place(doc, m["place"]):
        return
    follows = m["next"]
    sentence = m["word"].lower() in doc.cues.words and m["word"] != m["word"].upper()
    if sentence and (follows.islower() or doc.lang == "de"):
        yield _lift(doc, block, m.end(), m["place"], [], 0.9)


def _other(doc: Document, block: Block) -> Iterator[Edit]:
    """Scripts without capitals: a known place, then a date or an agency, or a spaced dash."""
    m = _OTHER.match(block.text)
    if m is None:
        return
    agencies = agencies_in(doc, m["agency"] or "")
    known = _is_place(doc, m["place"])
    if m["agency"] and not agencies:
        return
    follows = TOKEN.match(block.text, m.end())
    if follows and fold(follows[0]) in doc.cues.words and not agencies:
        return
    if agencies or (known and (m["date"] or m["dash"].strip() in ("-", "–", "—"))):
        yield _lift(doc, block, m.end(), m["place"], agencies, 0.92 if known or m["date"] else 0.85)


def _bracketed(doc: Document, block: Block) -> Iterator[Edit]:
    """East Asian forms: (서울=연합뉴스), 【北京共同】, 新华社北京9月13日电."""
    if m := _KOREAN.match(block.text):
        by = [Fact("byline", m["by"].strip())] if m["by"] else []
        yield _lift(doc, block, m.end(), m["place"], [m["agency"].strip()], 0.95, by)
    elif m := _BRACKETED.match(block.text):
        inside = regex.split(r"[＝=・、\s]", m["inside"])
        agencies = [p for p in inside if agencies_in(doc, p)]
        if len(inside) == 1 and not agencies:
            agencies = [inside[0][k:] for k in range(1, len(inside[0])) if agencies_in(doc, inside[0][k:])][:1]
            inside = [inside[0].removesuffix(agencies[0])] if agencies else []
        if agencies:
            place = next((p for p in inside if p not in agencies), "")
            yield _lift(doc, block, m.end(), place, agencies, 0.95)
    elif (m := _CHINESE.match(block.text)) and m["agency"]:
        by = [Fact("byline", m["by"].strip())] if m["by"] else []
        yield _lift(doc, block, m.end(), m["place"] or "", [m["agency"]], 0.93, by)


def _is_place(doc: Document, text: str) -> bool:
    return text in doc.places or (text.isupper() and fold(text) in _folded(doc.places))


@lru_cache(maxsize=64)
def _folded(places: frozenset[str]) -> frozenset[str]:
    return frozenset(map(fold, places))


def _lift(
    doc: Document,
    block: Block,
    length: int,
    place: str,
    agencies: list[str],
    confidence: float,
    more: list[Fact] | None = None,
) -> Edit:
    facts = [Fact("dateline", place)] if place else []
    facts += [Fact("agency", a) for a in agencies]
    said = block.text[:length].strip()
    full = find_dates(said, doc.lang)
    when = full[0].iso if full else near_date(said, doc.lang, doc.facts.date)
    facts += [Fact("date", when)] if when else []
    return doc.delete(block.start, block.start + length, f"the dateline “{said}”", confidence, [*facts, *(more or [])])


_READERS = (_bracketed, _with_agency, _behind, _western, _run_in, _other)
