"""A page that saves: a server on this machine alone, for one person, until it is ended.

It listens on the loopback address and a free port. The address that it prints holds a token of 32 random bytes: without
it nothing is shown, and nothing is written unless it is sent in a header of its own as well, from the page itself
(Origin), as JSON, to the address that the server is known by (Host, against names that are made to lead here). A GET
changes nothing. The standard library's server is enough for that; a framework would be four packages more.
"""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from normalize.edits.decision import Decision
from normalize.errors import NormalizeError
from normalize.review.answers import moment
from normalize.review.decisions import Book
from normalize.review.offer import Offer

LARGEST = 16 * 2**20  # bytes of one answer
_PATIENCE = 30.0  # seconds that a request may take to arrive
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Server(ThreadingHTTPServer):
    """Gives out one page and writes what is answered there. `address` is where to open it.

    `offers` says what the glossary could learn from a decision, where it was a suggestion or not; `put` writes it.
    """

    daemon_threads = True

    def __init__(
        self,
        page: bytes,
        book: Book,
        offers: Callable[[Decision, bool], Offer | None] = lambda *_: None,
        put: Callable[[Offer], None] = lambda _: None,
    ) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.page = page
        self.book = book
        self.offers = offers
        self.put = put
        self.token = secrets.token_urlsafe(32)
        self.writing = threading.Lock()
        self.hosts = frozenset(f"{name}:{self.server_port}" for name in ("127.0.0.1", "localhost"))

    @property
    def address(self) -> str:
        """The address of the page, token included."""
        return f"http://127.0.0.1:{self.server_port}/{self.token}/"

    def decisions(self) -> list[dict[str, str]]:
        """Return the decisions as they are now."""
        with self.writing:
            return [d.row() for d in self.book.decisions]

    def decide(self, said: Any) -> dict[str, str]:
        """Write what a page answered, and return what the glossary could learn from it.

        An answer that does not say when it was given is given now: `normalize undo` takes the last one back. Raises
        ValueError where it is no answer, NormalizeError where it cannot be written.
        """
        rows = _rows(said, "answer", "undo", "suggested")
        answered, undone = ([Decision.of(row) for row in rows.get(key, [])] for key in ("answer", "undo"))
        with self.writing:
            if undone:
                self.book.undo([d.key for d in undone])
            if answered:
                on = moment(self.book.decisions)
                self.book.answer(*(d if d.on else replace(d, on=on) for d in answered))
        found = self.offers(answered[0], bool(said.get("suggested"))) if len(answered) == 1 else None
        return {"offer": found.said} if found else {}

    def learn(self, said: Any) -> dict[str, str]:
        """Write into the glossary what a decision offers. Raises as `decide` does; ValueError where that is nothing."""
        (row,) = _rows(said, "decision", "suggested")["decision"]
        with self.writing:
            found = self.offers(Decision.of(row), bool(said.get("suggested")))
            if found is None:
                raise ValueError("the glossary has nothing to learn from this")
            self.put(found)
        return {"done": found.said}


def _rows(said: Any, *known: str) -> dict[str, list[dict[str, Any]]]:
    """Return the decisions in what a page sent, by their keys. Raises ValueError where they are none."""
    if not isinstance(said, dict) or not said or not said.keys() <= set(known):
        raise ValueError(f"say an object with {', '.join(known)}")
    rows = {key: value for key, value in said.items() if key != "suggested"}
    if not all(isinstance(r, list) and all(isinstance(row, dict) for row in r) for r in rows.values()):
        raise ValueError("decisions are a list of objects")
    return rows


class _Handler(BaseHTTPRequestHandler):
    server: Server
    timeout = _PATIENCE
    server_version = "normalize"
    sys_version = ""

    def do_GET(self) -> None:
        """Give out the page, or the decisions as they are now."""
        if not self._is_known():
            return
        if self.path == f"/{self.server.token}/":
            self._reply(HTTPStatus.OK, self.server.page, "text/html; charset=utf-8")
        elif self.path == f"/{self.server.token}/decisions":
            self._reply(HTTPStatus.OK, json.dumps(self.server.decisions()).encode(), "application/json")
        else:
            self._refuse(HTTPStatus.NOT_FOUND, "there is nothing here")

    def do_POST(self) -> None:
        """Write an answer."""
        if not self._is_known():
            return
        takes = {"decisions": self.server.decide, "glossary": self.server.learn}
        take = takes.get(self.path.removeprefix(f"/{self.server.token}/"))
        if take is None:
            self._refuse(HTTPStatus.NOT_FOUND, "there is nothing here")
        elif self.headers.get("Origin") != f"http://{self.headers['Host']}":
            self._refuse(HTTPStatus.FORBIDDEN, "this page may not write here")
        elif not secrets.compare_digest(self.headers.get("X-Normalize-Token", "").encode(), self.server.token.encode()):
            self._refuse(HTTPStatus.FORBIDDEN, "the token is missing or another")
        elif self.headers.get("Content-Type") != "application/json":
            self._refuse(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "an answer is application/json")
        elif (length := self._length()) is not None:
            self._take(take, self.rfile.read(length))

    def _take(self, take: Callable[[Any], dict[str, str]], body: bytes) -> None:
        try:
            reply = take(json.loads(body))
        except (ValueError, KeyError, RecursionError) as e:
            self._refuse(HTTPStatus.BAD_REQUEST, f"this is no answer: {e}"[:500])
        except NormalizeError as e:
            self._refuse(HTTPStatus.CONFLICT, str(e))
        else:
            self._reply(HTTPStatus.OK, json.dumps(reply).encode(), "application/json")

    def _length(self) -> int | None:
        said = self.headers.get("Content-Length", "")
        if not (said.isascii() and said.isdecimal()):
            self._refuse(HTTPStatus.LENGTH_REQUIRED, "say how long the answer is")
            return None
        if len(said) > len(str(LARGEST)) or int(said) > LARGEST:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"an answer has {LARGEST:,} bytes at most")
            return None
        return int(said)

    def _is_known(self) -> bool:
        """Whether the request is meant for this server, by a name of its own."""
        if self.headers.get("Host") in self.server.hosts:
            return True
        self._refuse(HTTPStatus.MISDIRECTED_REQUEST, "this server has another name")
        return False

    def _refuse(self, status: HTTPStatus, why: str) -> None:
        self._reply(status, why.encode("utf-8", "backslashreplace"), "text/plain; charset=utf-8")

    def _reply(self, status: HTTPStatus, body: bytes, kind: str) -> None:
        self.send_response(status)
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in the standard library
        """Say nothing: what is asked here is nobody's business."""
