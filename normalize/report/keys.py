"""The keys of the review, one map for terminal and page."""

from __future__ import annotations

from typing import NamedTuple


class Press(NamedTuple):
    """A key: what is pressed, its name, and what it does."""

    key: str
    name: str
    does: str


KEYS: tuple[Press, ...] = (
    Press("j", "next", "the next change"),
    Press("k", "previous", "the change before"),
    Press("]", "next article", "the first change of the next article"),
    Press("[", "previous article", "the first change of the article before"),
    Press("a", "accept", "accept the change"),
    Press("x", "reject", "reject the change"),
    Press(" ", "skip", "leave it undecided"),
    Press("u", "undo", "take the last answer back"),
    Press("s", "scope", "how far the answer reaches: here, document, everywhere, rule"),
    Press("A", "accept all", "accept all in this filter (asks first)"),
    Press("X", "reject all", "reject all in this filter (asks first)"),
    Press("n", "name", "write what is offered into the glossary"),
    Press("o", "original", "show the source; on the page, while it is held down"),
    Press("w", "why", "show the reasons"),
    Press("/", "filter", "show only some changes, such as rule:names lang:ru kyiv"),
    Press("g", "concordance", "show all places with the same change"),
    Press("?", "help", "show the keys"),
    Press("q", "save and quit", "end the review; every answer is written already"),
)
