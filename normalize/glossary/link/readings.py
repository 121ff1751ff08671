"""Other ways to say a word written in Latin letters: the usual short forms of given names, and French.

Sources: common knowledge of English, Russian, German and Spanish short forms; the rules of French spelling.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from normalize.glossary.link.phonemes import Script, Word, words_of

_SHORT: Final = """
    robert bob rob bobby | william bill will billy willie | richard dick rick | thomas tom tommy | michael mike mick
    james jim jimmy jamie | john jack johnny jon | jacob jake | jonathan jon | christopher chris kit | christine chris
    timothy tim | joseph joe joey | edward ed ted eddie ned | theodore ted theo | charles charlie chuck | david dave
    daniel dan danny | donald don | ronald ron | kenneth ken | stephen steven steve | andrew andy drew | anthony tony
    benjamin ben benny | samuel sam | gregory greg | geoffrey jeffrey jeff geoff | gerald gerry jerry | lawrence larry
    matthew matt | nicholas nick | patrick pat paddy | peter pete | philip phil | raymond ray | walter walt
    alexander alex sasha sandy | frederick fred freddy | henry harry hank | leonard len leo
    maximilian max | albert bert
    francis frank | franklin frank | elizabeth liz beth betty | katherine kate kathy cathy | margaret maggie meg peggy
    susan sue | deborah debbie | patricia pat patty | jennifer jenny | victoria vicky | rebecca becky | eugene gene
    louis lou | vincent vince | clifford cliff | douglas doug | bernard bernie | arthur art | harold hal
    zachary zach | nathaniel nate | stanley stan | terence terry | joshua josh | abraham abe | vladimir volodya vova
    dmitry dima | ivan vanya | mikhail misha | nikolay kolya | yevgeny zhenya | sergey seryozha
    johannes jo hans | francisco paco
    jose pepe
    """
_FRENCH: Final = (
    (r"(?:ea|[ae])ux?$|eau|au", "o"), (r"oi", "oua"), (r"(?<=[aeo])ille?", "y"), (r"ille", "iy"), (r"ch", "sh"),
    (r"qu", "k"),
    (r"j|g(?=[eiy])", "zh"), (r"c(?=[eiy])", "s"), (r"gn", "ny"), (r"[ae]i", "e"), (r"(?:er|ez|et)$", "e"),
    (r"(?<=.[aeiouyrn])[tdsxzp]+$", ""), (r"(?<=[^aeiouy])es?$", ""), (r"(?<!s)(?<!z)h", ""),
)  # fmt: skip


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in _SHORT.replace("\n", "|").split("|"):
        for name in line.split():
            found[name] = (*found.get(name, ()), *(n for n in line.split() if n != name))
    return found


@lru_cache(maxsize=100_000)
def others(word: Word) -> tuple[str, ...]:
    """Return the sounds of other forms and readings of a word; none where it is not in Latin letters."""
    if word.script is not Script.LATIN or len(word.text) < 2:
        return ()
    said = word.text
    for pattern, sound in _FRENCH:
        said = re.sub(pattern, sound, said)
    texts = [*_groups().get(word.text, ()), said]
    sounds = [words_of(t)[0].sounds for t in texts if words_of(t)]
    return tuple(dict.fromkeys(s for s in sounds if s != word.sounds))
