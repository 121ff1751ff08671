"""Where every character of a text came from, through which edits."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from itertools import accumulate

from normalize.edits.settle import Patch


@dataclass(frozen=True, slots=True)
class Run:
    """`source[start:end]` became `text`; `by` names the (stage number, edit number) pairs that did it.

    Where `by` is empty the text was kept as it was.
    """

    start: int
    end: int
    text: str
    by: tuple[tuple[int, int], ...] = ()

    def cut(self, k: int) -> tuple[Run, Run]:
        """Split after `k` code points of the text. Written text leaves its source with its head."""
        middle = self.end if self.by else self.start + k
        return replace(self, end=middle, text=self.text[:k]), replace(self, start=middle, text=self.text[k:])


@dataclass(frozen=True, slots=True)
class Weave:
    """A text as runs over its source. Patches are woven in one after another; nothing is diffed afterwards."""

    source: str
    runs: tuple[Run, ...]
    depth: int = 0

    @classmethod
    def of(cls, source: str) -> Weave:
        """Return the weave of a text that nobody has touched."""
        return cls(source, (Run(0, len(source), source),) if source else ())

    @property
    def text(self) -> str:
        """The text as it stands after the patches so far."""
        return "".join(r.text for r in self.runs)

    def then(self, patch: Patch) -> Weave:
        """Weave in the patch of the next stage; its offsets count in `self.text`."""
        todo = list(reversed(self.runs))
        done: list[Run] = []
        at = 0

        def take(upto: int) -> list[Run]:
            nonlocal at
            got: list[Run] = []
            while todo and at < upto:
                r = todo.pop()
                if at + len(r.text) > upto:
                    r, rest = r.cut(upto - at)
                    todo.append(rest)
                at += len(r.text)
                got.append(r)
            return got

        for n, e in enumerate(patch.edits):
            done += take(e.start)
            eaten = take(e.end)
            first = eaten[0].start if eaten else done[-1].end if done else 0
            last = eaten[-1].end if eaten else first
            done.append(Run(first, last, e.after, (*(b for r in eaten for b in r.by), (self.depth, n))))
        return Weave(self.source, (*done, *reversed(todo)), self.depth + 1)

    def changes(self) -> list[Run]:
        """Return kept and changed stretches in turn: what a reader is shown."""
        out: list[Run] = []
        group: list[Run] = []
        for r in (*self.runs, None):
            if group and (r is None or bool(group[-1].by) != bool(r.by)):
                by = tuple(dict.fromkeys(b for g in group for b in g.by))
                out.append(Run(group[0].start, group[-1].end, "".join(g.text for g in group), by))
                group = []
            if r is not None:
                group.append(r)
        return out

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Return the source behind `text[start:end]`, widened to whole changes."""
        return Origins(self).of(start, end)


class Origins:
    """Many questions about where text came from, each answered by bisection over the changes of one weave."""

    def __init__(self, weave: Weave) -> None:
        self.source = weave.source
        self._changes = weave.changes()
        self._starts = [0, *accumulate(len(r.text) for r in self._changes)]

    def of(self, start: int, end: int) -> tuple[int, int]:
        """Return the source behind `text[start:end]` as `Weave.origin` does."""
        if not self._changes:
            return 0, 0
        if start == end:
            return self._point(start)
        first = bisect_right(self._starts, start) - 1
        last = bisect_left(self._starts, end) - 1
        head, tail = self._changes[first], self._changes[last]
        a = head.start if head.by else head.start + start - self._starts[first]
        z = tail.end if tail.by else tail.end - (self._starts[last + 1] - end)
        return a, z

    def _point(self, at: int) -> tuple[int, int]:
        n = bisect_right(self._starts, at) - 1
        if self._starts[n] == at:
            gap = self._changes[n - 1].end if n else 0
            return gap, gap
        run = self._changes[n]
        if run.by:
            return run.start, run.end
        place = run.start + at - self._starts[n]
        return place, place
