"""From a text to a language code: script, telling letters, then the profiles."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from normalize.text.language.profiles import LENGTH, profiles
from normalize.text.scripts import count_scripts

UNKNOWN = "und"
LEAST = 3  # letters; below, there is nothing to go on

_ONLY = {  # scripts that one language of the news is written in
    "Greek": "el", "Hangul": "ko", "Hiragana": "ja", "Katakana": "ja", "Thai": "th", "Hebrew": "he", "Armenian": "hy",
    "Georgian": "ka", "Gujarati": "gu", "Gurmukhi": "pa", "Tamil": "ta", "Telugu": "te", "Kannada": "kn",
    "Malayalam": "ml", "Sinhala": "si", "Khmer": "km", "Lao": "lo", "Myanmar": "my", "Ethiopic": "am", "Bengali": "bn",
    "Han": "zh",
}  # fmt: skip
_SHARED = {  # scripts of several languages that have profiles
    "Cyrillic": frozenset(("bg", "mk", "ru", "uk")),
    "Arabic": frozenset(("ar", "fa", "ur")),
    "Devanagari": frozenset(("hi", "mr", "ne")),
}
_LETTERS = {  # letters that only this language of its script has; langdetect has no profile of it
    "Cyrillic": {"sr": "ђћЂЋ", "be": "ўЎ", "kk": "әғқұһӘҒҚҰҺ"},
    "Latin": {"az": "əƏ", "is": "þðÞÐ"},
}
_NAMES = {"no": "nb", "zh-cn": "zh", "zh-tw": "zh"}  # langdetect's names where ours differ

FAMILIES = (
    frozenset(("hr", "sr", "bs", "sl")),
    frozenset(("da", "nb", "nn", "sv")),
    frozenset(("id", "ms")),
    frozenset(("cs", "sk")),
)
"""Languages so close that a short text may be taken for the sister: what is asked of one is asked of all."""


class Guess(NamedTuple):
    """A language (ISO 639-1, or "und"), how sure from 0 to 1, and by what: script, letters, profiles, nothing."""

    lang: str
    confidence: float
    by: str


@lru_cache(maxsize=4096)
def detect(text: str) -> Guess:
    """Guess the language of a text from its first few thousand code points. Never raises."""
    counts = count_scripts(text)
    letters = counts.total()
    if letters < LEAST:
        return Guess(UNKNOWN, 0.0, "nothing")
    kana = counts["Hiragana"] + counts["Katakana"]
    if kana and kana + counts["Han"] > letters / 2 and kana * 20 > counts["Han"]:
        return Guess("ja", 0.99, "script")
    script = max(counts, key=lambda s: (counts[s], s))
    if lang := _ONLY.get(script):
        return Guess(lang, round(counts[script] / letters, 2), "script")
    sample = text[:LENGTH]
    for lang, telling in _LETTERS.get(script, {}).items():
        if sum(map(sample.count, telling)) * 250 > min(letters, LENGTH):
            return Guess(lang, 0.95, "letters")
    return _by_profile(sample, script)


def _by_profile(sample: str, script: str) -> Guess:
    if sample.isupper():
        sample = sample.lower()
    model = profiles()
    scores, known = model.score(sample)
    allowed = _candidates(script)
    if not known or not allowed.any():
        return Guess(UNKNOWN, 0.0, "nothing")
    scores = np.where(allowed, scores, -np.inf)
    order = np.argsort(-scores, kind="stable")
    lead = float(scores[order[0]] - scores[order[1]])
    # n-grams overlap, so their evidence is not independent: the lead counts for one in twelve
    confidence = 1 / (1 + np.exp(-min(lead / 12, 50.0)))
    name = model.languages[int(order[0])]
    return Guess(_NAMES.get(name, name), round(float(confidence), 2), "profiles")


@lru_cache(maxsize=64)
def _candidates(script: str) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which profiles are of languages written in this script."""
    others = frozenset().union(*_SHARED.values(), _ONLY.values(), ("zh-cn", "zh-tw"))
    names = profiles().languages
    if script in _SHARED:
        return np.array([n in _SHARED[script] for n in names])
    return np.array([script == "Latin" and n not in others for n in names])
