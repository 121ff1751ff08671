"""Forms of a dateline in which a known agency is the sure sign: "(ANSA) - ROMA, 12 SET - ", "Praha/ČTK – "."""

from __future__ import annotations

from typing import NamedTuple

import regex

from normalize.stages.document import Document
from normalize.stages.metadata.calendar import is_month
from normalize.stages.metadata.credits import agencies_in
from normalize.text.words import TOKEN

PLACE = r"(?P<place>\p{Lu}[\p{L}\p{M}'’.-]*+(?:[ /]\p{Lu}[\p{L}\p{M}'’.-]*+){0,3})"
DATE = (
    r"(?P<date>(?:\d{1,2}\.?\s?(?:de\s)?[\p{L}]{3,12}\.?|[\p{L}]{3,9}\.?\s\d{1,2}|\d{4}\.\s\p{L}{3,12}\s\d{1,2}\.?)"
    r"(?:,?\s(?:de\s)?\d{4})?(?:,\s\p{Ll}{3,12})?)"
)
_TOWN = r"(?P<place>\p{Lu}[\p{L}\p{M}'’-]*+(?:[ -]\p{Lu}[\p{L}\p{M}'’-]*+){0,3})"
_OTHER = r"[\p{Lo}\p{M}\N{ZERO WIDTH NON-JOINER}]"
_BEHIND = r"\s*+(?:\.?[–—-]{1,2}|:)\s++"

_FORMS = tuple(
    regex.compile(rf"{form}(?=\S)")
    for form in (
        rf"[(\[](?P<agency>[^()\[\]/]{{2,30}})[)\]]\s*+(?:[–—-]\s++)?(?:{_TOWN}(?:[,.]?\s{DATE})?\s*+[–—-]\s++)?",
        rf"{_TOWN}(?:[,.]?\s{DATE})?[.,]?\s*+/(?P<agency>[^/\n]{{2,30}})/[.:]?\s*+(?:[–—-]\s++)?",
        rf"{_TOWN}(?:[,.]?\s{DATE})?\s?[/,]\s?(?P<agency>[\p{{L}} -]{{2,25}}?){_BEHIND}",
        rf"{_TOWN}[.,]\s{DATE}[.,]\s(?P<agency>[^.\n]{{2,30}})[.:]\s++",
        rf"(?P<place>{_OTHER}++(?:\s{_OTHER}++)?)\s*+[–—/،,-]\s*+(?P<agency>{_OTHER}++(?:\s{_OTHER}++){{0,2}}){_BEHIND}",
        rf"(?P<place>{_OTHER}++(?:\s{_OTHER}++)?),\s(?P<date>\d{{1,2}}\s{_OTHER}{{2,12}})\s*+\((?P<agency>[^()]{{2,30}})\)[.:]?\s++",
    )
)


class Opening(NamedTuple):
    """What a dateline says, and how many characters it takes."""

    length: int
    place: str
    agencies: list[str]


def with_agency(doc: Document, text: str) -> Opening | None:
    """Return the dateline with which a text begins, where a known agency stands in it."""
    for form in _FORMS:
        if (m := form.match(text)) and (agencies := agencies_in(doc, m["agency"])):
            said = m.groupdict().get("date") or ""
            if said and not has_month(said, doc.lang):
                continue
            return Opening(m.end(), m.groupdict().get("place") or "", agencies)
    return None


def has_month(date: str, lang: str) -> bool:
    """Whether one of its words is a month."""
    return any(is_month(word, lang) for word in TOKEN.findall(date))
