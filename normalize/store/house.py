"""A whole run: find, do, write, report; and whether what lies there is still true."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from normalize.errors import RefusedError, UsageError
from normalize.glossary.read import digest, layers_of
from normalize.pipeline import code_digest
from normalize.stages import cues
from normalize.store.archive import Archive, Archived
from normalize.store.out import CORPUS, QUARANTINE, REPORT, Out, as_json, file_name
from normalize.store.seeds import Items, find
from normalize.store.work import Done, Task, process_all, take_survey
from normalize.text.likeness import Copies


@dataclass
class Summary:
    """What a run did: counts, what was skipped and why, and which files changed."""

    articles: int = 0
    changes: int = 0
    suggestions: int = 0
    skipped: list[dict[str, str]] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)

    def take(self, done: Done) -> None:
        """Count what became of an item."""
        if done.skip is not None:
            reason, message = done.skip
            self.skipped.append({"id": done.id, "source": done.source, "reason": reason, "message": message})
            return
        self.articles += 1
        self.changes += done.changes
        self.suggestions += done.suggestions


Draw = Callable[[Iterable[Archived], Sequence[Mapping[str, str]]], Iterable[str]]
"""Draws the report of articles and of inputs that were skipped, as chunks of a page."""


class Marks:
    """The articles of a run in order; each that is a copy of an earlier one is marked, and kept."""

    def __init__(self) -> None:
        self._copies = Copies()
        self._ids: list[str] = []

    def marked(self, done: Done) -> Done:
        """Return what became of an item, with the id of the first article that it is a copy of in its record."""
        if done.likeness is None:
            return done
        first = self._copies.add(done.likeness)
        self._ids.append(done.id)
        return done if first is None else replace(done, record=done.record | {"duplicate_of": self._ids[first]})


Progress = Callable[[Iterable[Done], int], Iterable[Done]]


def build(
    paths: Sequence[Path],
    out: Path,
    task: Task,
    draw: Draw,
    *,
    jobs: int = 0,
    check: bool = False,
    progress: Progress = lambda done, _: done,
) -> Summary:
    """Normalise everything below `paths` into `out`. With `check` nothing is written.

    `draw` makes the report. Raises UsageError where there is nothing to do, RefusedError where `out` is not ours or
    lies in the input, StorageError where the disk says no.
    """
    items = gathered(paths, task)
    _apart(paths, out)
    summary = Summary()
    glossaries = digest(layers_of(task.glossaries))
    store = Out(out, dry=check)
    names = list(_names(items))
    store.refuse_foreign(names)
    with store:
        store.claim(names)
        rows: list[str] = []
        inputs: dict[str, dict[str, str]] = {}
        for done in all_done(items, task, jobs, progress):
            _take(done, store, summary, rows, inputs)
        store.write(CORPUS, "".join(rows))
        store.write(QUARANTINE, "".join(map(as_json, summary.skipped)))
        if check:
            store.digests[REPORT] = store.manifest().get("files", {}).get(REPORT, "")
        else:
            store.stream(REPORT, draw(Archive(out), summary.skipped))
        digests = {
            "code": code_digest(),
            "cues": cues.digest(),
            "glossaries": glossaries,
            "settings": task.settings.digest(),
            **({"fields": task.names.digest()} if task.names.digest() else {}),
            **({"decisions": task.settings.decisions.digest()} if task.settings.decisions else {}),
        }
        store.finish({"inputs": digests, "articles": inputs})
        summary.changed = store.changed
    return summary


def gathered(paths: Sequence[Path], task: Task) -> Items:
    """Return the documents in `paths`. Raises UsageError where there are none."""
    items = find(paths, task.names)
    if not items:
        raise UsageError(f"{', '.join(map(str, paths))}: there is no article here; put texts or pages into this folder")
    return items


def all_done(items: Items, task: Task, jobs: int, progress: Progress) -> Iterator[Done]:
    """Survey all items, then yield what became of each, in their order; copies of earlier articles are marked."""
    copies = Marks()
    task = replace(task, survey=take_survey(items, task, jobs))
    for done in progress(process_all(items, task, jobs), len(items)):
        yield copies.marked(done)


def rebuild_report(out: Path, draw: Draw) -> None:
    """Write the report anew from the outputs in a folder. Raises UsageError where their manifest is missing."""
    archive = Archive(out)
    store = Out(out)
    store.refuse_foreign()
    with store:
        manifest = store.manifest()
        if not manifest:
            raise UsageError(f"{out}/manifest.json: missing or broken; run `normalize all`")
        store.digests = dict(manifest["files"])
        store.stream(REPORT, draw(archive, archive.skipped()))
        rest = {k: v for k, v in manifest.items() if k in ("inputs", "articles")}
        store.finish(rest)


def stale(out: Path, glossaries: str, task: Task) -> Iterator[str]:
    """Yield what is no longer true of the outputs in a folder, one sentence each; `glossaries` is their digest."""
    from normalize.edits.ledger import digest

    Archive(out)
    manifest = Out(out, dry=True).manifest()
    if not manifest:
        yield f"{out}/manifest.json: missing, broken or not ours; run `normalize all`"
        return
    now = {
        "code": code_digest(),
        "cues": cues.digest(),
        "glossaries": glossaries,
        "settings": task.settings.digest(),
        "fields": task.names.digest(),
        "decisions": task.settings.decisions.digest(),
    }
    told = {
        "code": "the program",
        "cues": "the cue phrases",
        "glossaries": "the glossaries",
        "settings": "the settings",
        "fields": "the names of the fields",
        "decisions": "the decisions",
    }
    for key, value in now.items():
        if manifest["inputs"].get(key, "") != value:
            yield f"{out}: {told[key]} changed since the last run; run `normalize all`"
    for name, value in manifest["files"].items():
        path = out / name
        try:
            if digest(path.read_bytes()) != value:
                yield f"{path}: was changed by hand; run `normalize all`, or keep your change elsewhere"
        except OSError as e:
            said = "missing" if isinstance(e, FileNotFoundError) else f"cannot be read: {e.strerror or e}"
            yield f"{path}: {said}; run `normalize all`"


def _apart(paths: Sequence[Path], out: Path) -> None:
    place = Path(os.path.realpath(out))  # unlike `resolve` at peace with a link that leads to itself, as below
    for path in paths:
        here = Path(os.path.realpath(path))
        if path.is_dir() and (place == here or place.is_relative_to(here)):
            raise RefusedError(f"{out}: the output folder lies inside the input {path}; name another with --out")
        if any(here.is_relative_to(place / part) for part in ("texts", "ledgers")):
            raise RefusedError(f"{path}: this is an output of an earlier run in {out}; name the sources themselves")


def _names(items: Items) -> Iterator[str]:
    """Yield the files that a run over the items may write, besides the lists."""
    for item in items:
        if item.skip is None:
            yield from _outputs(item.id)


def _outputs(id_: str) -> tuple[str, str]:
    name = file_name(id_)
    return f"texts/{name}.txt", f"ledgers/{name}.json"


def _take(done: Done, store: Out, summary: Summary, rows: list[str], inputs: dict[str, dict[str, str]]) -> None:
    summary.take(done)
    if done.skip is not None:
        inputs[done.id] = {"source": done.source, "skipped": done.skip[0]}
        return
    text, ledger = _outputs(done.id)
    store.write(text, done.text)
    store.write(ledger, done.ledger)
    rows.append(as_json(done.record))
    inputs[done.id] = {"source": done.source, "sha256": done.record["sha256"]}
