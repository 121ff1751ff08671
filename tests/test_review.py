"""The review in a terminal: keys and what they do; what is asked next; what people's word is worth."""

from __future__ import annotations

import os
import pty
import re
import select
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_cli import environment

from normalize.edits import Agreement, Decision, Decisions, Edit
from normalize.glossary import Glossary
from normalize.report.cells import cells
from normalize.report.keys import KEYS
from normalize.review import keyboard
from normalize.review.ask import Review, Tally
from normalize.review.decisions import Book
from normalize.review.filter import fits
from normalize.review.found import Found
from normalize.review.measure import ENOUGH, Claim, claims, is_narrow, sample, table
from normalize.review.offer import Offer, offer, put
from normalize.review.show import Show

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")
GLOSSARY = Glossary.of(
    "- {id: kyiv, type: place, names: {en: Kyiv}, variants: [Kiev]}\n- {id: minsk, type: place, names: {en: Minsk}}\n"
)


def change(n: int, doc: str = "a", rule: str = "names/listed", before: str = "Kiev", **known: object) -> Found:
    """A change as the outputs tell of it."""
    said = {"lang": "en", "status": "applied", "confidence": 0.95, "after": "Kyiv", "quiet": False} | known
    after = str(said["after"])
    edit = Edit(n, n + len(before), before, after, rule, "variant of kyiv (places.yaml:4)", float(said["confidence"]))
    return Found(
        doc,
        str(said["lang"]),
        f"{n:016x}",
        rule.partition("/")[0],
        str(said["status"]),
        "",
        edit,
        n,
        n + len(before),
        f"They met in {n} ",
        " and went on.",
        bool(said["quiet"]),
    )


THREE = [change(1), change(2, "a", before="Kiew"), change(3, "b")]


class Session:
    """A review with keys that were pressed beforehand."""

    def __init__(self, folder: Path, questions: list[Found], keys: str, width: int = 60, **more: object) -> None:
        self.seen = ""
        self.book = Book.open(folder / "decisions.yaml")
        show = Show(width, colour=bool(more.pop("colour", False)))
        self.review = Review(questions, self.book, show, iter(keys), self.write, **more)
        self.tally = self.review.run()

    def write(self, text: str) -> None:
        self.seen += text

    @property
    def kept(self) -> list[tuple[str, str, str, str]]:
        return [(d.verdict, d.scope, d.doc, d.before) for d in Book.open(self.book.path).decisions]


