"""What recurs: lines that several articles of one site, or of a whole run, have in common.

Each input is summed up by itself: its site, digests of its lines, and what it is compared by. A survey is made of the
summaries, whatever their order and however they were put together. Copies of one article count once.
"""

from __future__ import annotations

import hashlib
import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from normalize.text.likeness import Copies, Likeness

LEAST = 3
"""Articles of a site that must have a line for it to recur. Fewer articles than these are not worth a survey."""

EVERYWHERE = 8
"""Articles of a whole run, of several sites or of none, that must have a line for it to recur."""

_NO_WORD = re.compile(r"[\W_]+")
_MOST = 1000  # lines at the beginning of an article, and as many at its end, that are summed up
_SURE = 1.64  # standard deviations: nine of ten shares are higher than the one that is believed

Lines = npt.NDArray[np.uint64]


def line_key(line: str) -> int:
    """Return a digest of a line's letters and digits: case, marks, punctuation and spaces make no difference.

    It is 0 for a line without letters: numbers stand in many articles.
    """
    bare = _NO_WORD.sub("", line)
    if not bare.isascii():
        bare = _NO_WORD.sub("", unicodedata.normalize("NFKD", bare.casefold()))
    return 0 if bare.isdecimal() or not bare else _digest(bare.lower())


class Recurrence(NamedTuple):
    """A line by its key, in how many articles of a site it stands, how many there are, and how many in the run.

    A number is 0 where it is too small to say anything.
    """

    key: int
    articles: int = 0
    total: int = 0
    anywhere: int = 0

    @property
    def share(self) -> float:
        """The share of the site's articles that have the line, as it may be believed of so few (Wilson)."""
        if not self.articles:
            return 0.0
        n, p, z = self.total, self.articles / self.total, _SURE**2
        return (p + z / (2 * n) - math.sqrt(z * p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z / n)


@dataclass(frozen=True)
class Seen:
    """The lines of one article that recur, and the name of its site; empty where there is no survey."""

    site: str = ""
    lines: tuple[Recurrence, ...] = ()

    @cached_property
    def _known(self) -> dict[int, Recurrence]:
        return {found.key: found for found in self.lines}

    def find(self, line: str) -> Recurrence | None:
        """Return how a line recurs, or None."""
        return self._known.get(line_key(line)) if self.lines else None

    def digest(self) -> str:
        """Return one digest of what is said of the article's lines."""
        return hashlib.sha256(repr((self.site, sorted(self.lines))).encode("utf-8", "backslashreplace")).hexdigest()


@dataclass(frozen=True, slots=True)
class Summary:
    """What a survey needs to know of one input; `lines` are the keys of its lines, each once."""

    id: str
    site: str
    lines: Lines = field(repr=False)
    likeness: Likeness = field(repr=False)


def keys_of(lines: list[str]) -> Lines:
    """Return the keys of an article's lines, each once."""
    chosen = lines if len(lines) <= 2 * _MOST else lines[:_MOST] + lines[-_MOST:]
    return np.array(sorted({line_key(line) for line in chosen} - {0}), dtype=np.uint64)


@dataclass(frozen=True)
class Survey:
    """The lines that recur in the articles of a run, by site and everywhere. It never changes once it is made."""

    totals: dict[str, int]
    sites: dict[str, dict[int, int]]
    run: dict[int, int]

    @classmethod
    def of(cls, summaries: Iterable[Summary]) -> Survey:
        """Make a survey. The order of the summaries makes no difference, nor does one that is there twice."""
        known = {s.id: s for s in summaries}
        copies = Copies()
        origin: list[int] = []
        sites: dict[str, list[tuple[int, Lines]]] = defaultdict(list)
        for number, summary in enumerate(sorted(known.values(), key=lambda s: s.id)):
            first = copies.add(summary.likeness)
            origin.append(number if first is None else origin[first])
            sites[summary.site].append((origin[-1], summary.lines))
        counts = {site: _recurring(articles, LEAST) for site, articles in sites.items() if site}
        run = _recurring([article for articles in sites.values() for article in articles], EVERYWHERE)
        local = {key for key, n in run.items() if any(found.get(key, 0) == n for found in counts.values())}
        totals = {site: len({first for first, _ in articles}) for site, articles in sites.items()}
        return cls(
            {site: totals[site] for site, found in counts.items() if found},
            {site: found for site, found in counts.items() if found},
            {key: n for key, n in run.items() if key not in local},
        )

    def about(self, site: str, keys: Lines) -> Seen:
        """Return what the survey says of the lines of one article."""
        own, total = self.sites.get(site, {}), self.totals.get(site, 0)
        found = [
            Recurrence(key, own.get(key, 0), total if key in own else 0, self.run.get(key, 0)) for key in keys.tolist()
        ]
        lines = tuple(r for r in found if r.articles or r.anywhere)
        return Seen(site, lines) if lines else Seen()

    def digest(self) -> str:
        """Return one digest of the whole survey."""
        told = (sorted(self.totals.items()), [(s, sorted(f.items())) for s, f in sorted(self.sites.items())])
        return hashlib.sha256(repr((told, sorted(self.run.items()))).encode("utf-8", "backslashreplace")).hexdigest()


def _recurring(articles: list[tuple[int, Lines]], least: int) -> dict[int, int]:
    """Return in how many articles each line stands that stands in enough; articles of one number count as one."""
    if len({number for number, _ in articles}) < least:
        return {}
    lines = np.concatenate([keys for _, keys in articles])
    numbers = np.repeat([number for number, _ in articles], [len(keys) for _, keys in articles])
    order = np.lexsort((numbers, lines))
    lines, numbers = lines[order], numbers[order]
    new = np.ones(len(lines), dtype=bool)
    new[1:] = (lines[1:] != lines[:-1]) | (numbers[1:] != numbers[:-1])
    keys, counts = np.unique(lines[new], return_counts=True)
    enough = counts >= least
    return dict(zip(keys[enough].tolist(), counts[enough].tolist(), strict=True))


def _digest(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
