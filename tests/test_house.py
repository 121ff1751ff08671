"""The house keeps its order: floors, lists, sizes, and nothing in it that belongs to one machine."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from normalize.stages import cues
from normalize.stages.order import STAGES
from normalize.stages.rule import Rule

ROOT = Path(__file__).parent.parent
HOUSE = ROOT / "normalize"
FLOORS = (
    ("errors",),
    ("strictyaml",),
    ("edits",),
    ("text",),
    ("glossary",),
    ("stages",),
    ("settings", "program"),
    ("pipeline", "config"),
    ("store",),
    ("report",),
    ("review",),
    ("cli",),
    ("__main__",),
)
LANGUAGES = (
    "en de fr es it pt nl sv da nb fi pl cs sk hu ro bg el ru uk sr hr tr ar fa he hi id vi zh ja ko "
    "et lv lt sl mk sq be ka hy az kk bn ur ta th ca"
)
LONGEST = 320  # lines of one file
FILES = sorted(HOUSE.rglob("*.py"))
NAMES = [path.relative_to(HOUSE).as_posix() for path in FILES]


def floor(room: str) -> int:
    return next(n for n, rooms in enumerate(FLOORS) if room in rooms)


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Yield (line, module) of everything of this house that a file imports, wherever in the file."""
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            for name in node.names:
                if name.name.split(".")[0] == "normalize":
                    yield node.lineno, name.name
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(filter(None, (base, node.module)))
            if module == "normalize":
                for name in node.names:
                    yield node.lineno, f"normalize.{name.name}"
            elif module.startswith("normalize."):
                yield node.lineno, module


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_imports_only_go_down(path: Path) -> None:
    here = path.relative_to(HOUSE).with_suffix("").parts[0]
    if here == "__init__":  # the door: it leads to every room up to the pipeline
        allowed, room = floor("pipeline") + 1, ""
    else:
        allowed, room = floor(here), here
    for line, module in imported(path):
        other = module.split(".")[1]
        if other in ("__version__", room):
            continue
        assert floor(other) < allowed, f"{path.relative_to(ROOT)}:{line}: {module} is not on a floor below"


def test_the_edit_algebra_needs_nothing_but_the_standard_library() -> None:
    import sys

    for path in (HOUSE / "edits").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [n.name for n in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            for name in names:
                assert name.split(".")[0] in {"normalize", *sys.stdlib_module_names}


@pytest.mark.parametrize("stage", STAGES, ids=lambda s: s.name)
def test_every_rule_file_is_in_the_list_of_its_stage(stage: object) -> None:
    folder = HOUSE / "stages" / stage.name
    makers = {
        path.stem
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
        and any(isinstance(d, ast.Call) and getattr(d.func, "id", "") == "rule" for d in node.decorator_list)
    }
    listed = {r.propose.__module__.rsplit(".", 1)[1] for r in stage.rules}
    assert all(isinstance(r, Rule) for r in stage.rules)
    assert makers == listed


def test_every_stage_folder_is_a_stage() -> None:
    folders = {p.parent.name for p in (HOUSE / "stages").glob("*/__init__.py")} - {"classifier", "cues"}
    assert folders == {stage.name for stage in STAGES}


def test_the_languages_are_all_there() -> None:
    assert set(LANGUAGES.split()) <= set(cues.languages())


@pytest.mark.parametrize("lang", cues.languages())
def test_cue_file_is_valid(lang: str) -> None:
    known = cues.cues((lang,))
    assert known.words
    assert known.teaser
    assert known.section
    assert known.line
    assert known.sentence
    text = (HOUSE / "stages" / "cues" / f"{lang}.yaml").read_text("utf-8")
    assert re.search("^language: [A-Z]", text, re.MULTILINE)


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_files_stay_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST


def texts_of_the_repository() -> Iterator[Path]:
    """Yield the text files that belong to the repository: what is hidden, built or cached does not."""
    ignored = [line.strip("/") for line in (ROOT / ".gitignore").read_text("utf-8").split() if line != ".git/"]
    todo = sorted(ROOT.iterdir())
    for path in todo:
        if path.name == ".git" or any(path.match(pattern) for pattern in ignored):
            continue
        if path.is_dir():
            todo += sorted(path.iterdir())
        elif path.suffix not in (".png", ".gif", ".jpg", ".webp", ".gz"):
            yield path


def test_nothing_belongs_to_one_machine() -> None:
    """No path of somebody's disk and no host of a package index stands in a file of the repository."""
    paths = re.compile(r"(?<![\w.:/<-])(?:/home/|/root/|/Users/|/work/|[A-Z]:\\Users\\)\w+")
    hosts = re.compile(r"pypi\.org|pythonhosted\.org|npmjs\.|crates\.io|jfrog|artifactory|devpi|proxy\.golang")
    found = []
    for path in texts_of_the_repository():
        if path == Path(__file__):
            continue
        text = path.read_bytes().decode("utf-8", "replace")
        found += [f"{path.relative_to(ROOT)}: {m[0]}" for p in (paths, hosts) for m in p.finditer(text)]
    assert not found


def test_a_changed_table_makes_outputs_stale() -> None:
    """All that the program reads of its own is in the digest of its code, or in that of cues or glossaries."""
    from normalize.program import is_code

    data = [p for p in HOUSE.rglob("*.*") if p.is_file() and p.suffix != ".pyc"]
    left = {(p.relative_to(HOUSE).parent.as_posix(), p.suffix) for p in data if not is_code(p)}
    assert left <= {("stages/cues", ".yaml"), ("glossary/pack", ".yaml")}
    assert is_code(HOUSE / "glossary" / "endings.yaml")
