"""What the command line and the settings found make of a run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from normalize.cli.inputs import fields_of

if TYPE_CHECKING:
    from normalize.config import Setting
    from normalize.edits import Decisions
    from normalize.settings import Settings
    from normalize.store.task import Task


def task_of(
    settings: dict[str, Setting],
    *,
    only: list[str] | None = None,
    until: str = "",
    names_lang: str | None = None,
    lang: str = "",
    ignore: list[str] | None = None,
    glossary: list[Path] | None = None,
    field: list[str] | None = None,
) -> Task:
    """Return glossaries and settings of a run, from the command line and the settings found. Raises UsageError."""
    from normalize.errors import ConfigError
    from normalize.glossary.read import find_packs
    from normalize.store.task import Limits, Task

    for key in ("timeout", "memory"):
        if not settings[key].value:
            raise ConfigError(f"{key} must be 1 or more, not 0 ({settings[key].origin})")
    own = glossary or [Path(p) for p in settings["glossaries"].value] or None
    return Task(
        tuple(find_packs(own)),
        _settings(settings, only, until, names_lang, lang, ignore),
        names=fields_of(settings, field or ()),
        limits=Limits(settings["timeout"].value, settings["memory"].value),
    )


def _settings(
    settings: dict[str, Setting],
    only: list[str] | None,
    until: str,
    names_lang: str | None,
    lang: str,
    ignore: list[str] | None,
) -> Settings:
    from normalize.errors import ConfigError
    from normalize.settings import Settings, rules_named, stages_named

    names = settings["names_lang"].value if names_lang is None else names_lang
    quotes = settings["quotes"]
    if quotes.value not in ("rewrite", "leave"):
        raise ConfigError(f"quotes is rewrite or leave, not {quotes.value!r} ({quotes.origin})")
    return Settings(
        decisions=decisions_of(settings),
        lang=language(lang),
        names_lang=language(names),
        quotes=quotes.value,
        stages=stages_named(only or (), until),
        ignore=rules_named([*settings["ignore"].value, *(ignore or ())]),
    )


def decisions_of(settings: dict[str, Setting]) -> Decisions:
    """Return what people have decided, ready to be asked. Raises ConfigError with every mistake of the file."""
    from normalize.edits import Decisions
    from normalize.review.decisions import Book

    return Decisions.of(Book.open(Path(settings["decisions"].value)).decisions, settings["agreement"].value)


def language(code: str) -> str:
    """Return a language code as it was given. Raises UsageError where it is none."""
    from normalize.errors import UsageError

    if code and not (2 <= len(code) <= 3 and code.isascii() and code.islower()):
        raise UsageError(f"{code!r} is no language code; write en, de, zh and the like (ISO 639-1)")
    return code
