"""Single keys from a terminal, without the return key."""

from __future__ import annotations

import os
import termios
import tty
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

_ARROWS = {"A": "k", "B": "j", "C": "j", "D": "k"}
_END = "\x04"  # Ctrl-D


@contextmanager
def presses(stdin: TextIO) -> Iterator[Iterator[str]]:
    """Give the keys that a person presses, arrows as j and k; the terminal is as it was before when that ends.

    Keys that were pressed before count as well.
    """
    handle = stdin.fileno()
    before = termios.tcgetattr(handle)
    tty.setcbreak(handle, termios.TCSADRAIN)
    try:
        yield _pressed(handle)
    finally:
        with suppress(termios.error):
            termios.tcsetattr(handle, termios.TCSADRAIN, before)


def _pressed(handle: int) -> Iterator[str]:
    """The keys, until the terminal is closed or Ctrl-D pressed."""
    while data := os.read(handle, 64):
        yield from _keys(data.decode("utf-8", "ignore"))
        if _END.encode() in data:
            return


def _keys(text: str) -> Iterator[str]:
    """The keys in what a terminal sent at once: an escape sequence is one key."""
    if text.startswith("\x1b"):
        yield from (_ARROWS[text[2]],) if text[1:2] in ("[", "O") and text[2:] in _ARROWS else ()
    else:
        yield from text.replace(_END, "q").replace("\r", "\n")
