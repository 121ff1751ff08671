"""A run, once it is known what is to be done: the stale articles are done, and with the fresh ones made a whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from normalize.errors import StorageError
from normalize.store.archive import Archive
from normalize.store.last import Last
from normalize.store.more import More, Remembered
from normalize.store.notes import from_survey
from normalize.store.out import CORPUS, LISTS, QUARANTINE, REPORT, Out, as_json, outputs_of
from normalize.store.plan import Chosen, Plan, is_whole, name_of, seal_of, sealed
from normalize.store.row import Row, Touched
from normalize.store.seeds import Items
from normalize.store.signals import uninterrupted
from normalize.store.state import NAME, State
from normalize.store.summary import Progress, Summary
from normalize.store.task import Done, Draw, Task
from normalize.store.work import process_all
from normalize.text.likeness import first_copies

BATCH = 500  # articles that are brought to the disk together
_COPY_OF = '"duplicate_of": '  # first in a line of corpus.jsonl where it matters: in texts a quote has a backslash


def assemble(
    items: Items, store: Out, state: State, plan: Plan, task: Task, draw: Draw, *, jobs: int, progress: Progress
) -> Summary:
    """Do what the plan says, and write the lists, the report and the manifest.

    What is remembered is only ever true: stale articles are forgotten before the first file is written, and those that
    are done are remembered once their files are in place.
    """
    last = Last.of(store, state, plan)
    _do(items, store, state, plan, task, jobs, progress)
    summary = plan.counted()
    if last.settled:
        for name in (CORPUS, QUARANTINE, REPORT):
            store.keep(name, last.lists[name])
    else:
        _list(store, state, plan, last, summary)
        _report(store, state, plan, task, draw, summary)
    store.finish({"inputs": plan.inputs, "articles": _articles(plan)})
    lists = {name: (store.digests[name], seal_of(store.folder / name)) for name in LISTS}
    state.turn(lists=lists, order=plan.order())
    if plan.surveyed and plan.will_last():
        state.turn(survey={"of": plan.of(), "survey": from_survey(plan.survey)})
    summary.changed = store.changed
    return summary


def _list(store: Out, state: State, plan: Plan, last: Last, summary: Summary) -> None:
    """Write the list of all articles, and that of what could not be done."""
    store.stream(CORPUS, _records(store, state, plan, last))
    store.write(QUARANTINE, "".join(map(as_json, summary.skipped)))


def _report(store: Out, state: State, plan: Plan, task: Task, draw: Draw, summary: Summary) -> None:
    """Write the report; a dry run says that it would be another where it is not as it was written."""
    if store.dry:
        known = store.manifest().get("files", {}).get(REPORT, "")
        store.keep(REPORT, known)
        store.changed += [] if is_whole(store.folder / REPORT, known, (), trust=False) else [REPORT]
    else:
        store.flush()
        store.stream(REPORT, draw(_sheets(Archive(store.folder), state, plan, task), summary.skipped))


def _sheets(archive: Archive, state: State, plan: Plan, task: Task) -> Iterator[str]:
    """Yield what the report has of each article, drawn now where no run has drawn it yet."""
    seen: set[bytes] = set()
    new: dict[bytes, str] = {}
    done = (row for name in plan.found if (row := plan.rows[name]).skip is None)
    with (archive.folder / CORPUS).open(encoding="utf-8") as lines:
        for line, row in zip(lines, done, strict=True):
            stamp = _stamp(line, row, plan)
            seen.add(stamp)
            sheet = state.sheet(stamp)
            if sheet is None:
                sheet = new[stamp] = task.sheet(archive.at(line))
            yield sheet
    state.put_sheets(new)
    state.keep_sheets(seen)


def _stamp(line: str, row: Row, plan: Plan) -> bytes:
    """The stamp of what the report has of an article: of its line in corpus.jsonl, its files, and who draws it."""
    told = (plan.program(), line, *(known for _, known, _ in row.files))
    return hashlib.blake2b("\0".join(told).encode("utf-8"), digest_size=16).digest()


def _do(items: Items, store: Out, state: State, plan: Plan, task: Task, jobs: int, progress: Progress) -> None:
    """Do the stale articles, in batches."""
    todo = Chosen(items, set(plan.why))
    names = [name for item in todo if item.skip is None for name in outputs_of(item.id)]
    store.refuse_foreign(names)
    store.claim(names)
    lost: dict[str, Any] = {"survey": {}} if plan.surveyed else {}
    state.turn([*plan.why, *plan.gone], plan.resealed, lists={}, stamp={}, **lost, **plan.told)
    for row in plan.gone.values():
        for file, known, _ in row.files:
            store.former[file] = known
    for row in plan.rows.values():
        for file, known, _ in row.files:
            store.keep(file, known)
    batch: dict[bytes, Remembered] = {}
    sheets: dict[bytes, str] = {}
    try:
        for done in progress(process_all(todo, replace(task, survey=plan.survey), jobs), len(todo)) if todo else ():
            with uninterrupted():
                name = name_of(done.id, done.source)
                batch[name] = _made(done, store, plan, name, sheets)
                if len(batch) == BATCH:
                    _keep(batch, sheets, store, state, plan)
                    batch, sheets = {}, {}
    except (KeyboardInterrupt, SystemExit):  # somebody ends the run: what is done is kept
        with uninterrupted():
            _keep(batch, sheets, store, state, plan)
        raise
    _keep(batch, sheets, store, state, plan)


def _made(done: Done, store: Out, plan: Plan, name: bytes, sheets: dict[bytes, str]) -> Remembered:
    """Write what became of an article, and return what is to be remembered of it; its sheet goes to the others."""
    found = plan.found[name]
    files: tuple[str, ...] = ()
    if done.skip is None:
        files = outputs_of(done.id)
        for file, content in zip(files, (done.text, done.ledger), strict=True):
            store.write(file, content)
    as_planned = done.sha256 == found.sha256
    row = Row(
        found.key if as_planned else "",  # it was changed since: to be done again
        done.id,
        done.source,
        done.record.get("sha256", ""),
        done.changes,
        done.suggestions,
        plan.seen(name),
        done.skip,
        tuple((file, store.digests[file], ()) for file in files),
        found.seal if as_planned else (),
    )
    record = as_json(done.record) if done.skip is None else ""
    if done.sheet:
        sheets[_stamp(record, row, plan)] = done.sheet
    return row, Touched(done.words, done.marks), done.likeness, More(record, plan.summaries.get(name))


def _keep(batch: dict[bytes, Remembered], sheets: dict[bytes, str], store: Out, state: State, plan: Plan) -> None:
    """Put the files of a batch in their places, then remember its articles."""
    store.flush()
    state.put_sheets(sheets)
    done = {name: (sealed(row, store.folder), t, like, more) for name, (row, t, like, more) in batch.items()}
    state.put(done)
    plan.rows |= {name: row for name, (row, _, _, _) in done.items()}


def _records(store: Out, state: State, plan: Plan, last: Last) -> Iterator[str]:
    """Yield the records of all articles in order, as the last run has them where they are the same."""
    compared = [name for name in plan.found if (plan.rows[name].skip is None) and state.likeness(name) is not None]
    likenesses = (like for name in compared if (like := state.likeness(name)) is not None)
    first = dict(zip(compared, first_copies(likenesses, len(compared)), strict=True))
    for (name, found), line in zip(plan.found.items(), last.lines(store, plan), strict=True):
        if plan.rows[name].skip is not None:
            continue
        number = first.get(name)
        original = None if number is None else plan.found[compared[number]].id
        if line is not None and name not in plan.why and _original_in(line) == original:
            yield line
            continue
        more = state.more(name)
        if more is None:
            raise StorageError(f"{NAME}: what was remembered of {found.id} cannot be read any more; run it again")
        yield more.told(original)


def _original_in(line: str) -> str | None:
    """The article that another is a copy of, after its line."""
    if line.startswith("null", line.index(_COPY_OF) + len(_COPY_OF)):
        return None
    found: str | None = json.loads(line)["duplicate_of"]
    return found


def _articles(plan: Plan) -> dict[str, dict[str, Any]]:
    found = {}
    for name, row in ((name, plan.rows[name]) for name in plan.found):
        told = {"sha256": row.sha256} if row.skip is None else {"skipped": row.skip[0]}
        found[row.id] = {"source": plan.found[name].source, **told}
    return found
