"""Settings: the command line, NORMALIZE_* variables, [tool.normalize] of the nearest pyproject.toml, defaults."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from json import dumps
from pathlib import Path
from typing import Any

from normalize.errors import ConfigError, UsageError


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its value, and where it comes from."""

    value: Any
    origin: str


KNOWN: dict[str, tuple[type, Any, str]] = {
    "seeds": (str, "seeds", "the folder of the sources"),
    "out": (str, "out", "the folder of the outputs"),
    "glossaries": (list, [], "your glossary files and folders; `glossaries/` here where nothing is said"),
    "names_lang": (str, "", "a language that all names take the form of"),
    "quotes": (str, "rewrite", "names in quotations and titles: rewrite or leave"),
    "ignore": (list, [], "rules that are not used"),
    "text_field": (str, "text", "the field of records, or the column, that holds the text"),
    "html_field": (str, "html", "the field that holds a page; where it has one, that is read"),
    "id_field": (str, "id", "the field that holds the id"),
    "title_field": (str, "title", "the field that holds the title"),
    "jobs": (int, 0, "processes; 0 for as many as there are processors"),
    "timeout": (int, 60, "seconds that one article may take"),
    "memory": (int, 2048, "megabytes of memory that one article may take, where several processes work"),
    "decisions": (str, "glossaries/decisions.yaml", "the file of what people accepted and rejected"),
    "agreement": (float, 0.5, "a rule that people surely agree with less often than that only suggests"),
}
"""Every setting: its type, its default, and what it is."""


def defaults() -> dict[str, Setting]:
    """Return every setting as it is where nobody says anything."""
    return {key: Setting(default, "default") for key, (_, default, _) in KNOWN.items()}


def find_settings(start: Path | None = None) -> dict[str, Setting]:
    """Return every setting with its origin. Raises ConfigError with all mistakes of the file."""
    found = defaults()
    here = start.resolve() if start else _here()
    file = next((p / "pyproject.toml" for p in (here, *here.parents) if (p / "pyproject.toml").is_file()), None)
    if file is not None:
        found |= _from_file(file)
    for key, (kind, _, _) in KNOWN.items():
        name = f"NORMALIZE_{key.upper()}"
        if said := os.environ.get(name):
            found[key] = Setting(_parsed(said, kind, name), f"the variable {name}")
    return found


def _here() -> Path:
    try:
        return Path.cwd()
    except OSError as e:
        raise UsageError(f"the current folder is gone ({e.strerror}); change to another one") from None


def _from_file(file: Path) -> dict[str, Setting]:
    mistakes: list[str] = []
    found: dict[str, Setting] = {}
    for key, value in _table(file).items():
        if key not in KNOWN:
            near = get_close_matches(key, KNOWN, 1, 0.6)
            hint = f"did you mean {near[0]!r}?" if near else f"known are: {', '.join(KNOWN)}"
            mistakes.append(f"{file}: [tool.normalize] has an unknown key {key!r}; {hint}")
        elif not _fits(value, KNOWN[key][0]):
            mistakes.append(f"{file}: [tool.normalize] {key} must be a {_said(KNOWN[key][0])}, not {value!r}")
        else:
            found[key] = Setting(value, str(file))
    if mistakes:
        raise ConfigError("\n".join(mistakes))
    return found


_PARTS = 100  # of a key with dots: longer ones take tomllib forever to read


def _table(file: Path) -> dict[str, Any]:
    try:
        text = file.read_text("utf-8")
        for number, line in enumerate(text.split("\n"), 1):
            key = line.partition("=")[0].partition("#")[0]
            if key.count(".") > _PARTS and not {'"', "'"} & set(key):
                raise ConfigError(f"{file}:{number}: a key of more than {_PARTS} parts; nobody can mean that")
        table = tomllib.loads(text)
    except (OSError, ValueError, RecursionError) as e:
        raise ConfigError(f"{file}: cannot be read: {e}") from None
    for depth, key in enumerate(("tool", "normalize")):
        table = table.get(key, {})
        if not isinstance(table, dict):
            raise ConfigError(f"{file}: {'tool.' * depth}{key} must be a table, not {table!r}")
    return table


def _fits(value: Any, kind: type) -> bool:
    match value:
        case list():
            return kind is list and all(isinstance(v, str) for v in value)
        case bool():
            return False
        case int() | float() if kind is float:
            return 0 <= value <= 1
        case int():
            return kind is int and value >= 0
    return isinstance(value, kind) and kind is not float


def _parsed(said: str, kind: type, name: str) -> Any:
    if kind is list:
        return [part for part in said.split(os.pathsep) if part]
    if kind in (int, float):
        value = _number(said, kind)
        if not _fits(value, kind):
            raise ConfigError(f"{name} must be a {_said(kind)}, not {said!r}")
        return value
    return said


def _number(said: str, kind: type) -> Any:
    try:
        return kind(said) if said.isascii() and "_" not in said else None
    except ValueError:
        return None


def _said(kind: type) -> str:
    return {str: "text", list: "list of texts", int: "number, 0 or more", float: "number from 0 to 1"}[kind]


def commented() -> str:
    """Return the table [tool.normalize] as text: what each setting is, and its default behind a `#`."""
    rows = (f"# {told}\n# {key} = {dumps(default)}\n" for key, (_, default, told) in KNOWN.items())
    return "\n".join(
        ["[tool.normalize]\n# Take the # off a line to change a setting; shown are the defaults.\n", *rows]
    )


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the table [tool.normalize]."""
    texts = {"type": "array", "items": {"type": "string"}}
    shapes: dict[type, dict[str, Any]] = {
        str: {"type": "string"},
        list: texts,
        int: {"type": "integer", "minimum": 0},
        float: {"type": "number", "minimum": 0, "maximum": 1},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Settings of normalize: [tool.normalize] in pyproject.toml",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            key: {**shapes[kind], "default": default, "description": told}
            for key, (kind, default, told) in KNOWN.items()
        },
    }
