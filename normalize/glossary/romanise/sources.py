"""The alphabets in Cyrillic, Georgian and Armenian in the letters of the tables, and where a pair differs."""

from __future__ import annotations

_SIGNS = "' ь, \N{RIGHT SINGLE QUOTATION MARK} ь, \N{MODIFIER LETTER APOSTROPHE} ь, ĸ к, i и"
"""Apostrophes part letters as a sign does; kra and the Latin i stand for Cyrillic letters in many lists."""

ALPHABETS = {
    "ru": f"{_SIGNS}, ъ ь",
    "uk": f"{_SIGNS}, г һ, ґ г, е э, C(є) ье, є е, C(ьо) ё, и ы, і и",
    "be": f"{_SIGNS}, г һ, ґ г, шч щ, і и",
    "bg": f"{_SIGNS}, щ шт, е э, ьо ё",
    "mk": f"{_SIGNS}, ѓ гј, ќ кј, љ ль, њ нь, џ дж, ѕ дз, ј й, е э, ѐ э, ѝ и",
    "sr": _SIGNS,
    "kk": "ә а, ө о, ұ у, ү у, һ х, і и",
    "ky": "ө о, ү у",
    "tg": "ӣ и, ӯ у, ҳ һ, ҷ дж, ъ -",
    "mn": "ө о, ү у, ъ -",
    "ka": """
ა а, ბ б, გ г, დ д, ე э, ვ в, ზ з, თ т, ი и, კ к, ლ л, მ м, ნ н, ო о, პ п, ჟ ж, რ р, ს с, ტ т, უ у, ფ п, ქ к, ღ ғ,
ყ қ, შ ш, ჩ ч, ც ц, ძ дз, წ ц, ჭ ч, ხ х, ჯ дж, ჰ һ
""",
    "hy": """
ա а, բ б, գ г, դ д, ^(ե) е, ե э, զ з, է э, ը ъ, թ т, ժ ж, ի и, լ л, խ х, ծ ц, կ к, հ һ, ձ дз, ղ ғ, ճ ч, մ м, յա я,
յո йо, յու ю, յ й, ւ в, ն н, շ ш, ^(ո) во, ո о, չ ч, պ п, ջ дж, ռ р, ս с, վ в, տ т, ր р, ց ц, ու у, փ п, ք к, օ о, ֆ ф,
և эв, եւ эв
""",
}
"""The letters of a language by their keys in the tables of the targets."""

OWN_LATIN = {
    "*": """
а a, б b, в v, г g, д d, ђ đ/dj, е e, ж ž . zh, з z, и i, ј j . y, к k, л l, љ lj, м m, н n, њ nj, о o, п p, р r,
с s, т t, ћ ć . ch, у u, ф f, х h, ц c . ts, ч č . ch, џ dž, ш š . sh, ѓ gj, ќ kj, ѕ dz, э e, й j, ь -
""",
    "lv": "C($) s . -, ић$ ičs ić",
    "lt": "C($) as . - is, ић$ ićius ičius",
    "pl": "в v . w",
}
"""Serbian in its own Latin letters, which papers everywhere keep."""

OVERRIDES: dict[str, dict[str, str]] = {
    "uk": {
        "*": "һ h g",
        "en": """
һ h . g, зһ zh/zgh zg, (ий)$ iy/ii y i, (ый)$ yi/yy/y iy, (ськый)$ skyi/sky/skyy ski/skiy,
(цькый)$ tskyi/tsky/tskyy tski, й y/i, я ia/ya, ю iu/yu, (ия)$ iia/iya/ia, ия iia/iya/ia, ье ie/ye e, ^(й) y,
ё io/yo, ы y . i
""",
        "de": "й j . i, (ий)$ ij . i iy, (ый)$ yj . y yi, ы y . i, (цькый)$ zkyj",
        "fr": "(ий)$ iy ii i, J(е) ie e . ye, ы y . i",
        "es": "(ий)$ iy i/ii y, J(е) ye ie . e",
        "it": "(ий)$ iy ij/ii i, J(е) ye/je ie . e, ё jo/io yo",
        "pt": "(ий)$ iy i/ii y, J(е) ie/ye . e",
        "nl": "(ий)$ ij/iy i/ii",
        "ro": "(ий)$ ii iy/i",
        "hu": "ди di . gyi, ти ti . tyi, ни ni . nyi, нье nye",
        "pl": "ье ie je, ы y . i, ци ci, жи żi, ши szi",
        "fi": "(ий)$ ij i",
    },
    "be": {
        "*": "һ h . g, ы y . i",
        "en": """
е e/ie . ye, J(е) e/ye/ie, J(ё) io/yo, ё io/yo . e, я ia/ya, J(я) ya/ia, ю iu/yu, J(ю) yu/iu, ў u/w . v, й i/y,
(ий)$ i iy y, (ый)$ y i yi, ы y, х kh . h, кс ks x, дз dz . d
""",
        "de": "ў u . w, й j i",
        "pl": "ци ci",
    },
    "bg": {
        "*": "х h kh",
        "en": """
х h/kh, й y/i . j, ъ a . u . y, ц ts . c tz, ж zh . j, (ия)$ ia . iya . ija, ия ia/iya, ч ch . tch, у u . ou,
ю yu/iu . ju, я ya/ia . ja, ё yo/io, ы y
""",
        "de": "х ch h, й j i",
        "fr": "х kh/h",
        "es": "х j/h kh",
        "it": "х h kh ch, ё jo io",
        "nl": "х ch h",
        "pl": "х ch . h",
        "cs": "х ch h",
        "sk": "х ch h",
    },
    "mk": {"*": "х h . kh, ј j", "en": "ц ts/c, ж zh/ž, ч ch/č, ш sh/š, й j/y i, ь j -, дж dzh/dž dj"},
    "kk": {
        "en": """
ж zh/j, ғ gh/g, қ k . q, ң n/ng, х kh/h, J(е) ye/e, э e, (ий)$ i y iy, й y/i, я ya/ia,
сс ss s, V(с)V s ss, дж j/dzh, ы y i
"""
    },
    "ky": {"en": "ж zh/j, дж j/dzh, ң n/ng, х kh/h"},
    "tg": {"*": "дж j dzh", "en": "дж j, х kh, ғ gh g, қ q k"},
    "mn": {"*": "ж j zh, х kh h", "en": "ж j . zh, х kh . h, ц ts, й i, ый y, ий ii i, в v/b"},
    "ka": {"*": "ғ g gh", "en": "ғ gh g, қ q k, х kh . h, дж j"},
    "hy": {"*": "ғ g gh, ъ y -", "en": "ғ gh, х kh, дж j, я ya/ia, й y/i, ъ y -"},
}
"""What a source, or a pair of source and target, does otherwise than the target's table."""
