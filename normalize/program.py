"""The program itself, as something that outputs depend on."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path


@cache
def code_digest() -> str:
    """One digest of the program: its code, its weights, its tables and the files of its page."""
    total = hashlib.sha256()
    here = Path(__file__).parent
    for path in sorted((p for p in here.rglob("*.*") if is_code(p)), key=lambda p: p.relative_to(here).as_posix()):
        total.update(path.relative_to(here).as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def is_code(path: Path) -> bool:
    """Whether a file of the house is part of the program; cues and the shipped glossary have digests of their own."""
    is_told = path.suffix == ".yaml" and path.parent.name in ("cues", "pack")
    return path.is_file() and path.suffix != ".pyc" and not is_told
