"""What the name of a person, or a list of names, looks like. Shared by several rules."""

from __future__ import annotations

import regex

from normalize.text.scripts import main_script

_PARTICLES = (
    "von|van|der|den|de|del|della|di|da|dos|du|la|le|el|al|bin|ibn|ben|ter|zu|zur|und|and|et|y|e|ed|i|a|o|og|och|ja|és|és|și|"
    "и|та|и|й|ve|και|dan|và|&"
)
_NAME = regex.compile(
    rf"(?:\p{{Lu}}[\p{{L}}\p{{M}}'’.\-]*+|(?:{_PARTICLES})|[\p{{Lu}}]\.)(?:(?:\s+|,\s*|\s*/\s*|\s*&\s*)(?:\p{{Lu}}[\p{{L}}\p{{M}}'’.\-]*+|{_PARTICLES}))*+"
)
_CASELESS_NAME = regex.compile(r"[\p{Lo}\p{M}\u200c]{1,12}(?:[\s·・、]+[\p{Lo}\p{M}\u200c]{1,12}){0,5}")
_INITIALS = regex.compile(r"[\p{L}]{1,4}(?:/[\p{L}]{1,6})*")
_BETWEEN = regex.compile(r",|、|，|;| und | and | et | y | и ")
_MOST = 9  # words: three people with their particles


def is_name(text: str) -> bool:
    """Whether a text may be the name of a person, or of a few."""
    text = text.strip()
    if not text or (text.endswith((".", "!", "?", ":")) and len(text.split()) > 3) or any(c.isdigit() for c in text):
        return False
    if main_script(text) in ("Latin", "Cyrillic", "Greek", "Armenian", "Georgian"):
        words = text.split()
        capitals = sum(w[:1].isupper() for w in words)
        return len(words) <= _MOST and capitals >= 1 and bool(_NAME.fullmatch(text))
    return len(text) <= 40 and bool(_CASELESS_NAME.fullmatch(text))


def is_list_of_names(text: str) -> bool:
    """Whether a text is nothing but two or more full names with commas between them."""
    parts = [p.strip() for p in _BETWEEN.split(text)]
    return len(parts) >= 2 and all(len(p.split()) >= 2 and is_name(p) for p in parts)


def initials_of(name: str, short: str) -> bool:
    """Whether a short sign such as "bh" or "B.H." are the initials of a name."""
    letters = [c.casefold() for c in short if c.isalpha()]
    return bool(letters) and letters == [w[0].casefold() for w in name.split() if w[:1].isalpha()][: len(letters)]


def is_sign(text: str) -> bool:
    """Whether a text may be an author's sign: a few letters, perhaps with an agency's ("bh/dpa")."""
    return bool(_INITIALS.fullmatch(text)) and text == text.lower()


def is_full_name(text: str) -> bool:
    """Whether a text is two to four words, each with a capital: the name of one person where no label says so."""
    spaced = text.split()
    capitals = all(w[:1].isupper() for w in spaced)
    return 2 <= len(spaced) <= 4 and capitals and not any(c in ",/&" for c in text) and is_name(text)


def is_list_joined(text: str) -> bool:
    """Whether a text is single words with a conjunction between them ("Gräben und Schleusen"): hardly people."""
    parts = [p.strip() for p in _BETWEEN.split(text)]
    return len(parts) >= 2 and all(len(p.split()) == 1 for p in parts)
