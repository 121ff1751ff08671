"""What recurs in a run: the laws of surveys, and what is read off an input at a glance."""

from __future__ import annotations

from collections import Counter
from unittest import mock

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import paragraphs

from normalize.glossary import Glossary
from normalize.pipeline import Normalized, run
from normalize.settings import Settings
from normalize.stages import tally
from normalize.stages.markup.glance import look_up, site_of, summary_of
from normalize.stages.survey import EVERYWHERE, LEAST, Recurrence, Summary, Survey, line_key
from normalize.text.media import HTML, TEXT

APPEAL = "We are a small team of reporters who take no money from companies, and every coffee you buy keeps us going."
SUMMARIES = [
    summary_of(f"{site}/{n}", "\n\n".join([*paragraphs((site, n), 3), APPEAL][n % 2 :]), TEXT, site)
    for site in ("hill", "harbour", "")
    for n in range(5)
]


def text(n: object, *more: str) -> str:
    return "\n\n".join([*paragraphs(n), *more])


def survey(texts: list[str], place: str = "hill") -> Survey:
    return Survey.of(summary_of(str(n), t, TEXT, place) for n, t in enumerate(texts))


def cleaned(t: str, glossary: Glossary, known: Survey | None = None, place: str = "hill") -> Normalized:
    return run(t, glossary, Settings(lang="en"), doc_id="a", media_type=TEXT, survey=known, place=place)


class TestLaws:
    """Surveys do not depend on how they were made."""

    @given(st.permutations(SUMMARIES))
    def test_order_makes_no_difference(self, summaries: list[Summary]) -> None:
        assert Survey.of(summaries) == Survey.of(SUMMARIES)
        assert Survey.of(summaries).digest() == Survey.of(SUMMARIES).digest()

    @given(st.lists(st.sampled_from(SUMMARIES)))
    def test_a_summary_that_is_there_twice_counts_once(self, more: list[Summary]) -> None:
        assert Survey.of([*more, *SUMMARIES]) == Survey.of(SUMMARIES)

    @given(
        st.lists(st.tuples(st.integers(0, 2), st.integers(0, 9), st.sets(st.integers(0, 5)))),
        st.sampled_from((1, 4, 1 << 20)),
    )
    def test_lines_are_counted_on_the_disk_as_in_memory(
        self, articles: list[tuple[int, int, set[int]]], held: int
    ) -> None:
        wide = [k << 61 | k for k in range(6)]  # keys in different files
        with mock.patch.object(tally, "_HELD", held), tally.Tally() as counted:
            for site, first, lines in articles:
                counted.add(site, first, np.array(sorted(wide[k] for k in lines), np.uint64))
            sites, run = counted.recurring(2, 3)
            totals = counted.totals()
        every = {(site, first, wide[k]) for site, first, lines in articles for k in lines}
        own = Counter((site, key) for site, _, key in every)
        assert {(s, key): n for s, found in sites.items() for key, n in found.items()} == {
            pair: n for pair, n in own.items() if n >= 2
        }
        anywhere = Counter(key for key, _ in {(key, first) for _, first, key in every})
        assert run == {key: n for key, n in anywhere.items() if n >= 3}
        assert totals == Counter(site for site, _ in {(site, first) for site, first, _ in articles})

    @given(st.integers(0, len(SUMMARIES)))
    def test_a_line_never_recurs_more_than_there_are_articles(self, n: int) -> None:
        found = Survey.of(SUMMARIES[:n])
        for site, lines in found.sites.items():
            assert all(LEAST <= count <= found.totals[site] for count in lines.values())
        assert all(EVERYWHERE <= count <= n for count in found.run.values())

    @given(st.text(), st.sampled_from(("upper", "lower", "strip", "title")))
    def test_a_line_is_known_whatever_its_spaces(self, line: str, how: str) -> None:
        assert line_key(line) == line_key(f"  {line} — ")
        if line.isascii():
            assert line_key(getattr(line, how)()) == line_key(line)

    @given(st.integers(1, 40), st.integers(1, 40))
    def test_more_articles_are_surer(self, a: int, b: int) -> None:
        fewer, more = sorted((a, b))
        assert Recurrence(1, fewer, fewer).share <= Recurrence(1, more, more).share <= 1
        assert Recurrence(1, fewer, 40).share <= Recurrence(1, more, 40).share


