"""The report as one file: every article with every change in its place, in plain HTML without scripts."""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup, escape

from normalize import __version__
from normalize.errors import REASONS
from normalize.report.flow import Gone, flow
from normalize.report.model import view
from normalize.report.parts import Article, Cause, Remark, View
from normalize.report.totals import RuleTotal, Totals
from normalize.stages import STAGES
from normalize.store.archive import Archived
from normalize.text.invisible import drawn, label

_NO_HTML = "\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff" + "".join(
    chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF)
)
_UNSEEN = (
    "\N{SOFT HYPHEN}\N{COMBINING GRAPHEME JOINER}\N{NO-BREAK SPACE}\N{ARABIC LETTER MARK}\N{MONGOLIAN VOWEL SEPARATOR}"
    "\N{EN QUAD}-\N{RIGHT-TO-LEFT MARK}\N{LINE SEPARATOR}-\N{NARROW NO-BREAK SPACE}\N{MEDIUM MATHEMATICAL SPACE}-\u206f"
    "\N{IDEOGRAPHIC SPACE}\N{ZERO WIDTH NO-BREAK SPACE}\ufff9-\ufffb\U000e0000-\U000e007f"
)
_TURNING = "\N{LEFT-TO-RIGHT EMBEDDING}-\N{RIGHT-TO-LEFT OVERRIDE}\N{LEFT-TO-RIGHT ISOLATE}-\N{POP DIRECTIONAL ISOLATE}"
_JOINING = "[\u0590-\u1fff\ua840-\uabff]"  # scripts in which joiners are part of the spelling
_IN_CHANGES = re.compile(
    f"(?<={_JOINING})[\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}](?={_JOINING})|([{_NO_HTML}])|([{_UNSEEN}])"
)
_IN_KEPT = re.compile(f"([{_NO_HTML}])|([{_TURNING}])")
_FACTS = ("byline", "date", "dateline", "agencies", "site", "translated_from", "duplicate_of")
_NO_FACTS = frozenset(("id", "source", "sha256", "text"))  # of a record: shown otherwise
_HEAD = 80  # code points that an article without a title is named by
_SHORT = 180  # code points of a change in a list
_LINE_ENDS = re.compile(r"\s*[\r\n]+\s*")

STATUS = {
    "suggested": "Suggested, not done",
    "vetoed": "Vetoed",
    "shadowed": "Gave way to another proposal",
    "note": "Noted",
}


def render(articles: Iterable[Article], skipped: Sequence[Mapping[str, str]] = (), *, version: str) -> Iterator[str]:
    """Yield the report as text: an overview, then every article. Raises RestoreError where a ledger does not fit.

    `skipped` are the inputs that could not be done, as `out/quarantine.jsonl` has them: source, reason, message.
    The text holds no lone surrogate: it can be written as UTF-8. Texts that HTML cannot hold are written so: each
    character is an empty element whose `data-char` is its number in hexadecimal.
    """
    totals = Totals()
    rows: list[dict[str, Any]] = []
    bodies: list[bytes] = []
    template = _environment().get_template("article.html")
    for n, article in enumerate(articles, 1):
        seen = view(article)
        totals.add(seen)
        rows.append(_row(n, seen))
        bodies.append(zlib.compress(template.render(_article(n, seen)).encode("utf-8"), 1))
    css = _asset("page.css")
    page = _environment().get_template("page.html")
    told = page.stream(
        css=Markup(css),  # noqa: S704 - our own file, not an article's
        css_hash=base64.b64encode(hashlib.sha256(css.encode("utf-8")).digest()).decode("ascii"),
        version=version,
        totals=totals,
        busiest=max((r.applied for r in totals.rules), default=0),
        rows=rows,
        skipped=[_skipped(s) for s in skipped],
        headlines=_headlines(),
        bodies=(Markup(zlib.decompress(b).decode("utf-8")) for b in bodies),  # noqa: S704 - rendered above
    )
    told.enable_buffering(64)
    return iter(told)


def draw(archived: Iterable[Archived], skipped: Sequence[Mapping[str, str]]) -> Iterator[str]:
    """Yield the page of a run's outputs in chunks."""
    articles = (
        Article(a.record["source"], {k: v for k, v in a.record.items() if k not in _NO_FACTS}, a.text, a.ledger)
        for a in archived
    )
    yield from render(articles, skipped, version=__version__)


def exact(text: str, *, changed: bool = False) -> Markup:
    """Return text as HTML from which the very same text can be read back.

    What HTML cannot hold (CR, NUL, lone surrogates and their like) becomes `<i data-char="000D"></i>`. In changes,
    characters that nobody sees are wrapped, so that the style sheet can draw their names beside them.
    """
    out: list[str] = []
    at = 0
    for m in (_IN_CHANGES if changed else _IN_KEPT).finditer(text):
        out.append(escape(text[at : m.start()]))
        name = escape(label(m[0]))
        if m[1]:
            out.append(f'<i class="x" data-char="{ord(m[0]):04X}" title="{name}"></i>')
        elif not m[2]:
            out.append(m[0])
        else:
            out.append(f'<i class="v" data-name="{name}">{m[0]}</i>')
        at = m.end()
    out.append(escape(text[at:]))
    return Markup("".join(out))  # noqa: S704 - every part of it is escaped


