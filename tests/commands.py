"""The command line as a person would run it, with nothing of the environment of the tests in its way."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from pathlib import Path
from typing import NamedTuple
from unittest import mock


class Ended(NamedTuple):
    """How a command ended: exit code, standard output, messages."""

    returncode: int
    stdout: bytes
    stderr: bytes


def run(*args: str, cwd: Path, stdin: bytes = b"", env: dict[str, str] | None = None) -> Ended:
    """Run the command line in this process, as a person in the folder `cwd` would."""
    from normalize.cli import main

    given, out, err = (
        io.TextIOWrapper(io.BytesIO(stdin)),
        io.TextIOWrapper(io.BytesIO(), "utf-8"),
        io.TextIOWrapper(io.BytesIO(), "utf-8", "backslashreplace"),
    )
    streams = {"argv": ["normalize", *args], "stdin": given, "stdout": out, "stderr": err}
    code: object = 0
    with (
        contextlib.chdir(cwd),
        mock.patch.multiple(sys, **streams),
        mock.patch.dict(os.environ, environment(env), clear=True),
    ):
        try:
            main()
        except SystemExit as e:
            code = e.code or 0
        out.flush()
        err.flush()
    assert isinstance(code, int), code
    return Ended(code, out.buffer.getvalue(), err.buffer.getvalue())


def environment(more: dict[str, str] | None = None) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("NORMALIZE_") and k != "FORCE_COLOR"}
    return kept | {"NO_COLOR": "1"} | (more or {})
