"""Where decisions stand in the text of their file, and how the text changes with them: other lines stay to the byte."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from normalize.edits.decision import SCOPES, Decision, Key
from normalize.glossary.write import scalar
from normalize.strictyaml import Node

HEAD = """\
# yaml-language-server: $schema=decisions.schema.json
# What people said of edits. Editors check this file with the schema that `normalize schema decisions` prints.

"""
ORDER = ("from", "to", "scope", "doc", "lang", "near", "id", "why", "by", "on")
"""The keys of a decision in the file, behind `accept: RULE` or `reject: RULE`."""

_BREAK = re.compile("\r\n|[\n\r\N{NEXT LINE}\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_DASH = re.compile(r"[ \t]*-(?=\s)")


class Entry(NamedTuple):
    """A decision and where it stands: from the start of its first line to behind its last one, in code points.

    `line` counts from 1. `gaps` holds what stands behind the value of each key: white space and people's remarks.
    """

    decision: Decision
    line: int
    start: int
    end: int
    gaps: tuple[tuple[str, str], ...]


def line_starts(text: str) -> list[int]:
    """Return the offsets at which the lines of a YAML text begin."""
    return [0, *(m.end() for m in _BREAK.finditer(text))]


def entry_of(text: str, starts: Sequence[int], node: Node, decision: Decision) -> Entry:
    """Return where the mapping of a decision stands."""
    first = node.line
    while first and not _DASH.match(text, starts[first]):
        first -= 1
    keys = sorted(node.value, key=lambda k: node.value[k].end)
    ends = [_trimmed(text, node.value[k].end) for k in keys]
    is_flow = text.startswith("{", starts[node.line] + node.column)
    row = bisect_left(starts, node.end if is_flow else ends[-1])
    end = starts[row] if row < len(starts) else len(text)
    nexts = [*(starts[node.keys[k].line] + node.keys[k].column for k in keys[1:]), end]
    gaps = tuple((k, text[a:z]) for k, a, z in zip(keys, ends, nexts, strict=True))
    return Entry(decision, node.line + 1, starts[first], end, gaps)


def order(decision: Decision) -> tuple[str | int, ...]:
    """Sort key of decisions in their file: by rule and wording, then the nearer first."""
    d = decision
    return d.rule, d.before, d.after, SCOPES.index(d.scope), d.doc, d.id


def rewritten(text: str, entries: Sequence[Entry], new: Mapping[Key, Decision], gone: Collection[Key]) -> str:
    """Return the text with new decisions in their sorted places, changed ones in the old ones', others taken away."""
    line = "\r\n" if "\r\n" in text else "\n"
    dash = _DASH.match(text, entries[0].start) if entries else None
    indent = " " * (dash.end() - 1 - entries[0].start) if dash else ""
    text = text or HEAD
    text += "" if text.endswith("\n") else line
    cuts: list[tuple[int, int, str]] = []
    for e in entries:
        if e.decision.key in gone:
            cuts.append((e.start, e.end, ""))
        elif (d := new.get(e.decision.key, e.decision)) != e.decision:
            cuts.append((e.start, e.end, _changed(e, d, indent, line)))
    known = {e.decision.key for e in entries}
    highest = list(accumulate((order(e.decision) for e in entries), max))
    for d in sorted((d for key, d in new.items() if key not in known), key=order):
        n = bisect_right(highest, order(d))
        at = _above(text, entries, n) if n < len(entries) else len(text)
        cuts.append((at, at, _said(d, {}, indent, line)))
    out: list[str] = []
    at = 0
    for start, end, said in sorted(cuts, key=lambda c: c[:2]):
        out += text[at:start], said
        at = end
    return "".join(out) + text[at:]


def _said(d: Decision, tails: Mapping[str, str], indent: str, line: str) -> str:
    """A decision as lines of YAML; `tails` are remarks behind its values."""
    row = d.row()
    pairs = [(f"- {d.verdict}", d.rule, d.verdict), *((f"  {key}", row[key], key) for key in ORDER if key in row)]
    rows = (f"{head}: {scalar(_SURROGATE.sub(_half, value))}{tails.get(key, '')}" for head, value, key in pairs)
    return "".join(indent + row + line for row in rows)


def _half(m: re.Match[str]) -> str:
    return f"⟨U+{ord(m[0]):04X}⟩"


def _changed(e: Entry, d: Decision, indent: str, line: str) -> str:
    """A decision in the place of another that speaks of the same: remarks stay behind their values, or above it."""
    tails: dict[str, str] = {}
    above: list[str] = []
    kept = {d.verdict, *d.row()}
    for key, gap in e.gaps:
        behind, *rows = gap.split("\n")
        if (tail := behind.rstrip()).lstrip().startswith("#"):
            if key in kept:
                tails[key] = tail
            else:
                above.append(f"{indent}{tail.lstrip()}{line}")
        above += [f"{indent}{row.strip()}{line}" for row in rows if row.lstrip().startswith("#")]
    return "".join(above) + _said(d, tails, indent, line)


def _above(text: str, entries: Sequence[Entry], n: int) -> int:
    """Where the remarks right above an entry begin; those that the file begins with belong to the file."""
    at = entries[n].start
    floor = entries[n - 1].end if n else 0
    while at > floor:
        start = text.rfind("\n", 0, at - 1) + 1
        if not text[start:at].lstrip().startswith("#") or "yaml-language-server" in text[start:at]:
            break
        at = start
    return at


def _trimmed(text: str, at: int) -> int:
    while at and text[at - 1].isspace():
        at -= 1
    return at
