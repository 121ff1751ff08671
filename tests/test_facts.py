"""What the head of a page says about its article is read as a person would read it."""

from __future__ import annotations

import json

import pytest

from normalize import normalize
from normalize.stages.facts import page_facts, tidy


def page(head: str) -> str:
    return f"<html><head>{head}</head><body><p>Text.</p></body></html>"


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("A judge&#x27;s word", "A judge’s word".replace("’", "'")),
        ("J&uuml;rgen", "Jürgen"),
        ("J&amp;uuml;rgen", "Jürgen"),
        ("Fish &amp; chips", "Fish & chips"),
        ("AT&T  in\n court", "AT&T in court"),
        ("a&#8203;b&nbsp;c", "ab c"),
        ("&#0;&#xd800;x", "\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}x"),
    ],
)
def test_values_have_no_character_references(said: str, read: str) -> None:
    assert tidy(said) == read


def test_linked_data_and_meta_tags_are_unescaped() -> None:
    linked = json.dumps(
        {"@type": "NewsArticle", "headline": "A judge&#x27;s word", "author": {"name": "J&uuml;rgen &amp; Co"}}
    )
    facts = page_facts(page(f'<script type="application/ld+json">{linked}</script>'))
    assert (facts.title, facts.byline) == ("A judge's word", "Jürgen & Co")
    facts = page_facts(
        page(
            '<meta name=author content="J&amp;uuml;rgen"><meta property="og:title" content="A judge&amp;#x27;s word">'
            '<meta property="og:site_name" content="News &amp;amp; Views">'
        )
    )
    assert (facts.title, facts.byline, facts.site) == ("A judge's word", "Jürgen", "News & Views")


@pytest.mark.parametrize(
    ("said", "byline"),
    [
        ("&lt;author&gt;王硕&lt;/author&gt;", "王硕"),
        ("James Mathias, admin@lotus.example, http://www.lotus.example", "James Mathias"),
        ("Anna Weber, Tom Berg", "Anna Weber, Tom Berg"),
        ("www.lotus.example", ""),
    ],
)
def test_an_author_is_a_name(said: str, byline: str) -> None:
    assert page_facts(f'<html><head><meta name="author" content="{said}"></head></html>').byline == byline


@pytest.mark.parametrize(
    ("said", "headline"),
    [
        ("市民可实时查询主要污染物浓度情况 _京华网", "市民可实时查询主要污染物浓度情况"),
        ("THE LANTERN : A bridge is closed until autumn | lantern.example", "A bridge is closed until autumn"),
        ("A bridge is closed until autumn: what drivers say", "A bridge is closed until autumn: what drivers say"),
    ],
)
def test_the_headline_on_the_page_is_the_title(said: str, headline: str) -> None:
    body = "The bridge across the river is closed until autumn, and drivers take the road through the next village."
    page = f"<html><head><title>{said}</title></head><body><p>{headline}</p><p>{body}</p><p>{body} So it is.</p></body>"
    done = normalize(page)
    assert done.facts.title == headline
    assert done.text.count(headline) == 1
