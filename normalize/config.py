"""Settings: the command line, NORMALIZE_* variables, [tool.normalize] of the nearest pyproject.toml, defaults."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from normalize.errors import ConfigError


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
    "jobs": (int, 0, "processes; 0 for as many as there are processors"),
}
"""Every setting: its type, its default, and what it is."""


def find_settings(start: Path | None = None) -> dict[str, Setting]:
    """Return every setting with its origin. Raises ConfigError with all mistakes of the file."""
    found = {key: Setting(default, "default") for key, (_, default, _) in KNOWN.items()}
    here = (start or Path.cwd()).resolve()
    file = next((p / "pyproject.toml" for p in (here, *here.parents) if (p / "pyproject.toml").is_file()), None)
    if file is not None:
        found |= _from_file(file)
    for key, (kind, _, _) in KNOWN.items():
        name = f"NORMALIZE_{key.upper()}"
        if said := os.environ.get(name):
            found[key] = Setting(_parsed(said, kind, name), f"the variable {name}")
    return found


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


def _table(file: Path) -> dict[str, Any]:
    try:
        table = tomllib.loads(file.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as e:
        raise ConfigError(f"{file}: cannot be read: {e}") from None
    for depth, key in enumerate(("tool", "normalize")):
        table = table.get(key, {})
        if not isinstance(table, dict):
            raise ConfigError(f"{file}: {'tool.' * depth}{key} must be a table, not {table!r}")
    return table


def _fits(value: Any, kind: type) -> bool:
    if isinstance(value, list):
        return kind is list and all(isinstance(v, str) for v in value)
    if isinstance(value, int):
        return kind is int and value >= 0 and not isinstance(value, bool)
    return isinstance(value, kind)


def _parsed(said: str, kind: type, name: str) -> Any:
    if kind is list:
        return [part for part in said.split(os.pathsep) if part]
    if kind is int:
        if not said.isdecimal():
            raise ConfigError(f"{name} must be a {_said(kind)}, not {said!r}")
        return int(said)
    return said


def _said(kind: type) -> str:
    return {str: "text", list: "list of texts", int: "number, 0 or more"}[kind]
