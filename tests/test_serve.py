"""The server of the review: it gives its page to its person alone, and takes answers from its page alone."""

from __future__ import annotations

import http.client
import json
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from serving import running

from normalize.edits.decision import Decision
from normalize.glossary.shape import Entry
from normalize.review.answers import latest
from normalize.review.decisions import Book
from normalize.review.offer import Offer
from normalize.review.serve import LARGEST, Server

ROW = {"verdict": "reject", "rule": "names/listed", "scope": "everywhere", "from": "Kiev", "to": "Kyiv", "lang": "en"}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with running(Server(b"<p>page</p>", Book.open(tmp_path / "decisions.yaml"))) as made:
        yield made


def said(server: Server, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, bytes]:
    """Send a request as the page would, but for the headers told: one that is empty is left out."""
    host = f"127.0.0.1:{server.server_port}"
    usual = {"Host": host}
    if method == "POST":
        usual |= {"Origin": f"http://{host}", "X-Normalize-Token": server.token, "Content-Type": "application/json"}
        usual["Content-Length"] = str(len(body or b""))
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    for name, value in (usual | {k.replace("_", "-"): v for k, v in headers.items()}).items():
        if value:
            connection.putheader(name, value)
    connection.endheaders(body)
    reply = connection.getresponse()
    content = reply.read()
    assert reply.getheader("X-Content-Type-Options") == "nosniff"
    connection.close()
    return reply.status, content


def answer(server: Server, body: object = None, **headers: str) -> int:
    data = json.dumps({"answer": [ROW]} if body is None else body).encode()
    return said(server, "POST", f"/{server.token}/decisions", data, **headers)[0]


def test_it_listens_on_this_machine_alone(server: Server) -> None:
    assert server.server_address[0] == "127.0.0.1"
    assert len(server.token) >= 40
    other = next((a[4][0] for a in socket.getaddrinfo(socket.gethostname(), None) if a[4][0] != "127.0.0.1"), None)
    if other is not None and ":" not in str(other) and not str(other).startswith("127."):
        with pytest.raises((ConnectionError, TimeoutError)):
            socket.create_connection((str(other), server.server_port), timeout=2).close()


def test_the_page_is_given_to_whom_knows_its_address(server: Server) -> None:
    assert said(server, "GET", f"/{server.token}/") == (200, b"<p>page</p>")
    assert said(server, "GET", f"/{server.token}/", Host=f"localhost:{server.server_port}")[0] == 200
    for path in ("/", "/x/", f"/{server.token}", f"/{server.token}/../etc/passwd", f"/{server.token.lower()}x/", "//"):
        assert said(server, "GET", path)[0] == 404
    for host in ("evil.example", f"evil.example:{server.server_port}", "127.0.0.1", ""):
        assert said(server, "GET", f"/{server.token}/", Host=host)[0] == 421


def test_an_answer_is_written_and_taken_back(server: Server) -> None:
    assert answer(server) == 200
    (kept,) = Book.open(server.book.path).decisions
    assert replace(kept, on="") == Decision.of(ROW)
    assert kept.on
    assert json.loads(said(server, "GET", f"/{server.token}/decisions")[1]) == [ROW | {"on": kept.on}]
    assert answer(server, {"undo": [ROW]}) == 200
    assert Book.open(server.book.path).decisions == ()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": ""}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"X_Normalize_Token": ""}, 403),
        ({"X_Normalize_Token": "guess"}, 403),
        ({"Content_Type": "text/plain"}, 415),
        ({"Content_Type": "application/x-www-form-urlencoded"}, 415),
        ({"Content_Length": ""}, 411),
        ({"Content_Length": "-1"}, 411),
        ({"Content_Length": str(LARGEST + 1)}, 413),
        ({"Content_Length": "9" * 400}, 413),
        ({"Host": "evil.example"}, 421),
    ],
)
def test_what_is_not_from_the_page_is_refused(server: Server, headers: dict[str, str], status: int) -> None:
    assert answer(server, **headers) == status
    assert not server.book.path.exists()


