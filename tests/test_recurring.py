"""A folder of thirty articles of three sites: what a site says in all of them goes, what authors say again stays."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from invented import han, paragraphs
from test_cli import run, said, spawn, tree

HILL_APPEAL = (
    "We are a small team of reporters who take no money from companies, and every coffee you buy keeps us going."
)
HILL_NOTE = "Written with love in a converted barn, printed on paper from the valley."
HARBOUR_APPEAL = (
    "Our reporters walk the quays in every weather so that you know what comes ashore, and members make it possible."
)
HARBOUR_HEAD = "Keep the lamp burning"
RIVER_APPEAL = "我们是一家由读者支持的小型编辑部，没有广告，也没有老板，只有您的帮助才能让我们继续写下去。"
SITE = (HILL_APPEAL, HILL_NOTE, HARBOUR_APPEAL, HARBOUR_HEAD, RIVER_APPEAL)

STAND_FIRST = "Live from the third week of the inquiry into the flooded tunnel at Lissen."
HEADINGS = ("Background", "What we know", "What happens next at the locks", "The tunnel and the pumps")
QUOTE = "“We told them in the spring that the gate was rusting, and nobody came,” the keeper of the locks had said."
DENIAL = "He denies the charges."
BACKGROUND = (
    "The tunnel under the viaduct flooded in March, when the drainage pumps near the old mill were closed for repairs."
)
REFRAIN = ("O river, carry me slowly", "O river, carry me home")
AGENCY = "The Associated Press contributed to this report."
AUTHOR = "By Anna Weber"


def hill(n: int) -> str:
    """Plain texts in a folder: an appeal at the end of all, a series, headings, a denial, one author."""
    body = paragraphs(("hill", n))
    top = [f"Report number {'one two three four five six seven eight nine ten'.split()[n]} from the hill"]
    top += [AUTHOR, STAND_FIRST] if n < 8 else []
    body[2:2] = [HEADINGS[n % 2]]
    body[4:4] = [HEADINGS[2], QUOTE] if n < 7 else []
    body += [DENIAL] if n % 2 else []
    if n < 8:  # the story of the tunnel, told again where an article ends
        body += [f"The inquiry heard how the tunnel under the viaduct flooded. {body[0]}"]
        body += ["The tunnel and the pumps", BACKGROUND]
    return "\n\n".join([*top, *body, HILL_APPEAL, HILL_NOTE])


def harbour(n: int) -> str:
    """Pages that name their address: an appeal in the middle of seven, at the end of three; agency credits; a song."""
    body = paragraphs(("harbour", n))
    at = 3 if n < 7 else 6
    body[at:at] = [HARBOUR_HEAD, HARBOUR_APPEAL]
    body += [*REFRAIN, f"{body[0].split()[1]} goes down to the sea", *REFRAIN] if n < 5 else []
    body += [AGENCY] if n % 2 else []
    text = "".join(f"<p>{p}</p>" for p in body)
    head = f'<link rel="canonical" href="https://www.harbour.example/{n}"><title>The quay, part {n}</title>'
    return f"<!doctype html><html lang=en><head>{head}</head><body><div><h1>The quay, part {n}</h1>{text}</div></body>"


def river(n: int) -> str:
    """Pages that say their name, without spaces between words."""
    text = "".join(f"<p>{p}</p>" for p in [*han(("river", n)), RIVER_APPEAL])
    head = '<meta property="og:site_name" content="河报">'
    return f"<!doctype html><html lang=zh><head>{head}</head><body><div>{text}</div></body>"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The thirty articles, and one of them as three other sites republished it; with the outputs of one run."""
    here = tmp_path_factory.mktemp("sites")
    for n in range(10):
        for name, article in ((f"hill/{n}.txt", hill(n)), (f"a/{n}.html", harbour(n)), (f"b/{n}.html", river(n))):
            path = here / "seeds" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(article, "utf-8")
    republished = "\n\n".join(p for p in hill(9).split("\n\n") if p not in SITE)
    for name in ("c/first.txt", "c/second.txt", "d/third.txt"):
        (here / "seeds" / name).parent.mkdir(exist_ok=True)
        (here / "seeds" / name).write_text(republished + f"\n\nFirst printed elsewhere, {name[2:7]}.", "utf-8")
    ran = run("all", cwd=here)
    assert ran.returncode == 0, said(ran)
    return here


def texts(folder: Path, site: str) -> dict[str, str]:
    return {p.stem: p.read_text("utf-8") for p in sorted((folder / "out" / "texts" / site).glob("*.txt"))}


