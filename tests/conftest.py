"""What the tests share: the glossary, the articles of seeds/, the data beside the repository, Hypothesis profiles."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

from normalize.glossary import Glossary
from normalize.pipeline import Normalized, run
from normalize.settings import Settings
from normalize.store.seeds import Item, find

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
TOGETHER = {"test_bad_bytes.py", "test_bad_input.py", "test_floods.py", "test_readme.py", "test_related.py"}

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_sessionstart(session: pytest.Session) -> None:
    """Compile the shipped glossary once, before there are several processes that would all do it."""
    if not hasattr(session.config, "workerinput"):
        Glossary.load([])


class _Together(LoadScopeScheduling):
    """Hands tests out one by one, but for files in which all need what takes long to make: a process has each whole."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return file if file.rpartition("/")[2] in TOGETHER else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> _Together:
    """Hand tests out to processes."""
    return _Together(config, log)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test `item`: each article of seeds/, `stem`: each of ../shared, or `article`: each of both."""
    own = list(find([ROOT / "seeds"]))
    real = list(find([SHARED / "seeds"])) if SHARED.is_dir() else [None]
    names = [i.id if i else "absent" for i in real]
    if "item" in metafunc.fixturenames:
        metafunc.parametrize("item", own, ids=[i.id for i in own])
    if "stem" in metafunc.fixturenames:
        metafunc.parametrize("stem", names)
    if "article" in metafunc.fixturenames:
        metafunc.parametrize("article", [*own, *real], ids=[*(i.id for i in own), *names], indirect=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Spell lone surrogates out in what a failed test says: pytest-xdist cannot send them from process to process."""
    report = yield
    said = str(report.longrepr)
    if not said.isascii() and (plain := said.encode("utf-8", "backslashreplace").decode("utf-8")) != said:
        report.longrepr = plain
    report.sections = [(k, v.encode("utf-8", "backslashreplace").decode("utf-8")) for k, v in report.sections]
    return report


@pytest.fixture
def article(request: pytest.FixtureRequest) -> Item:
    """An article of seeds/ or of ../shared."""
    if request.param is None:
        request.getfixturevalue("shared")
    return request.param


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def glossary() -> Glossary:
    """The glossary over the shipped glossaries."""
    return Glossary.load()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of data beside the repository. Tests that need it are skipped where it is absent, but never in CI."""
    if not SHARED.is_dir():
        message = "the folder ../shared with gold texts and development data is not beside the repository"
        if os.environ.get("CI"):
            pytest.fail(f"{message}; in CI these tests must not be skipped")
        pytest.skip(message)
    return SHARED


@pytest.fixture(scope="session")
def done(glossary: Glossary) -> Done:
    """What became of an article; each is done once."""
    return Done(glossary)


class Done:
    """Articles through the pipeline, remembered by their paths and ids."""

    def __init__(self, glossary: Glossary) -> None:
        self.glossary = glossary
        self.known: dict[tuple[Path, str], Normalized] = {}

    def __call__(self, item: Item) -> Normalized:
        key = item.path, item.id
        if key not in self.known:
            self.known[key] = run(
                item.read(), self.glossary, Settings(), doc_id=item.id, media_type=item.media_type, title=item.title
            )
        return self.known[key]
