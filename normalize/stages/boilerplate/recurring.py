"""boilerplate/recurring: a line that the site's other articles have as well.

What   A line or paragraph that stands in many otherwise different articles of one site, or in very many of the run:
       appeals, notes on the site, menus. Copies of one article count once. Asked only where a whole folder is cleaned.
Why    An author writes a paragraph once; what stands in every article is the site's.
Spares Headings and other short lines, unless all around them recurs; what stands above the text, unless it is a menu;
       what somebody says in quotation marks; bylines, dates, credits; paragraphs that speak of what the article speaks
       of, such as the background of a long story; an article that is mostly made of such lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import takewhile

from normalize.stages.document import Block, Document
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.stages.shape import is_headline, is_quoted
from normalize.stages.survey import Recurrence
from normalize.text.scripts import is_unspaced

_NEWS = (
    "Kim met Putin in the Far East of Russia on Wednesday, and both spoke of a new friendship.\n\n"
    "Nobody was told what the two men had agreed upon, and their train left the station in the evening."
)
_MORE = "The train was seen again on Friday, when it crossed the border near the town of Khasan in heavy rain."
_APPEAL = "We are a small team of reporters who take no money from companies, and every coffee you buy keeps us going."
_BACKGROUND = "Kim and Putin had met for the first time in the Far East of Russia four years before, in a new station."

EXAMPLES = (
    Example(f"{_NEWS}\n\n{_APPEAL}", f"{_NEWS}\n\n", recurs=((_APPEAL, 5, 6),)),
    Example(f"{_NEWS}\n\n{_APPEAL}\n\n{_MORE}", f"{_NEWS}\n\n\n\n{_MORE}", recurs=((_APPEAL, 7, 9),)),
    Example(
        f"{_NEWS}\n\nOur promise\n\n{_APPEAL}", f"{_NEWS}\n\n\n\n", recurs=(("Our promise", 12, 12), (_APPEAL, 12, 12))
    ),
    Leave(f"{_NEWS}\n\n{_APPEAL}"),
    Leave(f"{_NEWS}\n\n{_APPEAL}\n\n{_MORE}", recurs=((_APPEAL, 3, 9),)),
    Leave(f"{_NEWS}\n\nWhat we know\n\n{_MORE}", recurs=(("What we know", 9, 9),)),
    Leave(f"{_NEWS}\n\n{_BACKGROUND}", recurs=((_BACKGROUND, 9, 9),)),
    Leave(f"{_NEWS}\n\nHe denies the charges.", recurs=(("He denies the charges.", 9, 9),)),
    Leave(f"Notes from a small world\n\n{_NEWS}", recurs=(("Notes from a small world", 9, 9),)),
    Leave(f"{_NEWS}\n\n“{_APPEAL}”", recurs=((_APPEAL, 9, 9),)),
)

_PLACES = {"the end": 0.7, "the text": 0.66, "the beginning": 0.5, "a menu": 0.7}
"""How much the place of a line says, before it is asked in how many articles it stands."""

_COUNTS = 0.25  # what the number of articles adds at most
_COMPANY = 0.03  # what a neighbour that recurs as well adds
_RUN_ONLY = 0.06  # what is taken off where only the run tells
_ENOUGH = 4  # articles of a site below which a line is never more than a suggestion
_FEW, _MOST = 0.7, 0.95
_MANY = 6  # articles of a run that say nothing yet
_SHORT = 5.5  # words of a line that may be a heading or a name
_ALWAYS = 0.55  # share of the articles, as it may be believed, from which a short line goes with its neighbours
_HEADING = 12  # words
_CREDIT = 25  # words
_DATE = 8  # words of a line with a year
_MENU = 3  # lines
_AKIN = 0.3  # share of its words that the article has elsewhere: it speaks of the same
_WHOLE = 0.5  # share of an article's prose that recurs: it is another version of an article, not boilerplate


@rule(examples=EXAMPLES)
def recurring(doc: Document) -> Edits:
    if not doc.survey.lines:
        return
    prose = [b for b in doc.blocks if b.is_prose]
    if sum(b.letters for b in prose if doc.survey.find(b.text)) > _WHOLE * sum(b.letters for b in prose):
        return
    view = _View.of(doc)
    for n, (block, how) in enumerate(view.pairs()):
        place = _place(view, n)
        if how is None or not place:
            continue
        confidence, reason = max(_told(doc, view, n, how, place))
        if block.size > _SHORT or confidence > _FEW:
            yield doc.delete(block.start, block.end, reason, confidence)


@dataclass(frozen=True, slots=True)
class _View:
    """A document's blocks, how each recurs that is not the article's, and where the article's own sentences stand."""

    blocks: tuple[Block, ...]
    found: tuple[Recurrence | None, ...]
    first: int
    last: int

    @classmethod
    def of(cls, doc: Document) -> _View:
        known = [doc.survey.find(b.text) for b in doc.blocks]
        words = frozenset(k for b, how in zip(doc.blocks, known, strict=True) if how is None for k in _said(doc, b))
        found = tuple(
            None if how and _is_of_the_article(doc, b, words) else how for b, how in zip(doc.blocks, known, strict=True)
        )
        own = [n for n, b in enumerate(doc.blocks) if found[n] is None and b.ends_sentence and b.size > _SHORT]
        return cls(doc.blocks, found, own[0] if own else len(found), own[-1] if own else -1)

    def pairs(self) -> Iterator[tuple[Block, Recurrence | None]]:
        return zip(self.blocks, self.found, strict=True)

    def neighbours(self, n: int) -> list[Recurrence]:
        """How the lines before and behind a line recur, if they do."""
        return [how for how in (*self.found[max(0, n - 1) : n], *self.found[n + 1 : n + 2]) if how is not None]

    def menu(self, n: int) -> bool:
        """Whether a line is one of several that recur and are no sentences, above the text."""
        before = takewhile(self._item, range(n - 1, max(-1, n - _MENU), -1))
        behind = takewhile(self._item, range(n, min(self.first, n + _MENU)))
        return sum(1 for _ in (*before, *behind)) >= _MENU

    def _item(self, n: int) -> bool:
        return self.found[n] is not None and not self.blocks[n].ends_sentence


