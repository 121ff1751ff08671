"""The segments of an article as a reader's page has them: paragraphs, and between them what was taken out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

from normalize.report.parts import Cause, Piece, Segment, View
from normalize.report.shapes import count_tags, count_words

_BREAK = re.compile(r"([\r\n\v\f\N{NEXT LINE}\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}]+)")


@dataclass(slots=True)
class Atom:
    """The smallest thing drawn: a stretch of text that was kept, taken out ("before") or put in ("after").

    A quiet atom is tags or white space. `line_break` marks line feeds that the page shows as paragraphs.
    """

    kind: Literal["kept", "before", "after"]
    text: str
    quiet: bool = False
    line_break: bool = False
    remarks: tuple[int, ...] = ()
    by: Cause | None = None


@dataclass(slots=True)
class Span:
    """Atoms that belong together: kept text, or one change with the edits to name beside it."""

    atoms: list[Atom]
    causes: list[Cause] = field(default_factory=list)

    @property
    def before(self) -> str:
        """What a reader would say was taken out: on one line, without tags."""
        return " ".join(" ".join(" " if a.quiet else a.text for a in self.atoms if a.kind == "before").split())


@dataclass(slots=True)
class Para:
    """A paragraph of the clean text with the changes inside it."""

    spans: list[Span] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The paragraph as it is now."""
        return "".join(a.text for s in self.spans for a in s.atoms if a.kind != "before" and not a.line_break)

    @property
    def blank(self) -> bool:
        """Whether a reader sees nothing in it."""
        return all(a.quiet or a.line_break or not a.text.strip() for s in self.spans for a in s.atoms)


@dataclass(slots=True)
class Gone:
    """What was taken out between two paragraphs."""

    spans: list[Span]
    rules: list[str]
    words: int
    tags: int
    characters: int
    peek: str


_Todo = dict[int, Cause]  # the edits of a change that are not named on the page yet


class _Flow:
    def __init__(self, view: View) -> None:
        self.blocks: list[Para | Gone] = []
        self.para = Para()
        self.end = sum(len(s.after) for s in view.segments)

    def close(self) -> None:
        if self.para.spans:
            self.blocks.append(self.para)
        self.para = Para()

    def write(self, kind: Literal["kept", "after"], segment: Segment, text: str) -> None:
        """Put kept or new text in; its line feeds begin paragraphs."""
        for n, part in enumerate(_BREAK.split(text)):
            if part:
                quiet = not segment.kept and segment.quiet
                self.para.spans.append(Span([Atom(kind, part, quiet, bool(n % 2), segment.remarks)]))
            if n % 2:
                self.close()

    def change(self, s: Segment, follows: str) -> None:
        """Put a change in: in the line where it is one of words, as a block of its own where it is one of lines.

        `follows` is the text behind it.
        """
        tokens = [t for p in s.pieces for t in _tokens(p)]
        seps = [i for i, (_, sep) in enumerate(tokens) if sep]
        fresh = not self.para.spans
        ended = s.at + len(s.after) == self.end or bool(_BREAK.match(follows))
        first = fresh and (s.at == 0 or ended or seps[-1:] == [len(tokens) - 1])
        last = ended and (s.at + len(s.after) == self.end or fresh or seps[:1] == [0])
        todo = {c.number: c for c in s.causes if not c.quiet}
        broken = bool(_BREAK.search(s.after))
        alone = (first or last) and not s.after.strip()  # nothing of it stays on the first or last line
        if not (alone or (broken and (seps or first or last))):
            self._in_line(s, todo)
            return
        low = 0 if first or not seps else seps[0]
        high = len(tokens) if last or not seps else seps[-1] + 1
        head, gap, tail = _parted(s.after)
        atoms = [_before(p) for p, _ in tokens[:low]]
        if head:
            atoms.append(Atom("after", head, s.quiet))
        took = {p.by.number for p in s.pieces if p.by}
        self._span(atoms, todo, [n for n in todo if n not in took] if head.strip() else ())
        if gap:
            self.para.spans.append(Span([Atom("after", gap, s.quiet, line_break=True)]))
        self._gone(_joined(p for p, _ in tokens[low:high]), todo)
        atoms = [_before(p) for p, _ in tokens[high:]]
        if tail:
            atoms.append(Atom("after", tail, s.quiet))
        self._span(atoms, todo, todo)

    def _in_line(self, s: Segment, todo: _Todo) -> None:
        atoms = [_before(p) for p in s.pieces]
        for a in atoms:
            a.quiet &= s.quiet or (a.by is not None and a.by.stage == "markup")
        if _BREAK.search(s.after):
            self._span(atoms, todo, todo)
            self.write("after", s, s.after)
        else:
            self._span([*atoms, *([Atom("after", s.after, s.quiet)] if s.after else [])], todo, todo)

    def _span(self, atoms: list[Atom], todo: _Todo, also: Iterable[int] = ()) -> None:
        """Add atoms to the paragraph, and name the edits behind them that were not named yet."""
        numbers = {*also, *(a.by.number for a in atoms if a.by)} & todo.keys()
        named = [todo.pop(n) for n in sorted(numbers)]
        if atoms or named:
            self.para.spans.append(Span(_merged(atoms), named))

    def _gone(self, pieces: list[Piece], todo: _Todo) -> None:
        loud = [p for p in pieces if p.by and not p.by.quiet and p.text.strip()]
        if not loud:
            self._span([_before(p) for p in pieces], {})
            if any(a.line_break for s in self.para.spans for a in s.atoms):
                self.close()
            return
        self.close()
        spans: list[Span] = []
        for _, found in groupby(_lined(pieces), key=lambda numbered: numbered[0]):
            atoms = [_before(p) for _, p in found]
            taken = dict.fromkeys(a.by.number for a in atoms if a.by)
            spans.append(Span(_merged(atoms), [todo.pop(n) for n in taken if n in todo]))
        words = " ".join(s.before for s in spans if s.before)
        raw = "".join(p.text for p in pieces)
        rules = list(dict.fromkeys(p.by.edit.rule for p in loud if p.by))
        tags = sum(count_tags(p.text) for p in pieces if p.by and p.by.stage == "markup")
        self.blocks.append(Gone(spans, rules, count_words(words), tags, len(raw), words[:240]))


