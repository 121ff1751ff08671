"""boilerplate/link-lists: blocks of a page that are links and little else.

What   Headlines of other articles as links, tag links, "read more" links inside the article's own element.
Why    A paragraph of an article links words; a teaser is a link.
Spares Links inside sentences, and a linked headline above the article.
"""

from normalize.stages.document import Block, Document
from normalize.stages.rule import Edits, Leave, rule
from normalize.stages.shape import AUTHOR_WORDS, outline

EXAMPLES = (Leave("Read the report"),)

_LINKS = 0.7  # share of link text
_LONGEST = 40  # words


@rule(examples=EXAMPLES)
def link_lists(doc: Document) -> Edits:
    first = outline(doc.blocks).first
    for n, block in enumerate(doc.blocks):
        if block.links < _LINKS or block.size > _LONGEST:
            continue
        headline = block.element is not None and block.element.name in ("h1", "h2") and n < first
        if not headline and not _is_byline(doc, block):
            confidence = 0.8 if block.ends_sentence else 0.88
            yield doc.delete(block.start, block.end, f"{block.links:.0%} of it is link text", confidence)


def _is_byline(doc: Document, block: Block) -> bool:
    """Bylines link to their authors; they are lifted later."""
    labelled = any(block.keys[:k] in doc.cues.labels["byline"] for k in (1, 2, 3))
    element = block.element
    return labelled or (element is not None and any(e.words & AUTHOR_WORDS for e in (element, element.parent) if e))
