"""metadata/photo-credit: whose picture it was.

What   "© AFP", "(Photo: dpa)", "Foto: Anna Weber/dpa", alone on a line or at the end of a paragraph.
Why    The picture is not in the text; the agency is a fact of the article.
Spares "Photo:" before a sentence, copyright lines with a year, "Photo" in a sentence.
"""

from __future__ import annotations

import re
from functools import lru_cache

import regex

from normalize.edits import Fact
from normalize.stages.document import Block, Document
from normalize.stages.metadata.credits import agencies_in, agency_facts, is_agency
from normalize.stages.metadata.people import is_full_name
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.text.words import fold, words

EXAMPLES = (
    Example("© AFP", "", facts=(("agency", "AFP"),)),
    Example("(Photo: dpa)", "", facts=(("agency", "dpa"),)),
    Example("Foto: Anna Weber/dpa", "", lang="de", facts=(("agency", "dpa"),)),
    Example(
        "The two men shook hands and left the hall by the back door. (Photo: Reuters)",
        "The two men shook hands and left the hall by the back door.",
        facts=(("agency", "Reuters"),),
    ),
    Example("Zdjęcie: Anna Weber/PAP", "", lang="pl", facts=(("agency", "PAP"),)),
    Example("Photo : Julien Ferrandi / AFP", "", lang="fr", facts=(("agency", "AFP"),)),
    Example("Фото: РИА Новости", "", lang="ru", facts=(("agency", "РИА Новости"),)),
    Example("Снимка: БТА", "", lang="bg", facts=(("agency", "БТА"),)),
    Example("Φωτογραφία: Reuters", "", lang="el", facts=(("agency", "Reuters"),)),
    Example("צילום: רויטרס", "", lang="he", facts=(("agency", "רויטרס"),)),
    Example("عکس: ایسنا", "", lang="fa", facts=(("agency", "ایسنا"),)),
    Example("（写真：共同）", "", lang="ja", facts=(("agency", "共同"),)),
    Example("村民在水磨坊前合影。新华社发", "村民在水磨坊前合影。", lang="zh", facts=(("agency", "新华社"),)),
    Leave("© 2023 The Herald"),
    Leave("公司去年共有三款新产品先后在海外市场首发", lang="zh"),
    Leave("Photo: the oldest picture of the town shows a market, a church and a dog that nobody knew."),
)

_MOST = 9  # words of a credit
_SIGN = regex.compile(r"(?:©|\(c\)(?=\s)|ⓒ)\s*+", regex.IGNORECASE)
_BRACKET = regex.compile(r"\s*+[(\[（【](?P<inside>[^()\[\]（）【】]{2,80})[)\]）】]$")
_CLOSING = (")", "]", "）", "】")
_END_SIGN = regex.compile(r"\s*+(?:©|ⓒ)\s*+(?P<rest>[^©.!?]{2,60})$")
_BEHIND_SENTENCE = regex.compile(r"(?<=[.!?…][\"”’]?)\s++(?P<rest>\p{L}{2,12}[.:]?\s[^.!?\n]{2,60})$")
_SHORTENED = regex.compile(r"^(\p{L}{2,5})\.\s")
_CHINESE = regex.compile(r"(?:(?<=[。！？\s（(])|^)(?P<rest>\p{Han}{2,14})(?:摄|攝|发|發|供图|供圖)[）)]?$")
_TAKEN = ("摄", "攝", "发", "發", "供图", "供圖", "摄）", "发）")
"""What stands behind a photographer or an agency in Chinese."""
_BAR = regex.compile(r"\s*+[|｜]\s*+")
_LAST_STOP = re.compile(r".*[.!?…]", re.DOTALL)
_FIRST_WORD = re.compile(r"[\s(\[（【\"“”’»]*([^\s:：＝=/.,()（）\[\]【】·・]+)")
_YEAR = regex.compile(r"\b(?:19|20)\d\d\b")
_CREDIT = 85  # characters of a credit behind a sentence, with the end of the sentence
_LONGEST = 120  # characters of a credit with all that stands around it


@rule(examples=EXAMPLES)
def photo_credit(doc: Document) -> Edits:
    for block, (start, facts) in credits_at_end(doc).items():
        whole = not block.text[:start].strip()
        what = "a picture credit" if whole else "a picture credit at the end of a paragraph"
        yield doc.delete(block.start + start, block.end, what, 0.94 if whole else 0.9, facts)


@lru_cache(maxsize=2)
def credits_at_end(doc: Document) -> dict[Block, tuple[int, list[Fact]]]:
    """Return the blocks that end with a picture credit: where in them it begins, and its facts.

    0 means that the whole block is one.
    """
    found: dict[Block, tuple[int, list[Fact]]] = {}
    for block in doc.blocks:
        if _may_credit(doc, block.text):
            start, facts = _credit_at_end(doc, block)
            if start < 0 and "|" in block.text and block is not doc.blocks[0]:
                start, facts = _behind_bars(doc, block.text)
            if start >= 0:
                found[block] = start, facts
    return found


