"""What a project has to decide on: its file of decisions, and the proposals of its last run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from normalize.cli.look import archive_of

if TYPE_CHECKING:
    from normalize.edits import Decisions
    from normalize.review.decisions import Book
    from normalize.review.found import Found


def book_here() -> Book:
    """Return the file of decisions of this project. Raises ConfigError with every mistake of it."""
    from normalize.config import find_settings
    from normalize.review.decisions import Book

    return Book.open(Path(find_settings()["decisions"].value))


def decisions_here() -> Decisions:
    """Return the decisions of this project, ready to be asked. Raises ConfigError as `book_here` does."""
    from normalize.cli.task import decisions_of
    from normalize.config import find_settings

    return decisions_of(find_settings())


def proposals(doc: str, rule: str, lang: str, out: Path | None) -> Iterator[Found]:
    """Yield the proposals of a run that are meant. Raises UsageError where there is no such article or rule."""
    from normalize.review.found import everything
    from normalize.settings import rules_named

    rules_named([rule] if rule else [])
    archive = archive_of(out)
    for f in everything([archive.find(doc)] if doc else archive):
        if (not rule or rule in (f.edit.rule, f.stage)) and (not lang or f.lang == lang):
            yield f
