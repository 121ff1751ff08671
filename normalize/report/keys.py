"""The keys of a review: one map for the page and the terminal."""

from __future__ import annotations

from typing import Literal, NamedTuple


class Key(NamedTuple):
    """A key, the name of what it does, the same in words, and where it does it."""

    key: str
    name: str
    about: str
    where: Literal["both", "page", "terminal"] = "both"


KEYS = (
    Key("j", "next", "next change"),
    Key("k", "previous", "previous change"),
    Key("]", "next_article", "next article"),
    Key("[", "previous_article", "previous article"),
    Key("a", "accept", "accept"),
    Key("x", "reject", "reject"),
    Key(" ", "skip", "skip"),
    Key("u", "undo", "undo"),
    Key("s", "scope", "scope: this place, this article, everywhere, the whole rule"),
    Key("A", "accept_all", "accept all that are found"),
    Key("X", "reject_all", "reject all that are found"),
    Key("o", "original", "the original, while it is held"),
    Key("w", "why", "why: the whole chain of causes"),
    Key("g", "places", "all places of this change"),
    Key("Enter", "open", "open the article at this change", "page"),
    Key("/", "filter", "search and filter", "page"),
    Key("?", "help", "the keys"),
    Key("q", "quit", "save and quit", "terminal"),
)
