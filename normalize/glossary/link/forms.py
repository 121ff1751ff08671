"""A written name as the forms it stands for, and how much each of its words says about who is meant."""

from __future__ import annotations

import re
from typing import Final

from normalize.glossary.link.phonemes import Script, Word, in_cantonese, words_of

Form = tuple[Word, ...]

_LIGHT: Final = frozenset(
    """
    al el ul ad ed as ash az an ar at bin ben ibn bint bou ould abu abd und y i e of the zu zur zum von van der den ter
    ten de di da del della dos das do la le les du af st san santa
    sir lord dr prof mr mrs ms jr sr junior senior ii iii iv general colonel major haji hajji hadji sheikh shaykh mullah
    maulawi mawlawi baron baroness count prince princess king queen saint
    аль эль ибн бин бен фон ван де ди да дер абу мл ст и ال بن ابن ابو أبو آل دي دو בן אל אבן דה די ון פון ואן
    폰 드 데 반 알
    """.split()
)
"""Particles and titles: they come and go between spellings of one name."""

_PATRONYMIC: Final = re.compile(
    r".{2,}(?:[oea]vi(?:ch|c|tch)|[oe]vych|(?:ov|ev|iv|iw)na|[oe]una|ович|евич|йович|авіч|евіч|[оеії]вна|[аео]ўна|ична|іч)$"
)
_CUT: Final = re.compile(r"[;/]|\s[-\N{EN DASH}]\s")
_ASIDE: Final = re.compile(r"^(.*?)[(（]([^()（）]+)[)）]\s*(.*)$")
_SURNAME_FIRST: Final = re.compile(r"^\s*([^,]+),\s*([^,]+)$")


def weight(word: Word) -> float:
    """Return how much a word says: particles and titles little, patronymics some, long words most (up to 1)."""
    if word.text in _LIGHT:
        return 0.15
    return 0.35 if _PATRONYMIC.match(word.text) else min(1.0, 0.4 + 0.12 * len(word.sounds))


def forms_of(text: str) -> list[Form]:
    """Return the forms in "One (Other)", "One; Other" and "Kim Ho Kyu 김호규"; "Surname, Name" is turned round."""
    found: list[Form] = []
    for part in _CUT.split(text):
        aside = _ASIDE.match(part)
        pieces = [f"{aside[1]} {aside[3]}", aside[2]] if aside and words_of(aside[1]) else [part]
        for piece in pieces:
            found += _by_script(words_of(_SURNAME_FIRST.sub(r"\2 \1", piece)))
    found += [tuple(map(in_cantonese, form)) for form in found if _is_chinese(form)]
    return list(dict.fromkeys(found))


def _is_chinese(form: Form) -> bool:
    """Whether a form looks like the name of a Chinese: a surname and a given name of one or two characters."""
    return len(form) == 2 and len(form[0].text + form[1].text) <= 4 and all(w.script is Script.HAN for w in form)


def _by_script(words: Form) -> list[Form]:
    """The words of each script by themselves; Japanese mixes two."""
    scripts = {w.script for w in words}
    if len(scripts) < 2 or scripts == {Script.HAN, Script.KANA}:
        return [words] if words else []
    return [tuple(w for w in words if w.script is s) for s in sorted(scripts)]
