"""An article as a unified diff, source text → clean text, read off its weave: nothing is compared afterwards.

`git apply` and `patch` take it, on the source text as UTF-8 below `texts/`. With `-R` it makes the source texts of the
clean ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from normalize.edits import Weave
from normalize.store.archive import Archived
from normalize.store.out import file_name

CONTEXT = 3  # lines that stay, around a change
_NO_END = "\\ No newline at end of file\n"


class _Block(NamedTuple):
    """Lines `a` to `z` of the source became lines `b` to `y` of the output; all counts begin at 0, half open."""

    a: int
    z: int
    b: int
    y: int


def diff(article: Archived) -> bytes:
    """Return the diff of an article, empty where nothing was changed.

    UTF-8; what a source has that is no UTF-8 stands as its own bytes. Raises RestoreError where text and ledger differ.
    """
    lines = list(hunks(article.ledger.weave(article.text)))
    if not lines:
        return b""
    name = f"texts/{file_name(article.id)}.txt"
    end = "\t" if " " in name else ""  # by this a name with a space in it ends where the line does
    head = f"diff --git a/{name} b/{name}\n--- a/{name}{end}\n+++ b/{name}{end}\n"
    return _bytes(head + "".join(lines))


def hunks(weave: Weave) -> Iterator[str]:
    """Yield the hunks of a unified diff, line by line. Lines end at line feeds; other ends are part of them."""
    old, new = _split(weave.source), _split(weave.text)
    blocks = list(_trimmed(_blocks(weave), old, new))
    while blocks:
        n = 1
        while n < len(blocks) and blocks[n].a - blocks[n - 1].z <= 2 * CONTEXT:
            n += 1
        yield from _hunk(blocks[:n], old, new)
        del blocks[:n]


def _blocks(weave: Weave) -> Iterator[_Block]:
    """Yield which whole lines of the source became which of the output."""
    first = at = (0, 0)  # the line where the open block begins, and where the walk is: of the source, of the output
    low = high = True  # whether the walk is at the beginning of a line, in the source and in the output
    is_open = False
    for run in weave.changes():
        before = weave.source[run.start : run.end]
        if run.by:
            first = first if is_open else at
            is_open = True
        elif is_open and low and high:
            yield _Block(first[0], at[0], first[1], at[1])
            is_open = False
        elif is_open and "\n" in before:
            yield _Block(first[0], at[0] + 1, first[1], at[1] + 1)
            is_open = False
        at = at[0] + before.count("\n"), at[1] + run.text.count("\n")
        low, high = (before or "\n" * low).endswith("\n"), (run.text or "\n" * high).endswith("\n")
    if is_open:
        yield _Block(first[0], at[0] + (not low), first[1], at[1] + (not high))


def _trimmed(blocks: Iterable[_Block], old: list[str], new: list[str]) -> Iterator[_Block]:
    """Take away the lines at the ends of blocks that came out as they were."""
    for block in blocks:
        (a, z), (b, y) = block[:2], block[2:]
        while a < z and b < y and old[a] == new[b]:
            a, b = a + 1, b + 1
        while a < z and b < y and old[z - 1] == new[y - 1]:
            z, y = z - 1, y - 1
        if a < z or b < y:
            yield _Block(a, z, b, y)


def _hunk(blocks: list[_Block], old: list[str], new: list[str]) -> Iterator[str]:
    lead = min(CONTEXT, blocks[0].a)
    a, b = blocks[0].a - lead, blocks[0].b - lead
    tail = min(CONTEXT, len(old) - blocks[-1].z)
    yield f"@@ -{_range(a, blocks[-1].z + tail)} +{_range(b, blocks[-1].y + tail)} @@\n"
    at = a
    for block in blocks:
        yield from _marked(" ", old[at : block.a])
        yield from _marked("-", old[block.a : block.z])
        yield from _marked("+", new[block.b : block.y])
        at = block.z
    yield from _marked(" ", old[at : at + tail])


def _range(start: int, end: int) -> str:
    return f"{start + (end > start)},{end - start}"


def _marked(mark: str, lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield f"{mark}{line}" if line.endswith("\n") else f"{mark}{line}\n{_NO_END}"


def _split(text: str) -> list[str]:
    *whole, rest = text.split("\n")
    return [f"{line}\n" for line in whole] + ([rest] if rest else [])


def _bytes(text: str) -> bytes:
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
