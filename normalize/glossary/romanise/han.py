"""Chinese names: pinyin, Wade–Giles, and the Cyrillic of Palladius for Russian, Ukrainian and Bulgarian texts.

Readings of characters stand in `readings.yaml`, those of surnames that are read otherwise here. A name of two to four
characters that begins with a surname is a person's, and may be a place's; others are read as places.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from operator import itemgetter
from pathlib import Path

from normalize.glossary.romanise.rules import Found, merge
from normalize.strictyaml import complain, parse

SOURCES = ("zh", "zh-Hans", "zh-Hant")
LATIN = tuple("en de fr es it pt nl pl cs sk sl hr bs sr fi sv da nb nn hu tr lv lt ro et ca".split())
TARGETS = (*LATIN, "ru", "uk", "bg")

READINGS = Path(__file__).parent / "readings.yaml"

SURNAMES = frozenset("""
王李张張刘劉陈陳杨楊黄黃赵趙周吴吳徐孙孫朱马馬胡郭林何高梁郑鄭罗羅宋谢謝唐韩韓曹许許邓鄧萧蕭肖冯馮曾程蔡彭潘袁于於董
余餘苏蘇叶葉吕呂魏蒋蔣田杜丁沈姜范範江傅钟鍾鐘卢盧汪戴崔任陆陸廖姚方金邱丘夏谭譚韦韋贾賈邹鄒石熊孟秦阎閻薛侯雷白龙龍
段郝孔邵史毛常万萬顾顧赖賴武康贺賀严嚴尹钱錢施牛洪龚龔汤湯陶黎温溫莫易樊乔喬文安殷颜顏庄莊章鲁魯倪庞龐邢俞翟蓝藍聂聶
齐齊向申葛柴伍覃骆駱关關焦柳欧歐祝纪紀尚毕畢耿芦左季管符辛苗詹曲靳祁路涂梅童盛霍解房甘柯柏單单阮包宁寧冉岳翁饒饶褚卜
仇冼鲍鮑华華简簡屈桂滕晏車车司裴穆党黨耶甄凌牟臧成冷匡岑谷应應宗卓蔺藺游刁池艾查蒲巫苑古桑宫宮晋晉闫缪繆栾欒桂连連瞿
全习習薄代鄢封闵閔楚鄂胥朴商麦麥容栗窦竇鞠景隋项項邝鄺郁利明敖初鹿米翦乐樂区區盖蓋员員种召燕令师師
""".replace("\n", ""))  # fmt: skip

_READ = """
单 shan, 單 shan, 曾 zeng, 解 xie, 查 zha, 朴 piao, 乐 yue, 樂 yue, 区 ou, 區 ou, 盖 ge, 蓋 ge, 覃 qin, 员 yun,
員 yun, 种 chong, 召 shao, 欧阳 ou yang, 歐陽 ou yang, 司马 si ma, 司馬 si ma, 诸葛 zhu ge, 諸葛 zhu ge,
上官 shang guan, 皇甫 huang fu, 夏侯 xia hou, 东方 dong fang, 東方 dong fang, 公孙 gong sun, 公孫 gong sun,
慕容 mu rong, 司徒 si tu, 令狐 ling hu, 宇文 yu wen, 端木 duan mu, 南宫 nan gong, 南宮 nan gong, 尉迟 yu chi,
尉遲 yu chi, 万俟 mo qi, 长孙 zhang sun, 長孫 zhang sun, 澹台 tan tai, 独孤 du gu, 西门 xi men, 西門 xi men,
司空 si kong, 申屠 shen tu, 呼延 hu yan
"""

Syllables = tuple[str, ...]

_INITIAL = re.compile(r"(zh|ch|sh|[bpmfdtnlgkhjqxrzcs])?(.+)")
_FRONTED = {"j", "q", "x"}
"""Behind these a u is ü."""

_WADE = (
    "b p, p p', d t, t t', g k, k k', j ch, q ch', x hs, zh ch, ch ch', r j, z ts, c ts'",
    "ong ung, iong iung, ie ieh, ian ien, ü ü, üe üeh, üan üan, ün ün, er erh, uo o",
    """
zi tzu, ci tz'u, si ssu, zhi chih, chi ch'ih, shi shih, ri jih, ge ko, ke k'o, he ho, e o, guo kuo, kuo k'uo,
huo huo, shuo shuo, gui kuei, kui k'uei, yi i, ye yeh, you yu, yan yen, yong yung, yu yü, yue yüeh, yuan yüan,
yun yün
""",
)
_PALLADIUS = (
    "b б, p п, m м, f ф, d д, t т, n н, l л, g г, k к, h х, j цз, q ц, x с, zh чж, ch ч, sh ш, r ж, z цз, c ц, s с",
    """
a а, o о, e э, ai ай, ei эй, ao ао, ou оу, an ань, en энь, ang ан, eng эн, ong ун, er эр, i и, ia я, iao яо, ie е,
iu ю, ian янь, in инь, iang ян, ing ин, iong юн, u у, ua уа, uo о, uai уай, ui уй, uan уань, un унь, uang уан, ü юй,
üe юэ, üan юань, ün юнь
""",
    """
zi цзы, ci цы, si сы, yo йо, hui хуэй, yi и, ya я, yao яо, ye е, you ю, yan янь, yin инь, yang ян, ying ин, yong юн,
wu у, wa ва, wo во, wai вай, wei вэй, wan вань, wen вэнь, wang ван, weng вэн, yu юй, yue юэ, yuan юань, yun юнь
""",
)
_BULGARIAN = (
    "b б, p п, m м, f ф, d д, t т, n н, l л, g г, k к, h х, j дз, q ц, x с, zh дж, ch ч, sh ш, r ж, z дз, c ц, s с",
    """
