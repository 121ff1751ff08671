"""What a rule is: a pure function from a document to proposed edits, with its story and its examples."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from normalize.edits import Edit, Note
from normalize.stages.document import Document
from normalize.stages.survey import Recurrence, Seen, line_key
from normalize.text.media import TEXT

Edits = Iterable[Edit | Note]

FLOOR = 0.75
"""The confidence from which an edit is applied; below, it is a suggestion."""

Recurring = tuple[tuple[str, int, int], ...]
"""Lines of an example, in how many articles of its site each stands, and how many articles the site has."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text and what it becomes through one rule alone.

    `facts` are (name, value) pairs that the rule must lift, `remarks` the stretches that it remarks on.
    """

    before: str
    after: str
    lang: str = "en"
    media_type: str = TEXT
    facts: tuple[tuple[str, str], ...] = ()
    recurs: Recurring = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Leave:
    """A text that the rule must not touch."""

    text: str
    lang: str = "en"
    media_type: str = TEXT
    recurs: Recurring = ()


def survey_of(example: Example | Leave) -> Seen:
    """Return what a survey says of the lines of an example."""
    return Seen("example.org", tuple(Recurrence(line_key(line), n, total) for line, n, total in example.recurs))


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its name ("boilerplate/see-also"), its story and its examples. Calling it gives its proposals."""

    id: str
    doc: str
    examples: tuple[Example | Leave, ...]
    propose: Callable[[Document], Edits]

    def __call__(self, document: Document) -> list[Edit | Note]:
        """Return the proposals for a document, each with the rule's name."""
        proposals = list(self.propose(document))
        for said in proposals:
            object.__setattr__(said, "rule", self.id)  # stamped, not copied: nobody else has seen it yet
        return proposals

    @property
    def headline(self) -> str:
        """The first line of the story, without the rule's name."""
        return self.doc.split("\n", 1)[0].removeprefix(f"{self.id}: ")


@dataclass(frozen=True, slots=True)
class Stage:
    """Rules that all see the same text; `settle` judges between their proposals.

    Rules named in `last` give way where others take as much as they do.
    """

    name: str
    rules: tuple[Rule, ...]
    last: frozenset[str] = frozenset()


def rule(*, examples: Iterable[Example | Leave]) -> Callable[[Callable[[Document], Edits]], Rule]:
    """Make a rule of a function. Its name is its folder and file, its story the docstring of the file."""

    def make(propose: Callable[[Document], Edits]) -> Rule:
        folder, file = propose.__module__.split(".")[-2:]
        doc = sys.modules[propose.__module__].__doc__ or ""
        return Rule(f"{folder}/{file.replace('_', '-')}", doc.strip(), tuple(examples), propose)

    return make
