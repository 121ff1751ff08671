"""Spellings that newspapers derive from the native form of a name: by letter, by syllable, by custom.

`forms` is the door. Each family of scripts has a file: Cyrillic (with Georgian and Armenian, whose sounds it spells),
Hangul, Han, kana, Greek. All work the same way: the name is cut into pieces, each piece has spellings in order of
usage, and the likeliest joins of one of each are taken best-first, every sound spelt in one way throughout.
"""

from __future__ import annotations

from types import ModuleType

from normalize.glossary.romanise import cyrillic, greek, han, hangul, kana

LIMIT = 24
"""Spellings of one name for the texts of one language."""

_FAMILIES: dict[str, ModuleType] = {
    source: family for family in (cyrillic, hangul, han, kana, greek) for source in family.SOURCES
}

_SYSTEMS = {
    "ko": "Korean press romanisation",
    "ja": "Hepburn and Kunrei",
    **dict.fromkeys(han.SOURCES, "pinyin and Wade–Giles"),
}


def forms(native: str, source: str, target: str) -> tuple[str, ...]:
    """Return the spellings of a whole name in the language `source` for texts in `target`, the most usual first.

    They are printed as newspapers there do, at most `LIMIT`, no two the same but for case and diacritics; none where no
    table exists or the name is not in the script of its language.
    """
    if target not in targets(source):
        return ()
    return tuple(text for _, text in _FAMILIES[source].spell(native, source, target, LIMIT))


def targets(source: str) -> tuple[str, ...]:
    """Return the languages for whose texts a name in the language `source` can be spelt."""
    return _FAMILIES[source].TARGETS if source in _FAMILIES else ()


def name_of(source: str, target: str) -> str:
    """Return what a derivation is called in explanations, such as "press romanisation ru → de"."""
    system = _SYSTEMS.get(source, "press romanisation") if target in han.LATIN else "Palladius's transcription"
    return f"{system} {source} → {target}"
