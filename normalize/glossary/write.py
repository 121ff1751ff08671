"""A new name or spelling as an edit of the YAML text: comments and untouched lines stay to the byte."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from normalize.errors import ConfigError, UsageError
from normalize.glossary.read import Layers, read
from normalize.glossary.shape import Entry
from normalize.strictyaml import Node, parse

_SAFE = re.compile(r"[^\W\d_][\w .’'ʼ·/-]*[\w.]|[^\W\d_]")
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_WORDS_OF_YAML = frozenset("null true false yes no on off y n ~".split())


@dataclass(frozen=True, slots=True)
class Addition:
    """The text of a glossary file after an addition, and the lines that are new or changed (numbers from 1)."""

    text: str
    changed: tuple[int, ...]


Field = Literal["variants", "not"]
"""Where spellings go: what stands for the name, or what somebody said does not."""


def add(
    name: str, data: bytes, entry: Entry, spellings: Sequence[str], field: Field = "variants", below: Layers = ()
) -> Addition:
    """Add an entry, or spellings to the entry that has its id in this file or in the layers below.

    Raises ConfigError where the file has mistakes. The result is read back and must be the old entries with the
    addition, nothing else.
    """
    before = read([*below, (name, data)])
    mark = "\N{ZERO WIDTH NO-BREAK SPACE}" if data.startswith(codecs.BOM_UTF8) else ""
    text = data.decode("utf-8-sig")
    line = "\r\n" if "\r\n" in text else "\n"
    yaml = parse(data, name)
    nodes: list[Node] = (yaml.root.value if yaml.root else None) or []
    node = next((n for n in nodes if n.value["id"].value == entry.id), None)
    known = _spelled(before.get(entry.id), field)
    new = [s for s in dict.fromkeys(spellings) if s not in known]
    if entry.id in before and not new:
        raise UsageError(f"{name}: the entry {entry.id!r} has these spellings already; nothing to add")
    if node is not None:
        after = _into(text, node, new, field, line)
    else:
        after = _behind(text, entry, new, field, line, is_known=entry.id in before)
    _check(before, [*below, (name, after.encode())], entry.id, field, new)
    return Addition(mark + after, _changed(text.split("\n"), after.split("\n")))


def _changed(old: list[str], new: list[str]) -> tuple[int, ...]:
    """The numbers, from 1, of the lines that are new or changed."""
    most = min(len(old), len(new))
    head = next((k for k in range(most) if old[k] != new[k]), most)
    tail = next((k for k in range(most - head) if old[-1 - k] != new[-1 - k]), most - head)
    return tuple(range(head + 1, max(len(new) - tail, head + 1) + 1))


_FILES: dict[str, str] = {"person": "people.yaml", "place": "places.yaml", "facility": "places.yaml"}


def file_of(kind: str) -> str:
    """Return the name of the glossary file that entries of a type stand in."""
    return _FILES.get(kind, "organisations.yaml")


def id_of(name: str) -> str:
    """Return the id for a name: lower case, ASCII where it can be, hyphens. May be empty for other scripts."""
    bare = unicodedata.normalize("NFKD", name.casefold().replace("ß", "ss").replace("ł", "l").replace("ø", "o"))
    return re.sub(r"[^a-z0-9]+", "-", bare.encode("ascii", "ignore").decode()).strip("-")


def scalar(text: str) -> str:
    """Write a string so that YAML reads this string and no other thing, in lists and mappings, on one line.

    What nobody would see is written as an escape. Lone surrogates have no form in YAML.
    """
    if _SAFE.fullmatch(text) and text.casefold() not in _WORDS_OF_YAML:
        return text
    return '"' + "".join(c if c.isprintable() and c not in _SHORT else _escape(c) for c in text) + '"'


def _escape(char: str) -> str:
    if char in _SHORT:
        return _SHORT[char]
    return f"\\u{ord(char):04X}" if ord(char) < 0x10000 else f"\\U{ord(char):08X}"


def _spelled(entry: Entry | None, field: Field) -> set[str]:
    if entry is None:
        return set()
    return set(entry.rejected) if field == "not" else {s.text for s in entry.spellings}


def _into(text: str, node: Node, new: list[str], field: Field, line: str) -> str:
    """Put spellings into a list of an entry that is there."""
    variants = node.value.get(field)
    items = ", ".join(map(scalar, new))
    if variants is None:
        last = max(_end(text, v) for v in node.value.values())
        if _opening(text, node) == "{":
            return f"{text[:last]}, {field}: [{items}]{text[last:]}"
        at = _line_end(text, last)
        indent = " " * next(iter(node.keys.values())).column
        return f"{text[:at]}{line}{indent}{field}: [{items}]{text[at:]}"
    if _opening(text, variants) == "[":
        at = _end(text, variants.value[-1]) if variants.value else variants.end - 1
        return text[:at] + ", " * bool(variants.value) + items + text[at:]
    at = _line_end(text, _end(text, variants))
    indent = " " * variants.column
    return text[:at] + "".join(f"{line}{indent}- {scalar(s)}" for s in new) + text[at:]


def _behind(text: str, entry: Entry, spellings: list[str], field: Field, line: str, *, is_known: bool) -> str:
    """Put an entry behind the last one; of one that a lower layer has, only what is new."""
    names = ", ".join(f"{lang}: {scalar(form)}" for lang, form in entry.names.items())
    lines = [f"- id: {entry.id}"]
    if not is_known:
        lines += [f"  type: {entry.type}", f"  names: {{{names}}}"]
        if entry.policy != "auto":
            lines.append(f'  policy: "{entry.policy}"')
    if spellings:
        lines.append(f"  {field}: [{', '.join(map(scalar, spellings))}]")
    gap = "" if not text or text.endswith("\n") else line
    return text + gap + line.join(lines) + line


def _opening(text: str, node: Node) -> str:
    return text.split("\n")[node.line][node.column : node.column + 1]


def _end(text: str, node: Node) -> int:
    """Where a value ends; a block list or mapping ends with its last value, not with the comments behind it."""
    inner = list(node.value.values()) if isinstance(node.value, dict) else node.value
    flow = text[_trim(text, node.end) - 1] in "]}"
    return (
        max(_end(text, n) for n in inner) if isinstance(inner, list) and inner and not flow else _trim(text, node.end)
    )


def _trim(text: str, at: int) -> int:
    return len(text[:at].rstrip())


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    return end - 1 if text[end - 1 : end] == "\r" else end


def _check(before: dict[str, Entry], layers: Layers, id_: str, field: Field, new: list[str]) -> None:
    """Read back: the other entries must be what they were (their lines may have moved), and the spellings there."""
    by_hand = ConfigError(f"{layers[-1][0]}: its layout leaves no safe place for the addition; add it by hand")
    try:
        now = read(layers)
    except ConfigError:
        raise by_hand from None
    others = all(k in now and _essence(now[k]) == _essence(e) for k, e in before.items() if k != id_)
    there = id_ in now and set(new) <= _spelled(now[id_], field)
    if not others or not there or set(now) != set(before) | {id_}:
        raise by_hand


def _essence(e: Entry) -> tuple[object, ...]:
    forms = tuple((s.text, s.kind, s.langs) for s in e.spellings)
    return e.id, e.type, e.names, e.short, e.native, forms, e.alone, e.policy, e.wikidata, e.note
