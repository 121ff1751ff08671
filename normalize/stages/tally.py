"""In how many articles each line stands, of one site and everywhere; counted on the disk where there are many.

Only lines that recur are ever held in memory together. The others, which are nearly all, go to temporary files by their
keys, and are counted file by file.
"""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Iterator
from contextlib import ExitStack
from typing import IO, Any, Self

import numpy as np
import numpy.typing as npt

Lines = npt.NDArray[np.uint64]
"""Keys of lines."""

_FILES_BITS = 6  # of a key, that say in which of 64 files it is counted
_HELD = 1 << 18  # lines that are held in memory, 16 bytes each
_LINE = np.dtype([("key", "<u8"), ("site", "<u4"), ("first", "<u4")])


class Tally:
    """Lines of articles, counted. Articles of one `first` are copies of each other, and count as one."""

    def __init__(self) -> None:
        self._open = ExitStack()
        self._files: list[IO[bytes]] = []
        self._held: list[Any] = []
        self._number = 0
        self._sites = array("I")
        self._firsts = array("I")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def add(self, site: int, first: int, keys: Lines) -> None:
        """Count the lines of one article, each key once, of a site by its number."""
        self._sites.append(site)
        self._firsts.append(first)
        lines = np.empty(len(keys), _LINE)
        lines["key"], lines["site"], lines["first"] = keys, site, first
        self._held.append(lines)
        self._number += len(keys)
        if self._number > _HELD:
            self._spill()

    def totals(self) -> dict[int, int]:
        """Return how many articles each site has, copies aside."""
        pairs = np.unique(np.array(self._sites, np.uint64) << np.uint64(32) | np.array(self._firsts, np.uint64))
        sites, counts = np.unique(pairs >> np.uint64(32), return_counts=True)
        return dict(zip(sites.tolist(), counts.tolist(), strict=True))

    def recurring(self, least: int, everywhere: int) -> tuple[dict[int, dict[int, int]], dict[int, int]]:
        """Return in how many articles of each site, and of all sites, the lines stand that stand in enough."""
        sites: dict[int, dict[int, int]] = {}
        run: dict[int, int] = {}
        for part in self._parts():
            lines = _sorted(part, "key", "site", "first")
            starts, counts = _groups(lines, "key", "site")
            enough = counts >= least
            for (key, site, _), count in zip(lines[starts[enough]].tolist(), counts[enough].tolist(), strict=True):
                sites.setdefault(site, {})[key] = count
            lines = _sorted(lines, "key", "first")
            starts, counts = _groups(lines, "key")
            enough = counts >= everywhere
            run |= zip(lines["key"][starts[enough]].tolist(), counts[enough].tolist(), strict=True)
        return sites, run

    def _parts(self) -> Iterator[npt.NDArray[Any]]:
        """Yield all lines in parts; those of one key are in the same."""
        if not self._files:
            yield np.concatenate([np.empty(0, _LINE), *self._held])
            return
        self._spill()
        for file in self._files:
            file.seek(0)
            yield np.frombuffer(file.read(), _LINE)

    def _spill(self) -> None:
        while len(self._files) < 1 << _FILES_BITS:
            made = tempfile.TemporaryFile()  # noqa: SIM115 - it is closed with the others
            self._files.append(self._open.enter_context(made))
        lines = np.concatenate([np.empty(0, _LINE), *self._held])
        places = lines["key"] >> np.uint64(64 - _FILES_BITS)
        order = np.argsort(places, kind="stable")
        ends = np.searchsorted(places[order], np.arange(1 << _FILES_BITS), side="right").tolist()
        for file, start, end in zip(self._files, [0, *ends], ends, strict=False):
            file.write(lines[order[start:end]].tobytes())
        self._held, self._number = [], 0


def _sorted(lines: npt.NDArray[Any], *names: str) -> npt.NDArray[Any]:
    """Lines sorted by some of their fields; of those that are equal in them, one."""
    found = lines[np.lexsort([lines[name] for name in reversed(names)])]
    return found[_is_new(found, *names)]


def _is_new(lines: npt.NDArray[Any], *names: str) -> npt.NDArray[np.bool_]:
    """Whether each of some sorted lines differs from the one before it."""
    new = np.ones(len(lines), dtype=bool)
    new[1:] = np.logical_or.reduce([lines[name][1:] != lines[name][:-1] for name in names])
    return new


def _groups(lines: npt.NDArray[Any], *names: str) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Where groups of like lines begin in sorted ones, and how many each has."""
    starts = np.flatnonzero(_is_new(lines, *names))
    return starts, np.diff(starts, append=len(lines))
