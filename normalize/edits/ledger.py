"""All that happened to one document, as a record that outlives the run."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from dataclasses import dataclass, field
from typing import Any

from normalize.edits.edit import Edit, Fact, Note
from normalize.edits.settle import Fate, Patch
from normalize.edits.weave import Weave
from normalize.errors import RestoreError

FORMAT = 1


def digest(data: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def digest_text(text: str) -> str:
    """Return the SHA-256 of a text as UTF-8; lone surrogates count as they are."""
    return digest(text.encode("utf-8", "surrogatepass"))


@dataclass(frozen=True, slots=True)
class Source:
    """What the bytes were, and how they became text.

    `errors` is the codec's error handler. `evidence` says why this encoding; `rivals` are encodings that could have
    been. `verbatim` holds the bytes themselves where the codec cannot rebuild them.
    """

    sha256: str
    size: int
    media_type: str
    encoding: str
    errors: str = "strict"
    evidence: str = ""
    rivals: tuple[str, ...] = ()
    verbatim: bytes | None = None

    def encode(self, text: str) -> bytes:
        """Return the bytes that this source was; raises RestoreError where they differ from the record."""
        if self.verbatim is not None:
            data = self.verbatim
        else:
            try:
                data = text.encode(self.encoding, self.errors)
            except UnicodeEncodeError as e:
                raise RestoreError(f"the text cannot be written as {self.encoding}: {e.reason} at {e.start}") from None
        if digest(data) != self.sha256:
            raise RestoreError(
                "the bytes rebuilt are not the source: text or ledger was changed; run `normalize all` again"
            )
        return data


@dataclass(frozen=True, slots=True)
class Layer:
    """What one stage did: the patch that was applied, the fates of all other proposals, and the notes."""

    patch: Patch
    others: tuple[Fate, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def stage(self) -> str:
        """The name of the stage."""
        return self.patch.stage


@dataclass(frozen=True)
class Ledger:
    """Every edit of one document and its fate. No clock, no host, no absolute path.

    `lang_evidence` says by what the language was found, and which others it may be. `inputs` are digests of what the
    result depends on besides the source: cues, settings, the decisions that touched it.
    """

    id: str
    source: Source
    output: str
    lang: str
    layers: tuple[Layer, ...]
    lang_evidence: str = ""
    inputs: dict[str, str] = field(default_factory=dict)

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The applied edits, stage by stage."""
        return tuple(e for layer in self.layers for e in layer.patch.edits)

    def original(self, text: str) -> str:
        """Return the source text behind an output text. Raises RestoreError where the text was changed."""
        if digest_text(text) != self.output:
            raise RestoreError(f"this is not the text that the ledger of {self.id!r} speaks of; it was changed")
        for layer in reversed(self.layers):
            try:
                text = layer.patch.revert(text)
            except ValueError as e:
                raise RestoreError(f"the ledger of {self.id!r} does not fit its text: {e}") from None
        return text

    def weave(self, text: str) -> Weave:
        """Return the weave of source and output, from the output text."""
        return self._woven(self.original(text))

    def _woven(self, source: str) -> Weave:
        weave = Weave.of(source)
        for layer in self.layers:
            weave = weave.then(layer.patch)
        return weave

    def dumps(self) -> str:
        """Return the ledger as JSON, the same for the same ledger, with a newline at the end."""
        s = self.source
        source = {
            "sha256": s.sha256,
            "size": s.size,
            "media_type": s.media_type,
            "encoding": s.encoding,
            "errors": s.errors,
            "evidence": _said(s.evidence),
            "rivals": list(s.rivals),
        }
        if s.verbatim is not None:
            source["verbatim"] = base64.b64encode(zlib.compress(s.verbatim, 9)).decode("ascii")
        head = {
            "format": FORMAT,
            "id": _said(self.id),
            "lang": self.lang,
            "lang_evidence": _said(self.lang_evidence),
            "source": source,
            "output": {"sha256": self.output},
            "inputs": {key: _said(value) for key, value in self.inputs.items()},
            "edit": _EDIT,
            "note": _NOTE,
        }
        rows = [json.dumps(k) + ": " + json.dumps(v, ensure_ascii=False) for k, v in head.items()]
        stages = ",\n".join(_stage(layer) for layer in self.layers)
        text = "{\n" + ",\n".join(rows) + ',\n"stages": [\n' + stages + "\n]\n}\n"
        # a lone surrogate has no UTF-8 form: written as its escape
        return text.encode("utf-8", "backslashreplace").decode("utf-8")

    @classmethod
    def loads(cls, text: str) -> Ledger:
        """Read a ledger from JSON. Raises RestoreError where it is none."""
        try:
            raw = json.loads(text)
            if raw["format"] != FORMAT:
                raise RestoreError(f"this ledger has format {raw['format']!r}; this version reads {FORMAT}")
            s = dict(raw["source"])
            s["rivals"] = tuple(s["rivals"])
            s["evidence"] = _read(s["evidence"])
            if "verbatim" in s:
                s["verbatim"] = zlib.decompress(base64.b64decode(s["verbatim"]))
            return cls(
                id=_read(raw["id"]),
                source=Source(**s),
                output=raw["output"]["sha256"],
                lang=raw["lang"],
                lang_evidence=_read(raw.get("lang_evidence", "")),
                layers=tuple(_layer(x) for x in raw["stages"]),
                inputs={key: _read(value) for key, value in raw["inputs"].items()},
            )
        except (ValueError, KeyError, TypeError, AttributeError, zlib.error) as e:
            raise RestoreError(f"this is no ledger: {e}") from None


