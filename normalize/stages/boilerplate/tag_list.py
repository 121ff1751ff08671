"""boilerplate/tag-list: a line of tags or hashtags.

What   "Tags: Russia, North Korea, weapons", "#Kim #Putin #summit".
Why    They are the site's index, not the text.
Spares One hashtag in a line, hashtags in a sentence, a list with a verb before it.
"""

import regex

from normalize.stages.document import Document
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.text.words import words

EXAMPLES = (
    Example("They agreed.\n\n#Kim #Putin #summit", "They agreed.\n\n"),
    Example("They agreed.\n\nTags: Russia, North Korea, weapons", "They agreed.\n\n"),
    Example("Они договорились.\n\nТеги: Россия, КНДР", "Они договорились.\n\n", lang="ru"),
    Leave("#MeToo"),
    Leave("Under #Kim and #Putin thousands argued."),
    Leave("Topics: he spoke of war, peace and bread."),
)

_HASHTAGS = regex.compile(r"[#＃][\w-]++(?:[\s,·|]++[#＃][\w-]++)++[\s,.]*+")
_LABELLED = regex.compile(r"[^:：]{2,30}[:：]\s*+(?=\S)")
_COMMA = regex.compile(r"[,;|·•、，]")
_TAG_WORDS = 4


@rule(examples=EXAMPLES)
def tag_list(doc: Document) -> Edits:
    for block in doc.blocks:
        if _HASHTAGS.fullmatch(block.text):
            yield doc.delete(block.start, block.end, "a line of hashtags", 0.93)
            continue
        m = _LABELLED.match(block.text)
        if not m or block.ends_sentence:
            continue
        if doc.cues.line.get(words(m[0])) != "nav":
            continue
        items = _COMMA.split(block.text[m.end() :])
        if len(items) > 1 and all(len(i.split()) <= _TAG_WORDS for i in items):
            yield doc.delete(block.start, block.end, f"a list of tags behind “{m[0].strip()}”", 0.9)
