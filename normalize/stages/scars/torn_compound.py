"""scars/torn-compound: a compound that a translation tore apart goes together again.

What   "left heading north yesterday. -east, towards the border" becomes "left heading north-east yesterday, towards
       the border".
Why    Words with a hyphen came back from the translation in two places: the second half stands behind a stop that is
       no end of a sentence. Both halves together are a compass point, or a compound that the text has elsewhere.
Spares Lists with dashes, negative numbers, words that make no known compound.
"""

from __future__ import annotations

import regex

from normalize.stages.document import Document
from normalize.stages.rule import Edits, Example, Leave, rule

EXAMPLES = (
    Example(
        "The train left heading north yesterday. -east, towards the border.",
        "The train left heading north-east yesterday, towards the border.",
    ),
    Example("It turned south soon. -west along the coast.", "It turned south-west soon along the coast."),
    Leave("They went north yesterday. -5 degrees were measured."),
    Leave("They sang all day. -loud, and out of tune."),
)

_TORN = regex.compile(
    r"(?<![\p{L}-])(?P<first>\p{L}{3,}+)(?P<between>(?: [\p{L}’']++){1,3})"
    r"\. -(?P<second>\p{Ll}{3,}+)(?P<mark>[,;:]?)(?=\s)"
)
_COMPOUND = regex.compile(r"(?<![\p{L}-])\p{L}++-\p{L}++(?!-)")
_POINTS = (
    {"north", "south"}, {"east", "west"},
    {"nord", "sud", "süd"}, {"est", "ouest", "ovest", "ost", "west", "oeste", "este"},
    {"norte", "sur", "noord", "zuid"}, {"oost", "leste"},
)  # fmt: skip


@rule(examples=EXAMPLES)
def torn_compound(doc: Document) -> Edits:
    if ". -" not in doc.text:
        return
    compounds: frozenset[str] | None = None
    for m in _TORN.finditer(doc.text, overlapped=True):
        compound = f"{m['first']}-{m['second']}"
        if _is_point(m["first"], m["second"]):
            evidence = "a point of the compass"
        else:
            if compounds is None:
                compounds = frozenset(c.lower() for c in _COMPOUND.findall(doc.text))
            if compound.lower() not in compounds:
                continue
            evidence = "the text has it elsewhere"
        after = f"{compound}{m['between']}{m['mark']}"
        yield doc.replace(*m.span(), after, f"“{compound}”, torn apart: {evidence}", 0.9)


def _is_point(first: str, second: str) -> bool:
    starts = set().union(*_POINTS[::2])
    ends = set().union(*_POINTS[1::2])
    return first.lower() in starts and second in ends