def records(folder: Path) -> dict[str, dict[str, object]]:
    rows = map(json.loads, (folder / "out" / "corpus.jsonl").read_text("utf-8").splitlines())
    return {row["id"]: row for row in rows}


def test_what_a_site_says_in_all_its_articles_goes(folder: Path) -> None:
    for site in ("hill", "a", "b"):
        for name, text in texts(folder, site).items():
            assert not [line for line in SITE if line in text], (site, name)


def test_what_authors_say_again_stays(folder: Path) -> None:
    for n, text in texts(folder, "hill").items():
        for line in (*HEADINGS, STAND_FIRST, QUOTE, BACKGROUND, DENIAL):
            assert (line in text) == (line in hill(int(n))), (n, line)
    for n, text in texts(folder, "a").items():
        for line in REFRAIN:
            assert text.count(line) == harbour(int(n)).count(line), (n, line)


def test_every_paragraph_of_the_articles_is_there(folder: Path) -> None:
    for site, make, body in (("hill", hill, paragraphs), ("a", harbour, paragraphs), ("b", river, han)):
        for n, text in texts(folder, site).items():
            name = {"a": "harbour", "b": "river"}.get(site, site)
            assert all(p in text for p in body((name, int(n)))), make(int(n))


def test_facts_are_lifted_though_they_recur(folder: Path) -> None:
    known = records(folder)
    assert [known[f"hill/{n}"]["byline"] for n in range(10)] == ["Anna Weber"] * 8 + [None] * 2
    assert all(known[f"a/{n}"]["agencies"] == (["Associated Press"] if n % 2 else []) for n in range(10))


def test_the_reason_counts_the_articles(folder: Path) -> None:
    reasons = set()
    for path in (folder / "out" / "ledgers").rglob("*.json"):
        for stage in json.loads(path.read_text("utf-8"))["stages"]:
            reasons |= {e[5] for e in stage["applied"] if e[4] == "boilerplate/recurring"}
    assert "the same in 10 of 10 articles of hill" in reasons
    assert "the same in 10 of 10 articles of harbour.example" in reasons
    assert "the same in 10 of 10 articles of 河报" in reasons


def test_copies_are_marked_and_kept(folder: Path) -> None:
    marked = {id_: row["duplicate_of"] for id_, row in records(folder).items() if row["duplicate_of"]}
    assert marked == {"c/second": "c/first", "d/third": "c/first", "hill/9": "c/first"}
    assert {"c/second", "d/third", "hill/9"} <= records(folder).keys()


@pytest.mark.parametrize("jobs", ["-j1", "-j4"])
def test_the_same_bytes_however_many_processes(folder: Path, tmp_path: Path, jobs: str) -> None:
    ran = spawn("all", jobs, "--out", str(tmp_path / "out"), cwd=folder, env={"PYTHONHASHSEED": "7"})
    assert ran.returncode == 0, said(ran)
    assert tree(tmp_path / "out") == tree(folder / "out")


def test_the_order_of_folders_makes_no_difference(folder: Path, tmp_path: Path) -> None:
    names = ["seeds/hill", "seeds/a", "seeds/b"]
    for out, order in (("one", names), ("two", names[::-1])):
        assert run("all", "-q", *order, "--out", str(tmp_path / out), cwd=folder).returncode == 0
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_an_article_from_elsewhere_changes_no_other(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "seeds", tmp_path / "seeds")
    (tmp_path / "seeds" / "e").mkdir()
    (tmp_path / "seeds" / "e" / "new.txt").write_text("\n\n".join(paragraphs("elsewhere")), "utf-8")
    assert run("all", "-q", cwd=tmp_path).returncode == 0
    for part in ("texts", "ledgers"):
        before, after = tree(folder / "out" / part), tree(tmp_path / "out" / part)
        assert before.items() <= after.items()


def test_a_clean_text_stays_as_it_is(folder: Path) -> None:
    for path in sorted((folder / "out" / "texts").rglob("*.txt"))[::4]:
        ran = run("text", "--lang", "zh" if path.parent.name == "b" else "en", str(path), cwd=folder)
        assert ran.stdout == path.read_bytes()


def test_the_rule_can_be_left_out(folder: Path, tmp_path: Path) -> None:
    args = ("--ignore", "boilerplate/recurring", "--out", str(tmp_path / "out"))
    assert run("all", "-q", *args, cwd=folder).returncode == 0
    assert HILL_NOTE in (tmp_path / "out" / "texts" / "hill" / "0.txt").read_text("utf-8")
