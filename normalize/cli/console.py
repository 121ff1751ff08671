"""What is said to people: on the standard error, in colour only where somebody sees it."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any, TypeVar

import typer

_T = TypeVar("_T")


def say(message: str = "") -> None:
    """Say something to the person, on the standard error; no control character of a file name gets there."""
    with suppress(OSError):  # nobody can be told that nobody can be told
        typer.echo(harmless(message).encode("utf-8", "backslashreplace").decode("utf-8"), err=True)


def harmless(text: str) -> str:
    """Return a text with every character drawn that a terminal would obey or nobody would see."""
    from normalize.text.invisible import drawn

    return drawn(text)


def data(text: str) -> None:
    """Write data to the standard output as UTF-8, whatever the terminal's encoding."""
    raw(text.encode("utf-8", "backslashreplace"))


def raw(content: bytes) -> None:
    """Write bytes to the standard output; a reader that has gone (`| head`) ends the program, and is no fault.

    Raises StorageError where the output is closed, or on a disk that is full.
    """
    from normalize.errors import StorageError

    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        give_up_output()
        raise typer.Exit(0) from None
    except OSError as e:
        give_up_output()
        raise StorageError(f"the standard output: cannot be written: {e.strerror or e}") from None


def give_up_output() -> None:
    """Let what is still to be written to the standard output go nowhere: Python would fail on it when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def fill_streams() -> None:
    """Open the standard streams that the program was started without: else a file of ours would get their numbers.

    What is said to people goes nowhere then; reading input and writing data fail, as they should.
    """
    for number, (name, mode, flag) in enumerate(_STREAMS):
        if getattr(sys, name) is None:
            handle = os.open(os.devnull, flag)
            if handle != number:
                os.dup2(handle, number)
                os.close(handle)
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115


_STREAMS = (("stdin", "r", os.O_WRONLY), ("stdout", "w", os.O_RDONLY), ("stderr", "w", os.O_WRONLY))


def paged(lines: Iterable[str]) -> None:
    """Write lines for a person: through the person's pager where the standard output is a terminal."""
    if sys.stdout.isatty():
        import pydoc

        os.environ.setdefault("LESS", "-FRX")  # colours, and no waiting where all fits on the screen
        pydoc.pager("\n".join(lines) + "\n")
    else:
        data("\n".join(lines) + "\n")


_STEERING = re.compile(  # what a terminal obeys, or what turns the direction of a line: all of it only in strings
    "[\x7f-\x9f\N{LEFT-TO-RIGHT EMBEDDING}-\N{RIGHT-TO-LEFT OVERRIDE}"
    "\N{LEFT-TO-RIGHT ISOLATE}-\N{POP DIRECTIONAL ISOLATE}]"
)


def as_json(value: Any) -> None:
    """Write data as JSON to the standard output."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    data(_STEERING.sub(lambda m: f"\\u{ord(m[0]):04x}", text) + "\n")


def coloured() -> bool:
    """Whether the standard output is a terminal that wants colour."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def asks() -> bool:
    """Whether a person sits there who can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def width() -> int:
    """How many columns the terminal has."""
    return max(40, min(shutil.get_terminal_size((80, 24)).columns, 120))


def progress(items: Iterable[_T], total: int) -> Iterator[_T]:
    """Show a bar while many items are done, on a terminal only."""
    if total < 20 or not sys.stderr.isatty():
        yield from items
        return
    with typer.progressbar(items, length=total, label="Articles", file=sys.stderr) as bar:
        yield from bar


def plural(n: int, one: str, many: str = "") -> str:
    """Return a number with its noun: "1 article", "2 articles"."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def summed_up(articles: int, changes: int, suggestions: int, skipped: int) -> str:
    """Return what became of articles in a line."""
    said = [plural(articles, "article"), plural(changes, "change")]
    if suggestions:
        said.append(f"{plural(suggestions, 'suggestion')} not made")
    if skipped:
        said.append(f"{skipped} skipped")
    return ", ".join(said)
