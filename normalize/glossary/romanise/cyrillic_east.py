"""How Central, South-East and North European newspapers spell the sounds of Cyrillic: own tables, drawn from usage."""

from __future__ import annotations

CENTRAL = {
    "pl": """
в w . v, X(е) ie e, л(е) e, ле le, S(е) e, J(е) je . e, X(ё) io . o, лё lo, S(ё) o . io, J(ё) jo, ж ż, ши szy szi,
жи ży żi, ци cy ci, й j, (ий)$ ij . i y, (ский)$ ski, (цкий)$ cki, (ская)$ ska skaja, (цкая)$ cka, (ая)$ aja a,
(ый)$ y yj, (ськый)$ ski . skyj, (цькый)$ cki . ckyj, (ська)$ ska, (цька)$ cka, х ch . h, ц c, ч cz, ш sz, щ szcz,
X(ю) iu ju, лю lu . liu, S(ю) u, ю ju, X(я) ia ja, ля la . lia, S(я) a, я ja, ья ja ia, ье je ie, ьё jo io, ью ju iu,
(ия)$ ija/ia . ja, ия ija/ia, ие ije ie, кс ks . x, дж dż, ї ji . i, ъ y/a, ў u . w
""",
    "cs": """
J(е) je . e, ё jo . e o, S(ё) o e, ж ž, й j . i, (ий)$ ij . y i, (ский)$ skij ský . ski, (ськый)$ skyj ský . skij,
(ый)$ yj ý, (ая)$ aja á . aya, (ова)$ ova/ovová, L(ева)$ eva/evová, L(эва)$ eva/evová, (ская)$ skaja/ská,
(ська)$ ska/ská, х ch . h, ц c, ч č, ш š, щ šč . št, J(ю) ju, ю ju . u, J(я) ja, я ja . a, ья ja, ье je . e, ьё jo,
ью ju, ия ija/ia, кс ks/x, дж dž, ї ji . i, ъ a . y, ^(й) j
""",
    "sk": """
J(е) je . e, ё io/jo . e o, S(ё) o e, ж ž, й j . i, (ий)$ ij . y i, (ский)$ skij ský . ski, (ськый)$ skyj ský . skij,
(ый)$ yj ý, (ая)$ aja á, (ова)$ ova/ovová, L(ева)$ eva/evová, L(эва)$ eva/evová, (ская)$ skaja/ská, (ська)$ ska/ská,
х ch . h, ц c, ч č, ш š, щ šč, J(ю) ju, ю ju/iu, J(я) ja, я ja/ia, ья ja/ia, ье je/ie, ьё jo, ью ju, ия ija/ia,
кс ks/x, дж dž, ї ji . i, ъ a . y
""",
    "sl": """
J(е) je . e, V(ев)$ jev ev, V(ева)$ jeva eva, (ев)$ ev . jev, (ева)$ eva . jeva, ё jo . e o, S(ё) o e, ж ž, й j . i,
(ий)$ ij . i, (ский)$ ski . skij, (ськый)$ ski . skij, (ый)$ i . ij ni, х h . kh, ц c, ч č, ш š, щ šč, ы i . y, ю ju,
я ja, ье je . e, ья ja, ьё jo, ью ju, ия ija . ia, ие ije . ie, кс ks . x, дж dž, ї ji . i, (нь)$ n nj, ъ a, ^(й) j
""",
    "hr": """
J(е) je . e, V(ев)$ jev ev, V(ева)$ jeva eva, (ев)$ ev/jev, (ева)$ eva/jeva, ё jo . e o, S(ё) o e, ж ž, й j . i,
(ий)$ ij i, (ский)$ ski skij, (ськый)$ ski skij skyj, (ый)$ i . ij, х h . kh, ц c, ч č, ш š, щ šč . št, ы i . y,
ю ju, я ja, ье je . e, ья ja, ьё jo, ью ju, ия ija . ia, ие ije . ie, кс ks . x, дж dž, ї ji . i, (нь)$ n/nj,
(ль)C l/lj, ъ a, ^(й) j
""",
    "hu": """
с sz, J(е) je . e, де gye . de, ди gyi . di, те tye/te, ти tyi ti, не nye/ne, ни nyi ni, дя gya, тя tya, ня nya,
дю gyu, тю tyu, ню nyu, дё gyo, тё tyo, нё nyo, нь ny . n, дь gy d, ть ty t, ё jo . e, S(ё) o . jo, ж zs, й j,
(ий)$ ij . i, (ый)$ ij . i, х h, ц c, ч cs, ш s, щ scs, ы i . y, ю ju, я ja, ль l . ly, ля lja, ье je, ья ja, ьё jo,
ью ju, ия ija ia, кс ksz x, дж dzs, ї ji . i, ъ a . i, нье nye . nyje, тье tye . tyje, дье gye, тья tya tyja,
нья nya nyja, (ский)$ szkij . szki
""",
    "tr": """
J(е) ye . e, ё yo . e o, S(ё) o e, ж j, й y . i, (ий)$ i/iy, (ый)$ ı/i . ıy, х h, ц ts, ч ç, ш ş, щ şç, ы ı, ю yu,
я ya, ье ye e, ья ya, ьё yo, ью yu, ия iya/ia, ие iye/ie, кс ks, дж c, ї yi i, (ськый)$ ski skıy, ъ a . ı, C(в)$ v,
(ский)$ ski skiy, ^(й) y
""",
}

