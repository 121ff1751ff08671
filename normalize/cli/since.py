"""What `normalize report --since` says: the outputs against those of an earlier run."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from normalize.cli import console

if TYPE_CHECKING:
    from collections.abc import Iterable

    from normalize.report.since import Since, Told
    from normalize.store.archive import Archive


def show_since(archive: Archive, since: str, *, json: bool, every: bool, page: Path | None) -> None:
    """Show what is otherwise than in an earlier run: a folder, a file of `export jsonl`, or a revision of git.

    With `page` it is marked in a report of its own.
    """
    from normalize.report.since import compare, told
    from normalize.report.since_lines import since_lines

    with ExitStack() as stack:
        found = compare(_earlier(archive, since, stack), map(told, archive))
    if page is not None:
        _draw(archive, found, page)
    if json:
        console.as_json(_plain(found, since))
        return
    drawn = since_lines(found, since, colour=console.coloured(), width=console.width(), every=every)
    console.paged(drawn)


def _draw(archive: Archive, found: Since, page: Path) -> None:
    from normalize.cli.project import decisions_here
    from normalize.errors import RefusedError
    from normalize.report.page import redraw
    from normalize.store.out import replace_file

    if page.is_file() and b'<template id="head">' not in page.read_bytes():
        raise RefusedError(f"{page}: no report of normalize, and would be overwritten; move it away, or name another")
    replace_file(page, "".join(redraw(archive, archive.skipped(), decisions_here().all, since=found)))
    console.say(f"the report with what is new is in {page}")


def _earlier(archive: Archive, since: str, stack: ExitStack) -> Iterable[Told]:
    from normalize.report.since import exported, told
    from normalize.store.archive import Archive
    from normalize.store.revision import Revision

    path = Path(since)
    if path.is_dir():
        return map(told, Archive(path))
    if path.exists():
        return exported(path)
    return map(told, stack.enter_context(Revision(archive.folder, since)))


def _plain(since: Since, against: str) -> dict[str, Any]:
    return {
        "format": 1,
        "against": against,
        "articles": since.articles,
        "added": since.added,
        "removed": since.removed,
        "resourced": since.resourced,
        "rules": [
            {"rule": rule, "new": new, "gone": gone, "turned": turned, "same": same}
            for rule, (new, gone, turned, same) in since.by_rule().items()
        ],
        "new": [s._asdict() for s in since.new],
        "gone": [s._asdict() for s in since.gone],
        "turned": [{"was": t.old.status, **t.new._asdict()} for t in since.turned],
    }
