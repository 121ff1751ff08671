"""page/outside-article: what a page shows around its article.

What   Menus, teasers, side columns, comments, footers: blocks that the classifier takes for no part of the article.
Why    Pages look alike in all languages: an article is a run of sentences about one thing, in one part of the page.
Spares The headline, and a byline or date below it, which are lifted later; pages of a few lines; what is in doubt;
       plain text (boilerplate/stray-lines).
"""

from __future__ import annotations

from normalize.stages.boilerplate.shape import outline
from normalize.stages.classifier import judge
from normalize.stages.document import HTML, Block, Document
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.text.words import words

_BODY = "Kim met Putin in the Far East of Russia on Wednesday, and both spoke of a new friendship."

EXAMPLES = (
    Example(
        f"<nav><ul><li><a href=/>Home</a><li><a href=/news>News</a></ul></nav><div><p>{_BODY}</p><p>{_BODY}</p></div>",
        f"\n\n{_BODY}\n\n{_BODY}",
        media_type=HTML,
    ),
    Leave(f"<h1>A handshake</h1><div><p>{_BODY}</p><p>{_BODY}</p></div>", media_type=HTML),
    Leave("Menu\n\nThe talks went on for three hours and ended, both sides said, in a very good mood."),
    Leave("A page of one line."),
)

_SHORT = 16  # words of a byline or date


@rule(examples=EXAMPLES)
def outside_article(doc: Document) -> Edits:
    if doc.media_type != HTML:
        return
    said = judge(doc)
    first = outline(doc.blocks).first
    title = words(doc.facts.title)
    headline = next((n for n, b in enumerate(doc.blocks) if _is_headline(b, title)), -1)
    for n, block in enumerate(doc.blocks):
        if not said.goes[n] or n == headline or (-1 < headline < n < first and _may_be_byline(doc, block)):
            continue
        yield doc.delete(block.start, block.end, f"outside the article: {said.why[n]}", said.outside[n])


def _is_headline(block: Block, title: tuple[str, ...]) -> bool:
    return (block.element is not None and block.element.name == "h1") or (
        bool(title) and len(block.text) <= 300 and words(block.text) == title
    )


def _may_be_byline(doc: Document, block: Block) -> bool:
    """Whether a block between headline and text may be a byline or date: those are lifted later."""
    labelled = any(block.keys[:k] in doc.cues.labels[kind] for k in (1, 2, 3) for kind in ("byline", "date"))
    return block.at_most(_SHORT) and (labelled or any(k.isdigit() and len(k) == 4 for k in block.keys))
