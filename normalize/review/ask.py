"""The review in a terminal: one change after another, one key an answer, every answer written at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from normalize.edits import Decision, Decisions
from normalize.edits.decision import SCOPES, Verdict
from normalize.report.keys import KEYS
from normalize.review.answers import moment
from normalize.review.decisions import Book
from normalize.review.filter import fits
from normalize.review.found import Found
from normalize.review.offer import Offer
from normalize.review.show import Show

_PLACES = 20  # places of a concordance


class Tally(NamedTuple):
    """What became of a review: how many changes were accepted and rejected, and how many of them are left undecided."""

    accepted: int
    rejected: int
    left: int


class Review:
    """A person before a list of changes. `keys` are what they press, `write` takes what they see.

    `offers` says what the glossary could learn from a decision, `take` does it; a decision counts whether or not.
    """

    def __init__(
        self,
        questions: Sequence[Found],
        book: Book,
        show: Show,
        keys: Iterator[str],
        write: Callable[[str], None],
        *,
        least: float = 0.5,
        offers: Callable[[Decision, Found], Offer | None] = lambda *_: None,
        take: Callable[[Offer], None] = lambda _: None,
    ) -> None:
        self.book = book
        self._every = list(questions)
        self._shown = self._every
        self._show = show
        self._keys = keys
        self._write = write
        self._least = least
        self._offers, self._take = offers, take
        self._offer: Offer | None = None
        self._at = 0
        self._scope = 0
        self._answers: list[list[Decision]] = []
        self._known = Decisions.of(book.decisions, least)
        self._same = Counter((f.edit.rule, f.edit.before, f.edit.after) for f in self._every)
        self._does: dict[str, Callable[[], None]] = {
            "j": lambda: self._move(1),
            "k": lambda: self._move(-1),
            "]": lambda: self._leap(1),
            "[": lambda: self._leap(-1),
            " ": lambda: self._move(1, end=True),
            "a": lambda: self._answer("accept", [self._now]),
            "x": lambda: self._answer("reject", [self._now]),
            "A": lambda: self._answer_all("accept"),
            "X": lambda: self._answer_all("reject"),
            "u": self._undo,
            "s": self._turn_scope,
            "n": self._take_offer,
            "o": lambda: self._say(self._show.original(self._now)),
            "w": lambda: self._say(self._show.why(self._now)),
            "g": self._concordance,
            "/": self._filter,
            "?": lambda: self._say(self._show.help(KEYS)),
        }

    def run(self) -> Tally:
        """Ask until everything was asked or the person ends it."""
        self._ask()
        while (key := next(self._keys, "q")) != "q":
            if self._at < len(self._shown):
                self._does.get(key, lambda: None)()
            elif key == "u" and self._answers:
                self._undo()
            else:
                break
        said = Counter(d.verdict for answer in self._answers for d in answer)
        return Tally(said["accept"], said["reject"], sum(self._decided(f) is None for f in self._every))

    @property
    def _now(self) -> Found:
        return self._shown[self._at]

    def _decided(self, f: Found) -> Decision | None:
        return f.decision(self._known)

    def _say(self, lines: Iterator[str]) -> None:
        self._write("\n".join(lines) + "\n")

    def _ask(self) -> None:
        if self._at >= len(self._shown):
            self._write("   that was the last change: u takes the answer back, any other key ends\n")
            return
        f = self._now
        measured = self._known.measured.get((f.edit.rule, f.lang)) or self._known.measured.get((f.edit.rule, ""))
        others = self._same[f.edit.rule, f.edit.before, f.edit.after] - 1
        place = f"[{self._at + 1}/{len(self._shown)}]"
        self._say(self._show.question(f, place, measured, others, self._decided(f), SCOPES[self._scope]))

    def _move(self, step: int, *, end: bool = False) -> None:
        last = len(self._shown) if end else len(self._shown) - 1
        self._at = max(0, min(last, self._at + step))
        self._ask()

    def _leap(self, step: int) -> None:
        """Go to the first change of the article before or behind this one."""
        docs = list(dict.fromkeys(f.doc for f in self._shown))
        wanted = docs.index(self._now.doc) + step
        if 0 <= wanted < len(docs):
            self._at = next(n for n, f in enumerate(self._shown) if f.doc == docs[wanted])
        self._ask()

    def _answer(self, verdict: Verdict, asked: Sequence[Found]) -> None:
        on = moment(self.book.decisions)
        made = {d.key: d for d in (f.decided(verdict, SCOPES[self._scope], on=on) for f in asked)}
        self.book.answer(*made.values())
        self._learn()
        self._answers.append(list(made.values()))
        self._offer = self._offers(next(iter(made.values())), asked[0]) if len(asked) == 1 else None
        if self._offer:
            self._say(self._show.offer(self._offer.said))
        while self._at < len(self._shown) and self._decided(self._now):
            self._at += 1
        self._ask()

    def _answer_all(self, verdict: Verdict) -> None:
        open_ = [f for f in self._shown if self._decided(f) is None]
        many = f"{len(open_)} change{'s' * (len(open_) != 1)}"
        self._write(f"   {verdict} {many}, scope {SCOPES[self._scope]}? y yes, any other key no\n")
        if open_ and next(self._keys, "") == "y":
            self._at = self._shown.index(open_[0])
            self._answer(verdict, open_)
        else:
            self._ask()

    def _undo(self) -> None:
        if not self._answers:
            self._write("   there is no answer of this review to take back: `normalize undo` takes back earlier ones\n")
            return
        gone = {d.key for d in self._answers.pop()}
        self.book.undo(gone)
        self._learn()
        back = (n for n, f in enumerate(self._shown) if any(f.decided("accept", s).key in gone for s in SCOPES))
        self._at = next(back, self._at)
        self._ask()

    def _learn(self) -> None:
        self._known = Decisions.of(self.book.decisions, self._least)

    def _turn_scope(self) -> None:
        self._scope = (self._scope + 1) % len(SCOPES)
        self._ask()

    def _take_offer(self) -> None:
        if self._offer is None:
            self._write("   nothing is offered for the glossary\n")
            return
        self._take(self._offer)
        self._write("   written\n")
        self._offer = None

    def _concordance(self) -> None:
        e = self._now.edit
        same = [f for f in self._every if (f.edit.rule, f.edit.before, f.edit.after) == (e.rule, e.before, e.after)]
        self._say(self._show.concordance(same[:_PLACES], len(same)))

    def _filter(self) -> None:
        self._write("   / ")
        words = ""
        while (key := next(self._keys, "\n")) != "\n":
            words = words[:-1] if key in "\x7f\b" else words + key
            self._write("\b \b" if key in "\x7f\b" else key if key.isprintable() else "")
        found = [f for f in self._every if fits(f, words)]
        self._write(f"\n   {len(found)} of {len(self._every)}\n")
        if found:
            self._shown, self._at = found, 0
        self._ask()
