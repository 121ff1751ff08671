"""Python and packages: which are here, and which the program's own metadata asks for."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterator
from importlib import metadata
from typing import NamedTuple

from normalize import __version__
from normalize.cli.health import Part

DISTRIBUTION = "source-normalize"
EXTRAS = {
    "cluster": "runs on many machines with Dask",
    "parquet": "reads and writes Parquet",
    "warc": "reads pages of web archives that are packed with Brotli",
    "zstd": "reads and writes files packed as .zst",
}
"""What each extra lets the program do."""

_NEED = re.compile(r"(?P<name>[\w.-]+)(?:\[[^]]*\])?\s*(?P<bounds>[^;]*)(?:;.*\bextra\s*==\s*['\"](?P<extra>[\w-]+))?")
_BOUND = re.compile(r"(>=|<)\s*([\d.]+)")


class Need(NamedTuple):
    """A package that is asked for: its name, its bounds such as ">=0.26,<0.29", and the extra that asks for it."""

    name: str
    bounds: str
    extra: str

    @property
    def said(self) -> str:
        """The need as pip takes it, quoted for a shell."""
        return f"pip install '{self.name}{self.bounds}'"


def examine(part: Part) -> None:
    """Compare what is installed with what the program's metadata asks for."""
    part.fact("normalize", __version__)
    try:
        own = metadata.metadata(DISTRIBUTION)
    except metadata.PackageNotFoundError:
        part.fact("Python", platform.python_version())
        part.fact("packages", "not looked at: the program runs from a folder and is not installed")
        return
    asked = own["Requires-Python"] or ""
    part.fact("Python", f"{platform.python_version()} (asked for: {asked or 'any'})")
    if not fits(platform.python_version(), asked):
        part.wrong(f"Python is {platform.python_version()}", f"install Python {asked} and the program in it")
    needs = list(needed(metadata.requires(DISTRIBUTION) or []))
    _packages(part, [n for n in needs if not n.extra])
    for extra, does in EXTRAS.items():
        if wanted := [n for n in needs if n.extra == extra]:
            _extra(part, extra, does, wanted)


def _packages(part: Part, needs: list[Need]) -> None:
    found: list[str] = []
    for need in needs:
        version = _installed(need)
        if version is None:
            part.wrong(f"the package {need.name} is missing", need.said)
            continue
        found.append(f"{need.name} {version}")
        _bounded(part, need, version)
    part.fact("packages", ", ".join(found))


def _extra(part: Part, extra: str, does: str, needs: list[Need]) -> None:
    versions = [(need, _installed(need)) for need in needs]
    if any(version is None for _, version in versions):
        part.fact(f"[{extra}]", f"not here; {does}: pip install '{DISTRIBUTION}[{extra}]'")
        return
    part.fact(f"[{extra}]", ", ".join(f"{need.name} {version}" for need, version in versions))
    for need, version in versions:
        _bounded(part, need, version or "")


def _bounded(part: Part, need: Need, version: str) -> None:
    if not fits(version, need.bounds):
        part.wrong(f"the package {need.name} is {version}, but {need.bounds} is asked for", need.said)


def _installed(need: Need) -> str | None:
    try:
        return metadata.version(need.name)
    except metadata.PackageNotFoundError:
        return None


def needed(requires: list[str]) -> Iterator[Need]:
    """Yield the needs of a distribution's metadata, in their order."""
    for line in requires:
        if found := _NEED.match(line):
            yield Need(found["name"], found["bounds"].strip(" ()"), found["extra"] or "")


def fits(version: str, bounds: str) -> bool:
    """Whether a version keeps to bounds such as ">=0.26,<0.29"; other signs than these two are not looked at."""
    have = _numbers(version)
    return all((have >= _numbers(limit)) == (sign == ">=") for sign, limit in _BOUND.findall(bounds))


def _numbers(version: str) -> tuple[int, ...]:
    """A version as numbers without zeros at its end, so that 2.0 is 2: "3.11.4rc1" is (3, 11, 4)."""
    found = re.match(r"[\d.]*", version)
    numbers = [int(n) for n in (found[0] if found else "").split(".") if n]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)
