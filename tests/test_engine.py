"""Runs in shards: the bytes of a run on one machine, whoever dies on the way; on a real cluster of Dask."""

from __future__ import annotations

import json
import os
import re
import signal
import sys
import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from normalize.errors import RefusedError, UsageError
from normalize.settings import Settings
from normalize.store.engine import engines
from normalize.store.engine.engines import engine_named, local
from normalize.store.engine.merge import merge, merge_survey, shards_in
from normalize.store.engine.plan import Context, Shard, shards, shares_of, usual_number
from normalize.store.engine.shard import process_shard, stats_of, sum_up_shard, write_survey
from normalize.store.engine.whole import build_sharded, folder_of
from normalize.store.single import build_file, quarantine_of
from normalize.store.task import Task
from normalize.store.work import take_survey

PLAIN = Task((), Settings(stages=("encoding", "boilerplate", "layout")))
POISON = "This article is poison to whoever reads it."


def article(n: int) -> str:
    words = " ".join(f"word{n * 7 % 101}x{i * n % 89}" for i in range(60))
    return f"Minister number {n} said on Monday that {words}.\n\nSubscribe to our newsletter number one\n"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files and records, with copies and equal ids that only show across shards, and lines that are no record."""
    folder = tmp_path_factory.mktemp("corpus")
    rows = [{"id": f"a{n % 290}", "text": article(n % 250), "page": n} for n in range(300)]
    lines = [json.dumps(row) for row in rows]
    lines[150:150] = ["nonsense", '{"id": "no text"}']
    (folder / "large.jsonl").write_text("\n".join(lines), "utf-8")
    (folder / "small.jsonl").write_text("\n".join(json.dumps({"text": article(n)}) for n in (3, 400, 401)), "utf-8")
    for n in (5, 500, 501):
        (folder / f"{n}.txt").write_text(article(n), "utf-8")
    (folder / "empty.txt").touch()
    return folder


@pytest.fixture(scope="module")
def whole(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that a run on one machine makes, without shards."""
    target = tmp_path_factory.mktemp("whole") / "all.jsonl"
    build_file([corpus], target, PLAIN, jobs=2)
    return target


def same(target: Path, whole: Path) -> bool:
    return all(f(target).read_bytes() == f(whole).read_bytes() for f in (Path, quarantine_of))


def test_what_the_corpus_is_for(whole: Path) -> None:
    rows = [json.loads(line) for line in whole.read_text("utf-8").splitlines()]
    reasons = [json.loads(line)["reason"] for line in quarantine_of(whole).read_text("utf-8").splitlines()]
    assert len(rows) == 290 + 3 + 3
    assert sum(row["duplicate_of"] is not None for row in rows) >= 40
    assert {reason: reasons.count(reason) for reason in set(reasons)} == {
        "empty": 1, "duplicate_id": 10, "bad_json": 1, "bad_record": 1
    }  # fmt: skip
    assert not any("newsletter number one" in row["text"] for row in rows), "the survey has nothing to say"


def test_every_document_is_in_one_shard(corpus: Path) -> None:
    items = Context((corpus,), PLAIN).items()
    whole = [place for place, _ in items.placed()]
    for number in (1, 2, 7, 100):
        parts = [place for s in shards(number) for place, _ in items.part(shares_of(items.files, s)).placed()]
        assert sorted(parts) == whole
    assert usual_number(items.files) == 1


@pytest.mark.parametrize("number", [1, 5])
def test_shards_put_together_are_the_bytes_of_one_run(number: int, corpus: Path, whole: Path, tmp_path: Path) -> None:
    target = tmp_path / "all.jsonl"
    build_sharded([corpus], target, PLAIN, local, jobs=2, number=number)
    assert same(target, whole)
    assert not folder_of(target).exists()


