"""An input at a glance: the lines that a reader sees and the site it is from, without any rule."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from normalize.stages.document import Block, lines
from normalize.stages.markup.page import page_in
from normalize.stages.markup.tokens import attributes, scan
from normalize.stages.page_facts import head_of
from normalize.stages.survey import Seen, Summary, Survey, keys_of
from normalize.text.likeness import likeness
from normalize.text.media import HTML
from normalize.text.references import unescape

_LINE_BREAK = 2  # strength of a gap from which a new line begins
_ADDRESSES = ("canonical", "og:url")
_HOST = re.compile(r"(?:[^@/]*@)?(?:www\.)?([^:/?#]+)")


def summary_of(id_: str, text: str, media_type: str, place: str = "") -> Summary:
    """Sum up one input for a survey; `place` is the folder it comes from."""
    seen = _lines(text, media_type)
    prose = [line for line in seen if _is_prose(line)]
    return Summary(id_, site_of(text, media_type, place), keys_of(seen), likeness("\n".join(prose or seen)))


def look_up(survey: Survey, text: str, media_type: str, place: str = "") -> Seen:
    """Return what a survey says of one input."""
    return survey.about(site_of(text, media_type, place), keys_of(_lines(text, media_type)))


def site_of(text: str, media_type: str, place: str = "") -> str:
    """Return the site of an input: the host or name that the page says, or else the folder that the input is from."""
    heard = _Said()
    if media_type == HTML:
        scan(head_of(text), heard)
    hosts = (_host(heard.known.get(name, "")) for name in _ADDRESSES)
    return next(filter(None, hosts), "") or " ".join(heard.known.get("og:site_name", "").split()) or place


class _Said:
    """Hears what the head of a page says of its address and its site: the first that it says of each."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}

    def open(self, name: str, start: int, said: str) -> None:
        del start
        if name in ("meta", "link"):
            values = {key: unescape(value) for key, value in attributes(said).items()}
            key = values.get("rel") if name == "link" else values.get("property") or values.get("name")
            self.known.setdefault((key or "").lower(), values.get("href" if name == "link" else "content", ""))

    def text(self, start: int, end: int) -> None:
        """Text says nothing of the site."""

    def close(self, name: str, end: int) -> None:
        """Nor do end tags."""


def _host(address: str) -> str:
    try:
        m = _HOST.match(urlsplit(address.strip()).netloc.lower())
    except ValueError:
        return ""
    return m[1] if m else ""


@lru_cache(maxsize=2)
def _lines(text: str, media_type: str) -> list[str]:
    """The lines that a reader sees, as the boilerplate stage will find them; their spaces may differ."""
    found: list[str] = []
    if media_type == HTML:
        page = page_in(text)
        for gap, stretch in zip(page.gaps, page.stretches, strict=False):
            said = text[stretch.start : stretch.end]
            parts = said.splitlines() if stretch.preformatted else [said.replace("\n", " ")]
            if found and gap.strength < _LINE_BREAK:
                found[-1] += " " * gap.strength + parts.pop(0)
            found += parts
    else:
        found = [text[start:end] for start, end in lines(text)]
    return [unescape(line) for line in found] if "&" in text else found


def _is_prose(line: str) -> bool:
    return len(line) >= 40 and Block(line, 0, len(line)).is_prose
