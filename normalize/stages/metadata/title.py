"""metadata/title: the headline, on top of the text.

What   The first line of a text where it is a headline; the <h1> or the title in the head of a page, moved to the top;
       the headline's second copy goes.
Why    The canonical text begins with its title line.
Spares A first line that is a paragraph: then there is no title, and none is made up.
"""

from __future__ import annotations

import regex

from normalize.edits import Fact
from normalize.stages.boilerplate.shape import outline
from normalize.stages.document import HTML, Block, Document
from normalize.stages.metadata.byline import labelled_byline
from normalize.stages.metadata.date import is_date_line
from normalize.stages.metadata.people import is_list_of_names
from normalize.stages.metadata.photo_credit import is_credit
from normalize.stages.metadata.strip import read_strip
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.text.words import words

_BODY = "Kim met Putin in the Far East of Russia on Wednesday, and both spoke of a new friendship."

EXAMPLES = (
    Example(f"Deal or no deal?\n\n{_BODY}", f"Deal or no deal?\n\n{_BODY}", facts=(("title", "Deal or no deal?"),)),
    Example(f"A handshake\n\nA handshake\n\n{_BODY}", f"A handshake\n\n\n\n{_BODY}", facts=(("title", "A handshake"),)),
    Leave(_BODY),
    Leave(f"From: Bona Hyun\n\n{_BODY}"),
)

_LONGEST = 35  # words
_TAIL = 200  # characters at the end of a title in which the name of the site stands
_SUFFIX = regex.compile(r"\s++[|–—\-·•»:]++\s++[^|–—·•»]{2,60}$|\s*\|\s*[^|]{2,60}$")
_STOPS = (".", "。", "।", "…", ",", ":", ";", "،", "：")
_AMONG = 6  # blocks from the top in which a page's headline stands


@rule(examples=EXAMPLES)
def title(doc: Document) -> Edits:
    if not doc.blocks:
        return
    said = _without_site(doc.facts.title, doc.facts.site)
    top = next((b for b in doc.blocks[:_AMONG] if not _is_other_fact(doc, b)), doc.blocks[0])
    headline = _headline(doc, top, said)
    if headline is None:
        if said and not _same(said, top.text):
            insertion = doc.replace(
                0, 0, said + "\n\n", "the headline, from the head of the page", 0.9, [Fact("title", said)]
            )
            yield insertion
        return
    if headline is top:
        yield doc.note(top.start, top.end, "the first line is a headline", [Fact("title", top.text)])
    else:
        yield doc.replace(
            0, 0, headline.text + "\n\n", "the headline, moved to the top", 0.95, [Fact("title", headline.text)]
        )
        yield doc.delete(headline.start, headline.end, "the headline, moved to the top", 0.95)
    for block in doc.blocks[1:_AMONG]:
        if block is not headline and _same(block.text, headline.text):
            yield doc.delete(block.start, block.end, "the headline once more", 0.95)


def _headline(doc: Document, top: Block, said: str) -> Block | None:
    """The block that is the headline: the page's <h1>, what equals the title given, or a first line of that shape."""
    first = outline(doc.blocks).first
    if doc.media_type == HTML:
        for block in doc.blocks[: max(first, _AMONG)]:
            if block.element and block.element.name == "h1" and block.at_most(_LONGEST):
                return block
    if said:
        return next((b for b in doc.blocks[:_AMONG] if _same(b.text, said)), None)
    if doc.media_type == HTML or len(doc.blocks) < 2:
        return None
    return top if _looks_like_title(top) else None


def _looks_like_title(top: Block) -> bool:
    """Whether a first line may be a headline: short, no full stop or comma at its end, no list item."""
    bare = top.text.rstrip("\"'”’»“)")
    short = len(bare) <= 250 and len(bare.split()) <= _LONGEST and top.letters > 1
    return short and not bare.endswith(_STOPS) and not bare.startswith(("- ", "•"))


def _is_other_fact(doc: Document, block: Block) -> bool:
    """Whether a block above the headline is a byline, date, credit or list of people: other rules lift it."""
    if (
        labelled_byline(doc, block)
        or is_date_line(doc, block)
        or is_list_of_names(block.text)
        or is_credit(doc, block.text)
    ):
        return True
    return read_strip(doc, block) is not None


def _without_site(said: str, site: str) -> str:
    """The title of a page without the name of the site behind it."""
    if site and said.rstrip().endswith(site):
        said = said.rstrip()[: -len(site)].rstrip(" |–—-·•»:")
    else:
        m = _SUFFIX.search(said, max(0, len(said) - _TAIL))
        if m and len(said[: m.start()].split()) >= 4 and len(m[0].split()) <= 5:
            said = said[: m.start()]
    return said.strip()


def _same(a: str, b: str) -> bool:
    return words(a) == words(b) != ()
