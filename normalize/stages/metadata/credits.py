"""Credits as papers print them: "Valery Melnikov/TASS", "the Associated Press", "dpa/AFP". Shared by several rules."""

from __future__ import annotations

from functools import lru_cache

import regex

from normalize.edits import Fact
from normalize.glossary import Glossary
from normalize.stages.document import Block, Document
from normalize.text.words import words

_SPLIT = regex.compile(
    r"(?<!\s)\s*+(?:/|\||,|;|、|，|،|\bvia\b|\band\b|\bund\b|\bet\b|\be\b|\by\b|\bи\b|\bта\b|\+|&|\s[-–—]\s)\s*+",
    regex.IGNORECASE,
)
_ARTICLE = regex.compile(r"(?:the|die|der|l['’]|la|il|el|de)\s*+(?=\p{Lu})", regex.IGNORECASE)
_EDGES = " \t\"'“”„.,;:()[]（）【】"


def agencies_in(doc: Document, text: str) -> list[str]:
    """Return the agencies that a credit names, as printed, the article before them aside."""
    found = []
    for part in _SPLIT.split(text) if text else ():
        name = part.strip(_EDGES)
        if is_agency(doc, name):
            found.append(_ARTICLE.sub("", name, 1) if _ARTICLE.match(name) else name)
    return found


def is_agency(doc: Document, name: str) -> bool:
    """Whether a name is that of a news agency: one of the glossary, or of the language's own list."""
    bare = name.strip(_EDGES).casefold()
    known = doc.glossary.agencies
    short = _ARTICLE.sub("", name.strip(_EDGES), 1).casefold()
    return bool(bare) and (bare in known or short in known or bare in doc.cues.agencies)


def may_name_agency(doc: Document, block: Block) -> bool:
    """Whether a block has a word that is in the name of an agency: without one, it names none."""
    return not _agency_words(doc.glossary, doc.cues.agencies).isdisjoint(block.keys)


@lru_cache(maxsize=64)
def _agency_words(glossary: Glossary, more: frozenset[str]) -> frozenset[str]:
    return frozenset(word for name in (*glossary.agencies, *more) for word in words(name))


def agency_facts(doc: Document, text: str) -> list[Fact]:
    """Return one fact for each agency that a credit names."""
    return [Fact("agency", name) for name in agencies_in(doc, text)]
