"""names/listed: a spelling that the glossary lists becomes the canonical form.

What   "Wladimir Putin" in an English text becomes "Vladimir Putin"; "Kim Jong-Un" becomes "Kim Jong-un".
Why    One person has one name, so that texts can be searched, counted and compared.
Spares The canonical form of the text's own language; parts of other names ("Wladimir Klitschko"); phrases to keep
       ("Dynamo Kiev"); a spelling that two entries share; addresses and handles; single words of another language.
"""

from __future__ import annotations

from normalize.stages.document import Document
from normalize.stages.names.target import cited, mentions, rewritten
from normalize.stages.rule import Edits, Example, Leave, rule

EXAMPLES = (
    Example("Wladimir Putin met Kim Jong Un’s sister in Kiev.", "Vladimir Putin met Kim Jong-un’s sister in Kyiv."),
    Example("The Putin-Kim Jong-Un meeting", "The Putin-Kim Jong-un meeting"),
    Example("KIM JONG UN LEAVES", "KIM JONG-UN LEAVES"),
    Example("Vladimir Putin traf Xi Jinping.", "Wladimir Putin traf Xi Jinping.", lang="de"),
    Leave("Wladimir Putin traf Xi Jinping.", lang="de"),
    Leave("Wladimir Klitschko ate chicken Kiev and watched Dynamo Kiev on www.kiev.com."),
    Leave("Владимир Путин", lang="ru"),
)

_EDITOR = 0.95


@rule(examples=EXAMPLES)
def listed(doc: Document) -> Edits:
    for mention in mentions(doc):
        if mention.lone:
            continue
        entries = mention.entries
        if len(entries) > 1:
            yield doc.note(mention.start, mention.end, f"may be any of: {', '.join(sorted(entries))}; left as it is")
            continue
        reading = next(iter(entries.values()))
        entry, spelling, _ = reading
        foreign = spelling.kind in ("name", "native") and len(reading.cases) == 1 and not doc.names_lang
        if not (foreign or reading.inflected or spelling.kind == "derived"):
            reason = f"{spelling.kind} of {entry.id} ({cited(spelling.origin or entry.origin)})"
            yield from rewritten(doc, mention, reading, reason, _EDITOR)
