"""All changes as CSV for spreadsheets: one row a change, nothing in it that a spreadsheet would run.

The file begins with a byte order mark, without which Excel takes UTF-8 for the code page of the machine. Programs read
`normalize export jsonl` rather: cells here are drawn for the eye, and cut where Excel would spill them.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from normalize.report.export.changes import changes
from normalize.store.archive import Archived
from normalize.text.invisible import drawn

COLUMNS = (
    "article source lang id stage rule status by before after reason confidence facts "
    "source_start source_end output_start output_end"
).split()
OPENING = "\N{ZERO WIDTH NO-BREAK SPACE}" + ",".join(f'"{c}"' for c in COLUMNS)  # how a file of ours begins
_LONGEST = 32_000  # UTF-16 units of one cell; Excel takes 32,767
_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠﹢﹣﹦﹫−]")
_LINE_END = re.compile(r"\r\n?")


def rows(articles: Iterable[Archived]) -> Iterator[str]:
    """Yield the lines of the table: the header, then every proposal. Raises RestoreError where a ledger is broken."""
    yield f"{OPENING}\r\n"
    for article in articles:
        written = io.StringIO(newline="")
        table = csv.writer(written, quoting=csv.QUOTE_ALL)
        head = article.id, article.record["source"], article.ledger.lang
        for c in changes(article):
            n, e = c.named, c.named.edit
            facts = "; ".join(f"{f.name} = {f.value}" for f in e.facts)
            told = *head, n.name, n.stage, e.rule, n.status, n.by, e.before, e.after, e.reason
            spans = n.start, n.end, c.out_start, c.out_end
            table.writerow((*map(cell, told), f"{e.confidence:g}", cell(facts), *map(str, spans)))
        yield written.getvalue()


def cell(text: str) -> str:
    """Return a text as a cell that is read and never run: what could begin a formula has an apostrophe before it.

    Line ends become line feeds; other characters that nobody sees are drawn.
    """
    shown = drawn(_LINE_END.sub("\n", text))
    shown = shown if len(shown) <= _LONGEST // 2 else _cut(shown)
    return f"'{shown}" if _FORMULA.match(text) or _FORMULA.match(shown) else shown


def _cut(text: str) -> str:
    units = text.encode("utf-16-le")
    if len(units) <= 2 * _LONGEST:
        return text
    head = units[: 2 * _LONGEST].decode("utf-16-le", "ignore")
    return f"{head}… ({len(text) - len(head):,} more)"
