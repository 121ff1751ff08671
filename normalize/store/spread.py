"""How far a change spreads: which articles it makes stale besides those that it was made in."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence

from normalize.edits import Decision, Decisions
from normalize.glossary import Glossary
from normalize.stages.survey import LEAST, Survey
from normalize.store.notes import to_survey
from normalize.store.plan import BROKEN, Chosen, Found, Plan
from normalize.store.reach import Changes, Verdicts, entries_of
from normalize.store.row import Touched
from normalize.store.seeds import Items
from normalize.store.state import State
from normalize.store.task import Task, is_surveyed
from normalize.store.work import summaries


def spread(plan: Plan, items: Items, task: Task, state: State, before: Mapping[str, str], jobs: int) -> None:
    """Mark the articles of a plan that are stale because of something else that changed since `before`."""
    told = plan.told["inputs"]
    touching = [
        _names(task, before, told, state, plan),
        _decisions(task.settings.decisions, before, told, state, plan),
    ]
    _touch(plan, state, [touch for touch in touching if touch])
    if plan.why or plan.gone:
        _survey(plan, items, task, state, jobs)


Touching = Callable[[Found, Touched], str]


def _everything(_: Found, __: Touched) -> str:
    return BROKEN


def _names(task: Task, before: Mapping[str, str], told: Mapping[str, str], state: State, plan: Plan) -> Touching | None:
    """What tells whether a change in the glossary touches an article; None where nothing changed."""
    if before.get("glossaries") == told["glossaries"]:
        return None
    plan.told["entries"] = new = entries_of(Glossary.open(task.glossaries))
    old = state.told("entries") if plan.rows else None
    if old is None:
        return _everything
    changes = Changes(old, new)
    return lambda _, touched: changes.why(touched.words)


def _decisions(
    decisions: Decisions, before: Mapping[str, str], told: Mapping[str, str], state: State, plan: Plan
) -> Touching | None:
    """What tells whether a change in the decisions touches an article; None where nothing changed."""
    if before.get("decisions", "") == told.get("decisions", ""):
        return None
    plan.told["decisions"] = [[d.row() for d in decisions.all], decisions.least]
    old = state.told("decisions") if before.get("decisions") else ([], decisions.least)
    if old is None:
        return _everything
    verdicts = Verdicts(Decisions.of(map(Decision.of, old[0]), old[1]), decisions)
    return lambda found, touched: verdicts.why(found.id, array("I", touched.marks))


def _touch(plan: Plan, state: State, touching: Sequence[Touching]) -> None:
    """Find the articles that a change touches."""
    if not touching or not plan.rows:
        return
    unknown = set(plan.rows)
    for name, touched in state.touched():
        unknown.discard(name)
        if name in plan.rows and (why := next((w for t in touching if (w := t(plan.found[name], touched))), "")):
            _mark(plan, name, why)
    for name in unknown:
        _mark(plan, name, BROKEN)


def _mark(plan: Plan, name: bytes, why: str) -> None:
    plan.why[name] = why
    del plan.rows[name]


def _survey(plan: Plan, items: Items, task: Task, state: State, jobs: int) -> None:
    """Take the survey of all articles anew; only what changed is summed up. What recurs otherwise makes stale."""
    plan.surveyed = True
    if _is_as_before(plan, state):
        return
    known = {name: more.summary for name, more in state.every()}
    for name in [name for name in plan.rows if name not in known]:
        _mark(plan, name, BROKEN)
    if len(plan.found) < LEAST or not is_surveyed(task):
        seen: dict[bytes, str | None] = dict.fromkeys(plan.rows, "")
    else:
        plan.summaries = {name: s for name in plan.rows if (s := known[name]) is not None}
        todo = Chosen(items, {n for n in plan.found if n not in plan.summaries and not _is_unread(plan, n)})
        ids = {one.id: name for name, one in plan.found.items()}
        for summary in summaries(todo, task, jobs) if len(todo) else ():
            if summary is not None:
                plan.summaries[ids[summary.id]] = summary
        plan.survey = Survey.of(plan.summaries.values())
        seen = {name: plan.seen(name) for name in plan.rows}
    for name, row in list(plan.rows.items()):
        if not _is_unread(plan, name) and (seen[name] is None or seen[name] != row.seen):
            _mark(plan, name, "what recurs in other articles changed")


def _is_as_before(plan: Plan, state: State) -> bool:
    """Whether the last run took its survey of the same sources: it is read back, and is true of all that is fresh."""
    last = state.told("survey")
    if not last or last["of"] != plan.of():
        return False
    known = {name: state.more(name) for name in plan.why}
    if any(more is None for more in known.values()):
        return False
    plan.survey = to_survey(last["survey"])
    plan.summaries = {name: more.summary for name, more in known.items() if more and more.summary}
    return True


def _is_unread(plan: Plan, name: bytes) -> bool:
    """Whether an article was left out of the last survey because there was nothing to read."""
    row = plan.rows.get(name)
    return row is not None and row.is_unread