def _may_credit(doc: Document, text: str) -> bool:
    """Whether a text has a sign, a bracket at its end, or the first word of a label where a credit may begin."""
    if text.endswith(_CLOSING) or "©" in text or "ⓒ" in text or text.endswith(_TAKEN) or "|" in text[-_CREDIT:]:
        return True
    short = len(text) <= _LONGEST
    if short and (text[:3].lower() == "(c)" or _begins_with_label(doc, text)):
        return True
    tail = text[-_CREDIT:]
    m = _LAST_STOP.match(tail, 0, len(tail) - 1)
    if m is None:
        return False
    return _begins_with_label(doc, tail[m.end() :]) or _begins_with_label(doc, tail[: m.end()].rpartition(" ")[2])


def _begins_with_label(doc: Document, text: str) -> bool:
    first = _FIRST_WORD.match(text)
    known = doc.cues.labels["photo"].lengths
    return first is not None and (fold(first[1]) in known or fold(first[1][0]) in known)


def _credit_at_end(doc: Document, block: Block) -> tuple[int, list[Fact]]:
    """Where the credit begins, or -1 where there is none, and its facts."""
    text = block.text
    if is_credit(doc, text):
        return 0, agency_facts(doc, _bare(doc, text))
    tail = max(0, len(text) - _LONGEST)
    if m := _END_SIGN.search(text, tail) if "©" in text or "ⓒ" in text else None:
        if len(m["rest"].split()) <= _MOST and not _YEAR.search(m["rest"]):
            return m.start(), agency_facts(doc, m["rest"])
    elif text.endswith(_CLOSING) and (m := _BRACKET.search(text, tail)) and is_credit(doc, m["inside"]):
        return m.start(), agency_facts(doc, _bare(doc, m["inside"]))
    elif text.endswith(_TAKEN) and (m := _CHINESE.search(text, tail)):
        agency = next((m["rest"][:k] for k in range(len(m["rest"]), 1, -1) if is_agency(doc, m["rest"][:k])), "")
        if agency or "记者" in m["rest"] or "記者" in m["rest"]:
            return m.start(), agency_facts(doc, agency)
    elif (m := _BEHIND_SENTENCE.search(text, tail)) and is_credit(doc, m["rest"]):
        return m.start(), agency_facts(doc, _bare(doc, m["rest"]))
    return -1, []


def _behind_bars(doc: Document, text: str) -> tuple[int, list[Fact]]:
    """Where the credit behind a caption's bars begins: "The hall | Tom Berg | dpa"."""
    parts = list(_BAR.finditer(text))
    last = text[parts[-1].end() :] if parts else ""
    if not (is_credit(doc, last) or is_agency(doc, last)):
        return -1, []
    start = parts[-1].start()
    if len(parts) > 1 and is_full_name(text[parts[-2].end() : start]):
        start = parts[-2].start()
    return start, agency_facts(doc, _bare(doc, last))


def is_credit(doc: Document, text: str) -> bool:
    """Whether a text is nothing but a picture credit."""
    text = text.strip(" ()[]（）【】") if len(text) <= _LONGEST else ""
    if not text or len(text.split()) > _MOST or len(text) > 90 or _YEAR.search(text):
        return False
    if m := _SIGN.match(text):
        return m.end() < len(text)
    rest = _bare(doc, text)
    if rest == text or not rest:
        return False
    return bool(agencies_in(doc, rest)) or (
        rest[:1].isupper() and not rest.endswith((".", "!", "?")) and _all_names(rest)
    )


def _bare(doc: Document, text: str) -> str:
    """The credit without its label ("Photo:", "©")."""
    text = text.strip(" ()[]（）【】")
    if m := _SIGN.match(text):
        return text[m.end() :]
    head, colon, rest = _SHORTENED.sub(r"\1: ", text.replace("：", ":")).partition(":")
    labels = doc.cues.labels["photo"]
    if not _begins_with_label(doc, text):
        return text
    if colon and words(head) in labels:
        return rest.strip()
    spaced = text.split()
    for length in range(min(3, len(spaced) - 1), 0, -1):
        if words(" ".join(spaced[:length])) in labels:
            left = " ".join(spaced[length:])
            return left if is_agency(doc, left) or agencies_in(doc, left) else text
    return text


def _all_names(text: str) -> bool:
    return all(w[:1].isupper() or not w[:1].isalpha() or w in _JOINTS for w in text.replace("/", " ").split())


_JOINTS = frozenset(
    (
        "via",
        "for",
        "and",
        "und",
        "et",
        "von",
        "van",
        "de",
        "der",
        "di",
        "da",
        "del",
        "la",
        "le",
        "pour",
        "für",
        "par",
        "by",
        "для",
        "и",
        "y",
        "e",
    )
)
