"""Pages and texts with the leads of other articles behind their own, as sites show what else there is to read.

Few development pages have such streams, and a classifier that has seen few takes them for more of the article.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from html import escape

_LEAD = 60, 400  # characters of an article's first paragraph
_LEADS = 3, 9  # such paragraphs
_HEADED = 0.6  # of the streams give each lead the first words of it as a headline
_HEAD = 4, 9  # words
_TAIL = 25  # characters by which the end of the article is found in the markup
_BOXES = ("", " class=box", " class='item'", " class='row'", " class=entry", " id=b", " class='post'", " class=text")
_LEVELS = ("h3", "h4", "div", "b")


def lead_of(gold: str) -> str:
    """Return the first paragraph of an article, or an empty string."""
    return next((line[: _LEAD[1]] for line in gold.splitlines() if len(line) > _LEAD[0]), "")


def mixed_text(lines: Sequence[str], last: int, leads: Sequence[str], draw: random.Random) -> str:
    """Return lines with leads behind line `last`, the end of their article, or behind all."""
    end = draw.choice((last + 1, last + 1, len(lines)))
    more = [line for pair in _stream(leads, draw) for line in pair if line]
    return "\n".join((*lines[:end], *more, *lines[end:]))


def mixed_page(page: str, last: str, leads: Sequence[str], draw: random.Random) -> str:
    """Return a page with leads behind `last`, the last paragraph of its article; empty where that is not found."""
    at = page.rfind(last[-_TAIL:])
    closes = page.find("</", at) if at >= 0 else -1
    end = page.find(">", closes) + 1 if closes >= 0 else 0
    if not end:
        return ""
    box, level, linked, tag = draw.choice(_BOXES), draw.choice(_LEVELS), draw.random() < 0.5, draw.choice(("p", "div"))
    more = ""
    for head, lead in _stream(leads, draw):
        said = f"<a href=/x>{escape(head)}</a>" if linked else escape(head)
        more += f"<div{box}>{f'<{level}>{said}</{level}>' if head else ''}<{tag}>{escape(lead)}</{tag}></div>"
    return page[:end] + more + page[end:]


def _stream(leads: Sequence[str], draw: random.Random) -> list[tuple[str, str]]:
    some = leads[: draw.randint(*_LEADS)]
    headed = draw.random() < _HEADED
    return [(" ".join(lead.split()[: draw.randint(*_HEAD)]) if headed else "", lead) for lead in some]
