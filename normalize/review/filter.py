"""Which changes a person wants to see: "rule:names lang:ru kyiv"."""

from __future__ import annotations

from collections.abc import Callable

from normalize.review.found import Found

_PARTS: dict[str, Callable[[Found, str], bool]] = {
    "rule": lambda f, said: f.edit.rule.startswith(said.rstrip("*")),
    "lang": lambda f, said: f.lang == said,
    "doc": lambda f, said: said in f.doc,
    "stage": lambda f, said: f.stage == said,
    "status": lambda f, said: f.status == said,
}


def fits(f: Found, words: str) -> bool:
    """Whether a change fits all words: `rule:`, `lang:`, `doc:`, `stage:`, `status:`, or text in it or around it."""
    return all(_fits(f, word) for word in words.split())


def _fits(f: Found, word: str) -> bool:
    part, mark, said = word.partition(":")
    if mark and part in _PARTS:
        return _PARTS[part](f, said)
    return word.casefold() in f"{f.near} {f.edit.after}".casefold()
