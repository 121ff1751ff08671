"""What the head of a page says about its article is read as a person would read it."""

from __future__ import annotations

import json

import pytest

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
