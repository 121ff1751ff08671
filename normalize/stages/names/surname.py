"""names/surname: a surname alone becomes the canonical surname, once the full name has been said.

What   "Selenskyj" behind "Wolodymyr Selenskyj" becomes "Zelensky" in an English text.
Why    The full name in the same text says who is meant.
Spares A surname that two people of the text may have; a surname behind another first name ("Olena Selenska"); all
       surnames before the full name.
"""

from __future__ import annotations

import regex

from normalize.stages.document import Document
from normalize.stages.names.around import TITLES
from normalize.stages.names.target import cited, mentions, rewritten
from normalize.stages.rule import Edits, Example, Leave, rule

EXAMPLES = (
    Example("Volodymyr Zelensky spoke. Then Selenskyj left.", "Volodymyr Zelensky spoke. Then Zelensky left."),
    Example(
        "Volodymyr Zelensky spoke. President Selenskyj left.", "Volodymyr Zelensky spoke. President Zelensky left."
    ),
    Leave("Then Selenskyj left."),
    Leave("Volodymyr Zelensky spoke. Anna Selenskyj left."),
)

_SURNAME = 0.9
_BEFORE = regex.compile(r"(?P<word>[\p{L}\p{M}'’-]+)\.? $")


@rule(examples=EXAMPLES)
def surname(doc: Document) -> Edits:
    said: dict[str, int] = {}
    found = mentions(doc)
    for mention in found:
        if not mention.lone:
            for id_ in mention.entries:
                said.setdefault(id_, mention.start)
    for mention in found:
        if not mention.lone:
            continue
        known = [r for id_, r in mention.entries.items() if said.get(id_, len(doc.text)) < mention.start]
        sure = [r for r in mention.entries.values() if r.entry.alone == "always"]
        if len(known or sure) == 1 and not _behind_first_name(doc, mention.start):
            reading = (known or sure)[0]
            behind = ", whose full name stands before" if known else ""
            reason = f"surname of {reading.entry.id}{behind} ({cited(reading.entry.origin)})"
            yield from rewritten(doc, mention, reading, reason, _SURNAME)


def _behind_first_name(doc: Document, at: int) -> bool:
    """Whether the word before has a capital and is neither title nor function word: then it is somebody else's name."""
    m = _BEFORE.search(doc.text, max(0, at - 40), at)
    if m is None or not m["word"][:1].isupper():
        return False
    word = m["word"].lower()
    return word not in TITLES and word not in doc.cues.words
