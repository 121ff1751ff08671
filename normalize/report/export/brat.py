"""An article as brat standoff: its source text, and a text-bound annotation for each change, with a note.

brat reads one line of text after another and compares each annotation with the text that it covers. So characters that
are no text in it (tabs, controls, other line ends) become spaces, one for one, and spans are cut at line ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from normalize.report.export.changes import Change, changes, well_formed
from normalize.store.archive import Archived
from normalize.text.invisible import drawn

CONFIGURATION = "annotation.conf"
STATUSES = ("applied", "suggested", "vetoed")  # a proposal that lost to a better one says nothing about the text
_NO_TEXT = re.compile("\r(?=\n)|[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}]")
_PIECE = re.compile("[^\n]+")
_NO_TYPE = re.compile("[^A-Za-z0-9_-]+")
_LONGEST = 500  # code points of a text in a note


class Standoff(NamedTuple):
    """The two files of an article, and the types that its annotations have."""

    text: str
    annotations: str
    types: frozenset[str]


def standoff(article: Archived) -> Standoff:
    """Return an article for brat; offsets count code points. Raises RestoreError where text and ledger differ."""
    source = article.ledger.original(article.text)
    text = plain(source)
    rows: list[str] = []
    types: set[str] = set()
    told = (c for c in changes(article) if c.named.status in STATUSES)
    number = 0
    for c in told:
        spans = pieces(text, c.named.start, c.named.end)
        if not spans:
            continue  # a text of line ends alone has nothing that could be marked
        number += 1
        type_ = type_of(c.named.edit.rule)
        types.add(type_)
        places = ";".join(f"{a} {z}" for a, z in spans)
        rows.append(f"T{number}\t{type_} {places}\t{' '.join(text[a:z] for a, z in spans)}\n")
        rows.append(f"A{number}\tStatus T{number} {c.named.status}\n")
        rows.append(f"#{number}\tAnnotatorNotes T{number}\t{_note(c)}\n")
    return Standoff(text, "".join(rows), frozenset(types))


def plain(text: str) -> str:
    """Return a source text as brat can show it, code point for code point."""
    return well_formed(_NO_TEXT.sub(" ", text).replace("\r", "\n"))


def pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return a span in fragments that cross no line end.

    brat has no empty spans: an insertion, or a line end that goes, is marked on the nearest character, the one in
    front of it if there is one.
    """
    found = [m.span() for m in _PIECE.finditer(text, start, end)]
    if found:
        return found
    at = start - 1
    while at >= 0 and text[at] == "\n":
        at -= 1
    if at >= 0:
        return [(at, at + 1)]
    behind = _PIECE.search(text, end)
    return [(behind.start(), behind.start() + 1)] if behind else []


def type_of(rule: str) -> str:
    """Return the name of a rule in the characters that brat allows in a type: `names/listed` is `names_listed`."""
    return _NO_TYPE.sub("_", rule) or "_"


def configuration(types: Iterable[str]) -> str:
    """Return the text of `CONFIGURATION`, which a folder of such files needs."""
    return (
        "[entities]\n" + "".join(f"{t}\n" for t in sorted(types)) + "\n[relations]\n\n[events]\n\n[attributes]\n"
        f"Status Arg:<ENTITY>, Value:{'|'.join(STATUSES)}\n"
    )


def _note(c: Change) -> str:
    e = c.named.edit
    told = [
        f"{_flat(e.before)} → {_flat(e.after)}",
        e.reason and _flat(e.reason),
        f"{e.confidence:.2f}",
        c.named.by and _flat(c.named.by),
    ]
    told += [_flat(f"{f.name} = {f.value}") for f in e.facts]
    return " · ".join(t for t in told if t)


def _flat(text: str) -> str:
    short = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return drawn(short.replace("\r\n", "⏎").replace("\n", "⏎").replace("\t", " ")) or "(nothing)"
