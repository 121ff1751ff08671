"""Stretches of a text, asked whether a place lies in one of them: at a cost that does not grow with their number."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable


class Spans:
    """Stretches (start, end) that do not overlap; the end is behind the last place."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = sorted(spans)
        self._starts = [start for start, _ in self._spans]

    def __contains__(self, at: int) -> bool:
        return self.end_at(at) > at

    def end_at(self, at: int) -> int:
        """Return where the last stretch that begins at or before a place ends; -1 where none does."""
        n = bisect_right(self._starts, at)
        return self._spans[n - 1][1] if n else -1
