"""Who a name belongs to when several entities have it: kept as digests, some twenty bytes a name."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

_CHUNK = 1 << 20


def digest(text: str) -> int:
    """Return 64 bits that stand for a text; of ten million texts two are alike with a chance of one in 400,000."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest())


class Claims:
    """Claims of entities to names, in order. `settle` gives each name to the best claim, of equals to the first."""

    def __init__(self) -> None:
        self.digests = array("Q")
        self.owners = array("I")
        self.ranks = array("B")

    def __len__(self) -> int:
        return len(self.digests)

    def add(self, owner: int, name: int, rank: int) -> None:
        """Claim a name, by its digest; a lower rank is a better claim."""
        self.digests.append(name)
        self.owners.append(owner)
        self.ranks.append(rank)

    def settle(self) -> Sequence[int]:
        """Return the owner of each claim's name, in the order of the claims."""
        digests = np.frombuffer(self.digests, np.uint64)
        owners = np.frombuffer(self.owners, np.uint32)
        in_order = np.sort(digests)
        twice = np.unique(in_order[1:][in_order[1:] == in_order[:-1]])
        del in_order
        if not len(twice):
            return self.owners
        places: list[npt.NDArray[np.int64]] = []
        for start in range(0, len(digests), _CHUNK):
            part = digests[start : start + _CHUNK]
            at = np.minimum(np.searchsorted(twice, part), len(twice) - 1)
            places.append(np.flatnonzero(twice[at] == part) + start)
        contested = np.concatenate(places)
        names, claims = digests[contested], owners[contested]
        order = np.lexsort((claims, np.frombuffer(self.ranks, np.uint8)[contested], names))
        names = names[order]
        first = np.flatnonzero(np.concatenate(([True], names[1:] != names[:-1])))
        owners[contested[order]] = np.repeat(claims[order][first], np.diff(np.append(first, len(names))))
        return self.owners
