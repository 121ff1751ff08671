"""Single keys from a terminal, without the return key."""

from __future__ import annotations

import os
import termios
import tty
from collections.abc import Iterator
from contextlib import suppress
from typing import TextIO

_ARROWS = {"A": "k", "B": "j", "C": "j", "D": "k"}
_END = "\x04"  # Ctrl-D


def presses(stdin: TextIO) -> Iterator[str]:
    """Yield the keys that a person presses, arrows as j and k; the terminal is as it was before when that ends."""
    handle = stdin.fileno()
    before = termios.tcgetattr(handle)
    tty.setcbreak(handle)
    try:
        while data := os.read(handle, 64):
            yield from _keys(data.decode("utf-8", "ignore"))
            if _END.encode() in data:
                return
    finally:
        with suppress(termios.error):
            termios.tcsetattr(handle, termios.TCSADRAIN, before)


def _keys(text: str) -> Iterator[str]:
    """The keys in what a terminal sent at once: an escape sequence is one key."""
    if text.startswith("\x1b"):
        yield from (_ARROWS[text[2]],) if text[1:2] in ("[", "O") and text[2:] in _ARROWS else ()
    else:
        yield from text.replace(_END, "q").replace("\r", "\n")
