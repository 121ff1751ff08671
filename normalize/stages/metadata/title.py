"""metadata/title: the headline, on top of the text.

What   The first line of a text where it is a headline; the <h1> or the title in the head of a page, moved to the top;
       the headline's second copy goes, also where a word of it is changed or its end is cut off.
Why    The canonical text begins with its title line.
Spares A first line that is a paragraph: then there is no title, and none is made up; a stand-first of its own words.
"""

from __future__ import annotations

from normalize.edits import Fact
from normalize.stages.document import Document
from normalize.stages.metadata.headline import AMONG, headline_of, is_copy, said_title, same, top_of, within
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.text.words import words

_BODY = "Kim met Putin in the Far East of Russia on Wednesday, and both spoke of a new friendship."
_LONG = "Harbour pilots call off their strike after talks"

EXAMPLES = (
    Example(f"Deal or no deal?\n\n{_BODY}", f"Deal or no deal?\n\n{_BODY}", facts=(("title", "Deal or no deal?"),)),
    Example(f"A handshake\n\nA handshake\n\n{_BODY}", f"A handshake\n\n\n\n{_BODY}", facts=(("title", "A handshake"),)),
    Example(f"{_LONG}\n\nHarbour pilots call off strike after talks\n\n{_BODY}", f"{_LONG}\n\n\n\n{_BODY}"),
    Example(f"{_LONG}\n\nHarbour pilots call off…\n\n{_BODY}", f"{_LONG}\n\n\n\n{_BODY}"),
    Leave(_BODY),
    Leave(f"From: Bona Hyun\n\n{_BODY}"),
    Leave(f"{_LONG}\n\nHarbour pilots wanted more than they got\n\n{_BODY}"),
)


@rule(examples=EXAMPLES)
def title(doc: Document) -> Edits:
    if not doc.blocks:
        return
    said, headline = said_title(doc), headline_of(doc)
    if headline is None:
        if said and not same(said, top_of(doc).text):
            facts = [Fact("title", said)]
            yield doc.replace(0, 0, said + "\n\n", "the headline, from the head of the page", 0.9, facts)
        return
    part = within(doc, headline)
    text = headline.text[part.start : part.end]
    if headline is top_of(doc):
        yield doc.note(headline.start, headline.end, "the first line is a headline", [Fact("title", headline.text)])
    else:
        why = "the headline, moved to the top"
        yield doc.replace(0, 0, text + "\n\n", why, 0.95, [Fact("title", text), *part.facts])
        yield doc.delete(headline.start, headline.end, why, 0.95)
    keys = words(text)
    copies = [b for b in doc.blocks[1:AMONG] if b is not headline and is_copy(doc, b, keys)]
    if len(copies) < AMONG - 1:  # a text that says one line again and again has no headline
        for block in copies:
            yield doc.delete(block.start, block.end, "the headline once more", 0.95)
