"""Every rule tells its story, and its examples and counter-examples hold."""

from __future__ import annotations

import re

import pytest

from normalize.glossary import Glossary
from normalize.pipeline import through
from normalize.stages.document import Document
from normalize.stages.order import STAGES
from normalize.stages.rule import Example, Leave, Rule, Stage, survey_of
from normalize.text.media import HTML

RULES = [(stage, rule) for stage in STAGES for rule in stage.rules]
ON_PAGES_ONLY = {"page/outside-article", "boilerplate/link-lists"}
MARKUP = next(stage for stage in STAGES if stage.name == "markup")


CASES = [
    pytest.param(stage, rule, example, id=f"{rule.id}-{type(example).__name__.lower()}-{n}")
    for stage, rule in RULES
    for n, example in enumerate(rule.examples)
]


def document(stage: Stage, text: str, example: Example | Leave, glossary: Glossary) -> Document:
    """The example as the rule's stage finds it: a page goes through the markup stage first."""
    doc = Document("example", text, glossary, example.media_type, example.lang, survey=survey_of(example))
    if example.media_type == HTML and STAGES.index(stage) > STAGES.index(MARKUP):
        doc, _ = through(MARKUP, doc)
    return doc


@pytest.mark.parametrize(("stage", "rule", "example"), CASES)
def test_example(stage: Stage, rule: Rule, example: Example | Leave, glossary: Glossary) -> None:
    text = example.before if isinstance(example, Example) else example.text
    doc = document(stage, text, example, glossary)
    after, layer = through(Stage(stage.name, (rule,)), doc)
    if isinstance(example, Leave):
        assert after.text == doc.text
        assert layer.patch.edits == ()
        return
    assert after.text == example.after
    facts = {(f.name, f.value) for e in layer.patch.edits for f in e.facts}
    facts |= {(f.name, doc.text[note.start : note.end]) for note in layer.notes for f in note.facts}
    assert set(example.facts) <= facts
    assert {doc.text[note.start : note.end] for note in layer.notes} >= set(example.remarks)


@pytest.mark.parametrize(("stage", "rule"), RULES, ids=[rule.id for _, rule in RULES])
class TestStory:
    """What a rule says of itself."""

    def test_its_name_is_its_place(self, stage: Stage, rule: Rule) -> None:
        folder, _, name = rule.id.partition("/")
        assert folder == stage.name
        assert re.fullmatch("[a-z]+(-[a-z]+)*", name)
        assert rule.propose.__module__ == f"normalize.stages.{folder}.{name.replace('-', '_')}"

    def test_it_is_told(self, stage: Stage, rule: Rule) -> None:
        assert stage
        head, blank, *rest = rule.doc.split("\n")
        assert head.startswith(f"{rule.id}: ")
        assert re.fullmatch(r"\S.*\.", rule.headline)
        assert blank == ""
        told = [line for line in rest if line and not line.startswith(" ")]
        assert [line.split()[0] for line in told] == ["What", "Why", "Spares"]
        assert all(re.match(r"\w+ +\S", line) for line in told)
        assert rule.doc.endswith(".")

    def test_it_has_examples_and_counter_examples(self, stage: Stage, rule: Rule) -> None:
        assert stage
        assert rule.id in ON_PAGES_ONLY or any(isinstance(e, Example) for e in rule.examples)
        assert any(isinstance(e, Leave) for e in rule.examples)

    def test_it_says_why(self, stage: Stage, rule: Rule, glossary: Glossary) -> None:
        """Every proposal has a reason in words, a chance between 0 and 1, and the name of its rule."""
        for example in rule.examples:
            if isinstance(example, Example):
                _, layer = through(Stage(stage.name, (rule,)), document(stage, example.before, example, glossary))
                for e in layer.patch.edits:
                    assert e.reason.strip()
                    assert e.rule == rule.id
                    assert 0 < e.confidence <= 1


def test_rules_have_names_of_their_own() -> None:
    names = [rule.id for _, rule in RULES]
    assert len(names) == len(set(names))
