"""What a reader of a name list hands on: one entity with its names, as the list has them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from normalize.glossary.shape import Type

MOST = 1000  # names of one entity; the most written person of the news has some four hundred

Role = Literal["name", "alias", "native"]


class Form(NamedTuple):
    """One name of an entity. `lang` is empty where the list does not say; a native form is the home country's."""

    text: str
    lang: str = ""
    role: Role = "name"


@dataclass(frozen=True, slots=True)
class Found:
    """An entity of a name list. `key` is the list's own id, or empty; `place` is its file and line."""

    key: str
    type: Type
    forms: tuple[Form, ...]
    wikidata: str = ""
    note: str = ""
    place: str = ""


_WORDS: dict[Type, str] = {
    "person": "per pers people human individual man woman politician p",
    "place": "loc location gpe city town village settlement country region state toponym t",
    "organisation": "org organization company business corporation party ministry institution o",
    "facility": "fac building airport plant site",
    "agency": "news-agency newswire wire",
    "other": "misc unknown u",
}
_TYPES: dict[str, Type] = {word: type_ for type_, words in _WORDS.items() for word in (type_, *words.split())}


def type_of(word: str, default: Type = "other") -> Type:
    """Return the type that a word of somebody else's list stands for: "PER" and "Human" are persons."""
    return _TYPES.get("-".join(word.casefold().replace("_", " ").split()), default)


def together(rows: Iterator[Found]) -> Iterator[Found]:
    """Join neighbouring rows of one id: some lists have a line for each name. At most `MOST` names are kept."""
    last: Found | None = None
    forms: list[Form] = []
    for row in rows:
        if last is not None and row.key and row.key == last.key:
            forms += row.forms[: MOST + 1 - len(forms)]  # one too many is left for the count
            continue
        if last is not None:
            yield replace(last, forms=tuple(forms))
        last, forms = row, list(row.forms)
    if last is not None:
        yield replace(last, forms=tuple(forms))
