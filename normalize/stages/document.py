"""What a rule may know: the text, its lines as blocks, what the markup knew of them, the language, the names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from normalize.edits import Edit, Fact, Note
from normalize.glossary import Glossary
from normalize.stages.cues import Cues, cues
from normalize.stages.survey import Seen
from normalize.text.geography import geographic_names
from normalize.text.language import FAMILIES, NOTHING, Guess, detect
from normalize.text.media import TEXT
from normalize.text.scripts import UNSPACED
from normalize.text.words import Token, count, plain, tokens

_LINE = re.compile(r"\S(?:[^\n\r\v\f\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}\N{NEXT LINE}]*\S)?")
_SENTENCE_END = re.compile(r"[.!?…。！？।؟։።៕]['\"”’»“‘)\]）」』】 ]*(?:\s?[(\[（][^()（）]{1,60}[)\]）])?$")
_DENSE = re.compile(f"[{UNSPACED}]")
_STOPLESS = re.compile("[\N{THAI CHARACTER KO KAI}-\N{LAO LETTER KHMU NYO}]$")
PROSE_WORDS = 12
_PROSE_CHARS = 2 * PROSE_WORDS - 1  # one letter a word and a space between: what is shorter has not so many words
_STOPLESS_WORDS = 60  # Thai and Lao sentences end without a mark: what is longer than headlines are is taken for prose
_LINKED = 0.5  # share of link text from which a paragraph is a teaser
_WORD = 40  # characters: hardly a word is longer, with all that stands around it
_ASCII = bytes(range(0x20, 0x7F)) + b"\t\n\r"
_QUOTE = re.compile('["“”„«»「」『』‘’]')


@dataclass(slots=True, eq=False)  # frozen, it takes three times as long to make, and a page has hundreds
class Element:
    """A block element of a page: its name, the words of its class, id and role, and what it stands in."""

    name: str
    words: frozenset[str]
    parent: Element | None

    def up(self) -> Iterator[Element]:
        """Yield this element and those around it, innermost first."""
        here: Element | None = self
        while here is not None:
            yield here
            here = here.parent


@dataclass(frozen=True, eq=False)
class Block:
    """A stretch of text that a reader sees as one piece: a line with something in it.

    Offsets leave out the white space around it. `element` is where the markup had it, `links` the share of its
    characters that were link text, `anchors` the number of links; they say nothing for plain text.
    """

    text: str
    start: int
    end: int
    element: Element | None = None
    links: float = 0.0
    anchors: int = 0

    def at(self, start: int) -> Block:
        """Return the same block at another place; what was found out about it is not asked again."""
        return self._like(start=start, end=start + len(self.text))

    def bare(self) -> Block:
        """Return the same block without what the markup knew of it."""
        other = self._like(element=None, links=0.0, anchors=0)
        other.__dict__.pop("is_prose", None)
        return other

    def _like(self, **known: Any) -> Block:
        other = object.__new__(Block)
        other.__dict__.update(self.__dict__, **known)
        return other

    @cached_property
    def plain(self) -> str:
        """The text in lower case with one kind of quotes and spaces, every place the same."""
        return plain(self.text)

    @cached_property
    def tokens(self) -> list[Token]:
        """Its words; offsets count in the block."""
        return tokens(self.text)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Its folded words."""
        return tuple(t.key for t in self.tokens)

    @cached_property
    def size(self) -> float:
        """How many words it has; in scripts without spaces two characters count as one."""
        dense = len(_DENSE.findall(self.text)) if not self.text.isascii() else 0
        return self._count - dense / 2

    def at_most(self, words: int) -> bool:
        """Whether it has no more words than that. What is far too long for so few is not read."""
        return len(self.text) <= _WORD * (words + 1) and self._count <= words

    @cached_property
    def _count(self) -> int:
        return count(self.text)

    @cached_property
    def is_prose(self) -> bool:
        """Whether it reads like a paragraph of an article: long enough, and it ends as sentences end."""
        if len(self.text) < _PROSE_CHARS or self.links >= _LINKED or self.size < PROSE_WORDS:
            return False
        return self.ends_sentence or (self.size >= _STOPLESS_WORDS and bool(_STOPLESS.search(self.text[-20:])))

    @cached_property
    def ends_sentence(self) -> bool:
        """Whether it ends as a sentence does; quotation marks, and a credit in brackets behind it, aside."""
        return bool(_SENTENCE_END.search(self.text[-120:]))

    @cached_property
    def letters(self) -> int:
        """How many letters it has."""
        return sum(map(str.isalpha, self.text))

    @cached_property
    def quotes(self) -> dict[str, list[int]]:
        """Where its quotation marks stand, each sort by itself."""
        found: dict[str, list[int]] = {}
        for m in _QUOTE.finditer(self.text):
            found.setdefault(m[0], []).append(m.start())
        return found