def test_a_shard_that_is_done_is_not_done_again(corpus: Path, whole: Path, tmp_path: Path) -> None:
    folder = tmp_path / "shards"
    folder.mkdir()
    context = Context((corpus,), PLAIN)
    first, second = shards(2)
    with pytest.raises(UsageError, match="normalize shard survey"):
        process_shard(first, folder, context)
    write_survey(folder, context.items(), take_survey(context.items(), PLAIN, 2))
    stats = process_shard(first, folder, context)
    assert not stats.fresh
    assert stats == stats_of(folder, first)
    assert process_shard(first, folder, context).fresh
    with pytest.raises(RefusedError, match="1 of 2 shards are not done, or broken: 00002-of-00002"):
        merge(folder, tmp_path / "all.jsonl", shards(2))
    process_shard(second, folder, context)
    merge(folder, tmp_path / "all.jsonl", shards_in(folder))
    assert same(tmp_path / "all.jsonl", whole)
    (folder / f"{first.name}.jsonl.gz").write_bytes(b"broken")
    with pytest.raises(RefusedError, match="00001-of-00002 is the first"):
        merge(folder, tmp_path / "all.jsonl", shards(2))
    assert not process_shard(first, folder, context).fresh
    other = Context((corpus,), Task((), Settings(stages=("encoding", "layout"))))
    assert not process_shard(first, folder, other).fresh


def test_the_survey_of_shards_is_that_of_all(corpus: Path, tmp_path: Path) -> None:
    context = Context((corpus,), PLAIN)
    for shard in shards(4):
        assert sum_up_shard(shard, tmp_path, context) == sum_up_shard(shard, tmp_path, context)
    merge_survey(tmp_path, shards(4), context)
    merged = (tmp_path / "survey.json.gz").read_bytes()
    write_survey(tmp_path, context.items(), take_survey(context.items(), PLAIN, 2))
    from normalize.store.engine.shard import read_survey

    alone = read_survey(tmp_path, context.items())
    (tmp_path / "survey.json.gz").write_bytes(merged)
    together = read_survey(tmp_path, context.items())
    assert alone.digest() == together.digest()


