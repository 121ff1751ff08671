"""boilerplate/copyright-line: a copyright notice on a line of its own.

What   "© 2023 Example Media", "Copyright 2021–2024 The Herald Ltd".
Why    It is the publisher's, and the same under every article.
Spares A picture credit ("© AFP"), which is a fact of the article, and sentences about copyright.
"""

import regex

from normalize.stages.document import Document
from normalize.stages.rule import Edits, Example, Leave, rule

EXAMPLES = (
    Example("They agreed.\n\n© 2023 Example Media", "They agreed.\n\n"),
    Example("They agreed.\n\nCopyright (c) 2021–2024 The Herald Ltd.", "They agreed.\n\n"),
    Leave("© AFP"),
    Leave("Copyright of 2001 was the year’s great quarrel among the publishers of Leipzig and their authors."),
)

_NOTICE = regex.compile(
    r"(?:©|\(c\)|copyright)\s*+(?:©|\(c\))?\s*+(?:\d{4}\b|.{1,40}?,?\s(?:19|20)\d{2}\b)", regex.IGNORECASE
)
_LONGEST = 14  # words


@rule(examples=EXAMPLES)
def copyright_line(doc: Document) -> Edits:
    for block in doc.blocks:
        if _NOTICE.match(block.text) and block.at_most(_LONGEST):
            yield doc.delete(block.start, block.end, "a copyright notice with its year", 0.93)
