"""boilerplate/see-also: a teaser for another article, in the text or on a line of its own.

What   A label such as "See also", ">> Read here:" or "Читайте также" with the headline behind it: at the end of a
       paragraph, in brackets, or alone.
Why    It is the site speaking, not the author; it names people that the article does not mention.
Spares A sentence that begins with the label's words and goes on as prose ("See also the annex, which lists them."),
       labels with a small letter, labels in quotation marks.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

import regex

from normalize.edits import Edit
from normalize.stages.boilerplate.shape import HEADLINE_WORDS, is_caseless, is_headline, is_quoted, new_names
from normalize.stages.document import Block, Document
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.text.words import Token

EXAMPLES = (
    Example("They met. See also Coot frozen in palace lake", "They met."),
    Example("“We agreed.” See also: What the Kremlin wants", "“We agreed.”"),
    Example(">> Read here: Kim is the real war profiteer\nNorth Korea has shells.", "\nNorth Korea has shells."),
    Example("Er ging. Lesen Sie auch: Merz reist nach Kiew", "Er ging.", lang="de"),
    Example("Он уехал. Читайте также: В Минске открыли выставку", "Он уехал.", lang="ru"),
    Example("عاد الوفد إلى بلاده.\nاقرأ أيضا: زلزال يضرب شمال اليابان", "عاد الوفد إلى بلاده.\n", lang="ar"),
    Example("両国は合意した。\n関連記事：北朝鮮が衛星を打ち上げ", "両国は合意した。\n", lang="ja"),
    Leave("See also the annex, which lists them."),
    Leave("The court said: “Read more books.” He did."),
    Leave("More: the ministry’s plan would cost 3 million euros, which nobody has, and the mayor said so."),
    Leave("The text is short. (See also Article 10, which deals with invitations.) They signed."),
    Leave("He likes to read more slowly."),
)

_OPENING = regex.compile(r"[\s>»→►▶➤➡•▪●·*|\[(\-–—]*+")
_LEAD = regex.compile(r"[ \t>»→►▶➤➡•▪●·*|\[\]()\-–—]*+")
_ARROWS = ">»→►▶➤➡"
_BOUNDARY = regex.compile(
    r"(?:[.!?…。！？।؟;](?:[\"'”’“»«)\]」』]|\s»)*+|[>»→►▶➤➡]{1,20})\s*+(?=[^\s\p{P}])|[\[(（【]\s*+"
)
_MARKS = ">→►▶➤➡|•"
_DELIMITER = regex.compile(r"\s*+[:：|–—>»→►\-]")
_CLOSING = {"(": ")", "[": "]", "（": "）", "【": "】"}
_LEAST_CERTAIN, _LEAST_COLON = 2, 3  # words of a headline
_LONGEST = 600  # characters of a headline with all that stands around it


@rule(examples=EXAMPLES)
def see_also(doc: Document) -> Edits:
    for n, block in enumerate(doc.blocks):
        for at, sort, label in _labels(doc, block):
            found = list(_teaser(doc, n, at, sort, label))
            yield from found
            if found:
                break


def _starts(block: Block) -> Iterator[int]:
    """Places in a block where a label may stand: its start, and behind sentence ends, arrows and opening brackets."""
    opening = _OPENING.match(block.text)
    yield opening.end() if opening else 0
    for m in _BOUNDARY.finditer(block.text):
        if m.end() < len(block.text):
            yield m.end()


def _labels(doc: Document, block: Block) -> Iterator[tuple[int, str, list[Token]]]:
    """The places in a block where a label begins, with the sort and the words of the longest one there."""
    teaser = doc.cues.teaser
    if teaser.lengths.keys().isdisjoint(block.keys):
        return
    for at in _starts(block):
        first = bisect_left(block.tokens, at, key=lambda t: t.start)
        if first < len(block.tokens) and block.tokens[first].start <= at + 2:
            sort, length = teaser.longest(block.keys, first)
            if sort:
                yield at, sort, block.tokens[first : first + length]


def _teaser(doc: Document, n: int, at: int, sort: str, label: list[Token]) -> Iterator[Edit]:
    block = doc.blocks[n]
    text = block.text
    start, behind = label[0].start, label[-1].end
    said = text[start:behind]
    lead = _without_spaces(text, at)
    bracket = text[lead - 1 : lead] if lead and text[lead - 1] in _CLOSING else ""
    end = text.find(_CLOSING[bracket], behind, behind + _LONGEST) if bracket else len(text)
    if said[:1].islower() or not 0 <= end - behind <= _LONGEST or is_quoted(block, start, behind):
        return
    at_start = _LEAD.fullmatch(text, 0, at) is not None
    arrow = any(c in _ARROWS for c in text[max(0, at - 4) : at])
    delimiter = _DELIMITER.match(text, behind)
    headline = text[delimiter.end() if delimiter else behind : end]
    confidence = _confidence(
        sort, headline, delimiter=bool(delimiter), arrow=arrow, at_start=at_start, bracket=bool(bracket)
    )
    if not confidence:
        if at_start and not headline.strip(" :：") and sort == "certain":
            yield from _on_two_lines(doc, n, block, said)
        return
    first = 0 if at_start else _without_marks(text, lead - len(bracket))
    last = end + 1 if bracket else end
    names = new_names(doc, block, behind, end)
    if names and not bracket:
        confidence = min(0.97, confidence + 0.02)
    reason = f"“{said}” and a headline" + (f"; {', '.join(names[:3])} nowhere else in the article" if names else "")
    yield doc.delete(block.start + first, block.start + last, reason, round(confidence, 2))


def _without_spaces(text: str, end: int) -> int:
    """Where the spaces at the end of `text[:end]` begin."""
    while end and text[end - 1].isspace():
        end -= 1
    return end


def _without_marks(text: str, end: int) -> int:
    """Where the arrows and spaces at the end of `text[:end]` begin; arrows count with a space before them."""
    at = end = _without_spaces(text, end)
    while at and (text[at - 1] in _MARKS or text[at - 1].isspace()):
        at -= 1
        if text[at].isspace() and (at == 0 or not text[at - 1].isspace()):
            end = at
    return end


def _confidence(sort: str, headline: str, *, delimiter: bool, arrow: bool, at_start: bool, bracket: bool) -> float:
    """How sure it is that a label and what follows are a teaser; 0 where they are not."""
    words = headline.split()
    caseless = is_caseless(headline)
    long_enough = len(words) >= (_LEAST_CERTAIN if sort == "certain" else _LEAST_COLON) or (
        caseless and len(headline) > 6
    )
    two_sentences = at_start and delimiter and sort == "certain"
    if not long_enough or len(words) > HEADLINE_WORDS or not is_headline(headline, whole=not two_sentences):
        return 0.0
    if sort == "colon":
        if not (delimiter or arrow) or (caseless and not at_start):
            return 0.0
        return 0.92 if arrow else 0.86 if at_start else 0.6
    if caseless and not (delimiter or arrow or bracket):
        return 0.85 if at_start else 0.0
    if bracket and not at_start:
        return 0.88 if len(words) > 3 or delimiter else 0.0
    return 0.95 if delimiter or arrow else 0.93


def _on_two_lines(doc: Document, n: int, block: Block, label: str) -> Iterator[Edit]:
    """A label alone on its line goes; the line below too, if it is a headline with names of its own."""
    yield doc.delete(block.start, block.end, f"“{label}” alone on a line", 0.9)
    if n + 1 < len(doc.blocks):
        below = doc.blocks[n + 1]
        if below.at_most(HEADLINE_WORDS) and is_headline(below.text):
            names = new_names(doc, below, 0, len(below.text))
            confidence = 0.85 if names and len(below.tokens) > 3 else 0.6
            shown = f"; {', '.join(names[:3])} nowhere else in the article" if names else ""
            yield doc.delete(below.start, below.end, f"headline below “{label}”{shown}", confidence)
