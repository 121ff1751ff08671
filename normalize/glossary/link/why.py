"""The evidence for a link, in plain words."""

from __future__ import annotations

from typing import Final

from normalize.glossary.link.costs import Floats
from normalize.glossary.link.forms import Form
from normalize.glossary.link.phonemes import Script
from normalize.glossary.link.retrieve import skeleton
from normalize.glossary.link.score import AT

_SAME: Final = 0.95
_ALIKE: Final = 0.75
_CALLED: Final = {s: s.name.capitalize() for s in Script} | {Script.OTHER: "another script"}


def why(row: Floats, here: Form, there: Form) -> str:
    """Return what speaks for and against a link, such as "same consonants, Cyrillic read as Latin"."""
    said = [_spelling(row, here, there)]
    if here[0].script is not there[0].script:
        said.append(f"{_CALLED[here[0].script]} read as {_CALLED[there[0].script]}")
    if not row[AT["in_order"]]:
        said.append("words in another order")
    if row[AT["initials"]]:
        said.append("an initial")
    if row[AT["ending"]] > 0.1:
        said.append("another ending")
    if row[AT["heavy_here"]] < row[AT["heavy_there"]]:
        said.append("one word of the name only" if row[AT["heavy_here"]] == 1 else "fewer words than the listed name")
    elif row[AT["heavy_here"]] > row[AT["heavy_there"]]:
        said.append("more words than the listed name")
    return ", ".join(said)


def _spelling(row: Floats, here: Form, there: Form) -> str:
    """How near the words are."""
    if sorted(w.text for w in here) == sorted(w.text for w in there):
        return "the same spelling"
    alike = max(float(row[AT["mean"]]), float(row[AT["joined"]]))
    if alike >= _SAME:
        return "the same sounds"
    if skeleton("".join(w.sounds for w in here)) == skeleton("".join(w.sounds for w in there)):
        return "same consonants"
    if min(float(row[AT["worst"]]), alike) >= _ALIKE or float(row[AT["joined"]]) >= _ALIKE:
        return "nearly the same sounds"
    return "some sounds in common"
