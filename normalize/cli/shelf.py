"""The shelf of commands: each is taken down when it is asked for, so that `--help` loads none of them."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command_from_info, get_group

from normalize.cli import manual


class Shelf(TyperGroup):
    """The group of all commands of `manual.PAGES`, which are loaded when they are asked for."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.commands = _Commands()

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - as the group of typer has it
        """Return the names of the commands, in the order of their pages."""
        return list(self.commands)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """Write the commands and what they do in a few words."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, manual.PAGES[name].short) for name in self.commands])


class _Commands(MutableMapping[str, Any]):
    """Commands by name, built when they are asked for."""

    def __init__(self) -> None:
        self._built: dict[str, Any] = {name: None for name in manual.PAGES if name and " " not in name}

    def __getitem__(self, name: str) -> Any:
        if self._built[name] is None:
            self._built[name] = _command(name)
        return self._built[name]

    def __setitem__(self, name: str, command: Any) -> None:
        self._built[name] = command

    def __delitem__(self, name: str) -> None:
        del self._built[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._built)

    def __len__(self) -> int:
        return len(self._built)


def _command(name: str) -> Any:
    """Load the module of a command and build it; a module of several is a group of its own."""
    module = import_module(f"normalize.cli.{manual.PAGES[name].module}")
    if not hasattr(module, "register"):
        group = get_group(module.app)
        group.name, group.short_help = name, manual.PAGES[name].short
        return group
    app = typer.Typer()
    module.register(app)
    manual.bind(app)
    (info,) = (command for command in app.registered_commands if command.name == name)
    return get_command_from_info(info, pretty_exceptions_short=False, rich_markup_mode=None)
