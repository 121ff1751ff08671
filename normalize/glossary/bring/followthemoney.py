"""FollowTheMoney, the format of OpenSanctions and Aleph: an entity a line, with a schema and lists of properties.

Names and aliases are taken; weak aliases are none that a text could be searched for, and former names are no
misspellings. Schemata and properties: followthemoney.tech.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from normalize.glossary.bring.fields import Options
from normalize.glossary.bring.found import Form, Found
from normalize.glossary.bring.lines import Source
from normalize.glossary.shape import Type

_SCHEMATA: dict[str, Type] = {
    "Person": "person",
    "Organization": "organisation",
    "Company": "organisation",
    "PublicBody": "organisation",
    "PoliticalParty": "organisation",
    "LegalEntity": "other",  # a person or a company, nobody knows
    "Vessel": "other",
    "Airplane": "other",
    "Position": "other",
    "Territory": "place",
    "RealEstate": "facility",
}
_Q = re.compile(r"Q[1-9][0-9]*")


def rows(source: Source, options: Options) -> Iterator[Found]:
    """Read FollowTheMoney entities; those that are no persons, bodies or things with names are counted."""
    for number, entity in source.objects():
        schema, properties = entity.get("schema"), entity.get("properties")
        if not isinstance(schema, str) or not isinstance(properties, dict):
            what = "no entity of FollowTheMoney: it needs `schema` and `properties`"
            source.left_out.add("line", source.place(number), what)
            continue
        if schema not in _SCHEMATA:
            source.left_out.counts["kind"] += 1
            continue
        key = entity.get("id") if isinstance(entity.get("id"), str) else ""
        wikidata = next((q for q in [*_texts(properties, "wikidataId"), key] if q and _Q.fullmatch(q)), "")
        forms = [Form(text, options.lang) for text in _main_first(entity.get("caption"), _texts(properties, "name"))]
        forms += [Form(text, options.lang, "alias") for text in _texts(properties, "alias")]
        yield Found(key or wikidata, _SCHEMATA[schema], tuple(forms), wikidata, _note(properties), source.place(number))


def _texts(properties: dict[str, Any], name: str) -> list[str]:
    values = properties.get(name)
    return [v for v in values if isinstance(v, str)] if isinstance(values, list) else []


def _main_first(caption: Any, names: list[str]) -> list[str]:
    """The caption, then names as people write them, then those in capitals or with the surname before a comma."""
    return sorted(names, key=lambda n: (n != caption, n.isupper() or "," in n))


def _note(properties: dict[str, Any]) -> str:
    parts = (("country", _texts(properties, "country")), ("topics", _texts(properties, "topics")))
    return "; ".join(f"{what} {', '.join(sorted(set(values)))}" for what, values in parts if values)
