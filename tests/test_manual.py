"""Help and completion: every command has a page with examples that parse, and the shell knows the words."""

from __future__ import annotations

import importlib
import inspect
import json
import re
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from test_cli import environment, put, run, said
from typer.main import get_command

from normalize.cli import app, complete, manual
from normalize.cli.manual import PAGES
from normalize.stages import cues
from normalize.stages.order import STAGES

TOP: Any = get_command(app)


def commands(command: Any = TOP, name: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every command with its name below the program's."""
    yield name, command
    for part, below in getattr(command, "commands", {}).items():
        yield from commands(below, f"{name} {part}".strip())


COMMANDS = dict(commands())
EXAMPLES = [(name, line) for name, page in PAGES.items() for _, line in page.examples]


def parse(args: list[str]) -> str:
    """Parse arguments as the program would, without doing anything; return the name of the command."""
    command, above, name = TOP, None, []
    while True:
        context = command.make_context("normalize", list(args), parent=above)
        if not hasattr(command, "commands"):
            return " ".join(name)
        rest = [*context._protected_args, *context.args]
        part, command, args = command.resolve_command(context, rest)
        name.append(part)
        above = context


def test_every_command_has_a_page_and_every_page_a_command() -> None:
    """A command that a module registers is found by its page, so one without a page is out of reach."""
    assert set(PAGES) == set(COMMANDS)
    registered = set()
    for name in {page.module for page in PAGES.values() if page.module}:
        module = importlib.import_module(f"normalize.cli.{name}")
        if hasattr(module, "register"):
            module.register(shelf := typer.Typer())
            registered |= {command.name for command in shelf.registered_commands}
    assert registered == {name for name in PAGES if name and not name.startswith("glossary")}


def test_every_module_that_registers_commands_has_a_page() -> None:
    modules = {p.stem for p in Path(manual.__file__).parent.glob("*.py") if "def register(" in p.read_text("utf-8")}
    assert modules <= {page.module for page in PAGES.values()}


def test_help_loads_no_command(tmp_path: Path) -> None:
    code = """
import sys
from normalize.cli import app
app(["--help"], standalone_mode=False)
print([m for m in sys.modules if m.startswith("normalize.cli.")])
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert set(eval(done.stdout.splitlines()[-1])) == {"normalize.cli.manual", "normalize.cli.shelf"}


def test_a_command_that_is_not_there_is_guessed() -> None:
    ran = run("al", cwd=Path())
    assert ran.returncode == 2
    assert "Did you mean 'all'?" in said(ran)


@pytest.mark.parametrize(("name", "line"), EXAMPLES, ids=[line for _, line in EXAMPLES])
def test_every_example_parses(name: str, line: str) -> None:
    (called,) = re.findall(r"(?:^|\| )normalize ([^|>]*)", line)
    parsed = parse(shlex.split(called))
    assert parsed == name or not name or name == "glossary"


def test_a_wrong_example_would_be_found() -> None:
    with pytest.raises(Exception, match="nope"):
        parse(["all", "--nope"])


@pytest.mark.parametrize("name", COMMANDS, ids=[n or "normalize" for n in COMMANDS])
def test_help_is_a_page_of_80_columns(name: str, tmp_path: Path) -> None:
    ran = run(*name.split(), "--help", cwd=tmp_path, env={"COLUMNS": "80"})
    assert ran.returncode == 0, said(ran)
    text = ran.stdout.decode()
    assert max(map(len, text.splitlines())) <= 80
    assert "Examples:\n" in text
    for told, line in PAGES[name].examples:
        assert f"    # {told}\n    {line}\n" in text
    for code, told in PAGES[name].codes:
        assert f"    {code:<4}{told}\n" in text


@pytest.mark.parametrize("name", [n for n in COMMANDS if n], ids=str)
def test_every_command_is_told_in_one_short_sentence(name: str) -> None:
    short = COMMANDS[name].get_short_help_str(60)
    assert short.endswith(".")
    assert not short.endswith("...")


# --- completion ----------------------------------------------------------------------------------------------------


def test_rules_stages_and_languages_are_those_of_the_program() -> None:
    assert [r for r, _ in complete.rules("")] == sorted(r.id for s in STAGES for r in s.rules)
    assert {s for s, _ in complete.stages("")} == {s.name for s in STAGES}
    assert {c for c, _ in complete.languages("")} == set(cues.languages())
    assert dict(complete.languages("d")) == {"da": "Danish", "de": "German"}
    assert complete.languages("*") == complete.languages("")
    assert complete.rules_and_stages("names/li") == [
        (r.id, r.headline.rstrip(".")) for s in STAGES for r in s.rules if r.id == "names/listed"
    ]
    assert complete.rules("nope") == []


def test_words_of_closed_lists_are_those_of_the_program() -> None:
    homes = {
        "formats": ("normalize.report.export", "FORMATS"),
        "kinds": ("normalize.glossary.shape", "TYPES"),
        "lists": ("normalize.glossary.bring", "FORMATS"),
        "policies": ("normalize.glossary.shape", "POLICIES"),
        "schemas": ("normalize.cli.house", "_SCHEMAS"),
        "scopes": ("normalize.edits.decision", "SCOPES"),
    }
    assert set(homes) == set(complete.WORDS)
    for what, (module, name) in homes.items():
        words = set(getattr(importlib.import_module(module), name))
        assert set(complete.WORDS[what]) - {"auto"} == words - {"auto"}, what


def test_articles_of_the_last_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert complete.articles("") == []
    names = ("plain.txt", "web/page.txt", "web/deep/er.txt", "other.txt", "a\nb-0123456789.txt")
    for name in names:
        path = tmp_path / "out" / "texts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    assert [a for a, _ in complete.articles("")] == ["other", "plain", "web/deep/er", "web/page"]
    assert [a for a, _ in complete.articles("web/p")] == ["web/page"]
    assert [a for a, _ in complete.articles("w")] == ["web/deep/er", "web/page"]
    assert complete.articles("webb/") == []
    (tmp_path / "pyproject.toml").write_text("[tool.normalize]\nnope = 1\n")
    assert complete.articles("") == []


def test_many_articles_are_offered_up_to_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "out" / "texts").mkdir(parents=True)
    for n in range(300):
        (tmp_path / "out" / "texts" / f"{n:04}.txt").touch()
    assert len(complete.articles("")) == complete.MOST
    assert [a for a, _ in complete.articles("029")] == [f"{n:04}" for n in range(290, 300)]


def test_every_option_that_takes_a_known_word_completes() -> None:
    wanted = {"lang", "names_lang", "rule", "ignore", "only", "until", "doc", "docs", "scope", "place"}
    silent = [
        f"{name} {p.name}"
        for name, command in COMMANDS.items()
        for p in command.params
        if p.name in wanted and getattr(p, "_custom_shell_complete", None) is None
    ]
    assert silent == []


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("normalize rules names/l", "names/listed"),
        ("normalize all --only b", "boilerplate"),
        ("normalize all --names-lang d", "da"),
        ("normalize reject --scope d", "document"),
        ("normalize diff pl", "plain"),
        ("normalize glossary add X --type pl", "place"),
        ("normalize do", "doctor"),
    ],
)
def test_the_shell_is_answered(tmp_path: Path, line: str, first: str) -> None:
    put(tmp_path, {"plain.txt": b"x"})
    (tmp_path / "out" / "texts").mkdir(parents=True)
    (tmp_path / "out" / "texts" / "plain.txt").write_text("x")
    asked = {"_NORMALIZE_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(len(line.split()) - 1)}
    code = "import sys; sys.argv[0] = 'normalize'; from normalize.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment(asked), capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines()[0] == first, done.stderr


def test_installing_completion_writes_the_file_of_the_shell(tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path), "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    code = "import sys; sys.argv[0] = 'normalize'; from normalize.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "--install-completion", "bash"],
        cwd=tmp_path, env=environment(home), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    scripts = [p.read_text() for p in tmp_path.rglob("*") if p.is_file()]
    assert any("_NORMALIZE_COMPLETE=complete_bash" in s for s in scripts)


@pytest.mark.parametrize("offer", [complete.rules, complete.stages, complete.languages, complete.articles])
def test_an_offer_is_fast(offer: Any) -> None:
    best = 1.0
    for _ in range(5):
        begun = time.perf_counter()
        offer("")
        best = min(best, time.perf_counter() - begun)
    assert best < 0.05
    assert "incomplete" in inspect.signature(offer).parameters


def test_completion_imports_nothing_slow() -> None:
    code = (
        "import sys, json\nfrom normalize.cli import complete\n"
        "for offer in (complete.rules, complete.stages, complete.languages, complete.articles): offer('')\n"
        "print(json.dumps([m for m in sys.modules if m.startswith('normalize.')]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    rooms = {name.split(".")[1] for name in json.loads(done.stdout)}
    assert rooms == {"cli", "config", "errors"}
