"""What outputs depend on besides their sources, and what of it changed since they were made."""

from __future__ import annotations

import platform
import unicodedata
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

from normalize.edits.ledger import digest
from normalize.glossary.read import digest as digest_of_layers
from normalize.glossary.read import layers_of
from normalize.program import code_digest
from normalize.stages import cues
from normalize.store.archive import Archive
from normalize.store.out import Out
from normalize.store.task import Task

TOLD = {
    "code": "the program",
    "cues": "the cue phrases",
    "glossaries": "the glossaries",
    "settings": "the settings",
    "fields": "the names of the fields",
    "decisions": "the decisions",
    "libraries": "Python or a library",
}
"""What a person calls each of the inputs that all articles have in common."""

_LIBRARIES = "babel beautifulsoup4 chardet ftfy langdetect lxml numpy py3langid pyyaml regex rensa".split()


def inputs_of(task: Task) -> dict[str, str]:
    """Return a digest of each input that all articles have in common; none of what is absent, or as usual."""
    settings = task.settings
    found = {
        "code": code_digest(),
        "cues": cues.digest(),
        "glossaries": digest_of_layers(layers_of(task.glossaries)),
        "settings": settings.digest(),
        "fields": task.names.digest(),
        "decisions": settings.decisions.digest(),
    }
    return {key: value for key, value in found.items() if value}


def told_of(task: Task) -> dict[str, str]:
    """Return what `inputs_of` returns, and the libraries: what the next run goes by, and is no part of any output."""
    return {**inputs_of(task), "libraries": libraries()}


def inputs_in(told: Mapping[str, str]) -> dict[str, str]:
    """Return what outputs depend on, of what `told_of` says."""
    return {key: value for key, value in told.items() if key != "libraries"}


def libraries() -> str:
    """Return the versions of what the program stands on: another may do otherwise."""
    found = [platform.python_version(), unicodedata.unidata_version]
    for name in _LIBRARIES:
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            found.append(name)
    return ", ".join(found)


def changed(old: Mapping[str, Any], new: Mapping[str, str]) -> Iterator[str]:
    """Yield which inputs differ."""
    return (key for key in TOLD if old.get(key, "") != new.get(key, ""))


def stale(out: Path, task: Task) -> Iterator[str]:
    """Yield what is no longer true of the outputs in a folder, one sentence each."""
    Archive(out)
    manifest = Out(out, dry=True).manifest()
    if not manifest:
        yield f"{out}/manifest.json: missing, broken or not ours; run `normalize all`"
        return
    for key in changed(manifest["inputs"], inputs_of(task)):
        yield f"{out}: {TOLD[key]} changed since the last run; run `normalize all`"
    for name, value in manifest["files"].items():
        path = out / name
        try:
            if digest(path.read_bytes()) != value:
                yield f"{path}: was changed by hand; run `normalize all`, or keep your change elsewhere"
        except OSError as e:
            said = "missing" if isinstance(e, FileNotFoundError) else f"cannot be read: {e.strerror or e}"
            yield f"{path}: {said}; run `normalize all`"
