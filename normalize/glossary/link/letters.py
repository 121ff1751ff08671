"""What each letter of each script sounds like, in one small alphabet of sounds.

A sound is one character. Letters that languages read differently (Latin "ch", "j", "y"; the Arabic and Hebrew letters
that stand for a consonant or a vowel) keep a sound of their own: what it amounts to is learned (`costs.py`).
Correspondences of letters are from the official romanisation tables (ISO 9, BGN/PCGN, ALA-LC, Revised Romanization,
Hepburn).
"""

from __future__ import annotations

from typing import Final

SOUNDS: Final = "aeiouyäöüåəɨbcdfghjklmnpqrstvwzšžčğçχħγθñřцđǥɭAWYEHDSTZKBPC"
"""Every sound; its place here + 1 is its number in arrays, 0 is no sound at all."""

PLAIN: Final = dict(zip("AWYEHDSTZKBPCäöüåəɨɭ", "auiahdstzkbpцeoioayl", strict=True))
"""The nearest Latin sound of a sound that Latin does not write."""

_CYRILLIC_ONE = dict(
    zip(
        "абвгґдезжийклмнопрстуфхцчшыэіѕјћђџўқғңөүұһәѓќѐѝӣӯҳҷө",
        "abvggdezžiyklmnoprstufħцčšyeizyčđğwkγnöüuhägkeiiuhğö",
        strict=True,
    )
)
CYRILLIC: Final = _CYRILLIC_ONE | {
    "щ": "šč", "ю": "yu", "я": "ya", "ё": "yo", "є": "ye", "ї": "yi", "љ": "ly", "њ": "ny", "ь": "", "ъ": "", "i": "i",
}  # fmt: skip

GREEK: Final = {
    "ου": "u", "μπ": "b", "ντ": "d", "γκ": "g", "γγ": "ng", "τζ": "ğ", "τσ": "ц", "αι": "e", "ει": "i", "οι": "i",
    "α": "a", "β": "v", "γ": "γ", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "θ", "ι": "i", "κ": "k", "λ": "l",
    "μ": "m", "ν": "n", "ξ": "ks", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "f",
    "χ": "ħ", "ψ": "ps", "ω": "o",
}  # fmt: skip

ARABIC: Final = dict(
    zip(
        "اأإآٱبتثجحخدذرزسشصضطظعغفقكکلمنهةوؤيیىئپچژگڤےڑڈٹہھںەۆێۇۈڭېғ",
        "AAAAAbtθğHħdDrzsšSZTZEγfqkklmnhHWWYYYYpčžgvYrdthhneoeuünYγ",
        strict=True,
    )
)
HEBREW: Final = dict(zip("אבגדהוזחטיכךלמםנןסעפףצץקרשת", "ABgdhWzHTYKKlmmnnsEPPCCqršt", strict=True)) | {
    "ג'": "ğ", "ז'": "ž", "צ'": "č", "ץ'": "č", "ת'": "θ", "ד'": "D", "וו": "v", "יי": "Y",
    "װ": "v", "ױ": "WY", "ײ": "Y",
}  # fmt: skip

GEORGIAN: Final = dict(zip("აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ", "abgdevztiklmnopžrstupkγqščцzцčħğh", strict=True))
ARMENIAN: Final = dict(
    zip("աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ", "abgdezeətžilħцkhzγčmynšočpğrsvtrцvpkof", strict=True)
) | {"ու": "u", "և": "ev"}  # fmt: skip

_LEADS = "g k n d t r m b p s s - j j č k t p h"
_VOWELS = "a ä ya yä å e yå ye o wa wä we yo u wå we wi yu ɨ ɨi i"
_TAILS = "- g g gs n nj nh d l lg lm lb ls lt lp lh m b bs s s ng j č k t p h"
HANGUL_LEADS: Final = tuple(s.replace("-", "") for s in _LEADS.split())
HANGUL_VOWELS: Final = tuple(_VOWELS.split())
HANGUL_TAILS: Final = tuple(s.replace("-", "") for s in _TAILS.split())

LATIN: Final = {
    "schtsch": "šč", "chtch": "šč", "shtch": "šč", "shch": "šč", "szcz": "šč", "sjtsj": "šč", "štš": "šč", "stsj": "šč",
    "tsch": "č", "tch": "č", "tsj": "č", "tš": "č", "cz": "č", "dzh": "ğ", "dsch": "ğ", "dsj": "ğ", "dž": "ğ",
    "dż": "ğ", "dj": "ğ", "sch": "š", "sh": "š", "sz": "š", "sj": "š", "zh": "ž", "zj": "ž", "kh": "ħ", "gh": "γ",
    "ch": "χ", "ts": "ц", "tz": "ц", "ph": "f", "th": "θ", "dh": "d", "rh": "r", "qu": "ku", "ck": "k", "eau": "o",
    "ou": "u",
    "oo": "u", "ee": "i", "x": "ks", "š": "š", "ś": "š", "ş": "š", "ș": "š", "ŝ": "š", "ž": "ž", "ź": "ž", "ż": "ž",
    "ĵ": "ž", "č": "č", "ć": "č", "ĉ": "č", "ç": "ç", "đ": "đ", "ð": "d", "ğ": "ǥ", "ǧ": "ğ", "ł": "l", "ø": "ö",
    "ö": "ö", "ü": "ü", "ű": "ü", "ő": "ö", "ä": "ä", "æ": "ä", "œ": "ö", "å": "å", "ß": "s", "þ": "θ", "ı": "i",
    "ñ": "ñ", "ń": "n", "ř": "ř", "ţ": "ц", "ț": "ц", "ə": "ä", "ŭ": "u", "ḥ": "h", "ẖ": "ħ", "ḫ": "ħ", "ġ": "γ",
    "ŏ": "å", "â": "a",
}  # fmt: skip
"""Groups of letters that are one sound, and letters with marks that are another than the bare letter."""

PINYIN: Final = {
    "zhi": "ğɨ", "chi": "čɨ", "shi": "šɨ", "ri": "rɨ", "zi": "zɨ", "ci": "цɨ", "si": "sɨ", "er": "ɭ",
    "zh": "ğ", "ch": "č", "sh": "š", "q": "č", "x": "š", "j": "ğ", "c": "ц", "yi": "i", "wu": "u", "yu": "ü", "v": "ü",
}  # fmt: skip
JYUTPING: Final = {"gw": "kw", "z": "č", "c": "č", "g": "k", "b": "p", "d": "t", "jyu": "ü", "j": "y"}
WEAK: Final = frozenset(
    "斯克德特格勒弗普姆布夫茨赫兹爾尔茲姆蒲卜伯博珀鲁魯什奇齐齊施士思瑟色塞默木穆莫夏哈富福佛杰傑吉基"
)
"""Characters that write one foreign consonant: their vowel counts little."""

KANA_SOUNDS: Final = {"shi": "ši", "chi": "či", "tsu": "цu", "fu": "fu", "ji": "ği", "di": "ği", "du": "zu", "si": "ši",
    "ti": "či", "tu": "цu", "hu": "fu", "zi": "ği", "n": "n"}  # fmt: skip
