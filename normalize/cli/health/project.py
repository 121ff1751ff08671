"""The project in this folder: its settings, what it knows, and its sources."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path, PurePosixPath

from normalize.cli import console
from normalize.cli.health import Part
from normalize.config import Setting, defaults, find_settings
from normalize.errors import ConfigError, UsageError

_MISTAKE = re.compile(r"^(?!\d+ mistakes?$)\S.*", re.MULTILINE)  # not the lines that show it, nor how many there are
_SHOWN = 5  # troubles of one kind that are told one by one


def settings_here() -> dict[str, Setting]:
    """Return the settings; the defaults where the file of settings has mistakes, which `settings` tells."""
    try:
        return find_settings()
    except ConfigError:
        return defaults()


def settings(part: Part) -> None:
    """Tell every setting with its origin, and every mistake."""
    try:
        found = find_settings()
    except ConfigError as e:
        for line in str(e).splitlines():
            part.wrong(line, "correct it there; `normalize schema config` tells what is known")
        return
    here = str(Path.cwd())
    for key, setting in found.items():
        origin = setting.origin.removeprefix(f"{here}/")
        part.fact(key, f"{setting.value!r}  ({origin})")


def knowledge(part: Part) -> None:
    """Count rules, languages, names and decisions, and tell every mistake in them."""
    from normalize.cli.task import task_of
    from normalize.glossary import Glossary
    from normalize.glossary.read import find_packs
    from normalize.review.decisions import Book
    from normalize.stages import cues
    from normalize.stages.order import STAGES

    part.fact("rules", f"{sum(len(s.rules) for s in STAGES)} in {' → '.join(s.name for s in STAGES)}")
    part.fact("languages", f"{len(cues.languages())} with cue phrases")
    found = settings_here()
    try:
        glossary = Glossary.load([Path(p) for p in found["glossaries"].value] or None)
        shipped = len(find_packs([]))
        own = ", ".join(glossary.files[shipped:]) or "no files of your own"
        part.fact("names", f"{len(glossary):,} entries: {shipped} files that come with the program; {own}")
        book = Book.open(Path(found["decisions"].value))
        part.fact("decisions", f"{len(book.decisions):,} in {book.path}" if book.path.exists() else "none yet")
        task_of(found)
    except (ConfigError, UsageError) as e:
        for line in _MISTAKE.findall(str(e).replace("; nothing was done", "")):
            part.wrong(line, "correct it there; `normalize glossary check` shows the place, and looks again")


def sources(part: Part) -> None:
    """Count the files of the input folder by kind, and tell which cannot be read."""
    from normalize.store.seeds import find

    folder = Path(settings_here()["seeds"].value)
    try:
        files = find([folder]).files
    except UsageError as e:
        part.wrong(str(e), "make it and put articles into it, or begin a project: normalize init")
        return
    kinds = Counter("".join(PurePosixPath(f.source).suffixes[-2:]).lower() or "no suffix" for f in files)
    told = ", ".join(f"{n:,} {kind}" for kind, n in kinds.most_common(8))
    part.fact(f"{folder}/", f"{console.plural(len(files), 'file')}: {told}" if files else "empty")
    if not files:
        part.wrong(f"{folder}/ has no article", "put texts, pages or files of records into it")
    broken = [(f.source, f.skip[1]) for f in files if f.skip is not None]
    for source, why in broken[:_SHOWN]:
        part.wrong(f"{folder}/{source}: {why}", "make it readable, or take it out; other articles are not affected")
    if len(broken) > _SHOWN:
        part.wrong(f"{len(broken) - _SHOWN} more files cannot be read", "`normalize all` tells each with its reason")
