"""boilerplate/site-lines: a line that is nothing but words of the site.

What   Lines made up of phrases such as "Share on Facebook", "Advertisement", "12 comments", "Print", one or several.
Why    They are buttons, counters and menus that were scraped with the text.
Spares Words that could be a sub-heading, between paragraphs of the article; short sentences with a full stop.
"""

from __future__ import annotations

from collections import Counter

from normalize.stages.boilerplate.parts import NUMBER, OTHER, made_of
from normalize.stages.document import Block, Document
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.stages.shape import outline

EXAMPLES = (
    Example(
        "Spread the love\nKim met Putin on Wednesday in the Far East of Russia, both sides said.",
        "\nKim met Putin on Wednesday in the Far East of Russia, both sides said.",
    ),
    Example("Facebook Twitter WhatsApp\n12 Shares", "\n"),
    Example("Teilen\nDrucken", "\n", lang="de"),
    Example("Поделиться\nРеклама", "\n", lang="ru"),
    Example("分享到微博", "", lang="zh"),
    Leave("Share."),
    Leave("The share rose."),
)

_BARE = frozenset(
    ("nav", "readmore", "related", "footer", "legal")
)  # kinds whose single words editors use as sub-headings too
_LINKS = 0.7  # share of link text in the line below that makes a bare word a heading of links
_MOST_WORDS = 14
_MOST_COUNTERS = 60


@rule(examples=EXAMPLES)
def site_lines(doc: Document) -> Edits:
    shape = outline(doc.blocks)
    for n, block in enumerate(doc.blocks):
        kinds = _kinds(doc, block)
        if not kinds:
            continue
        kind = kinds.most_common(1)[0][0]
        inside = shape.first < n < shape.last
        phrases = sum(kinds.values())
        words = len(block.tokens)
        if block.ends_sentence and words <= 3 and phrases == 1:
            confidence = 0.5
        elif kind in _BARE and inside and phrases == 1 and words <= 2:
            confidence = 0.6
        else:
            confidence = 0.94
        if kind == "related" and n + 1 < len(doc.blocks) and doc.blocks[n + 1].links >= _LINKS:
            confidence = 0.94
        yield doc.delete(
            block.start, block.end, f"nothing but words of the site ({', '.join(sorted(kinds))})", confidence
        )


def _kinds(doc: Document, block: Block) -> Counter[str]:
    """The kinds of phrases that a line is made of; empty where anything else is in it."""
    line = doc.cues.line
    if not block.at_most(_MOST_WORDS + _MOST_COUNTERS):
        return Counter()
    if next((k for k in block.keys if not k[0].isdecimal()), "") not in line.lengths:
        return Counter()
    found = made_of(block.keys, line)
    numbers = found.pop(NUMBER, 0)
    if found[OTHER] or len(block.tokens) - numbers > _MOST_WORDS:
        return Counter()
    return +found
