"""A server of the review in a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from normalize.review.serve import Server


@contextmanager
def running(server: Server) -> Iterator[Server]:
    """Let a server answer until the context ends."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    with server:
        yield server
        server.shutdown()
        thread.join()
