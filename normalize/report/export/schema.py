"""The JSON Schema of exported changes: one line of `normalize export jsonl`."""

from __future__ import annotations

from typing import Any, get_args

from normalize.edits.settle import Status
from normalize.report.export.jsonl import FORMAT, KIND

_DIGEST = "^[0-9a-f]{64}$"


def schema() -> dict[str, Any]:
    """Return the JSON Schema of an article with its changes."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Changes of an article",
        "description": "One line of `normalize export jsonl`. Offsets count Unicode code points, half open. Strings "
        "are valid Unicode: a lone surrogate of a source is U+FFFD here, one for one, so that offsets stay true.",
        **_object(
            format=_const(FORMAT, "The version of this shape."),
            kind=_const(KIND, "What this record is."),
            id=_text("The id of the article."),
            source=_text("The path of the source below the input folder, and its line where one file holds many."),
            lang=_text("The language of the article, ISO 639-1, or und."),
            source_sha256=_text("SHA-256 of the bytes of the source.", pattern=_DIGEST),
            output_sha256=_text("SHA-256 of the clean text as UTF-8.", pattern=_DIGEST),
            changes={
                "type": "array",
                "description": "Every proposal, stage by stage: those applied first, then the others.",
                "items": _change(),
            },
        ),
    }


def _change() -> dict[str, Any]:
    return _object(
        id=_text(
            "The fingerprint: before, after and 24 code points of source on each side. Not unique: two changes that "
            "read the same in places that read the same share it.",
            pattern="^[0-9a-f]{16}$",
        ),
        stage=_text("The stage that made it."),
        rule=_text("The rule that proposed it, such as names/listed."),
        status={
            "enum": list(get_args(Status)),
            "description": "What became of it: made, refused by a decision, too unsure, or beaten by a better one.",
        },
        by=_text("The decision that refused it or the rule that beat it; empty where nobody did."),
        before=_text(
            "What the edit replaces, in the text that its stage was shown; earlier stages may have changed it."
        ),
        after=_text("What the edit writes; empty where it only takes away."),
        reason=_text("Why."),
        confidence={"type": "number", "description": "The chance that a reviewer would accept it.", **_UNIT},
        facts={
            "type": "array",
            "description": "What it tells about the article.",
            "items": _object(name=_text("Such as byline."), value=_text("Its value.")),
        },
        source=_object(
            start=_offset("Where its place begins in the source text."),
            end=_offset("Where it ends. Where earlier stages changed the place it is widened to their whole changes."),
            exact=_text("The source text from start to end. The same as before, where no earlier stage was here."),
            prefix=_text("Up to 32 code points of source in front of it."),
            suffix=_text("Up to 32 code points of source behind it."),
        ),
        output=_object(
            start=_offset("Where the clean text has what became of it."),
            end=_offset("Where that ends. The same as start, where nothing is left of it."),
        ),
    )


_UNIT = {"minimum": 0, "maximum": 1}


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": list(properties),
        "additionalProperties": False,
        "properties": properties,
    }


def _text(told: str, **more: str) -> dict[str, Any]:
    return {"type": "string", "description": told, **more}


def _const(value: int | str, told: str) -> dict[str, Any]:
    return {"const": value, "description": told}


def _offset(told: str) -> dict[str, Any]:
    return {"type": "integer", "minimum": 0, "description": told}
