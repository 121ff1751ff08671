"""The JSON Schema of the file of decisions: editors complete and check the YAML with it."""

from __future__ import annotations

from typing import Any

from normalize.edits.decision import SCOPES, VERDICTS
from normalize.review.layout import ORDER

_TOLD = {
    "from": "What the edit replaces.",
    "to": "What it becomes; nothing, where it is taken away.",
    "doc": "The id of the article.",
    "lang": "The language of the article.",
    "near": "The edit with the text around it, for people.",
    "why": "The reason, for people and in the report.",
    "by": "Who decided.",
    "on": "When it was decided.",
}


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a file of decisions."""
    told: dict[str, dict[str, Any]] = {
        **{v: {"type": "string", "description": f"The rule whose edit you {v}."} for v in VERDICTS},
        **{key: {"type": "string", "description": _TOLD[key]} for key in ORDER if key in _TOLD},
        "scope": {"enum": list(SCOPES), "default": SCOPES[0], "description": "How far it reaches."},
        "id": {"type": "string", "pattern": "^[0-9a-f]{16}$", "description": "The edit's name in this article."},
    }
    decision = {
        "type": "object",
        "additionalProperties": False,
        "properties": {key: told[key] for key in (*VERDICTS, *ORDER)},
        "oneOf": [{"required": [v]} for v in VERDICTS],
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Decisions on edits",
        "type": "array",
        "items": decision,
    }
