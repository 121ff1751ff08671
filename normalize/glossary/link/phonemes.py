"""A name in any script as words, and each word as sounds.

Scripts that `letters.py` does not list are read off the names of their characters in the Unicode standard ("DEVANAGARI
LETTER KA" is "ka"), Han characters off `mandarin.txt` and `cantonese.txt`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from enum import IntEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final, NamedTuple

import regex

from normalize.glossary.link import letters
from normalize.text.scripts import script
from normalize.text.words import fold


class Script(IntEnum):
    """The scripts whose spellings are compared with costs of their own."""

    LATIN = 0
    CYRILLIC = 1
    ARABIC = 2
    HEBREW = 3
    KANA = 4
    HANGUL = 5
    HAN = 6
    GREEK = 7
    OTHER = 8


_SCRIPT: Final = {
    "Latin": Script.LATIN, "Cyrillic": Script.CYRILLIC, "Arabic": Script.ARABIC, "Hebrew": Script.HEBREW,
    "Hiragana": Script.KANA, "Katakana": Script.KANA, "Hangul": Script.HANGUL, "Han": Script.HAN, "Greek": Script.GREEK,
}  # fmt: skip
_MARKED: Final = frozenset({Script.LATIN, Script.CYRILLIC, Script.ARABIC, Script.HEBREW, Script.GREEK})
_APOSTROPHES: Final = "'’ʼ‘`´ʻʿʾʹʺ״׳\"“”"
_WORD: Final = regex.compile(
    rf"[\p{{L}}\p{{M}}ー]+(?:[{_APOSTROPHES}\N{{ZERO WIDTH NON-JOINER}}\N{{ZERO WIDTH JOINER}}]+[\p{{L}}\p{{M}}]+)*"
)
_LATIN: Final = re.compile("|".join(sorted(map(re.escape, letters.LATIN), key=len, reverse=True)))
_GREEK: Final = re.compile("|".join(sorted(letters.GREEK, key=len, reverse=True)))
_TWO: Final = re.compile(r"[אבגדהוזחטיכךלמםנןסעפףצץקרשת]'|וו|יי|ու")
_NAMED: Final = re.compile(
    r"(?:LETTER|VOWEL SIGN|SYLLABLE|CHARACTER|SIGN) (?:SMALL |INDEPENDENT VOWEL |FULL |TALL )?(.+)"
)


class Word(NamedTuple):
    """A word of a name: its folded spelling, its sounds, and its script."""

    text: str
    sounds: str
    script: Script


def script_of(text: str) -> Script:
    """Return the script of the first letter."""
    for char in text:
        if char.isalpha() and char != "ー":
            return _SCRIPT.get(script(char), Script.OTHER)
    return Script.LATIN


@lru_cache(maxsize=100_000)
def words_of(name: str) -> tuple[Word, ...]:
    """Return the words of a name; a run of two to four Han or Hangul characters is a surname and a given name."""
    found = [w.strip("ー") for w in _WORD.findall(unicodedata.normalize("NFC", name[:200]))]
    scripts = [script_of(w) for w in found]
    runs: list[str] = []
    for run, kind in zip(found, scripts, strict=True):
        full = kind in {Script.HAN, Script.HANGUL} and 2 <= len(run) <= 4 and scripts.count(kind) == 1
        cut = (2 if len(run) == 4 else 1) if full else 0
        runs += [run[:cut], run[cut:]]
    return tuple(word for run in runs if run and (word := _word(run)).sounds)


@lru_cache(maxsize=200_000)
def _word(run: str) -> Word:
    kinds = [script_of(c) for c in run if c.isalpha()]
    kind = max(kinds, key=kinds.count, default=Script.LATIN)  # a Latin "i" in a Cyrillic word is a slip
    text = regex.sub(rf"[{_APOSTROPHES}]", "", fold(run) if kind in _MARKED else run.casefold())
    return Word(text, _single(_sounds(run, kind)), kind)


def _single(sounds: str) -> str:
    """Leave one of several equal neighbours, and nothing that is not a sound."""
    out: list[str] = []
    for s in sounds:
        if s in letters.SOUNDS and (not out or out[-1] != s):
            out.append(s)
    return "".join(out)


def _sounds(run: str, kind: Script) -> str:
    """The sounds of a run of letters of one script."""
    read = {
        Script.LATIN: latin, Script.CYRILLIC: _cyrillic, Script.ARABIC: _arabic, Script.HEBREW: _hebrew,
        Script.KANA: _kana, Script.HANGUL: _hangul, Script.HAN: _han, Script.GREEK: _greek, Script.OTHER: _by_name,
    }  # fmt: skip
    return read[kind](run.casefold())


def _cyrillic(run: str) -> str:
    return "".join(letters.CYRILLIC.get(c, "") for c in unicodedata.normalize("NFC", run))


def _arabic(run: str) -> str:
    return "".join(letters.ARABIC.get(c, "") for c in unicodedata.normalize("NFKC", run))


def _greek(run: str) -> str:
    bare = regex.sub(r"\p{M}", "", unicodedata.normalize("NFD", run))
    return _GREEK.sub(lambda m: letters.GREEK[m[0]], bare)


def _hebrew(run: str) -> str:
    bare = regex.sub(r"[’ʼ‘`´׳]", "'", regex.sub(r"\p{M}", "", unicodedata.normalize("NFKD", run)))
    bare = _TWO.sub(lambda m: letters.HEBREW.get(m[0], m[0]), bare)
    return "".join(letters.HEBREW.get(c, c) for c in bare)


def latin(run: str) -> str:
    """The sounds of a lower-case Latin word."""
    run = unicodedata.normalize("NFC", run)
    if run.startswith("x"):
        run = "sh" + run[1:]  # Xi, Xavier: no language begins a word with "ks"
    out = _LATIN.sub(lambda m: letters.LATIN[m[0]], run)
    return "".join(c if c in letters.SOUNDS else unicodedata.normalize("NFD", c)[0] for c in out)


@cache
def _readings(table: str, said: Callable[[str], str]) -> dict[str, str]:
    """Han characters with their reading in sounds."""
    lines = files(__package__).joinpath(table).read_text("utf-8").splitlines()
    pairs = (line.split(" ", 1) for line in lines if not line.startswith("#"))
    return {char: said(syllable) for syllable, chars in pairs for char in chars}


@cache
def _mandarin() -> dict[str, str]:
    """Readings in Mandarin, without the vowel where a character stands for one foreign consonant."""
    said = _readings("mandarin.txt", _pinyin)
    weak = {c: said[c][:-1] + "ɨ" for c in letters.WEAK if len(said.get(c, "")) > 1 and said[c][-1] in "aeiouü"}
    return said | weak


def in_cantonese(word: Word) -> Word:
    """Return a word in Han characters with its sounds in Cantonese."""
    said = _readings("cantonese.txt", _jyutping)
    return word._replace(sounds=_single("".join(said.get(c, "") for c in word.text)) or word.sounds)


def _jyutping(syllable: str) -> str:
    """The sounds of a Cantonese syllable as Hong Kong's spellings have them: Jyutping "gwok" is "Kwok" there."""
    for head, sound in letters.JYUTPING.items():
        if syllable.startswith(head):
            syllable = sound + syllable[len(head) :]
            break
    return syllable.replace("yu", "ü").replace("oe", "eu").replace("eo", "u")


