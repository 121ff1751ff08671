"""Changes in the formats of other tools. A new format is one file here, and one row of `FORMATS`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from normalize.report.export import brat, jsonl, table, web_annotations
from normalize.report.export.unified import diff
from normalize.store.archive import Archived
from normalize.store.out import file_name

Files = Iterator[tuple[str, str | bytes]]


@dataclass(frozen=True, slots=True)
class Format:
    """A way to tell changes: as one stream of text, or as files of a folder.

    `opening` is how a stream of ours begins. `suffixes` are those of the files of an article; `files` yields names
    below the folder with their contents; `others` are files of the folder that belong to no article.
    """

    name: str
    stream: Callable[[Iterable[Archived]], Iterator[str | bytes]] | None = None
    opening: str = ""
    files: Callable[[Iterable[Archived]], Files] | None = None
    suffixes: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def _diffs(articles: Iterable[Archived]) -> Files:
    for article in articles:
        if told := diff(article):
            yield f"{file_name(article.id)}.diff", told


def _standoffs(articles: Iterable[Archived]) -> Files:
    types: set[str] = set()
    for article in articles:
        told = brat.standoff(article)
        types |= told.types
        yield f"{file_name(article.id)}.txt", told.text
        yield f"{file_name(article.id)}.ann", told.annotations
    yield brat.CONFIGURATION, brat.configuration(types)


FORMATS = {
    form.name: form
    for form in (
        Format("diff", stream=lambda articles: map(diff, articles), files=_diffs, suffixes=(".diff",)),
        Format("jsonl", stream=jsonl.lines, opening=jsonl.OPENING),
        Format("annotations", stream=web_annotations.collection, opening=web_annotations.OPENING),
        Format("brat", files=_standoffs, suffixes=(".txt", ".ann"), others=(brat.CONFIGURATION,)),
        Format("csv", stream=table.rows, opening=table.OPENING),
    )
}
