"""An entry of a pack as one line of YAML, compact, and the same every time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from normalize.glossary.bring.names import Names
from normalize.glossary.shape import Policy
from normalize.glossary.write import scalar


@dataclass(frozen=True, slots=True)
class Terms:
    """What is the same for all entries of a list; a source or licence that is empty is not written."""

    source: str = ""
    licence: str = ""
    policy: Policy = "review"


class Kept(NamedTuple):
    """An entity as it is put aside.

    `list` is the number of the list that it is from; `own` says whether the id is the list's own, so that another
    entity with it is the same one. `forms` are [text, language, role, number of the claim]; claim 0 is the main name.
    """

    list: int
    place: str
    id: str
    own: bool
    type: str
    wikidata: str
    note: str
    forms: Any


def line_of(one: Kept, id_: str, names: Names, terms: Terms) -> str:
    """An entry as a line of YAML."""
    parts = [f"id: {scalar(id_)}", f"type: {one.type}"]
    if one.wikidata:
        parts.append(f"wikidata: {one.wikidata}")
    parts.append(f"names: {_by_lang(names.names)}")
    if names.native:
        parts.append(f"native: {_by_lang(names.native)}")
    if names.variants:
        variants = (_variant(text, langs) for text, langs in names.variants.items())
        parts.append(f"variants: [{', '.join(variants)}]")
    if terms.policy != "auto":
        parts.append(f"policy: {scalar(terms.policy)}")
    parts += [f"{key}: {scalar(value)}" for key, value in _remarks(one, terms)]
    return f"- {{{', '.join(parts)}}}\n"


def _remarks(one: Kept, terms: Terms) -> list[tuple[str, str]]:
    pairs = (("source", terms.source), ("licence", terms.licence), ("note", one.note))
    return [(key, value) for key, value in pairs if value]


def _by_lang(forms: dict[str, str]) -> str:
    return "{" + ", ".join(f"{lang}: {scalar(text)}" for lang, text in forms.items()) + "}"


def _variant(text: str, langs: list[str]) -> str:
    if not langs:
        return scalar(text)
    held = langs[0] if len(langs) == 1 else f"[{', '.join(langs)}]"
    return f"{{text: {scalar(text)}, lang: {held}}}"


def nodes_of(names: Names, one: Kept, terms: Terms) -> int:
    """How many values and keys the entry has at most, which is what the reader counts."""
    held = sum(5 + len(langs) for langs in names.variants.values() if langs)
    fields = 14 + 2 * len(_remarks(one, terms))
    return fields + 2 * (len(names.names) + len(names.native)) + len(names.variants) + held
