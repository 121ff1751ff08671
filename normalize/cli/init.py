"""The command that begins a project: init."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from normalize.cli import console


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command("init")(init)


def init(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="[FOLDER]", help="Where; it is made where it is missing.", show_default="here"),
    ] = None,
) -> None:
    """Begin a project: a pyproject.toml with every setting explained, a glossary, and an article to try it on.

    Nothing is overwritten. A pyproject.toml or .gitignore that is there gets what it lacks at its end; any other file
    that is there stays as it is, and is named. So `init` may be run again at any time.
    """
    from normalize.store.scaffold import plan

    place = folder or Path()
    steps = plan(place)
    for step in steps:
        added = step.path.exists()
        step.take()
        told = f"stays: {step.kept}" if step.kept else f"{'added to: ' * added}{step.what}"
        console.say(f"{step.path.relative_to(place).as_posix():<42}  {told}")
    there = f"cd {folder} && " if folder and place != Path() else ""
    console.say(f"next: {there}normalize all" if any(not s.kept for s in steps) else "nothing was missing")