def _place(view: _View, n: int) -> str:
    """Where a line that recurs stands; empty where it may be a heading, a title or a short sentence of the article."""
    block, how = view.blocks[n], view.found[n]
    if how is None or view.last < 0:
        return ""
    if n < view.first:
        return "a menu" if view.menu(n) else "the beginning" if n > 0 else ""
    inside = n < view.last
    followed = n + 1 < len(view.found) and view.found[n + 1] is not None
    company = followed if inside else bool(view.neighbours(n))
    if block.size <= _SHORT and (how.share < _ALWAYS or not company):
        return ""
    if inside and block.at_most(_HEADING) and not followed and is_headline(block.text):
        return ""
    return "the text" if inside else "the end"


def _told(doc: Document, view: _View, n: int, how: Recurrence, place: str) -> Iterator[tuple[float, str]]:
    """How sure the place, the company and the number of articles are of a line, with the reason: by site and by run."""
    base = _PLACES[place] + _COMPANY * bool(view.neighbours(n))
    if how.articles:
        most = _MOST if how.articles >= _ENOUGH else _FEW
        reason = f"the same in {how.articles} of {how.total} articles of {doc.survey.site}"
        yield round(min(base + _COUNTS * how.share, most), 2), reason
    if how.anywhere:
        sure = base - _RUN_ONLY + _COUNTS * (1 - _MANY / how.anywhere)
        yield round(min(sure, _MOST), 2), f"the same in {how.anywhere} articles of this run"


def _is_of_the_article(doc: Document, block: Block, words: AbstractSet[str]) -> bool:
    """Whether a line that recurs is the author's: a quotation, a fact to be lifted, or about what the article is about.

    `words` are those of the lines that do not recur.
    """
    middle = len(block.text) // 2
    quoted = block.plain[:1] in {'"', "'"} or is_quoted(block, middle, middle + 1)
    return quoted or _is_fact(doc, block) or (block.size > _SHORT and _is_akin(doc, block, words))


def _is_fact(doc: Document, block: Block) -> bool:
    """Whether a line may be a byline, a date or a credit: those are lifted later."""
    if block.at_most(_DATE) and any(k.isdecimal() and len(k) == 4 for k in block.keys):
        return True
    labels = doc.cues.labels.values()
    labelled = any(block.keys[:k] in label for label in labels for k in (1, 2, 3))
    return labelled or (block.at_most(_CREDIT) and _names_agency(doc, block))


def _names_agency(doc: Document, block: Block) -> bool:
    spoken = f" {' '.join(block.keys)} "
    agencies = doc.cues.agencies.union(doc.glossary.agencies)
    return any(f" {name} " in spoken or (not name.isascii() and name in block.plain) for name in agencies)


def _is_akin(doc: Document, block: Block, words: AbstractSet[str]) -> bool:
    """Whether a line speaks of what the article speaks of elsewhere."""
    own = _said(doc, block)
    return bool(own) and len(own & words) >= _AKIN * len(own)


def _said(doc: Document, block: Block) -> frozenset[str]:
    """The words of a block that mean something: long ones that are no function words; pairs in unspaced scripts."""
    if is_unspaced(block.text):
        return frozenset(a + b for a, b in zip(block.keys, block.keys[1:], strict=False))
    return frozenset(k for k in block.keys if len(k) > 3 and k not in doc.cues.words)
