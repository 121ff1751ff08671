"""boilerplate/see-also: a teaser for another article, in the text or on a line of its own.

What   A label such as "See also", ">> Read here:" or "Читайте также" with the headline behind it: at the end of a
       paragraph, in its middle, in brackets, or alone.
Why    It is the site speaking, not the author; it names people that the article does not mention.
Spares A sentence that begins with the label's words and goes on as prose ("See also the annex, which lists them."),
       labels with a small letter, labels in quotation marks, text whose beginning behind the headline is not clear.
"""

from __future__ import annotations

from collections.abc import Iterator

from normalize.edits import Edit
from normalize.stages.boilerplate.teaser import Evidence, headline_evidence
from normalize.stages.boilerplate.teaser_end import headline_end
from normalize.stages.boilerplate.teaser_labels import ARROWS, CLOSING, Label, delimiter_behind, is_start, labels
from normalize.stages.document import Block, Document
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.stages.shape import HEADLINE_WORDS, is_caseless, is_headline, is_quoted, outline

EXAMPLES = (
    Example("They met. See also Coot frozen in palace lake", "They met."),
    Example("“We agreed.” See also: What the Kremlin wants", "“We agreed.”"),
    Example(">> Read here: Kim is the real war profiteer\nNorth Korea has shells.", "\nNorth Korea has shells."),
    Example(
        "They agreed. READ ALSO: Mayor of Otley wins third term The ministry added that it was pleased.",
        "They agreed. The ministry added that it was pleased.",
    ),
    Example("They agreed. [READ MORE: Rome plans a beach] The sea is far.", "They agreed. The sea is far."),
    Example("Er ging. Lesen Sie auch: Merz reist nach Kiew", "Er ging.", lang="de"),
    Example(
        "Le marché ouvre. À lire aussi : Le panda de Madrid fête ses dix ans Les marchands sont contents et le disent.",
        "Le marché ouvre. Les marchands sont contents et le disent.",
        lang="fr",
    ),
    Example("Он уехал. Читайте также: В Минске открыли выставку", "Он уехал.", lang="ru"),
    Example(
        "Воды нет. Читайте также: В Мадриде угнали автобус Мэрия обещает закончить ремонт к пятнице.",
        "Воды нет. Мэрия обещает закончить ремонт к пятнице.",
        lang="ru",
    ),
    Example("Το λιμάνι έκλεισε. Διαβάστε επίσης: Ο Πάπας στην Αυστραλία", "Το λιμάνι έκλεισε.", lang="el"),
    Example("عاد الوفد إلى بلاده.\nاقرأ أيضا: زلزال يضرب شمال اليابان", "عاد الوفد إلى بلاده.\n", lang="ar"),
    Example("הם חזרו הביתה. קראו גם: נמר נמלט מגן חיות בברזיל", "הם חזרו הביתה.", lang="he"),
    Example("वे लौट आए। यह भी पढ़ें: लंदन में चोरी हुई मूर्ति मिली", "वे लौट आए।", lang="hi"),
    Example("両国は合意した。\n関連記事：北朝鮮が衛星を打ち上げ", "両国は合意した。\n", lang="ja"),
    Leave("See also the annex, which lists them."),
    Leave("The court said: “Read more books.” He did."),
    Leave("More: the ministry’s plan would cost 3 million euros, which nobody has, and the mayor said so."),
    Leave("The text is short. (See also Article 10, which deals with invitations.) They signed."),
    Leave("See also Professor Jones of the National Trust and the tables in London that she has made."),
    Leave("He likes to read more slowly."),
    Leave("Lesen Sie auch zwischen den Zeilen, rät die Partei. Der Rest ist bekannt.", lang="de"),
    Leave("Читайте также инструкцию, советует мастер. В ней всё нарисовано.", lang="ru"),
    Leave("اقرأ المزيد من الكتب كل يوم، ولا تصدق كل ما تسمع.", lang="ar"),
)

_MARKS = ">→►▶➤➡|•*"
_LEAST = {"certain": 2, "colon": 3}  # words of a headline
_LEAST_LETTERS = 6  # of one in a script without capitals, which may have no spaces either
_STOPPED = 12  # words of one that ends with a full stop
_STOPS = ". \"”»’'。।;\N{GREEK QUESTION MARK}"
_BARE = ("neither a delimiter nor a clear end", "no delimiter before text that goes on")
_CLEAR = 1.0  # weight of an end that is clear
_LONGEST = 600  # characters of a headline with all that stands around it


@rule(examples=EXAMPLES)
def see_also(doc: Document) -> Edits:
    first_prose = outline(doc.blocks).first
    for n, block in enumerate(doc.blocks):
        upto = 0
        for label in labels(doc, block):
            if label.start < upto or not _is_printed_as_one(block, label):
                continue
            for edit in _teaser(doc, block, label, above=n < first_prose < len(doc.blocks)):
                yield edit
                upto = edit.end - block.start


