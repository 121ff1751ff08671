"""How a change is best shown: whole words rather than pieces of them, and tags folded away."""

from __future__ import annotations

import re

import regex

from normalize.edits import Edit
from normalize.text.references import unescape
from normalize.text.scripts import UNSPACED

_LETTER = rf"[[\p{{L}}\p{{M}}\p{{N}}\N{{ZERO WIDTH NON-JOINER}}\N{{ZERO WIDTH JOINER}}]--[{UNSPACED}]]"
_LONGEST = 40  # letters: what is longer is no word
_FIRST = regex.compile(rf"{_LETTER}{{1,{_LONGEST}}}", regex.VERSION1)
_LAST = regex.compile(rf"(?r){_LETTER}{{1,{_LONGEST}}}\Z", regex.VERSION1)
_WORD = regex.compile(rf"{_LETTER}+|[{UNSPACED}]", regex.VERSION1)
_OPENING = re.compile(r"<(?:!--|([A-Za-z]*))")
_UNSEEN = ("head", "script", "style", "noscript", "svg", "template", "iframe")
_CLOSING = {name: re.compile(rf"</{name}\b", re.IGNORECASE) for name in _UNSEEN}


def whole_words(left: str, before: str, after: str, right: str) -> tuple[int, int]:
    """Return how many letters of the neighbours belong to words that a change cuts through.

    `left` and `right` are the kept texts around the change. Half a word in another colour is hard to read, and in
    Arabic or Hindi it is wrong: letters there change their shape with their neighbours.
    """
    head = bool(_FIRST.match((before or right)[:1]) or _FIRST.match((after or right)[:1]))
    tail = bool(_FIRST.match((before or left)[-1:]) or _FIRST.match((after or left)[-1:]))
    first = _LAST.search(left) if head and (before or after) else None
    last = _FIRST.match(right) if tail else None
    return len(first[0]) if first else 0, len(last[0]) if last else 0


def count_words(text: str) -> int:
    """Count the words of a text; in scripts without spaces every character counts."""
    return sum(1 for _ in _WORD.finditer(text))


def count_tags(text: str) -> int:
    """Count what looks like a tag."""
    return sum(1 for m in _OPENING.finditer(text) if m[1]) + text.count("</")


def is_quiet(stage: str, edit: Edit) -> bool:
    """Tell whether an edit only deals with tags, white space and list marks: the words stay the same."""
    if stage not in {"markup", "layout"}:
        return False
    return _words(seen(edit.before) if stage == "markup" else edit.before) == _words(edit.after)


def _words(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def seen(markup: str) -> str:
    """Return what is left of a stretch of HTML without tags, comments, scripts and the like. One pass, no surprises."""
    out: list[str] = []
    at = 0
    while (start := markup.find("<", at)) >= 0:
        out.append(markup[at:start])
        m = _OPENING.match(markup, start)
        if m and m[0] == "<!--":
            end = markup.find("-->", start)
        elif m and m[1] and (closing := _CLOSING.get(m[1].lower())):
            found = closing.search(markup, start)
            end = markup.find(">", found.start()) if found else -1
        else:
            end = markup.find(">", start)
        if end < 0:
            return unescape("".join(out))
        at = end + 1
    return unescape("".join(out) + markup[at:])
