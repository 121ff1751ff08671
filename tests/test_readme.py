"""README and docs/ tell the truth: commands run, the tutorial works in its order, Python works, YAML is a glossary."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from normalize.cli import app
from normalize.glossary.read import read
from normalize.review.decisions import Book

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
MARK = "-- next --"
PAGES = {"README.md": README, **{f"docs/{p.name}": p.read_text("utf-8") for p in sorted((ROOT / "docs").glob("*.md"))}}


def blocks(language: str) -> list[str]:
    return [
        block
        for page in PAGES.values()
        for block in re.findall(rf"^```{language}\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    ]


def commands(language: str = "console") -> list[tuple[str, str]]:
    found = []
    for block in blocks(language):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            found.append((command, shown))
    return found


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a user has it: seeds, glossaries, and the outputs of one run."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    shutil.copytree(ROOT / "glossaries", folder / "glossaries")
    done = subprocess.run([sys.executable, "-m", "normalize", "all"], cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return folder


@pytest.mark.parametrize(("command", "shown"), commands(), ids=[c for c, _ in commands()])
def test_every_command_works_and_says_what_the_readme_shows(project: Path, command: str, shown: str) -> None:
    line = re.sub(r"\bnormalize (?=[a-z])", f"{sys.executable} -m normalize ", command)
    done = subprocess.run(["sh", "-c", line], cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    said = done.stdout + done.stderr
    for row in shown.strip().splitlines():
        assert row in said


def test_the_tutorial_works_in_its_order(tmp_path: Path) -> None:
    """All its commands in one shell, from an empty folder; each says what the README shows, line by line."""
    steps = commands("console tutorial")
    assert len(steps) > 10
    own = {k: v for k, v in os.environ.items() if not k.startswith("NORMALIZE_")}
    shell = [f'normalize() {{ "{sys.executable}" -m normalize "$@"; }}', "set -e", "exec 2>&1"]
    shell += [f"{line.replace('/tmp/', f'{tmp_path}/')}\necho '{MARK}'" for line, _ in steps]
    (tmp_path / "empty").mkdir()
    done = subprocess.run(
        ["sh", "-c", "\n".join(shell)],
        cwd=tmp_path / "empty", env=own | {"COLUMNS": "80"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    said = done.stdout.split(f"{MARK}\n")
    assert done.returncode == 0, said[-1]
    for (command, shown), told in zip(steps, said, strict=False):
        place = 0
        for row in shown.strip().splitlines():
            place = told.find(row, place)
            assert place >= 0, f"{command} does not show {row!r} there, but: {told}"


SAID = ("names/listed", "", "", "vladimir-putin")  # by each block of Python


@pytest.mark.parametrize(("code", "said"), list(zip(blocks("python"), SAID, strict=True)))
def test_the_python_works(code: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(code, "README.md", "exec"), {})
    assert said in capsys.readouterr().out


def test_what_it_makes_of_the_example() -> None:
    from normalize import normalize

    (before,), (after,) = blocks("text before"), blocks("text after")
    result = normalize(before)
    assert result.text == after
    assert (result.facts.date, result.facts.agencies) == ("2023-09-14", ("dpa",))


@pytest.mark.parametrize("text", blocks("yaml"))
def test_the_yaml_is_a_glossary(text: str) -> None:
    assert len(read([("README.yaml", text.encode())])) > 1


def test_the_decisions_are_decisions(tmp_path: Path) -> None:
    (text,) = blocks("yaml decisions")
    (tmp_path / "decisions.yaml").write_text(text, "utf-8")
    assert Book.open(tmp_path / "decisions.yaml").decisions


def test_every_setting_of_the_readme_is_known() -> None:
    import tomllib

    from normalize.config import KNOWN

    (settings,) = (tomllib.loads(b)["tool"]["normalize"] for b in blocks("toml"))
    assert settings
    assert set(settings) <= set(KNOWN)


def test_every_command_is_in_the_readme() -> None:
    names = set(get_command(app).commands)
    assert [n for n in sorted(names) if f"normalize {n}" not in README and f"`{n}`" not in README] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_a_page_names_is_there(page: str) -> None:
    named = re.findall(r"\]\((?!https?:)([^)#]+)\)|src=\"([^\"]+)\"", PAGES[page])
    assert [n for names in named for n in names if n and not (ROOT / page).parent.joinpath(n).exists()] == []
    assert named or page != "README.md"


def test_every_page_of_the_docs_is_named_in_the_readme() -> None:
    assert [page for page in PAGES if page != "README.md" and f"({page})" not in README] == []
