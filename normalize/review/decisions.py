"""The file of decisions: read strictly, and written as an edit of its text, so that people can write in it as well."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from pathlib import Path

from normalize.edits.decision import FIELDS, SCOPES, VERDICTS, Decision, Key, faults
from normalize.errors import ConfigError, UsageError
from normalize.review.layout import Entry, entry_of, line_starts, rewritten
from normalize.store.out import replace_file
from normalize.strictyaml import Mistake, Node, Yaml, complain, parse

CLIPPED = 200
"""Code points of `from` and `to` that are kept of a decision on one place: its id decides, the text is to be read."""

_KEYS = (*VERDICTS, *(f for f in FIELDS if f not in ("verdict", "rule")))
_HALF = re.compile(r"⟨U\+(D[89A-F][0-9A-F]{2})⟩")


class Book:
    """The decisions of a project in their YAML file. Every answer is written at once, the whole file or nothing.

    Comments and lines that nobody touched stay to the byte. The file is read anew before it is written, so that what
    somebody wrote by hand meanwhile is kept.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._now = _parsed(_bytes_of(path), path)

    @classmethod
    def open(cls, path: Path) -> Book:
        """Open a file of decisions; one that is not there is empty. Raises ConfigError with every mistake of it."""
        return cls(path)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions in the order of the file."""
        return tuple(e.decision for e in self._now.entries)

    def line(self, key: Key) -> int:
        """Return the line of the file, from 1, on which the decision with this key begins."""
        return next(e.line for e in self._now.entries if e.decision.key == key)

    def answer(self, *decisions: Decision) -> None:
        """Write decisions; each takes the place of one that speaks of the same.

        Raises ConfigError where somebody made a mistake in the file meanwhile, or its layout leaves no safe place.
        """
        self._write({d.key: d for d in map(_legible, decisions)}, frozenset())

    def undo(self, keys: Iterable[Key]) -> tuple[Decision, ...]:
        """Take decisions back, by their keys; return those that were there. Raises ConfigError as `answer` does."""
        gone = frozenset(keys)
        taken = tuple(d for d in self.decisions if d.key in gone)
        if taken:
            self._write({}, gone)
        return taken

    def merge(self, other: Path) -> int:
        """Take over the decisions of another file; return how many were new or different here.

        Raises UsageError where there is no such file, ConfigError where it has mistakes.
        """
        if not other.is_file():
            raise UsageError(f"{other}: there is no such file of decisions")
        known = {d.key: d for d in self.decisions}
        news = [d for d in Book(other).decisions if known.get(d.key) != d]
        if news:
            self.answer(*news)
        return len(news)

    def _write(self, new: Mapping[Key, Decision], gone: AbstractSet[Key]) -> None:
        data = _bytes_of(self.path)
        old = self._now if data == (self._now.mark + self._now.text).encode() else _parsed(data, self.path)
        wanted = {e.decision.key: e.decision for e in old.entries if e.decision.key not in gone} | dict(new)
        text = rewritten(old.text, old.entries, new, gone)
        by_hand = ConfigError(f"{self.path}: its layout leaves no safe place for this decision; write it by hand")
        try:
            now = _parsed(text.encode(), self.path)
        except ConfigError:
            raise by_hand from None
        if {e.decision.key: e.decision for e in now.entries} != wanted:
            raise by_hand
        replace_file(self.path, old.mark + text)
        self._now = replace(now, mark=old.mark)


@dataclass(frozen=True, slots=True)
class _File:
    """A file of decisions as it was read: its byte order mark, its text, and where its decisions stand in it."""

    mark: str
    text: str
    entries: tuple[Entry, ...]


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as e:
        raise UsageError(f"{path}: cannot be read: {e.strerror or e}") from None


def _parsed(data: bytes, path: Path) -> _File:
    """Read the bytes of a file of decisions. Raises ConfigError with every mistake."""
    yaml = parse(data, path.as_posix())
    starts = line_starts(yaml.text)
    entries: dict[Key, Entry] = {}
    for node in yaml.items(yaml.root, "a file of decisions") if yaml.root and yaml.root.value else ():
        decision = _decision(yaml, node)
        if decision is None:
            continue
        if decision.key in entries:
            yaml.wrong(node, f"this is decided already, on line {entries[decision.key].line}")
        else:
            entries[decision.key] = entry_of(yaml.text, starts, node, decision)
    complain(yaml.mistakes)
    mark = "\N{ZERO WIDTH NO-BREAK SPACE}" if data.startswith(codecs.BOM_UTF8) else ""
    return _File(mark, yaml.text, tuple(entries.values()))


def _decision(yaml: Yaml, node: Node) -> Decision | None:
    """Return the decision of a mapping; None where it has mistakes, which are recorded."""
    known: list[Mistake] = list(yaml.mistakes)
    fields = yaml.fields(node, "a decision", _KEYS)
    said = [v for v in VERDICTS if v in fields]
    if len(said) != 1:
        if fields or yaml.mistakes == known:
            yaml.wrong(node, "a decision begins with `accept: RULE` or `reject: RULE`")
        return None
    row = {key: _text(yaml, value, key) for key, value in fields.items() if key in _KEYS}
    scope = row.get("scope", SCOPES[0])
    if scope not in SCOPES:
        yaml.unknown(scope, fields["scope"], SCOPES, "scope")
    if yaml.mistakes != known:
        return None
    row = {"verdict": said[0], "rule": row.pop(said[0]), **row}
    for key, message in faults(row):
        yaml.wrong(fields.get(key, node), message)
    return Decision.of(row) if yaml.mistakes == known else None


def _text(yaml: Yaml, node: Node, key: str) -> str:
    """Return the string of a node; half a character, which YAML cannot write, stands there as ⟨U+D83D⟩."""
    if isinstance(node.value, str):
        return _HALF.sub(lambda m: chr(int(m[1], 16)), node.value)
    found = "nothing" if node.value is None else "a list or a mapping"
    yaml.wrong(node, f'{key} must be a text, but {found} stands here (quote it: "null"; leave the line out: nothing)')
    return ""


def _legible(decision: Decision) -> Decision:
    """A decision as it is kept: long texts are clipped where the id decides."""
    if decision.scope != "here":
        return decision
    before, after = (t if len(t) <= CLIPPED else t[:CLIPPED] + "…" for t in (decision.before, decision.after))
    return replace(decision, before=before, after=after)
