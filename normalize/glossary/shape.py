"""What a glossary entry is."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Literal

Type = Literal["person", "place", "organisation", "facility", "agency", "other"]
TYPES: tuple[Type, ...] = ("person", "place", "organisation", "facility", "agency", "other")
Alone = Literal["never", "after-full-name", "always"]
ALONE: tuple[Alone, ...] = ("never", "after-full-name", "always")
Policy = Literal["auto", "review", "off"]
POLICIES: tuple[Policy, ...] = ("auto", "review", "off")
Kind = Literal["name", "native", "variant", "derived", "keep", "short"]


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write a name. `langs` limits it to texts in these languages; empty means all.

    `origin` is the file and line that lists it ("places.yaml:41"), or the table that it was derived by and from what.
    """

    text: str
    kind: Kind
    langs: frozenset[str] = frozenset()
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A person, place or organisation, its canonical form by language, and the spellings that stand for it.

    `romanise` and `inflect` say whether spellings are derived from the native forms, and whether endings are allowed;
    `rejected` are spellings that somebody said do not mean it; `context` are words of which one must stand in the text.
    """

    id: str
    type: Type
    names: dict[str, str]
    short: dict[str, str] = field(default_factory=dict)
    native: dict[str, str] = field(default_factory=dict)
    spellings: tuple[Spelling, ...] = ()
    alone: Alone = "after-full-name"
    policy: Policy = "auto"
    romanise: bool = True
    inflect: bool = True
    rejected: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    wikidata: str = ""
    source: str = ""
    licence: str = ""
    note: str = ""
    origin: str = ""

    def canonical(self, lang: str) -> str:
        """Return the canonical form in a language, else the English one."""
        return self.names.get(lang) or self.names["en"]


def digest_of(parts: list[bytes]) -> str:
    """Return one digest of the glossary files read, in order."""
    total = hashlib.sha256()
    for part in parts:
        total.update(len(part).to_bytes(8, "big") + part)
    return total.hexdigest()
