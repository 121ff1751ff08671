"""boilerplate/label-lines: a teaser whose label and headline stand on different lines, or the other way round.

What   A label alone on a line with the headlines below it; a label broken over two lines; a headline with its label
       behind it ("Goat elected mayor – Read more"); the author and date that stand below such a teaser.
Why    Each of them is a link of the site to another article, in the pieces that the scraper made of it.
Spares Paragraphs below a label; sub-headings between it and the text that goes on; a label that is a question or a
       sentence of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from normalize.edits import Edit
from normalize.stages.boilerplate.teaser import headline_evidence, is_signature
from normalize.stages.boilerplate.teaser_labels import ARROWS, DELIMITER, Label, label_at_start
from normalize.stages.document import Block, Document
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.stages.shape import HEADLINE_WORDS, is_headline, is_quoted, outline

_BODY = "The council of Kell has met, and nobody was pleased with what it said about the bridge."
_LONG = "In Moscow the spokesman called the step an encroachment on the security of his country and announced steps."

EXAMPLES = (
    Example(f"{_BODY}\n\nRead also:\nQueen Margit opens museum\n\n{_BODY}", f"{_BODY}\n\n\n\n\n{_BODY}"),
    Example(f"{_BODY}\n\nRead\nalso: Canadian town gives away land\n\n{_BODY}", f"{_BODY}\n\n\n\n\n{_BODY}"),
    Example(f"{_BODY}\n\nGoat elected mayor of Texas village – Read more", f"{_BODY}\n\n"),
    Example(f"{_BODY} Ballerina sues Vienna airport: read here >>", _BODY),
    Example(
        f"{_BODY}\n\nRead also: Jakarta moves its zoo by train\nBy Pamela Strand | 14 May 2022",
        f"{_BODY}\n\nRead also: Jakarta moves its zoo by train\n",
    ),
    Example(
        "Das Boot liegt im Museum.\n\nMehr zum Thema\nPinguin flieht in Valencia",
        "Das Boot liegt im Museum.\n\n\n",
        lang="de",
    ),
    Example("Мост закрыт.\n\nЧитайте также:\nБразильский сенатор ушёл в монастырь", "Мост закрыт.\n\n\n", lang="ru"),
    Example("Η γέφυρα έκλεισε.\n\nΔιαβάστε επίσης\nΣεισμός στην Ιαπωνία", "Η γέφυρα έκλεισε.\n\n\n", lang="el"),
    Example("پل بسته شد.\n\nبیشتر بخوانید:\nتوفان در فرودگاه توکیو", "پل بسته شد.\n\n\n", lang="fa"),
    Example("पुल बंद है।\n\nयह भी पढ़ें:\nजापान में भूकंप के तेज झटके", "पुल बंद है।\n\n\n", lang="hi"),
    Example("両国は合意した。\n\n関連記事\nロンドンの動物園でペンギンが脱走", "両国は合意した。\n\n\n", lang="ja"),
    Example(f"Read also:\n\n{_BODY}", f"\n\n{_BODY}"),
    Example(
        f"{_BODY}\n\nRelated stories\nQueen Margit opens museum\nShrugs and warnings\n\n{_LONG}",
        f"{_BODY}\n\n\n\nShrugs and warnings\n\n{_LONG}",
    ),
    Leave(f"{_BODY}\n\nMore rain this year?\n\n“More of everything,” she said."),
    Leave(f"{_BODY}\n\nIt was the last thing that anybody wanted to read more about."),
    Leave("Он приехал.\n\nПо теме выступили трое, и все говорили о дороге.", lang="ru"),
)

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LINKED = 0.5  # share of link text from which a heading of the page is a teaser
_AFTER_ALL = 4  # headlines below one label, at most
_PIECE = 3  # words of a broken label's first line
_LONGEST_LABEL = 6  # words of a label behind its headline
_TAIL = 200  # characters from a paragraph's end in which a headline and its label stand


@rule(examples=EXAMPLES)
def label_lines(doc: Document) -> Edits:
    n, first_prose = 0, outline(doc.blocks).first
    while n < len(doc.blocks):
        block = doc.blocks[n]
        label = label_at_start(doc, block)
        n += 1
        found = list(_broken(doc, n - 1)) or list(_label_behind(doc, block))
        if not found and label and _is_bare(block, label):
            found = list(_below(doc, n - 1, label))
        elif not found and n > first_prose and label and _has_headline(block, label):
            found = list(_signatures(doc, n))
        yield from found
        n += sum(e.start >= doc.blocks[n - 1].end for e in found)


def _is_bare(block: Block, label: Label) -> bool:
    """Whether a line is nothing but a label, perhaps said twice, with a colon or arrows."""
    rest = block.text[label.end :].strip(f" :：-–—|*[]()（）【】{ARROWS}")
    return not label.said[:1].islower() and rest.casefold() in ("", label.said.casefold())


def _has_headline(block: Block, label: Label) -> bool:
    """Whether a line is a label with a headline behind it."""
    delimiter = DELIMITER.match(block.text, label.end)
    return delimiter is not None and not label.said[:1].islower() and is_headline(block.text[delimiter.end() :])


def _below(doc: Document, n: int, label: Label) -> Iterator[Edit]:
    """A label alone on its line, and the headlines below it."""
    block = doc.blocks[n]
    headlines = list(_headlines(doc, n + 1, label))
    sure = max((e.confidence for e in headlines), default=0.0)
    if label.sort == "certain":
        sure = 0.9
    elif not block.text[label.end :].strip() and not label.in_capitals:
        return
    if sure and not (label.sort != "certain" and not headlines):
        yield doc.delete(block.start, block.end, f"“{label.said}” alone on a line", sure)
        yield from headlines


def _headlines(doc: Document, n: int, label: Label) -> Iterator[Edit]:
    """The headlines below a label, to the next paragraph, with their authors and dates."""
    for m in range(n, min(n + _AFTER_ALL, len(doc.blocks))):
        below = doc.blocks[m]
        if m > n and is_signature(doc, below):
            yield doc.delete(below.start, below.end, f"author or date of a teaser below “{label.said}”", 0.85)
            continue
        if below.is_prose or not below.at_most(HEADLINE_WORDS) or not is_headline(below.text):
            return
        if below.text.endswith((":", "：")) or label_at_start(doc, below):  # it introduces what follows
            return
        if below.element is not None and below.element.name in _HEADINGS and below.links < _LINKED:
            return
        seen = headline_evidence(doc, below, 0, len(below.text))
        seen.hear(below_a_label=True, a_line_of_its_own=True, no_full_stop=True, a_weak_label=label.sort != "certain")
        before_text = m + 1 < len(doc.blocks) and doc.blocks[m + 1].is_prose
        seen.hear(not_the_first_below_its_label=m > n, above_a_paragraph_as_subheadings_are=m > n and before_text)
        yield doc.delete(below.start, below.end, seen.reason(f"headline below “{label.said}”"), seen.confidence)
        if seen.confidence < 0.75:
            return


def _signatures(doc: Document, n: int) -> Iterator[Edit]:
    """The author and date on the lines below a teaser."""
    for below in doc.blocks[n : n + 2]:
        if not is_signature(doc, below):
            return
        yield doc.delete(below.start, below.end, "author or date of the teaser above", 0.85)


def _broken(doc: Document, n: int) -> Iterator[Edit]:
    """A label broken over two lines, with the headline behind it, which may be broken too."""
    block = doc.blocks[n]
    if n + 1 >= len(doc.blocks) or not block.keys or not block.at_most(_PIECE) or block.text[:1].islower():
        return
    below = doc.blocks[n + 1]
    first = len(block.tokens)
    sort, length = doc.cues.teaser.longest((*block.keys, *below.keys[:_LONGEST_LABEL]), 0)
    if sort != "certain" or length <= first:
        return
    behind = below.tokens[length - first - 1].end
    delimiter = DELIMITER.match(below.text, behind)
    start = delimiter.end() if delimiter else behind
    if not is_headline(below.text[start:]) or not below.at_most(HEADLINE_WORDS):
        return
    seen = headline_evidence(doc, below, start, len(below.text))
    seen.hear(a_label=True, a_delimiter=delimiter is not None, a_line_of_its_own=True, no_full_stop=True)
    why = seen.reason("a label on two lines and a headline")
    yield doc.delete(block.start, block.end, why, seen.confidence)
    yield doc.delete(below.start, below.end, why, seen.confidence)
    last = doc.blocks[n + 2] if n + 2 < len(doc.blocks) else None
    if last and last.text[:1].islower() and not last.ends_sentence and last.at_most(HEADLINE_WORDS):
        yield doc.delete(last.start, last.end, "the rest of a headline on the next line", seen.confidence)


def _label_behind(doc: Document, block: Block) -> Iterator[Edit]:
    """A headline with its label behind it: a whole line, or the end of a paragraph."""
    text, count = block.text, len(block.tokens)
    for length in range(min(_LONGEST_LABEL, count - 2), 0, -1):
        words = block.tokens[count - length :]
        if doc.cues.teaser.get(block.keys[count - length :]) == "certain":
            break
    else:
        return
    label, tail = words[0].start, text[words[-1].end :].strip()
    head = text[:label].rstrip()
    bare = head.rstrip(f" :：|–—-•{ARROWS}")
    arrow = bool(set(tail) & set(ARROWS))
    start = _sentence_start(bare)
    headline = bare[start:]
    if (tail and not arrow) or (bare == head and not arrow) or not is_headline(headline):
        return
    if len(headline.split()) < _PIECE or is_quoted(block, label, words[-1].end) or text[start].islower():
        return
    seen = headline_evidence(doc, block, start, len(bare))
    seen.hear(a_label=True, a_delimiter=bare != head, an_arrow=arrow, no_full_stop=True, a_line_of_its_own=not start)
    first = len(text[:start].rstrip())
    why = seen.reason(f"a headline and “{text[label : words[-1].end]}” behind it")
    yield doc.delete(block.start + first, block.end, why, seen.confidence)


def _sentence_start(text: str) -> int:
    """Where the last sentence of a text begins."""
    at = max((text.rfind(stop, max(0, len(text) - _TAIL)) for stop in _STOPS), default=-1)
    return at + 2 if at >= 0 else 0


_STOPS = (". ", "! ", "? ", "” ", "» ", "। ", "؟ ")