a а, o о, e ъ, ai ай, ei ей, ao ао, ou оу, an ан, en ън, ang ан, eng ън, ong ун, er ър, i и, ia я, iao яо, ie ие,
iu иу, ian иен, in ин, iang ян, ing ин, iong юн, u у, ua уа, uo уо, uai уай, ui уей, uan уан, un ун, uang уан, ü ю,
üe юе, üan юан, ün юн
""",
    """
yi и, yo йо, ya я, yao яо, ye йе, you йоу, yan йен, yin ин, yang ян, ying ин, yong юн, wu у, wa уа, wo уо, wai уай,
wei уей, wan уан, wen уън, wang уан, weng уън, yu ю, yue юе, yuan юан, yun юн
""",
)
_SYSTEMS = {"wade": _WADE, "ru": _PALLADIUS, "bg": _BULGARIAN}
_UKRAINIAN = str.maketrans("иыэеъ", "іиеє'")

_PLACE = re.compile("(?<=..)[市县縣省区區]$")
_OTHER = 2  # steps to the whole as one word where it begins with a surname
_HAN = re.compile("[\u3400-\u9fff]{2,5}")


def spell(native: str, source: str, target: str, limit: int) -> Found:
    """Return spellings of a name in Chinese characters; none where one is unknown, or a dot tells a foreign name."""
    if not _HAN.fullmatch(native) or not all(char in _readings() for char in native):
        return []
    surname = _surname(native)
    found: Found = []
    if surname or len(native) == 3:
        length = len(surname) or 1
        found = _person(surname or _read(native[:1]), _read(native[length:]), source, target)
    if len(surname) < 2:
        found += [(_OTHER if surname else 0, name) for name in _joined(_read(_PLACE.sub("", native)), target)]
    return merge(sorted(found, key=itemgetter(0)), limit)


def _surname(native: str) -> Syllables:
    """The syllables of the surname that a name of two to four characters begins with, if any."""
    for length in (2, 1):
        if native[:length] in _surnames() and length < len(native) <= length + 2:
            return _surnames()[native[:length]]
    return ()


def _read(text: str) -> Syllables:
    return tuple(_readings()[char] for char in text)


def _person(surname: Syllables, given: Syllables, source: str, target: str) -> Found:
    families, names = _joined(surname, target), _joined(given, target)
    if target not in LATIN:
        return [(0, f"{family} {name}") for family in families for name in names]
    family = families[0]
    found = [(1, f"{family} {name}") for name in names]
    if len(given) > 1:
        found.append((2, f"{family} {'-'.join(given).capitalize()}"))
    if target == "en":
        found += [(3, f"{name} {family}") for name in names]
    wade = 0 if source == "zh-Hant" else 3
    family, name = "-".join(_written(surname, "wade")).title(), "-".join(_written(given, "wade")).capitalize()
    for sign in ("", "'"):
        found.append((wade, f"{family} {name}".replace("'", sign)))
    if target == "en":
        found.append((wade + 2, f"{name} {family}".replace("'", "")))
    return found


def _joined(syllables: Syllables, target: str) -> list[str]:
    """Syllables as one word, with the sign that keeps them apart and without."""
    if target == "bg":
        word = "".join(_written(syllables, "bg")).capitalize()
        return [word] if not word.startswith("У") or word == "У" else [word, "В" + word[1:]]
    if target in ("ru", "uk"):
        word = "".join(_apart(_written(syllables, "ru")))
        return [(word.translate(_UKRAINIAN) if target == "uk" else word).capitalize()]
    plain = "".join(syllables)
    apart = syllables[0] + "".join(f"'{s}" if s[0] in "aoe" else s for s in syllables[1:])
    return list(dict.fromkeys((apart.capitalize(), plain.capitalize())))


def _apart(syllables: list[str]) -> list[str]:
    """Syllables in Cyrillic with a hard sign where an н would be read with the vowel behind it."""
    pairs = zip(syllables, [*syllables[1:], ""], strict=True)
    return [s + "ъ" * (s.endswith("н") and after[:1] in set("аоуэияюе")) for s, after in pairs]


def _written(syllables: Syllables, system: str) -> list[str]:
    return [_syllable(s, system) for s in syllables]


@lru_cache(maxsize=4096)
def _syllable(pinyin: str, system: str) -> str:
    initials, finals, whole = map(_pairs, _SYSTEMS[system])
    if pinyin in whole:
        return whole[pinyin]
    match = _INITIAL.fullmatch(pinyin)
    assert match
    initial, final = match[1] or "", match[2]
    if initial in _FRONTED and final.startswith("u"):
        final = "ü" + final[1:]
    return initials.get(initial, initial) + finals.get(final, final)


@cache
def _pairs(text: str) -> dict[str, str]:
    return {key: spelling for key, spelling in map(str.split, text.split(","))}  # noqa: C416 (dict() hides the types)


@cache
def _surnames() -> dict[str, Syllables]:
    return {char: _read(char) for char in SURNAMES} | {
        key: tuple(read) for key, *read in map(str.split, _READ.split(","))
    }


@cache
def _readings() -> dict[str, str]:
    """Each character with its usual reading."""
    yaml = parse(READINGS.read_bytes(), READINGS.name)
    complain(yaml.mistakes)
    assert yaml.root
    return {char: syllable for syllable, node in yaml.root.value.items() for char in node.value}
