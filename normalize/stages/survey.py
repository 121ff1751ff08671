"""What recurs: lines that several articles of one site, or of a whole run, have in common.

Each input is summed up by itself: its site, digests of its lines, and what it is compared by. A survey is made of the
summaries, whatever their order and however they were put together. Copies of one article count once.
"""

from __future__ import annotations

import hashlib
import math
import re
import sqlite3
import unicodedata
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, Self

import numpy as np

from normalize.stages.tally import Lines, Tally
from normalize.text.likeness import Likeness, first_copies

LEAST = 3
"""Articles of a site that must have a line for it to recur. Fewer articles than these are not worth a survey."""

EVERYWHERE = 8
"""Articles of a whole run, of several sites or of none, that must have a line for it to recur."""

_NO_WORD = re.compile(r"[\W_]+")
_MOST = 1000  # lines at the beginning of an article, and as many at its end, that are summed up
_SURE = 1.64  # standard deviations: nine of ten shares are higher than the one that is believed


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
        numbers: dict[str, int] = {}
        firsts = array("I")
        with Tally() as tally, Pile() as pile:
            for summary in summaries:
                pile.put(summary)
            alike = first_copies((s.likeness for s in pile), len(pile))
            for summary, first in zip(pile, alike, strict=True):
                firsts.append(len(firsts) if first is None else firsts[first])
                tally.add(numbers.setdefault(summary.site, len(numbers)), firsts[-1], summary.lines)
            totals = tally.totals()
            found, run = tally.recurring(LEAST, EVERYWHERE)
        counts = {site: found[n] for site, n in numbers.items() if site and n in found}
        local = {key for key, n in run.items() if any(one.get(key, 0) == n for one in counts.values())}
        return cls(
            {site: totals[numbers[site]] for site in counts}, counts, {k: n for k, n in run.items() if k not in local}
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


class Pile:
    """Summaries in the order of their ids, each once: in a nameless database, which goes to the disk where it grows."""

    def __init__(self) -> None:
        self._base = sqlite3.connect("", isolation_level=None, check_same_thread=False)

    def __enter__(self) -> Self:
        self._base.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -8192;"
            "CREATE TABLE pile (id BLOB PRIMARY KEY, site BLOB, lines BLOB, words BLOB, numbers BLOB, size INTEGER,"
            "sketch BLOB) WITHOUT ROWID; BEGIN"
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._base.close()

    def put(self, s: Summary) -> None:
        """Take in a summary."""
        like = s.likeness
        words, numbers = like.words.to_bytes(8, "little"), like.numbers.to_bytes(8, "little")
        row = (_bytes(s.id), _bytes(s.site), s.lines.tobytes(), words, numbers, like.size, like.sketch)
        self._base.execute("INSERT OR REPLACE INTO pile VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def __len__(self) -> int:
        ((number,),) = self._base.execute("SELECT count(*) FROM pile")
        return int(number)

    def __iter__(self) -> Iterator[Summary]:
        for id_, site, lines, words, numbers, size, sketch in self._base.execute("SELECT * FROM pile ORDER BY id"):
            like = Likeness(int.from_bytes(words, "little"), int.from_bytes(numbers, "little"), size, sketch)
            keys = np.frombuffer(lines, np.uint64)
            yield Summary(id_.decode("utf-8", "surrogatepass"), site.decode("utf-8", "surrogatepass"), keys, like)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _digest(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
