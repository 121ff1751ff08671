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
NOISE = regex.compile(f"[{_ALWAYS}]")
"""Characters that no text needs, whatever its script."""

_NOISE = regex.compile(f"[{_ALWAYS}]+|[\u200c\u200d]+|[\u200e\u200f\u061c]+")
_JOINING = regex.compile(
    r"[\p{Arabic}\p{Syriac}\p{Mongolian}\p{Devanagari}\p{Bengali}\p{Gurmukhi}\p{Gujarati}\p{Oriya}\p{Tamil}\p{Telugu}"
    r"\p{Kannada}\p{Malayalam}\p{Sinhala}\p{Khmer}\p{Myanmar}\p{Thai}\p{Lao}\p{Tibetan}\p{Emoji_Presentation}\uFE0F\p{Extended_Pictographic}]"
)
_RIGHT_TO_LEFT = regex.compile(r"[\p{Arabic}\p{Hebrew}\p{Syriac}\p{Thaana}]")


@rule(examples=EXAMPLES)
def invisible(doc: Document) -> Edits:
    if doc.text.isascii():
        return
    right_to_left = bool(_RIGHT_TO_LEFT.search(doc.text))
    for m in _NOISE.finditer(doc.text):
        start, end = m.span()
        if m[0][0] in "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}":
            if _JOINING.match(doc.text, start - 1) if start else False:
                continue
        elif m[0][0] in "\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{ARABIC LETTER MARK}" and right_to_left:
            continue
        yield doc.delete(start, end, f"nobody sees it: {', '.join(dict.fromkeys(map(label, m[0])))}"[:200], 0.98)
