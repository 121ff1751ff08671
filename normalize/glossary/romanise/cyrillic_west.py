"""How West and South European newspapers spell the sounds of Cyrillic: own tables, drawn from their usage.

The letters are Russian ones, with `һ` for the voiced h of Ukrainian, `ї` for its yi, `ў` for the Belarusian w and `ъ`
for the Bulgarian vowel (`sources.py` brings other alphabets to these).
"""

from __future__ import annotations

COMMON = """
а a, б b, в v, г g, д d, е e, ё o, ж ž, з z, и i, й i, к k, л l, м m, н n, о o, п p, р r, с s, т t, у u, ф f, х h,
ц c, ч č, ш š, щ šč, ъ a, ы y, ь -, э e, ю ju, я ja, һ h, ї i, ў u, ғ g, қ k, ң n
"""

WEST = {
    "en": """
J(е) ye/e, J(ё) yo . e, ё e/yo . io, S(ё) e o . yo, ж zh . . j, й y/i, х kh h, ц ts . tz c, ч ch, ш sh, щ shch sch,
J(ю) yu . iu, ю yu iu . u, J(я) ya . ia, я ya/ia, ье ye/ie e, ья ya/ia, ьё yo/io ye, ью yu/iu, ьи yi i, ьо yo/io,
(ий)$ y i/iy ii, (ый)$ y . yi/yy/iy, V(с)V s . . ss, (ия)$ ia/iya iia, ия ia/iya, ие ie iye, (ая)$ aya aia, кс ks/x,
дж dzh/j, ъ a u y, ў u w v, ї i yi, ^(ї) yi i, ы y . i, (ский)$ sky . ski skiy/skii, (цкий)$ tsky . tski tskiy/tskii,
^(й) y
""",
    "de": """
в w . v, J(е) je e, J(ё) jo, ё jo . e o, S(ё) o e, ж sch . sh, з s . z, й i/j . . y, (ей)$ ei/ej . ey,
(ий)$ i ij . y, (ый)$ y . yj i, х ch . h kh, ц z ts, ч tsch, ш sch . sh, щ schtsch, ю ju, я ja, кс x ks, дж dsch,
V(с)V ss/s, ье je . e, ья ja . ia, ьё jo, ью ju, (ия)$ ija/ia, ия ija/ia, ие ije/ie, ї ji i,
(ськый)$ skyj skyi sky ski, ъ a . y, ^(и) i, (ский)$ ski . skij sky, ^(й) j
""",
    "nl": """
J(е) je . e, J(ё) jo, ё jo e, S(ё) o e, ж zj . zh, й j/i, (ий)$ i . y ij, (ый)$ y . i yj, х ch . kh h, ц ts,
ч tsj . ch, ш sj . sh, щ sjtsj . sjts, у oe . u, ю joe . ju, я ja . ya, кс ks/x, дж dzj, V(с)V s ss, ье je ie,
ья ja ia, ьё jo, ью joe, (ия)$ ia ija, ия ia/ija, ие ie/ije, ї ji i, (ськый)$ sky skyj ski, ъ a . y,
(ский)$ ski sky skij, ^(й) j
""",
    "fr": """
ге gue/ge, гэ gue/ge, ги gui/gi . ghi, гы gy gui, J(е) e/ie . ye, ё io e, J(ё) io yo, S(ё) e . io, ж j . zh, й i . y,
(ий)$ i . y/ii/iy, (ый)$ y i . yi, C(ин)$ ine in, C(ын)$ yne yn, х kh . h, ц ts, ч tch . ch, ш ch . sh, щ chtch,
у ou . u, J(ю) iou/you . yu, ю iou . yu, J(я) ia/ya, я ia . ya, ия ia . iya, кс x/ks, дж dj, V(с)V ss s, ье ie,
ья ia . ya, ьё io, ью iou, ї i . yi, (ськый)$ sky ski . skyi, ъ a . y, (ский)$ ski sky, ^(й) i/y
""",
    "es": """
ге gue/ge, гэ gue/ge, ги gui/gi, гы gui gi, J(е) e/ye . ie, ё io . o e, J(ё) yo io, S(ё) o/e . io, ж zh . y j,
й i . y, ий i . iy, (ий)$ i . y/iy, (ый)$ i/y, х j . kh h, ц ts . z, ч ch, ш sh . sch, щ sch shch, ы i/y,
J(ю) yu . iu, ю iu . yu, J(я) ya . ia, я ia ya, ия ia . iya, кс x/ks, дж dzh/y/j, ье ie ye, ья ia ya, ьё io yo,
ью iu yu, ї i yi, (ськый)$ ski sky . skyi, ъ a . y, (ский)$ ski sky skiy, ^(й) y i
""",
    "ca": """
ге gue, гэ gue, ги gui, J(е) ie e, ё io, S(ё) o . io, ж j . zh, й i, (ий)$ i, (ый)$ i, х kh . h, ц ts, ч tx,
V(ч)$ tx . ch, ш x/ix . sh, щ sx/xtx, ы i . y, ю iu, J(я) ia, я ia, кс ks/x, дж dj, V(с)V ss/s, ье ie, ья ia, ьё io,
ью iu, ї i, ъ a . y, (ськый)$ ski . skyi
""",
    "it": """
ге ge ghe, гэ ge ghe, ги gi ghi, J(е) e/ie je . ye, ё e io/jo . yo, J(ё) jo io/yo, S(ё) e o io, ж zh/ž . j, й j/i y,
(ий)$ ij/y i . iy ii, (ый)$ y yj, х kh/ch h, ц ts/c, ч ch/č, ш sh/š, щ sh/shch/šč, J(ю) yu/ju iu, ю yu/ju iu,
J(я) ya/ja ia, я ya/ja/ia, ия ia ija/iya, кс ks/x, дж dzh/g dž, ье ie/ye/je, ья ia/ja/ya, ьё io/jo, ью iu/ju,
ї i ji/yi, (ськый)$ sky skyj skyi ski, ъ a . y, (ский)$ skij sky/ski skiy, ^(й) j/y i
""",
    "pt": """
ге gue/ge, гэ gue/ge, ги gui/gi, J(е) e/ie ye, ё io e . o, J(ё) io yo, S(ё) o/e io, ж j/zh, й i . y, (ий)$ i . y iy,
(ый)$ i/y, х kh . h ch, ц ts, ч tch/ch, ш ch/sh . x, щ chtch/shch sch, ы y/i, J(ю) iu/yu, ю iu . yu, J(я) ia/ya,
я ia . ya, ия ia, кс x/ks, дж dj, V(с)V ss/s, ье ie, ья ia, ьё io, ью iu, ї i, (ськый)$ ski/sky, ъ a . y,
(ский)$ ski/sky skiy, ^(й) i/y
""",
    "ro": """
ге ghe/ge, гэ ghe/ge, ги ghi/gi, к k/c, ке che/ke, кэ che/ke, ки chi/ki, J(е) ie/e, ё io . e, S(ё) o . io e,
ж j . zh, й i, (ий)$ i . ii y, (ый)$ i . ii/yi y, х h . kh, ц ț . ts, ч ci, (ч)е c, (ч)э c, (ч)и c, (щ)е șt/șc,
(щ)э șt/șc, (щ)и șt/șc, (ч)$ ci . c, ш ș . sh, щ ști/șci, ы i . y, ю iu, я ia, ия ia . iia, кс x cs/ks, дж gi, ье ie,
ья ia, ьё io, ью iu, ї i, (ськый)$ ski . skyi, ъ ă . i, (ский)$ ski schi/skii, (цкий)$ țki țchi
""",
}
