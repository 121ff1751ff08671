"""boilerplate/source-tag: a line that only names where a copy came from.

What   "source site-12", "Source: example.com" at the end or the start of a text.
Why    An aggregator wrote it for itself.
Spares "Source:" before a sentence, a ministry, a study or a news agency (which is a credit).
"""

import regex

from normalize.stages.document import Document
from normalize.stages.rule import Edits, Example, Leave, rule

EXAMPLES = (
    Example("They agreed.\n\nsource site-12", "They agreed.\n\n"),
    Example("Sie einigten sich.\n\nQuelle: nachrichten-7.example", "Sie einigten sich.\n\n", lang="de"),
    Leave("A short text about a bridge.\n\nSource site"),
    Leave("Source: the ministry’s report shows a loss of 12 million."),
    Leave("Source: Reuters"),
    Leave("Source: World Bank 2023"),
)

_TAG = regex.compile(
    r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?|[a-z]+[-_]?\d+|[a-z]+(?:[-_][a-z]+)*[-_]\d+", regex.IGNORECASE
)
_LEAST, _MOST = 2, 8  # words
_EDGE = 2  # blocks from either end


@rule(examples=EXAMPLES)
def source_tag(doc: Document) -> Edits:
    labels = doc.cues.labels["source"]
    for n, block in enumerate(doc.blocks):
        if _EDGE <= n < len(doc.blocks) - _EDGE or not block.at_most(_MOST) or len(block.tokens) < _LEAST:
            continue
        _, length = labels.longest(block.keys, 0)
        if length:
            rest = block.text[block.tokens[length - 1].end :].strip(" :：-–—|")
            if _TAG.fullmatch(rest):
                yield doc.delete(block.start, block.end, f"only names where the copy came from: {rest}", 0.93)
