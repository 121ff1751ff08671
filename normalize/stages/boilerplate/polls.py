"""boilerplate/polls: a question of the site to its readers, with answers to click on.

What   From the heading "Poll", or the question, to "Vote" or "View results".
Why    A form of the page that was scraped with its buttons.
Spares Questions and short answers of an interview; articles about a vote; a heading or a button alone.
"""

from __future__ import annotations

from normalize.stages.boilerplate.parts import OTHER, made_of
from normalize.stages.document import Block, Document
from normalize.stages.rule import Edits, Example, Leave, rule

EXAMPLES = (
    Example("They met.\n\nPoll\nWas it right?\nYes\nNo\nVote", "They met.\n\n\n\n\n\n"),
    Example("They met.\n\nWas it right?\nYes 45%\nNo 55%\nTotal votes: 312", "They met.\n\n\n\n\n"),
    Example(
        "Sie trafen sich.\n\nUmfrage\nWar das richtig?\nJa\nNein\nAbstimmen", "Sie trafen sich.\n\n\n\n\n\n", lang="de"
    ),
    Example(
        "二人は会った。\n\nアンケート\n賛成ですか？\nはい\nいいえ\n投票する", "二人は会った。\n\n\n\n\n\n", lang="ja"
    ),
    Leave("Was it right?\nNo.\nWould you do it again?\nYes.\nThey will vote."),
    Leave("Vote\n\nThey met on Monday in the town hall, and the count began when the last of them had gone home."),
    Leave("Poll\n\nThey met."),
)

_ANSWERS = 8  # lines between the question and the button, at most
_WORDS = 12  # of an answer
_QUESTION = 30  # words
_MARKS = ("?", "？", "؟", ";", "՞", "।")


@rule(examples=EXAMPLES)
def polls(doc: Document) -> Edits:
    done = 0
    for n, block in enumerate(doc.blocks):
        if n < done or not _is(doc, block, "vote"):
            continue
        first = _first(doc, n)
        if first is None:
            continue
        done = n + 1
        while done < len(doc.blocks) and _is(doc, doc.blocks[done], "vote"):
            done += 1
        for part in doc.blocks[first:done]:
            yield doc.delete(part.start, part.end, f"a poll of the site, down to “{block.text}”", 0.88)


def _is(doc: Document, block: Block, sort: str) -> bool:
    """Whether a line is nothing but phrases of polls, one of them of that sort; numbers aside."""
    if not block.at_most(_WORDS):
        return False
    found = made_of(block.keys, doc.cues.box)
    return found[sort] > 0 and not found[OTHER]


def _first(doc: Document, button: int) -> int | None:
    """Where a poll begins whose button was found: at its heading, else at its question; None without any answer."""
    question: int | None = None
    for n in range(button - 1, max(-1, button - _ANSWERS - 3), -1):
        block = doc.blocks[n]
        if _is(doc, block, "poll"):
            return n if button - n > 1 else None
        if question is not None:
            return question
        if block.at_most(_QUESTION) and block.text.endswith(_MARKS):
            question = n if button - n > 2 else None
        elif not block.at_most(_WORDS) or block.is_prose or block.text.endswith((".", "。")):
            return None
    return question
