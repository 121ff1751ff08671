"""`normalize review --web`: the report as a page that saves."""

from __future__ import annotations

import contextlib
import signal
from typing import TYPE_CHECKING

import typer

from normalize.cli import console

if TYPE_CHECKING:
    from normalize.edits import Decision
    from normalize.review.decisions import Book
    from normalize.review.offer import Offer
    from normalize.store.archive import Archive


def serve(book: Book, archive: Archive) -> None:
    """Give the page out on this machine until the person ends it."""
    from normalize.cli.task import task_of
    from normalize.config import find_settings
    from normalize.glossary import Glossary
    from normalize.report.page import redraw
    from normalize.review.offer import offer, put
    from normalize.review.serve import Server

    packs = task_of(find_settings()).glossaries

    def offers(decision: Decision, suggested: bool) -> Offer | None:
        return offer(decision, Glossary.open(packs), suggested=suggested)

    page = "".join(redraw(archive, archive.skipped(), book.decisions, saves=True)).encode("utf-8", "backslashreplace")
    with Server(page, book, offers, lambda o: put(o.file, o.entry, [o.spelling], o.field, packs)) as server:
        console.say(f"the review is at {server.address}")
        console.say(f"every answer is written to {book.path} at once; Ctrl-C ends it, `normalize all` carries them out")
        if console.asks():
            typer.launch(server.address)
        for ending in (signal.SIGINT, signal.SIGTERM):
            signal.signal(ending, signal.default_int_handler)  # also where whoever started us had Ctrl-C ignored
        with contextlib.suppress(KeyboardInterrupt):
            server.serve_forever()
