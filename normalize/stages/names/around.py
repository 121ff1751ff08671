"""What stands around a name, and says that it is not the name it looks like: part of a longer one, a title, a word.

"Kiev 88" is a camera and "Ari Kiev" a man; in “Kiev” the word is meant, and in a sentence about spelling it stays.
Where that may be so, a change is only suggested.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import regex

from normalize.glossary import Mention
from normalize.stages.document import Document
from normalize.strictyaml import complain, parse
from normalize.text.words import fold


def _read() -> dict[str, frozenset[str]]:
    yaml = parse((Path(__file__).parent / "around.yaml").read_bytes(), "around.yaml")
    complain(yaml.mistakes)
    return {key: frozenset(n.value for n in node.value) for key, node in yaml.root.value.items()} if yaml.root else {}


_WORDS = _read()
TITLES = _WORDS["titles"]
_OF_SPELLING = regex.compile(r"\b(?:\L<stems>)", regex.IGNORECASE, stems=_WORDS["spelling"])
_TITLED = regex.compile(r"\b(?:\L<works>)[, ]*$", works=_WORDS["works"])
_BEFORE = regex.compile(r"(?P<word>[\p{L}\p{M}\p{N}’']++)(?P<joint>\.? |-)$")
_CHAIN = regex.compile(r"(?P<word>[\p{L}-]++) \p{Lu}[\p{L}-]++ (?:and|und|et|y|e|en|i|и|та) $")
_AFTER = regex.compile(r"(?P<joint> |-|, |/)(?P<word>[\p{L}\p{M}\p{N}]++)")
_OPENING, _CLOSING = "\"'“„«»‘‚「『《<", "\"'”“»«’‘」』》>"
_GAP = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
_SENTENCE = regex.compile(r"[.!?…。！？]['\"”’»)]*\s")
_QUOTED = regex.compile(
    r"“[^”\n]{3,90}”|„[^“”\n]{3,90}[“”]|«[^»\n]{3,90}»|»[^«\n]{3,90}«|\"[^\"\n]{3,90}\"|‘[^’\n]{3,90}’"
)
_SEEN = 400  # code points of the line on each side of a name: the time must not grow with the length of lines
_CAPITALS = 0.6  # share of the long words of a headline in which every word has a capital
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}’'-]*")
_END = regex.compile(r"[.,!?;:]['\"”’»]?$")

_SECOND = regex.compile(r" (\p{Lu}\p{Ll}+)")
_NOUNS_HAVE_CAPITALS = frozenset(("de",))


def is_doubtful(doc: Document, mention: Mention) -> bool:
    """Whether what stands around a mention says that it may be something else."""
    left = max(0, mention.start - _SEEN)
    before = doc.text[left : mention.start].rpartition("\n")[2]
    after = doc.text[mention.end : mention.end + _SEEN].partition("\n")[0]
    line = f"{before}{mention.text}{after}"
    start, end = len(before), len(before) + len(mention.text)
    return (
        _is_quoted_alone(line, start, end)
        or _in_title(line, start, end)
        or _is_about_spelling(doc, mention, *_sentence(line, start, end))
        or (not _has_capitals_everywhere(line) and _in_longer_name(doc, mention, line, start, end))
    )


def _is_quoted_alone(line: str, start: int, end: int) -> bool:
    before, after = line[:start].rstrip(_GAP), line[end:].lstrip(_GAP)
    return before[-1:] in _OPENING and after[:1] in _CLOSING and bool(before and after)


def _in_title(line: str, start: int, end: int) -> bool:
    """Whether it stands in quotation marks among words that all have capitals: the title of a work."""
    for m in _QUOTED.finditer(line):
        if m.start() < start and end < m.end():
            inside = m[0][1:-1]
            long = [w for w in _WORD.findall(inside) if len(w) > 3]
            several = len(long) > 1 or inside[-1:].isdecimal()
            if _TITLED.search(line, 0, m.start()):
                return True
            return several and all(w[0].isupper() for w in long) and not _END.search(inside)
    return False


def _is_about_spelling(doc: Document, mention: Mention, line: str, begin: int, finish: int) -> bool:
    """Whether its sentence speaks of spelling, or spells the name in two ways."""
    if _OF_SPELLING.search(line, begin, finish):
        return True
    others = doc.glossary.find(line[begin:finish], doc.lang)
    id_ = mention.readings[0].entry.id
    spelt = {fold(m.text) for m in others if not m.lone and m.readings[0].entry.id == id_ and m.text.istitle()}
    return len(spelt) > 1 and not any(r.inflected for m in others for r in m.readings)


def _sentence(line: str, start: int, end: int) -> tuple[str, int, int]:
    """The line, and where the sentence in it begins and ends."""
    begin = max((m.end() for m in _SENTENCE.finditer(line, 0, start)), default=0)
    after = _SENTENCE.search(line, end)
    return line, begin, after.start() if after else len(line)


@lru_cache(maxsize=256)
def _has_capitals_everywhere(line: str) -> bool:
    """Whether a line is a headline of words with capitals."""
    long = [w for w in _WORD.findall(line) if len(w) > 3]
    share = sum(w[0].isupper() for w in long) / max(len(long), 1)
    return line.isupper() or (2 < len(long) < 20 and share > _CAPITALS and not _END.search(line))


def _in_longer_name(doc: Document, mention: Mention, line: str, start: int, end: int) -> bool:
    """Whether the words on either side, or a number there, belong to the name."""
    reading = mention.readings[0]
    is_person = reading.entry.type == "person"
    one = len(mention.text.split()) == 1
    after = _AFTER.match(line, end)
    if line[start - 1 : start] == "/" or (after and _is_more(doc, after["joint"], after["word"], mention)):
        return True
    before = _BEFORE.search(line, max(0, start - 40), start)
    if before is None or (is_person and not mention.lone) or not one:
        return False
    word, joint = before["word"], before["joint"]
    small = word.lower()
    chain = _CHAIN.search(line, max(0, start - 60), start)
    is_thing = (
        small in _WORDS["things"]
        or word.isdecimal()
        or (chain is not None and chain["word"].lower() in _WORDS["things"])
    )
    if small in _WORDS["articles"] or (is_thing and (chain is not None or small not in doc.cues.words)):
        return True
    if not word[0].isupper() or small in TITLES or small in doc.cues.words or small.endswith(("'s", "’s")):
        return False
    return (
        joint != "-" and doc.lang not in _NOUNS_HAVE_CAPITALS and not _is_name(doc, line, before.start("word"), start)
    )


def _is_more(doc: Document, joint: str, word: str, mention: Mention) -> bool:
    small = word.lower()
    one = len(mention.text.split()) == 1
    if joint == ", ":
        second = _SECOND.match(doc.text, mention.end + len(joint) + len(word))
        region = {small, f"{small} {second[1].lower()}" if second else small}
        return mention.readings[0].entry.type == "place" and not _WORDS["states"].isdisjoint(region)
    if joint in "-/":
        may_go_on = one or mention.readings[0].spelling.kind == "derived"
        return may_go_on and (joint == "/" or (small not in _WORDS["tied"] and (one or not word[0].isupper())))
    if one and small in _WORDS["kinds"]:
        return True
    if word.isdecimal():
        return one and len(word) != 4 and not mention.lone
    if not word[0].isupper() or small in _WORDS["times"] or small in TITLES or small in doc.cues.words:
        return False
    return doc.lang not in _NOUNS_HAVE_CAPITALS


def _is_name(doc: Document, line: str, start: int, end: int) -> bool:
    """Whether a stretch of a line ends with a known name: then the one behind it is another."""
    return any(m.end == len(line[start:end].rstrip()) for m in doc.glossary.find(line[start:end].rstrip(), doc.lang))
