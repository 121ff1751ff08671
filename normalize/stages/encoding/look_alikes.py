"""encoding/look-alikes: a letter from another alphabet that only looks right becomes the letter that was meant.

What   "Zеlensky" with a Cyrillic "е" becomes "Zelensky"; "прeзидент" with a Latin "e" becomes "президент"; the Latin
       "i" of a Ukrainian, Belarusian or Kazakh keyboard becomes "і".
Why    Nobody sees it and no search finds it. A word is written in one alphabet: the few letters from another one all
       have a twin in that of the others (Unicode confusables, UTS 39, in print).
Spares Words that join two alphabets on purpose (SMSка, TNFα, VIPы), signs of mathematics, words without a majority, and
       words in which one letter has no twin.
"""

import re
from collections import Counter
from collections.abc import Mapping

import regex

from normalize.stages.document import Document
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.text.scripts import script

EXAMPLES = (
    Example("Z\N{CYRILLIC SMALL LETTER IE}lensky met Putin.", "Zelensky met Putin."),
    Example("Так сказал пр\N{LATIN SMALL LETTER E}зидент.", "Так сказал президент.", lang="ru"),
    Example(
        "Укра\N{LATIN SMALL LETTER I WITH DIAERESIS}на \N{LATIN SMALL LETTER I}де \N{LATIN SMALL LETTER I} їде",
        "Україна іде і їде",
        lang="uk",
    ),
    Example("Η \N{LATIN CAPITAL LETTER E}λλάδα", "Η Ελλάδα", lang="el"),
    Leave("Он послал SMSку и купил iPhoneы.", lang="ru"),
    Leave("The receptor TNFα and 5 kΩ were measured."),
    Leave("Путин met Putin."),
)

_TO_LATIN = {
    "Cyrillic": dict(zip("аеорсухіјѕһӏёїАВЕКМНОРСТУХІЈЅҺЁЇ", "aeopcyxijshlëïABEKMHOPCTYXIJSHËÏ", strict=True)),
    "Greek": dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo", strict=True)),
}
_FROM_LATIN = {
    "Cyrillic": {latin: c for c, latin in _TO_LATIN["Cyrillic"].items() if c not in "һӏѕҺЅ"},
    "Greek": {latin: c for c, latin in _TO_LATIN["Greek"].items()},
}
_HABITS = {  # what the keyboards of some languages lack; the language is known once the text was seen as a whole
    "az": {"Latin": {"ә": "ə", "Ә": "Ə", "һ": "h"}},
    "kk": {"Cyrillic": {"i": "і", "h": "һ", "ə": "ә"}},
    "mk": {"Cyrillic": {"j": "ј", "J": "Ј", "s": "ѕ"}},
    "sr": {"Cyrillic": {"j": "ј", "J": "Ј"}},
    "mn": {"Cyrillic": {"v": "ү", "V": "Ү"}},
}
_MIXED = regex.compile(
    r"(?=[\p{Latin}\p{Cyrillic}\p{Greek}])(?:\p{Latin}[\p{Cyrillic}\p{Greek}]|[\p{Cyrillic}\p{Greek}]\p{Latin})"
)
_WORD = regex.compile(r"[\p{L}\p{M}]+")
_OTHERS = re.compile("[\u0370-\u052f]")
_LONE = regex.compile(r"(?<=\p{Cyrillic}[\p{L},]? )i(?= \p{Cyrillic})")
_THEIRS = "іїєўІЇЄЎ"  # letters of the languages in which "і" is a word
_TWO = ("Latin", "Cyrillic", "Greek")
_SHORTEST = 3  # letters of a word that has a majority


@rule(examples=EXAMPLES)
def look_alikes(doc: Document) -> Edits:
    if not _OTHERS.search(doc.characters):
        return
    done = 0
    for m in _MIXED.finditer(doc.text):
        if m.start() < done:
            continue
        start = m.start()
        while start > done and _WORD.match(doc.text[start - 1]):
            start -= 1
        word = _WORD.match(doc.text, start)
        if word is None:
            continue
        done = word.end()
        for at, after, of in _meant(word[0], doc.lang):
            reason = f"“{word[0]}”: a letter of another alphabet among {of} ones"
            yield doc.replace(start + at, start + at + 1, after, reason, 0.97)
    if any(c in doc.characters for c in _THEIRS):
        for m in _LONE.finditer(doc.text):
            yield doc.replace(*m.span(), "і", "the word “і” in the letter of another alphabet", 0.95)


def _meant(word: str, lang: str) -> list[tuple[int, str, str]]:
    """Where a word has letters of another alphabet, which were meant, and which alphabet most of it is in."""
    scripts = [script(c) for c in word]
    counts = Counter(s for s in scripts if s in _TWO)
    if len(counts) != 2 or len(word) < _SHORTEST:
        return []
    (most, _), (least, _) = counts.most_common()
    if counts[most] == counts[least] or _joined(word, scripts):
        return []
    twins = _twins(most, least, lang)
    found = [(n, twins.get(c, ""), most) for n, (c, s) in enumerate(zip(word, scripts, strict=True)) if s == least]
    return found if all(after for _, after, _ in found) else []


def _twins(most: str, least: str, lang: str) -> Mapping[str, str]:
    table = _TO_LATIN.get(least, {}) if most == "Latin" else _FROM_LATIN.get(most, {}) if least == "Latin" else {}
    return {**table, **_HABITS.get(lang, {}).get(most, {})}


def _joined(word: str, scripts: list[str]) -> bool:
    """Whether a word is a stem in one alphabet and an ending, or a letter of science, in another, on purpose."""
    change = [n for n in range(1, len(scripts)) if scripts[n] != scripts[n - 1] and scripts[n] and scripts[n - 1]]
    if len(change) != 1:
        return False
    head, tail = word[: change[0]], word[change[0] :]
    return (len(head) >= 2 and len(tail) >= 2) or (len(head) >= 2 and head.isupper() and not tail.isupper())
