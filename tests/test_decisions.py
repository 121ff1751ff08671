"""Decisions: what they say, how they stand in their file, what they do to a run, and what becomes of lost ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_cli import ARTICLE, CLEAN, SEE_ALSO, put, run, said, tree

from normalize.edits import Agreement, Decision, Decisions, Edit, agreements
from normalize.edits.decision import FIELDS, SCOPES
from normalize.errors import ConfigError, UsageError
from normalize.pipeline import run as normalised
from normalize.review.decisions import CLIPPED, Book
from normalize.review.found import Found, found
from normalize.review.layout import order
from normalize.settings import Settings
from normalize.store.archive import Archive, Archived
from normalize.store.seeds import find

NAME = "7f3ac1d20b9e4415"
HERE = Decision("reject", "names/listed", "here", "a/b", NAME, "Kiev", "Kyiv", "en", "…in ⟦Kiev⟧. The…", "a quote")
ODD = (
    "x\x1b[31mred\x07", "two\nlines\r\n---\n- reject: no", "'\"\\: # {}[]&*!|>%@`", "", " ", "x" * 5000,
    "\ud83d", "\ud83d\ude00",
    "null", "~", "true", "---", "...", "0x1f", "1e5", "\N{RIGHT-TO-LEFT OVERRIDE}abc", "\u2028\x85",
    "\0", "\ufffe\uffff", "\ufeff", "Зеленскій",
    "می\N{ZERO WIDTH NON-JOINER}خواهم", "👩🇺🇦", "<<", "=", "- x",
)  # fmt: skip
TEXTS = st.sampled_from(ODD) | st.text(max_size=20)
RULES = st.sampled_from(("names/listed", "boilerplate/see-also", "layout/spaces"))


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    """Any decision that there may be."""
    scope = draw(st.sampled_from(SCOPES))
    before, after = draw(st.tuples(TEXTS, TEXTS).filter(lambda pair: pair[0] != pair[1]))
    doc = draw(st.sampled_from(("a/b", "c", "d e/ф"))) if scope in ("here", "document") else ""
    name = draw(st.sampled_from((NAME, "0" * 16, "12e4567890123456"))) if scope == "here" else ""
    before, after = (before, after) if scope != "rule" else ("", "")
    verdict = draw(st.sampled_from(("accept", "reject")))
    more = [draw(TEXTS) for _ in range(3)]
    return Decision(verdict, draw(RULES), scope, doc, name, before, after, "en", *more, on="2026-02-11T09:30:00Z")


def book_of(folder: Path, text: str | bytes = "") -> Book:
    path = folder / "decisions.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return Book.open(path)


def clipped(d: Decision) -> Decision:
    from normalize.review.decisions import _legible

    return _legible(d)


class TestWhatItSays:
    """One decision, and all of them."""

    @given(decisions())
    def test_a_row_says_it_all(self, d: Decision) -> None:
        assert Decision.of(d.row()) == d
        assert list(d.row()) == [f for f in FIELDS if f in d.row()]

    @pytest.mark.parametrize(
        ("row", "message"),
        [
            ({}, "verdict is accept or reject, not None"),
            ({"verdict": "maybe", "rule": "a/b", "scope": "rule"}, "not 'maybe'"),
            ({"verdict": "accept", "rule": "a/b", "scope": "near"}, "the scope is here, document, everywhere or rule"),
            ({"verdict": "accept", "rule": "a/b", "scope": "here", "id": NAME}, "needs 'doc'"),
            ({"verdict": "accept", "scope": "rule"}, "needs 'rule'"),
            ({"verdict": "accept", "scope": "here", "doc": "a", "id": "7f"}, "16 hexadecimal digits"),
            ({"verdict": "accept", "scope": "here", "doc": "a", "id": 7}, "id must be a text, not 7"),
            ({"verdict": "accept", "rule": "a/b", "scope": "everywhere", "from": "x", "to": "x"}, "which differ"),
            ({"verdict": "accept", "rule": "a/b", "scope": "rule", "form": "x"}, "unknown key 'form'"),
        ],
    )
    def test_a_bad_row_is_refused(self, row: dict[str, object], message: str) -> None:
        with pytest.raises(ValueError, match=message):
            Decision.of(row)

    def test_the_nearest_scope_wins(self) -> None:
        edit = Edit(0, 4, "Kiev", "Kyiv", "names/listed")
        reach = {"here": ("a/b", NAME), "document": ("a/b", ""), "everywhere": ("", ""), "rule": ("", "")}
        every = [Decision("accept", "names/listed", s, *reach[s], "Kiev", "Kyiv") for s in SCOPES]
        for n, scope in enumerate(SCOPES):
            got = Decisions.of(reversed(every[n:])).of_edit(edit, "a/b", lambda: NAME)
            assert got is not None
            assert got.scope == scope
        assert Decisions.of(every[:1]).of_edit(edit, "a/b", lambda: "0" * 16) is None
        assert Decisions.of(every[:2]).of_edit(edit, "other", lambda: NAME) is None

    def test_a_place_is_known_whatever_rule_proposes_it(self) -> None:
        renamed = Edit(0, 4, "Kiev", "Kyiv", "names/renamed")
        assert Decisions.of([HERE]).of_edit(renamed, "a/b", lambda: NAME) == HERE

    def test_a_name_is_only_asked_for_where_it_is_needed(self) -> None:
        def never() -> str:
            raise AssertionError

        edit = Edit(0, 4, "Kiev", "Kyiv", "names/listed")
        assert Decisions.of([HERE]).of_edit(edit, "other", never) is None
        assert not Decisions()
        assert Decisions.of([HERE])

    def test_of_two_words_on_one_thing_the_later_counts(self) -> None:
        later = Decision("accept", "names/renamed", "here", "a/b", NAME)
        assert Decisions.of([HERE, later]).all == (later,)


class TestAgreement:
    """How often people agree, and how sure that is."""

    @given(st.integers(0, 300), st.integers(0, 300))
    def test_the_interval_holds_the_share(self, accepted: int, rejected: int) -> None:
        a = Agreement.of(accepted, rejected)
        share = accepted / (accepted + rejected) if accepted + rejected else 0.5
        assert 0 <= a.low <= share + 1e-12
        assert share <= a.high + 1e-12
        assert a.high <= 1
        more = Agreement.of(2 * accepted, 2 * rejected)
        assert more.high - more.low <= a.high - a.low

    def test_the_interval_is_wilsons(self) -> None:
        a = Agreement.of(10, 1)  # 0.9091; the interval as in Wilson (1927), 95 %
        assert (round(a.low, 4), round(a.high, 4)) == (0.6226, 0.9838)

    def test_one_decision_is_one_vote_in_its_language_and_in_all(self) -> None:
        wide = Decision("accept", "names/listed", "everywhere", before="a", after="b")
        got = agreements([HERE, wide, Decision("reject", "x/y", "rule", lang="de")])
        assert {k: v[:2] for k, v in got.items()} == {
            ("names/listed", ""): (1, 1), ("names/listed", "en"): (0, 1), ("x/y", ""): (0, 1), ("x/y", "de"): (0, 1)
        }  # fmt: skip

    def test_a_language_in_which_people_agree_keeps_the_rule(self) -> None:
        def votes(verdict: str, lang: str, n: int) -> list[Decision]:
            return [Decision(verdict, "x/y", "everywhere", before=f"{lang}{k}", after="b", lang=lang) for k in range(n)]

        known = Decisions.of([*votes("reject", "ru", 20), *votes("accept", "en", 6), *votes("reject", "de", 2)])
        assert known.weak("x/y", "ru").said == "0 of 20"
        assert known.weak("x/y", "en") is None
        assert known.weak("x/y", "de").said == known.weak("x/y", "fr").said == "6 of 28"
        assert known.weak("x/z", "ru") is None
        assert Decisions.of(votes("reject", "ru", 3)).weak("x/y", "ru") is None, "three votes are not enough to be sure"


class TestTheFile:
    """The YAML: read strictly, written as an edit."""

    @given(st.lists(decisions(), max_size=6), st.lists(decisions(), min_size=1, max_size=3))
    def test_what_is_answered_is_read_again(
        self, tmp_path_factory, first: list[Decision], then: list[Decision]
    ) -> None:
        book = book_of(tmp_path_factory.mktemp("book"))
        for d in first:
            book.answer(d)
        book.answer(*then)
        wanted = {d.key: clipped(d) for d in (*first, *then)}
        again = Book.open(book.path)
        assert {d.key: d for d in again.decisions} == wanted
        assert again.decisions == book.decisions
        if len(wanted) == len(first) + len(then):  # what takes another's place stands where that stood
            assert [order(d) for d in again.decisions] == sorted(order(d) for d in again.decisions)
        gone = [d.key for d in then]
        assert {d.key for d in book.undo(gone)} == set(gone)
        assert {d.key for d in Book.open(book.path).decisions} == set(wanted) - set(gone)

    def test_comments_and_untouched_lines_stay_to_the_byte(self, tmp_path: Path) -> None:
        text = (
            "# our word\r\n\r\n# on teasers\r\n-   reject:   boilerplate/see-also   # never\r\n    scope: rule\r\n\r\n"
            "# on Kiev\r\n-   accept: names/listed\r\n    from: 'Kiev'\r\n    to: Kyiv  # since 2018\r\n"
            "    # the scope\r\n    scope: everywhere\r\n"
        )
        book = book_of(tmp_path, b"\xef\xbb\xbf" + text.encode())
        book.answer(Decision("reject", "metadata/byline", "rule"))
        now = book.path.read_bytes().decode()
        added = "- reject: metadata/byline\r\n  scope: rule\r\n"
        assert now == "\N{ZERO WIDTH NO-BREAK SPACE}" + text.replace("# on Kiev", added + "# on Kiev")
        book.answer(Decision("reject", "names/listed", "everywhere", before="Kiev", after="Kyiv"))
        now = book.path.read_bytes().decode()
        assert now.endswith(
            "# on Kiev\r\n# the scope\r\n- reject: names/listed\r\n  from: Kiev\r\n  to: Kyiv  # since 2018\r\n"
            "  scope: everywhere\r\n"
        )
        book.undo([("rule", "boilerplate/see-also")])
        teaser = "-   reject:   boilerplate/see-also   # never\r\n    scope: rule\r\n"
        assert teaser in now
        assert book.path.read_bytes().decode() == now.replace(teaser, "")

    def test_what_somebody_wrote_meanwhile_is_kept(self, tmp_path: Path) -> None:
        book = book_of(tmp_path)
        book.path.write_text("- reject: names/listed\n  scope: rule\n", "utf-8")
        book.answer(HERE)
        assert len(Book.open(book.path).decisions) == 2

    def test_a_layout_without_a_safe_place_is_left_alone(self, tmp_path: Path) -> None:
        text = "[{reject: names/listed, scope: rule}]\n"
        book = book_of(tmp_path, text)
        with pytest.raises(ConfigError, match="write it by hand"):
            book.answer(HERE)
        assert book.path.read_text("utf-8") == text

    def test_flow_entries_and_deep_dashes_can_be_changed(self, tmp_path: Path) -> None:
        text = "  - {reject: names/listed, scope: rule}\n  -\n    reject: x/y\n    scope: rule\n"
        book = book_of(tmp_path, text)
        book.answer(Decision("accept", "x/y", "rule"), Decision("accept", "names/listed", "rule"))
        assert book.path.read_text("utf-8") == (
            "  - accept: names/listed\n    scope: rule\n  - accept: x/y\n    scope: rule\n"
        )

    def test_every_mistake_has_its_place(self, tmp_path: Path) -> None:
        text = (
            "- reject: names/listed\n  form: x\n- foo\n- accept: a/b\n  reject: a/b\n- accept: a/b\n  scope: wherever\n"
            "- accept: a/b\n  scope: here\n  id: 7f\n  doc: x\n- accept: a/b\n  scope: rule\n- reject: a/b\n"
            "  scope: rule\n"
        )
        with pytest.raises(ConfigError) as told:
            book_of(tmp_path, text)
        places = [line.split("decisions.yaml:")[1] for line in str(told.value).split("\n") if "decisions.yaml:" in line]
        assert [(p.split(": ")[0], m) for p in places for m in MISTAKES if m in p] == [
            ("2:3", "did you mean 'from'?"), ("3:3", "must be a mapping"), ("4:3", "begins with"),
            ("7:10", "unknown scope 'wherever'"), ("10:7", "16 hexadecimal"), ("14:3", "decided already, on line 12"),
        ]  # fmt: skip
        assert "6 mistakes" in str(told.value)

    def test_long_texts_of_one_place_are_clipped_and_others_are_not(self, tmp_path: Path) -> None:
        from dataclasses import replace

        book = book_of(tmp_path)
        long = replace(HERE, before="x" * 5000)
        book.answer(long, replace(long, scope="document", id="", near=""))
        lengths = {d.scope: len(d.before) for d in book.decisions}
        assert lengths == {"here": CLIPPED + 1, "document": 5000}

    def test_merging_takes_over_what_is_new_or_different(self, tmp_path: Path) -> None:
        (tmp_path / "a").mkdir()
        (tmp_path / "b").mkdir()
        ours, theirs = book_of(tmp_path / "a"), book_of(tmp_path / "b")
        other = Decision("reject", "x/y", "rule")
        ours.answer(HERE, Decision("accept", "x/z", "rule"))
        theirs.answer(HERE, other, Decision("reject", "x/z", "rule"))
        assert ours.merge(theirs.path) == 2
        assert ours.merge(theirs.path) == 0
        assert {d.key for d in ours.decisions} == {HERE.key, other.key, ("rule", "x/z")}
        with pytest.raises(UsageError, match="no such file"):
            ours.merge(tmp_path / "none.yaml")

    def test_the_schema_speaks_of_what_the_reader_reads(self) -> None:
        from normalize.review.schema import schema

        properties = set(schema()["items"]["properties"])
        assert properties == {"accept", "reject", *FIELDS} - {"verdict", "rule"}


MISTAKES = (
    "did you mean 'from'?", "must be a mapping", "begins with", "unknown scope 'wherever'", "16 hexadecimal",
    "decided already, on line 12",
)  # fmt: skip


# What decisions do to a run


def result_of(glossary, made: list[Decision], text: str = ARTICLE, least: float = 0.5):
    return normalised(text, glossary, Settings(decisions=Decisions.of(made, least)), doc_id="plain")


def proposals(glossary, text: str = ARTICLE, made: list[Decision] = []):  # noqa: B006 - read only
    r = result_of(glossary, made, text)
    return list(found(Archived({"id": r.id, "source": r.id}, r.text, r.ledger)))


@pytest.mark.parametrize("scope", SCOPES)
def test_what_is_rejected_is_not_done_and_says_why(glossary, scope: str) -> None:
    (teaser,) = (f for f in proposals(glossary) if f.edit.rule == "boilerplate/see-also")
    result = result_of(glossary, [teaser.decided("reject", scope, why="it is the point")])
    assert SEE_ALSO in result.text
    assert "Vladimir Putin" in result.text
    vetoed = {f.by for layer in result.ledger.layers for f in layer.others if f.status == "vetoed"}
    assert vetoed == {f"decision {scope}: it is the point"}
    assert set(result.ledger.inputs) - set(result_of(glossary, []).ledger.inputs) == {"decisions"}


def test_a_decision_on_another_document_changes_no_byte(glossary) -> None:
    from dataclasses import replace

    (teaser,) = (f for f in proposals(glossary) if f.edit.rule == "boilerplate/see-also")
    elsewhere = replace(teaser.decided("reject"), doc="other")
    assert result_of(glossary, [elsewhere]).ledger.dumps() == result_of(glossary, []).ledger.dumps()


def test_a_rule_that_people_do_not_agree_with_only_suggests(glossary) -> None:
    against = [
        Decision("reject", "boilerplate/see-also", "everywhere", before=f"See also {k}", after="", lang="en")
        for k in range(5)
    ]
    demoted = [f for f in proposals(glossary, made=against) if f.edit.rule == "boilerplate/see-also"]
    assert [(f.status, f.by) for f in demoted] == [("suggested", "agreement 0 of 5")]
    granted = proposals(glossary, made=[*against, demoted[0].decided("accept")])
    assert [f.status for f in granted if f.edit.rule == "boilerplate/see-also"] == ["applied"]
    assert SEE_ALSO not in result_of(glossary, against, least=0.1).text


def test_a_veto_holds_in_every_round(glossary) -> None:
    """What one round lays bare another takes away: a veto speaks in all of them, and is recorded once."""
    text = "The talks went on for hours.\n\n(AP Photo/Ana Lim)\n\n[email protected]\n"
    for f in proposals(glossary, text):
        if f.status == "applied" and not f.quiet:
            again = [g for g in proposals(glossary, text, [f.decided("reject")]) if g.name == f.name]
            assert again
            assert {g.status for g in again} == {"vetoed"}
            assert len({g.edit.rule for g in again}) == len(again)


def decided_on(item, glossary, made: list[Decision]) -> list[Found]:
    settings = Settings(decisions=Decisions.of(made))
    r = normalised(item.read(), glossary, settings, doc_id=item.id, media_type=item.media_type, title=item.title)
    return list(found(Archived({"id": item.id, "source": item.id}, r.text, r.ledger)))


def test_nothing_that_is_rejected_is_done(glossary, item, done) -> None:
    result = done(item)
    loud = [f for f in found(Archived({"id": item.id, "source": ""}, result.text, result.ledger)) if not f.quiet]
    again = decided_on(item, glossary, [f.decided("reject") for f in loud])
    names = {f.name for f in loud}
    assert not [f for f in again if f.status != "vetoed" and f.name in names]


def test_what_is_accepted_is_done_although_the_rule_is_not_sure(glossary, root) -> None:
    (item,) = (i for i in find([root / "seeds"]) if i.id == "wire/en/grain-through-the-strait")
    unsure = [f for f in decided_on(item, glossary, []) if f.status == "suggested"]
    assert unsure
    for f in unsure:
        again = decided_on(item, glossary, [f.decided("accept")])
        fates = {g.status for g in again if g.name == f.name}
        assert "applied" in fates
        assert fates <= {"applied", "shadowed"}  # two rules may propose the same: both are meant


# From the command line


@pytest.fixture
def project(tmp_path: Path) -> Path:
    put(tmp_path, {"plain.txt": ARTICLE.encode(), "other.txt": ARTICLE.replace("five", "six").encode()})
    assert run("all", cwd=tmp_path).returncode == 0
    return tmp_path


def changes(project: Path, *args: str) -> list[dict]:
    ran = run("review", "--json", *args, cwd=project)
    assert ran.returncode == 0, said(ran)
    return json.loads(ran.stdout)["changes"]


def teaser_of(project: Path, doc: str = "plain") -> dict:
    return next(c for c in changes(project, doc) if c["rule"] == "boilerplate/see-also")


def test_reject_run_undo_run(project: Path) -> None:
    before = tree(project / "out")
    id_ = teaser_of(project)["id"]
    ran = run("reject", id_[:6], "--doc", "plain", "--why", "the point", cwd=project)
    assert ran.returncode == 0, said(ran)
    assert "run `normalize all`" in said(ran)
    checked = run("check", cwd=project)
    assert (checked.returncode, "the decisions changed since the last run" in said(checked)) == (1, True)
    done = run("all", cwd=project)
    assert "1 decision kept" in said(done)
    assert SEE_ALSO in (project / "out/texts/plain.txt").read_text("utf-8")
    assert (project / "out/texts/other.txt").read_text("utf-8") == CLEAN.replace("five", "six")
    assert run("check", cwd=project).returncode == 0
    assert "the point" in teaser_of(project)["by"]
    assert teaser_of(project)["decision"]["verdict"] == "reject"
    assert run("undo", cwd=project).returncode == 0
    assert run("all", cwd=project).returncode == 0
    assert tree(project / "out") == before


def test_any_number_of_workers_gives_the_same_bytes(project: Path) -> None:
    for args in (("--rule", "names/listed", "--from", "Kiev", "--to", "Kyiv"), ("--rule", "boilerplate/see-also")):
        assert run("reject", *args, cwd=project).returncode == 0
    trees = []
    for jobs in ("1", "2"):
        assert run("all", "-j", jobs, "--out", f"out{jobs}", cwd=project).returncode == 0
        trees.append(tree(project / f"out{jobs}"))
    assert trees[0] == trees[1]
    text = (project / "out1/texts/plain.txt").read_text("utf-8")
    assert "in Kiev" in text
    assert SEE_ALSO in text


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["reject"], "say which edits"),
        (["reject", "zz"], "is no id"),
        (["reject", "abc"], "4 or more"),
        (["reject", "0000000000000000"], "no edit has the id"),
        (["reject", "--rule", "boilerplate/see-alos"], "did you mean 'boilerplate/see-also'?"),
        (["reject", "--rule", "boilerplate"], "say which rule"),
        (["reject", "--from", "Kiev"], "say which rule"),
        (["reject", "--rule", "names/listed", "--from", "a", "--to", "a"], "which differ"),
        (["reject", "--rule", "names/listed", "--scope", "here"], "needs an ID"),
        (["accept", "--rule", "names/listed", "--scope", "her"], "the scope is here"),
        (["undo"], "no decision to take back"),
        (["review", "--rule", "names/lister"], "did you mean 'names/listed'?"),
        (["review"], "normalize review --json"),
        (["review", "--merge", "none.yaml"], "no such file"),
    ],
)
def test_wrong_use_is_told(project: Path, args: list[str], message: str) -> None:
    ran = run(*args, cwd=project)
    assert ran.returncode == 2
    assert message in said(ran)
    assert "Traceback" not in said(ran)
    assert not (project / "glossaries").exists()


def test_an_id_of_several_is_refused_with_all_of_them(project: Path) -> None:
    shared = next(c for c in changes(project, "plain") if c["rule"] == "boilerplate/see-also")["id"]
    ran = run("reject", shared, cwd=project)
    same = {c["doc"] for c in changes(project) if c["id"] == shared}
    assert same == {"plain", "other"}, "the two articles end alike"
    assert ran.returncode == 2
    assert "may be any of 2" in said(ran)


def test_undo_takes_the_last_answer_or_one_by_id(project: Path) -> None:
    id_ = teaser_of(project)["id"]
    assert run("reject", id_, "--doc", "plain", cwd=project).returncode == 0
    assert run("accept", "--rule", "names/listed", "--from", "Kiev", "--to", "Kyiv", cwd=project).returncode == 0
    assert "taken back: accept names/listed" in said(run("undo", cwd=project))
    assert run("accept", "--rule", "names/listed", "--from", "Kiev", "--to", "Kyiv", cwd=project).returncode == 0
    assert "taken back: reject boilerplate/see-also" in said(run("undo", id_[:4], cwd=project))
    kiev = next(c for c in changes(project, "plain") if c["before"] == "Kiev")["id"]
    assert "taken back: accept names/listed" in said(run("undo", kiev, "--doc", "plain", cwd=project))
    assert run("undo", "0000", cwd=project).returncode == 2


def test_merge_from_the_command_line(project: Path) -> None:
    (project / "theirs.yaml").write_text("- reject: boilerplate/see-also\n  scope: rule\n", "utf-8")
    assert "1 decision taken over" in said(run("review", "--merge", "theirs.yaml", cwd=project))
    assert "0 decisions taken over" in said(run("review", "--merge", "theirs.yaml", cwd=project))
    (project / "theirs.yaml").write_text("- rejct: x\n", "utf-8")
    ran = run("review", "--merge", "theirs.yaml", cwd=project)
    assert (ran.returncode, "theirs.yaml:1:3" in said(ran)) == (2, True)


def test_a_mistake_in_the_file_stops_a_run_and_is_found_by_check(project: Path) -> None:
    (project / "glossaries").mkdir()
    (project / "glossaries/decisions.yaml").write_text("- reject: a/b\n  scop: rule\n", "utf-8")
    for command, code in (("all", 2), ("check", 1)):
        ran = run(command, cwd=project)
        assert ran.returncode == code
        assert "glossaries/decisions.yaml:2:3: unknown key 'scop'; did you mean 'scope'?" in said(ran)


def test_the_file_is_no_glossary(project: Path) -> None:
    assert run("reject", "--rule", "boilerplate/see-also", cwd=project).returncode == 0
    for args in ([], ["glossaries"], ["glossaries/decisions.yaml"]):
        assert run("glossary", "check", *args, cwd=project).returncode == 0


def test_orphans_are_named_with_candidates_and_never_attached(project: Path) -> None:
    id_ = teaser_of(project)["id"]
    assert run("reject", id_, "--doc", "plain", "--why", "the point", cwd=project).returncode == 0
    source = project / "seeds/plain.txt"
    source.write_text(source.read_text("utf-8").replace("said on Wednesday", "told them all on a Sunday"), "utf-8")
    assert run("all", cwd=project).returncode == 0
    assert SEE_ALSO not in (project / "out/texts/plain.txt").read_text("utf-8")
    ran = run("check", cwd=project)
    assert ran.returncode == 1
    assert "glossaries/decisions.yaml:4: reject boilerplate/see-also (here in plain) matches no edit" in said(ran)
    assert "the same edit in another article: other" in said(ran)
    assert "the same wording elsewhere in the article: plain" in said(ran)


def test_the_report_of_demoted_rules(project: Path) -> None:
    for n in range(5):
        args = ("--rule", "names/listed", "--from", f"Kiev{n}", "--to", "Kyiv")
        assert run("reject", *args, cwd=project).returncode == 0
    told = said(run("all", cwd=project))
    assert "rule names/listed only suggests now: people agreed with 0 of 5" in told
    assert told.strip().endswith("to review: normalize review")
    table = run("rules", "--measured", cwd=project)
    assert b"0 of 5" in table.stdout
    assert b"only suggests" in table.stdout
    (row,) = json.loads(run("rules", "--measured", "--json", cwd=project).stdout)
    assert (row["accepted"], row["rejected"], row["demoted"]) == (0, 5, True)
    assert 0.5 <= row["claimed"] <= 1
    env = {"NORMALIZE_AGREEMENT": "0.1"}
    assert "only suggests" not in said(run("all", cwd=project, env=env))
    ran = run("all", cwd=project, env={"NORMALIZE_AGREEMENT": "2"})
    assert (ran.returncode, "number from 0 to 1" in said(ran)) == (2, True)


def test_hostile_values_go_through(project: Path) -> None:
    evil = "x\x1b[31m\n---\n\"'\\ # \N{RIGHT-TO-LEFT OVERRIDE}" + "y" * 5000
    ran = run("reject", "--rule", "names/listed", "--from", evil, "--to", "\N{NEXT LINE}", cwd=project)
    assert ran.returncode == 0, said(ran)
    assert "\x1b" not in said(ran)
    (d,) = Book.open(project / "glossaries/decisions.yaml").decisions
    assert (d.before, d.after) == (evil, "\N{NEXT LINE}")
    ran = run("check", cwd=project)
    assert "\x1b" not in said(ran)


@pytest.mark.parametrize("what", ["glossary", "decisions", "config"])
def test_schemas(project: Path, what: str) -> None:
    assert json.loads(run("schema", what, cwd=project).stdout)["$schema"].startswith("https://json-schema.org/")


def test_ids_of_the_ledgers_are_those_of_the_pipeline(project: Path) -> None:
    """Every proposal that can be rejected by its id is vetoed by it: ledger and pipeline give the same names."""
    for f in [f for a in Archive(project / "out") for f in found(a) if f.status != "shadowed"]:
        ran = result_of_project(project, f.doc, [f.decided("reject")])
        fates = {g.status for g in ran if g.name == f.name and g.edit.rule == f.edit.rule}
        assert fates == {"vetoed"}, f


def result_of_project(project: Path, doc: str, made: list[Decision]):
    from normalize.glossary import Glossary

    text = (project / f"seeds/{doc}.txt").read_text("utf-8")
    r = normalised(text, Glossary.load([]), Settings(decisions=Decisions.of(made)), doc_id=doc)
    return list(found(Archived({"id": doc, "source": doc}, r.text, r.ledger)))