def calm(text: str) -> str:
    """Return a text with only those characters drawn that HTML cannot hold or that turn the writing around."""
    return _IN_KEPT.sub(lambda m: f"⟨{label(m[0])}⟩", text)


def short(text: str) -> str:
    """Return a text for a list: on one line, its invisible characters drawn, its middle left out where it is long."""
    line = _LINE_ENDS.sub(" ↵ ", text.strip("\r\n"))
    line = _IN_CHANGES.sub(lambda m: f"⟨{label(m[0])}⟩" if m[1] or m[2] else m[0], line)
    if len(line) <= _SHORT:
        return line
    return f"{line[: _SHORT * 2 // 3]} … {line[-_SHORT // 4 :]} ({len(text):,} characters)"


def percent(least: float, most: float | None = None) -> str:
    """Return a confidence, or a range of them, in per cent."""
    low, high = f"{least * 100:.0f}", f"{(least if most is None else most) * 100:.0f}"
    return f"{low} %" if low == high else f"{low}–{high} %"


def _why(causes: Iterable[Cause]) -> str:
    told = (f"{c.number} · {c.edit.rule} · {percent(c.edit.confidence)}\n{c.edit.reason}" for c in causes)
    return drawn("\n".join(told))


def _remark_why(remark: Remark) -> str:
    told = f"{STATUS[remark.status]}: {remark.rule}"
    sure = f" · {percent(remark.confidence)}" if remark.confidence is not None else ""
    instead = f" → {short(remark.after)}" if remark.after else ""
    return drawn(f"{told}{sure}\n{remark.reason}{instead}")


def _row(n: int, v: View) -> dict[str, Any]:
    return {
        "n": n,
        "title": v.facts.get("title") or _first_words(v),
        "path": v.path,
        "lang": v.lang,
        "changes": len(v.loud),
        "quiet": len(v.quiet),
        "suggested": v.by_status["suggested"],
        "vetoed": v.by_status["vetoed"],
    }


def _first_words(v: View) -> str:
    """Name an article without a title by how it begins."""
    begin = "".join(s.after for s in v.segments if s.at < _HEAD).strip()[:_HEAD]
    line = begin.split("\n", 1)[0]
    return f"{line.rpartition(' ')[0] or line} …" if len(line) == len(begin) else line


def _article(n: int, v: View) -> dict[str, Any]:
    """Collect what the template of an article needs."""
    remarks = {r.number: r for r in v.remarks}
    facts = [(name.replace("_", " "), v.facts.get(name)) for name in _FACTS]
    return {
        "n": n,
        "view": v,
        "row": _row(n, v),
        "blocks": [(isinstance(b, Gone), b) for b in flow(v)],
        "title": (v.facts.get("title") or "").strip(),
        "loud": _grouped(v.loud),
        "quiet": _grouped(v.quiet),
        "placed": frozenset(number for s in v.segments for number in s.remarks),
        "marked": set(),
        "remarks": remarks,
        "facts": [(name, ", ".join(value) if isinstance(value, list) else value) for name, value in facts if value],
        "names": v.facts.get("names") or [],
        "groups": [(s, t, [r for r in v.remarks if r.status == s]) for s, t in STATUS.items() if v.by_status[s]],
    }


def _grouped(causes: Iterable[Cause]) -> list[list[Cause]]:
    """Put edits with one rule and one reason in a row under one heading."""
    return [list(g) for _, g in groupby(causes, key=lambda c: (c.edit.rule, c.edit.confidence, c.edit.reason))]


def _headed(rules: Sequence[str]) -> str:
    """Name the rules behind a removed block: one in full, more by their own names."""
    if len(rules) == 1:
        return rules[0]
    names = [rule.rpartition("/")[2] for rule in rules]
    return ", ".join(names[:3]) + (f" + {len(names) - 3}" if len(names) > 3 else "")


def _skipped(said: Mapping[str, str]) -> dict[str, str]:
    reason = said.get("reason", "")
    return {
        "source": said.get("source") or said.get("id", ""),
        "reason": reason,
        "meaning": REASONS.get(reason, ""),
        "message": said.get("message") or said.get("detail", ""),
    }


def _sure(total: RuleTotal) -> str:
    return percent(total.least, total.most) if total.applied else ""


def _anchor(rule: str) -> str:
    return "rule-" + re.sub(r"[^a-z0-9]+", "-", rule.lower())


@cache
def _headlines() -> dict[str, str]:
    return {rule.id: rule.headline for stage in STAGES for rule in stage.rules}


def _slashed(rule: str) -> Markup:
    """Let the name of a rule break after its slash."""
    return Markup("/<wbr>").join(drawn(rule).split("/"))


def _asset(name: str) -> str:
    return (files("normalize.report") / "assets" / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    env = Environment(
        loader=DictLoader({name: _asset(name) for name in ("page.html", "article.html")}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters |= {
        "exact": exact,
        "short": short,
        "drawn": drawn,
        "calm": calm,
        "percent": percent,
        "why": _why,
        "sure": _sure,
    }
    env.filters |= {"anchor": _anchor, "headed": _headed, "slashed": _slashed, "remark_why": _remark_why}
    env.filters["thousands"] = lambda n: f"{n:,}"
    return env
