"""What columns and keys of other people's lists are called, and what their values are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from normalize.errors import UsageError
from normalize.glossary.bring.found import Form, Found, Role, type_of
from normalize.glossary.bring.tidy import LANGUAGES, language
from normalize.glossary.shape import Type

FIELDS: dict[str, str] = {
    "id": "id identifier key uid entity entity-id entityid",
    "name": "name label title canonical preferred full-name fullname caption main-name primary-name display-name",
    "alias": "alias aliases variant variants spelling spellings alt alt-name alt-names alternative alternatives "
    "synonym synonyms altlabel alt-label also other-names also-known-as aka names",
    "native": "native native-name native-label original original-name endonym",
    "type": "type kind class category entity-type schema",
    "lang": "lang language language-code locale",
    "wikidata": "wikidata wikidata-id wikidataid qid q-id",
    "note": "note notes comment remark",
}
"""Field of a glossary entry to the headers that mean it, small letters and hyphens."""

_FIELD_OF = {header: name for name, headers in FIELDS.items() for header in headers.split()}
_IN_LANGUAGE = re.compile(r"(?:(name|label|alias|aliases|variants?|native)[-:.@])?([a-z]{2,3})")
_Q = re.compile(r"Q[1-9][0-9]*")
_SPLIT = re.compile(r"[|;]")


@dataclass(frozen=True, slots=True)
class Options:
    """What a person says about a list: what it does not say itself, and which of its parts are wanted."""

    type: Type = "other"
    lang: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    instance_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """What a column or key holds: a field of `FIELDS`, and the language where the header says it."""

    field: str
    lang: str = ""


def columns_of(headers: Iterable[str], options: Options) -> dict[str, Column]:
    """Return what each header means; those that mean nothing here are left out. Raises UsageError for a bad wish."""
    for wish in options.columns:
        if wish not in FIELDS:
            raise UsageError(f"--column: there is no field {wish!r}; the fields are: {', '.join(FIELDS)}")
    wished = {header: name for name, header in options.columns.items()}
    found: dict[str, Column] = {}
    for header in headers:
        plain = "-".join(header.strip().casefold().replace("_", " ").split())
        if header.strip() in wished:
            found[header] = Column(wished[header.strip()])
        elif plain in _FIELD_OF and _FIELD_OF[plain] not in options.columns:
            found[header] = Column(_FIELD_OF[plain])
        elif (match := _IN_LANGUAGE.fullmatch(plain)) and language(match[2]) in LANGUAGES:
            found[header] = Column(_FIELD_OF[match[1]] if match[1] else "name", match[2])
    return found


def split(cell: str) -> list[str]:
    """Return the values of a cell: several stand between | or ;."""
    return [part for value in _SPLIT.split(cell) if (part := value.strip())]


def found_in(row: Iterable[tuple[Column, str]], options: Options, place: str) -> Found:
    """Return the entity of a row: pairs of what a value is, and the value."""
    values: dict[str, str] = {}
    named: list[tuple[Column, str]] = []
    for column, value in row:
        if column.field in ("name", "alias", "native"):
            named.append((column, value))
        else:
            values.setdefault(column.field, value)
    lang = values.get("lang", "") or options.lang
    key = values.get("id", "")
    wikidata = next((v for v in (values.get("wikidata", ""), key) if _Q.fullmatch(v)), "")
    type_ = type_of(values["type"], options.type) if "type" in values else options.type
    return Found(key or wikidata, type_, tuple(_forms(named, lang)), wikidata, values.get("note", ""), place)


def _forms(named: Iterable[tuple[Column, str]], lang: str) -> Iterator[Form]:
    """The names of a row; of several in one language the first is the name and the others are aliases."""
    seen: set[str] = set()
    for column, text in named:
        its = column.lang or lang
        role: Role = "name"
        if column.field == "native":
            role = "native"
        elif column.field == "alias" or its in seen:
            role = "alias"
        else:
            seen.add(its)
        yield Form(text, its, role)