NORTH = {
    "sv": """
J(е) je . e, ё jo . e io, S(ё) o e, ж zj . zh, й j . i y, (ий)$ ij . y i, (ый)$ yj y, х ch . kh h, ц ts,
ч tj . tsj ch, ш sj . sh, щ sjtj . sjtsj, J(ю) ju . yu, ю ju . iu, J(я) ja . ya, я ja . ia ya, ье je . e, ья ja . ia,
ьё jo, ью ju, ия ija/ia, ие ije/ie, кс ks/x, дж dzj, V(с)V s . ss, ї ji . i, (ськый)$ skyj . sky skij, ъ a . y,
(ский)$ skij sky ski, ^(й) j
""",
    "da": """
J(е) je . e, ё jo . e, S(ё) o e, ж sj/zj . zh, й j . i, (ий)$ ij . i y, (ый)$ yj y . ij, х kh . ch h, ц ts,
ч tj . tsj ch, ш sj . sh, щ sjtj . sjtsj, ю ju, я ja, ье je . e, ья ja . ia, ьё jo, ью ju, ия ija/ia, ие ije/ie,
кс ks/x, дж dzj, V(с)V s . ss, ї ji . i, (ськый)$ skyj . sky skij, ъ a . y, (ский)$ skij ski sky, ^(й) j
""",
    "nb": """
J(е) je . e, ё jo . e, S(ё) o e, ж zj . sj zh, й j . i, (ий)$ ij i . y, (ый)$ yj y . ij, х kh . h ch, ц ts,
ч tsj . tj ch, ш sj . sh, щ sjtsj . sjtj, ю ju, я ja, ье je . e, ья ja . ia, ьё jo, ью ju, ия ija/ia, ие ije/ie,
кс ks/x, дж dzj, V(с)V s . ss, ї ji . i, (ськый)$ skyj . sky skij, ъ a . y, (ский)$ skij ski sky, ^(й) j
""",
    "fi": """
J(е) je . e, ё jo . e, S(ё) o . jo e, ж ž . zh, й i . j, (й)о j, (ий)$ i . ij y, (ый)$ yi . y i, х h . kh, ц ts,
ч tš . tsh, ш š . sh, щ štš, ю ju, я ja, ье je, ья ja, ьё jo, ью ju, ия ija/ia, ие ije ie, кс ks . x, дж dž, ї ji i,
(ськый)$ skyi skyj . ski, ъ a . y, (ский)$ ski . skij, ^(й) j
""",
    "et": """
J(е) je . e, ё jo . e, S(ё) o . jo, ж ž, й i . j, (й)о j, (ий)$ i . ij, (ый)$ õi . yi, V(х) hh h, х h . kh, ц ts,
ч tš, ш š, щ štš, ы õ . y i, ю ju, я ja, ье je, ья ja, ьё jo, ью ju, ия ija/ia, ие ije ie, кс ks, дж dž, V(с)V ss s,
V(с)$ ss s, ї ji, (ськый)$ skõi skyi . ski, ъ õ a, (ский)$ ski . skij, ^(й) j
""",
    "lv": """
J(е) je, ё jo . e, S(ё) o e, ж ž, й j, ий$ ijs is . ij, ский$ skis . skijs, ськый$ skis . skijs, цькый$ ckis,
цкий$ ckis, ый$ ijs is . ij, ски$ skis ski, и$ i . ijs, х h, ц c, ч č, ш š, щ šč, ы i, ю ju, я ja, ье je, ья ja,
ьё jo, ью ju, ия ija, ие ije ie, кс ks, дж dž, ї ji i, ъ a, C($) s . -, ь($) s . -, ск$ ska sks sk, лл l ll, нн nn n,
пп p pp, тт t tt, сс s ss
""",
    "lt": """
J(е) je, ё io . jo e, J(ё) jo, S(ё) o io e, ж ž, й j i, ий$ ijus is . ij, ей$ ėjus ejus, ай$ ajus, ский$ skis,
ськый$ skis, цкий$ ckis, цькый$ ckis, ый$ as is . yj, ски$ skis ski, ко$ ka ko, х ch/h, ц c, ч č, ш š, щ šč, ы y . i,
X(ю) iu, ю ju, X(я) ia, я ja, ье je, ья ja, ьё jo, ью ju, ия ija, ие ije ie, кс ks, дж dž, ї ji . i, ъ a,
C($) as . - is, S($) as ius . -, й($) us . -, ь($) is . ius as -, ск$ skas . sk, с$ sas s, ^(й) j
""",
}
