"""From proposals to one patch, with a fate for everyone."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from operator import attrgetter
from typing import Literal, NamedTuple

from normalize.edits.edit import Edit, clash, rank

Status = Literal["applied", "vetoed", "suggested", "shadowed"]

_PLACE = attrgetter("start", "end")


class Fate(NamedTuple):
    """What became of a proposal. `by` is the decision that vetoed it, the doubt, or the rule that won the clash."""

    edit: Edit
    status: Status
    by: str = ""


@dataclass(frozen=True, slots=True)
class Patch:
    """The edits of one stage that were applied: sorted, and none clashes with another."""

    stage: str
    edits: tuple[Edit, ...]

    def apply(self, text: str) -> str:
        """Return the text with every edit made. Raises ValueError where an edit does not fit the text."""
        out: list[str] = []
        at = 0
        for e in self.edits:
            if e.start < at or text[e.start : e.end] != e.before:
                raise ValueError(f"this edit does not fit this text: {e}")
            out += text[at : e.start], e.after
            at = e.end
        return "".join(out) + text[at:]

    def revert(self, text: str) -> str:
        """Return the text as it was before `apply`. Raises ValueError where the text is not what `apply` gave."""
        back: list[Edit] = []
        shift = 0
        for e in self.edits:
            start = e.start + shift
            back.append(replace(e, start=start, end=start + len(e.after), before=e.after, after=e.before))
            shift += len(e.after) - len(e.before)
        return Patch(self.stage, tuple(back)).apply(text)

    def carry(self, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return where spans of the text before are in the text after.

        A border that an edit swallows moves out of the way of what was written there: a start behind it, an end
        before it. What is inserted between two spans belongs to neither.
        """
        if not self.edits:
            return list(spans)
        starts, ends = [e.start for e in self.edits], [e.end for e in self.edits]
        shifts = [0, *accumulate(len(e.after) - len(e.before) for e in self.edits)]
        moved: list[tuple[int, int]] = []
        for start, end in spans:
            n = bisect_right(ends, start)
            swallowed = n < len(starts) and starts[n] < start
            first = ends[n] + shifts[n + 1] if swallowed else start + shifts[n]
            m = bisect_left(starts, end)
            last = starts[m - 1] + shifts[m - 1] if m and ends[m - 1] > end else end + shifts[m]
            moved.append((first, max(first, last)))
        return moved


def settle(
    stage: str,
    proposals: Iterable[Edit],
    *,
    veto: Callable[[Edit], str] = lambda _: "",
    grant: Callable[[Edit], bool] = lambda _: False,
    doubt: Callable[[Edit], str] = lambda _: "",
    floor: float = 0.0,
    last: AbstractSet[str] = frozenset(),
) -> tuple[Patch, tuple[Fate, ...]]:
    """Give every proposal a fate; the outcome does not depend on their order.

    Vetoes come first, so that a vetoed edit shadows nobody; then doubts and the confidence floor; then clashes by
    `rank`. `veto` returns the decision against an edit, `doubt` why it is only suggested, or an empty string. What
    somebody has granted is above doubt and floor, and wins its clashes. Rules named in `last` give way to others that
    take as much as they do: the more telling reason stands.
    """
    fates: list[Fate] = []
    standing: list[Edit] = []
    granted: set[Edit] = set()
    for e in proposals:
        if why := veto(e):
            fates.append(Fate(e, "vetoed", why))
        elif grant(e):
            granted.add(e)
            standing.append(e)
        elif (why := doubt(e)) or e.confidence < floor:
            fates.append(Fate(e, "suggested", why))
        else:
            standing.append(e)
    standing.sort(key=_PLACE)
    kept, lost = (standing, []) if _apart(standing) else _judged(standing, last, granted)
    told = sorted({*fates, *lost}, key=lambda f: rank(f.edit))
    return Patch(stage, tuple(kept)), (*(Fate(e, "applied") for e in kept), *told)


def _apart(edits: Sequence[Edit]) -> bool:
    """Whether none of some edits, sorted by place, clashes with another."""
    return all(a.end <= b.start and a.start < b.end for a, b in pairwise(edits))


def _judged(edits: Sequence[Edit], last: AbstractSet[str], granted: AbstractSet[Edit]) -> tuple[list[Edit], list[Fate]]:
    """Part edits, sorted by place, by `rank` into those that are made, sorted by place, and those that lost a clash."""
    kept: list[Edit] = []
    places: list[tuple[int, int]] = []
    lost: list[Fate] = []
    wide = [e for e in edits if e.rule in last]
    starts = [e.start for e in wide]

    def turn(e: Edit) -> int:
        if e in granted:
            return -1
        around = wide[max(0, bisect_right(starts, e.start) - 1)] if wide else e
        inside = around.start <= e.start and e.end <= around.end and len(e.before) < len(around.before)
        return 1 if e.rule in last else 2 if inside else 0

    for e in sorted(set(edits), key=lambda e: (turn(e), *rank(e))):
        at = bisect_left(places, (e.start, e.end))
        if rivals := [k for k in kept[max(0, at - 2) : at + 2] if clash(k, e)]:
            lost.append(Fate(e, "shadowed", min(rivals, key=rank).rule))
        else:
            kept.insert(at, e)
            places.insert(at, (e.start, e.end))
    return kept, lost
