"""The glossary: all entries, what they are called in a text, and which entry a name may be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from normalize.glossary.cache import opened
from normalize.glossary.index import Entries, Index
from normalize.glossary.match import Matcher, Mention
from normalize.glossary.read import digest, find_packs, layers_of, read
from normalize.glossary.shape import Entry

if TYPE_CHECKING:
    from normalize.glossary.link import Linker


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that a name may mean: how likely, from 0 to 1, and why.

    `tier` is "A" where the spelling is listed, "B" where it is derived or has an ending, "C" where it is a surname
    alone, "D" where it is only similar.
    """

    entry: Entry
    score: float
    tier: str
    why: str


_FOUND = {"A": 1.0, "B": 0.99, "C": 0.8}


class Glossary:
    """Names of people, places and organisations, ready to be looked up."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._matcher = Matcher(index)
        self.entries = Entries(index)
        self.digest = index.digest
        self.files = index.files
        self.agencies = index.agencies
        self.places = index.places
        self.listener: Callable[[str], None] | None = None  # who is told each text that `find` is asked about

    @classmethod
    def load(cls, paths: Iterable[str | Path] | None = None) -> Glossary:
        """Open the shipped glossary with files or folders on top of it, compiled once and cached.

        Without paths the folder `glossaries/` of the working directory is on top. Raises ConfigError with every mistake
        of every file, UsageError where a path does not exist.
        """
        own = None if paths is None else [Path(p) for p in paths]
        return cls.open(find_packs(own))

    @classmethod
    def open(cls, files: Iterable[Path]) -> Glossary:
        """Open exactly these files, the later on top. Raises ConfigError with every mistake of every file."""
        return cls(opened(layers_of(files)))

    @classmethod
    def of(cls, yaml: str) -> Glossary:
        """Make a glossary of nothing but this YAML. Raises ConfigError with every mistake."""
        from normalize.glossary.compile import compiled

        layers = [("glossary.yaml", yaml.encode())]
        return cls(Index(compiled(read(layers).values(), digest(layers), ["glossary.yaml"])))

    def __len__(self) -> int:
        return len(self._index)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._index)

    def find(self, text: str, lang: str) -> list[Mention]:
        """Return the mentions in a text of a language (ISO 639-1), in order; offsets in code points."""
        if self.listener is not None:
            self.listener(text)
        return self._matcher.find(text, lang)

    def derive(self, entry: Entry | str, lang: str) -> list[str]:
        """Return the spellings that romanisation makes of an entry's native forms for a language, likeliest first."""
        from normalize.glossary.derive import derive

        return derive(self.entries[entry] if isinstance(entry, str) else entry, lang)

    def link(self, name: str, lang: str | None = None, top: int = 10) -> list[Candidate]:
        """Return the entries that a name in any script may mean, likeliest first.

        What `find` finds comes first; `lang`, ISO 639-1, lets it have the endings of that language.
        """
        whole = (m for m in self.find(name, lang or "") if len(m.text) == len(name.strip()))
        found = [
            Candidate(r.entry, _FOUND[r.tier] / len(m.entries), r.tier, r.spelling.origin or r.spelling.kind)
            for m in whole
            for r in m.entries.values()
        ]
        known = {c.entry.id for c in found}
        found += [
            Candidate(self.entries[s.id], s.score, "D", s.why)
            for s in self._linker.link(name, top=top)
            if s.id not in known
        ]
        return sorted(found, key=lambda c: -c.score)[:top]

    @cached_property
    def _linker(self) -> Linker:
        from normalize.glossary.link import Linker

        return Linker((e.id, list(_known_by(e))) for e in self)


def _known_by(entry: Entry) -> Iterator[str]:
    """The forms that a name is compared with: the English one, those at home, the variants; the rest sounds alike."""
    yield entry.canonical("en")
    yield from (s.text for s in entry.spellings if s.kind in ("native", "variant"))
