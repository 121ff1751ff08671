"""Which form a name takes in a document. Shared by the rules of this stage.

The tiers: a listed spelling (A), a derived one or one with an ending (B), a lone surname behind the full name (C).
What is only similar (D) is nobody's business here: `normalize glossary suggest` shows it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import regex

from normalize.glossary import Entry, Mention, Reading
from normalize.glossary.inflect import carry
from normalize.stages.document import Document
from normalize.stages.names.around import is_doubtful
from normalize.stages.rule import Edits
from normalize.text.scripts import main_script
from normalize.text.spans import Spans
from normalize.text.words import TOKEN, fold, words

_QUOTED = regex.compile(r"“[^”\n]*”|„[^“”\n]*[“”]|«[^»\n]*»|»[^«\n]*«|「[^」\n]*」|『[^』\n]*』|\"[^\"\n]*\"")
_RESPELLS = frozenset(("sr", "bs", "lv", "lt", "az"))  # every foreign name is spelled as it is heard
LEAVE = "leave"
_LINE = regex.compile(r"(?<=\.ya?ml):\d+$")
_VOWELS = frozenset("aeiouyαεηιουω")


@lru_cache(maxsize=2)
def mentions(doc: Document) -> tuple[Mention, ...]:
    """All mentions in a document that may be rewritten, in order."""
    found = tuple(doc.glossary.find(doc.text, doc.lang))
    if doc.quotes == LEAVE and found:
        quoted = Spans(m.span() for m in _QUOTED.finditer(doc.text))
        first = doc.blocks[0]
        upto = first.start if first.is_prose else first.end
        found = tuple(m for m in found if m.start >= upto and quoted.end_at(m.start) < m.end)
    return found


def single(doc: Document) -> Iterator[tuple[Mention, Reading]]:
    """Yield the mentions that can mean one entry alone, with what it reads; surnames alone aside."""
    for mention in mentions(doc):
        if not mention.lone and len(mention.entries) == 1:
            yield mention, next(iter(mention.entries.values()))


def rewritten(doc: Document, mention: Mention, reading: Reading, reason: str, confidence: float) -> Edits:
    """Propose the canonical form for a mention of one entry, or remark why it cannot be put there."""
    entry = reading.entry
    if entry.policy == "off" or not _in_context(doc, entry):
        return
    form = target(doc, reading, mention.text)
    if form is None:
        told = f"{_canonical(doc, reading)!r} cannot carry the ending of {mention.text!r}; left as it is"
        yield doc.note(mention.start, mention.end, f"{entry.id}: {told}")
    elif form and form.replace("'", "’") != mention.text.replace("'", "’"):
        sure = confidence if entry.policy == "auto" and not is_doubtful(doc, mention) else _REVIEW
        yield doc.replace(mention.start, mention.end, form, reason, sure)


_REVIEW = 0.5  # a house style, or perhaps something else: told, not made


def target(doc: Document, reading: Reading, surface: str) -> str | None:
    """Return the canonical form that a spelling takes here, with its ending.

    The form of the document's language, else the English one. Empty where there is none: a text in another script than
    English keeps its own, and so does a language whose own press spells the name like that. None where the form cannot
    carry the ending.
    """
    form = _canonical(doc, reading)
    if not form or (not doc.names_lang and (_is_foreign(doc, reading, form, surface) or _is_own(doc, reading))):
        return ""
    if reading.inflected:
        form = _inflected(form, reading, surface)
        if not form:
            return None
        if _without_accents(form) == _without_accents(surface):
            return surface  # accents come and go with the endings
    if surface.isupper() and len(surface) > 3 and not form.isupper():
        return form.replace("i", "İ").upper() if doc.lang in ("tr", "az") else form.upper()
    return form


def _is_foreign(doc: Document, reading: Reading, form: str, surface: str) -> bool:
    """Whether the English form would be a stranger: of another script, or the place of a translation."""
    written = main_script(surface)
    is_fallback = doc.lang not in reading.entry.names and doc.lang != "en"
    if is_fallback and reading.entry.type != "person" and reading.spelling.kind in ("name", "native"):
        return True  # a translation, which several languages may share
    if is_fallback and doc.lang in _RESPELLS:
        return True
    return main_script(form) != written or (is_fallback and written != main_script(doc.text))


def cited(origin: str) -> str:
    """Return the file that lists a spelling; not the line, which moves whenever somebody edits what is above it."""
    return _LINE.sub("", origin)


def _canonical(doc: Document, reading: Reading) -> str:
    forms = reading.entry.short if reading.spelling.kind == "short" else reading.entry.names
    return forms.get(doc.names_lang or doc.lang) or forms.get("en", "")


def _is_own(doc: Document, reading: Reading) -> bool:
    """Whether a spelling is how the press of a language without a canonical form of its own writes the name."""
    entry, spelling, _ = reading
    key = words(spelling.text)
    if doc.lang in entry.names or doc.lang == "en" or key == words(entry.names["en"]):
        return False
    return any(key == words(own)[-len(key) :] for own in doc.glossary.derive(entry, doc.lang))


def _inflected(form: str, reading: Reading, surface: str) -> str:
    """A form with the endings of a surface, word by word; empty where a word cannot carry its ending."""
    there = TOKEN.findall(surface)
    found = list(TOKEN.finditer(form))
    if not len(there) == len(found) == len(reading.cases):
        *rest, last = reading.cases
        ending = carry(there[-1], last, found[-1][0]) if last and not any(rest) else ""
        return form[: found[-1].start()] + ending if ending else ""
    parts: list[str] = []
    at = 0
    for word, m, case in zip(there, found, reading.cases, strict=True):
        own = m[0] if case is None or fold(word) == fold(m[0]) else carry(word, case, m[0])
        if not own:
            return ""
        parts += [form[at : m.start()], own]
        at = m.end()
    return "".join(parts) + form[at:]


def _without_accents(text: str) -> str:
    """A text without the marks of its vowels."""
    return "".join(fold(c) if fold(c) in _VOWELS else c for c in text)


def _in_context(doc: Document, entry: Entry) -> bool:
    return not entry.context or any(doc.counts[w] for word in entry.context for w in words(word))
