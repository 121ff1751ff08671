"""metadata/caption: what stood below a picture.

What   A sentence with a picture credit at its end, above the text or between its paragraphs, and its copy; the line
       joined to a credit below it, the list of people in the picture; <figcaption> of a page.
Why    The picture is gone, and its caption is not part of the text.
Spares Paragraphs of several sentences that end with a credit (only the credit goes); the stand-first above a picture.
"""

from __future__ import annotations

import regex

from normalize.stages.document import Block, Document, Element
from normalize.stages.metadata.credits import agency_facts
from normalize.stages.metadata.people import is_list_of_names
from normalize.stages.metadata.photo_credit import credits_at_end
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.stages.shape import outline
from normalize.text.media import HTML
from normalize.text.words import words

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
    Leave(f"<h1>A handshake</h1><figure><img src=a>{f'<p>{_BODY}</p>' * 6}", media_type=HTML),
    Example(
        f"{_BODY}\n\nTwo men shake hands in the hall. Photo: Reuters\n\n{_BODY}",
        f"{_BODY}\n\n\n\n{_BODY}",
        facts=(("agency", "Reuters"),),
    ),
    Example(
        f"{_BODY}\n\nThe hall in Minsk | Tom Berg | AFP\n\nThe hall in Minsk\n\n{_BODY}",
        f"{_BODY}\n\n\n\n\n\n{_BODY}",
        facts=(("agency", "AFP"),),
    ),
    Example(
        f"Nach der Arbeit\n\nDer See von oben.\nBild: APA\n\n{_BODY}",
        f"Nach der Arbeit\n\n\nBild: APA\n\n{_BODY}",
        lang="de",
    ),
    Example(f"{_BODY}\n\nLa salle à Minsk. © Luc Ferrand / AFP\n\n{_BODY}", f"{_BODY}\n\n\n\n{_BODY}", lang="fr"),
    Example(f"{_BODY}\n\nLa alcaldesa saluda. Foto: EFE\n\n{_BODY}", f"{_BODY}\n\n\n\n{_BODY}", lang="es"),
    Example(f"{_BODY}\n\nWieża stoi na skraju bagna. Fot. PAP\n\n{_BODY}", f"{_BODY}\n\n\n\n{_BODY}", lang="pl"),
    Example(f"{_BODY}\n\nДвое у входа. Фото: РИА Новости\n\n{_BODY}", f"{_BODY}\n\n\n\n{_BODY}", lang="ru"),
    Example(f"{_BODY}\n\nBến tàu buổi sáng. Ảnh: TTXVN\n\n{_BODY}", f"{_BODY}\n\n\n\n{_BODY}", lang="vi"),
    Example(
        f"{_BODY}\n\nΔύο άνδρες στην αίθουσα. Φωτογραφία: Reuters\n\n{_BODY}", f"{_BODY}\n\n\n\n{_BODY}", lang="el"
    ),
    Example(f"{_BODY}\n\nשני גברים באולם. צילום: רויטרס\n\n{_BODY}", f"{_BODY}\n\n\n\n{_BODY}", lang="he"),
    Example(f"{_BODY}\n\n両首脳が握手した。（写真：共同）\n\n{_BODY}", f"{_BODY}\n\n\n\n{_BODY}", lang="ja"),
    Leave(f"{_BODY}\n\nThey shook hands. They left by the back door, one after the other. (Photo: Reuters)\n\n{_BODY}"),
    Leave(f"What they want\n\nThe two men meet for the first time in years.\n\n(Photo: dpa)\n\n{_BODY}"),
    Leave(_BODY),
)

_LONGEST = 40  # words of a caption above the text
_BETWEEN = 25  # words of one between paragraphs
_MOST = 90  # words of a figure: one that was never closed holds the article
_INNER_END = regex.compile(r"[.!?…。！？।؟][\"'”’»)]?\s++\S")
_BRACKET = regex.compile(r"[(\[（](?P<inside>[^()\[\]（）]{2,40})[)\]）]$")
_FIGURES = frozenset(("figcaption", "figure"))
_CAPTION_WORDS = frozenset(("caption", "wp-caption", "figcaption", "bildunterschrift", "legende"))