@dataclass(frozen=True)
class PageFacts:
    """What a page says about its article. Empty for plain text.

    `published` and `modified` are ISO 8601 with the zone that the page gives; `url` is the canonical one; `paywall`
    is None where the page says nothing.
    """

    title: str = ""
    byline: str = ""
    date: str = ""
    site: str = ""
    lang: str = ""
    description: str = ""
    body: str = ""
    published: str = ""
    modified: str = ""
    section: str = ""
    url: str = ""
    paywall: bool | None = None


@dataclass(frozen=True, eq=False)
class Document:
    """A text as one stage finds it, with all that a rule may look at. Rules read it and propose edits.

    A document equals only itself, so that what rules share about it is found at no cost.
    """

    id: str
    text: str
    glossary: Glossary
    media_type: str = TEXT
    lang: str = NOTHING.lang
    names_lang: str = ""
    quotes: str = "rewrite"  # or "leave": names in quotations, in titles of works and of the article stay
    facts: PageFacts = field(default_factory=PageFacts)
    marked: tuple[Block, ...] = ()  # the blocks, where markup or an earlier stage knew something of them
    survey: Seen = field(default_factory=Seen)
    guess: Guess = NOTHING  # how the language was found

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The lines that are not blank, with what the markup knew of them."""
        return self.marked or blocks_of(self.text)

    @cached_property
    def cues(self) -> Cues:
        """Cue phrases of the document's language, its near sisters, and English, which sites everywhere use."""
        family = next((f for f in FAMILIES if self.lang in f), frozenset())
        return cues(tuple(dict.fromkeys((self.lang, *sorted(family), "en"))))

    @cached_property
    def heard(self) -> Cues:
        """The cue phrases without those of the site's voice that are nowhere in the text."""
        return self.cues.heard(self.plain)

    @cached_property
    def places(self) -> frozenset[str]:
        """Names of places: those of the glossary in every language, countries and cities in the document's."""
        return _places(self.glossary, self.lang)

    @cached_property
    def plain(self) -> str:
        """The text in lower case with one kind of quotes and spaces, every place the same."""
        return plain(self.text)

    @cached_property
    def characters(self) -> str:
        """Each character that it has, once, but for those of plain ASCII text: it tells which rules have work."""
        rest = self.text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
        return "".join(set(rest.decode("utf-8", "surrogatepass")))

    @cached_property
    def counts(self) -> Counter[str]:
        """How often it has each folded word."""
        return Counter(k for b in self.blocks for k in b.keys)

    def replace(
        self, start: int, end: int, after: str, reason: str, confidence: float, facts: Iterable[Fact] = ()
    ) -> Edit:
        """Propose to replace `text[start:end]`; the rule's name is put in by its stage."""
        return Edit(start, end, self.text[start:end], after, "", reason, confidence, tuple(facts))

    def delete(self, start: int, end: int, reason: str, confidence: float, facts: Iterable[Fact] = ()) -> Edit:
        """Propose to take `text[start:end]` out."""
        return self.replace(start, end, "", reason, confidence, facts)

    def note(self, start: int, end: int, reason: str, facts: Iterable[Fact] = ()) -> Note:
        """Remark on `text[start:end]` without changing it."""
        return Note(start, end, "", reason, tuple(facts))


@lru_cache(maxsize=64)
def _places(glossary: Glossary, lang: str) -> frozenset[str]:
    return glossary.places | geographic_names(lang)


def lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each line that is not blank begins and ends, without the white space around it."""
    for m in _LINE.finditer(text):
        yield m.span()


def blocks_of(text: str, known: Sequence[tuple[int, int, Block]] = ()) -> tuple[Block, ...]:
    """Cut a text into blocks. Each takes what the markup knew from the known stretch that it overlaps first."""
    found: list[Block] = []
    at = 0
    for start, end in lines(text):
        while at < len(known) and known[at][1] <= start:
            at += 1
        line = text[start:end]
        if at < len(known) and known[at][0] < end:
            old = known[at][2]
            same = old.text == line
            found.append(old.at(start) if same else Block(line, start, end, old.element, old.links, old.anchors))
        else:
            found.append(Block(line, start, end))
    return tuple(found)


def main_language(text: str, blocks: Sequence[Block]) -> Guess:
    """Return the language that most of the prose is in: long lines first, or all there is."""
    prose = [b.text for b in blocks if b.letters >= 60]
    return detect("\n".join(prose)[:6000] if prose else text[:6000])
