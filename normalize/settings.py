"""What a run may be told; kept apart from all that carries it out, which takes long to load."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from normalize.edits import Decisions
from normalize.edits.decision import NOBODY
from normalize.errors import UsageError
from normalize.stages import NAMES


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run may be told. `lang` and `names_lang` are ISO 639-1 codes, or empty to find out.

    `quotes` is "rewrite" or "leave": what becomes of names in quotations and titles. `decisions` is what people said of
    edits; it is no part of the digest, but has its own.
    """

    lang: str = ""
    names_lang: str = ""
    quotes: str = "rewrite"
    stages: tuple[str, ...] = NAMES
    ignore: frozenset[str] = frozenset()
    decisions: Decisions = NOBODY

    def digest(self) -> str:
        """One digest of the settings."""
        said = repr((self.lang, self.names_lang, self.quotes, self.stages, sorted(self.ignore)))
        return hashlib.sha256(said.encode()).hexdigest()


def stages_named(only: Sequence[str], until: str) -> tuple[str, ...]:
    """Return the names of the stages to run. Raises UsageError with a did-you-mean where a name is unknown."""
    for name in (*only, until) if until else only:
        if name not in NAMES:
            near = get_close_matches(name, NAMES, 1, 0.5)
            hint = f"did you mean {near[0]!r}?" if near else f"the stages are: {', '.join(NAMES)}"
            raise UsageError(f"there is no stage {name!r}; {hint}")
    upto = NAMES[: NAMES.index(until) + 1] if until else NAMES
    chosen = tuple(n for n in upto if not only or n in only)
    if not chosen:
        raise UsageError(f"no stage is left to run: {', '.join(only)} comes behind {until}")
    return chosen


def rules_named(names: Sequence[str]) -> frozenset[str]:
    """Return names of rules and stages that are known. Raises UsageError with a did-you-mean where one is not."""
    if not names:
        return frozenset()
    from normalize.stages.order import STAGES

    known = [s.name for s in STAGES] + [r.id for s in STAGES for r in s.rules]
    for name in names:
        if name not in known:
            near = get_close_matches(name, known, 1, 0.5)
            hint = f"did you mean {near[0]!r}?" if near else "`normalize rules` lists them"
            raise UsageError(f"there is no rule {name!r}; {hint}")
    return frozenset(names)