def restore(ledger: Ledger, text: str) -> bytes:
    """Return the source bytes behind an output text. Raises RestoreError where text or ledger was changed."""
    return ledger.source.encode(ledger.original(text))


_EDIT = ["start", "end", "before", "after", "rule", "reason", "confidence", "facts"]
_NOTE = ["start", "end", "rule", "reason", "facts"]


_PAIR = re.compile("(?<=[\ud800-\udbff])(?=[\udc00-\udfff])")


def _said(text: str) -> str | list[str]:
    """A string for JSON. Two lone surrogates that JSON would join to one character are written apart, as a list."""
    return _PAIR.split(text) if _PAIR.search(text) else text


def _read(said: str | list[str]) -> str:
    return said if isinstance(said, str) else "".join(said)


def _row(e: Edit) -> list[Any]:
    return [e.start, e.end, _said(e.before), _said(e.after), e.rule, _said(e.reason), e.confidence, _fact_rows(e.facts)]


def _note_row(n: Note) -> list[Any]:
    return [n.start, n.end, n.rule, _said(n.reason), _fact_rows(n.facts)]


def _fact_rows(facts: tuple[Fact, ...]) -> list[Any]:
    return [[f.name, _said(f.value)] for f in facts]


def _facts(rows: list[Any]) -> tuple[Fact, ...]:
    return tuple(Fact(name, _read(value)) for name, value in rows)


def _edit(row: list[Any]) -> Edit:
    start, end, before, after, rule, reason, confidence, facts = row
    return Edit(start, end, _read(before), _read(after), rule, _read(reason), confidence, _facts(facts))


def _note(row: list[Any]) -> Note:
    start, end, rule, reason, facts = row
    return Note(start, end, rule, _read(reason), _facts(facts))


def _stage(layer: Layer) -> str:
    def rows(items: list[Any]) -> str:
        return "[" + ",\n  ".join(json.dumps(i, ensure_ascii=False) for i in items) + "]"

    return (
        f'{{"stage": {json.dumps(layer.stage)},\n "applied": {rows([_row(e) for e in layer.patch.edits])},\n'
        f' "others": {rows([[f.status, f.by, _row(f.edit)] for f in layer.others])},\n'
        f' "notes": {rows([_note_row(n) for n in layer.notes])}}}'
    )


def _layer(raw: dict[str, Any]) -> Layer:
    return Layer(
        Patch(raw["stage"], tuple(_edit(r) for r in raw["applied"])),
        tuple(Fate(_edit(r), status, by) for status, by, r in raw["others"]),
        tuple(_note(r) for r in raw["notes"]),
    )
