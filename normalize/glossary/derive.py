"""Spellings that nobody had to list: those that the tables of romanisation make of a name's native forms.

A derived spelling belongs to the language of its table: German press spellings are looked for in German texts, and in
English ones, where what was translated from everywhere ends up; those of the English tables are looked for everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from normalize.glossary.romanise import forms, name_of, targets
from normalize.glossary.shape import Entry, Spelling
from normalize.text.words import words

_EVERYWHERE = "en"
_ENDED = frozenset(("lv", "lt"))  # every name ends in -s there, which is a genitive or a plural elsewhere
_LONGEST = 12  # words of a name


def spellings(entry: Entry) -> Iterator[Spelling]:
    """Yield the derived spellings of an entry that it does not list, each once, with the languages that it is good for.

    Two words at the least, but for surnames of people (`kind` "short"): one word may be anything.
    """
    if not entry.romanise:
        return
    full = {words(s.text) for s in entry.spellings if s.kind != "short"}
    full.update(map(words, entry.rejected))
    yield from _derived(entry.native, full, "derived")
    if entry.type == "person" and entry.alone != "never":
        short = {words(s.text) for s in entry.spellings if s.kind == "short"}
        native = {lang: form for lang, form in entry.short.items() if lang in entry.native}
        yield from _derived(native, short, "short")


def derive(entry: Entry, lang: str) -> list[str]:
    """Return the spellings of an entry that the tables for a language make of its native forms, likeliest first."""
    return list(dict.fromkeys(form for source, native in entry.native.items() for form in forms(native, source, lang)))


def _derived(native: dict[str, str], known: set[tuple[str, ...]], kind: str) -> Iterator[Spelling]:
    least = 1 if kind == "short" else 2
    made: dict[tuple[str, ...], tuple[str, set[str], str]] = {}
    for source, form in native.items():
        for target in targets(source):
            told = f"{name_of(source, target)}, of {form}"
            for text in forms(form, source, target):
                key = words(text)
                if key not in known and least <= len(key) <= _LONGEST:
                    made.setdefault(key, (text, set(), told))[1].add(target)
    for text, langs, told in made.values():
        abroad = (_EVERYWHERE,) if langs - _ENDED else ()
        limited = frozenset() if _EVERYWHERE in langs else frozenset((*langs, *abroad))
        yield Spelling(text, "short" if kind == "short" else "derived", limited, told)
