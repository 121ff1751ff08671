"""What rules claim, and how often people agreed with them: `normalize rules --measured`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from normalize.cli import console

if TYPE_CHECKING:
    from normalize.review.measure import Row


def show(out: Path | None, *, json: bool) -> None:
    """Write what each rule claims beside what people said of it, with the interval that the truth lies in."""
    from normalize.cli.look import archive_of
    from normalize.cli.task import decisions_of
    from normalize.config import find_settings
    from normalize.review.found import everything
    from normalize.review.measure import claims, table

    rows = table(decisions_of(find_settings()), claims(everything(archive_of(out))))
    if json:
        console.as_json([row.as_dict() for row in rows])
        return
    if not rows:
        console.say("nobody has decided anything yet: `normalize review` asks")
        return
    room = max(len(row.rule) for row in rows) + 2
    console.data(f"{'rule':<{room}}lang  claimed  agreed       between\n")
    console.data("".join(f"{_line(row, room)}\n" for row in rows))


def _line(row: Row, room: int) -> str:
    claimed = f"{row.claim.confidence:.2f}" if row.claim else ""
    remark = "  only suggests" if row.demoted else "  enough" if row.enough else ""
    between = f"{row.agreement.low:.2f} and {row.agreement.high:.2f}"
    return f"{row.rule:<{room}}{row.lang or 'all':<6}{claimed:>7}  {row.agreement.said:<11}  {between}{remark}"
