"""What a person sees of a change in the terminal review. Nothing of an article can steer the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from normalize.edits import Agreement, Decision
from normalize.report.cells import Ink, Style, clip, isolated, lines, safe
from normalize.report.keys import Press
from normalize.review.found import Found

_LONGEST = 320  # code points of one side of a change


@dataclass(frozen=True, slots=True)
class Show:
    """Draws for a terminal of some width, 60 columns at least, in colour or without."""

    width: int
    colour: bool = False

    def question(
        self, f: Found, place: str, measured: Agreement | None, others: int, decided: Decision | None, scope: str
    ) -> Iterator[str]:
        """Yield a change with its rule, its reason and the keys."""
        sure = f"claimed {f.edit.confidence:.2f}"
        if measured:
            share = measured.accepted / (measured.accepted + measured.rejected)
            sure += f", measured {share:.2f} ({measured.said})"
        status = "" if f.status == "applied" else f"  {f.status}"
        said = f"  {decided.verdict}ed ({decided.scope})" if decided else ""
        yield ""
        head = f"{place}  {f.edit.rule}  {f.lang}  {sure}{status}{said}"
        yield from self._lines([Ink(safe(head), "strong"), Ink("  " + isolated(safe(f.doc)), "soft")], 1, 3)
        yield from self._lines([*_change(f)], 3, 3)
        same = f"; the same change at {others} other place{'s' * (others != 1)}" if others else ""
        yield from self._lines([Ink(f"why  {safe(clip(f.edit.reason, _LONGEST))}{same}", "soft")], 3, 8)
        told = f"a accept   x reject   space skip   s scope: {scope}   u undo   o original   ? keys   q save and quit"
        yield from self._lines([Ink(told, "soft")], 3, 3)

    def original(self, f: Found) -> Iterator[str]:
        """Yield the source of a change."""
        text = f"…{f.left}{clip(f.edit.before, _LONGEST)}{f.right}…"
        yield from self._lines([Ink("source  ", "soft"), Ink(isolated(safe(text)))], 3, 3)

    def why(self, f: Found) -> Iterator[str]:
        """Yield all that is known about why a change was proposed, and its id."""
        rows = {
            "id": f.name,
            "stage": f.stage,
            "fate": f"{f.status}{', by ' + f.by if f.by else ''}",
            "reason": f.edit.reason,
            **{fact.name: fact.value for fact in f.edit.facts},
        }
        for key, value in rows.items():
            yield from self._lines([Ink(f"{safe(key):<8}", "soft"), Ink(isolated(safe(value)))], 3, 11)

    def concordance(self, same: Sequence[Found], total: int) -> Iterator[str]:
        """Yield the places of one change, one below the other; `total` is how many there are."""
        for f in same:
            yield from self._lines([*_change(f), Ink("  " + isolated(safe(f.doc)), "soft")], 3, 5)
        if total > len(same):
            yield f"   … and {total - len(same)} more"

    def offer(self, said: str) -> Iterator[str]:
        """Yield what the glossary could learn."""
        yield from self._lines([Ink(f"n  {safe(said)}")], 3, 6)

    def help(self, keys: Iterable[Press]) -> Iterator[str]:
        """Yield the keys and what they do."""
        for key in keys:
            yield from self._lines([Ink(f"{'space' if key.key == ' ' else key.key:<7}{key.does}")], 3, 10)

    def _lines(self, inks: list[Ink], indent: int, hanging: int) -> Iterator[str]:
        return lines(inks, colour=self.colour, width=max(60, self.width), indent=indent, hanging=hanging)


def _change(f: Found) -> Iterator[Ink]:
    """A change in its place: each part of it in its own direction."""
    yield Ink(isolated("…" + safe(f.left)))
    sides: tuple[tuple[str, Style], ...] = ((f.edit.before, "old"), (f.edit.after, "new"))
    for text, style in sides:
        if shown := safe(clip(text, _LONGEST)):
            yield Ink(isolated(shown if shown.strip() else shown.replace(" ", "␣")), style)
    yield Ink(isolated(safe(f.right) + "…"))
