"""What the classifier sees of each block: whole numbers from 0 to 127, the same on every machine.

One row a block, one column a feature. Most come from the text, so that a page and a text that was already scraped look
alike; `page_features` adds what only markup knows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np

from normalize.stages.classifier.characters import Bools, Characters, Ints, sums
from normalize.stages.classifier.numbers import FULL, Rows, best_run, logs, shares, window
from normalize.stages.classifier.phrases import SHORT, phrase_columns
from normalize.stages.classifier.topics import Topics
from normalize.stages.document import Document
from normalize.text.scripts import UNSPACED

_LONG_WORD: Final = 4  # characters from which a word says what a text is about
_DENSE: Final = re.compile(f"[{UNSPACED}]")
_FIRST_DENSE: Final = "\N{THAI CHARACTER KO KAI}"
_WORD: Final = re.compile(r"[^\W_]+")
_CLOSING: Final = "\"'”’»“‘)]）」』】 "
_ENDS: Final = {"stop": ".。।։።។៕", "question": "?!？！؟", "ellipsis": "…", "colon": ":：", "comma": ",;،、，；|"}
_SIGNS: Final = {
    "time": re.compile(r"\d{1,2}[:.h]\d\d(?!\d)"),
    "year": re.compile(r"(?:19|20)\d\d(?!\d)"),
    "address": re.compile(r"://|www\.|@\w"),
    "tag": re.compile(r"[#＃]\w"),
    "rights": re.compile("[©®]"),
}
_SAID, _LEAST_SAID, _BODY = 80, 20, 500  # characters that are compared, and that are enough
_TITLE: Final = 80  # share of the title's words that a headline has, of 127
_LINKED: Final = 0.5  # share of link text from which a line is one of links
_BEATS: Final = 6  # lines after which the same shape may come back
_BAR: Final = 8  # lines on both sides in which it must
_FEW, _ALWAYS = 5, 0.55  # words of a line that may be a refrain; share of a site's articles that makes it none
_START: Final = 5  # paragraphs that say what the article is about
_PROSE_CHARS: Final = 60  # characters (dense ones count double) from which a block that ends a sentence is prose


class Measures(NamedTuple):
    """What elements are weighed with: characters, dense ones, link shares and prose of each block.

    `start` marks the first paragraphs below the headline, `headline` is its number or -1.
    """

    chars: Ints
    dense: Ints
    links: Rows
    prose: Bools
    start: Bools
    headline: int


class TextFeatures:
    """Columns of features by name, all from the text of a document and its blocks."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.blocks = doc.blocks
        self.count = len(doc.blocks)
        self.columns: dict[str, Rows] = {}
        self.starts = np.array([b.start for b in doc.blocks], np.int64)
        self.ends = np.array([b.end for b in doc.blocks], np.int64)
        self.chars: Ints = self.ends - self.starts
        self.links = np.array([b.links for b in doc.blocks])
        self.words_of = [_WORD.findall(b.text.lower()) for b in doc.blocks]
        self._shape(Characters(doc.text))
        self._edges()
        self._signs()
        self._vocabulary()
        self.columns |= phrase_columns(doc, self.words_of, self.size)
        self._places()
        self._said()
        self._since_start()
        self.columns["rhythm"] = self._rhythm()

    @property
    def measures(self) -> Measures:
        """What the elements of a page are weighed with."""
        return Measures(self.chars, self.dense, self.links, self.prose, self.start, self.headline)

    def _shape(self, c: Characters) -> None:
        """Lengths and shares of characters."""
        at = (self.starts, self.ends)
        letters = c.counts(*at, "lower", "upper", "caseless", "dense")
        dense = c.counts(*at, "dense")
        word = c.are("lower", "upper", "caseless", "digit", "mark")
        begins = word.copy()
        begins[1:] &= ~word[:-1]
        begun = sums(begins)
        spaced = begun[self.ends] - begun[self.starts]
        capital = sums(begins & c.are("upper"))
        self.size = spaced + dense // 2
        stops = c.are("stop", "question")
        inner = np.zeros(len(stops), np.bool_)
        inner[:-1] = stops[:-1] & c.are("space", "dense", "quote", "bracket")[1:]
        inside = sums(inner)
        size = np.maximum(self.size, 1)
        cased = c.counts(*at, "lower", "upper")
        self.columns |= {
            "length": logs(self.chars),
            "words": logs(self.size),
            "long words": np.minimum(np.rint(8 * (letters - dense) / np.maximum(spaced, 1)), FULL),
            "capitals": shares(c.counts(*at, "upper"), cased),
            "no case": shares(letters - cased, letters),
            "dense": shares(dense, letters),
            "capital words": shares(capital[self.ends] - capital[self.starts], spaced),
            "digits": shares(c.counts(*at, "digit"), self.chars, 2),
            "letters": shares(letters, self.chars),
            "commas": shares(c.counts(*at, "comma"), size, 4),
            "quotes": np.minimum(16 * c.counts(*at, "quote"), FULL).astype(float),
            "bars": shares(c.counts(*at, "bar"), self.chars, 8),
            "dashes": shares(c.counts(*at, "dash"), size, 4),
            "brackets": np.minimum(16 * c.counts(*at, "bracket"), FULL).astype(float),
            "signs": shares(c.counts(*at, "sign"), self.chars, 4),
            "sentences": np.minimum(16 * (inside[self.ends - 1] - inside[self.starts]), FULL).astype(float),
        }
        self.dense = dense

    def _edges(self) -> None:
        """How blocks begin and end."""
        last = [b.text[-8:].rstrip(_CLOSING)[-1:] for b in self.blocks]
        for name, marks in _ENDS.items():
            self._flag(f"ends {name}", [c != "" and c in marks for c in last])
        first = [b.text[0] for b in self.blocks]
        self._flag("begins small", [c.islower() for c in first])
        self._flag("begins capital", [c.isupper() for c in first])
        self._flag("begins number", [c.isdigit() for c in first])
        self._flag("begins mark", [not c.isalnum() for c in first])
        self._flag("bullet", [b.text.startswith(("- ", "• ", "* ")) for b in self.blocks])
        ended = (self.columns["ends stop"] + self.columns["ends question"] + self.columns["ends ellipsis"]) > 0
        self.prose: Bools = ended & (self.chars + self.dense >= _PROSE_CHARS) & (self.links < 0.5)
        self._flag("prose", self.prose)
        self.columns["links"] = np.rint(FULL * self.links)
        self.columns["anchors"] = np.minimum(16.0 * np.array([b.anchors for b in self.blocks]), FULL)

    def _signs(self) -> None:
        """Times, years, addresses, hashtags, rights."""
        for name, pattern in _SIGNS.items():
            at = np.array([m.start() for m in pattern.finditer(self.doc.text)], np.int64)
            number = np.searchsorted(at, self.ends) - np.searchsorted(at, self.starts)
            self.columns[name] = np.minimum(43 * number, FULL).astype(float)

    def _vocabulary(self) -> None:
        """Function words, repetition, and words shared with the title and with the prose."""
        small = self.doc.cues.words
        known = np.array([sum(map(small.__contains__, w)) for w in self.words_of])
        self.columns["function words"] = shares(known, self.size)
        texts = Counter(b.text for b in self.blocks)
        self.columns["repeated"] = np.array([min(18 * (texts[b.text] - 1), FULL) for b in self.blocks], float)
        first = {b.text: n for n, b in reversed(list(enumerate(self.blocks)))}
        self._flag("said before", [first[b.text] < n for n, b in enumerate(self.blocks)])
        self._recurrence()
        title = set(_WORD.findall(self.doc.facts.title.lower()))
        sets = [set(w) for w in self.words_of]
        common = np.array([len(s & title) for s in sets])
        self.columns["in title"] = shares(common, np.array([len(s) for s in sets]))
        self.columns["of title"] = shares(common, np.full(self.count, len(title)))
        self.topics = Topics([self._telling(s - small) for s in sets])
        self._headline()
        self.start = self._start()
        self.columns["akin to start"] = self.topics.akin(self.start)
        long = [{w for w in s if len(w) >= _LONG_WORD} for s in sets]
        core = Counter(w for s, prose in zip(long, self.prose, strict=True) if prose for w in s)
        own = [sum(core[w] > p for w in s) for s, p in zip(long, self.prose.astype(int).tolist(), strict=True)]
        self.columns["about it"] = shares(np.array(own), np.array([len(s) for s in long]))

    def _recurrence(self) -> None:
        """How a line recurs in other articles; a few words may be a refrain or heading, unless nearly all have them."""
        found = [self.doc.survey.find(b.text) for b in self.blocks]
        known = [
            how if how and (n > _FEW or how.share >= _ALWAYS) else None for how, n in zip(found, self.size, strict=True)
        ]
        self.columns["recurs on site"] = np.rint(FULL * np.array([how.share if how else 0.0 for how in known]))
        self.columns["recurs anywhere"] = logs(np.array([how.anywhere if how else 0 for how in known]))
        self.columns["all recurs"] = np.full(self.count, np.rint(FULL * sum(map(bool, known)) / max(self.count, 1)))

    def _telling(self, words: set[str]) -> set[str]:
        """The words that say what a block is about; in scripts without spaces, pairs of characters."""
        long = {w for w in words if len(w) >= _LONG_WORD}
        dense = [w for w in long if w[0] >= _FIRST_DENSE and _DENSE.match(w)]
        return long.union(a + b for w in dense for a, b in pairwise(w)).difference(dense) if dense else long

    def _start(self) -> Bools:
        """The first paragraphs below the headline; without a headline, those of the longest run of prose."""
        below = self.columns["below headline"] > 0
        if not (below & self.prose).any():
            first, last = best_run(np.where(self.prose, self.chars + self.dense, -self.chars - 20))
            below = np.arange(self.count) >= (first if last >= 0 else 0)
        found = self.prose & below
        return found & (np.cumsum(found) <= _START)

    def _headline(self) -> None:
        """How far below the headline a block stands, or above it: the block with most of the page's title."""
        alike = self.columns["of title"] + self.columns["in title"] / 2
        best = int(alike.argmax()) if self.count else 0
        found = self.count and self.columns["of title"][best] > _TITLE
        self.headline = best if found else -1
        order = np.arange(self.count)
        self.columns["below headline"] = logs(np.maximum(order - best, 0)) if found else np.zeros(self.count)
        self.columns["above headline"] = logs(np.maximum(best - order, 0)) if found else np.zeros(self.count)

    def _places(self) -> None:
        """Where a block stands: in the text, in its prose, and beside the longest run of prose."""
        order = np.arange(self.count)
        weight = np.where(self.prose, self.chars + self.dense, 0)
        before = np.cumsum(weight) - weight
        total = int(weight.sum())
        whole = np.full(self.count, max(total, 1))
        first, last = best_run(weight - np.where(self.prose, 0, np.minimum(self.chars + 20, 120)))
        self.columns |= {
            "from top": logs(order),
            "from end": logs(self.count - 1 - order),
            "place": shares(order, np.full(self.count, self.count)),
            "text before": shares(np.cumsum(self.chars) - self.chars, np.full(self.count, int(self.chars.sum()))),
            "prose before": shares(before, whole),
            "prose after": shares(total - before - weight, whole),
            "before run": logs(np.maximum(first - order, 0)),
            "behind run": logs(np.maximum(order - last, 0)),
            "prose near": shares(window(weight, 2), window(self.chars + self.dense, 2)),
            "prose around": shares(window(weight, 8), window(self.chars + self.dense, 8)),
            "all blocks": np.full(self.count, logs(np.array([self.count]))[0]),
            "all prose": np.full(self.count, logs(np.array([total]))[0]),
            "share of prose": shares(whole * (total > 0), np.full(self.count, int((self.chars + self.dense).sum()))),
        }

    def _said(self) -> None:
        """Whether the head of a page says the same: its description, or the text of the article in its JSON-LD."""
        facts = self.doc.facts
        squashed = [" ".join(b.text[:_SAID].split()) for b in self.blocks]
        self._flag("in description", [len(s) > _LEAST_SAID and s[:_LEAST_SAID] in facts.description for s in squashed])
        self._flag("in body", [len(s) > _LEAST_SAID and s in facts.body for s in squashed])
        self._flag("has body", [len(facts.body) > _BODY] * self.count)

    def _since_start(self) -> None:
        """How much of what sites say between texts stands between the beginning of the prose and each block."""
        first = int(np.argmax(self.start)) if self.start.any() else 0
        short = self.size <= SHORT
        signs = {
            "cues between": (self.columns["cue line"] > 0) | (self.columns["heading"] > 0),
            "dates between": short & ((self.columns["time"] > 0) | (self.columns["year"] > 0)),
            "links between": short & (self.links > _LINKED),
        }
        for name, found in signs.items():
            total: Ints = np.cumsum(found, dtype=np.int64)
            self.columns[name] = logs(np.abs(total - total[first])) if self.count else np.zeros(0)

    def _rhythm(self) -> Rows:
        """Whether lines of the same shape come back at a beat, as in lists of teasers and comments: 127 if all do."""
        shape = np.minimum(self.columns["words"] // 16, 5) * 4 + 2 * self.prose + (self.links > _LINKED)
        best, same = np.zeros(self.count), np.zeros(self.count)
        for beat in range(1, _BEATS + 1):
            alike = np.zeros(self.count)
            alike[beat:] = shape[beat:] == shape[:-beat]
            share = window(alike, _BAR) / window(np.ones(self.count), _BAR)
            if beat == 1:
                same = share
            else:
                best = np.maximum(best, share)
        found: Rows = np.rint(FULL * np.maximum(best - same, 0))
        return found

    def _flag(self, name: str, values: Sequence[bool] | Bools) -> None:
        self.columns[name] = FULL * np.asarray(values, float)
