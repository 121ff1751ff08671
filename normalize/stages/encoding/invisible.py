"""encoding/invisible: characters that nobody sees and no script needs go.

What   Zero-width spaces, word joiners, soft hyphens, byte order marks, bidirectional overrides; zero-width joiners
       and direction marks where the letters around them have no use for them.
Why    They split words for every search and hide text from readers.
Spares Joiners beside letters of Arabic, Indic and other scripts that join, and in emoji; direction marks in texts that
       run from right to left.
"""

import regex

from normalize.stages.document import Document
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.text.invisible import label

EXAMPLES = (
    Example("Vla\u200bdimir\u00ad Pu\u2060tin\ufeff", "Vladimir Putin"),
    Example("\u202eabc\u202c", "abc"),
    Example("Kim\u200e Jong-un\u200d", "Kim Jong-un"),
    Leave("می\u200cخواهم", lang="fa"),
    Leave("क्\u200dष", lang="hi"),
    Leave("👨\u200d👩\u200d👧 family"),
    Leave("שלום (abc)\u200f!", lang="he"),
)

_ALWAYS = "\u00ad\u180e\u200b\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb"
_NOISE = regex.compile(f"[{_ALWAYS}]+|[\u200c\u200d]+|[\u200e\u200f\u061c]+")
_JOINING = regex.compile(
    r"[\p{Arabic}\p{Syriac}\p{Mongolian}\p{Devanagari}\p{Bengali}\p{Gurmukhi}\p{Gujarati}\p{Oriya}\p{Tamil}\p{Telugu}"
    r"\p{Kannada}\p{Malayalam}\p{Sinhala}\p{Khmer}\p{Myanmar}\p{Thai}\p{Lao}\p{Tibetan}\p{Emoji_Presentation}\uFE0F\p{Extended_Pictographic}]"
)
_CONTROL = regex.compile(r"[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f]")
_RIGHT_TO_LEFT = regex.compile(r"[\p{Arabic}\p{Hebrew}\p{Syriac}\p{Thaana}]")


def needed(char: str, before: str, *, right_to_left: bool) -> bool:
    """Whether a text needs an invisible character that stands behind another: its script joins, or runs leftwards."""
    if char in "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}":
        return _JOINING.match(before) is not None
    return char in "\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{ARABIC LETTER MARK}" and right_to_left


def without_noise(text: str, before: str) -> str:
    """Return what a repair writes without the characters that no text needs; `before` is the character before it."""
    kept: list[str] = []
    for char in text:
        last = kept[-1] if kept else before
        if _CONTROL.match(char) or (_NOISE.match(char) and not needed(char, last, right_to_left=False)):
            continue
        kept.append(char)
    return "".join(kept)


@rule(examples=EXAMPLES)
def invisible(doc: Document) -> Edits:
    if not _NOISE.search(doc.characters):
        return
    right_to_left = bool(_RIGHT_TO_LEFT.search(doc.characters))
    for m in _NOISE.finditer(doc.text):
        start, end = m.span()
        if not needed(m[0][0], doc.text[max(0, start - 1) : start], right_to_left=right_to_left):
            names = ", ".join(dict.fromkeys(map(label, m[0])))
            yield doc.delete(start, end, f"nobody sees it: {names}"[:200], 0.98)
