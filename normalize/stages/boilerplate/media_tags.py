"""boilerplate/media-tags: a tag in a sentence or behind it that announces pictures or films.

What   "(12 photos)", "[VIDEO]", "(FOTOS Y VIDEO)", "ФОТО, ВИДЕО" behind a sentence or a headline.
Why    The pictures are not in the text; the tag belongs to a link or to the site's layout.
Spares Brackets with other words in them ("(photos were rare then)"), words of the sentence itself, credits, tags in
       small letters in mid-sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from normalize.edits import Edit
from normalize.stages.boilerplate.teaser import words_between
from normalize.stages.document import Block, Document
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.stages.shape import is_quoted
from normalize.text.words import Token

EXAMPLES = (
    Example(
        "The chimney came down on Saturday (12 photos). Nobody was hurt.",
        "The chimney came down on Saturday. Nobody was hurt.",
    ),
    Example("It crushed an empty kiosk [VIDEO].", "It crushed an empty kiosk."),
    Example("Der Zug blieb stecken (23 Bilder).", "Der Zug blieb stecken.", lang="de"),
    Example("La ballena volvió al mar (FOTOS Y VIDEO).", "La ballena volvió al mar.", lang="es"),
    Example(
        "Вокзал сгорел (ФОТО, ВИДЕО)\n\nПоезда ходят к вечеру ФОТО", "Вокзал сгорел\n\nПоезда ходят к вечеру", lang="ru"
    ),
    Example("Ο σεισμός έγινε τη νύχτα (βίντεο)", "Ο σεισμός έγινε τη νύχτα", lang="el"),
    Example("ثار البركان مساء أمس (فيديو)", "ثار البركان مساء أمس", lang="ar"),
    Example("הגשר נסגר הבוקר (וידאו)", "הגשר נסגר הבוקר", lang="he"),
    Example("石桥修好了（组图）。孩子们很高兴。", "石桥修好了。孩子们很高兴。", lang="zh"),
    Leave("The museum shows the flood (photos were rare then, and plates cost a week’s wages)."),
    Leave("The exhibition (12 photos) opens on Monday in the town hall."),
    Leave("Visitors may take photos (no flash)."),
    Leave("He called it “the day of the bull (video)”, and nobody laughed."),
    Leave("Фото обоих макетов (видео ещё готовят) висят в клубе.", lang="ru"),
    Leave("照片（共三张）由护林员拍摄。", lang="zh"),
)

_BRACKETS = regex.compile(r"\s*+(?:[–—|-]\s++)?[(\[（【［]\s*+([^()\[\]（）【】［］\n]{1,40}+)[)\]）】］]")
_BARE = regex.compile(r"(?:\s*+[–—|/+:]|(?<=[.!?…»”\"]))?\s++((?:\p{Lu}{3,15}[\s,+/&|]{0,3}){1,6})[.!]?$")
_END = regex.compile(r"\s*+(?:[.!?…。！？।؟]|$|[|–—]\s)")
_NEXT = regex.compile(r"\s++[\p{Lu}“„«\"]")
_SPACES = regex.compile(r"\s++")
_MOST_WORDS = 8
_TAIL = 100


@rule(examples=EXAMPLES)
def media_tags(doc: Document) -> Edits:
    media = doc.cues.media
    for block in doc.blocks:
        if media.lengths.keys().isdisjoint(block.keys):
            continue
        yield from _in_brackets(doc, block)
        yield from _bare(doc, block)


def _in_brackets(doc: Document, block: Block) -> Iterator[Edit]:
    text = block.text
    whole_is_capitals = text.isupper()
    for m in _BRACKETS.finditer(text):
        if not _is_tag(doc, words_between(block, *m.span(1))) or is_quoted(block, *m.span(1)):
            continue
        strong = {
            "at the end of a sentence": bool(_END.match(text, m.end())),
            "in capitals": m[1].isupper(),
            "in square brackets": "[" in m[0] or "【" in m[0],
            "at the start of a line": not m.start(),
        }
        weak = {
            "with their number": any(map(str.isdigit, m[1])),
            "before a capital": bool(_NEXT.match(text, m.end())),
        }
        said = [sign for sign, there in (strong | weak).items() if there]
        sure = min(0.95, 0.8 + 0.05 * len(said)) if any(strong.values()) else 0.6
        if whole_is_capitals:  # the whole line may be a link: then it goes with its tag
            sure = min(sure, 0.8)
        spaces = _SPACES.match(text, m.end()) if not m.start() else None
        where = f": {', '.join(said)}" if said else ""
        yield doc.delete(
            block.start + m.start(),
            block.start + (spaces.end() if spaces else m.end()),
            f"a tag that announces pictures or films{where}",
            round(sure, 2),
        )


def _bare(doc: Document, block: Block) -> Iterator[Edit]:
    """A tag in capitals without brackets at the end of a line that is not all in capitals."""
    offset = max(0, len(block.text) - _TAIL)
    tail = block.text[offset:]
    m = _BARE.search(tail)
    if not m or tail[: m.start()].isupper() or m.start() + offset == 0:
        return
    words = words_between(block, offset + m.start(1), offset + m.end(1))
    while words and not _is_tag(doc, words):
        words = words[1:]
    if not words or is_quoted(block, words[0].start, words[-1].end):
        return
    head = block.text[: words[0].start]
    start = len(head.rstrip(" –—|/+:,\N{NO-BREAK SPACE}"))
    if start and sum(map(str.islower, head[-_TAIL:])):
        yield doc.delete(
            block.start + start,
            block.end,
            "a tag in capitals that announces pictures or films, at the end of a line",
            0.88,
        )


def _is_tag(doc: Document, words: list[Token]) -> bool:
    """Whether words are nothing but media, numbers and what joins them."""
    if not words or len(words) > _MOST_WORDS:
        return False
    keys, at, media = tuple(w.key for w in words), 0, 0
    while at < len(keys):
        _, length = doc.cues.media.longest(keys, at)
        if not length and not keys[at].isdecimal() and (keys[at] not in doc.cues.words or len(keys[at]) > 4):
            return False
        media += bool(length)
        at += length or 1
    return media > 0
