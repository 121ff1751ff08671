"""From an article and its ledger to plain data: what was kept, what was changed, by whom and why."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate, pairwise

from normalize.edits import Fate, Layer, Ledger, Note, Patch, Run, Weave, clash, fingerprint, rank
from normalize.edits.weave import Origins
from normalize.report.parts import Article, Cause, Piece, Remark, Segment, View
from normalize.report.shapes import is_quiet, whole_words

Key = tuple[int, int]


def view(article: Article) -> View:
    """Read what happened to an article off its ledger. Raises RestoreError where text and ledger do not fit."""
    ledger = article.ledger
    weave = Weave.of(ledger.original(article.text))
    taken: list[tuple[int, int, Key]] = []
    said: list[tuple[Remark, Key | None]] = []
    names: dict[Key, str] = {}
    for depth, layer in enumerate(ledger.layers):
        origins = Origins(weave)
        said += [(_proposal(layer.stage, fate, origins), (depth, n)) for n, fate in enumerate(layer.others)]
        said += [(_note(layer.stage, n, origins.of(n.start, n.end), weave.source), None) for n in layer.notes]
        names |= {(depth, n): fingerprint(e, origins) for n, e in enumerate(layer.patch.edits)}
        taken += _taken(weave, layer.patch, depth)
        weave = weave.then(layer.patch)
    changes = weave.changes()
    taken.sort()
    said.sort(key=lambda told: (told[0].start, told[0].end, told[0].rule))
    remarks = [replace(remark, number=n) for n, (remark, _) in enumerate(said, 1)]
    numbers = {key: n for n, (_, key) in enumerate(said, 1) if key is not None}
    causes = _numbered(ledger, changes, {key: start for start, _, key in reversed(taken)})
    for depth, layer in enumerate(ledger.layers):
        for n, others in instead(layer).items():
            causes[depth, n] = replace(causes[depth, n], instead=tuple(numbers[depth, k] for k in others))
    causes = {key: replace(cause, name=names[key]) for key, cause in causes.items()}
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


def instead(layer: Layer) -> dict[int, list[int]]:
    """Tell which proposals would have been made if an edit had not: by its number, their numbers in `layer.others`."""
    edits = layer.patch.edits
    starts, ends = [e.start for e in edits], [e.end for e in edits]
    free: dict[int, list[int]] = {}
    for k, fate in enumerate(layer.others):
        if fate.status == "shadowed":
            first, last = bisect_left(ends, fate.edit.start), bisect_right(starts, fate.edit.end)
            rivals = [n for n in range(first, last) if clash(edits[n], fate.edit)]
            if len(rivals) == 1:
                free.setdefault(rivals[0], []).append(k)
    for n, others in free.items():
        made: list[int] = []
        for k in sorted(others, key=lambda k: rank(layer.others[k].edit)):
            if not any(clash(layer.others[k].edit, layer.others[m].edit) for m in made):
                made.append(k)
        free[n] = made
    return free


def _proposal(stage: str, fate: Fate, origins: Origins) -> Remark:
    e, status = fate.edit, fate.status
    assert status != "applied"
    name, spot = fingerprint(e, origins), origins.of(e.start, e.end)
    return Remark(0, status, stage, e.rule, e.reason, *spot, e.before, e.after, e.confidence, fate.by, e.facts, name)


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
