"""boilerplate/site-voice: a short paragraph, or the last sentence of one, in which the site speaks to the reader.

What   Appeals for money, newsletters and channels, advertising for the site, comment rules, legal and cookie notices.
Why    The author did not write it; it is the same under every article.
Spares What somebody says in quotation marks; long paragraphs; stories about newsletters, cookies or donations, which
       speak of them without addressing the reader.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.edits import Edit
from normalize.stages.cues import Cues
from normalize.stages.document import Block, Document
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.stages.shape import is_quoted, outline

EXAMPLES = (
    Example("Support independent journalism with a donation (Paypal, BTC)", ""),
    Example("For the latest news, weather and sports, head to The Herald.", ""),
    Example("Copyright and credit go to the news agencies, email [email protected]", ""),
    Example("The talks ended late. Subscribe to our newsletter for more.", "The talks ended late."),
    Example("Подписывайтесь на наш Telegram-канал", "", lang="ru"),
    Example("Abonnieren Sie unseren Newsletter!", "", lang="de"),
    Leave("The banner read “subscribe to our newsletter”, and nobody did."),
    Leave("The paper asked its readers for donations in bitcoin, the editor said on Monday in Riga."),
)

_SENTENCE = regex.compile(r"(?<=[.!?…。！？।؟][\"'”’»)\]]?)\s+(?=[\p{Lu}\p{Lo}\"“„«>])")
_LONGEST = 60  # words of a paragraph that goes whole
_SHORT = 30
_APPEAL, _LONG_APPEAL = 16, 25  # words that one phrase of the site may carry: anywhere in them, at their beginning


@rule(examples=EXAMPLES)
def site_voice(doc: Document) -> Edits:
    shape = outline(doc.blocks)
    cues = doc.heard
    for n, block in enumerate(doc.blocks):
        hits = [h for h in cues.spoken(block.plain) if not is_quoted(block, h[2], h[3])]
        inside = shape.first < n < shape.last
        if hits:
            yield from _spoken(doc, cues, block, hits, inside=inside)
        elif not inside or n >= 0.6 * len(doc.blocks):
            yield from _hinted(doc, cues, block)


def _spoken(
    doc: Document, cues: Cues, block: Block, hits: list[tuple[str, str, int, int]], *, inside: bool
) -> Iterator[Edit]:
    """The whole block where it is short or all its sentences are the site's; else the sentences that are."""
    words = block.size
    sentences = _sentences(block)
    hints = cues.spoken(block.plain, "hint")
    own = [
        s for s in sentences if any(s[0] <= h[2] < s[1] for h in hits) or sum(s[0] <= h[2] < s[1] for h in hints) > 1
    ]
    reason = f"the site speaks: “{hits[0][1]}” ({hits[0][0]})"
    prose_first = sentences[0] not in own and _is_statement(block.text[slice(*sentences[0])])
    share = sum(b - a for a, b in own) / len(block.text)
    if words <= _LONGEST and (len(hits) > 1 or (not prose_first and (share > 0.5 or words <= 15))):
        if len(hits) == 1 and not hints and words > _APPEAL and not _is_plainly_the_sites(hits[0], sentences, words):
            return
        sure = 0.94 if words <= _SHORT or len(hits) > 1 else 0.86
        yield doc.delete(
            block.start, block.end, reason, round(sure - 0.06 * (inside and len(hits) == 1 and words > 15), 2)
        )
        return
    tail = len(sentences)
    while tail > 0 and sentences[tail - 1] in own:
        tail -= 1
    mostly = all(_mostly(block, s, hits) for s in sentences[tail:])
    if 0 < tail < len(sentences) and mostly:
        start = len(block.text[: sentences[tail][0]].rstrip())
        yield doc.delete(block.start + start, block.end, f"{reason}, at the end of a paragraph", 0.85)


def _hinted(doc: Document, cues: Cues, block: Block) -> Iterator[Edit]:
    """A short block with several different weak words of the site."""
    if block.size > 45 or "“" in block.text:
        return
    hints = {phrase: kind for kind, phrase, _, _ in cues.spoken(block.plain, "hint")}
    networks = sum(kind == "share" for kind in hints.values())
    weight = len(hints) - max(0, networks - 1) * block.is_prose  # a sentence that names many networks is about them
    if weight >= 2:
        confidence = 0.82 if weight > 2 and block.size <= _SHORT else 0.6
        yield doc.delete(block.start, block.end, f"words of the site: {', '.join(sorted(hints))}", confidence)


def _is_plainly_the_sites(hit: tuple[str, str, int, int], sentences: list[tuple[int, int]], words: float) -> bool:
    """Whether a longer block with one phrase of the site is its voice: it begins so. Only notices of rights run on."""
    return _opens(sentences, hit[2]) and (words <= _LONG_APPEAL or hit[0] == "legal" or len(sentences) > 1)


def _opens(sentences: list[tuple[int, int]], at: int) -> bool:
    """Whether a phrase stands at the beginning of a sentence."""
    return any(0 <= at - start <= 25 for start, _ in sentences)


def _mostly(block: Block, sentence: tuple[int, int], hits: list[tuple[str, str, int, int]]) -> bool:
    """Whether the site's phrases are a good part of a sentence, or it is very short."""
    said = block.text[slice(*sentence)]
    phrases = sum(len(phrase.split()) for _, phrase, at, _ in hits if sentence[0] <= at < sentence[1])
    return len(said.split()) <= 7 or phrases * 2 >= len(said.split())


def _is_statement(sentence: str) -> bool:
    return sentence.rstrip().endswith((".", "”", "。", "।")) and len(sentence.split()) > 3


def _sentences(block: Block) -> list[tuple[int, int]]:
    found, at = [], 0
    for m in _SENTENCE.finditer(block.text):
        found.append((at, m.start()))
        at = m.end()
    return [*found, (at, len(block.text))]