def flow(view: View) -> list[Para | Gone]:
    """Return the article as paragraphs and removed blocks. Their atoms spell source and output in order."""
    page = _Flow(view)
    for i, s in enumerate(view.segments):
        if s.kept:
            page.write("kept", s, s.after)
        else:
            page.change(s, "".join(f.after for f in view.segments[i + 1 : i + 2]))
    page.close()
    return page.blocks


def _before(piece: Piece) -> Atom:
    quiet = piece.by is not None and (piece.by.quiet or (not piece.text.strip() and bool(_BREAK.search(piece.text))))
    return Atom("before", piece.text, quiet, by=piece.by)


def _tokens(piece: Piece) -> list[tuple[Piece, bool]]:
    """Cut a piece into what separates lines and what stands in them."""
    if piece.by and piece.by.stage == "markup":
        return [(piece, "\n" in piece.by.edit.after)]
    parts = _BREAK.split(piece.text)
    return [(Piece(part, piece.by), bool(n % 2)) for n, part in enumerate(parts) if part]


def _parted(after: str) -> tuple[str, str, str]:
    """Return new text as what ends a line, the line feeds, and what begins the next."""
    head, gap, tail = after, "", ""
    if m := _BREAK.search(after):
        head = after[: m.start()]
        last = list(_BREAK.finditer(after))[-1]
        gap, tail = after[m.start() : last.end()], after[last.end() :]
    return head, gap, tail


def _lined(pieces: Iterable[Piece]) -> Iterator[tuple[int, Piece]]:
    """Number the lines of a removed block: what follows without a gap is one line, and what one edit took."""
    waiting: list[Piece] = []
    last: Cause | None = None
    line = 0
    for p in pieces:
        if _before(p).quiet:
            waiting.append(p)
            continue
        if waiting and last is not p.by:
            yield from ((line + 1, w) for w in waiting)
            line += 2
        else:
            yield from ((line, w) for w in waiting)
        waiting, last = [], p.by
        yield line, p
    yield from ((line + 1, w) for w in waiting)


def _merged(atoms: Iterable[Atom]) -> list[Atom]:
    """Put together what was taken out of one word or line by several edits."""
    out: list[Atom] = []
    for a in atoms:
        if out and out[-1].kind == a.kind == "before" and not (out[-1].quiet or a.quiet):
            out.append(Atom("before", out.pop().text + a.text))
        else:
            out.append(a)
    return out


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Put together again what belongs to one edit, apart from line feeds around it."""
    out: list[Piece] = []
    for p in pieces:
        same = out.pop().text if out and out[-1].by is p.by else ""
        out.append(Piece(same + p.text, p.by))
    return [Piece(part, p.by) for p in out for part in re.split(r"\A([\r\n]+)|([\r\n]+)\Z", p.text) if part]
