"""Signals that end a run, and what must not be cut in two by them."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_ENDING = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Let the signals that end a run wait until this is over: they are heard then."""
    if threading.current_thread() is not threading.main_thread():
        yield  # no signal comes here
        return
    heard: list[int] = []
    before = {ending: signal.signal(ending, lambda number, _: heard.append(number)) for ending in _ENDING}
    try:
        yield
    finally:
        for ending, handler in before.items():
            signal.signal(ending, signal.SIG_DFL if handler is None else handler)
    for number in heard[:1]:
        signal.raise_signal(number)
