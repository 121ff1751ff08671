"""Korean names, as their bearers and newspapers spell them: press habits first, then the official systems.

Sources of the systems: Revised Romanisation (2000), McCune–Reischauer (1939), the spelling of North Korean agencies.
What people choose for surnames and given names follows no system: own tables, drawn from usage.
"""

from __future__ import annotations

import re
from functools import cache
from operator import itemgetter

from normalize.glossary.romanise.han import LATIN
from normalize.glossary.romanise.rules import Found, Spellings, best, merge, options

SOURCES = ("ko",)
TARGETS = LATIN

_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
_HEARD = dict(zip("ㄲㄳㄵㄶㄺㄻㄼㄽㄾㄿㅀㅄㅅㅆㅈㅊㅋㅌㅍㅎ", "ㄱㄱㄴㄴㄱㅁㄹㄹㄹㅂㄹㅂㄷㄷㄷㄷㄱㄷㅂㄷ", strict=True))
"""Finals by the one of seven that they are heard as."""

_ASSIMILATED = {
    **{(f, i): (n, i) for f, n in zip("ㄱㄷㅂ", "ㅇㄴㅁ", strict=True) for i in "ㄴㅁ"},
    **{(f, "ㄹ"): (n, "ㄴ") for f, n in zip("ㄱㄷㅂㅁㅇ", "ㅇㄴㅁㅁㅇ", strict=True)},
    ("ㄴ", "ㄹ"): ("ㄹ", "ㄹ"), ("ㄹ", "ㄴ"): ("ㄹ", "ㄹ"),
}  # fmt: skip

