"""What the machine gives: the folder of caches, and the terminal."""

from __future__ import annotations

import os
import sys
import tempfile

from normalize.cli import console
from normalize.cli.health import Part
from normalize.glossary.cache import folder


def examine(part: Part) -> None:
    """Look whether glossaries can be kept compiled, and what the terminal can show."""
    cache = folder()
    nearest = next(p for p in (cache, *cache.parents) if p.exists())
    try:
        with tempfile.TemporaryFile(dir=nearest):
            part.fact("cache", str(cache))
    except OSError as e:
        part.wrong(
            f"{cache}: cannot be written ({e.strerror or e}), so every command compiles the glossaries anew",
            "make it writable, or set XDG_CACHE_HOME to a folder that is",
        )
    encoding = sys.stdout.encoding or "unknown"
    part.fact("encoding", encoding)
    if sys.stdout.isatty() and encoding.lower().replace("-", "") != "utf8":
        part.wrong(f"the terminal is said to read {encoding}, but texts are written in UTF-8", "export LC_ALL=C.UTF-8")
    said = next((n for n in ("NO_COLOR", "FORCE_COLOR") if os.environ.get(n)), "")
    colour = "yes" if console.coloured() else "no"
    part.fact("colour", colour + (f", {said} is set" if said else "" if sys.stdout.isatty() else ", no terminal"))
    part.fact("columns", str(console.width()))
