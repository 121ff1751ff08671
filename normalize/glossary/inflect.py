"""Endings that a name takes in a sentence: what a word may be the case of, and the same case of another spelling.

Only the paradigms of the text's own language (`endings.yaml`) are tried, and only on names that are known: "Путина" is
a case of "Путин" because "Путин" stands in the glossary. Words and endings compare folded, without diacritics and case.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from normalize.strictyaml import Node, complain, parse
from normalize.text.words import fold

_SHORTEST = 2  # letters that two cases of a name share


class Case(NamedTuple):
    """A folded citation form, the letters that it loses at its end, and those that come instead."""

    base: str
    lost: str
    gained: str


@cache
def _tables() -> dict[str, dict[str, Node]]:
    yaml = parse((Path(__file__).parent / "endings.yaml").read_bytes(), "endings.yaml")
    complain(yaml.mistakes)
    return {lang: node.value for lang, node in yaml.root.value.items()} if yaml.root else {}


def _paradigms(lang: str) -> Iterator[tuple[str, str]]:
    """How citation forms of a language end, and their endings in other cases, with those of the language it is like."""
    for nominative, node in _tables().get(lang, {}).items():
        if nominative == "like":
            yield from _paradigms(node.value)
        else:
            yield nominative, node.value


@cache
def _reverse(lang: str) -> tuple[dict[str, tuple[str, ...]], int]:
    """For each ending of a language's cases: how the citation form may end. And the longest ending."""
    lost_by: dict[str, dict[str, None]] = {}
    for nominative, found in _paradigms(lang):
        lost = "" if nominative == "-" else fold(nominative)
        for ending in found.split():
            lost_by.setdefault(fold(ending), {})[lost] = None
    return {e: tuple(found) for e, found in lost_by.items()}, max(map(len, lost_by), default=0)


def inflects(lang: str) -> bool:
    """Return whether names take endings in a language."""
    return lang in _tables()


def cases(word: str, lang: str) -> list[Case]:
    """Return what a folded word may be an inflected form of, in a language; not the word itself."""
    endings, longest = _reverse(lang)
    found: list[Case] = []
    for n in range(min(longest, len(word) - _SHORTEST) + 1):
        stem, ending = word[: len(word) - n], word[len(word) - n :]
        found += [Case(stem + lost, lost, ending) for lost in endings.get(ending, ()) if lost != ending]
    return found


def forms(base: str) -> set[str]:
    """Return every folded word that may be an inflected form of this one in some language, and the word itself."""
    found = {base}
    for lost, endings in _lost().items():
        stem = base[: len(base) - len(lost)]
        if base.endswith(lost) and len(stem) >= _SHORTEST:
            found.update(stem + ending for ending in endings)
    return found


@cache
def _lost() -> dict[str, set[str]]:
    """For each way in which citation forms end in some language: the endings that come instead."""
    found: dict[str, set[str]] = {}
    for lang in _tables():
        for ending, lost_by in _reverse(lang)[0].items():
            for lost in lost_by:
                found.setdefault(lost, set()).add(ending)
    return found


@lru_cache(maxsize=4096)
def carry(surface: str, case: Case, form: str) -> str:
    """Return a form in the case that a surface has, or an empty string where the form cannot carry the ending.

    `surface` and `form` are one word each as written. What the surface's ending took away must stand at the form's end;
    where it took nothing away, both must end alike: in the same letter, or both in a consonant.
    """
    ending = surface[len(surface) - len(case.gained) :] if case.gained else ""
    if case.lost:
        if not fold(form).endswith(case.lost) or len(fold(form)) != len(form):
            return ""
        return form[: len(form) - len(case.lost)] + ending
    mine, its = case.base[-1:], fold(form)[-1:]
    if case.gained == "s":  # a genitive, which all but hissing sounds can carry
        return form + ending if its not in _HISSING else ""
    both_consonants = mine not in _VOWELS and its not in _VOWELS and mine.isalpha() and its.isalpha()
    return form + ending if mine == its or both_consonants else ""


_HISSING = frozenset("sxzß")
_VOWELS = frozenset("aeiouyаеиоуыэюяіαεηιουω")
