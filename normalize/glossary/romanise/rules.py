"""Rules that spell the letters of one script in another, and the likeliest spellings that they make of a word.

A table is written as `key options, key options, …`. A key is one letter or several; around a part in parentheses
stand the letters that must come before and after it, where `^` is the start of a word, `$` its end, and a capital a
class: `V` a vowel, `C` a consonant, `S` one that is never soft, `X` one that may be, `L` any letter, `J` what makes
a ye of an е behind it. Options stand from the usual to the rare; each space is a step of one, `/` joins what is
equally usual, a lone `.` is a step more, `-` is nothing. So `J(е) ye/e . ie` spells е after a vowel "ye" or "e"
and, two steps rarer, "ie".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import NamedTuple

from normalize.text.words import fold

Spellings = tuple[tuple[int, str], ...]
"""Spellings of a piece, the usual first, each with its steps from the usual one."""

Found = list[tuple[int, str]]
"""Spellings of a name in the making, each with its steps."""

SPACE: Spellings = ((0, " "),)

CLASSES = {
    "V": "аеёиоуыэюяії",
    "C": "бвгджзйклмнпрстфхцчшщһґљњўђјћџѓќѕ",
    "L": "аеёиоуыэюяіїєбвгджзйклмнпрстфхцчшщьһў",
    "S": "жцчшщ",
    "J": "^аеёиоуыэюяіїьъй",
    "X": "бвгдзклмнпрстфхһґ",
}
_SPARE = 8  # joins that may turn out to be the same, or the same but for diacritics
_KEY = re.compile(r"(?P<before>.?)\((?P<core>.+)\)(?P<after>.?)|(?P<plain>.+)", re.DOTALL)


class Rule(NamedTuple):
    """`core` after one of the letters `before` and ahead of one of `after` (empty: whatever) is spelt as `options`."""

    core: str
    before: str
    after: str
    options: Spellings


class Table:
    """Rules by the first letter that they spell; longer ones and those with more context go first."""

    def __init__(self, *texts: str) -> None:
        """Read the tables `texts`, of which a later one replaces the rules of an earlier one that have its keys."""
        rules = {key: rule for text in texts for key, rule in map(_rule, filter(str.strip, text.split(",")))}
        self.rules: dict[str, list[Rule]] = {}
        for rule in sorted(rules.values(), key=lambda r: (-len(r.core), not r.before, not r.after)):
            self.rules.setdefault(rule.core[0], []).append(rule)

    def knows(self, word: str) -> bool:
        """Return whether there is a rule for one letter of the word at least."""
        return any(char in self.rules for char in word)

    def pieces(self, word: str) -> list[Spellings]:
        """Return the spellings of each piece of a word in lower case; what no rule speaks of stays."""
        text, at, found = f"^{word}$", 1, list[Spellings]()
        while at < len(text):
            for core, before, after, options in self.rules.get(text[at], ()):
                end = at + len(core)
                if (
                    text.startswith(core, at)
                    and (not before or text[at - 1] in before)
                    and (not after or text[end : end + 1] in after)
                ):
                    found.append(options)
                    at = end
                    break
            else:
                if text[at] != "$":
                    found.append(((0, text[at]),))
                at += 1
        return found

    def replace(self, word: str) -> str:
        """Return the usual spelling of a word in lower case."""
        return "".join(options[0][1] for options in self.pieces(word))


def best(pieces: Sequence[Spellings], limit: int) -> Found:
    """Return the likeliest joins of one spelling of each piece, `limit` and some to spare; equals keep their order.

    Whoever writes a name spells one sound in one way: pieces with the same spellings are given the same one, and its
    steps count once.
    """
    slots = dict[Spellings, int]()
    chosen = list[tuple[int, tuple[str, ...]]]([(0, ())])
    template = list[str]()
    for piece in pieces:
        if len(piece) == 1:
            template.append(piece[0][1].replace("{", "{{").replace("}", "}}"))
            continue
        if piece not in slots:
            slots[piece] = len(slots)
            longer = ((steps + more, (*texts, text)) for steps, texts in chosen for more, text in piece)
            chosen = sorted(longer, key=itemgetter(0))[: limit + _SPARE]
        template.append(f"{{{slots[piece]}}}")
    spell = "".join(template).format
    return [(steps, spell(*texts)) for steps, texts in chosen]


def merge(spellings: Iterable[tuple[int, str]], limit: int) -> Found:
    """Return the first `limit` spellings, each once whatever its diacritics."""
    seen = dict[str, tuple[int, str]]()
    for spelling in spellings:
        seen.setdefault(fold(spelling[1]), spelling)
        if len(seen) == limit:
            break
    return list(seen.values())


def options(words: Iterable[str]) -> Spellings:
    """Read what stands behind a key."""
    return tuple(
        (steps, "" if one == "-" else one) for steps, word in enumerate(words) if word != "." for one in word.split("/")
    )


def _rule(text: str) -> tuple[str, Rule]:
    key, *words = text.split()
    match = _KEY.fullmatch(key)
    assert match
    assert words, f"no spelling behind {key}"
    before, after = (CLASSES.get(match[side] or "", match[side] or "") for side in ("before", "after"))
    return key, Rule(match["core"] or match["plain"], before, after, options(words))
