"""From a text to a language code: the script first, then langdetect's profiles, then a second opinion where they doubt.

langdetect has no profiles of Belarusian, Basque, Galician, Kazakh and many others: a text in one of them fits its
nearest relative badly. py3langid knows them, but takes ten times as long, so it is asked about texts that are short or
fit badly, and both votes are added.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from normalize.text.language.profiles import LENGTH, profiles
from normalize.text.language.second import second_languages, second_opinion
from normalize.text.scripts import count_scripts

LEAST: Final = 3  # letters; below, there is nothing to go on
CLOSE: Final = (frozenset(("bs", "hr", "sr")), frozenset(("id", "ms")))
"""Languages that no model tells apart for certain: an answer names the others as well."""
FAMILIES: Final = (
    frozenset(("hr", "sr", "bs", "sl")),
    frozenset(("da", "nb", "nn", "sv")),
    frozenset(("id", "ms")),
    frozenset(("cs", "sk")),
)
"""Languages so close that a short text may be taken for the sister: what is asked of one is asked of all."""

_ONLY: Final = {  # scripts that one language of the news is written in
    "Greek": "el", "Hangul": "ko", "Hiragana": "ja", "Katakana": "ja", "Thai": "th", "Hebrew": "he", "Armenian": "hy",
    "Georgian": "ka", "Gujarati": "gu", "Gurmukhi": "pa", "Tamil": "ta", "Telugu": "te", "Kannada": "kn",
    "Malayalam": "ml", "Sinhala": "si", "Khmer": "km", "Lao": "lo", "Myanmar": "my", "Ethiopic": "am", "Bengali": "bn",
    "Han": "zh", "Thaana": "dv",
}  # fmt: skip
_SHARED: Final = {  # scripts of several languages that have profiles
    "Cyrillic": frozenset(("bg", "mk", "ru", "uk")),
    "Arabic": frozenset(("ar", "fa", "ur")),
    "Devanagari": frozenset(("hi", "mr", "ne")),
}
_NAMES: Final = {"no": "nb", "zh-cn": "zh", "zh-tw": "zh"}  # langdetect's names where ours differ
_LONG: Final = 240  # code points from which the profiles are believed where they fit
_FIT: Final = {"Latin": -1.0, "Cyrillic": -0.34, "Arabic": -0.4, "Devanagari": -0.4}
_FIT_OF: Final = {"es": -0.77, "pt": -0.77, "tr": -0.9, "id": -0.6, "hr": -0.6, "sl": -0.9, "af": -0.9, "nl": -0.95}
"""The mean logarithm, per run of characters, from which a text fits its language; where a relative without a profile
fits nearly as well, it must fit better. Measured on documents and paragraphs of 50 languages."""
_CLEAR: Final = 0.9  # confidence of the profiles in a short text that is in the language of what stands around it
_KNOWN: Final = {"Latin": 0.93, "Cyrillic": 0.93, "Arabic": 0.87, "Devanagari": 0.86}
"""The share of its runs of characters that a language has; a text with letters of its own has fewer."""
_EACH: Final = 12.0  # runs of characters overlap, so their evidence is not independent: a lead counts for one in twelve
_WORST: Final = -8.0  # no model is believed more than this
_SECOND: Final = 2.0  # votes of the second opinion: it errs half as often on sentences


class Guess(NamedTuple):
    """A language (ISO 639-1, or "und"), how sure from 0 to 1, and by what: script, profiles, both, nothing.

    `also` are languages that the text may as well be in: no model tells Bosnian, Croatian and Serbian apart for
    certain, nor Indonesian and Malay.
    """

    lang: str
    confidence: float
    by: str
    also: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """The guess in words, for people who want to know why."""
        also = f"; it may as well be {' or '.join(self.also)}" if self.also else ""
        return f"{self.lang} by {self.by} ({self.confidence:.2f}){also}"


UNKNOWN: Final = "und"
NOTHING: Final = Guess(UNKNOWN, 0.0, "nothing")


@lru_cache(maxsize=4096)
def detect(text: str, likely: str = "") -> Guess:
    """Guess the language of a text from its first thousand code points. Never raises.

    `likely` is the language of what stands around it: where the profiles say so too, nobody else is asked.
    """
    sample = text[:LENGTH]
    counts = count_scripts(sample)
    letters = counts.total()
    if letters < LEAST:
        return NOTHING
    kana = counts["Hiragana"] + counts["Katakana"]
    if kana and kana + counts["Han"] > letters / 2 and kana * 20 > counts["Han"]:
        return Guess("ja", 0.99, "script")
    script = max(counts, key=lambda s: (counts[s], s))
    if lang := _ONLY.get(script):
        return Guess(lang, round(counts[script] / letters, 2), "script")
    return _by_models(sample.lower() if sample.isupper() else sample, script, likely)


def _by_models(sample: str, script: str, likely: str) -> Guess:
    ballot = _ballot(script)
    scores, known, every = profiles().score(sample)
    own = scores[ballot.profiles] / _EACH
    votes = np.zeros(0)
    if known and len(own):
        best = int(own.argmax())
        first = ballot.profiled[best]
        guess = _elected(ballot.profiled, own, "profiles")
        lack = _FIT_OF.get(first, _FIT.get(script, 0.0)) - own[best] * _EACH / known
        if (
            lack <= 0
            and known >= _KNOWN.get(script, 1.0) * every
            and (len(sample) >= _LONG or (first == likely and guess.confidence >= _CLEAR))
        ):
            return guess
        votes = own - own[best]
    second = second_opinion(sample)
    if second is None:
        return _elected(ballot.profiled, votes, "profiles") if len(votes) else NOTHING
    sums = np.zeros(len(ballot.all))
    if len(votes):
        sums[: len(votes)] = np.maximum(votes, _WORST)
    sums += _SECOND * np.maximum(np.append(second, _WORST)[ballot.second], _WORST)
    return _elected(ballot.all, sums, "both")


def _elected(langs: Sequence[str], votes: npt.NDArray[np.floating[Any]], by: str) -> Guess:
    best = int(votes.argmax())
    share = 1 / float(np.exp(np.maximum(votes - votes[best], -50.0)).sum())
    lang = langs[best]
    group = next((g for g in CLOSE if lang in g), frozenset())
    return Guess(lang, round(share, 2), by, tuple(sorted(group - {lang})))


class _Ballot(NamedTuple):
    """Who may be elected in a script: languages with a profile and their columns; all, and their second columns."""

    profiled: tuple[str, ...]
    profiles: npt.NDArray[np.intp]
    all: tuple[str, ...]
    second: npt.NDArray[np.intp]


@lru_cache(maxsize=64)
def _ballot(script: str) -> _Ballot:
    elsewhere = frozenset().union(*_SHARED.values(), _ONLY.values(), ("zh-cn", "zh-tw"))
    names = profiles().languages
    columns = [
        n
        for n, name in enumerate(names)
        if (name in _SHARED[script] if script in _SHARED else script == "Latin" and name not in elsewhere)
    ]
    profiled = tuple(_NAMES.get(names[n], names[n]) for n in columns)
    known = {_NAMES.get(name, name) for name in names}
    second = {lang: n for n, lang in enumerate(second_languages())}
    every = (*profiled, *(lang for lang in second if lang not in known))
    return _Ballot(profiled, np.array(columns, np.intp), every, np.array([second.get(lang, -1) for lang in every]))
