"""The command that finds what is wrong here, and says the mend: doctor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from normalize.cli import console
from normalize.cli.look import Json

if TYPE_CHECKING:
    from normalize.cli.health import Part

_ROOM = 16  # columns of a label


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command("doctor")(doctor)


def doctor(json: Json = False) -> None:
    """Find what is wrong with this installation and this project, and say how to mend it.

    Looks at Python and packages, settings and their origins, glossaries, decisions, sources, outputs, the cache and the
    terminal. Writes nothing.
    """
    from normalize.cli.health import examine

    parts = examine()
    troubles = [trouble for part in parts for trouble in part.troubles]
    if json:
        console.as_json({"format": 1, "well": not troubles, "parts": [part.as_dict() for part in parts]})
    else:
        console.data("\n".join(line for part in parts if part.facts for line in _drawn(part)) + "\n")
        for trouble in troubles:
            console.say(_wrapped("wrong", trouble.what))
            console.say(_wrapped("mend", trouble.mend))
    if troubles:
        raise typer.Exit(1)
    if not json:
        console.data("Nothing is wrong.\n")


def _drawn(part: Part) -> list[str]:
    """A part as lines: its title, a fact a line, an empty line."""
    return [part.title, *(_wrapped(f"  {label}", found) for label, found in part.facts), ""]


def _wrapped(label: str, text: str) -> str:
    """A label and what it says, wrapped to the terminal and hanging behind the label."""
    from textwrap import fill

    first, rest = f"{label:<{_ROOM}}", " " * _ROOM
    width = min(console.width(), 80)
    return fill(console.harmless(text), width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)
