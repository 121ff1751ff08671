"""From an article and its ledger to plain data: what was kept, what was changed, by whom and why."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import Any

from normalize.edits import Edit, Ledger, Note, Patch, Run, Weave
from normalize.edits.weave import Origins
from normalize.report.parts import Article, Cause, Piece, Remark, Segment, View
from normalize.report.shapes import is_quiet, whole_words

Key = tuple[int, int]


def view(article: Article) -> View:
    """Read what happened to an article off its ledger. Raises RestoreError where text and ledger do not fit."""
    ledger = article.ledger
    weave = Weave.of(ledger.original(article.text))
    taken: list[tuple[int, int, Key]] = []
    remarks: list[Remark] = []
    for depth, layer in enumerate(ledger.layers):
        origins = Origins(weave)
        for fate in layer.others:
            spot = origins.of(fate.edit.start, fate.edit.end)
            remarks.append(_proposal(layer.stage, fate.edit, fate.status, fate.by, spot))
        remarks += [_note(layer.stage, n, origins.of(n.start, n.end), weave.source) for n in layer.notes]
        taken += _taken(weave, layer.patch, depth)
        weave = weave.then(layer.patch)
    changes = weave.changes()
    taken.sort()
    remarks = [replace(r, number=n) for n, r in enumerate(sorted(remarks, key=lambda r: (r.start, r.end, r.rule)), 1)]
    causes = _numbered(ledger, changes, {key: start for start, _, key in reversed(taken)})
    segments = _cut(_widened(list(_segments(weave.source, changes, taken, causes))), remarks)
    return View(
        id=ledger.id,
        path=article.source,
        lang=ledger.lang,
        origin=ledger.source,
        facts=article.facts,
        segments=tuple(segments),
        causes=tuple(sorted(causes.values(), key=lambda c: c.number)),
        remarks=tuple(remarks),
        stages=tuple(layer.stage for layer in ledger.layers),
    )


def _proposal(stage: str, e: Edit, status: str, by: str, spot: tuple[int, int]) -> Remark:
    assert status in {"suggested", "vetoed", "shadowed"}
    told: Any = status
    return Remark(0, told, stage, e.rule, e.reason, *spot, e.before, e.after, e.confidence, by, e.facts)


def _note(stage: str, n: Note, spot: tuple[int, int], source: str) -> Remark:
    return Remark(0, "note", stage, n.rule, n.reason, *spot, source[slice(*spot)], facts=n.facts)


def _taken(weave: Weave, patch: Patch, depth: int) -> Iterator[tuple[int, int, Key]]:
    """Yield which stretches of the source each edit of a patch is the first to take."""
    starts = [0, *accumulate(len(r.text) for r in weave.runs)]
    for n, e in enumerate(patch.edits):
        i = bisect_right(starts, e.start) - 1
        while i < len(weave.runs) and starts[i] < e.end:
            run = weave.runs[i]
            if not run.by:
                base = run.start - starts[i]
                yield base + max(e.start, starts[i]), base + min(e.end, starts[i + 1]), (depth, n)
            i += 1


def _numbered(ledger: Ledger, changes: list[Run], first: dict[Key, int]) -> dict[Key, Cause]:
    """Give every applied edit its number: in reading order, quiet ones behind the others."""
    order: list[tuple[bool, int, Key]] = []
    for n, run in enumerate(changes):
        for key in sorted(run.by, key=lambda k: (first.get(k, run.start), k)):
            layer = ledger.layers[key[0]]
            order.append((is_quiet(layer.stage, layer.patch.edits[key[1]]), n, key))
    order.sort(key=lambda o: o[0])
    found: dict[Key, Cause] = {}
    for number, (quiet, _, key) in enumerate(order, 1):
        layer = ledger.layers[key[0]]
        found[key] = Cause(number, layer.stage, layer.patch.edits[key[1]], quiet)
    return found


def _segments(
    source: str, changes: list[Run], taken: list[tuple[int, int, Key]], causes: dict[Key, Cause]
) -> Iterator[Segment]:
    at = 0
    todo = iter(taken)
    spot = next(todo, None)
    for run in changes:
        pieces: list[Piece] = []
        while run.by and spot and spot[0] < run.end:
            text, by = source[spot[0] : spot[1]], causes[spot[2]]
            if pieces and pieces[-1].by is by:
                text = pieces.pop().text + text
            pieces.append(Piece(text, by))
            spot = next(todo, None)
        by_stage = tuple(causes[key] for key in sorted(run.by))
        yield Segment(run.start, at, source[run.start : run.end], run.text, tuple(pieces), by_stage)
        at += len(run.text)


def _widened(segments: list[Segment]) -> list[Segment]:
    """Let every change that cuts through a word take the whole word; changes that meet in a word become one."""
    out: list[Segment] = []
    todo = list(reversed(segments))
    while todo:
        s = todo.pop()
        if s.kept or s.quiet:
            out.append(s)
            continue
        left = out[-1].after if out and out[-1].kept else ""
        right = todo[-1].after if todo and todo[-1].kept else ""
        a, z = whole_words(left, s.before, s.after, right)
        if a:
            out[-1] = replace(out[-1], before=left[:-a], after=left[:-a])
        if z:
            rest = todo.pop()
            if right[z:]:
                todo.append(replace(rest, start=rest.start + z, at=rest.at + z, before=right[z:], after=right[z:]))
        s = _grown(s, left[len(left) - a :], right[:z])
        if z == len(right) and z and todo and not todo[-1].quiet:
            todo.append(_joined(s, todo.pop()))
        else:
            out.append(s)
    return [s for s in out if s.before or s.after or s.causes]


def _grown(s: Segment, head: str, tail: str) -> Segment:
    pieces = tuple(p for p in (Piece(head, None), *s.pieces, Piece(tail, None)) if p.text)
    start, at = s.start - len(head), s.at - len(head)
    return replace(s, start=start, at=at, before=head + s.before + tail, after=head + s.after + tail, pieces=pieces)


def _joined(a: Segment, b: Segment) -> Segment:
    both = (*a.causes, *b.causes)
    order = list(dict.fromkeys(c.stage for c in both))
    causes = tuple(sorted(both, key=lambda c: order.index(c.stage)))
    return replace(a, before=a.before + b.before, after=a.after + b.after, pieces=a.pieces + b.pieces, causes=causes)


def _cut(segments: list[Segment], remarks: list[Remark]) -> Iterator[Segment]:
    """Cut kept text at the borders of suggestions and vetoes, so that they can be shown in their place."""
    open_ones = [r for r in remarks if r.status in {"suggested", "vetoed"} and r.start < r.end]
    for s in segments:
        end = s.start + len(s.before)
        here = [r for r in open_ones if r.start < end and r.end > s.start] if s.kept else []
        borders = sorted({s.start, end, *(b for r in here for b in (r.start, r.end) if s.start < b < end)})
        if not here:
            yield s
            continue
        for a, z in pairwise(borders):
            text = s.before[a - s.start : z - s.start]
            numbers = tuple(r.number for r in here if r.start < z and r.end > a)
            yield replace(s, start=a, at=s.at + a - s.start, before=text, after=text, remarks=numbers)
