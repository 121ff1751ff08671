"""names/listed: a spelling that the glossary lists becomes the canonical form.

What   "Wladimir Putin" in an English text becomes "Vladimir Putin"; "Kim Jong-Un" becomes "Kim Jong-un".
Why    One person has one name, so that texts can be searched, counted and compared.
Spares The canonical form of the text's own language; parts of other names ("Wladimir Klitschko"); phrases to keep
       ("Dynamo Kiev"); a spelling that two entries share; addresses and handles; single words of another language.
"""

from __future__ import annotations

from normalize.stages.document import Document
from normalize.stages.names.target import mentions, target
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
_REVIEW = 0.5  # a house style, not an error: told, not made


@rule(examples=EXAMPLES)
def listed(doc: Document) -> Edits:
    for mention in mentions(doc):
        if mention.lone:
            continue
        entries = {entry.id: (entry, spelling) for entry, spelling in mention.readings}
        if len(entries) > 1:
            yield doc.note(mention.start, mention.end, f"may be any of: {', '.join(sorted(entries))}; left as it is")
            continue
        entry, spelling = next(iter(entries.values()))
        form = target(doc, entry, mention.text)
        foreign = spelling.kind in ("name", "native") and len(mention.text.split()) == 1 and not doc.names_lang
        if not form or form == mention.text or entry.policy == "off" or foreign:
            continue
        reason = f"{spelling.kind} of {entry.id} ({spelling.origin or entry.origin})"
        yield doc.replace(mention.start, mention.end, form, reason, _EDITOR if entry.policy == "auto" else _REVIEW)