def _pinyin(syllable: str) -> str:
    if syllable in letters.PINYIN:
        return letters.PINYIN[syllable]
    for head in ("zh", "ch", "sh", "yi", "wu", "yu", "q", "x", "j", "c"):
        if syllable.startswith(head):
            rest = syllable[len(head) :]
            rest = "ü" + rest[1:] if head in {"q", "x", "j"} and rest.startswith("u") else rest
            return letters.PINYIN[head] + rest.replace("v", "ü")
    return syllable.replace("v", "ü")


def _han(run: str) -> str:
    return "".join(_mandarin().get(c) or (_kana(c) if script_of(c) is Script.KANA else "") for c in run)


def _hangul(run: str) -> str:
    out = ""
    for at in (ord(c) - 0xAC00 for c in unicodedata.normalize("NFC", run)):
        if 0 <= at < 11172:
            out += (
                letters.HANGUL_LEADS[at // 588] + letters.HANGUL_VOWELS[at % 588 // 28] + letters.HANGUL_TAILS[at % 28]
            )
    return out


def _kana(run: str) -> str:
    out = ""
    for char in unicodedata.normalize("NFKC", run):
        if script_of(char) is Script.HAN:
            out += _han(char)
            continue
        name = unicodedata.name(char, "").partition(" LETTER ")[2].lower()
        small, _, said = name.rpartition("small ")
        said = letters.KANA_SOUNDS.get(said, said).replace("sh", "š").replace("ch", "č")
        if not name or (small == "" and name == "small tu"):
            continue
        if "small" in name and out[-1:] and out[-1] in "aiueo":
            out = out[:-1] + (said[-1] if out[-2:-1] in {"š", "č", "ğ"} else said)
        else:
            out += said
    return out


def _by_name(run: str) -> str:
    """The sounds of a run in any other script, read off the names of its characters."""
    run = _TWO.sub(lambda m: letters.ARMENIAN.get(m[0], m[0]), run)
    out = ""
    for char in unicodedata.normalize("NFC", run):
        known = letters.GEORGIAN.get(char) or letters.ARMENIAN.get(char)
        if known or char in letters.SOUNDS:
            out += known or char
        else:
            out = _spoken(out, unicodedata.name(char, ""))
    return latin(out) if out.isascii() else out


def _spoken(before: str, name: str) -> str:
    """The sounds so far and those of the character of this name."""
    if name.startswith(("THAI", "LAO")):
        return before + _thai(name)
    if name.endswith(("VIRAMA", "AL-LAKUNA", "COENG", "ASAT", "PULLI")):
        return before.removesuffix("a")
    if any(nasal in name for nasal in ("ANUSVARA", "CANDRABINDU", "BINDI", "TIPPI", "ANUSVARAYA", "NIKAHIT")):
        return before + "n"
    found = _NAMED.search(name)
    if not found or "NUKTA" in name or "VARIATION" in name:
        return before
    if name.startswith("SINHALA"):
        return _sinhala(before, name)
    said = found[1].split()[-1].lower().replace("-", "")
    said = {"ii": "i", "uu": "u", "aa": "a", "ee": "e", "oo": "o"}.get(said, said)
    return (before.removesuffix("a") if "VOWEL SIGN" in name else before) + said


def _thai(name: str) -> str:
    said = re.sub(r".*(?:CHARACTER|LETTER|VOWEL SIGN) ", "", name)
    if said.startswith(("MAI HAN-AKAT", "MAI KAN")):
        return "a"
    if said.startswith(("MAI", "THANTHAKHAT", "TONE", "O ANG", "NIKHAHIT", "YAMAKKAN", "PAIYANNOI")):
        return ""
    said = said.removeprefix("SARA ").split()[0]
    if len(said) > 1 and said.endswith("O") and not said.startswith("O"):
        said = said[:-1]  # KO KAI: the letter k, with the name of a thing that begins with it
    return {"UE": "u", "UEE": "u", "AE": "e", "KH": "k", "PH": "p", "TH": "t", "CH": "ch"}.get(said, said.lower())


_SINHALA_VOWELS: Final = (
    ("HAA DIGA AELA-PILLA", "o"), ("HAA AELA-PILLA", "o"), ("HAA GAYANUKITTA", "au"), ("KOMBU DEKA", "ai"),
    ("KOMBUVA", "e"), ("AEDA-PILLA", "e"), ("AELA-PILLA", "a"), ("IS-PILLA", "i"), ("PAA-PILLA", "u"),
    ("GAETTA-PILLA", "r"),
)  # fmt: skip


def _sinhala(before: str, name: str) -> str:
    if "VOWEL SIGN" in name:
        return before.removesuffix("a") + next((v for ending, v in _SINHALA_VOWELS if name.endswith(ending)), "")
    said = name.rpartition(" ")[2].lower().removesuffix("yanna").removesuffix("nna")
    return before + ("a" if said in {"", "a"} else said)