class TestKeys:
    """Each key, and the map of them."""

    def test_accept_reject_skip(self, tmp_path: Path) -> None:
        s = Session(tmp_path, THREE, "a xq")
        assert s.tally == Tally(1, 1, 1)
        assert s.kept == [("accept", "here", "a", "Kiev"), ("reject", "here", "b", "Kiev")]
        assert "that was the last change" in s.seen

    def test_every_answer_is_written_at_once(self, tmp_path: Path) -> None:
        path = tmp_path / "decisions.yaml"
        counts = []

        def keys() -> Iterator[str]:
            for key in "aaa":
                counts.append(len(Book.open(path).decisions))
                yield key
            counts.append(len(Book.open(path).decisions))

        Review(THREE, Book.open(path), Show(60), keys(), lambda _: None).run()
        assert counts[:3] == [0, 1, 2]
        assert len(Book.open(path).decisions) == 3

    def test_undo_goes_back_answer_by_answer(self, tmp_path: Path) -> None:
        s = Session(tmp_path, THREE, "axuuq")
        assert (s.kept, s.tally) == ([], Tally(0, 0, 3))
        s = Session(tmp_path, THREE, "u")
        assert "no answer of this review" in s.seen

    def test_a_wider_scope_decides_the_others_too(self, tmp_path: Path) -> None:
        s = Session(tmp_path, THREE, "ssxq")
        assert s.kept == [("reject", "everywhere", "", "Kiev")]
        assert s.tally == Tally(0, 1, 1)
        assert re.findall(r"\[(\d)/3\]", s.seen)[-1] == "2", "the third is decided, too"
        assert "scope: everywhere" in s.seen

    def test_scopes_come_round(self, tmp_path: Path) -> None:
        s = Session(tmp_path, THREE, "ssss")
        assert re.findall("scope: ([a-z]+)", s.seen) == ["here", "document", "everywhere", "rule", "here"]

    def test_all_in_the_filter_asks_with_the_count(self, tmp_path: Path) -> None:
        assert Session(tmp_path, THREE, "Xn").kept == []
        s = Session(tmp_path, THREE, "/doc:a\nXy")
        assert "reject 2 changes, scope here?" in s.seen
        assert sorted(s.kept) == [("reject", "here", "a", "Kiev"), ("reject", "here", "a", "Kiew")]
        assert len({d.on for d in s.book.decisions}) == 1, "one answer, taken back as one"
        assert Session(tmp_path, THREE, "Ayu").tally == Tally(0, 0, 1)

    def test_moving(self, tmp_path: Path) -> None:
        s = Session(tmp_path, THREE, "jk][[kjj")
        assert re.findall(r"\[(\d)/3\]", s.seen) == list("121311123")

    def test_looking(self, tmp_path: Path) -> None:
        s = Session(tmp_path, THREE, "wog?")
        assert "0000000000000001" in s.seen
        assert s.seen.count("They met in 3") == 1, "the concordance shows the other place"
        assert "reject the change" in s.seen
        assert "variant of kyiv (places.yaml:4); the same change at 1 other place" in " ".join(s.seen.split())

    def test_a_filter_that_nothing_fits_changes_nothing(self, tmp_path: Path) -> None:
        s = Session(tmp_path, THREE, "/lang:deX\x7f\na")
        assert "0 of 3" in s.seen
        assert len(s.kept) == 1

    def test_other_keys_do_nothing(self, tmp_path: Path) -> None:
        assert Session(tmp_path, THREE, "zé\x00\N{ZERO WIDTH SPACE}1").tally == Tally(0, 0, 3)

    def test_the_map_and_the_loop_have_the_same_keys(self, tmp_path: Path) -> None:
        review = Review(THREE, Book.open(tmp_path / "x.yaml"), Show(60), iter(""), lambda _: None)
        assert {k.key for k in KEYS} == {*review._does, "q"}
        assert len({k.key for k in KEYS}) == len(KEYS)

    @given(st.text("jk][axsuAXynowg/? z\n", max_size=40))
    def test_any_keys_leave_a_file_that_can_be_read(self, tmp_path_factory, keys: str) -> None:
        s = Session(tmp_path_factory.mktemp("keys"), THREE, keys)
        open_ = sum(f.decision(Decisions.of(s.book.decisions)) is None for f in THREE)
        assert s.tally.left == open_
        assert Book.open(s.book.path).decisions == s.book.decisions


class TestWhatIsSeen:
    """Narrow, plain or coloured; never steered by an article."""

    @pytest.mark.parametrize("colour", [False, True])
    def test_it_fits_into_60_columns(self, tmp_path: Path, colour: bool) -> None:
        long = change(1, before="Leia também: " + "quanto custa um cravo " * 9, after="", doc="an/article/with-a-name")
        s = Session(tmp_path, [long, *THREE], "wgo?jjxk", colour=colour)
        for line in s.seen.split("\n"):
            assert sum(map(cells, ESCAPES.sub("", line))) <= 60, line

    def test_nothing_of_an_article_steers_the_terminal(self, tmp_path: Path) -> None:
        evil = change(1, "\x1b]0;x\x07/\N{RIGHT-TO-LEFT OVERRIDE}", before="\x1b[2J\r\n\x9b31m", after="\ud83d\x08")
        s = Session(tmp_path, [evil], "wog/\x1b[A\nx", colour=False)
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", s.seen.replace("\b \b", ""))
        assert s.tally == Tally(0, 1, 0)

    def test_both_sides_of_a_change_keep_their_direction(self, tmp_path: Path) -> None:
        s = Session(tmp_path, [change(1, before="كييف", after="Kyiv")], "")
        opened, closed = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
        assert f"[-{opened}كييف{closed}-]{{+Kyiv+}}" in s.seen
        assert s.seen.count(opened) == s.seen.count(closed)

    def test_measured_stands_beside_claimed(self, tmp_path: Path) -> None:
        s = Session(tmp_path, THREE, "xq")
        assert "claimed 0.95, measured 0.00 (0 of 1)" in " ".join(s.seen.split())


