"""markup/tags: tags and comments go, and what they mean for the reader stays.

What   Tags, comments and the white space around them become nothing, a space, a line break or a paragraph break;
       a list item begins with "- ".
Why    They are the page's layout. Text inside inline tags is joined as it stands, so that no word is glued or torn.
Spares A "<" that begins no tag, and tags in plain text.
"""

from normalize.stages.document import Document
from normalize.stages.markup.page import page_of
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.text.media import HTML

EXAMPLES = (
    Example(
        "<p>Kim met <b>Putin</b>.</p>\n<p>They&nbsp;talked.</p>", "Kim met Putin.\n\nThey&nbsp;talked.", media_type=HTML
    ),
    Example("<ul><li>one<li><p>two</p></ul>end", "- one\n\n- two\n\nend", media_type=HTML),
    Example("Minsk,<br>Monday<!-- ad slot --> night", "Minsk,\nMonday night", media_type=HTML),
    Example("<table><tr><td>Kyiv<td>3<tr><td>Lviv<td>5</table>", "Kyiv 3\n\nLviv 5", media_type=HTML),
    Leave("Losses were < 5 and > 3 per cent.", media_type=HTML),
    Leave("The tag <b> makes text bold."),
)


@rule(examples=EXAMPLES)
def tags(doc: Document) -> Edits:
    page = page_of(doc)
    if page is None:
        return
    last = len(page.gaps) - 1
    for n, gap in enumerate(page.gaps):
        for start, end, after, hidden in gap.parts(first=n == 0, last=n == last):
            if not hidden and doc.text[start:end] != after:
                yield doc.replace(start, end, after, "tags and the space around them", 1.0)
