"""What the command line says of the inputs: the standard input as a file, and the names of fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from normalize.config import Setting
    from normalize.store.formats import Fields


@contextmanager
def spooled(paths: list[Path]) -> Iterator[list[Path]]:
    """Give the paths; the standard input, named -, as a file of JSON Lines that goes away afterwards.

    It is read more than once: a run looks at all articles before it cleans the first.
    """
    import shutil
    import sys
    import tempfile

    from normalize.errors import StorageError

    if Path("-") not in paths:
        yield paths
        return
    with tempfile.TemporaryDirectory(prefix="normalize-") as folder:
        file = Path(folder, "stdin.jsonl")
        try:
            with file.open("wb") as spool:
                shutil.copyfileobj(sys.stdin.buffer, spool)
        except OSError as e:
            raise StorageError(
                f"the standard input cannot be kept in {file}: {e.strerror or e}; nothing was done"
            ) from None
        yield [file if path == Path("-") else path for path in paths]


def given() -> bytes:
    """Return one document from the standard input. Raises UsageError where there is none, SkippedInput if too large."""
    import sys

    from normalize.errors import SkippedInput, UsageError
    from normalize.store.formats import LIMIT

    try:
        data = sys.stdin.buffer.read(LIMIT + 1)
    except OSError as e:
        raise UsageError(f"the standard input: cannot be read: {e.strerror or e}; name a file") from None
    if len(data) > LIMIT:
        raise SkippedInput("too_large", f"more than {LIMIT:,} bytes, the limit for one document")
    return data


def fields_of(settings: dict[str, Setting], said: Iterable[str]) -> Fields:
    """Return what the fields of records are called: the settings, and on top of them WHAT=NAME. Raises UsageError."""
    from normalize.errors import UsageError
    from normalize.store.formats import FIELDS, Fields

    names = {what: settings[f"{what}_field"].value for what in FIELDS}
    for one in said:
        what, _, name = one.partition("=")
        if what not in FIELDS or not name:
            raise UsageError(f"--field {one!r}: write it as --field text=NAME; known are: {', '.join(FIELDS)}")
        names[what] = name
    return Fields(**names)
