"""What a glossary entry is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

Type = Literal["person", "place", "organisation", "facility", "agency", "other"]
TYPES: tuple[Type, ...] = ("person", "place", "organisation", "facility", "agency", "other")
Alone = Literal["never", "after-full-name", "always"]
ALONE: tuple[Alone, ...] = ("never", "after-full-name", "always")
Policy = Literal["auto", "review", "off"]
POLICIES: tuple[Policy, ...] = ("auto", "review", "off")
Kind = Literal["name", "native", "variant", "keep", "short"]


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write a name. `langs` limits it to texts in these languages; empty means all."""

    text: str
    kind: Kind
    langs: frozenset[str] = frozenset()
    origin: str = ""  # file and line, "places.yaml:41"


@dataclass(frozen=True, slots=True)
class Entry:
    """A person, place or organisation, its canonical form by language, and the spellings that stand for it."""

    id: str
    type: Type
    names: dict[str, str]
    short: dict[str, str] = field(default_factory=dict)
    native: dict[str, str] = field(default_factory=dict)
    spellings: tuple[Spelling, ...] = ()
    alone: Alone = "after-full-name"
    policy: Policy = "auto"
    wikidata: str = ""
    note: str = ""
    origin: str = ""

    def canonical(self, lang: str) -> str:
        """Return the canonical form in a language, else the English one."""
        return self.names.get(lang) or self.names["en"]


@dataclass(frozen=True)
class Glossary:
    """All entries by id, the last layer that names one winning."""

    entries: dict[str, Entry]
    digest: str = ""
    files: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries.values())

    def __len__(self) -> int:
        return len(self.entries)

    @cached_property
    def agencies(self) -> dict[str, str]:
        """Spelling of a news agency, case folded, to its customary credit."""
        found: dict[str, str] = {}
        for entry in self:
            if entry.type == "agency":
                for s in entry.spellings:
                    if s.kind != "keep":
                        found.setdefault(s.text.casefold(), entry.canonical("en"))
        return found

    @cached_property
    def places(self) -> frozenset[str]:
        """Every spelling of every place, as written."""
        return frozenset(s.text for e in self if e.type == "place" for s in e.spellings if s.kind != "keep")


def digest_of(parts: list[bytes]) -> str:
    """Return one digest of the glossary files read, in order."""
    total = hashlib.sha256()
    for part in parts:
        total.update(len(part).to_bytes(8, "big") + part)
    return total.hexdigest()
