"""What shards note down for the end of a run, as packed lines of JSON: places, sketches, and what a survey says."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from normalize.errors import RefusedError
from normalize.stages.survey import Summary, Survey
from normalize.store.formats import PACKINGS, pack
from normalize.store.out import as_json, replace_with
from normalize.text.likeness import Likeness


def write_lines(path: Path, values: Iterable[Any]) -> None:
    """Write values as packed lines of JSON, the whole file or nothing. Raises StorageError."""
    replace_with(path, pack((as_json(value).encode("utf-8") for value in values), PACKINGS[".gz"]))


def read_lines(path: Path) -> Iterator[Any]:
    """Yield the values of a file one by one. Raises RefusedError where it is missing or broken."""
    try:
        with gzip.open(path) as file:
            yield from map(json.loads, file)
    except (OSError, EOFError, ValueError) as e:
        said = "missing" if isinstance(e, FileNotFoundError) else f"broken: {e}"
        raise RefusedError(f"{path}: {said}; run this shard again") from None


def from_likeness(found: Likeness | None) -> list[Any] | None:
    """Return what a text is compared by, as JSON can hold it."""
    return None if found is None else [*found[:3], base64.b64encode(found.sketch).decode("ascii")]


def to_likeness(told: list[Any]) -> Likeness:
    """Return what `from_likeness` was given."""
    words, numbers, size, sketch = told
    return Likeness(words, numbers, size, base64.b64decode(sketch))


def from_summary(found: Summary) -> list[Any]:
    """Return what a survey needs to know of an input, as JSON can hold it."""
    lines = base64.b64encode(found.lines.astype("<u8").tobytes()).decode("ascii")
    return [found.id, found.site, lines, from_likeness(found.likeness)]


def to_summary(told: list[Any]) -> Summary:
    """Return what `from_summary` was given."""
    id_, site, lines, like = told
    return Summary(id_, site, np.frombuffer(base64.b64decode(lines), "<u8").astype(np.uint64), to_likeness(like))


def from_survey(survey: Survey | None) -> dict[str, Any] | None:
    """Return a survey as JSON can hold it."""
    return None if survey is None else {"totals": survey.totals, "sites": survey.sites, "run": survey.run}


def to_survey(told: dict[str, Any] | None) -> Survey | None:
    """Return what `from_survey` was given."""
    if told is None:
        return None
    return Survey(told["totals"], {site: _counts(found) for site, found in told["sites"].items()}, _counts(told["run"]))


def _counts(told: dict[str, int]) -> dict[int, int]:
    return {int(key): number for key, number in told.items()}
