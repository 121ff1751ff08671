"""What the page is given of one article: plain data, made of lists, numbers and strings.

The page has no other source than this. Offsets never leave Python: texts come as stretches that were kept, taken out or
put in, so that the page need not count code points.
"""

from __future__ import annotations

import base64
import gzip
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from normalize.edits import Edit, Fact
from normalize.report.flow import Gone, Para, Span, flow
from normalize.report.model import view
from normalize.report.parts import Article, Cause, Remark, View

AROUND = 40  # code points of text beside a change in the concordance
SHORT = 160  # code points of a change in the concordance
EXACT = 400  # code points of a change that a decision on all its like may repeat
_HEAD = 80  # code points that an article without a title is named by
_FACTS = ("byline", "date", "dateline", "agencies", "published", "section", "translated_from", "duplicate_of", "url")
_LINE_ENDS = re.compile(r"\s*[\r\n\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}]+\s*")
_HALF = re.compile("([\ud800-\udfff])")
_EFFORT = 6  # of gzip, from 1 to 9
_KINDS = {"kept": 0, "before": 1, "after": 2}
PLACED = ("applied", "suggested", "vetoed")  # what the concordance shows; the rest is told in its article


class Row(NamedTuple):
    """One change, suggestion or veto as the concordance shows it.

    `number` is that of the cause, or of the remark below zero. `before` and `after` are in whole words, `edit` is the
    change to the letter; nothing where that is too long.
    """

    rule: str
    status: str
    sure: float
    number: int
    name: str
    before: str
    after: str
    edit: tuple[str, str] | None
    left: str
    right: str


class Count(NamedTuple):
    """What one rule did in one article; `quiet` are of those applied. It claims from `least` to `most`, of 1."""

    rule: str
    stage: str
    applied: int = 0
    quiet: int = 0
    suggested: int = 0
    vetoed: int = 0
    shadowed: int = 0
    note: int = 0
    least: float = 1.0
    most: float = 0.0


