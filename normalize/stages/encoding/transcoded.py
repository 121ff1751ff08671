"""encoding/transcoded: lines of one legacy encoding that were read as another are read again.

What   "Ïðåçèäåíò ïðèáûë â Ìèíñê" becomes "Президент прибыл в Минск"; also Greek, Hebrew, Arabic, Thai, Chinese,
       Japanese and Korean that were read as Western European, and Russian that was read in the wrong one of its own.
Why    As they stand, the letters follow each other as in no language; written back to bytes and read again, they do
       (langdetect's profiles say how likely letters follow each other).
Spares Text that reads like some language, and misreadings within one script ("è" for "č"), which only the bytes can
       tell.
"""

import re
import string
from collections.abc import Iterator

import regex

from normalize.stages.document import Document
from normalize.stages.encoding.invisible import without_noise
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.text.invisible import drawn
from normalize.text.language.profiles import LENGTH, profiles
from normalize.text.scripts import main_script
from normalize.text.transcode import bytes_of

EXAMPLES = (
    Example(
        "Ïðåçèäåíò ïðèáûë â Ìèíñê è âñòðåòèëñÿ ñ ïîñëàìè.",
        "Президент прибыл в Минск и встретился с послами.",
        lang="ru",
    ),
    Example("оПЕГХДЕМР ОПХАШК Б лХМЯЙ Х ГЮЪБХК.", "Президент прибыл в Минск и заявил.", lang="ru"),
    Example("Ç êõâÝñíçóç áíáêïßíùóå óÞìåñá ôá ìÝôñá.", "Η κυβέρνηση ανακοίνωσε σήμερα τα μέτρα.", lang="el"),
    Leave("Président à Genève, où l’été a été très sec.", lang="fr"),
    Leave("Þórður Ólafsson sagði það í gær.", lang="is"),
    Leave("Прэзідэнт прыбыў у Мінск.", lang="be"),
    Leave("ÀÉÎÕÜ"),
    Leave("ã†â€™ãƒâ€ ã¢â‚¬â„¢ãƒæ’ã‚â¢ãƒâ¢ã¢â‚¬å¡ã‚â¬ãƒâ€šã‚â"),
)

_CYRILLIC = ("cp1251", "koi8-r", "cp866", "iso8859-5")
_WRONG = {"Latin": ("cp1252", "latin-1", "mac-roman", "cp1250", "cp866"), "Cyrillic": ("cp1251", "koi8-r", "cp866")}
_RIGHT = {
    "Latin": (*_CYRILLIC, "cp1253", "cp1255", "cp1256", "cp874", "utf-8", "gb18030", "cp932", "cp949", "big5hkscs"),
    "Cyrillic": (*_CYRILLIC, "utf-8"),
}
"""By the script that a misread text seems to be in: encodings that it may have been read in, and may be in."""
_LEAST, _SHARE = 5, 0.7  # characters beyond ASCII of a line, and how many there are to each letter of ASCII
_LETTERS = string.ascii_letters.encode()
_ALL = 12  # characters beyond ASCII that are enough to judge by
_STRANGE = {"Latin": -8.3, "Cyrillic": -6.6}  # fluency below which letters follow each other as in hardly any language
_GAIN = 0.9  # how much more fluent the right reading must be; not in Chinese, whose characters are all rare
_TYPICAL = {
    "Cyrillic": -5.8, "Greek": -5.5, "Hebrew": -5.4, "Arabic": -5.4, "Thai": -6.2, "Hangul": -7.2, "Han": -8.6,
    "Hiragana": -5.6, "Katakana": -5.6,
}  # fmt: skip
"""The median fluency of clean texts in each script, measured on sentences and paragraphs of 50 languages."""
_LACK = 1.4  # how much less fluent than that a text may be
_TORN = regex.compile(r"\p{Ll}\p{Lu}")  # a capital in the middle of a word
_FEW = 0.03  # to each character
_BEYOND = re.compile("[\u0370-\u07ff]+")
_MOST = 0.9  # share of what is not ASCII in a text that are letters
_SEEN = 50_000  # characters of a text or page that are looked at first
_LINE = re.compile(r"[^ \t\r\n](?:[^\r\n]*[^ \t\r\n])?")
_SURE = 0.995  # surer than encoding/mojibake, which makes little sense of such a line


@rule(examples=EXAMPLES)
def transcoded(doc: Document) -> Edits:
    if len(doc.characters) < _LEAST:
        return
    lines = list(_strange(doc))
    pair = _pair("\n".join(doc.text[start:end] for start, end in lines)[:LENGTH]) if lines else None
    if pair is None:
        return
    for start, end in lines:
        after = _read(doc.text[start:end], *pair)
        if after is not None and after != doc.text[start:end]:
            after = without_noise(after, "")
            reason = f"{pair[1]} that was read as {pair[0]}: “{drawn(after[:60])}”"
            yield doc.replace(start, end, after, reason, _SURE)


def _strange(doc: Document) -> Iterator[tuple[int, int]]:
    """Lines of letters that follow each other as in no language."""
    fine = _read_well(doc.text[:_SEEN])
    for m in _LINE.finditer(doc.text):
        line = m[0]
        plain = line.encode("ascii", "ignore")
        beyond = len(line) - len(plain)
        if beyond < _LEAST or beyond < _SHARE * (len(plain) - len(plain.translate(None, _LETTERS))):
            continue
        script = main_script(line) or "Latin"
        if script != fine and script in _STRANGE and _fluency(line) < _STRANGE[script]:
            yield m.span()


def _read_well(text: str) -> str:
    """The script other than Latin in which a text reads well as a whole: its lines are not asked one by one."""
    words = _BEYOND.findall(text)
    sample = " ".join(words)
    script = main_script(sample)
    whole = sum(map(len, words)) > _MOST * (len(text) - len(text.encode("ascii", "ignore")))
    return script if whole and script in _STRANGE and _fluency(sample) >= _STRANGE[script] else ""


def _pair(sample: str) -> tuple[str, str] | None:
    """The encoding that a text was read in, and the one that it is in; None where no reading is a language."""
    script = main_script(sample) or "Latin"
    if script not in _WRONG or sum(not c.isascii() for c in sample) < _ALL:
        return None
    before, best, found = _fluency(sample), -_LACK, None
    for wrong in _WRONG[script]:
        for right in _RIGHT[script]:
            after = _read(sample, wrong, right) if right != wrong else None
            into = main_script(after) if after else ""
            if after is None or into not in _TYPICAL or len(_TORN.findall(after)) > _FEW * len(after):
                continue
            fluency = _fluency(after)
            if fluency - _TYPICAL[into] > best and (into == "Han" or fluency > before + _GAIN):
                best, found = fluency - _TYPICAL[into], (wrong, right)
    return found


def _fluency(text: str) -> float:
    return profiles().fluency(text[: LENGTH + 1].lower())  # a word in capitals counts as well


def _read(text: str, wrong: str, right: str) -> str | None:
    data = bytes_of(text, wrong)
    try:
        return data.decode(right) if data is not None else None
    except UnicodeDecodeError:
        return None
