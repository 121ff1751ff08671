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
_PLACEHOLDER = regex.compile(r"\[\s?e-?mail[\s\N{NO-BREAK SPACE}]protected\s?\]", regex.IGNORECASE)


@rule(examples=EXAMPLES)
def email_placeholder(doc: Document) -> Edits:
    for m in _PLACEHOLDER.finditer(doc.text):
        line = doc.text.rfind("\n", 0, m.start()) + 1
        before, behind = doc.text[line : m.start()], doc.text[m.end() :].split("\n", 1)[0]
        if _CONTACT.fullmatch(before) and not behind.strip(" .,;"):
            yield doc.delete(line, m.end(), "a contact line without its address", 0.85)
            continue
        sentence_over = not before.strip() or before.rstrip().endswith((".", "!", "?", "”", "。"))
        if sentence_over and not behind.strip(" .,;"):
            start = line + len(before.rstrip()) if before.strip() else m.start()
            yield doc.delete(start, m.end(), "the placeholder of a protected e-mail address", 0.92)
        else:
            yield doc.note(*m.span(), "an e-mail address is lost here")
