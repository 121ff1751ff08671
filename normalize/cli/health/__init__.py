"""What `normalize doctor` looks at, part by part: facts, and what is wrong with the mend of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Trouble(NamedTuple):
    """Something that is wrong, and what mends it."""

    what: str
    mend: str


@dataclass(slots=True)
class Part:
    """One part of the examination: facts as (label, what was found), and troubles."""

    title: str
    facts: list[tuple[str, str]] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)

    def fact(self, label: str, found: str) -> None:
        """Note something that was found."""
        self.facts.append((label, found))

    def wrong(self, what: str, mend: str) -> None:
        """Note something that is wrong, and what mends it."""
        self.troubles.append(Trouble(what, mend))

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "part": self.title,
            "facts": dict(self.facts),
            "troubles": [trouble._asdict() for trouble in self.troubles],
        }


def examine() -> list[Part]:
    """Look at everything, in the order in which a person would mend it."""
    from normalize.cli.health import outputs, place, program, project

    checks: tuple[Callable[[Part], None], ...] = (
        program.examine,
        project.settings,
        project.knowledge,
        project.sources,
        outputs.examine,
        place.examine,
    )
    titles = ("Program", "Settings", "Knowledge", "Sources", "Outputs", "This machine")
    parts = [Part(title) for title in titles]
    for part, check in zip(parts, checks, strict=True):
        check(part)
    return parts
