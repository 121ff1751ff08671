"""boilerplate/section-label: the name of a section above the headline of a page.

What   "Europe / NATO", "Culture" above the <h1>.
Why    It is the site's menu, and would stand between the title and the text.
Spares Sentences, long lines, and everything in plain text.
"""

from normalize.stages.document import Document
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.text.media import HTML

_BODY = "Kim met Putin in the Far East of Russia on Wednesday, and both spoke of a new friendship."

EXAMPLES = (
    Example(f"<p>Europe</p><h1>A handshake</h1><p>{_BODY}</p>", f"\n\nA handshake\n\n{_BODY}", media_type=HTML),
    Leave(f"<p>It began in the small hours.</p><h1>A handshake</h1><p>{_BODY}</p>", media_type=HTML),
    Leave("Europe\n\nA handshake"),
)

_LONGEST = 6  # words


@rule(examples=EXAMPLES)
def section_label(doc: Document) -> Edits:
    if doc.media_type != HTML:
        return
    headline = next((n for n, b in enumerate(doc.blocks) if b.element and b.element.name == "h1"), 0)
    for block in doc.blocks[:headline]:
        if block.at_most(_LONGEST) and not block.ends_sentence:
            yield doc.delete(block.start, block.end, "a short line above the headline of a page", 0.85)
