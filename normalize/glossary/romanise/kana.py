"""Japanese names in kana: Hepburn with its habits for long vowels, and Kunrei. Kanji have too many readings."""

from __future__ import annotations

import re
from functools import cache
from operator import itemgetter

from normalize.glossary.romanise.han import LATIN
from normalize.glossary.romanise.rules import SPACE, Found, Table, best, merge

SOURCES = ("ja",)
TARGETS = LATIN

_KANA = re.compile(r"[ぁ-ゖァ-ヺー]+(?: [ぁ-ゖァ-ヺー]+)?")
_HIRAGANA = {n: n - 0x60 for n in range(ord("ァ"), ord("ヶ") + 1)}
_LAST = 1  # a step to the surname first, as Japan writes it

_TABLE = """
あ a, い i, う u, え e, お o, か ka, き ki, く ku, け ke, こ ko, さ sa, し shi . . si, す su, せ se, そ so, た ta,
ち chi . . ti, つ tsu . . tu, て te, と to, な na, に ni, ぬ nu, ね ne, の no, は ha, ひ hi, ふ fu . . hu, へ he,
ほ ho, ま ma, み mi, む mu, め me, も mo, や ya, ゆ yu, よ yo, ら ra, り ri, る ru, れ re, ろ ro, わ wa, を o, ん n,
が ga, ぎ gi, ぐ gu, げ ge, ご go, ざ za, じ ji . . zi, ず zu, ぜ ze, ぞ zo, だ da, ぢ ji . . zi, づ zu, で de,
ど do, ば ba, び bi, ぶ bu, べ be, ぼ bo, ぱ pa, ぴ pi, ぷ pu, ぺ pe, ぽ po, ゔ v, きゃ kya, きゅ kyu, きょ kyo,
しゃ sha . . sya, しゅ shu . . syu, しょ sho . . syo, ちゃ cha . . tya, ちゅ chu . . tyu, ちょ cho . . tyo, にゃ nya,
にゅ nyu, にょ nyo, ひゃ hya, ひゅ hyu, ひょ hyo, みゃ mya, みゅ myu, みょ myo, りゃ rya, りゅ ryu, りょ ryo,
ぎゃ gya, ぎゅ gyu, ぎょ gyo, じゃ ja . . zya, じゅ ju . . zyu, じょ jo . . zyo, びゃ bya, びゅ byu, びょ byo,
ぴゃ pya, ぴゅ pyu, ぴょ pyo, (ん)ば n m, (ん)び n m, (ん)ぶ n m, (ん)べ n m, (ん)ぼ n m, (ん)ま n m, (ん)み n m,
(ん)む n m, (ん)め n m, (ん)も n m, (ん)ぱ n m, (ん)ぺ n m, ー -, っ っ
"""
"""Where options agree they are taken together, so that a name is Hepburn or Kunrei throughout."""

_LONG = ", ".join(
    [f"{row}(う) - u . h" for row in "おこそとのほもよろごぞどぼぽょくすつぬふむゆるぐずづぶぷゅう"]
    + [f"{row}(お) - o . h" for row in "おこそとのほもよろごぞどぼぽょ"]
)


def spell(native: str, source: str, target: str, limit: int) -> Found:  # noqa: ARG001 (families are called alike)
    """Return spellings of a name in kana, whose surname stands first: also with the given name first."""
    if not _KANA.fullmatch(native):
        return []
    words = native.translate(_HIRAGANA).split()
    pieces = [
        piece for n, word in enumerate(reversed(words)) for piece in ([SPACE] if n else []) + _table().pieces(word)
    ]
    found: Found = []
    for steps, text in best(pieces, limit):
        name = re.sub("っ(.)", lambda m: ("t" if m[1] == "c" else m[1]) + m[1], text).title()
        found.append((steps, name))
        if len(words) == 2:
            found.append((steps + _LAST, " ".join(reversed(name.split()))))
    return merge(sorted(found, key=itemgetter(0)), limit)


@cache
def _table() -> Table:
    return Table(_TABLE, _LONG)
