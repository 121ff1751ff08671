"""scars/email-placeholder: "[email protected]" goes where nothing needs it.

What   The placeholder that a protection against address collectors leaves, on a line of its own or behind a sentence.
Why    It is no address, and nobody wrote it.
Spares A placeholder that a sentence needs: the sentence stays, with a note that the address is lost.
"""

import regex

from normalize.stages.document import Document
from normalize.stages.rule import Edits, Example, Leave, rule

EXAMPLES = (
    Example("They left at dawn. [email protected]", "They left at dawn."),
    Example("One.\n[email\N{NO-BREAK SPACE}protected]\nTwo.", "One.\n\nTwo."),
    Example("They left.\nContact the newsroom: [email protected]", "They left.\n"),
    Leave("Write to [email protected] before Monday."),
)

_CONTACT = regex.compile(r"[^.!?\n]{2,60}[:：]\s*")
_NOTHING = regex.compile(r"[ .,;]*+(?:\n|\Z)")
_STOPS = ".!?”。"
_LONGEST = 100  # characters of a contact's name
_PLACEHOLDER = regex.compile(r"\[\s?e-?mail[\s\N{NO-BREAK SPACE}]protected\s?\]", regex.IGNORECASE)


@rule(examples=EXAMPLES)
def email_placeholder(doc: Document) -> Edits:
    line = seen = 0
    for m in _PLACEHOLDER.finditer(doc.text):
        line = max(line, doc.text.rfind("\n", seen, m.start()) + 1)
        seen = m.end()
        last = _NOTHING.match(doc.text, seen) is not None
        if last and m.start() - line <= _LONGEST and _CONTACT.fullmatch(doc.text, line, m.start()):
            yield doc.delete(line, m.end(), "a contact line without its address", 0.85)
            continue
        start = m.start()
        while start > line and doc.text[start - 1].isspace():
            start -= 1
        if last and (start == line or doc.text[start - 1] in _STOPS):
            start = m.start() if start == line else start
            yield doc.delete(start, m.end(), "the placeholder of a protected e-mail address", 0.92)
        else:
            yield doc.note(*m.span(), "an e-mail address is lost here")
