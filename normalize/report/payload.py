"""What the page is given: every article and every change as plain data, made of lists, numbers and strings.

The page has no other source than this. Offsets never leave Python: texts come as stretches that were kept, taken out or
put in, so that the page need not count code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from normalize.edits import Fact
from normalize.report.flow import Gone, Para, Span, flow
from normalize.report.parts import Cause, Remark, View
from normalize.report.since import Since

AROUND = 40  # code points of text beside a change in the concordance
SHORT = 160  # code points of a change in the concordance
GONE = 1_000  # changes of an earlier run that are listed
EXACT = 400  # code points of a change that a decision on all its like may repeat
_HEAD = 80  # code points that an article without a title is named by
_FACTS = ("byline", "date", "dateline", "agencies", "published", "section", "translated_from", "duplicate_of", "url")
_LINE_ENDS = re.compile(r"\s*[\r\n\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}]+\s*")
_HALF = re.compile("([\ud800-\udfff])")
_KINDS = {"kept": 0, "before": 1, "after": 2}
SINCE = ("same", "new", "turned")  # turned: proposed then as well, with another fate
PLACED = ("applied", "suggested", "vetoed")  # what the concordance shows; the rest is told in its article


@dataclass(slots=True)
class Index:
    """All changes of all articles as columns, one row a change; equal strings are kept once.

    `article` and `rule` are numbers of rows in their lists, `number` is that of the cause, or of the remark below zero.
    `before` and `after` are in whole words, `edit_from` and `edit_to` to the letter, -1 where that is too long. `since`
    says what an earlier run knows of it, where one is told: `SINCE` by number; `fresh` holds what it did not know.
    """

    rules: dict[str, int]
    fresh: Mapping[tuple[str, str], int] = field(default_factory=dict)
    strings: dict[str, int] = field(default_factory=dict)
    article: list[int] = field(default_factory=list)
    rule: list[int] = field(default_factory=list)
    status: list[int] = field(default_factory=list)
    sure: list[float] = field(default_factory=list)
    number: list[int] = field(default_factory=list)
    name: list[str] = field(default_factory=list)
    before: list[int] = field(default_factory=list)
    after: list[int] = field(default_factory=list)
    edit_from: list[int] = field(default_factory=list)
    edit_to: list[int] = field(default_factory=list)
    since: list[int] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    right: list[str] = field(default_factory=list)

    def add(self, n: int, view: View) -> None:
        """Add the changes, suggestions and vetoes of the `n`th article, in reading order."""
        for s in view.segments:
            end = s.at + len(s.after)
            for cause in s.causes:
                if not cause.quiet:
                    around = view.text[max(0, s.at - AROUND) : s.at], view.text[end : end + AROUND]
                    self._row(n, view.id, cause.edit.rule, "applied", cause, *view.wording[cause.number], *around)
        for r in view.remarks:
            if r.status in PLACED:
                around = view.source[max(0, r.start - AROUND) : r.start], view.source[r.end : r.end + AROUND]
                self._row(n, view.id, r.rule, r.status, r, r.before, r.after, *around)

    def _row(
        self,
        n: int,
        doc: str,
        rule: str,
        status: str,
        what: Cause | Remark,
        before: str,
        after: str,
        left: str,
        right: str,
    ) -> None:
        made = what.edit if isinstance(what, Cause) else what
        self.article.append(n)
        self.rule.append(self.rules.setdefault(rule, len(self.rules)))
        self.status.append(PLACED.index(status))
        self.sure.append(made.confidence or 0.0)
        self.number.append(what.number if isinstance(what, Cause) else -what.number)
        self.name.append(what.name)
        self.before.append(self._string(shortened(before)))
        self.after.append(self._string(shortened(after)))
        is_long = len(made.before) + len(made.after) > EXACT or _HALF.search(made.before + made.after)
        self.edit_from.append(-1 if is_long else self._string(made.before))
        self.edit_to.append(-1 if is_long else self._string(made.after))
        self.since.append(self.fresh.get((doc, what.name), 0))
        self.left.append(plain(_LINE_ENDS.sub(" ¶ ", left)))
        self.right.append(plain(_LINE_ENDS.sub(" ¶ ", right)))

    def _string(self, text: str) -> int:
        return self.strings.setdefault(text, len(self.strings))

    def data(self) -> dict[str, Any]:
        """The columns, by their names."""
        rest = {name: getattr(self, name) for name in self.__slots__ if name not in ("rules", "fresh", "strings")}
        return {"strings": list(self.strings), **rest}


def shortened(text: str) -> str:
    """Return a change on one line, its middle left out where it is long."""
    line = plain(_LINE_ENDS.sub(" ↵ ", text.strip("\r\n")))
    if len(line) <= SHORT:
        return line
    return f"{line[: SHORT * 2 // 3]} … {line[-SHORT // 4 :]} ({len(text):,} characters)"


def fresh(since: Since) -> dict[tuple[str, str], int]:
    """Return what an earlier run did not know, or did otherwise, by article and name: its number in `SINCE`."""
    new = {(s.doc, s.name): SINCE.index("new") for s in since.new}
    return new | {(t.new.doc, t.new.name): SINCE.index("turned") for t in since.turned}


def gone(since: Since) -> dict[str, Any]:
    """Return what is told of changes that an earlier run made and this one does not: some of them, and how many."""
    rows = [[plain(s.doc), s.rule, *map(shortened, (s.before, s.after))] for s in since.gone[:GONE]]
    return {"gone": len(since.gone), "rows": rows}


def plain(text: str) -> str:
    """Return a text without lone surrogates, which stand as U+FFFD: for lists, where nothing is read back."""
    return _HALF.sub("\N{REPLACEMENT CHARACTER}", text)


def exact(text: str) -> str | list[str | int]:
    """Return a text from which the page can spell the very same: lone surrogates stand as numbers in a list."""
    parts = _HALF.split(text)
    return text if len(parts) == 1 else [ord(p) if n % 2 else p for n, p in enumerate(parts) if p]


def card(view: View, quiet: int) -> list[Any]:
    """Return what a list of articles tells of one: id, path, title, language, site, and its counts of changes."""
    return [
        plain(view.id),
        plain(view.path),
        plain(view.facts.get("title") or _first_words(view)),
        view.lang,
        plain(site_of(view)),
        len(view.loud),
        quiet,
        view.by_status["suggested"],
    ]


def site_of(view: View) -> str:
    """Return the site of an article: the host of its address, else the first folder of its path, else nothing."""
    try:
        host = urlsplit(view.facts.get("url") or "").hostname
    except ValueError:
        host = None
    head, slash, _ = view.path.partition("/")
    return host or (head if slash else "")


def article(view: View) -> dict[str, Any]:
    """Return all that the page shows of one article."""
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
