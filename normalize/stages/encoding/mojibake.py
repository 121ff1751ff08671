"""encoding/mojibake: text that was read in the wrong encoding, once or more, is read again.

What   "cafÃ©" becomes "café", "â€œYesâ€\N{PRIVATE USE ONE}" becomes “Yes”.
Why    The bytes say so: ftfy undoes a misreading only where the result is plainly more like language.
Spares Quotation marks, ligatures, widths and everything that ftfy changes besides encodings.
"""

import re
from collections.abc import Iterator

from normalize.stages.document import Document
from normalize.stages.encoding.invisible import without_noise
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.text.invisible import drawn

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
_GATE = re.compile(f"(?=[{_LEAD}\x80-\x9f])(?:[\x80-\x9f]|.[{_TRAIL}])")
_HALVES = re.compile(f"[{_LEAD}]"), re.compile(f"[{_TRAIL}]")
_C1 = re.compile("[\x80-\x9f]")
_SURE = 0.99  # surer than the rules for single characters, which would tear a misread character apart


@rule(examples=EXAMPLES)
def mojibake(doc: Document) -> Edits:
    if not all(half.search(doc.characters) for half in _HALVES) and not _C1.search(doc.characters):
        return
    import ftfy

    at = 0
    for line in doc.text.splitlines(keepends=True):
        if not line.isascii() and _GATE.search(line):
            fixed = ftfy.fix_encoding(line)
            for start, end, after in _differences(line, fixed) if fixed != line else ():
                reason = f"read in the wrong encoding: “{drawn(line[start:end])}” is “{drawn(after)}”"[:200]
                yield doc.replace(
                    at + start, at + end, without_noise(after, line[max(0, start - 1) : start]), reason, _SURE
                )
        at += len(line)


def _differences(before: str, after: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, replacement) of what differs between two versions of a line, by words where they pair up."""
    old, new = before.split(" "), after.split(" ")
    if len(old) != len(new):
        old, new = [before], [after]
    at = 0
    for a, b in zip(old, new, strict=True):
        if a != b:
            shorter = min(len(a), len(b))
            head = next((k for k in range(shorter) if a[k] != b[k]), shorter)
            most = shorter - head
            tail = next((k for k in range(most) if a[-1 - k] != b[-1 - k]), most)
            yield at + head, at + len(a) - tail, b[head : len(b) - tail]
        at += len(a) + 1
