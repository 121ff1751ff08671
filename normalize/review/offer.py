"""What a decision on a name tells the glossary: offered, never done unasked."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from normalize.edits import Decision
from normalize.errors import UsageError
from normalize.glossary import Glossary
from normalize.glossary.read import layers_of
from normalize.glossary.shape import Entry
from normalize.glossary.write import Field, add, file_of
from normalize.store.out import replace_file

_FOLDER = Path("glossaries")


class Offer(NamedTuple):
    """A spelling for a list of a glossary entry: `variants`, or `not` for what somebody said does not mean it."""

    entry: Entry
    spelling: str
    field: Field

    @property
    def file(self) -> Path:
        """The glossary file that it would go into."""
        return _FOLDER / file_of(self.entry.type)

    @property
    def said(self) -> str:
        """In words: add “Kiev” under `not` of kyiv."""
        return f"add “{self.spelling}” under `{self.field}` of {self.entry.id} in {self.file}"


def offer(decision: Decision, glossary: Glossary, *, suggested: bool) -> Offer | None:
    """Return what the glossary could learn from a decision on a name, where exactly one entry is meant.

    A change that was rejected: the spelling does not mean the entry. A suggestion that was accepted: it does.
    """
    if not decision.rule.startswith("names/") or (decision.verdict == "accept" and not suggested):
        return None
    whole = (m for m in glossary.find(decision.before, decision.lang) if m.text == decision.before)
    entries = {r.entry.id: r.entry for m in whole for r in m.entries.values()}
    if len(entries) != 1:
        return None
    entry = next(iter(entries.values()))
    field: Field = "variants" if decision.verdict == "accept" else "not"
    known = entry.rejected if field == "not" else [s.text for s in entry.spellings if s.kind != "derived"]
    return None if decision.before in known else Offer(entry, decision.before, field)


def put(file: Path, entry: Entry, spellings: Iterable[str], field: Field, packs: Iterable[Path]) -> None:
    """Write spellings into a glossary file, whatever is in it; `packs` are the glossary files in use.

    Raises UsageError where the file cannot be read, ConfigError where it has mistakes.
    """
    try:
        data = file.read_bytes() if file.exists() else b""
    except OSError as e:
        raise UsageError(f"{file}: cannot be read: {e.strerror or e}") from None
    below = layers_of(p for p in packs if p.resolve() != file.resolve())
    replace_file(file, add(file.as_posix(), data, entry, list(spellings), field, below).text)
