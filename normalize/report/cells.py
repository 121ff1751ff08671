"""Text in a terminal: colours, lines of a given width, nothing that could steer the terminal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from normalize.text.invisible import drawn

Style = Literal["plain", "old", "new", "soft", "strong"]
_CODES = {"old": "\x1b[9;31m", "new": "\x1b[4;32m", "soft": "\x1b[2m", "strong": "\x1b[1m"}
_RESET = "\x1b[0m"
_MARKS = {"old": ("[-", "-]"), "new": ("{+", "+}")}
_LINE_ENDS = re.compile(r"\r\n|\r|\n")
_OPEN, _CLOSE = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_LEFTWARDS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")


class Ink(NamedTuple):
    """A stretch of text in one style."""

    text: str
    style: Style = "plain"


def safe(text: str) -> str:
    """Return article text on one line that no terminal can take for a command."""
    return drawn(_LINE_ENDS.sub(" ↵ ", text).replace("\t", " "))


def isolated(text: str) -> str:
    """Return safe text; where it runs leftwards it keeps its own direction, and leaves its neighbours theirs."""
    return f"{_OPEN}{text}{_CLOSE}" if _LEFTWARDS.search(text) else text


def cells(char: str) -> int:
    """Return how many columns a character takes in a terminal."""
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def clip(text: str, most: int, *, keep: Literal["head", "tail", "both"] = "both") -> str:
    """Leave out of a long text what is not near the kept side, at a space where there is one."""
    if len(text) <= most:
        return text
    if keep == "both":
        return clip(text, most // 2, keep="head") + clip(text, most // 2, keep="tail").removeprefix("…")
    if keep == "head":
        head = text[:most]
        return head[: head.rfind(" ", most // 2) + 1 or most].rstrip() + " …"
    tail = text[-most:]
    at = tail.find(" ", 0, most // 2)
    return "… " + tail[at + 1 :].lstrip()


def lines(
    inks: Sequence[Ink], *, colour: bool, width: int, indent: int = 0, hanging: int | None = None
) -> Iterator[str]:
    """Break stretches of safe text into lines of a terminal. Without colour, old and new text stand in brackets."""
    row: list[tuple[str, Style]] = []
    for text, style in inks:
        opening, closing = ("", "") if colour or not text else _MARKS.get(style, ("", ""))
        row += ((char, style) for char in opening + text + closing)
    margin = indent
    while row and row[0][0] == " " and row[0][1] not in _MARKS:
        del row[0]
    while row:
        n, used, space = 0, 0, 0
        room = max(8, width - margin)
        while n < len(row) and used + cells(row[n][0]) <= room:
            used += cells(row[n][0])
            n += 1
            if row[n - 1][0] == " ":
                space = n
        if n < len(row) and row[n][0] != " " and space:
            n = space
        n = max(n, 1)
        yield " " * margin + _inked(row[:n], colour=colour)
        row = row[n + 1 :] if n < len(row) and row[n][0] == " " else row[n:]
        while row and row[0][0] == " " and row[0][1] not in _MARKS:
            del row[0]
        margin = indent if hanging is None else hanging


def _inked(row: list[tuple[str, Style]], *, colour: bool) -> str:
    while row and row[-1][0] == " " and row[-1][1] not in _MARKS:
        row = row[:-1]
    out: list[str] = []
    now: Style = "plain"
    for char, style in row:
        if colour and style != now:
            out.append((_RESET if now != "plain" else "") + _CODES.get(style, ""))
            now = style
        out.append(char)
    return "".join(out) + (_RESET if now != "plain" else "")
