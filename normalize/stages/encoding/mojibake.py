"""encoding/mojibake: text that was read in the wrong encoding, once or more, is read again.

What   "cafÃ©" becomes "café", "â€œYesâ€\N{PRIVATE USE ONE}" becomes “Yes”.
Why    The bytes say so: ftfy undoes a misreading only where the result is plainly more like language.
Spares Quotation marks, ligatures, widths and everything that ftfy changes besides encodings.
"""

from collections.abc import Iterator
from difflib import SequenceMatcher

import regex

from normalize.stages.document import Document
from normalize.stages.encoding.invisible import NOISE
from normalize.stages.rule import Edits, Example, Leave, rule

EXAMPLES = (
    Example("Le cafÃ© est fermÃ©.", "Le café est fermé.", lang="fr"),
    Example("She said â€œnoâ€\x9d twice.", "She said “no” twice."),
    Example("ÐŸÑƒÑ‚Ð¸Ð½ Ð¸ ÐšÐ¸Ð¼", "Путин и Ким", lang="ru"),
    Leave("The São Tomé café — naïve, Ångström.", lang="pt"),
    Leave("Âge d’or à Châlons", lang="fr"),
)

# a lead byte of UTF-8 and one that may follow it, as the usual single-byte encodings show them
_LEAD = "\u00c2-\u00f4\u0102-\u0111\u0393\u0394\u03a0\u0413\u0414\u0420\u0421\u0432\u221a\u2248\u2500-\u257f"
_TRAIL = "\u0080-\u00bf\u0102-\u017e\u0192\u02c6-\u02dd\u0401-\u0491\u2013-\u203a\u20ac\u2122"
_GATE = regex.compile(f"[{_LEAD}][{_TRAIL}]|[\x80-\x9f]")
_SURE = 0.99  # surer than the rules for single characters, which would tear a misread character apart
_WINDOW = 5000  # code points of one line that are compared letter by letter


@rule(examples=EXAMPLES)
def mojibake(doc: Document) -> Edits:
    if doc.text.isascii() or not _GATE.search(doc.text):
        return
    import ftfy

    at = 0
    for line in doc.text.splitlines(keepends=True):
        if not line.isascii() and _GATE.search(line):
            fixed = ftfy.fix_encoding(line)
            for start, end, after in _differences(line, fixed) if fixed != line else ():
                reason = f"read in the wrong encoding: {line[start:end]!r} is {after!r}"
                yield doc.replace(at + start, at + end, NOISE.sub("", after), reason, _SURE)
        at += len(line)


def _differences(before: str, after: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, replacement) of what differs between two versions of a line."""
    head = next(
        (k for k, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after))
    )
    most = min(len(before), len(after)) - head
    tail = next((k for k in range(most) if before[-1 - k] != after[-1 - k]), most)
    inner, new = before[head : len(before) - tail], after[head : len(after) - tail]
    if len(inner) > _WINDOW:
        yield head, head + len(inner), new
        return
    for tag, a, b, c, d in SequenceMatcher(None, inner, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield head + a, head + b, new[c:d]
