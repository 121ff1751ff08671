"""What SECURITY.md promises: no network, no code from data, no write elsewhere, dependencies that are locked."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hostile import BODY, GOOD, put

ROOT = Path(__file__).parent.parent
HOUSE = ROOT / "normalize"
FILES = sorted(HOUSE.rglob("*.py"))
FORBIDDEN_MODULES = frozenset(("pickle", "marshal", "shelve", "dill", "joblib", "cloudpickle", "ctypes", "code", "pty"))
FORBIDDEN_CALLS = frozenset(
    "eval exec compile __import__ os.system os.popen yaml.load yaml.unsafe_load yaml.full_load pyyaml.load".split()
)
NETWORK = frozenset(("socket", "ssl", "urllib.request", "ftplib", "smtplib", "xmlrpc", "requests", "httpx", "aiohttp"))
PROCESSES = frozenset(("store/revision.py",))  # asks git, with a revision behind --end-of-options
NATIVE = {"store/disk.py": {"ctypes"}}  # asks the C library for syncfs, which Python does not offer
SERVERS = frozenset(("review/serve.py",))  # listens on the loopback address, for `review --web` alone

WATCHED = """
import sys
seen = []
def watch(event, args):
    network = event.startswith(("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto", "urllib."))
    if network and not (args and getattr(args[0], "family", None) == 1):  # 1: a pipe of this machine
        print("FORBIDDEN", event, args[1:], file=sys.__stderr__, flush=True)
        raise RuntimeError(event)
    if event in ("os.system", "os.exec", "os.posix_spawn", "subprocess.Popen"):
        print("FORBIDDEN", event, args, file=sys.__stderr__, flush=True)
        raise RuntimeError(event)
    if event == "open" and "SECRET" in str(args[0]):
        print("FORBIDDEN", event, args, file=sys.__stderr__, flush=True)
sys.addaudithook(watch)
sys.argv = ["normalize", *sys.argv[1:]]
from normalize.cli import main
main()
"""
BAIT = (
    "<html><head><base href='http://127.0.0.1:9/'><link rel=stylesheet href='http://127.0.0.1:9/a.css'>"
    "<link rel=canonical href='http://127.0.0.1:9/SECRET'><meta http-equiv=refresh content='0;url=file:///SECRET'>"
    '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///SECRET">]></head><body><img src="http://127.0.0.1:9/x.png">'
    f"<iframe src='file:///SECRET'></iframe><p>{BODY} &f; file:///SECRET ../SECRET</p><p>{BODY}</p></body></html>"
)
COMMANDS = (
    ["all", "-j", "1"],
    ["text", "seeds/page.html"],
    ["diff", "page"],
    ["blame", "page:1"],
    ["report"],
    ["export", "jsonl"],
    ["export", "csv"],
    ["export", "annotations"],
    ["glossary", "check"],
    ["glossary", "where", "Kyiv"],
    ["review", "--json"],
    ["restore", "page"],
    ["check"],
    ["doctor"],
)


@pytest.fixture(scope="module")
def baited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("baited")
    put(folder, "page.html", BAIT)
    put(folder, "a.txt", f"{GOOD}\n../SECRET /SECRET file:///SECRET http://127.0.0.1:9/\n")
    watched(folder, ["all", "-j", "1"])
    return folder


def watched(folder: Path, args: list[str]) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", WATCHED, *args],
        cwd=folder,
        capture_output=True,
        check=False,
        timeout=120,
        stdin=subprocess.DEVNULL,
    )


@pytest.mark.parametrize("args", COMMANDS, ids=" ".join)
def test_no_command_asks_the_network_starts_a_program_or_opens_what_an_article_names(
    baited: Path, args: list[str]
) -> None:
    ran = watched(baited, args)
    assert b"FORBIDDEN" not in ran.stderr
    assert ran.returncode == 0, ran.stderr.decode()


def test_the_watch_sees_what_is_forbidden(tmp_path: Path) -> None:
    code = WATCHED.split("sys.argv =", maxsplit=1)[0]
    for bad in (
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import os; os.system('true')",
        "open('SECRET')",
    ):
        ran = subprocess.run([sys.executable, "-c", code + bad], cwd=tmp_path, capture_output=True, check=False)
        assert b"FORBIDDEN" in ran.stderr, bad


def _called(node: ast.Call) -> str:
    match node.func:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=ast.Name(id=module), attr=name):
            return f"{module}.{name}"
    return ""


def _modules(tree: ast.AST) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
    return found


@pytest.mark.parametrize("path", FILES, ids=[p.relative_to(HOUSE).as_posix() for p in FILES])
def test_no_file_runs_what_it_reads(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    name = path.relative_to(HOUSE).as_posix()
    modules = _modules(tree)
    assert {m.split(".")[0] for m in modules} & FORBIDDEN_MODULES == NATIVE.get(name, set())
    assert not modules & NETWORK
    assert ("subprocess" in modules) == (name in PROCESSES)
    assert ("http.server" in modules) == (name in SERVERS)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            assert _called(node) not in FORBIDDEN_CALLS, f"{name}:{node.lineno}"
            assert not any(k.arg == "shell" for k in node.keywords), f"{name}:{node.lineno}"
        if isinstance(node, ast.keyword) and node.arg == "allow_pickle":
            assert isinstance(node.value, ast.Constant), name
            assert node.value.value is False, name
    source = path.read_text("utf-8")
    assert "np.load(" not in source or "allow_pickle=False" in source, f"{name}: say allow_pickle=False"


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _wanted() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [one for name, group in project["optional-dependencies"].items() for one in group]
    names = {_plain(re.match(r"[\w.-]+", one)[0]) for one in (*project["dependencies"], *extras)}
    return names - {_plain(project["name"])}


def test_every_dependency_is_locked_with_hashes() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    entries = re.split(r"\n(?=[A-Za-z0-9])", "\n" + lock)
    locked = {_plain(m[1]): entry for entry in entries if (m := re.match(r"\s*([\w.-]+)==", entry))}
    assert _wanted() - set(locked) == set()
    assert [name for name, entry in locked.items() if "--hash=sha256:" not in entry] == []


def test_every_promise_names_a_test_that_is_there() -> None:
    """SECURITY.md and docs/bad_input.md name tests as `test_file.py::test_name`."""
    for name in ("SECURITY.md", "docs/bad_input.md"):
        named = re.findall(r"`(test_\w+\.py)::(\w+)`", (ROOT / name).read_text("utf-8"))
        assert len(named) >= 10, name
        for file, test in named:
            path = ROOT / "tests" / file
            assert path.is_file(), f"{name}: {file}"
            assert f"def {test}(" in path.read_text("utf-8"), f"{name}: {file}::{test}"
