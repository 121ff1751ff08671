"""What people's word is worth: how often they agree with each rule, and which edit to ask about next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heapreplace
from typing import NamedTuple

from normalize.edits import Agreement, Decisions
from normalize.review.found import Found

ENOUGH = 0.2
"""The width of an interval from which a rule needs no more asking: 16 answers that agree, or some 93 that do not."""


class Claim(NamedTuple):
    """What a rule says of itself in some articles: how many edits it made or suggested, and how sure it was of them."""

    edits: int
    confidence: float


class Row(NamedTuple):
    """A rule in a language ("" for all): what it claims, and what people said."""

    rule: str
    lang: str
    claim: Claim | None
    agreement: Agreement
    demoted: bool

    @property
    def enough(self) -> bool:
        """Whether it needs no more asking: the interval is narrow, or people surely do not agree."""
        return self.demoted or is_narrow(self.agreement)

    def as_dict(self) -> dict[str, object]:
        """Return the row as plain data for JSON."""
        a = self.agreement
        return {
            "rule": self.rule,
            "lang": self.lang,
            "edits": self.claim.edits if self.claim else 0,
            "claimed": round(self.claim.confidence, 3) if self.claim else None,
            "accepted": a.accepted,
            "rejected": a.rejected,
            "low": round(a.low, 3),
            "high": round(a.high, 3),
            "demoted": self.demoted,
            "enough": self.enough,
        }


def is_narrow(agreement: Agreement) -> bool:
    """Whether an interval is narrow enough to stop asking."""
    return agreement.high - agreement.low <= ENOUGH


def claims(proposals: Iterable[Found]) -> dict[tuple[str, str], Claim]:
    """Return what rules claim, by rule and language, "" for all: the mean confidence of what they made or suggested."""
    sums: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0, 0.0])
    for f in proposals:
        if f.status == "shadowed":
            continue
        for place in ((f.edit.rule, f.lang), (f.edit.rule, "")):
            sums[place][0] += 1
            sums[place][1] += f.edit.confidence
    return {place: Claim(int(n), total / n) for place, (n, total) in sums.items()}


def table(decisions: Decisions, claimed: Mapping[tuple[str, str], Claim]) -> list[Row]:
    """Return what was claimed beside what was measured, for every rule and language that somebody has decided on."""
    demoted = {(rule, lang) for rule, lang, _ in decisions.demoted()}
    return [
        Row(*place, claimed.get(place), agreement, place in demoted) for place, agreement in decisions.measured.items()
    ]


class Sample(NamedTuple):
    """Edits to ask about, the most telling first, and the rules and languages that need no more asking."""

    ask: list[Found]
    enough: list[tuple[str, str]]


def sample(proposals: Iterable[Found], decisions: Decisions, most: int) -> Sample:
    """Choose what to ask next: where least is known of a rule in a language, and there what the rule is least sure of.

    Every edit that is chosen counts as an answer that agrees, so that the questions spread. Edits with the same wording
    are asked about once; what is decided or only about white space, never.
    """
    strata: dict[tuple[str, str], dict[tuple[str, str], Found]] = defaultdict(dict)
    for f in proposals:
        if not f.quiet and f.status in ("applied", "suggested") and f.decision(decisions) is None:
            wording = f.edit.before, f.edit.after
            rivals = strata[f.edit.rule, f.lang]
            if wording not in rivals or f.edit.confidence < rivals[wording].edit.confidence:
                rivals[wording] = f
    known = decisions.measured
    enough = [p for p in sorted(strata) if p in known and (is_narrow(known[p]) or decisions.weak(*p))]
    open_ = {place: _least_sure(found.values()) for place, found in strata.items() if place not in enough}
    return Sample(_spread(open_, {p: known.get(p, Agreement.of(0, 0)) for p in open_}, most), enough)


def _least_sure(proposals: Iterable[Found]) -> list[Found]:
    return sorted(proposals, key=lambda f: (f.edit.confidence, f.doc, f.start, f.name), reverse=True)


def _spread(
    strata: Mapping[tuple[str, str], Sequence[Found]], known: Mapping[tuple[str, str], Agreement], most: int
) -> list[Found]:
    """Take edits from the strata in turn, always from the one with the widest interval; of equals, from the largest."""
    left = {place: list(found) for place, found in strata.items()}
    votes = {place: (a.accepted, a.rejected) for place, a in known.items()}

    def turn(place: tuple[str, str]) -> tuple[float, int, tuple[str, str]]:
        a = Agreement.of(*votes[place])
        return a.low - a.high, -len(left[place]), place

    heap = [turn(place) for place in left]
    heapify(heap)
    chosen: list[Found] = []
    while heap and len(chosen) < most:
        place = heap[0][2]
        chosen.append(left[place].pop())
        accepted, rejected = votes[place]
        votes[place] = accepted + 1, rejected
        if left[place]:
            heapreplace(heap, turn(place))
        else:
            heappop(heap)
    return chosen
