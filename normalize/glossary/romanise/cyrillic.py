"""Names in Cyrillic, as newspapers of other languages print them.

Each alphabet is brought to Russian letters and a few more that stand for its own sounds; a table of the target language
spells these. What a pair of languages does otherwise stands in `OVERRIDES`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from operator import itemgetter

from normalize.glossary.romanise.cyrillic_east import CENTRAL, NORTH
from normalize.glossary.romanise.cyrillic_west import COMMON, WEST
from normalize.glossary.romanise.given import GIVEN
from normalize.glossary.romanise.rules import Found, Spellings, Table, best, merge
from normalize.glossary.romanise.sources import ALPHABETS, OVERRIDES, OWN_LATIN

TABLES = WEST | CENTRAL | NORTH
SAME = {"bs": "hr", "sr": "hr", "nn": "nb", "no": "nb"}
"""Languages that spell as another one does."""

SOURCES = tuple(ALPHABETS)
TARGETS = (*TABLES, *SAME)

_PATRONYMIC = re.compile(r".{2,}(?:[оеё]вич|йович|[ьмкн]ич|[оеё]вна|[ії]вна|ічна|инична|[аоеэ]віч|[аоеэ]ўна)")
_WITH_PATRONYMICS = ("ru", "uk", "be")
_FULL = 4  # steps from a name to the same with its patronymic
_DOTTED = 2  # steps from a name to the same with ё for an е that may be one
_UNDOTTED = re.compile(
    r"(?<=[жчшщь])е(?=ва?$)|(?<=^П)е(?=тр$)|(?<=^Сем)е(?=н$)|(?<=^Арт)е(?=м$)|(?<=^Ф)е(?=дор$)|(?<=^Ал)е(?=на$)"
)
_LETTER = re.compile("[Ѐ-ԯԱ-և\N{GEORGIAN LETTER AN}-\N{GEORGIAN LETTER HOE}]")
_PART = re.compile(r"([ -])")


def spell(native: str, source: str, target: str, limit: int) -> Found:
    """Return at most `limit` spellings of a name in Cyrillic, the likeliest first."""
    if not _LETTER.search(native):
        return []
    found: Found = []
    for steps, words in _orders(native.split(), source):
        name = " ".join(words)
        for more, table in _tables(source, SAME.get(target, target)):
            pieces = [piece for part in _PART.split(name) for piece in _pieces(part, source, table)]
            found += [(steps + more + own, _capitals(text, name)) for own, text in best(pieces, limit)]
    return merge(sorted(found, key=itemgetter(0)), limit)


def _orders(words: list[str], source: str) -> list[tuple[int, list[str]]]:
    """The ways to set a name's words: papers leave patronymics out and put surnames last, Russia leaves out dots."""
    found = [(0, words)]
    if len(words) == 3 and source in _WITH_PATRONYMICS:
        first, second, third = words
        if _PATRONYMIC.fullmatch(second.lower()):
            found = [(0, [first, third]), (_FULL, words)]
        elif _PATRONYMIC.fullmatch(third.lower()):
            found = [(0, [second, first]), (_FULL, [second, third, first]), (_FULL, words)]
    if source == "ru":
        dotted = [(steps + _DOTTED, [_UNDOTTED.sub("ё", word) for word in order]) for steps, order in found]
        found += [row for row, (_, order) in zip(dotted, found, strict=True) if row[1] != order]
    return found


@lru_cache(maxsize=50_000)
def _pieces(part: str, source: str, table: Table) -> list[Spellings]:
    return table.pieces(_plain(part, source))


@lru_cache(maxsize=4096)
def _plain(part: str, source: str) -> str:
    """A word in lower case and in the letters of the tables."""
    return _alphabet(source).replace(part.lower())


def _capitals(text: str, native: str) -> str:
    """The text with capitals where the native form has them, and at every word of a script without."""
    if native == native.title():
        return text.title()
    parts = zip(_PART.split(text), _PART.split(native), strict=True)
    return "".join(_capital(part, model) for part, model in parts)


def _capital(part: str, model: str) -> str:
    if len(model) > 1 and model.isupper():
        return part.upper()
    first = model[:1]
    return part[:1].upper() + part[1:] if first == first.title() else part


@cache
def _alphabet(source: str) -> Table:
    return Table(ALPHABETS[source])


@cache
def _tables(source: str, target: str) -> tuple[tuple[int, Table], ...]:
    """The tables for a pair, each with its steps."""
    own = OVERRIDES.get(source, {})
    press = Table(COMMON, TABLES[target], GIVEN.get(target, ""), own.get("*", ""), own.get(target, ""))
    latin = Table(OWN_LATIN["*"], OWN_LATIN.get(target, ""))
    return {"sr": ((0, latin),), "mk": ((0, latin), (1, press))}.get(source, ((0, press),))
