"""What changed between two runs, in a terminal: a table by rule, then the changes word by word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from normalize.report.cells import Ink, clip, lines, safe
from normalize.report.since import Said, Since

FEW = 5  # changes of a rule that are shown, and articles that are named, where not all are asked for
_AROUND = 24  # code points of source beside a change
_LONGEST = 200  # code points of one text


class _Shown(NamedTuple):
    """A change to be drawn, and what became of it: "new", "gone", "suggested then, applied now"."""

    fate: str
    said: Said


def since_lines(since: Since, against: str, *, colour: bool, width: int, every: bool) -> Iterator[str]:
    """Yield what is otherwise than in the run `against` as lines; all changes where `every`, else a few of a rule."""
    write = partial(lines, colour=colour, width=width, hanging=4)
    counts = f"{len(since.new):,} new, {len(since.gone):,} gone, {len(since.turned):,} with another fate"
    yield from write([Ink(f"against {safe(against)}", "strong")])
    yield from write([Ink(f"{counts}, {since.same.total():,} the same, in {since.articles:,} articles")])
    for label, docs in (
        ("only in this run", since.added),
        ("only in the earlier run", since.removed),
        ("with another source", since.resourced),
    ):
        if docs:
            yield from write([Ink(f"{len(docs):,} {label}: "), Ink(_some(docs, every=every), "soft")])
    rules = {rule: counts for rule, counts in since.by_rule().items() if any(counts[:3])}
    if rules:
        yield ""
        yield from _table(rules, colour=colour, width=width)
    shown = [_Shown("new", s) for s in since.new] + [_Shown("gone", s) for s in since.gone]
    shown += [_Shown(f"{t.old.status} then, {t.new.status} now", t.new) for t in since.turned]
    by_rule: dict[str, list[_Shown]] = {rule: [] for rule in rules}
    for one in shown:
        by_rule[one.said.rule].append(one)
    for rule, found in by_rule.items():
        yield ""
        yield from write([Ink(safe(rule), "strong")])
        yield from _details(found, colour=colour, width=width, every=every)


def _table(rules: dict[str, tuple[int, int, int, int]], *, colour: bool, width: int) -> Iterator[str]:
    room = max(4, *(len(safe(rule)) for rule in rules))
    head = f"{'rule':<{room}}    new   gone  turned    same"
    yield from lines([Ink(head, "soft")], colour=colour, width=width, hanging=4)
    for rule, (new, gone, turned, same) in rules.items():
        columns = ((new, 7), (gone, 7), (turned, 8), (same, 8))
        row = f"{safe(rule):<{room}}" + "".join(f"{n:>{wide},}" if n else " " * wide for n, wide in columns)
        yield from lines([Ink(row.rstrip())], colour=colour, width=width, hanging=4)


def _details(found: Sequence[_Shown], *, colour: bool, width: int, every: bool) -> Iterator[str]:
    """Yield changes with the source around them; of each fate a few, and how many there are more."""
    seen: dict[str, int] = {}
    for fate, said in found:
        seen[fate] = seen.get(fate, 0) + 1
        if seen[fate] > FEW and not every:
            continue
        status = "" if said.status == "applied" or fate not in ("new", "gone") else f", {said.status}"
        inks = [Ink(f"{fate}{status}  "), Ink(f"{safe(said.doc)}  ", "soft"), *_wording(said)]
        yield from lines(inks, colour=colour, width=width, indent=2, hanging=6)
    for fate, n in seen.items():
        if n > FEW and not every:
            told = f"… and {n - FEW:,} more {fate}: --all shows every one"
            yield from lines([Ink(told, "soft")], colour=colour, width=width, indent=2, hanging=6)


def _wording(said: Said) -> Iterable[Ink]:
    left, right = safe(said.left[-_AROUND:]).lstrip(), safe(said.right[:_AROUND]).rstrip()
    old, new = safe(clip(said.before, _LONGEST)), safe(clip(said.after, _LONGEST))
    if not new.strip() and not old.strip():
        old, new = old.replace(" ", "␣"), new.replace(" ", "␣")  # nobody sees a space that is not there
    inks = (Ink(f"…{left}" if left else ""), Ink(old, "old"), Ink(new, "new"), Ink(f"{right}…" if right else ""))
    return (ink for ink in inks if ink.text)


def _some(docs: Sequence[str], *, every: bool) -> str:
    named = docs if every else docs[:FEW]
    more = f" and {len(docs) - len(named):,} more" if len(docs) > len(named) else ""
    return ", ".join(map(safe, named)) + more