def _is_printed_as_one(block: Block, label: Label) -> bool:
    """Whether a label begins with a capital, or stands between an arrow and a delimiter, and nobody quotes it."""
    small = label.said[:1].islower()
    if small and not (_has_arrow(block, label) and delimiter_behind(block, label, label.end) > label.end):
        return False
    return not is_quoted(block, label.start, label.end)


def _has_arrow(block: Block, label: Label) -> bool:
    return any(c in ARROWS for c in block.text[max(0, label.start - 4) : label.start])


def _teaser(doc: Document, block: Block, label: Label, *, above: bool) -> Iterator[Edit]:
    """The edit for a label with its headline, if what follows is one."""
    text = block.text
    lead = _without_spaces(text, label.start)
    bracket = text[lead - 1 : lead] if lead and text[lead - 1] in CLOSING else ""
    end = text.find(CLOSING[bracket], label.end, label.end + _LONGEST) if bracket else len(text)
    if end < 0:
        return
    behind = label.end
    closed = bool(bracket) and not text[label.end : end].strip(" :")
    if closed:  # "[See also] Coot frozen in lake": the brackets hold the label alone
        behind, bracket, end = end + 1, "", len(text)
    start = delimiter_behind(block, label, behind)
    delimiter = start > behind
    at_start = is_start(block, label.start)
    arrow = _has_arrow(block, label)
    seen = _signs(label, delimiter=delimiter or closed, arrow=arrow, at_start=at_start, above=above)
    if label.sort == "colon" and not (delimiter or arrow):
        return
    found = _extent(doc, block, label, start, end, seen, bracket=bracket, at_start=at_start)
    if found is None:
        return
    end, seen = found
    first = 0 if at_start else _without_marks(text, lead - len(bracket or "[" * closed))
    last = end + 1 if bracket else end
    yield doc.delete(
        block.start + first, block.start + last, seen.reason(f"“{label.said}” and a headline"), seen.confidence
    )


def _signs(label: Label, *, delimiter: bool, arrow: bool, at_start: bool, above: bool) -> Evidence:
    """What the label and its place say."""
    seen = Evidence()
    certain = label.sort == "certain"
    seen.hear(a_label=certain, a_weak_label=not certain, a_label_in_capitals=label.in_capitals)
    seen.hear(a_delimiter=delimiter, an_arrow=arrow, a_line_of_its_own=at_start)
    if above and at_start and not certain:
        seen.said.append("above the text, where titles stand")
    return seen


def _extent(
    doc: Document, block: Block, label: Label, start: int, end: int, seen: Evidence, *, bracket: str, at_start: bool
) -> tuple[int, Evidence] | None:
    """Where the headline behind a label ends, with all evidence; None where there is no headline."""
    certain = label.sort == "certain"
    delimited = "a delimiter" in seen.said or "an arrow" in seen.said
    headline = block.text[start:end]
    marks = ["brackets"] * bool(bracket)
    loose = at_start and delimited and certain  # two sentences may be a headline there
    if end - start <= _LONGEST and _is_headline(headline, label, whole=not loose):
        return end, _weighed(doc, block, start, end, seen.plus("no full stop", *marks))
    if not bracket and (found := headline_end(doc, block, start, stops=certain and delimited)):
        if _is_headline(block.text[start : found.at].rstrip(_STOPS), label):
            bare = [] if delimited or label.in_capitals else [_BARE[found.weight >= _CLEAR]]
            on = Evidence([s for s in seen.said if s != "a line of its own"])
            both = on.plus("text goes on", *bare, *found.signs)
            return found.at, _weighed(doc, block, start, found.at, both)
    elif (bracket or (certain and delimited)) and _is_headline(
        headline[: _LONGEST + 1].rstrip(_STOPS), label, most=_STOPPED
    ):
        return end, _weighed(doc, block, start, end, seen.plus("a full stop", *marks))
    return None


def _weighed(doc: Document, block: Block, start: int, end: int, seen: Evidence) -> Evidence:
    """The evidence of the place and of the words together."""
    words = headline_evidence(doc, block, start, end)
    both = Evidence([*seen.said, *words.said], words.names)
    if is_caseless(block.text[start:end]) and not {"a delimiter", "an arrow", "brackets"} & set(both.said):
        both.said.append("a script without capitals")
    return both


def _is_headline(text: str, label: Label, *, whole: bool = True, most: int = HEADLINE_WORDS) -> bool:
    """Whether what stands behind a label may be a headline."""
    words = text.split()
    enough = len(words) >= _LEAST[label.sort] or (is_caseless(text) and len(text) > _LEAST_LETTERS)
    return enough and len(words) <= most and is_headline(text, whole=whole)


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
