"""scars/list-markers: the mark of a list item comes back to its item, and goes where the item is lost.

What   "•" alone on a line and its item on the next become "• item"; "• • item" loses a mark; a mark without item goes.
Why    A list item and its mark were two boxes on the page, and the scraper wrote a line for each.
Spares Asterisks, hyphens and dashes alone on a line (they part sections), and bullets inside a line.
"""

import regex

from normalize.stages.document import Document
from normalize.stages.rule import Edits, Example, Leave, rule

EXAMPLES = (
    Example("Three things:\n•\nbread\n•\nwine", "Three things:\n• bread\n• wine"),
    Example("• • bread", "• bread"),
    Example("bread\n\n•\n\nHe paid.", "bread\n\nHe paid."),
    Leave("He came.\n\n* * *\n\nHe saw.\n\n-\n\nHe left."),
    Leave("Bread • wine • • cheese"),
)

_MARK = "[•◦▪●‣∙]"
_LONE = regex.compile(rf"(?m)^([ \t]*+{_MARK})[ \t]*+(\n)(?=[ \t]*+(\S)?)")
_LAST = regex.compile(rf"\n[ \t]*+{_MARK}[ \t]*+\n?\Z")
_TWICE = regex.compile(rf"(?m)^[ \t]*+{_MARK}((?:[ \t]*+{_MARK})++)[ \t]*+(?=\S)")
_IS_MARK = regex.compile(_MARK)


@rule(examples=EXAMPLES)
def list_markers(doc: Document) -> Edits:
    if not _IS_MARK.search(doc.text):
        return
    for m in _TWICE.finditer(doc.text):
        yield doc.delete(*m.span(1), "the mark of a list item stands here twice", 0.97)
    for m in _LONE.finditer(doc.text):
        if m[3] and not _IS_MARK.match(m[3]):
            yield doc.replace(*m.span(2), " ", "the item that this mark belongs to stands on the next line", 0.95)
        else:
            end = m.end(2) + (doc.text[m.end(2) : m.end(2) + 1] == "\n")
            yield doc.delete(m.start(), end, "a mark without its list item", 0.95)
    if last := _LAST.search(doc.text):
        yield doc.delete(*last.span(), "a mark without its list item", 0.95)
