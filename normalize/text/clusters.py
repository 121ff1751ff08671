"""What a reader sees as one character, and edits that do not cut through it."""

from __future__ import annotations

from dataclasses import replace

import regex

from normalize.edits import Edit

_CLUSTER = regex.compile(r"\X")
_TIES = r"\p{M}\p{GCB=Extend}\p{GCB=SpacingMark}\p{GCB=Prepend}\p{GCB=ZWJ}\p{Regional_Indicator}\p{Hangul}"
_TIE = regex.compile(f"[{_TIES}]")
_HEAP = regex.compile(rf"(?rs)\p{{GCB=Prepend}}*+.?[{_TIES}\p{{Extended_Pictographic}}\p{{InCB=Consonant}}]*+")
_SPAN = 500  # code points that are looked at on either side: longer clusters are cut by nobody who reads


def widen(edit: Edit, text: str) -> Edit:
    """Return the edit, grown so that it does not begin or end inside a grapheme cluster of the text."""
    if not (_joins(text, edit.start) or _joins(text, edit.end)):
        return edit
    start, end = _before(text, edit.start), _after(text, edit.end)
    if edit.start == edit.end and start != end:
        # an insertion inside a cluster: nothing sensible can be put there, so it goes in front
        return replace(edit, start=start, end=start)
    if (start, end) == (edit.start, edit.end):
        return edit
    before = text[start:end]
    after = text[start : edit.start] + edit.after + text[edit.end : end]
    return replace(edit, start=start, end=end, before=before, after=after)


def _joins(text: str, at: int) -> bool:
    """Whether a cluster may reach across `at`: cheap, and never wrongly false."""
    if not 0 < at < len(text):
        return False
    pair = text[at - 1 : at + 1]
    return pair == "\r\n" if pair.isascii() else _TIE.search(pair) is not None


def _before(text: str, at: int) -> int:
    if not _joins(text, at):
        return at
    heap = _HEAP.match(text, max(0, at - _SPAN), at)
    start = heap.start() if heap else at
    while (m := _CLUSTER.match(text, start, at + _SPAN)) and m.end() <= at:
        start = m.end()
    return min(at, start)


def _after(text: str, at: int) -> int:
    start = _before(text, at)
    if start == at:
        return at
    m = _CLUSTER.match(text, start, at + _SPAN)
    return m.end() if m else at
