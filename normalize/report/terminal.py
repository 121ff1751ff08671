"""The report in a terminal: the changes of an article, where a word came from, what the rules did."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from normalize.errors import UsageError
from normalize.report.cells import Ink, clip, isolated, lines, safe
from normalize.report.flow import Gone, Para, Span, flow
from normalize.report.parts import Cause, Remark, Segment, View
from normalize.text.scripts import UNSPACED

_WORD = re.compile(rf"[{UNSPACED}]|[^\s{UNSPACED}]+|\s+")
_CONTEXT = 44  # code points of kept text beside a change
_LONGEST = 320  # code points of one change
_NAMED = 8  # digits of the name by which `accept` and `reject` find a change


@dataclass(frozen=True, slots=True)
class Blame:
    """Where a stretch of a line came from. No causes: it stands as in the source.

    `place` is "here" for text of the line, "before" and "after" for what was removed right beside it. `start` and
    `end` count code points of the source, where `source` stands; `words` is the source without tags.
    """

    place: Literal["here", "before", "after"]
    text: str
    source: str
    start: int
    end: int
    words: str
    causes: tuple[Cause, ...] = ()


def diff(view: View, *, colour: bool, width: int) -> Iterator[str]:
    """Yield the changes of an article as lines: each place with the text around it, then the rule and its reason."""
    many = "change" if len(view.loud) == 1 else "changes"
    head = [Ink(safe(view.path), "strong"), Ink(f"  {safe(view.lang)}  {len(view.loud):,} {many}", "soft")]
    yield from lines(head, colour=colour, width=width, hanging=2)
    line, said = 1, 0
    for block in flow(view):
        if isinstance(block, Gone) or any(s.causes for s in block.spans):
            yield ""
            if line != said:
                yield from lines([Ink(f"line {line}", "soft")], colour=colour, width=width)
            said = line
            told = _gone(block) if isinstance(block, Gone) else _para(block)
            for inks, causes in told:
                yield from lines(inks, colour=colour, width=width, indent=2)
                yield from _reasons(causes, colour=colour, width=width)
        line += sum(a.text.count("\n") for s in block.spans for a in s.atoms if a.kind != "before")
    yield from _remarks(view.remarks, colour=colour, width=width)
    if view.quiet:
        yield ""
        n = len(view.quiet)
        text = f"{n:,} {'change' if n == 1 else 'changes'} of tags and white space only"
        yield from lines([Ink(text, "soft")], colour=colour, width=width)


def blame(view: View, text: str, line: int, column: int | None = None) -> list[Blame]:
    """Return where a line of the clean text came from, or the word at a column; both count from 1.

    Raises UsageError where the text has no such line or column.
    """
    rows = text.split("\n")
    if not 1 <= line <= len(rows):
        raise UsageError(f"there is no line {line}: the text has {len(rows)}")
    low = sum(len(row) + 1 for row in rows[: line - 1])
    high = low + len(rows[line - 1])
    if column is not None:
        if not 1 <= column <= high - low:
            raise UsageError(f"there is no column {column} in line {line}: it has {high - low}")
        spots = [m.span() for m in _WORD.finditer(rows[line - 1]) if m.start() < column <= m.end()]
        low, high = low + spots[0][0], low + spots[0][1]
    return [b for s in view.segments if (b := _blamed(s, low, high))]


def blame_lines(found: Iterable[Blame], *, colour: bool, width: int) -> Iterator[str]:
    """Yield what `blame` found as lines for people."""
    for b in found:
        if not b.causes:
            text = isolated(safe(clip(b.text, _LONGEST))) if b.text.strip() else "white space"
            yield from lines([Ink(text)], colour=colour, width=width)
            told = f"as in the source, characters {b.start + 1:,} to {b.end:,}"
            yield from lines([Ink(told, "soft")], colour=colour, width=width, indent=4)
            continue
        side = "" if b.place == "here" else f"removed right {b.place} it: "
        new = b.text if b.text.strip() else ""
        inks = [Ink(side, "soft"), *_wording(b.words, new)]
        yield from lines(inks, colour=colour, width=width)
        loud = [c for c in b.causes if not c.quiet]
        yield from _reasons(loud or b.causes, colour=colour, width=width)


def _para(block: Para) -> Iterator[tuple[list[Ink], list[Cause]]]:
    """Tell the changes of a paragraph in one go, with as much of it as is near to them."""
    inks: list[Ink] = []
    plain = ""
    causes = [c for s in block.spans for c in s.causes]
    for span in block.spans:
        if not span.causes:
            plain += "".join(a.text for a in span.atoms if a.kind != "before" and not a.line_break)
            continue
        inks.append(Ink(isolated(safe(clip(plain, 2 * _CONTEXT, keep="both" if inks else "tail")))))
        inks += _wording(*_spelt(span))
        plain = ""
    inks.append(Ink(isolated(safe(clip(plain, _CONTEXT, keep="head")))))
    yield inks, causes


def _gone(block: Gone) -> Iterator[tuple[list[Ink], list[Cause]]]:
    """Tell what was removed between paragraphs, edit by edit; those with one reason together."""
    shown = [s for s in block.spans if any(not a.quiet and a.text.strip() for a in s.atoms)]
    for _, found in groupby(shown, key=_taken_by):
        spans = list(found)
        inks: list[Ink] = []
        for s in spans:
            inks += _wording(s.before, "")
            inks.append(Ink(" "))
        yield inks, [c for s in spans for c in s.causes]


def _taken_by(span: Span) -> list[tuple[str, str]]:
    return [(c.edit.rule, c.edit.reason) for c in span.causes]


def _spelt(span: Span) -> tuple[str, str]:
    before = "".join(a.text for a in span.atoms if a.kind == "before" and not a.quiet)
    return before, "".join(a.text for a in span.atoms if a.kind == "after" and not a.line_break)


def _wording(before: str, after: str) -> list[Ink]:
    old, new = safe(clip(before.strip("\r\n"), _LONGEST)), safe(clip(after.strip("\r\n"), _LONGEST))
    if not new and not old.strip():
        old = old.replace(" ", "␣")  # nobody sees a space that is not there
    return [ink for ink in (Ink(isolated(old), "old"), Ink(isolated(new), "new")) if ink.text]


def _reasons(causes: Iterable[Cause], *, colour: bool, width: int) -> Iterator[str]:
    for _, found in groupby(causes, key=lambda c: (c.edit.rule, c.edit.reason)):
        same = list(found)
        numbers = f"{same[0].number}" if len(same) == 1 else f"{same[0].number}–{same[-1].number}"
        e = same[0].edit
        lifted = "".join(f"; {safe(f.name)}: {safe(f.value)}" for c in same for f in c.edit.facts)
        names = " ".join(c.name[:_NAMED] for c in same[:3]) + " …" * (len(same) > 3)
        text = f"{numbers}  {safe(e.rule)}  {e.confidence:.2f}  {names}  {safe(e.reason)}{lifted}"
        yield from lines([Ink(text, "soft")], colour=colour, width=width, indent=4, hanging=8)


def _remarks(remarks: Iterable[Remark], *, colour: bool, width: int) -> Iterator[str]:
    told = [r for r in remarks if r.status in {"suggested", "vetoed"}]
    for r in told:
        yield ""
        inks = [Ink(f"{r.status}, not done: ", "soft"), *_wording(r.before, r.after)]
        yield from lines(inks, colour=colour, width=width)
        sure = f"  {r.confidence:.2f}" if r.confidence is not None else ""
        text = f"{safe(r.rule)}{sure}  {r.name[:_NAMED]}  {safe(r.reason)}{'  by ' + safe(r.by) if r.by else ''}"
        yield from lines([Ink(text, "soft")], colour=colour, width=width, indent=4, hanging=8)


def _blamed(s: Segment, low: int, high: int) -> Blame | None:
    """Return what a segment has to do with a stretch of the output, if anything."""
    end = s.at + len(s.after)
    inside = (s.at < high and end > low) or (not s.after and low < s.at < high)
    if s.kept:
        if not inside:
            return None
        a, z = max(s.at, low), min(end, high)
        text = s.after[a - s.at : z - s.at]
        return Blame("here", text, text, s.start + a - s.at, s.start + z - s.at, text)
    place: Literal["here", "before", "after"]
    if inside:
        place = "here"
    elif s.quiet or (low not in {s.at, end} and high not in {s.at, end}):
        return None
    else:
        place = "before" if end <= low else "after"
    return Blame(place, s.after, s.before, s.start, s.start + len(s.before), s.wording, s.causes)