@rule(examples=EXAMPLES)
def caption(doc: Document) -> Edits:
    shape = outline(doc.blocks)
    figures = _in_figures(doc.blocks) if doc.media_type == HTML else frozenset()
    credited = credits_at_end(doc)
    for n, block in enumerate(doc.blocks):
        if block not in credited and block.element not in figures:
            continue
        start, facts = credited.get(block, (-1, []))
        if block.element in figures:
            if not facts and (m := _BRACKET.search(block.text)):
                facts = agency_facts(doc, m["inside"])
            yield doc.delete(block.start, block.end, "the caption of a figure", 0.96, facts)
        elif start > 0 and block.size <= (_LONGEST if n <= shape.first else _BETWEEN):
            said = block.text[:start].rstrip(" |–—-")
            if n <= shape.first or not _INNER_END.search(said):
                sure = 0.95 if n <= shape.first else 0.92
                yield doc.delete(block.start, block.end, "a caption with its picture credit", sure, facts)
                yield from _copies(doc, n, said)
        elif start == 0 and n > 0:
            yield from _above(doc, n)


def _above(doc: Document, n: int) -> Edits:
    """The caption above a credit: joined to it, or between it and a list of the people in the picture."""
    if n > 1 and _is_joined(doc, n):
        piece = doc.blocks[n - 1]
        yield doc.delete(piece.start, piece.end, "a caption in one piece with its picture credit", 0.88)
        return
    for k in (n - 1, n - 2):
        if k > 0 and is_list_of_names(doc.blocks[k].text):
            for block in doc.blocks[k:n]:
                if block.size <= _LONGEST:
                    what = (
                        "the people in the picture" if block is doc.blocks[k] else "a caption above its picture credit"
                    )
                    yield doc.delete(block.start, block.end, what, 0.9)
            return


def _is_joined(doc: Document, n: int) -> bool:
    """Whether a short line stands right above a credit, where empty lines part all else around them."""
    above, credit = doc.blocks[n - 1 : n + 1]
    if not above.at_most(_BETWEEN) or _INNER_END.search(above.text):
        return False
    before = doc.text[doc.blocks[n - 2].end : above.start]
    behind = doc.text[credit.end : doc.blocks[n + 1].start] if n + 1 < len(doc.blocks) else "\n\n"
    joint = doc.text[above.end : credit.start]
    return before.count("\n") > 1 and behind.count("\n") > 1 and joint.count("\n") == 1


def _copies(doc: Document, n: int, said: str) -> Edits:
    """The caption once more, without its credit, right above or below."""
    keys = words(said)
    for k in (n - 1, n + 1):
        if 0 < k < len(doc.blocks) and (near := doc.blocks[k]).at_most(_LONGEST) and near.keys == keys != ():
            yield doc.delete(near.start, near.end, "the caption once more", 0.92)


def _in_figures(blocks: tuple[Block, ...]) -> frozenset[Element]:
    """The elements of blocks that are figures and captions, or stand in one; what holds much text is none."""
    nearest: dict[Element, Element | None] = {}
    held: dict[Element, float] = {}
    for block in blocks:
        way, here = [], block.element
        while here is not None and here not in nearest:
            if here.name in _FIGURES or not _CAPTION_WORDS.isdisjoint(here.words):
                nearest[here] = here
                break
            way.append(here)
            here = here.parent
        figure = nearest[here] if here is not None else None
        nearest.update(dict.fromkeys(way, figure))
        if figure is not None:
            held[figure] = held.get(figure, 0.0) + block.size
    return frozenset(e for e, figure in nearest.items() if figure is not None and held.get(figure, 0.0) <= _MOST)
