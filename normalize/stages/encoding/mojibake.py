"""encoding/mojibake: text that was read in the wrong encoding, once or more, is read again.

What   "cafÃ©" becomes "café", "â€œYesâ€\N{PRIVATE USE ONE}" becomes “Yes”.
Why    The bytes say so: ftfy undoes a misreading only where the result is plainly more like language.
Spares Quotation marks, ligatures, widths and everything that ftfy changes besides encodings.
"""

from collections.abc import Iterator

from normalize.stages.document import Document
from normalize.stages.encoding.invisible import without_noise
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.text.invisible import drawn
from normalize.text.misread import suspicious

EXAMPLES = (
    Example("Le cafÃ© est fermÃ©.", "Le café est fermé.", lang="fr"),
    Example("She said â€œnoâ€\x9d twice.", "She said “no” twice."),
    Example("ÐŸÑƒÑ‚Ð¸Ð½ Ð¸ ÐšÐ¸Ð¼", "Путин и Ким", lang="ru"),
    Leave("The São Tomé café — naïve, Ångström.", lang="pt"),
    Leave("Âge d’or à Châlons", lang="fr"),
)

_SURE = 0.99  # surer than the rules for single characters, which would tear a misread character apart


@rule(examples=EXAMPLES)
def mojibake(doc: Document) -> Edits:
    if not doc.characters:
        return
    done = 0
    for place in suspicious(doc.text).tolist():
        if place < done:
            continue
        start = doc.text.rfind("\n", done, place) + 1 or done
        done = end = doc.text.find("\n", place) + 1 or len(doc.text)
        yield from _repaired(doc, start, end)


def _repaired(doc: Document, start: int, end: int) -> Edits:
    import ftfy

    line = doc.text[start:end]
    fixed = ftfy.fix_encoding(line)
    for first, last, after in _differences(line, fixed) if fixed != line else ():
        reason = f"read in the wrong encoding: “{drawn(line[first:last])}” is “{drawn(after)}”"[:200]
        clean = without_noise(after, line[max(0, first - 1) : first])
        yield doc.replace(start + first, start + last, clean, reason, _SURE)


def _differences(before: str, after: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, replacement) of the words that differ between two versions of a line.

    Whole words, so that no other rule looks at half of one. Where the words do not pair up, all from the first that
    differs to the last.
    """
    old, new = before.split(" "), after.split(" ")
    if len(old) == len(new):
        at = 0
        for a, b in zip(old, new, strict=True):
            if a != b:
                yield at, at + len(a), b
            at += len(a) + 1
        return
    shorter = min(len(old), len(new))
    head = next((k for k in range(shorter) if old[k] != new[k]), shorter)
    most = shorter - head
    tail = next((k for k in range(most) if old[-1 - k] != new[-1 - k]), most)
    start = len(" ".join(old[:head])) + (head > 0)
    end = len(before) - len(" ".join(old[len(old) - tail :])) - (tail > 0)
    replaced = " ".join(new[head : len(new) - tail])
    if start > end:  # words were only put in: the space before them goes along
        start, replaced = end, f" {replaced}" if head else f"{replaced} "
    yield start, end, replaced
