"""Wikidata's dump of entities: a JSON list with an item a line, plain or packed.

Labels become names, aliases become spellings, and the name in the native language (P1559, P1705) the native form.
Labels in languages that the glossaries do not know are left out: most are copied by machines. Taken are items that are
an instance (P31) of one of the classes below; classes of classes are not followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from normalize.errors import UsageError
from normalize.glossary.bring.fields import Options
from normalize.glossary.bring.found import Form, Found, Role
from normalize.glossary.bring.lines import Source
from normalize.glossary.bring.tidy import LANGUAGES
from normalize.glossary.shape import Type

CLASSES: dict[str, tuple[Type, str]] = {
    "Q5": ("person", "human"),
    "Q192283": ("agency", "news agency"),
    "Q1248784": ("facility", "airport"),
    "Q134447": ("facility", "nuclear power plant"),
    "Q515": ("place", "city"),
    "Q1549591": ("place", "big city"),
    "Q1637706": ("place", "city of millions"),
    "Q5119": ("place", "capital"),
    "Q3957": ("place", "town"),
    "Q532": ("place", "village"),
    "Q486972": ("place", "human settlement"),
    "Q7930989": ("place", "city or town"),
    "Q15284": ("place", "municipality"),
    "Q6256": ("place", "country"),
    "Q3624078": ("place", "sovereign state"),
    "Q35657": ("place", "state of the United States"),
    "Q43229": ("organisation", "organisation"),
    "Q484652": ("organisation", "international organisation"),
    "Q245065": ("organisation", "intergovernmental organisation"),
    "Q79913": ("organisation", "non-governmental organisation"),
    "Q163740": ("organisation", "non-profit organisation"),
    "Q327333": ("organisation", "government agency"),
    "Q192350": ("organisation", "ministry"),
    "Q7278": ("organisation", "political party"),
    "Q17149090": ("organisation", "armed group"),
    "Q4830453": ("organisation", "business"),
    "Q783794": ("organisation", "company"),
    "Q6881511": ("organisation", "enterprise"),
    "Q891723": ("organisation", "public company"),
    "Q3918": ("organisation", "university"),
}
"""Class to type and name. An item of several classes has the type of the first one here."""

_LABELS = (*LANGUAGES, "mul")  # `mul` is a label for all languages
_SAME = {"no": "nb", "zh-hans": "zh", "zh-hant": "zh", "zh-cn": "zh", "zh-tw": "zh", "zh-hk": "zh", "be-tarask": "be"}
_SAME |= {"sr-ec": "sr", "sr-el": "sr", "pt-br": "pt", "en-gb": "en", "en-ca": "en", "de-at": "de", "de-ch": "de"}
_NATIVE = ("P1559", "P1705")
_Q = re.compile(r"Q[1-9][0-9]*")
_LANG = re.compile(r"[a-z]{2,3}")


def rows(source: Source, options: Options) -> Iterator[Found]:
    """Read the items of the classes wanted. Raises UsageError where a class is no Q-number."""
    wanted = options.instance_of or tuple(CLASSES)
    for q in wanted:
        if not _Q.fullmatch(q):
            raise UsageError(f"--instance-of: {q!r} is no class of Wikidata; write Q5,Q515 and the like")
    numbers = "|".join(q[1:] for q in wanted)
    mentioned = re.compile(rf'"Q(?:{numbers})"|"numeric-id":\s*(?:{numbers})\b'.encode())
    known = [q for q in CLASSES if q in wanted] + [q for q in wanted if q not in CLASSES]
    for number, item in source.objects(mentioned):
        classes = set(_classes(item))
        class_ = next((q for q in known if q in classes), None)
        if class_ is None or item.get("type", "item") != "item":
            source.left_out.counts["kind"] += 1
            continue
        type_ = CLASSES[class_][0] if class_ in CLASSES else options.type
        q = item["id"] if isinstance(item.get("id"), str) and _Q.fullmatch(item["id"]) else ""
        forms = (*_native(item), *_labels(item), *_aliases(item))
        yield Found(q, type_, forms, q, place=source.place(number))


def _statements(item: dict[str, Any], property_: str) -> Iterator[Any]:
    """The values of a property, those that are withdrawn left out."""
    claims = item.get("claims")
    statements = claims.get(property_) if isinstance(claims, dict) else None
    for one in statements if isinstance(statements, list) else []:
        if isinstance(one, dict) and one.get("rank") != "deprecated":
            value = one.get("mainsnak")
            for key in ("datavalue", "value"):
                value = value.get(key) if isinstance(value, dict) else None
            if isinstance(value, dict):
                yield value


def _classes(item: dict[str, Any]) -> Iterator[str]:
    for value in _statements(item, "P31"):
        if isinstance(value.get("id"), str):
            yield value["id"]
        elif isinstance(value.get("numeric-id"), int):
            yield f"Q{value['numeric-id']}"


def _native(item: dict[str, Any]) -> Iterator[Form]:
    for property_ in _NATIVE:
        for value in _statements(item, property_):
            text, lang = value.get("text"), value.get("language")
            if isinstance(text, str) and isinstance(lang, str):
                lang = _SAME.get(lang, lang)
                yield Form(text, lang if _LANG.fullmatch(lang) and lang != "mul" else "", "native")


def _labels(item: dict[str, Any]) -> Iterator[Form]:
    labels = item.get("labels")
    if not isinstance(labels, dict):
        return
    for lang in (*_LABELS, *_SAME):
        label = labels.get(lang)
        if isinstance(label, dict) and isinstance(label.get("value"), str):
            base = _SAME.get(lang, lang)
            role: Role = "alias" if base != lang and base in labels else "name"
            yield Form(label["value"], "" if base == "mul" else base, role)


def _aliases(item: dict[str, Any]) -> Iterator[Form]:
    aliases = item.get("aliases")
    if not isinstance(aliases, dict):
        return
    for lang in (*_LABELS, *_SAME):
        for alias in aliases[lang] if isinstance(aliases.get(lang), list) else []:
            if isinstance(alias, dict) and isinstance(alias.get("value"), str):
                base = _SAME.get(lang, lang)
                yield Form(alias["value"], "" if base == "mul" else base, "alias")
