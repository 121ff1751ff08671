# ruff: noqa: E501 - tables of cases read best with one case a line
"""The command line as a person meets it: what each command does, says and returns, and what it leaves alone."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from commands import Ended as Ran
from commands import environment, run

from normalize.edits import Ledger, restore

BODY = "The talks in the far east of the country went on for five hours, both sides said on Wednesday."
SEE_ALSO = "See also Coot frozen in palace lake"
ARTICLE = f"Deal or no deal?\n\nWladimir Putin met Kim Jong Un in Kiev. {BODY} {SEE_ALSO}\n"
CLEAN = f"Deal or no deal?\n\nVladimir Putin met Kim Jong-un in Kyiv. {BODY}\n"
PAGE = (
    "<!doctype html><html lang=en><head><title>A handshake</title></head><body><nav><a href=/>Home</a></nav><article><h1>A handshake</h1>"
    f"<p>Wladimir Putin met him. {BODY}</p><p>{BODY}</p></article><footer>Share on Facebook</footer></body></html>"
)
RUSSIAN = "Тихий день\n\nПереговоры на Дальнем Востоке страны продолжались пять часов, сообщили в среду обе стороны.\n"


AS_A_PERSON = """\
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests may have it ignored
os.execv(sys.argv[1], sys.argv[1:])
"""


def spawn(*args: str, cwd: Path, stdin: bytes = b"", env: dict[str, str] | None = None) -> Ran:
    """Run the command line in a process of its own."""
    ran = subprocess.run(
        command(*args), cwd=cwd, input=stdin, capture_output=True, timeout=60, check=False, env=environment(env)
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr)


def command(*args: str) -> list[str]:
    return [sys.executable, "-W", "error", "-m", "normalize", *args]


def said(ran: Ran) -> str:
    return ran.stderr.decode()


def tree(folder: Path) -> dict[str, str]:
    """Every file below a folder with the digest of its bytes."""
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in folder.rglob("*")
        if p.is_file() and not p.name.startswith(".normalize.state")  # a cache: hints only
    }


SOURCES: dict[str, bytes] = {
    "plain.txt": ARTICLE.encode(),
    "windows.txt": (ARTICLE + "Ünïcode caf\xe9 “quoted” – dash.\n").encode("cp1252"),
    "lines.txt": ARTICLE.replace("\n", "\r\n").encode(),
    "russian-1251.txt": RUSSIAN.encode("cp1251"),
    "russian-koi8.txt": RUSSIAN.encode("koi8-r"),
    "wide.txt": ("\N{ZERO WIDTH NO-BREAK SPACE}" + ARTICLE).encode("utf-16"),
    "mark.txt": ARTICLE.encode("utf-8-sig"),
    "torn.txt": ARTICLE.encode() + b"\xff\x80 bytes\n",
    "web/page.html": PAGE.encode(),
    "web/latin.html": PAGE.replace("him", "José").replace("<head>", "<head><meta charset=iso-8859-1>").encode("latin-1"),
    "feed.jsonl": b"".join(
        json.dumps(r).encode() + b"\n"
        for r in ({"id": "text", "text": ARTICLE}, {"id": "page", "html": PAGE}, {"id": "deep/er", "text": ARTICLE, "title": "Other"})
    ),
}  # fmt: skip


def put(folder: Path, sources: dict[str, bytes] | None = None) -> Path:
    for name, data in (SOURCES if sources is None else sources).items():
        path = folder / "seeds" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with sources and the outputs of one run: to be looked at, not changed."""
    folder = put(tmp_path_factory.mktemp("house"))
    ran = run("all", cwd=folder)
    assert ran.returncode == 0, said(ran)
    return folder


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A folder with one article and the outputs of one run."""
    put(tmp_path, {"plain.txt": ARTICLE.encode()})
    assert run("all", "-q", cwd=tmp_path).returncode == 0
    return tmp_path


# --- all ---------------------------------------------------------------------------------------------------------


def test_all_writes_what_the_design_promises(house: Path) -> None:
    out = house / "out"
    assert (out / "texts" / "plain.txt").read_bytes() == CLEAN.encode()
    assert {p.name for p in out.iterdir() if not p.name.startswith(".")} == {
        "texts", "ledgers", "corpus.jsonl", "quarantine.jsonl", "report.html", "manifest.json",
    }  # fmt: skip
    records = [json.loads(line) for line in (out / "corpus.jsonl").read_text("utf-8").splitlines()]
    files = [r["id"].partition("/")[0] if r["id"].startswith("feed") else r["id"] for r in records]
    assert files == sorted(files)  # records stand in the order of their file
    assert len(records) == 13
    assert {"id", "source", "sha256", "lang", "lang_also", "translated_from", "translation_weight",
            "translation_traces", "title", "byline", "date", "dateline", "agencies", "published", "modified", "section", "url", "paywall", "names", "duplicate_of",
            "text"} == set(records[0])  # fmt: skip
    assert str(house) not in "".join(p.read_text("utf-8") for p in out.rglob("*") if p.suffix in (".json", ".jsonl"))


def test_the_last_line_says_what_next_and_data_stays_off_the_messages(house: Path) -> None:
    ran = run("all", cwd=house)
    assert ran.returncode == 0
    assert ran.stdout == b""
    assert "report.html" in said(ran).splitlines()[-1]
    assert run("all", "-q", cwd=house).stderr == b""


@pytest.mark.parametrize(
    "how",
    [
        (["-j1"], {}),
        (["-j4"], {}),
        (["-j1"], {"LC_ALL": "C", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "PYTHONUTF8": "0"}),
        (["-j3"], {"LC_ALL": "C.UTF-8", "TZ": "America/Lima", "PYTHONHASHSEED": "4711", "COLUMNS": "20"}),
    ],
    ids=["one process", "four processes", "another place", "yet another"],
)
def test_same_bytes_everywhere(house: Path, tmp_path: Path, how: tuple[list[str], dict[str, str]]) -> None:
    args, env = how
    ran = spawn("all", str(house / "seeds"), "--out", str(tmp_path / "out"), *args, cwd=tmp_path, env=env)
    assert ran.returncode == 0, said(ran)
    assert tree(tmp_path / "out") == tree(house / "out")


def test_no_folder_of_sources(tmp_path: Path) -> None:
    ran = run("all", cwd=tmp_path)
    assert ran.returncode == 2
    assert "seeds" in said(ran)
    assert "Traceback" not in said(ran)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_of_sources(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    ran = run("all", cwd=tmp_path)
    assert ran.returncode == 2
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("args", "hint"),
    [
        (["--only", "boilerplat"], "did you mean 'boilerplate'"),
        (["--until", "metdata"], "did you mean 'metadata'"),
        (["--only", "nonsense"], "the stages are"),
        (["--ignore", "scars/lost-capitl"], "did you mean 'scars/lost-capital'"),
        (["--lang", "english"], "no language code"),
        (["--names-lang", "ru-RU"], "no language code"),
        (["-j", "-1"], "-1"),
        (["--glossary", "nowhere.yaml"], "nowhere.yaml"),
        (["--nope"], "--nope"),
        (["nowhere"], "nowhere"),
        (["--only", "names", "--until", "scars"], "names"),
    ],
    ids=lambda x: " ".join(x) if isinstance(x, list) else "",
)
def test_wrong_use_does_nothing(small: Path, args: list[str], hint: str) -> None:
    before = tree(small)
    ran = run("all", *args, cwd=small)
    assert ran.returncode == 2, said(ran)
    assert hint in said(ran)
    assert ran.stdout == b""
    assert tree(small) == before


def test_only_and_until(tmp_path: Path) -> None:
    put(tmp_path, {"plain.txt": ARTICLE.encode()})
    assert run("all", "-q", "--only", "names", "--out", "names", cwd=tmp_path).returncode == 0
    assert run("all", "-q", "--until", "boilerplate", "--out", "until", cwd=tmp_path).returncode == 0
    names, until = ((tmp_path / o / "texts" / "plain.txt").read_text() for o in ("names", "until"))
    assert "Vladimir" in names
    assert SEE_ALSO in names
    assert "Wladimir" in until
    assert SEE_ALSO not in until


def test_check_before_after_and_after_a_change(tmp_path: Path) -> None:
    put(tmp_path, {"plain.txt": ARTICLE.encode()})
    ran = run("all", "--check", cwd=tmp_path)
    assert ran.returncode == 1
    assert "would change" in said(ran)
    assert not (tmp_path / "out").exists()
    assert run("all", "-q", cwd=tmp_path).returncode == 0
    before = tree(tmp_path)
    ran = run("all", "--check", cwd=tmp_path)
    assert ran.returncode == 0, said(ran)
    assert "nothing would change" in said(ran)
    put(tmp_path, {"another.txt": ARTICLE.encode()})
    assert run("all", "--check", cwd=tmp_path).returncode == 1
    (tmp_path / "seeds" / "another.txt").unlink()
    (tmp_path / "out" / "texts" / "plain.txt").write_text("by hand\n")
    assert run("all", "--check", cwd=tmp_path).returncode == 1
    assert run("all", "-q", cwd=tmp_path).returncode == 0
    assert tree(tmp_path) == before


# --- out/ --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("out", ["seeds/out", "seeds", "link", "./seeds/../seeds/x"])
def test_out_inside_the_sources_is_refused(tmp_path: Path, out: str) -> None:
    put(tmp_path, {"plain.txt": ARTICLE.encode()})
    (tmp_path / "link").symlink_to("seeds")
    before = tree(tmp_path)
    ran = run("all", "--out", out, cwd=tmp_path)
    assert ran.returncode == 4, said(ran)
    assert tree(tmp_path) == before


def test_out_is_a_file(tmp_path: Path) -> None:
    put(tmp_path, {"plain.txt": ARTICLE.encode()})
    (tmp_path / "out").write_text("mine")
    ran = run("all", cwd=tmp_path)
    assert ran.returncode == 4, said(ran)
    assert (tmp_path / "out").read_text() == "mine"


def test_a_file_in_the_way_of_a_folder_is_a_storage_failure_or_refused(tmp_path: Path) -> None:
    put(tmp_path, {"plain.txt": ARTICLE.encode()})
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "texts").write_text("mine")
    ran = run("all", cwd=tmp_path)
    assert ran.returncode in (4, 5), said(ran)
    assert "out" in said(ran)
    assert (tmp_path / "out" / "texts").read_text() == "mine"


def test_a_full_disk_is_told_and_nothing_is_half_written(small: Path) -> None:
    """No file may grow beyond 1 MB in this process: the report of a long text does not fit."""
    put(
        small, {"another.txt": ARTICLE.encode(), "plain.txt": ARTICLE.replace("Deal", "Steal").encode()}
    )  # changed since
    (small / "seeds" / "zz-long.txt").write_text(f"{ARTICLE}\n" + f"{BODY}\n\n" * 15_000)
    before = tree(small / "out")
    limit = "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20)); import runpy; sys.argv[0] = 'normalize'; runpy.run_module('normalize', run_name='__main__')"
    ended = subprocess.run(
        [sys.executable, "-c", limit, "all", "--until", "encoding"],
        cwd=small,
        capture_output=True,
        timeout=60,
        check=False,
        env=environment(),
    )
    ran = Ran(ended.returncode, ended.stdout, ended.stderr)
    assert ran.returncode == 5, said(ran)
    assert "Traceback" not in said(ran)
    after = tree(small / "out")
    assert not [name for name in after if name.endswith(".tmp")]
    if "as they were" in said(ran):
        assert {k: v for k, v in after.items() if k in before} == before, (
            "a failed run says that earlier outputs are as they were"
        )


@pytest.mark.parametrize(
    "name", ["manifest.json", "corpus.jsonl", "report.html", "texts/plain.txt", "ledgers/plain.json"]
)
@pytest.mark.parametrize("check", [[], ["--check"]], ids=["all", "check"])
def test_what_is_not_ours_is_not_overwritten(tmp_path: Path, name: str, check: list[str]) -> None:
    put(tmp_path, {"plain.txt": ARTICLE.encode()})
    mine = tmp_path / "out" / name
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    ran = run("all", *check, cwd=tmp_path)
    assert ran.returncode == 4, said(ran)
    assert mine.read_text() == "mine"
    assert run("all", *check, cwd=tmp_path).returncode == 4, "and not at the second try either"
    assert mine.read_text() == "mine"


def test_a_foreign_text_is_not_overwritten_by_a_new_article(small: Path) -> None:
    put(small, {"new.txt": ARTICLE.encode()})
    mine = small / "out" / "texts" / "new.txt"
    mine.write_text("mine")
    before = tree(small)
    for args in (["all"], ["all", "--check"]):
        ran = run(*args, cwd=small)
        assert ran.returncode == 4, said(ran)
        assert "texts/new.txt" in said(ran)
        assert tree(small) == before
    mine.unlink()
    assert run("all", "-q", cwd=small).returncode == 0


def test_a_run_that_was_killed_before_its_manifest_is_known_as_ours(tmp_path: Path) -> None:
    put(tmp_path, {f"{n:03}.txt": ARTICLE.encode() + f"{BODY}\n\n".encode() * 200 for n in range(40)})
    child = subprocess.Popen(command("all", "-j1"), cwd=tmp_path, stderr=subprocess.DEVNULL, env=environment())
    deadline = time.monotonic() + 30
    while not list((tmp_path / "out" / "texts").glob("*.txt")) and time.monotonic() < deadline and child.poll() is None:
        time.sleep(0.02)
    child.kill()
    child.wait(30)
    assert not (tmp_path / "out" / "manifest.json").exists(), "the run was over before it could be killed"
    ran = run("all", "-q", "--until", "encoding", cwd=tmp_path)
    assert ran.returncode == 0, said(ran)


def test_nothing_is_made_in_a_folder_that_is_refused(tmp_path: Path) -> None:
    put(tmp_path, {"plain.txt": ARTICLE.encode()})
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "corpus.jsonl").symlink_to("nowhere")
    assert run("all", cwd=tmp_path).returncode == 4
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["corpus.jsonl"]


@pytest.mark.parametrize("path", ["out/texts", "out/texts/plain.txt"])
def test_outputs_are_no_sources(small: Path, path: str) -> None:
    before = tree(small)
    assert run("all", path, cwd=small).returncode == 4
    assert tree(small) == before


def test_foreign_files_beside_ours_survive(small: Path) -> None:
    for name in ("notes.md", "texts/own.txt", "texts/sub/own.txt"):
        path = small / "out" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("mine")
    put(small, {"more.txt": ARTICLE.encode()})
    assert run("all", "-q", cwd=small).returncode == 0
    (small / "seeds" / "more.txt").unlink()
    assert run("all", "-q", cwd=small).returncode == 0
    assert not (small / "out" / "texts" / "more.txt").exists(), "outputs of a source that is gone go"
    assert not (small / "out" / "ledgers" / "more.json").exists()
    for name in ("notes.md", "texts/own.txt", "texts/sub/own.txt"):
        assert (small / "out" / name).read_text() == "mine"


def test_a_second_run_at_the_same_time_is_refused(small: Path) -> None:
    before = tree(small / "out")
    with (small / "out" / ".normalize.lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        put(small, {"more.txt": ARTICLE.encode()})
        for args in (["all"], ["report"]):
            ran = run(*args, cwd=small)
            assert ran.returncode == 4, said(ran)
            assert "another run" in said(ran)
        assert tree(small / "out") == before
    assert run("all", "-q", cwd=small).returncode == 0


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("jobs", [1, 3])
def test_interrupted_runs_keep_what_is_done(tmp_path: Path, sent: signal.Signals, code: int, jobs: int) -> None:
    """A signal to the whole group, as a terminal sends it: with processes of its own, or without."""
    files = {f"{n:03}.txt": f"Report {n}\n\n".encode() + f"{BODY}\n\n".encode() * 200 for n in range(30 + 20 * jobs)}
    put(tmp_path, files)
    child = subprocess.Popen(
        [sys.executable, "-c", AS_A_PERSON, *command("all", f"-j{jobs}")],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        env=environment(),
        start_new_session=True,
    )
    deadline = time.monotonic() + 60
    beside = tmp_path / "out" / "texts"
    while len(list(beside.glob(".normalize-*.tmp"))) < 5 and time.monotonic() < deadline and child.poll() is None:
        time.sleep(0.01)
    assert child.poll() is None, "the run was over before it could be interrupted"
    os.killpg(child.pid, sent)
    _, err = child.communicate(timeout=60)
    assert child.returncode == code, err.decode()
    assert b"Traceback" not in err
    assert b"what was written is whole" in err
    kept = list(beside.glob("*.txt"))
    assert 4 <= len(kept) < len(files)
    assert not list(beside.glob(".normalize-*.tmp"))
    assert all(p.read_bytes().endswith(b"\n") for p in kept)
    assert not (tmp_path / "out" / "manifest.json").exists()
    explained = run("all", "--explain", cwd=tmp_path).stdout.decode()
    assert explained.count(": fresh") >= len(kept) - 1


# --- restore, diff, blame, rules, report, check, doctor ----------------------------------------------------------------


@pytest.mark.parametrize("name", [n for n in SOURCES if n != "feed.jsonl"])
def test_restore_gives_every_byte_back(house: Path, name: str) -> None:
    ran = run("restore", name, cwd=house)
    assert ran.returncode == 0, said(ran)
    assert ran.stdout == SOURCES[name]
    assert ran.stderr == b""


@pytest.mark.parametrize("name", ["plain", "page.html", "web/page", "feed/text", "feed.jsonl:1", "./plain.txt"])
def test_documents_go_by_id_path_and_stem(house: Path, name: str) -> None:
    ran = run("restore", name, cwd=house)
    assert ran.returncode == 0, said(ran)
    assert ran.stdout == (PAGE if "page" in name else ARTICLE).encode()


def test_restore_of_records(house: Path) -> None:
    assert run("restore", "feed/page", cwd=house).stdout == PAGE.encode()
    assert run("restore", "feed/deep/er", cwd=house).stdout == ARTICLE.encode()


def test_restore_of_what_is_not_there(house: Path) -> None:
    ran = run("restore", "plane.txt", cwd=house)
    assert ran.returncode == 2
    assert "did you mean" in said(ran)
    ran = run("restore", "plain", "--out", "nowhere", cwd=house)
    assert ran.returncode == 2
    assert "normalize all" in said(ran)


@pytest.mark.parametrize("what", ["text", "ledger", "no ledger", "torn ledger"])
def test_restore_of_what_was_edited_is_a_clear_error(small: Path, what: str) -> None:
    text, ledger = small / "out" / "texts" / "plain.txt", small / "out" / "ledgers" / "plain.json"
    if what == "text":
        text.write_text(text.read_text() + "edited\n")
    elif what == "ledger":
        ledger.write_text(ledger.read_text().replace("Coot", "Boot"))
    elif what == "no ledger":
        ledger.unlink()
    else:
        ledger.write_text(ledger.read_text()[:-40])
    ran = run("restore", "plain", cwd=small)
    assert ran.returncode == 1, said(ran)
    assert ran.stdout == b""
    assert "Traceback" not in said(ran)
    assert "fault of this program" not in said(ran)
    assert run("diff", "plain", cwd=small).returncode in (0, 1)
    assert run("check", cwd=small).returncode == 1


def test_diff(house: Path) -> None:
    ran = run("diff", "plain", cwd=house)
    assert ran.returncode == 0, said(ran)
    shown = ran.stdout.decode()
    assert "\x1b" not in shown
    for piece in ("boilerplate/see-also", "names/listed", "Wladimir", "Vladimir"):
        assert piece in shown
    ran = run("diff", "plain", "--json", cwd=house)
    changes = json.loads(ran.stdout)[0]["changes"]
    assert {"names/listed", "boilerplate/see-also"} <= {c["rule"] for c in changes}


def test_diff_of_everything(house: Path) -> None:
    ran = run("diff", cwd=house)
    assert ran.returncode == 0, said(ran)
    assert ran.stdout.decode().count("Coot") >= 5


def test_blame(house: Path) -> None:
    for place in ("plain:3", "plain:3:2", "plain.txt:3:2"):
        ran = run("blame", place, cwd=house)
        assert ran.returncode == 0, said(ran)
        assert "names/listed" in ran.stdout.decode()
    ran = run("blame", "plain:3:2", "--json", cwd=house)
    assert ran.returncode == 0, said(ran)
    assert json.loads(ran.stdout)["id"] == "plain"


@pytest.mark.parametrize(
    "place", ["plain", "plain:0", "plain:99", "plain:1:999", "plain:-1", "plain:x", "plain:²", ":1", "plane:1"]
)
def test_blame_of_no_place(house: Path, place: str) -> None:
    ran = run("blame", place, cwd=house)
    assert ran.returncode == 2, said(ran)
    assert "Traceback" not in said(ran)


def test_rules(tmp_path: Path) -> None:
    ran = run("rules", cwd=tmp_path)
    assert ran.returncode == 0
    assert "boilerplate/see-also" in ran.stdout.decode()
    shown = run("rules", "boilerplate/see-also", cwd=tmp_path).stdout.decode()
    assert all(word in shown for word in ("What", "Why", "Spares", "before", "after", "stays"))
    ran = run("rules", "boilerplate/se-also", cwd=tmp_path)
    assert ran.returncode == 2
    assert "did you mean 'boilerplate/see-also'" in said(ran)
    assert json.loads(run("rules", "--json", cwd=tmp_path).stdout)


def test_report_is_written_anew(small: Path) -> None:
    before = tree(small / "out")
    (small / "out" / "report.html").unlink()
    ran = run("report", cwd=small)
    assert ran.returncode == 0, said(ran)
    assert tree(small / "out") == before


def test_check_of_the_house(small: Path) -> None:
    ran = run("check", cwd=small)
    assert ran.returncode == 0, said(ran)
    (small / "glossaries").mkdir()
    (small / "glossaries" / "own.yaml").write_text("- id: a-b\n  type: person\n  names: {en: Anna Berg}\n")
    ran = run("check", cwd=small)
    assert ran.returncode == 1
    assert "glossaries changed" in said(ran)
    (small / "glossaries" / "own.yaml").write_text(
        "- id: a-b\n  typ: person\n  type: person\n  names: {en: Anna Berg}\n"
    )
    ran = run("check", cwd=small)
    assert ran.returncode == 1
    assert "own.yaml:2:3" in said(ran)
    assert run("check", "--out", "nowhere", cwd=small).returncode in (1, 2)


def test_all_mistakes_of_the_settings_are_told_at_once(small: Path) -> None:
    (small / "pyproject.toml").write_text("[tool.normalize]\nnames_lnag = 'en'\nout = 7\n")
    ran = run("all", cwd=small)
    assert ran.returncode == 2
    assert "did you mean 'names_lang'" in said(ran)
    assert "out must be" in said(ran)
    (small / "pyproject.toml").write_bytes(b"[tool.normalize\n\xff")
    assert run("all", cwd=small).returncode == 2
    assert "fault of this program" not in said(run("all", cwd=small))


@pytest.mark.parametrize(
    "broken",
    [
        "[tool]\nnormalize = 3\n",
        "tool = 3\n",
        "[tool.normalize]\njobs = true\n",
        "[tool.normalize]\njobs = -2\n",
        "[tool.normalize]\nnames_lang = 'english'\n",
        "[tool.normalize]\nignore = [1]\n",
    ],
)
def test_odd_settings_are_mistakes(small: Path, broken: str) -> None:
    (small / "pyproject.toml").write_text(broken)
    before = tree(small)
    ran = run("all", cwd=small)
    assert ran.returncode == 2, said(ran)
    assert tree(small) == before


@pytest.mark.parametrize("spoiled", ["manifest.json", "corpus.jsonl", "quarantine.jsonl"])
def test_spoiled_outputs_are_no_fault_of_the_program(small: Path, spoiled: str) -> None:
    path = small / "out" / spoiled
    path.write_bytes(b'{"tool": "normalize"}\n' if spoiled == "manifest.json" else b"\xff{broken\n")
    for args in (["check"], ["diff", "plain"], ["restore", "plain"], ["report"]):
        ran = run(*args, cwd=small)
        assert ran.returncode != 70, (args, said(ran))
        assert "Traceback" not in said(ran)
    ran = run("all", cwd=small)
    assert ran.returncode == 0, said(ran)


# --- text ----------------------------------------------------------------------------------------------------------------


def test_text_reads_any_encoding(tmp_path: Path) -> None:
    for encoding in ("cp1251", "utf-8", "utf-16", "koi8-r"):
        ran = run("text", "-", cwd=tmp_path, stdin=RUSSIAN.encode(encoding))
        assert ran.returncode == 0, said(ran)
        assert ran.stdout.decode() == RUSSIAN


def test_text_on_a_terminal_of_another_encoding(tmp_path: Path) -> None:
    ran = spawn("text", cwd=tmp_path, stdin=RUSSIAN.encode(), env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii"})
    assert ran.returncode == 0, said(ran)
    assert ran.stdout.decode() == RUSSIAN


def test_text_as_html_json_and_with_a_ledger(tmp_path: Path) -> None:
    ran = run("text", "-", "--html", cwd=tmp_path, stdin=f"Wladimir Putin <b>met</b> him. {BODY}".encode())
    assert ran.stdout.decode() == f"Vladimir Putin met him. {BODY}\n"
    ran = run("text", "-", "--json", "--ledger", "l.json", cwd=tmp_path, stdin=PAGE.encode())
    assert ran.returncode == 0, said(ran)
    told = json.loads(ran.stdout)
    assert told["facts"]["title"] == "A handshake"
    assert told["edits"]
    ledger = Ledger.loads((tmp_path / "l.json").read_text("utf-8"))
    assert restore(ledger, told["text"]) == PAGE.encode()
    ran = run("text", "-", "--ledger", "l.json/l.json", cwd=tmp_path, stdin=PAGE.encode())
    assert ran.returncode == 5, said(ran)


@pytest.mark.parametrize("data", [b"", b"  \n", b"\x89PNG\r\n\x1a\n", b"\0" * 100, b"...", b"<p></p>"])
def test_text_of_nothing(tmp_path: Path, data: bytes) -> None:
    ran = run("text", "-", cwd=tmp_path, stdin=data)
    assert ran.returncode == 3, said(ran)
    assert ran.stdout == b""
    assert "fault" not in said(ran)


def test_text_of_a_file_that_is_not_there(tmp_path: Path) -> None:
    for name in ("nowhere.txt", "."):
        ran = run("text", name, cwd=tmp_path)
        assert ran.returncode == 2, said(ran)
        assert name in said(ran), "the message names the file"


@pytest.mark.parametrize(
    "args",
    [
        ["rules"],
        ["rules", "--json"],
        ["rules", "boilerplate"],
        ["text", "seeds/long.txt"],
        ["doctor"],
        ["restore", "long"],
        ["diff"],
        ["export", "jsonl"],
    ],
)
def test_a_closed_pipe_is_no_error(small: Path, args: list[str]) -> None:
    (small / "seeds" / "long.txt").write_text(f"{BODY}\n\n" * 3000)
    if args[0] in ("restore", "diff", "export"):
        assert run("all", "-q", "--until", "encoding", cwd=small).returncode == 0
    if args[0] == "text":
        args = [*args, "--until", "encoding"]
    child = subprocess.Popen(
        command(*args), cwd=small, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    )
    assert child.stdout is not None
    child.stdout.close()  # as `| true` does
    err = child.stderr.read().decode() if child.stderr else ""
    assert child.wait(60) in (0, 141, -signal.SIGPIPE), err
    assert "Traceback" not in err
    assert "BrokenPipe" not in err
    assert child.stderr is not None
    child.stderr.close()


# --- glossaries ----------------------------------------------------------------------------------------------------------

MISTAKES = {  # file: text, and (line, column) with a piece of the message
    "alias": ("- id: &x a-b\n  type: person\n  names: {en: *x}\n", "1:7", "anchors"),
    "double": ("- id: a-b\n  type: person\n  names: {en: A B}\n  type: place\n", "4:3", "twice"),
    "empty-form": ("- id: a-b\n  type: person\n  names: {en: }\n", "3:1", "names.en"),
    "merge": ("- <<: {a: b}\n  id: a-b\n  type: person\n  names: {en: A B}\n", "1:3", "merge"),
    "no-id": ("- type: person\n  names: {en: A B}\n", "1:3", "needs an id"),
    "no-names": ("- id: c-d\n  type: person\n", "1:3", "names"),
    "null": ("- id: m-n\n  type: person\n  names: {en: null}\n", "3:15", "names.en"),
    "tab": ("- id: e-f\n\ttype: person\n", "2:1", "tab"),
    "tag": ("- id: g-h\n  type: !!python/name:os.system person\n  names: {en: G H}\n", "2:9", "tags"),
    "tilde": ("- id: t-l\n  type: person\n  names: {en: ~}\n", "3:15", "names.en"),
    "twice": ("- id: a-c\n  type: person\n  names: {en: A C}\n- id: a-c\n  type: person\n  names: {en: A C}\n", "4:3", "twice"),
    "two-documents": ("- id: i-j\n  type: person\n  names: {en: I J}\n---\n- id: k\n", "4:1", "---"),
    "type": ("- id: o-p\n  type: persn\n  names: {en: O P}\n", "2:9", "did you mean 'person'"),
    "unknown": ("- id: q-r\n  typ: person\n  type: person\n  names: {en: Q R}\n  varients: [X]\n", "2:3", "did you mean 'type'"),
    "unknown2": ("- id: q-s\n  type: person\n  names: {en: Q S}\n  varients: [X]\n", "4:3", "did you mean 'variants'"),
}  # fmt: skip


def test_every_mistake_of_every_glossary_is_told_at_once(small: Path) -> None:
    folder = small / "glossaries"
    folder.mkdir()
    for name, (text, _, _) in MISTAKES.items():
        (folder / f"{name}.yaml").write_text(text)
    (folder / "bytes.yaml").write_bytes(b"- id: b-s\n  type: person\n  names: {en: Caf\xe9}\n")
    before = tree(small)
    ran = run("all", cwd=small)
    assert ran.returncode == 2
    assert tree(small) == before
    told = said(ran)
    missing = [
        f"{name}.yaml:{place} … {piece}"
        for name, (_, place, piece) in MISTAKES.items()
        if not re.search(rf"glossaries/{name}\.yaml:{place.split(':')[0]}:\d+: [^\n]*{re.escape(piece)}", told)
    ]
    assert missing == [], told
    wrong_column = [
        n for n, (_, place, _) in MISTAKES.items() if n != "empty-form" and f"{n}.yaml:{place}:" not in told
    ]
    assert wrong_column == []
    assert "glossaries/bytes.yaml:3:18: not UTF-8" in told
    assert told.rstrip().endswith("nothing was done")
    ran = run("glossary", "check", cwd=small)
    assert ran.returncode == 1
    assert ran.stdout == b""
    assert said(ran).count(".yaml:") >= len(MISTAKES)
    assert run("text", "-", cwd=small, stdin=b"Hello there").returncode == 2


def test_glossaries_that_are_right(small: Path) -> None:
    folder = small / "glossaries"
    folder.mkdir()
    (folder / "empty.yaml").write_text("")
    (folder / "comment.yaml").write_text("# later\n")
    (folder / "words.yaml").write_text(
        "- id: k-l\n  type: place\n  names: {en: 'Null', no: Norge, de: 12, fr: yes}\n  variants: [off, 1.10, 2023-01-01]\n"
    )
    ran = run("glossary", "check", cwd=small)
    assert ran.returncode == 0, said(ran)
    assert "no mistakes" in said(ran)
    rows = json.loads(run("glossary", "where", "Norge", "--lang", "no", "--json", cwd=small).stdout)
    assert [r["entry"] for r in rows if r["entry"] == "k-l"]


def test_a_glossary_that_cannot_be_read(small: Path) -> None:
    (small / "glossaries").mkdir()
    (small / "glossaries" / "gone.yaml").symlink_to("nowhere")
    (small / "glossaries" / "folder.yaml").mkdir()
    ran = run("all", cwd=small)
    assert ran.returncode == 2
    assert "glossaries/" in said(ran)


def test_where(tmp_path: Path) -> None:
    ran = run("glossary", "where", "Wladimir Putin", cwd=tmp_path)
    assert ran.returncode == 0
    assert "Vladimir Putin" in ran.stdout.decode()
    assert "people.yaml:" in ran.stdout.decode()
    ran = run("glossary", "where", "Nobody Atall", cwd=tmp_path)
    assert ran.returncode == 1
    rows = run("glossary", "where", "Kiev", cwd=tmp_path).stdout.decode().splitlines()
    places = [line for line in rows if line.startswith(" ")]
    assert len(places) == len(set(places)), "each place once"


ADDITIONS = {  # what stands there, and how the file shall look with "--also Second" for Anna Berg
    "block list": ("- id: anna-berg\n  type: person\n  names: {en: Anna Berg}\n  variants:\n    - First  # why\n  # behind\n\n# the end\n",
                   "- id: anna-berg\n  type: person\n  names: {en: Anna Berg}\n  variants:\n    - First  # why\n    - Second\n  # behind\n\n# the end\n"),
    "flow list": ("- id: anna-berg\n  type: person\n  names: {en: Anna Berg}\n  variants: [First]  # why\n# the end\n",
                  "- id: anna-berg\n  type: person\n  names: {en: Anna Berg}\n  variants: [First, Second]  # why\n# the end\n"),
    "empty flow list": ("- id: anna-berg\n  type: person\n  names: {en: Anna Berg}\n  variants: []\n",
                        "- id: anna-berg\n  type: person\n  names: {en: Anna Berg}\n  variants: [Second]\n"),
    "flow list of lines": ("- id: anna-berg\n  type: person\n  names: {en: Anna Berg}\n  variants: [\n    First,  # why\n  ]\n",
                           None),
    "flow list with a comma": ("- id: anna-berg\n  type: person\n  names: {en: Anna Berg}\n  variants: [First,]\n", None),
    "no variants": ("# top\n- id: anna-berg  # she\n  type: person\n  names:\n    en: Anna Berg  # so\n# between\n- id: tom-berg\n  type: person\n  names: {en: Tom Berg}\n",
                    None),
    "windows": ("- id: anna-berg\r\n  type: person\r\n  names: {en: Anna Berg}\r\n  variants:\r\n    - First\r\n# the end\r\n",
                "- id: anna-berg\r\n  type: person\r\n  names: {en: Anna Berg}\r\n  variants:\r\n    - First\r\n    - Second\r\n# the end\r\n"),
    "windows, flow": ("- id: anna-berg\r\n  type: person\r\n  names: {en: Anna Berg}\r\n",
                      "- id: anna-berg\r\n  type: person\r\n  names: {en: Anna Berg}\r\n  variants: [Second]\r\n"),
    "no line end": ("- id: anna-berg\n  type: person\n  names: {en: Anna Berg}",
                    "- id: anna-berg\n  type: person\n  names: {en: Anna Berg}\n  variants: [Second]"),
    "no line end, block": ("- id: anna-berg\n  type: person\n  names: {en: Anna Berg}\n  variants:\n  - First",
                           "- id: anna-berg\n  type: person\n  names: {en: Anna Berg}\n  variants:\n  - First\n  - Second"),
    "mark": ("\N{ZERO WIDTH NO-BREAK SPACE}- id: anna-berg\n  type: person\n  names: {en: Anna Berg}\n  variants: [First]\n",
             "\N{ZERO WIDTH NO-BREAK SPACE}- id: anna-berg\n  type: person\n  names: {en: Anna Berg}\n  variants: [First, Second]\n"),
    "quoted": ("- id: anna-berg\n  type: person\n  names: {en: \"Anna Berg\"}\n  variants: ['Fir]st', \"x # y\"]\n",
               "- id: anna-berg\n  type: person\n  names: {en: \"Anna Berg\"}\n  variants: ['Fir]st', \"x # y\", Second]\n"),
    "mapping items": ("- id: anna-berg\n  type: person\n  names: {en: Anna Berg}\n  variants:\n    - {text: First, lang: de}\n    - text: Third\n      lang: de\n  note: x\n",
                      "- id: anna-berg\n  type: person\n  names: {en: Anna Berg}\n  variants:\n    - {text: First, lang: de}\n    - text: Third\n      lang: de\n    - Second\n  note: x\n"),
    "folded note last": ("- id: anna-berg\n  type: person\n  names: {en: Anna Berg}\n  note: >\n    Long\n    note\n\n# the end\n", None),
    "one line": ("- {id: anna-berg, type: person, names: {en: Anna Berg}}\n", None),
    "indented": ("  - id: anna-berg\n    type: person\n    names: {en: Anna Berg}\n# the end\n", None),
    "emoji before": ("# 😀 𝒜\n- id: anna-berg\n  type: person\n  names: {en: Anna Berg}\n  variants: [First]\n",
                     "# 😀 𝒜\n- id: anna-berg\n  type: person\n  names: {en: Anna Berg}\n  variants: [First, Second]\n"),
}  # fmt: skip


@pytest.mark.parametrize("kind", ADDITIONS)
def test_add_a_spelling_changes_no_other_byte(tmp_path: Path, kind: str) -> None:
    before, after = ADDITIONS[kind]
    path = tmp_path / "g.yaml"
    path.write_bytes(before.encode())
    ran = run("glossary", "add", "Anna Berg", "--also", "Second", "--file", "g.yaml", cwd=tmp_path)
    if ran.returncode == 2 and after is None:
        assert path.read_bytes() == before.encode(), "where it cannot, it says so and changes nothing"
        assert "by hand" in said(ran), said(ran)
        return
    assert ran.returncode == 0, said(ran)
    now = path.read_bytes().decode()
    if after is not None:
        assert now == after
    assert _is_subsequence(before, now)
    assert ("\r" in before) == ("\r" in now)
    assert now.count("\n") == now.count("\r\n") if "\r" in before else "\r" not in now
    rows = json.loads(
        run("glossary", "where", "Second", "--json", cwd=tmp_path, env={"NORMALIZE_GLOSSARIES": "g.yaml"}).stdout
    )
    assert [r["entry"] for r in rows] == ["anna-berg"]
    again = run("glossary", "add", "Anna Berg", "--also", "Second", "--file", "g.yaml", cwd=tmp_path)
    assert again.returncode == 2
    assert path.read_bytes().decode() == now


def _is_subsequence(short: str, long: str) -> bool:
    letters = iter(long)
    return all(c in letters for c in short)


@pytest.mark.parametrize("before", ["", "# only a comment", "- id: tom-berg\n  type: person\n  names: {en: Tom Berg}\n# the end",
                                    "- id: tom-berg\r\n  type: person\r\n  names: {en: Tom Berg}\r\n", "  - id: tom-berg\n    type: person\n    names: {en: Tom Berg}\n",
                                    "[]\n", "---\n- id: tom-berg\n  type: person\n  names: {en: Tom Berg}\n...\n"])  # fmt: skip
def test_add_an_entry_behind_what_is_there(tmp_path: Path, before: str) -> None:
    path = tmp_path / "g.yaml"
    path.write_bytes(before.encode())
    ran = run(
        "glossary",
        "add",
        "Żaneta O'Neill-Berg",
        "--also",
        "no",
        "--also",
        '- [x]: "y" \\',
        "--file",
        "g.yaml",
        cwd=tmp_path,
    )
    if ran.returncode == 2:
        assert path.read_bytes() == before.encode()
        assert "g.yaml" in said(ran), said(ran)
        assert before.startswith(("  ", "[", "---")), said(ran)
        return
    assert ran.returncode == 0, said(ran)
    now = path.read_bytes().decode()
    assert now.startswith(before)
    if "\r" in before:
        assert now.count("\n") == now.count("\r\n")
    assert run("glossary", "check", "g.yaml", cwd=tmp_path).returncode == 0
    env = {"NORMALIZE_GLOSSARIES": "g.yaml"}
    assert json.loads(run("glossary", "where", "Żaneta O'Neill-Berg", "--json", cwd=tmp_path, env=env).stdout)


def test_add_to_a_new_file(tmp_path: Path) -> None:
    ran = run("glossary", "add", "Anna Berg", "--also", "Ana Berg", cwd=tmp_path)
    assert ran.returncode == 0, said(ran)
    path = tmp_path / "glossaries" / "people.yaml"
    assert path.read_text("utf-8").endswith("\n")
    assert "people.yaml:1" in said(ran)
    assert (
        run("text", "-", cwd=tmp_path, stdin=b"They saw Ana Berg in the evening.").stdout
        == b"They saw Anna Berg in the evening.\n"
    )


@pytest.mark.parametrize(
    "args",
    [
        ["Anna Berg", "--type", "persn"],
        ["Анна"],
        [""],
        ["Anna Berg", "--id", "Bad Id"],
        ["Anna Berg", "--lang", "english"],
        ["Anna Berg", "--also", ""],
        ["Anna Berg", "--also", "   "],
    ],
    ids=" ".join,
)
def test_wrong_additions_write_nothing(tmp_path: Path, args: list[str]) -> None:
    ran = run("glossary", "add", *args, cwd=tmp_path)
    assert ran.returncode == 2, said(ran)
    assert list(tmp_path.rglob("*.yaml")) == []


def test_an_addition_to_a_file_with_mistakes_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "g.yaml"
    path.write_text("- id: a\n  typ: person\n")
    ran = run("glossary", "add", "Anna Berg", "--file", "g.yaml", cwd=tmp_path)
    assert ran.returncode == 2
    assert "g.yaml:2:3" in said(ran)
    assert path.read_text() == "- id: a\n  typ: person\n"
