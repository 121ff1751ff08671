"""names/surname: a surname alone becomes the canonical surname, once the full name has been said.

What   "Selenskyj" behind "Wolodymyr Selenskyj" becomes "Zelensky" in an English text.
Why    The full name in the same text says who is meant.
Spares A surname that two people of the text may have; a surname behind another first name ("Olena Selenska"); all
       surnames before the full name.
"""

from __future__ import annotations

import regex

from normalize.stages.document import Document
from normalize.stages.names.target import mentions, target
from normalize.stages.rule import Edits, Example, Leave, rule

EXAMPLES = (
    Example("Volodymyr Zelensky spoke. Then Selenskyj left.", "Volodymyr Zelensky spoke. Then Zelensky left."),
    Example(
        "Volodymyr Zelensky spoke. President Selenskyj left.", "Volodymyr Zelensky spoke. President Zelensky left."
    ),
    Leave("Then Selenskyj left."),
    Leave("Volodymyr Zelensky spoke. Anna Selenskyj left."),
)

_TITLES = frozenset(
    "president präsident président presidente prezydent prime minister premier premierminister kanzler chancellor "
    "chancelier mr mrs ms herr frau monsieur madame señor signor general général foreign außenminister defence defense "
    "king queen sir dr prof leader comrade then".split()
)
_BEFORE = regex.compile(r"(?P<word>[\p{L}\p{M}'’-]+)\.? $")


@rule(examples=EXAMPLES)
def surname(doc: Document) -> Edits:
    said: dict[str, int] = {}
    found = mentions(doc)
    for mention in found:
        if not mention.lone:
            for entry, _ in mention.readings:
                said.setdefault(entry.id, mention.start)
    for mention in found:
        if not mention.lone:
            continue
        known = {e.id: e for e, _ in mention.readings if said.get(e.id, len(doc.text)) < mention.start}
        if len(known) != 1 or _behind_first_name(doc, mention.start):
            continue
        entry = next(iter(known.values()))
        form = target(doc, entry, mention.text, short=True)
        if form and form != mention.text and entry.policy != "off":
            reason = f"surname of {entry.id}, whose full name stands before ({entry.origin})"
            yield doc.replace(mention.start, mention.end, form, reason, 0.9 if entry.policy == "auto" else 0.5)


def _behind_first_name(doc: Document, at: int) -> bool:
    """Whether the word before has a capital and is neither title nor function word: then it is somebody else's name."""
    m = _BEFORE.search(doc.text, max(0, at - 40), at)
    if m is None or not m["word"][:1].isupper():
        return False
    word = m["word"].lower()
    return word not in _TITLES and word not in doc.cues.words
