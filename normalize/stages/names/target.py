"""Which form a name takes in a document, and how it is put there. Shared by the rules of this stage."""

from __future__ import annotations

from functools import lru_cache

from normalize.glossary import Entry, Mention
from normalize.stages.document import Document
from normalize.text.scripts import main_script


@lru_cache(maxsize=2)
def mentions(doc: Document) -> tuple[Mention, ...]:
    """All mentions in a document, in order."""
    return tuple(doc.matcher.find(doc.text, doc.lang))


def target(doc: Document, entry: Entry, surface: str, *, short: bool = False) -> str:
    """Return the canonical form that a spelling takes here, or an empty string where there is none.

    The form of the document's language, else the English one; a text in another script than English keeps its own.
    """
    forms = entry.short if short else entry.names
    lang = doc.names_lang or doc.lang
    form = forms.get(lang) or forms.get("en", "")
    if not doc.names_lang and form and main_script(form) != main_script(surface):
        return ""
    if surface.isupper() and len(surface) > 3 and not form.isupper():
        return form.upper()
    return form
