"""boilerplate/furniture: parts of a page that the page itself names as no article.

What   Blocks inside <nav>, <footer>, <aside> and forms, and inside elements whose class or id says share, related,
       newsletter, comment, cookie and the like.
Why    The people who built the page have said what these parts are.
Spares An element that holds much of the page's prose, whatever it is called; the headline; plain text.
"""

from __future__ import annotations

from normalize.stages.boilerplate.anatomy import anatomy
from normalize.stages.document import HTML, Document
from normalize.stages.rule import Edits, Example, Leave, rule

_BODY = "Kim met Putin in the Far East of Russia on Wednesday, and both spoke of a new friendship."

EXAMPLES = (
    Example(
        f'<nav>Home News</nav><p>{_BODY}</p><div class="share-bar">Tell your friends</div>',
        f"\n\n{_BODY}\n\n",
        media_type=HTML,
    ),
    Leave(f'<div class="paywall"><p>{_BODY}</p></div>', media_type=HTML),
    Leave("Share this article"),
)


@rule(examples=EXAMPLES)
def furniture(doc: Document) -> Edits:
    parts = anatomy(doc.blocks)
    for block in doc.blocks:
        if (kind := parts.furniture(block)) and block.element is not None and block.element.name != "h1":
            yield doc.delete(block.start, block.end, f"the page calls this part {kind}", 0.92)
