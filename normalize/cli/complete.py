"""What the shell completes: rules, stages, articles, languages and other known words; nothing slow is imported for it.

Rules and languages are read off the first lines of their files: the stages themselves take too long to load.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

Offer = list[tuple[str, str]]
"""What fits so far: words with what they mean, in the order in which they are shown."""

MOST = 100  # articles that are offered
_LOOKED_AT = 20_000  # files of a folder
WORDS: dict[str, tuple[str, ...]] = {
    "formats": ("annotations", "brat", "csv", "diff", "jsonl"),
    "kinds": ("person", "place", "organisation", "facility", "agency", "other"),
    "lists": ("auto", "csv", "ftm", "jrc", "jsonl", "tsv", "wikidata"),
    "policies": ("auto", "review", "off"),
    "schemas": ("changes", "config", "decisions", "glossary"),
    "scopes": ("here", "document", "everywhere", "rule"),
}
"""Words of a closed list. They are written down again: where each list is at home takes too long to load."""

_STAGES = Path(__file__).parent.parent / "stages"
_RULE = re.compile(r'r?"""(?P<stage>\w+)/(?P<name>[\w-]+): (?P<told>.*)')
_LANGUAGE = re.compile(r"^language: *(\S.*)", re.MULTILINE)
_MARKED = re.compile(r"-[0-9a-f]{10}$")  # a file whose name is not its article's id (store/out.py)


def rules(incomplete: str) -> Offer:
    """Offer ids of rules."""
    return sorted(
        (f"{stage}/{name}", told) for stage, name, told in _heads() if f"{stage}/{name}".startswith(incomplete)
    )


def stages(incomplete: str) -> Offer:
    """Offer names of stages."""
    return [(stage, "") for stage in sorted({stage for stage, _, _ in _heads()}) if stage.startswith(incomplete)]


def rules_and_stages(incomplete: str) -> Offer:
    """Offer names of stages, and ids of rules."""
    return stages(incomplete) + rules(incomplete)


def languages(incomplete: str) -> Offer:
    """Offer the codes of the languages that have cue phrases."""
    found = []
    for path in sorted((_STAGES / "cues").glob(f"{_plain(incomplete)}*.yaml")):
        with path.open(encoding="utf-8") as file:
            head = _LANGUAGE.search(file.read(1000))
        found.append((path.stem, head[1] if head else ""))
    return found


def articles(incomplete: str) -> Offer:
    """Offer ids of articles of the last run, no more than `MOST`."""
    from normalize.config import find_settings
    from normalize.errors import ConfigError

    try:
        texts = Path(find_settings()["out"].value, "texts")
    except ConfigError:
        return []
    return [(id_, "") for id_ in sorted(islice(_ids(texts, texts, incomplete), MOST))]


def one_of(what: str) -> Callable[[str], list[str]]:
    """Return what offers those of the words of a kind that fit."""

    def offer(incomplete: str) -> list[str]:
        return [word for word in WORDS[what] if word.startswith(incomplete)]

    return offer


def _heads() -> Iterator[tuple[str, str, str]]:
    """Yield stage, name and headline of each rule, from the first line of its file."""
    for path in _STAGES.glob("*/*.py"):
        with path.open(encoding="utf-8") as file:
            head = _RULE.match(file.readline())
        if head and head["stage"] == path.parent.name:
            yield head["stage"], head["name"], head["told"].rstrip('."')


def _ids(top: Path, folder: Path, incomplete: str) -> Iterator[str]:
    """Yield the ids that begin with a text, from the names of their files; folders that cannot fit are not opened."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(islice(found, _LOOKED_AT), key=lambda e: e.name)
    except OSError:
        return
    for entry in entries:
        id_ = Path(entry.path).relative_to(top).as_posix()
        if entry.is_dir(follow_symlinks=False):
            if f"{id_}/".startswith(incomplete) or incomplete.startswith(f"{id_}/"):
                yield from _ids(top, Path(entry.path), incomplete)
        elif (stem := id_.removesuffix(".txt")).startswith(incomplete) and not _MARKED.search(stem):
            yield stem


def _plain(text: str) -> str:
    """A text as part of a pattern for names of files: nothing in it is a wild card."""
    return re.sub(r"[^\w-]", "", text)
