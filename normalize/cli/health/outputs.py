"""The outputs of the last run: whether they are ours, still true, and whether a run is at work."""

from __future__ import annotations

from pathlib import Path

from normalize.cli import console
from normalize.cli.health import Part
from normalize.cli.health.project import settings_here
from normalize.cli.house import findings
from normalize.errors import ConfigError, NormalizeError, RefusedError
from normalize.store.archive import Archive
from normalize.store.lock import is_locked
from normalize.store.out import CORPUS, QUARANTINE, Out

_SHOWN = 5  # findings that are told one by one


def examine(part: Part) -> None:
    """Look at the output folder as the next run would."""
    folder = Path(settings_here()["out"].value)
    if is_locked(folder):
        part.fact(f"{folder}/", "a run is writing here at this moment")
        return
    try:
        Out(folder, dry=True).refuse_foreign()
    except RefusedError as e:
        part.wrong(str(e), f"name another folder: normalize all --out, or out in [tool.normalize]; now it is {folder}")
        return
    if not (folder / CORPUS).is_file():
        part.fact(f"{folder}/", "no run yet; `normalize all` makes it")
        return
    try:
        part.fact(f"{folder}/", console.plural(sum(1 for _ in Archive(folder).records()), "article"))
        if skipped := len(Archive(folder).skipped()):
            part.fact("quarantine", f"{console.plural(skipped, 'input')}: {folder}/{QUARANTINE} says why of each")
        found = findings(settings_here(), folder)
    except ConfigError:
        return  # told where it belongs: in the settings, or in what the project knows
    except NormalizeError as e:
        part.wrong(str(e), "normalize all")
        return
    for line in found[:_SHOWN]:
        what, _, mend = line.partition("; ")
        part.wrong(what, mend or "normalize all")
    if len(found) > _SHOWN:
        part.wrong(f"{len(found) - _SHOWN} more findings", "`normalize check` tells all")