@pytest.mark.parametrize(
    "body",
    [
        [],
        {},
        "x",
        {"answer": "x"},
        {"answer": [1]},
        {"answer": [{}]},
        {"answer": [{**ROW, "verdict": "maybe"}]},
        {"answer": [{**ROW, "path": "/etc/passwd"}]},
        {"answer": [ROW], "more": 1},
        {"answer": [{**ROW, "from": 7}]},
    ],
)
def test_what_is_no_answer_is_refused(server: Server, body: object) -> None:
    assert answer(server, body) == 400
    assert not server.book.path.exists()


def test_the_last_answer_of_the_page_can_be_taken_back(tmp_path: Path) -> None:
    book = Book.open(tmp_path / "d.yaml")
    with Server(b"", book) as made:
        made.decide({"answer": [ROW]})
        made.decide({"answer": [{**ROW, "from": "Kiew"}, {**ROW, "from": "Kijew"}]})
    assert {d.before for d in latest(book.decisions)} == {"Kiew", "Kijew"}


def test_what_the_glossary_could_learn_is_offered_and_written(tmp_path: Path) -> None:
    entry, written = Entry("kyiv", "place", {"en": "Kyiv"}), []
    offered = Offer(entry, "Kiev", "not")
    made = Server(
        b"", Book.open(tmp_path / "d.yaml"), lambda d, _: offered if d.before == "Kiev" else None, written.append
    )
    with made:
        assert made.decide({"answer": [ROW]}) == {"offer": offered.said}
        assert made.decide({"answer": [{**ROW, "from": "Kiew"}]}) == {}
        assert made.learn({"decision": [ROW], "suggested": False}) == {"done": offered.said}
        for wrong in ({"decision": [{**ROW, "from": "Kiew"}]}, {"decision": []}, {"answer": [ROW]}, {}):
            with pytest.raises((ValueError, KeyError)):
                made.learn(wrong)
    assert written == [offered]


def test_broken_bodies_are_refused(server: Server) -> None:
    for body in (b"", b"{", b"\xff", b"[" * 100_000):
        assert said(server, "POST", f"/{server.token}/decisions", body)[0] == 400
    assert answer(server) == 200  # and it still answers


def test_a_get_changes_nothing_and_other_methods_are_not_there(server: Server) -> None:
    answer(server)
    before = server.book.path.read_bytes()
    for path in ("/", f"/{server.token}/", f"/{server.token}/decisions", f"/{server.token}/decisions?undo=1"):
        said(server, "GET", path)
    assert server.book.path.read_bytes() == before
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    for method in ("PUT", "DELETE", "OPTIONS", "PATCH"):
        connection.request(method, f"/{server.token}/decisions")
        reply = connection.getresponse()
        assert reply.status == 501
        assert reply.getheader("Access-Control-Allow-Origin") is None
        reply.read()
        connection.close()


def test_a_file_with_a_mistake_is_told_and_kept(server: Server) -> None:
    server.book.path.write_text("- rejekt: x\n", "utf-8")
    status, told = said(server, "POST", f"/{server.token}/decisions", json.dumps({"answer": [ROW]}).encode())
    assert status == 409
    assert b"decisions.yaml:1" in told
    assert server.book.path.read_text("utf-8") == "- rejekt: x\n"


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_the_command_serves_a_run_until_it_is_ended(tmp_path: Path, ending: signal.Signals) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text("They met in Kiev on Monday, the ministry said.\n", "utf-8")
    command = [sys.executable, "-m", "normalize"]
    subprocess.run([*command, "all", "-q"], cwd=tmp_path, check=True)
    with subprocess.Popen(
        [*command, "review", "--web"], cwd=tmp_path, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True
    ) as run:
        try:
            assert run.stderr is not None
            address = re.search(r"http://\S+", run.stderr.readline())
            assert address is not None
            with urllib.request.urlopen(address[0], timeout=20) as reply:
                page = reply.read().decode("utf-8")
            run.send_signal(ending)
            assert run.wait(20) == 0
        finally:
            run.kill()
    assert "connect-src 'self'" in page
    assert "connect-src" not in (tmp_path / "out" / "report.html").read_text("utf-8")