class TestOffers:
    """What the glossary could learn, offered and not done unasked."""

    def offers(self, d: Decision, f: Found) -> Offer | None:
        return offer(d, GLOSSARY, suggested=f.status == "suggested")

    def test_a_rejected_name_is_offered_as_not(self, tmp_path: Path) -> None:
        taken: list[Offer] = []
        s = Session(tmp_path, THREE, "xnn", offers=self.offers, take=taken.append)
        assert "add “Kiev” under `not` of kyiv" in " ".join(s.seen.split())
        assert [(o.entry.id, o.spelling, o.field) for o in taken] == [("kyiv", "Kiev", "not")]
        assert "nothing is offered" in s.seen
        declined = Session(tmp_path / "b", THREE, "x", offers=self.offers, take=taken.append)
        assert declined.kept == [("reject", "here", "a", "Kiev")]
        assert len(taken) == 1

    @pytest.mark.parametrize(
        ("verdict", "before", "suggested", "rule", "field"),
        [
            ("reject", "Kiev", False, "names/listed", "not"),
            ("accept", "Kiev", False, "names/listed", None),
            ("accept", "Kiev", True, "names/listed", None),
            ("reject", "Kiew", False, "names/listed", None),
            ("reject", "Kiev", False, "boilerplate/see-also", None),
        ],
    )
    def test_when_there_is_an_offer(
        self, verdict: str, before: str, suggested: bool, rule: str, field: str | None
    ) -> None:
        made = offer(Decision(verdict, rule, before=before, lang="en"), GLOSSARY, suggested=suggested)
        assert (made and made.field) == field

    def test_an_offer_that_is_taken_stands_in_the_glossary(self, tmp_path: Path) -> None:
        file = tmp_path / "places.yaml"
        file.write_text("# ours\n- {id: kyiv, type: place, names: {en: Kyiv}, variants: [Kiev]}\n", "utf-8")
        made = offer(Decision("reject", "names/listed", before="Kiev", lang="en"), GLOSSARY, suggested=False)
        assert made is not None
        put(file, made.entry, [made.spelling], made.field, [file])
        assert file.read_text("utf-8") == (
            "# ours\n- {id: kyiv, type: place, names: {en: Kyiv}, variants: [Kiev], not: [Kiev]}\n"
        )


