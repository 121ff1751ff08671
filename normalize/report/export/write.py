"""Exports on disk: written whole or not at all, and nothing overwritten that is not one of ours."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from normalize.errors import RefusedError, StorageError, UsageError
from normalize.report.export import Format
from normalize.store.archive import Archived
from normalize.store.out import MANIFEST, Out, file_name


def to_folder(form: Format, ids: Iterable[str], articles: Iterable[Archived], folder: Path) -> None:
    """Write the articles of these ids as files below a folder; files that an earlier export left there go.

    Raises UsageError where the format has no files, or the folder the name of one; RefusedError where something else
    stands there; StorageError where the disk says no.
    """
    if form.files is None:
        raise UsageError(f"{form.name} is written to one file, not to a folder: --to {folder}/changes.{form.name}")
    if folder.suffix in form.suffixes:
        raise UsageError(f"{form.name} is several files: name a folder for them with --to, not {folder}")
    store = Out(folder, lists=(MANIFEST,), option="--to")
    held = store.manifest()
    if held and held.get("export") != form.name:
        what = f"an export as {held['export']}" if "export" in held else "the outputs of a run"
        raise RefusedError(f"{folder}: holds {what}; name another folder with --to")
    names = [*(f"{file_name(i)}{suffix}" for i in ids for suffix in form.suffixes), *form.others]
    store.refuse_foreign(names)
    with store:
        store.claim(names)
        for name, content in form.files(articles):
            store.write(name, content)
        store.finish({"export": form.name, "inputs": {}, "articles": {}})


def to_file(form: Format, articles: Iterable[Archived], path: Path) -> None:
    """Write articles to one file; an earlier export of this format is replaced.

    Raises UsageError where the format is no single text, RefusedError where something else is there, StorageError where
    the disk says no.
    """
    if form.stream is None or not form.opening:
        raise UsageError(f"{form.name} is written to a folder, which {path} is not")
    if os.path.lexists(path) and not _is_ours(path, form.opening.encode("utf-8")):
        raise RefusedError(
            f"{path}: not written by `normalize export {form.name}`, and would be overwritten; "
            "move it away, or name another file with --to"
        )
    Out(path.parent, lists=(), option="--to").stream(path.name, map(_text, form.stream(articles)))


def _is_ours(path: Path, opening: bytes) -> bool:
    if not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return file.read(len(opening)) in (opening, b"")
    except OSError as e:
        raise StorageError(f"{path}: cannot be read: {e.strerror or e}; mend this, or name another file") from None


def _text(chunk: str | bytes) -> str:
    return chunk if isinstance(chunk, str) else chunk.decode("utf-8", "surrogateescape")
