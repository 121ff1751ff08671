"""What is to be done with every document of a run, and what became of one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from normalize.settings import Settings
from normalize.store.archive import Archived
from normalize.store.formats import Fields

if TYPE_CHECKING:
    from normalize.stages.survey import Survey
    from normalize.text.likeness import Likeness

_SURVEYED = ("boilerplate", "boilerplate/recurring")  # who asks the survey


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take: seconds by the clock, and megabytes of memory beyond what its process has anyway.

    A document that does not even stop when its time is over has half of it again, then its process is ended.
    """

    seconds: float = 60.0
    megabytes: int = 2048


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one item: its outputs as they will stand on disk, or the reason why there are none.

    `sha256` is the digest of what was read of it, even where there are no outputs. `words` and `marks` are what a
    glossary and a decision could touch, as `Touch` takes it down. `sheet` is what the report has of it.
    """

    id: str
    source: str
    text: str = ""
    ledger: str = ""
    record: dict[str, Any] = field(default_factory=dict)
    changes: int = 0
    suggestions: int = 0
    skip: tuple[str, str] | None = None
    likeness: Likeness | None = None
    words: str = ""
    marks: bytes = b""
    sheet: str = ""
    sha256: str = ""


def no_sheet(_: Archived) -> str:
    """Draw nothing."""
    return ""


@dataclass(frozen=True, slots=True)
class Task:
    """What every process needs to know: glossary files and settings, and what recurs in the inputs of the run.

    `names` says what the fields of records are called, `limits` what one document may take. `sheet` draws what the
    report has of an article; nothing is drawn where no report will be made.
    """

    glossaries: tuple[Path, ...]
    settings: Settings
    survey: Survey | None = None
    names: Fields = field(default_factory=Fields)
    limits: Limits = field(default_factory=Limits)
    sheet: Callable[[Archived], str] = no_sheet


Draw = Callable[[Iterable[str], Sequence[Mapping[str, str]]], Iterable[str]]
"""Puts the report together from the sheets of articles and the inputs that were skipped, as chunks of a page."""


def is_surveyed(task: Task) -> bool:
    """Whether a run asks what recurs in its inputs."""
    return _SURVEYED[0] in task.settings.stages and task.settings.ignore.isdisjoint(_SURVEYED)