def test_files_of_others_stay_where_the_shards_were(corpus: Path, whole: Path, tmp_path: Path) -> None:
    target = tmp_path / "all.jsonl"
    with pytest.raises(ZeroDivisionError):
        build_sharded([corpus], target, PLAIN, lambda *_: iter([1 // 0]), number=2)
    note = folder_of(target) / "note.txt"
    note.write_text("mine")
    (folder_of(target) / ".normalize-0123456789abcdef.tmp").touch()
    build_sharded([corpus], target, PLAIN, local, jobs=2, number=2)
    assert same(target, whole)
    assert list(folder_of(target).iterdir()) == [note]


@pytest.mark.parametrize("said", ["", "0/4", "5/4", "1", "1/0", "-1/4", "a/b", "1/4/2", "¹/4"])
def test_what_is_no_shard(said: str) -> None:
    with pytest.raises(UsageError, match="is no shard"):
        Shard.parse(said)


def test_the_engines_are_those_that_the_package_says(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["entry-points"][engines.GROUP] == engines.OWN
    assert engine_named("local") is local
    with pytest.raises(UsageError, match="no engine 'spark'; known are: dask, local"):
        engine_named("spark")
    with pytest.raises(UsageError, match="--scheduler"):
        list(local(lambda shard, _: shard, shards(2), 1, "tcp://127.0.0.1:1"))


@pytest.mark.parametrize("name", ["ray", "spark"])
def test_the_recipes_do_every_shard_once(name: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With stand-ins for Ray and Spark that do everything here, in turn; the real ones were tried by hand."""
    page = (root / "docs" / "clusters.md").read_text("utf-8")
    recipes: dict[str, Any] = {}
    for code in re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL):
        exec(compile(code, "clusters.md", "exec"), recipes)
    rows = mock.MagicMock()
    rows.__getitem__.return_value.to_pylist.side_effect = lambda: range(3)
    rows.__getitem__.return_value.__iter__.side_effect = lambda: iter(range(3))
    ray, spark = mock.MagicMock(), mock.MagicMock()
    ray.data.range.return_value.map_batches.side_effect = lambda do, **_: mock.Mock(
        iter_rows=lambda: iter([do(rows)] * 3)
    )
    session = spark.sql.SparkSession.builder.master.return_value.getOrCreate.return_value
    session.range.return_value.mapInArrow.side_effect = lambda do, _: mock.Mock(collect=lambda: list(do([rows])) * 3)
    for module, found in {"ray": ray, "pyspark": spark, "pyspark.sql": spark.sql}.items():
        monkeypatch.setitem(sys.modules, module, found)
    did: list[Shard] = []
    assert len(list(recipes[name](lambda shard, _: did.append(shard), shards(3), 2, ""))) == 3
    assert did == shards(3)


# --- a cluster -------------------------------------------------------------------------------------------------------


@pytest.fixture
def dask() -> Callable[..., Iterator[Any]]:
    """The engine dask. Where its package is missing its tests are skipped, but never in CI."""
    if not os.environ.get("CI"):
        pytest.importorskip("distributed", reason="the extra [cluster] is not installed")
    return engine_named("dask")


CLUSTER = pytest.mark.filterwarnings("default::ResourceWarning", "default::DeprecationWarning")


@CLUSTER
def test_a_cluster_gives_the_same_bytes(dask: Any, corpus: Path, whole: Path, tmp_path: Path) -> None:
    target = tmp_path / "all.jsonl"
    build_sharded([corpus], target, PLAIN, dask, jobs=2, number=5)
    assert same(target, whole)


@CLUSTER
def test_a_worker_is_killed_and_an_article_kills_its_process(
    dask: Any, corpus: Path, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One worker is killed in mid-run, one article kills every process that reads it: it is told, no other is lost."""
    (tmp_path / "site").mkdir()
    # every new process is made to die of the poison: nothing of this is in the program
    (tmp_path / "site" / "sitecustomize.py").write_text(
        "import os, signal, sys\n"
        "from normalize.store import work\n"
        "run = work.run\n"
        "def deadly(data, *rest, **named):\n"
        f"    if {POISON!r} in str(data):\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return run(data, *rest, **named)\n"
        "work.run = deadly\n",
        "utf-8",
    )
    root = str(Path(engines.__file__).parents[3])
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path / "site"), root]))
    inputs = tmp_path / "corpus"
    inputs.mkdir()
    for file in corpus.iterdir():
        (inputs / file.name).write_bytes(file.read_bytes())
    (inputs / "poison.txt").write_text(f"{POISON} {article(900)}", "utf-8")
    killed: list[int] = []

    def engine(work: Any, todo: Sequence[Shard], jobs: int, _: str) -> Iterator[Any]:
        from dask import config
        from distributed import Client, LocalCluster

        with (
            config.set({"distributed.worker.daemon": False}),
            LocalCluster(n_workers=jobs, threads_per_worker=1, dashboard_address=":0") as cluster,
            Client(cluster) as client,
        ):
            pids = list(client.run(os.getpid).values())
            for n, stats in enumerate(dask(work, todo, 0, cluster.scheduler_address)):
                if n == 0 and hasattr(stats, "key"):  # the first shard is done, others are at work
                    os.kill(pids[0], signal.SIGKILL)
                    killed.append(pids[0])
                yield stats
            if killed:
                assert killed[0] not in client.run(os.getpid).values(), "the worker lived on"

    target = tmp_path / "all.jsonl"
    build_sharded([inputs], target, PLAIN, engine, jobs=2, number=5)
    assert killed
    assert target.read_bytes() == whole.read_bytes()
    told = [json.loads(line) for line in quarantine_of(target).read_text("utf-8").splitlines()]
    assert [(row["id"], row["reason"]) for row in told if row["id"] == "poison"] == [("poison", "worker_died")]
    assert len(told) == 14


@CLUSTER
def test_a_rerun_goes_on_where_a_run_was_ended(dask: Any, corpus: Path, whole: Path, tmp_path: Path) -> None:
    target = tmp_path / "all.jsonl"
    fresh: list[bool] = []

    def ends(work: Any, todo: Sequence[Shard], jobs: int, address: str) -> Iterator[Any]:
        for n, stats in enumerate(dask(work, todo, jobs, address)):
            yield stats
            if hasattr(stats, "fresh") and n == 1:
                raise KeyboardInterrupt

    def told(work: Any, todo: Sequence[Shard], jobs: int, address: str) -> Iterator[Any]:
        for stats in dask(work, todo, jobs, address):
            if hasattr(stats, "fresh"):
                fresh.append(stats.fresh)
            yield stats

    with pytest.raises(KeyboardInterrupt):
        build_sharded([corpus], target, PLAIN, ends, jobs=2, number=5)
    assert not target.exists()
    build_sharded([corpus], target, PLAIN, told, jobs=2, number=5)
    assert same(target, whole)
    assert len(fresh) == 5
    assert sum(fresh) >= 2


@CLUSTER
def test_nobody_answers_at_the_address(dask: Any, monkeypatch: pytest.MonkeyPatch) -> None:

    from normalize.store.engine import cluster

    monkeypatch.setattr(cluster, "_PATIENCE", "1s")
    with pytest.raises(UsageError, match="nobody answers there"):
        list(dask(lambda shard, _: shard, shards(1), 1, "tcp://127.0.0.1:9"))
