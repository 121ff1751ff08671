"""The JSON Schema of glossary files: editors complete and check the YAML with it."""

from __future__ import annotations

from typing import Any

from normalize.glossary.shape import ALONE, POLICIES, TYPES

_LANG = "^[a-z]{2,3}(-[A-Za-z]{2,8})?$"


def _text(told: str, **more: Any) -> dict[str, Any]:
    return {"type": "string", "minLength": 1, "description": told, **more}


def _by_lang(told: str, **more: Any) -> dict[str, Any]:
    one = {"type": "string", "minLength": 1}
    return {
        "type": "object",
        "description": told,
        "propertyNames": {"pattern": _LANG},
        "additionalProperties": one,
        **more,
    }


def _texts(told: str) -> dict[str, Any]:
    return {"type": "array", "description": told, "items": {"type": "string", "minLength": 1}}


def _variants() -> dict[str, Any]:
    lang = {"type": "string", "pattern": _LANG}
    limited = {
        "type": "object",
        "required": ["text"],
        "additionalProperties": False,
        "properties": {
            "text": _text("The spelling."),
            "lang": {
                "description": "The language, or languages, of the texts in which it is replaced.",
                "anyOf": [lang, {"type": "array", "items": lang}],
            },
            "status": _text("What is known of it: seen, accepted, imported."),
            "source": _text("Where it is from."),
        },
    }
    told = "Other spellings found in print that become the canonical form."
    return {"type": "array", "description": told, "items": {"anyOf": [{"type": "string", "minLength": 1}, limited]}}


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a glossary file."""
    yes = {"enum": ["yes", "no"]}
    properties = {
        "id": _text("The entry's id: lower case letters, digits and hyphens.", pattern="^[a-z0-9]+(-[a-z0-9]+)*$"),
        "type": {"enum": list(TYPES), "description": "What it is."},
        "wikidata": _text("Its number at Wikidata.", pattern="^Q[1-9][0-9]*$"),
        "names": _by_lang("The canonical form, by language; other languages fall back on English."),
        "short": _by_lang("The surname alone, by language."),
        "native": _by_lang("How it is written where it is from; several, if several languages are at home there."),
        "variants": _variants(),
        "derive": {
            "type": "object",
            "description": "Whether spellings are derived from the native forms, and whether endings are allowed.",
            "additionalProperties": False,
            "properties": {"romanise": yes, "inflect": yes},
        },
        "alone": {"enum": list(ALONE), "description": "Whether the surname alone may be replaced."},
        "keep": _texts("Phrases that contain a spelling and stay as they are."),
        "not": _texts("Spellings that somebody said do not mean it."),
        "context": _texts("Words of which one must stand in the text."),
        "policy": {"enum": list(POLICIES), "description": "auto: replace; review: only report; off: leave."},
        "source": _text("Where an imported entry is from."),
        "licence": _text("The licence of an imported entry."),
        "note": _text("A remark for people."),
    }
    entry = {"type": "object", "required": ["id"], "additionalProperties": False, "properties": properties}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A glossary of names",
        "type": "array",
        "items": entry,
    }
