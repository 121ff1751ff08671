"""markup/hidden: what no reader takes for text of the page goes.

What   Scripts, styles, templates, form controls, frames, the head of the page, and elements that the page itself hides.
Why    A reader of the page does not see it, or sees a control.
Spares Text that a style sheet or a script might hide: nothing in the page says so. A page that hides nearly all of
       itself: a script shows it.
"""

from normalize.stages.document import Document
from normalize.stages.markup.page import page_of
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.text.media import HTML

EXAMPLES = (
    Example(
        "<p>Talks</p><script>var a = '<p>no</p>';</script><p>went on.</p>",
        "<p>Talks</p><p>went on.</p>",
        media_type=HTML,
    ),
    Example('<p>One</p><div style="display: none"><p>Two</p></div>', "<p>One</p>", media_type=HTML),
    Example("<span hidden>secret</span><p>Open</p>", "<p>Open</p>", media_type=HTML),
    Example("<head><title>News</title><p>Talks went on.</p>", "<p>Talks went on.</p>", media_type=HTML),
    Leave(
        f"<p>Loading</p><div hidden>{'<p>They spoke of peace, and of what it costs.</p>' * 40}</div>", media_type=HTML
    ),
    Leave('<p class="hidden-gem">A hidden gem in Riga.</p>', media_type=HTML),
    Leave('<p style="color: red">In the red.</p>', media_type=HTML),
)


@rule(examples=EXAMPLES)
def hidden(doc: Document) -> Edits:
    page = page_of(doc)
    if page is None:
        return
    last = len(page.gaps) - 1
    for n, gap in enumerate(page.gaps):
        if not gap.hidden:
            continue
        for start, end, after, what in gap.parts(first=n == 0, last=n == last):
            if what:
                yield doc.replace(start, end, after, f"no text of the page: {what}", 1.0)
