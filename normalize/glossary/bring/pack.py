"""A glossary file from entities that were found: one line an entry, every name with one owner, in bounded memory.

It goes over the entities twice. First they are put aside in a file, and who claims which name is noted as digests.
Then each name is given to one entity, the one whose main name it is before others, and the entries are written.
"""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePath
from typing import Any, BinaryIO

import numpy as np

from normalize.errors import UsageError
from normalize.glossary.bring.claims import Claims, digest
from normalize.glossary.bring.entry import Kept, Terms, line_of, nodes_of
from normalize.glossary.bring.found import MOST, Form, Found
from normalize.glossary.bring.leftout import LeftOut
from normalize.glossary.bring.names import main_first, names_of
from normalize.glossary.bring.tidy import is_single_word, language, tidy
from normalize.glossary.shape import Entry
from normalize.glossary.write import id_of
from normalize.strictyaml import BYTES, NODES
from normalize.text.words import words

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_RANKS = {"name": 1, "native": 1, "alias": 2}  # of a claim; a main name has 0


@dataclass
class Known:
    """What the glossaries have already: names (by digest) and Wikidata numbers with the ids of their entries."""

    names: dict[int, str] = field(default_factory=dict)
    wikidata: dict[str, str] = field(default_factory=dict)
    ids: frozenset[str] = frozenset()

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Known:
        """Return what the entries of the glossaries have."""
        entries = list(entries)
        names = {_digest(s.text): e.id for e in entries for s in e.spellings if s.kind not in ("short", "keep")}
        return cls(names, {e.wikidata: e.id for e in entries if e.wikidata}, frozenset(e.id for e in entries))


