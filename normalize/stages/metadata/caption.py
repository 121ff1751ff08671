"""metadata/caption: what stood below a picture.

What   A sentence with a picture credit at its end; above a credit on its own line, the caption and the list of people
       in the picture; <figcaption> of a page.
Why    The picture is gone, and its caption is not part of the text.
Spares Long paragraphs that end with a credit (only the credit goes); the stand-first above a picture.
"""

from __future__ import annotations

import regex

from normalize.stages.boilerplate.shape import outline
from normalize.stages.document import HTML, Block, Document, Element
from normalize.stages.metadata.credits import agency_facts
from normalize.stages.metadata.people import is_list_of_names
from normalize.stages.metadata.photo_credit import credits_at_end
from normalize.stages.rule import Edits, Example, Leave, rule

_BODY = "The talks in the far east of the country went on for five hours, both sides said on Wednesday."

EXAMPLES = (
    Example(
        f"The arms deal could fail. © Valery Melnikov/TASS\n\n{_BODY}", f"\n\n{_BODY}", facts=(("agency", "TASS"),)
    ),
    Example(
        f"What they want\n\nKim Jong Un, Vladimir Putin\n\nThe two want better ties.\n\n(Photo: dpa)\n\n{_BODY}",
        f"What they want\n\n\n\n\n\n(Photo: dpa)\n\n{_BODY}",
    ),
    Example(
        f"<figure><img src=a><figcaption>The hall in Minsk</figcaption></figure><p>{_BODY}</p>",
        f"\n\n{_BODY}",
        media_type=HTML,
    ),
    Leave(f"What they want\n\nThe two men meet for the first time in years.\n\n(Photo: dpa)\n\n{_BODY}"),
    Leave(_BODY),
)

_LONGEST = 40  # words of a caption
_BRACKET = regex.compile(r"[(\[（](?P<inside>[^()\[\]（）]{2,40})[)\]）]$")
_FIGURES = frozenset(("figcaption", "figure"))
_CAPTION_WORDS = frozenset(("caption", "wp-caption", "figcaption", "bildunterschrift", "legende"))


@rule(examples=EXAMPLES)
def caption(doc: Document) -> Edits:
    shape = outline(doc.blocks)
    figures = _in_figures(doc.blocks) if doc.media_type == HTML else frozenset()
    credits = credits_at_end(doc)
    for n, block in enumerate(doc.blocks):
        if block not in credits and block.element not in figures:
            continue
        start, facts = credits.get(block, (-1, []))
        if block.element in figures:
            if not facts and (m := _BRACKET.search(block.text)):
                facts = agency_facts(doc, m["inside"])
            yield doc.delete(block.start, block.end, "the caption of a figure", 0.96, facts)
        elif start > 0 and block.size <= _LONGEST and n <= shape.first:
            yield doc.delete(block.start, block.end, "a caption with its picture credit", 0.95, facts)
        elif start == 0 and n > 1:
            yield from _above(doc, n)


def _above(doc: Document, n: int) -> Edits:
    """The caption between a list of the people in the picture and the credit."""
    for k in (n - 1, n - 2):
        if k > 0 and is_list_of_names(doc.blocks[k].text):
            for block in doc.blocks[k:n]:
                if block.size <= _LONGEST:
                    what = (
                        "the people in the picture" if block is doc.blocks[k] else "a caption above its picture credit"
                    )
                    yield doc.delete(block.start, block.end, what, 0.9)
            return


def _in_figures(blocks: tuple[Block, ...]) -> frozenset[Element]:
    """The elements of blocks that are figures and captions, or stand in one."""
    known: dict[Element, bool] = {}
    for element in {b.element for b in blocks if b.element is not None}:
        way = []
        for here in element.up():
            way.append(here)
            if here in known or here.name in _FIGURES or here.words & _CAPTION_WORDS:
                break
        known.update(dict.fromkeys(way, known.get(here, here.name in _FIGURES or bool(here.words & _CAPTION_WORDS))))
    return frozenset(e for e, inside in known.items() if inside)