class TestWhatToAskNext:
    """The sample, and the measured rules."""

    def test_it_spreads_over_rules_and_languages_and_begins_with_the_least_sure(self) -> None:
        every = [
            *(change(n, before=f"K{n}", confidence=0.5 + n / 100) for n in range(20)),
            *(change(n + 50, rule="x/y", before=f"L{n}") for n in range(5)),
            *(change(n + 80, lang="ru", before=f"M{n}") for n in range(5)),
        ]
        asked = sample(every, Decisions(), 6).ask
        assert sorted((f.edit.rule, f.lang) for f in asked) == sorted(
            [("names/listed", "en"), ("names/listed", "ru"), ("x/y", "en")] * 2
        )
        assert [f.edit.before for f in asked if (f.edit.rule, f.lang) == ("names/listed", "en")] == ["K0", "K1"]
        assert len(sample(every, Decisions(), 99).ask) == 30
        assert sample(every, Decisions(), 6) == sample(reversed(every), Decisions(), 6)

    def test_what_is_known_is_asked_last_and_what_is_sure_never(self) -> None:
        every = [change(1, before="K"), change(2, rule="x/y", before="L"), change(3, rule="x/z", before="M")]

        def votes(rule: str, n: int) -> list[Decision]:
            return [Decision("accept", rule, "everywhere", before=str(k), after="-", lang="en") for k in range(n)]

        known = Decisions.of([*votes("names/listed", 4), *votes("x/y", 20)])
        chosen = sample(every, known, 9)
        assert [f.edit.rule for f in chosen.ask] == ["x/z", "names/listed"]
        assert chosen.enough == [("x/y", "en")]

    def test_decided_quiet_and_equal_ones_are_not_asked(self) -> None:
        every = [change(1), change(2), change(3, before="Kiew"), change(4, before="x", quiet=True)]
        every.append(change(5, before="y", status="shadowed"))
        known = Decisions.of([every[2].decided("accept")])
        assert [f.name for f in sample(every, known, 9).ask] == [every[0].name]

    def test_sixteen_answers_that_agree_are_enough(self) -> None:
        assert is_narrow(Agreement.of(16, 0))
        assert not is_narrow(Agreement.of(15, 0))
        assert is_narrow(Agreement.of(47, 47))
        assert not is_narrow(Agreement.of(45, 45))
        assert ENOUGH == 0.2

    def test_claimed_beside_measured(self) -> None:
        every = [change(1, confidence=0.9), change(2, lang="ru", confidence=0.8), change(3, status="shadowed")]
        claimed = claims(every)
        assert claimed["names/listed", ""].edits == 2
        assert claimed["names/listed", "ru"] == Claim(1, 0.8)
        known = Decisions.of([every[0].decided("accept"), every[1].decided("reject")])
        rows = {(r.rule, r.lang): r for r in table(known, claimed)}
        assert set(rows) == {("names/listed", ""), ("names/listed", "en"), ("names/listed", "ru")}
        assert rows["names/listed", ""].agreement[:2] == (1, 1)
        assert rows["names/listed", "ru"].as_dict()["claimed"] == 0.8
        assert not rows["names/listed", "ru"].demoted

    @pytest.mark.parametrize(
        ("words", "names"),
        [("", [1, 2, 3]), ("doc:b", [3]), ("kiew", [2]), ("rule:names/* doc:a", [1, 2]), ("lang:ru", []), ("a:b", [])],
    )
    def test_filters(self, words: str, names: list[int]) -> None:
        assert [int(f.name, 16) for f in THREE if fits(f, words)] == names


class TestTheTerminal:
    """Real keys."""

    def test_keys_of_a_terminal(self) -> None:
        assert list(keyboard._keys("\x1b[A")) == ["k"]
        assert list(keyboard._keys("\x1b[B")) == ["j"]
        assert list(keyboard._keys("\x1b[15~")) == []
        assert list(keyboard._keys("ax\r")) == ["a", "x", "\n"]

    def test_a_real_terminal(self, tmp_path: Path) -> None:
        from test_cli import ARTICLE, put, run

        put(tmp_path, {"plain.txt": ARTICLE.encode()})
        assert run("all", cwd=tmp_path).returncode == 0
        child, terminal = pty.fork()
        if child == 0:  # pragma: no cover - another process
            os.chdir(tmp_path)
            os.execve(sys.executable, [sys.executable, "-m", "normalize", "review"], environment({"COLUMNS": "80"}))
        seen = until(terminal, "save and quit")
        os.write(terminal, b"x")
        seen += until(terminal, "save and quit")
        os.write(terminal, b"q")
        seen += until(terminal, "run `normalize all`")
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        assert "0 accepted, 1 rejected" in seen
        assert len(Book.open(tmp_path / "glossaries/decisions.yaml").decisions) == 1


def until(terminal: int, words: str) -> str:
    """What a terminal shows until some words appear, one minute at most."""
    seen, end = "", time.monotonic() + 60
    while words not in " ".join(seen.split()) and time.monotonic() < end:
        if select.select([terminal], [], [], 1)[0]:
            try:
                seen += os.read(terminal, 65536).decode("utf-8", "replace")
            except OSError:  # the other end is closed
                break
    assert words in " ".join(seen.split()), seen
    return seen