class TestGlance:
    """Lines and sites, without any rule."""

    @pytest.mark.parametrize(
        ("head", "site"),
        [
            ('<link rel="canonical" href="https://www.harbour.example/a?b=1">', "harbour.example"),
            ('<meta property="og:url" content="http://news.harbour.example:80/a">', "news.harbour.example"),
            ('<meta property="og:site_name" content=" The  Harbour&amp;Dyke ">', "The Harbour&Dyke"),
            ('<link rel=canonical href="/a"><meta property=og:site_name content=Harbour>', "Harbour"),
            ('<link rel=canonical href="https://[broken">', "folder"),
            ("<title>no site</title>", "folder"),
            ("</head><body><link rel=canonical href=https://late.example/>", "folder"),
        ],
    )
    def test_the_site_of_a_page(self, head: str, site: str) -> None:
        assert site_of(f"<html><head>{head}<body><p>Text", HTML, "folder") == site

    def test_the_site_of_a_text_is_its_folder(self) -> None:
        assert site_of('<link rel=canonical href="https://a.example/">', TEXT, "wire/cs") == "wire/cs"
        assert site_of("A text.", TEXT) == ""

    def test_a_page_has_the_lines_of_its_text(self, glossary: Glossary) -> None:
        """The lines that are counted are those that the rule will ask for."""
        page = (
            "<html><head><title>No</title><style>p{}</style></head><body><script>no()</script><p>Caf&eacute; <b>Mor</b>"
            "row said\n no.<br>It&nbsp;stayed.<ul><li>One<li>Two</ul><pre>a b\nc d</pre><p hidden>secret</p></body>"
        )
        seen = summary_of("a", page, HTML).lines.tolist()
        plain = run(page, glossary, Settings(stages=("encoding", "markup")), doc_id="a", media_type=HTML).text
        assert sorted(seen) == sorted({line_key(line) for line in plain.splitlines()} - {0})


class TestDocuments:
    """What a survey changes in an article."""

    def test_without_a_survey_nothing_recurs(self, glossary: Glossary) -> None:
        assert APPEAL in cleaned(text(0, APPEAL), glossary).text
        assert "survey" not in cleaned(text(0, APPEAL), glossary).ledger.inputs

    def test_with_one_it_goes_and_says_why(self, glossary: Glossary) -> None:
        known = survey([text(n, APPEAL) for n in range(7)] + [text(n) for n in (7, 8)])
        done = cleaned(text(0, APPEAL), glossary, known)
        assert APPEAL not in done.text
        [edit] = [e for e in done.edits if e.rule == "boilerplate/recurring"]
        assert edit.reason == "the same in 7 of 9 articles of hill"
        assert not cleaned(done.text, glossary).edits

    def test_copies_count_once(self, glossary: Glossary) -> None:
        """An article that was republished a dozen times is no boilerplate, nor is what only its copies have."""
        copies = [text("one", f"Published by {n}.") for n in "abcdefghijkl"]
        known = survey(copies + [text(n) for n in range(4)])
        assert cleaned(copies[0], glossary, known).text == cleaned(copies[0], glossary).text

    def test_versions_of_one_article_stay(self, glossary: Glossary) -> None:
        """Where too much of each is new for copies: what most of an article is made of is no boilerplate."""
        story = paragraphs("story", 4)
        versions = ["\n\n".join([*story, *paragraphs(("version", n), 3)]) for n in range(9)]
        for version in versions:
            assert cleaned(version, glossary, survey(versions)).text == cleaned(version, glossary).text

    def test_a_ledger_tells_only_of_its_own_lines(self, glossary: Glossary) -> None:
        texts = [text(n, APPEAL) for n in range(6)] + [text("other")]
        summaries = [summary_of(str(n), t, TEXT, "hill") for n, t in enumerate(texts)]
        known = Survey.of(summaries)
        more = Survey.of(
            [*summaries, *(summary_of(f"more {n}", text(("more", n), "No comment."), TEXT, "dale") for n in range(9))]
        )
        assert known.digest() != more.digest()
        for t in texts:
            assert cleaned(t, glossary, known).ledger.dumps() == cleaned(t, glossary, more).ledger.dumps()
        assert "survey" in cleaned(texts[0], glossary, known).ledger.inputs
        assert "survey" not in cleaned(texts[-1], glossary, known).ledger.inputs

    def test_everywhere_takes_more_than_on_one_site(self) -> None:
        few, many = (
            Survey.of(summary_of(str(n), text(n, APPEAL), TEXT) for n in range(k)) for k in (EVERYWHERE - 1, EVERYWHERE)
        )
        assert look_up(few, text(0, APPEAL), TEXT).find(APPEAL) is None
        found = look_up(many, text(0, APPEAL), TEXT).find(APPEAL)
        assert found is not None
        assert (found.articles, found.anywhere) == (0, EVERYWHERE)
