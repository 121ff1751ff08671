"""What the head of a page says about its article is read as a person would read it."""

from __future__ import annotations

import json

import pytest

from normalize import normalize
from normalize.stages.page_facts import page_facts, tidy


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


def linked(**said: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle"} | said)}</script>'


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (linked(datePublished="2023-09-13T08:30:00+03:00"), "2023-09-13T08:30:00+03:00"),
        (linked(datePublished="2023-09-13"), "2023-09-13"),
        ('<meta property="article:published_time" content="2023-09-13T08:30:00Z">', "2023-09-13T08:30:00+00:00"),
        ('<meta name="DC.date.issued" content="2023-09-13">', "2023-09-13"),
        ('<meta name="pubdate" content="Wed, 13 Sep 2023 08:30:00 GMT">', "2023-09-13T08:30:00+00:00"),
        ('<meta name="date" content="09/10/2023">', ""),
        ('<meta name="date" content="yesterday">', ""),
        ('<meta property="article:published_time" content="0001-01-01T00:00:00">', ""),
    ],
)
def test_dates_keep_their_zone_and_unclear_ones_are_none(head: str, published: str) -> None:
    facts = page_facts(page(head))
    assert (facts.published, facts.date) == (published, published[:10])


def test_modified_section_address_and_paywall() -> None:
    facts = page_facts(
        page(
            linked(
                dateModified="2023-09-14T10:00:00+02:00", articleSection=["World", "Asia"], isAccessibleForFree="False"
            )
            + '<link rel="stylesheet" href="/x.css"><link rel=canonical href="https://example.org/a?x=1&amp;y=2">'
        )
    )
    assert facts.modified == "2023-09-14T10:00:00+02:00"
    assert (facts.section, facts.url, facts.paywall) == ("World", "https://example.org/a?x=1&y=2", True)
    assert page_facts(page('<meta name="article:content_tier" content="free">')).paywall is False
    assert page_facts(page('<link rel="canonical" href="/relative">')).url == ""
    assert page_facts(page("")).paywall is None


def test_microdata_and_broken_linked_data() -> None:
    facts = page_facts(
        "<html><head><title>Site</title><script type='application/ld+json'>{broken</script></head><body>"
        '<h1 itemprop="headline">Talks end</h1><span itemprop="author" itemscope><a>By</a> '
        '<span itemprop="name">Anna Weber</span></span>'
        '<time itemprop="datePublished" datetime="2023-09-13">today</time>'
    )
    assert (facts.title, facts.byline, facts.date) == ("Talks end", "Anna Weber", "2023-09-13")
    wrapped = '<script type="application/ld+json">//<![CDATA[\n{"@type": "Article", "headline": "A\nB"}\n//]]></script>'
    assert page_facts(page(wrapped)).title == "A B"


def test_a_protected_address_is_part_of_the_text() -> None:
    code = "2a4f4e435e45586a4f524b475a464f0445584d"
    text = f'<p>Write to <a data-cfemail="{code}">[email&#160;protected]</a> before Monday, the office said.</p>'
    assert "Write to editor@example.org before" in normalize(text).text


def test_letters_that_only_look_right_are_repaired_in_the_language_of_the_text() -> None:
    """Azerbaijani typed with a Cyrillic schwa: the language is known before the letters are looked at."""
    result = normalize("Prezident dedi ki, danışıqlar üç gün davam edәcәk vә heç nә imzalanmayacaq, bunu hamı bilirdi.")
    assert result.lang == "az"
    assert "davam edəcək" in result.text
