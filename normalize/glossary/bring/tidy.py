"""What can be a name in a glossary, and what cannot."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from normalize.text.scripts import is_unspaced, main_script

LONGEST = 200  # code points
LANGUAGES = (
    "en de fr es it pt nl sv da nb fi pl cs sk hu ro bg el ru uk sr hr bs tr ar fa he hi id vi zh ja ko "
    "et lv lt sl mk sq be ka hy az kk bn ur ta th ca"
).split()
"""The languages that a name list is searched for, the most likely to be wanted first."""

_SPACE = re.compile(r"\s+")
_UNSEEN = re.compile(  # marks of direction and breaks; joiners stay, Persian and Indian spelling needs them
    "[\N{SOFT HYPHEN}\N{ARABIC LETTER MARK}\N{ZERO WIDTH SPACE}\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}"
    "\N{LEFT-TO-RIGHT EMBEDDING}-\N{RIGHT-TO-LEFT OVERRIDE}\N{WORD JOINER}"
    "\N{LEFT-TO-RIGHT ISOLATE}-\N{POP DIRECTIONAL ISOLATE}\N{ZERO WIDTH NO-BREAK SPACE}]"
)
_LANG = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,8})?")
_ISO = dict(  # ISO 639-2 and -3 to the codes of the glossaries, for the languages that lists most often have
    pair.split(":")
    for pair in (
        "eng:en deu:de ger:de fra:fr fre:fr spa:es ita:it por:pt nld:nl dut:nl swe:sv dan:da nob:nb nor:nb no:nb "
        "fin:fi pol:pl ces:cs cze:cs slk:sk slo:sk hun:hu ron:ro rum:ro bul:bg ell:el gre:el rus:ru ukr:uk srp:sr "
        "hrv:hr bos:bs tur:tr ara:ar fas:fa per:fa heb:he hin:hi ind:id vie:vi zho:zh chi:zh jpn:ja kor:ko iw:he"
    ).split()
)
_PLAIN = re.compile(r"[!-~]+(?: [!-~]+)*")
_TWO_LETTERS = re.compile(r"[^\W\d_].*[^\W\d_]")
_DAMAGED = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\N{REPLACEMENT CHARACTER}\ufffe\uffff]")


def tidy(text: str) -> tuple[str, str]:
    """Return a name as a glossary has it, and why it cannot be one: a reason of `LeftOut`, or an empty string.

    White space becomes single spaces, accents are composed, marks of direction go.
    """
    if len(text) > 4 * LONGEST:  # before anything that takes long
        return text[:LONGEST], "too-long"
    name = text
    if not _PLAIN.fullmatch(text):
        if _DAMAGED.search(text):
            return text, "control"
        name = unicodedata.normalize("NFC", _SPACE.sub(" ", _UNSEEN.sub("", text)).strip())
    if len(name) > LONGEST:
        return name, "too-long"
    return name, "" if _TWO_LETTERS.search(name) else "one-letter"


def is_single_word(name: str) -> bool:
    """Return whether a name is one word, in a script that puts spaces between the words of a name."""
    return " " not in name and not is_unspaced(name) and main_script(name) != "Hangul"


def is_latin(name: str) -> bool:
    """Return whether a name is in Latin letters."""
    return name.isascii() or main_script(name) == "Latin"


@lru_cache(maxsize=1000)
def language(code: str) -> str:
    """Return a language code as the glossaries have it, or an empty string where it is none: "ENG" is "en"."""
    plain = code.strip().lower().replace("_", "-")
    plain = _ISO.get(plain, plain)
    return plain if _LANG.fullmatch(plain) and plain not in ("mul", "und") else ""