_RR = (
    dict(zip(_INITIALS, "g kk n d tt r m b pp s ss  j jj ch k t p h".split(" "), strict=True)),
    dict(zip(_VOWELS, "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split(), strict=True)),
    dict(zip("ㄱㄴㄷㄹㅁㅂㅇ", "k n t l m p ng".split(), strict=True)) | {"": ""},
)
_MR = (
    dict(zip(_INITIALS, "k kk n t tt r m p pp s ss  ch tch ch' k' t' p' h".split(" "), strict=True)),
    dict(zip(_VOWELS, "a ae ya yae ŏ e yŏ ye o wa wae oe yo u wŏ we wi yu ŭ ŭi i".split(), strict=True)),
    _RR[2],
)
_NORTH = ({**_MR[0], "ㅈ": "j", "ㅊ": "ch", "ㅋ": "kh", "ㅌ": "th", "ㅍ": "ph"}, *_MR[1:])
_VOICED = {"ㄱ": "g", "ㄷ": "d", "ㅂ": "b", "ㅈ": "j"}

SURNAMES = """
김 Kim . Gim, 이 Lee Yi/Rhee . Ri/I, 리 Ri Lee/Li, 박 Park Pak . Bak, 최 Choi Choe . Choy,
정 Jung/Chung/Jeong Chong/Cheong, 강 Kang . Gang, 조 Cho/Jo . Joe, 윤 Yoon/Yun . Youn, 장 Jang/Chang,
임 Lim/Im Yim . Rim, 림 Rim Lim, 한 Han . Hahn, 오 Oh . O, 서 Seo/Suh . So, 신 Shin . Sin, 권 Kwon . Gwon/Kweon,
황 Hwang . Whang, 안 Ahn/An, 송 Song, 류 Ryu/Yoo Yu/Ryoo . Lyu, 유 Yoo/Yu . You/Ryu, 전 Jeon/Jun Chun . Chon,
홍 Hong, 고 Ko/Go . Koh, 문 Moon/Mun, 양 Yang, 손 Son/Sohn, 배 Bae . Pae, 백 Baek/Paik Paek . Back,
허 Heo/Hur Huh . Ho, 남 Nam, 심 Shim . Sim, 노 Noh/Roh . No, 로 Ro Roh, 하 Ha . Hah, 곽 Kwak . Gwak,
성 Sung/Seong . Song, 차 Cha, 주 Joo/Ju . Chu, 우 Woo . U/Wu, 구 Koo/Ku . Gu, 민 Min, 나 Na . Ra, 라 Ra Na,
진 Jin . Chin, 지 Ji . Chi/Jee, 엄 Um/Eom . Uhm/Om, 채 Chae . Chai, 원 Won, 천 Chun/Cheon . Chon, 방 Bang . Pang,
공 Kong/Gong, 현 Hyun . Hyon/Hyeon, 함 Ham . Hahm, 변 Byun/Byeon . Pyon/Byon, 염 Yeom/Yum . Yom, 렴 Ryom,
여 Yeo . Yo, 려 Ryo, 추 Choo/Chu, 도 Do . To, 소 So, 석 Seok/Suk . Sok, 선 Sun/Seon . Son, 설 Seol/Sul . Sol, 마 Ma,
길 Gil/Kil, 연 Yeon . Yon/Youn, 위 Wi . We, 표 Pyo, 명 Myung . Myong/Myeong, 기 Ki . Gi, 반 Ban . Pan, 왕 Wang,
금 Keum/Geum . Kum, 옥 Ok . Ock, 육 Yook/Yuk . Youk, 인 In, 맹 Maeng, 제 Je . Che, 모 Mo, 탁 Tak, 국 Kook/Guk . Kuk,
어 Eo/Uh . O, 은 Eun . Un, 편 Pyeon/Pyun, 용 Yong, 예 Ye, 경 Kyung/Kyeong, 봉 Bong . Pong, 사 Sa, 부 Boo/Bu,
량 Ryang, 계 Kye/Gye, 단 Dan . Tan, 승 Seung, 시 Si/Shi, 태 Tae, 피 Pi, 감 Kam/Gam, 가 Ka/Ga, 온 On, 빈 Bin,
형 Hyung, 남궁 Namgung/Namkung/Namgoong/Namkoong, 황보 Hwangbo/Hwangpo, 제갈 Jegal, 선우 Sunwoo/Seonu/Sunu,
독고 Dokgo/Dokko/Tokko, 사공 Sagong, 서문 Seomun/Seomoon
"""

SYLLABLES = """
희 hee hui/hi . heui, 영 young/yeong/yong . yung, 현 hyun hyeon/hyon, 정 jung/jeong chung/jong chong/joung,
성 sung/seong song, 승 seung sung, 우 woo u . wu/ou, 원 won, 훈 hoon/hun, 준 jun/joon chun, 중 joong/jung chung,
경 kyung/gyeong kyong/kyeong gyung, 철 chul/cheol chol, 석 seok/suk sok, 선 sun/seon son, 기 ki/gi . kee,
국 kook/guk kuk, 구 koo/gu ku/goo, 규 kyu/gyu, 광 kwang . gwang, 권 kwon . gwon, 관 kwan/gwan,
건 gun/geon kun/kon keon, 두 doo/du tu, 동 dong . tong, 대 dae . tae/dai, 덕 deok/duk dok/tok,
병 byung/byeong pyong/byong pyung, 범 beom/bum pom/bom, 태 tae . tai, 재 jae . chae/jai, 종 jong chong,
주 joo/ju chu, 진 jin . chin, 천 chun/cheon chon, 혁 hyuk/hyeok hyok, 형 hyung/hyeong hyong, 은 eun . un,
의 ui/eui . yi, 이 i/yi . lee/ie, 윤 yoon/yun youn, 유 yoo/yu you, 열 yeol/yul yol, 식 sik/shik, 신 shin/sin,
시 si/shi, 수 soo/su . sue, 순 soon/sun, 숙 sook/suk, 서 seo so/suh, 섭 seop/sup sub/seob, 아 a/ah,
명 myung/myeong myong, 무 moo/mu, 문 moon/mun, 미 mi/mee, 헌 heon/hun hon, 필 pil/phil, 지 ji . chi/jee,
욱 wook/uk . ook, 웅 woong/ung, 운 woon/un, 룡 ryong/yong, 연 yeon youn/yon yun, 리 ri/lee . li, 림 rim/lim,
린 rin/lin, 일 il, 률 ryul, 언 eon/un on, 애 ae, 홍 hong, 환 hwan, 호 ho, 용 yong . young, 혜 hye . hae/hea, 화 hwa,
정 jung/jeong chung/jong chong/joung, 춘 choon/chun, 충 choong/chung
"""

_PRESS_INITIALS = {"ㄱ": "g/k", "ㄷ": "d . t", "ㅂ": "b . p", "ㅈ": "j . ch", "ㄹ": "r/l", "ㅇ": "-", "ㅅ": "s"}
_PRESS_VOWELS = {
    "ㅓ": "eo/u/o", "ㅕ": "yeo yo/yu/you", "ㅜ": "oo/u", "ㅠ": "yu/yoo", "ㅡ": "eu/u", "ㅣ": "i . . ee",
    "ㅗ": "o . . oh", "ㅐ": "ae . . ai", "ㅚ": "oe oi", "ㅝ": "wo weo", "ㅢ": "ui/eui i",
}  # fmt: skip
_PRESS_FINALS = {"ㄱ": "k . g", "ㅂ": "p b", "ㄹ": "l"}

_SYSTEMS = ((_RR, 1), (_NORTH, 2), (_MR, 2))
"""The systems, and the steps to what they would write."""

_LOCAL = {
    **dict.fromkeys(("cs", "sk"), "ch' čch, k' kch, t' tch, p' pch, ch č, j dž, ae e, oe e, y j"),
    "hu": "ch' cs, k' k, t' t, p' p, ch cs, j dzs, y j, s sz, w v",
}
"""What stands for the letters of McCune and Reischauer where a language writes Korean by its own."""

_HANGUL = re.compile("[가-힣]+")
_JOINED, _LAST = 1, 3
"""Steps to a given name in one word, and to a surname at the end."""

Syllable = tuple[str, str, str]


def spell(native: str, source: str, target: str, limit: int) -> Found:  # noqa: ARG001 (families are called alike)
    """Return spellings of a name in Hangul, surname first: its given name with a hyphen, and in one word."""
    word = native.replace(" ", "")
    if not _HANGUL.fullmatch(word):
        return []
    length = 2 if len(word) > 3 else 1
    found: Found = []
    if word[:length] in _table(SURNAMES) and 0 < len(word) - length <= 2:
        found = _person(word[:length], word[length:], target, limit)
    if not found or len(word) == 2:  # a place, it may be
        found += [(steps, "".join(_system(word, system)).capitalize()) for system, steps in _SYSTEMS]
    return merge(sorted(found, key=itemgetter(0)), limit)


def _person(surname: str, given: str, target: str, limit: int) -> Found:
    names = [
        (steps + more, name, text)
        for steps, name in _table(SURNAMES)[surname]
        for more, text in best(_press(given), limit)
    ]
    for system, steps in _SYSTEMS:
        names.append((steps, "".join(_system(surname, system)), "-".join(_system(given, system))))
    if local := _LOCAL.get(target):
        family, first = (_replaced("-".join(_system(part, _MR)), local) for part in (surname, given))
        names.insert(0, (0, family, first))
    found: Found = []
    for steps, name, text in names:
        family, first = name[:1].upper() + name[1:], text[:1].upper() + text[1:]
        found.append((steps, f"{family} {first}"))
        if "-" in text:
            found.append((steps + _JOINED, f"{family} {first.replace('-', '')}"))
        if target == "en":
            found.append((steps + _LAST, f"{first} {family}"))
    return found


def _replaced(text: str, pairs: str) -> str:
    new = dict(map(str.split, pairs.split(",")))
    return re.sub("|".join(map(re.escape, new)), lambda m: new[m[0]], text)


def _press(word: str) -> list[Spellings]:
    """The pieces of a given name with what people choose for them."""
    customs = _table(SYLLABLES)
    pieces = list[Spellings]()
    for n, char in enumerate(word):
        if n:
            pieces.append(((0, "-"),))
        if char in customs:
            pieces.append(customs[char])
            continue
        for part, system, press in zip(_jamo(char), _RR, (_PRESS_INITIALS, _PRESS_VOWELS, _PRESS_FINALS), strict=True):
            pieces.append(options(press[part].split()) if part in press else ((0, system[part]),))
    return pieces


def _system(word: str, system: tuple[dict[str, str], ...]) -> list[str]:
    """The syllables of a word as a system writes them, with the sounds that change where syllables meet."""
    syllables = [_jamo(char) for char in word]
    for n in range(len(syllables) - 1):
        (initial, vowel, final), (following, *rest) = syllables[n], syllables[n + 1]
        final, following = _ASSIMILATED.get((final, following), (final, following))
        syllables[n : n + 2] = (initial, vowel, final), (following, rest[0], rest[1])
    found = list[str]()
    for n, (initial, vowel, final) in enumerate(syllables):
        before = syllables[n - 1][2] if n else "ㄱ"
        voiced = n and before not in ("ㄱ", "ㄷ", "ㅂ") and initial in _VOICED
        heard = "l" if before == initial == "ㄹ" else _VOICED[initial] if voiced else system[0][initial]
        found.append(heard + system[1][vowel] + system[2][final])
    return found


def _jamo(char: str) -> Syllable:
    number = ord(char) - ord("가")
    final = _FINALS[number % 28]
    return _INITIALS[number // 588], _VOWELS[number % 588 // 28], _HEARD.get(final, final)


@cache
def _table(text: str) -> dict[str, Spellings]:
    return {key: options(words) for key, *words in map(str.split, text.split(","))}
