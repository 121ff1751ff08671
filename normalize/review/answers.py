"""Which edits an answer means, and which answer was the last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from normalize.edits import Decision
from normalize.errors import UsageError
from normalize.review.found import Found

SHORTEST = 4  # digits of an id that name it
_FORM = "%Y-%m-%dT%H:%M:%SZ"


def moment(decisions: Iterable[Decision]) -> str:
    """Return the time of an answer given now, in UTC by the second: always later than that of every earlier answer."""
    now = datetime.now(UTC).strftime(_FORM)
    last = max((d.on for d in decisions), default="")
    if now > last:
        return now
    try:
        return (datetime.strptime(last, _FORM).replace(tzinfo=UTC) + timedelta(seconds=1)).strftime(_FORM)
    except ValueError:
        return now


def latest(decisions: Sequence[Decision]) -> list[Decision]:
    """Return the decisions of the last answer. Raises UsageError where no decision says when it was made."""
    last = max((d.on for d in decisions), default="")
    if not last:
        raise UsageError("no decision here says when it was made; name the one to take back: normalize undo ID")
    return [d for d in decisions if d.on == last]


def named(ids: Sequence[str], proposals: Iterable[Found]) -> list[Found]:
    """Return the proposals with these ids, or with ids that begin like them; of twins in an article, one.

    Raises UsageError with everything that is wrong: an id that nothing has, one that several have.
    """
    wrong = [f"{i!r} is no id: write {SHORTEST} or more of its digits 0-9 a-f" for i in ids if not is_id(i)]
    fits: dict[str, dict[tuple[str, str], Found]] = defaultdict(dict)
    for f in () if wrong else proposals:
        for i in ids:
            if f.name.startswith(i):
                fits[i].setdefault((f.name, f.doc), f)
    for i in () if wrong else ids:
        several = sorted(fits[i])
        if not several:
            wrong.append(f"no edit has the id {i}: `normalize review --json` lists them")
        elif len(several) > 1:
            shown = ", ".join(f"{name} in {doc}" for name, doc in several[:5])
            wrong.append(
                f"{i} may be any of {len(several)}: {shown}; write more digits, or name the article with --doc"
            )
    if wrong:
        raise UsageError("\n".join(wrong))
    return [next(iter(fits[i].values())) for i in ids]


def is_id(text: str) -> bool:
    """Whether a text may be an id, or the beginning of one."""
    return SHORTEST <= len(text) <= 16 and not text.strip("0123456789abcdef")
