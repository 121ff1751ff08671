"""The report as one file: every article with every change in its place.

It opens without a network and asks for nothing. The page is an empty frame, a program and its data. The data are packed
(gzip, Base64) and unpacked by the browser: a head with one row a change, then the articles, each of which is unpacked
when somebody looks. What an article says is only ever made into text nodes: the policy of the page forbids all
else (no string becomes markup or script, no inline style, no request), and names the one program and the one style
sheet by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from normalize import __version__
from normalize.edits.decision import Decision, agreements
from normalize.errors import REASONS
from normalize.report.columns import Columns, fresh, gone
from normalize.report.keys import KEYS
from normalize.report.parts import Article
from normalize.report.sheet import PLACED, Sheet, packed, plain, sheet
from normalize.report.since import Since
from normalize.report.totals import Totals
from normalize.stages.order import STAGES
from normalize.store.archive import Archived

MOST = 10_000  # articles in one page; counts are of all of them
PROGRAM = ("text", "data", "query", "decide", "parts", "overview", "changes", "article", "panel", "keys", "main")
_NO_FACTS = frozenset(("id", "source", "sha256", "text"))  # of a record: shown otherwise

_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff" + "".join(
    chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF)
)
_TURNING = "\N{LEFT-TO-RIGHT EMBEDDING}-\N{RIGHT-TO-LEFT OVERRIDE}\N{LEFT-TO-RIGHT ISOLATE}-\N{POP DIRECTIONAL ISOLATE}"
_UNSEEN = (
    "\N{SOFT HYPHEN}\N{COMBINING GRAPHEME JOINER}\N{NO-BREAK SPACE}\N{ARABIC LETTER MARK}\N{MONGOLIAN VOWEL SEPARATOR}"
    "\N{EN QUAD}-\N{RIGHT-TO-LEFT MARK}\N{LINE SEPARATOR}-\N{NARROW NO-BREAK SPACE}\N{MEDIUM MATHEMATICAL SPACE}-\u206f"
    "\N{IDEOGRAPHIC SPACE}\N{ZERO WIDTH NO-BREAK SPACE}\ufff9-\ufffb\U000e0000-\U000e007f"
)
_JOINING = "\u0590-\u1fff\ua840-\uabff"  # scripts in which joiners are part of the spelling


def render(
    articles: Iterable[Article],
    skipped: Sequence[Mapping[str, str]] = (),
    decisions: Sequence[Decision] = (),
    *,
    version: str,
    saves: bool = False,
    since: Since | None = None,
) -> Iterator[str]:
    """Yield the page as text. Raises RestoreError where a ledger does not fit its text.

    `skipped` are the inputs that could not be done, as `out/quarantine.jsonl` has them: source, reason, message.
    `saves` is for a page that a local server gives out: it may talk to that server, and to nobody else. `since` marks
    what is otherwise than in an earlier run.
    """
    yield from assembled(map(sheet, articles), skipped, decisions, version=version, saves=saves, since=since)


def assembled(
    sheets: Iterable[Sheet],
    skipped: Sequence[Mapping[str, str]],
    decisions: Sequence[Decision],
    *,
    version: str,
    saves: bool = False,
    since: Since | None = None,
) -> Iterator[str]:
    """Yield what `render` yields, from the sheets of the articles."""
    rules = {rule.id: n for n, rule in enumerate(r for stage in STAGES for r in stage.rules)}
    totals, columns, shown = Totals(), Columns(rules, fresh(since) if since else {}), list[Sheet]()
    for n, one in enumerate(sheets):
        totals.add(one)
        if n < MOST:
            columns.add(n, one)
            shown.append(one._replace(rows=[], counts=[]))
    head = {
        "version": version,
        "digest": hashlib.sha256("".join(columns.name).encode("ascii")).hexdigest()[:16],
        "saves": saves,
        "unseen": _unseen(),
        "keys": KEYS,
        "status": PLACED,
        "since": gone(since) if since else None,
        "total": _total(totals, len(shown), len(skipped)),
        "rules": _rules(totals, columns.rules, decisions),
        "articles": [one.card for one in shown],
        "edits": columns.data(),
        "skipped": [_skipped(s) for s in skipped],
        "decisions": [d.row() for d in sorted(decisions, key=lambda d: d.key)],
    }
    yield from _framed(packed(head), (one.body for one in shown), saves=saves)


def drawn(article: Archived) -> str:
    """Return the sheet of an article of a run, as JSON: what can be made apart from the page, and kept."""
    return sheet(_article(article)).dumps()


def draw(
    sheets: Iterable[str], skipped: Sequence[Mapping[str, str]], decisions: Sequence[Decision] = ()
) -> Iterator[str]:
    """Yield the page of a run in chunks, from the sheets that `drawn` made of its articles."""
    yield from assembled(map(Sheet.loads, sheets), skipped, decisions, version=__version__)


def redraw(
    archived: Iterable[Archived],
    skipped: Sequence[Mapping[str, str]],
    decisions: Sequence[Decision] = (),
    *,
    saves: bool = False,
    since: Since | None = None,
) -> Iterator[str]:
    """Yield the page of a run's outputs in chunks."""
    yield from render(map(_article, archived), skipped, decisions, version=__version__, saves=saves, since=since)