class Pack:
    """Entities on their way into a glossary file. `spool` is an empty file, open for reading and writing."""

    def __init__(self, spool: BinaryIO, left_out: LeftOut, known: Known | None = None) -> None:
        self.left_out = left_out
        self.known = known or Known()
        self.entries = self.spellings = 0
        self._spool = spool
        self._starts = array("Q")  # where each entity begins in the spool
        self._names, self._ids = Claims(), Claims()
        self._terms: list[Terms] = []
        self._suffixes: dict[str, int] = {}

    def gather(self, found: Iterable[Found], terms: Terms = Terms()) -> None:  # noqa: B008 - frozen
        """Put the entities of a list aside that have a usable name and are not known; note who claims which name."""
        self._terms.append(terms)
        start = self._spool.seek(0, 2)
        for one in found:
            forms = self._forms(one)
            if not forms:
                continue
            index, claims = len(self._starts), dict[int, int]()
            kept: list[Any] = []
            for form in forms:
                name = _digest(form.text)
                if name in self.known.names:
                    self._taken(one.place, form.text, forms[0].text, self.known.names[name])
                    continue
                if name not in claims:
                    claims[name] = len(claims)
                    self._names.add(index, name, _RANKS[form.role] if claims[name] else 0)
                kept.append((*form, claims[name]))
            id_, own = _id(one, forms)
            self._ids.add(index, digest(id_), 0 if own else 1)
            record = Kept(len(self._terms) - 1, one.place, id_, own, one.type, one.wikidata, _safe(one.note), kept)
            data = json.dumps(record, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
            self._starts.append(start)
            start += self._spool.write(data)

    def _forms(self, one: Found) -> list[Form]:
        """The names of an entity that can be names, the main one first; none where it is to be left out."""
        forms: dict[Form, None] = {}
        for form in one.forms[:MOST]:
            text, wrong = tidy(form.text)
            if wrong:
                self.left_out.add(wrong, one.place, repr(text[:60]))
            else:
                forms[Form(text, language(form.lang), form.role)] = None
        if len(one.forms) > MOST:
            self.left_out.add("too-many", one.place, f"{one.key or one.forms[0].text!r} has more names than that")
        if not forms:
            self.left_out.add("nameless", one.place, one.key or "it has no id either")
            return []
        main, *others = main_first(list(forms))
        entry = self.known.wikidata.get(one.wikidata) or self.known.names.get(_digest(main.text))
        if entry:
            self.left_out.add("known", one.place, f"{main.text} is {entry}")
            return []
        if one.type == "person":
            for form in others:
                if (form.role == "alias" or not form.lang) and form.text != main.text and is_single_word(form.text):
                    self.left_out.add("single-word", one.place, f"{form.text} of {main.text}")
                    forms.pop(form)
        return [main, *(f for f in others if f in forms)]

    def lines(self) -> Iterator[str]:
        """Yield the lines of the entries. Raises UsageError where the file would be larger than one can be."""
        names, ids = self._names.settle(), self._ids.settle()
        known_ids = np.sort(np.frombuffer(self._ids.digests, np.uint64))
        at, nodes, size = 0, 1, 0
        self._spool.seek(0)
        for index in range(len(self._starts)):
            one = Kept(*json.loads(self._spool.readline()))
            claims = 1 + max(form[3] for form in one.forms)
            owners = names[at : at + claims]
            at += claims
            if owners[0] != index:
                self._tell("namesake", one, one.forms[0][0], owners[0])
                continue
            id_ = self._free_id(one, ids[index], index, known_ids)
            if not id_:
                continue
            forms: list[Form] = []
            for text, lang, role, claim in one.forms:
                if owners[claim] == index:
                    forms.append(Form(text, lang, role))
                else:
                    self._tell("taken", one, text, owners[claim])
            entry, terms = names_of(forms), self._terms[one.list]
            line = line_of(one, id_, entry, terms)
            self.entries += 1
            self.spellings += len(entry)
            nodes, size = nodes + nodes_of(entry, one, terms), size + len(line.encode())
            if nodes > NODES or size > BYTES:
                raise UsageError(
                    f"the glossary would be larger than one file can be ({NODES:,} values, {BYTES:,} bytes): it has "
                    f"{self.entries:,} entries so far; take fewer, or make several of it. Nothing was written"
                )
            yield line

    def _free_id(self, one: Kept, owner: int, index: int, claimed: np.typing.NDArray[np.uint64]) -> str:
        """The id of an entry, with the first number that makes it unique; empty where the entity is left out."""
        if owner == index and one.id not in self.known.ids:
            return one.id
        if one.own:
            if one.id in self.known.ids:
                self.left_out.add("known", one.place, f"{one.forms[0][0]} has the id {one.id}")
            else:
                self._tell("same-id", one, one.id, owner)
            return ""
        number = self._suffixes.get(one.id, 1)
        while True:
            number += 1
            id_, name = f"{one.id}-{number}", np.uint64(digest(f"{one.id}-{number}"))
            at = int(np.searchsorted(claimed, name))
            if id_ not in self.known.ids and (at == len(claimed) or claimed[at] != name):
                self._suffixes[one.id] = number
                return id_

    def _taken(self, place: str, text: str, main: str, owner: str) -> None:
        self.left_out.add("taken", place, f"{text} of {main} belongs to {owner}")

    def _tell(self, reason: str, one: Kept, text: str, owner: int) -> None:
        """Say that an entity loses a name, or is left out, for the sake of another."""
        if not self.left_out.wanted(reason):
            self.left_out.counts[reason] += 1
            return
        here = self._spool.tell()
        self._spool.seek(self._starts[owner])
        other = Kept(*json.loads(self._spool.readline()))
        self._spool.seek(here)
        whose = f"{other.forms[0][0]} ({other.place})"
        if reason == "taken":
            self._taken(one.place, text, one.forms[0][0], whose)
        else:
            self.left_out.add(reason, one.place, f"{text}, as {whose}")


@lru_cache(maxsize=1000)
def _digest(name: str) -> int:
    """The digest of a name: of its words without case and accents, by which the matcher knows it."""
    return digest("\n".join(words(name)))


def _safe(text: str) -> str:
    """A remark of the list, or nothing where it cannot be written as it is."""
    plain, wrong = tidy(text)
    return "" if wrong else plain


def _id(one: Found, forms: list[Form]) -> tuple[str, bool]:
    """An id for an entity and whether it is the list's own: Wikidata's or the list's, else made from a name."""
    file = id_of(PurePath(one.place.rpartition(":")[0]).name.partition(".")[0])
    key = (one.wikidata or one.key).lower()
    if key.isdecimal() and key.isascii():  # every list has a 1
        key = f"{file or 'list'}-{key}"
    if _ID.fullmatch(key):
        return key, True
    made = next((i for form in forms if (i := id_of(form.text)) and re.search("[a-z]", i)), "") or id_of(key)
    return made or f"{one.type}-{_digest(forms[0].text):016x}", False