class Sheet(NamedTuple):
    """All that the page has of one article: its line in the lists, its changes, its counts, and its body, packed."""

    card: tuple[str, str, str, str, str, int, int, int]
    rows: list[Row]
    counts: list[Count]
    body: str

    def dumps(self) -> str:
        """Return it as JSON, the same for the same sheet."""
        return json.dumps(self, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def loads(cls, text: str) -> Sheet:
        """Return the sheet that `dumps` wrote. Raises ValueError or TypeError where it is none."""
        card, rows, counts, body = json.loads(text)
        return cls(tuple(card), [Row(*row) for row in rows], [Count(*count) for count in counts], body)


def sheet(article: Article) -> Sheet:
    """Draw the sheet of an article. Raises RestoreError where its ledger does not fit its text."""
    seen = view(article)
    return Sheet(_card(seen), list(_rows(seen)), _counts(seen), packed(_body(seen)))


def packed(data: Any) -> str:
    """Return data as JSON, packed with gzip, in Base64: the same characters for the same data."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(gzip.compress(text.encode("utf-8"), _EFFORT, mtime=0)).decode("ascii")


def _rows(view: View) -> Iterator[Row]:
    """Yield the changes, suggestions and vetoes of an article, in reading order."""
    for s in view.segments:
        end = s.at + len(s.after)
        around = view.text[max(0, s.at - AROUND) : s.at], view.text[end : end + AROUND]
        for c in s.causes:
            if not c.quiet:
                e = c.edit
                yield _row(e.rule, "applied", e.confidence, c.number, c.name, view.wording[c.number], e, *around)
    for r in view.remarks:
        if r.status in PLACED:
            around = view.source[max(0, r.start - AROUND) : r.start], view.source[r.end : r.end + AROUND]
            yield _row(r.rule, r.status, r.confidence or 0.0, -r.number, r.name, (r.before, r.after), r, *around)


def _row(
    rule: str,
    status: str,
    sure: float,
    number: int,
    name: str,
    wording: tuple[str, str],
    edit: Edit | Remark,
    left: str,
    right: str,
) -> Row:
    is_long = len(edit.before) + len(edit.after) > EXACT or _HALF.search(edit.before + edit.after)
    before, after = map(shortened, wording)
    beside = (plain(_LINE_ENDS.sub(" ¶ ", text)) for text in (left, right))
    return Row(rule, status, sure, number, name, before, after, None if is_long else (edit.before, edit.after), *beside)


def _counts(view: View) -> list[Count]:
    """Count what each rule did, stage by stage."""
    found: dict[tuple[str, str], Count] = {}
    told: list[tuple[str, str, str, bool, float | None]] = []
    told += ((c.stage, c.edit.rule, "applied", c.quiet, c.edit.confidence) for c in view.causes)
    told += ((r.stage, r.rule, r.status, False, None) for r in view.remarks)
    for stage, rule, status, quiet, sure in told:
        old = found.get((stage, rule), Count(rule, stage))
        new = old._replace(**{status: getattr(old, status) + 1}, quiet=old.quiet + quiet)
        if sure is not None:
            new = new._replace(least=min(old.least, sure), most=max(old.most, sure))
        found[stage, rule] = new
    return sorted(found.values(), key=lambda c: view.stages.index(c.stage))


def shortened(text: str) -> str:
    """Return a change on one line, its middle left out where it is long."""
    line = plain(_LINE_ENDS.sub(" ↵ ", text.strip("\r\n")))
    if len(line) <= SHORT:
        return line
    return f"{line[: SHORT * 2 // 3]} … {line[-SHORT // 4 :]} ({len(text):,} characters)"


def plain(text: str) -> str:
    """Return a text without lone surrogates, which stand as U+FFFD: for lists, where nothing is read back."""
    return _HALF.sub("\N{REPLACEMENT CHARACTER}", text)


def exact(text: str) -> str | list[str | int]:
    """Return a text from which the page can spell the very same: lone surrogates stand as numbers in a list."""
    parts = _HALF.split(text)
    return text if len(parts) == 1 else [ord(p) if n % 2 else p for n, p in enumerate(parts) if p]


def _card(view: View) -> tuple[str, str, str, str, str, int, int, int]:
    """What a list of articles tells of one: id, path, title, language, site, and its counts of changes."""
    title = plain(view.facts.get("title") or _first_words(view))
    counts = len(view.loud), len(view.quiet), view.by_status["suggested"]
    return plain(view.id), plain(view.path), title, view.lang, plain(site_of(view)), *counts


def site_of(view: View) -> str:
    """Return the site of an article: the host of its address, else the first folder of its path, else nothing."""
    try:
        host = urlsplit(view.facts.get("url") or "").hostname
    except ValueError:
        host = None
    head, slash, _ = view.path.partition("/")
    return host or (head if slash else "")


def _body(view: View) -> dict[str, Any]:
    """All that the page shows of an article alone."""
    facts = [(name.replace("_", " "), view.facts.get(name)) for name in _FACTS]
    said = view.origin
    return {
        "facts": [[name, plain(", ".join(v) if isinstance(v, list) else str(v))] for name, v in facts if v],
        "names": [[plain(n["name"]), n["count"]] for n in view.facts.get("names") or []],
        "encoding": [said.encoding, plain(said.evidence), ", ".join(said.rivals)],
        "blocks": [_gone(b) if isinstance(b, Gone) else _para(b) for b in flow(view)],
        "causes": [_cause(view, c) for c in view.causes],
        "remarks": [_remark(r) for r in view.remarks],
        "chains": [[c.number for c in s.causes] for s in view.segments if len(s.causes) > 1],
    }


def _para(block: Para) -> dict[str, Any]:
    return {"spans": [_span(s) for s in block.spans], **({"blank": 1} if block.blank else {})}


def _gone(block: Gone) -> dict[str, Any]:
    told = {"rules": block.rules, "words": block.words, "tags": block.tags, "size": block.characters}
    return {"gone": {**told, "peek": plain(block.peek)}, "spans": [_span(s) for s in block.spans]}


def _span(span: Span) -> list[Any]:
    """A stretch: its atoms as (kind, text, flags, remarks), then the numbers of the changes to name beside it."""
    atoms = [
        [_KINDS[a.kind], exact(a.text), a.quiet + 2 * a.line_break, *([list(a.remarks)] if a.remarks else [])]
        for a in span.atoms
    ]
    return [atoms, [c.number for c in span.causes]] if span.causes else [atoms]


def _cause(view: View, c: Cause) -> dict[str, Any]:
    e = c.edit
    before, after = view.wording[c.number]
    return {
        "n": c.number,
        "rule": e.rule,
        "sure": e.confidence,
        "reason": plain(e.reason),
        "name": c.name,
        "said": [shortened(before), shortened(after)],
        **({"quiet": 1} if c.quiet else {}),
        **({"facts": _facts(e.facts)} if e.facts else {}),
        **({"instead": c.instead} if c.instead else {}),
    }


def _remark(r: Remark) -> dict[str, Any]:
    return {
        "n": -r.number,
        "status": r.status,
        "rule": r.rule,
        "sure": r.confidence,
        "reason": plain(r.reason),
        "name": r.name,
        "said": [shortened(r.before), shortened(r.after)],
        "by": plain(r.by),
        **({"facts": _facts(r.facts)} if r.facts else {}),
    }


def _facts(facts: Iterable[Fact]) -> list[list[str]]:
    return [[f.name.replace("_", " "), plain(f.value)] for f in facts]


def _first_words(view: View) -> str:
    """Name an article without a title by how it begins."""
    begin = view.text[:_HEAD].strip()
    line = begin.split("\n", 1)[0]
    return f"{line.rpartition(' ')[0] or line} …" if len(line) == len(begin) else line