def _article(archived: Archived) -> Article:
    record = archived.record
    facts = {key: value for key, value in record.items() if key not in _NO_FACTS}
    return Article(record["source"], facts, archived.text, archived.ledger)


def _framed(head: str, bodies: Iterable[str], *, saves: bool) -> Iterator[str]:
    """Put style, program and data into the frame."""
    css, program = asset("page.css"), "".join(asset(f"page/{name}.js") for name in PROGRAM)
    said = {
        "css": css,
        "css_hash": _hash(css),
        "program": program,
        "program_hash": _hash(program),
        "connect": "connect-src 'self'; " if saves else "",
        "version": __version__,
    }
    frame = re.sub(r"\{(\w+)\}", lambda m: said.get(m[1], m[0]), asset("page.html"))
    before, data, after = frame.partition("{data}")
    assert data
    yield before
    yield f'<template id="head">{head}</template>\n'
    for n, body in enumerate(bodies):
        yield f'<template id="article-{n}">{body}</template>\n'
    yield after


def asset(name: str) -> str:
    """Return one of the page's own files."""
    return (files("normalize.report") / "assets" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _total(totals: Totals, shown: int, skipped: int) -> dict[str, int]:
    return {
        "articles": totals.articles,
        "shown": shown,
        "changes": totals.changes,
        "quiet": totals.quiet,
        "skipped": skipped,
        **{status: totals.status[status] for status in ("suggested", "vetoed", "shadowed")},
    }


def _rules(totals: Totals, numbers: Mapping[str, int], decisions: Sequence[Decision]) -> list[dict[str, Any]]:
    """Tell of every rule what it did, what it claims, and how often people agreed with it."""
    agreed = agreements(decisions)
    rows = []
    for rule in sorted(numbers, key=numbers.__getitem__):
        total, measured = totals.rules.get(rule), agreed.get((rule, ""))
        rows.append(
            {
                "id": rule,
                "stage": total.stage if total else rule.partition("/")[0],
                "about": _headlines().get(rule, ""),
                "changes": total.applied if total else 0,
                "articles": total.articles if total else 0,
                "suggested": total.suggested if total else 0,
                "vetoed": total.vetoed if total else 0,
                "shadowed": total.shadowed if total else 0,
                "sure": [total.least, total.most] if total and total.applied else None,
                "measured": list(measured) if measured else None,
                "langs": {lang: list(a) for (id_, lang), a in agreed.items() if id_ == rule and lang},
            }
        )
    return rows


def _skipped(said: Mapping[str, str]) -> dict[str, str]:
    source, reason = said.get("source") or said.get("id", ""), said.get("reason", "")
    message = said.get("message") or REASONS.get(reason, "")
    return {"source": plain(source), "reason": reason, "message": plain(message)}


@cache
def _headlines() -> dict[str, str]:
    return {rule.id: rule.headline for stage in STAGES for rule in stage.rules}


@cache
def _unseen() -> dict[str, Any]:
    """Patterns for characters to draw, in the browser's notation, and the names of those characters."""
    kept, changed = f"[{_CONTROLS}{_TURNING}]", f"[{_CONTROLS}{_UNSEEN}]"
    return {
        "kept": _escaped(kept),
        "changed": _escaped(changed),
        "joining": _escaped(f"[{_JOINING}]"),
        "names": {f"{ord(c):04X}": unicodedata.name(c, "") for c in map(chr, range(0x10000)) if re.match(changed, c)},
    }


def _escaped(pattern: str) -> str:
    """A pattern for the browser: what is not ASCII as its number."""
    return "".join(c if " " <= c <= "~" else f"\\u{{{ord(c):X}}}" for c in pattern)
