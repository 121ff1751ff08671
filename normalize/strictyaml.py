"""YAML as people mean it: every scalar is the string that stands there, and every mistake has its place.

The safe loader reads `no` as False, drops the first of two equal keys and dies on deep nesting. Here libyaml's events
build a tree of nodes that know their line and column; tags, anchors, aliases, merge keys, complex keys, several
documents and deep nesting are mistakes. Mistakes are collected, so that a person sees all of them at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from typing import Any

from normalize.errors import ConfigError

DEPTH = 16
NODES = 20_000_000
BYTES = 1 << 30
MOST = 1000  # mistakes of one file that are told
_NOTHING = ("", "~", "null", "Null", "NULL")


@dataclass(slots=True)
class Node:
    """A value of a YAML file: a string, None, a list of nodes or a mapping from strings to nodes.

    `line` and `column` count from 0; `end` is the offset in code points behind the value.
    """

    value: Any
    line: int
    column: int
    end: int
    keys: dict[str, Node] = field(default_factory=dict)  # of a mapping: where each key stands


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """Something wrong in a YAML file, at a line and column counted from 0."""

    file: str
    line: int
    column: int
    message: str
    shown: str = field(default="", compare=False)

    def __str__(self) -> str:
        place = f"{self.file}:{self.line + 1}:{self.column + 1}: {self.message}"
        return f"{place}\n    {self.shown}\n    {' ' * self.column}^" if self.shown else place


@dataclass
class Yaml:
    """One YAML file: its text, its tree and the mistakes found so far."""

    name: str
    text: str
    root: Node | None = None
    mistakes: list[Mistake] = field(default_factory=list)

    def wrong(self, at: Node | tuple[int, int], message: str) -> None:
        """Record a mistake at a node or at a (line, column)."""
        if len(self.mistakes) > MOST:
            return
        line, column = (at.line, at.column) if isinstance(at, Node) else at
        shown = self._lines[line] if 0 <= line < len(self._lines) else ""
        message = message if len(self.mistakes) < MOST else "more mistakes follow from here; mend the others first"
        self.mistakes.append(Mistake(self.name, line, column, message, shown if len(shown) < 200 else ""))

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.splitlines()

    def unknown(self, key: str, at: Node, known: Iterable[str], what: str = "key") -> None:
        """Record an unknown word, with the nearest known one."""
        names = list(known)
        near = get_close_matches(key, names, 1, 0.6)
        hint = f"did you mean {near[0]!r}?" if near else f"known are: {', '.join(names)}"
        self.wrong(at, f"unknown {what} {key!r}; {hint}")

    def string(self, node: Node, what: str) -> str:
        """Return the node's string; a mistake and an empty string where it is none."""
        if isinstance(node.value, str) and node.value.strip():
            return node.value
        found = (
            "nothing"
            if node.value is None or node.value == ""
            else "a list"
            if isinstance(node.value, list)
            else "a mapping"
        )
        self.wrong(
            node,
            f"{what} must be a text, but {found} stands here"
            + (' (quote it to mean the word: "null")' if node.value is None else ""),
        )
        return ""

    def strings(self, node: Node, what: str) -> list[str]:
        """Return the strings of a list node."""
        return [s for item in self.items(node, what) if (s := self.string(item, f"every item of {what}"))]

    def items(self, node: Node, what: str) -> list[Node]:
        """Return the items of a list node."""
        if isinstance(node.value, list):
            return node.value
        self.wrong(node, f"{what} must be a list")
        return []

    def fields(self, node: Node, what: str, known: Iterable[str] | None = None) -> dict[str, Node]:
        """Return the fields of a mapping node; unknown ones are mistakes where `known` is given."""
        if not isinstance(node.value, dict):
            self.wrong(node, f"{what} must be a mapping of keys to values")
            return {}
        if known is not None:
            names = list(known)
            for key in node.value:
                if key not in names:
                    self.unknown(key, node.keys[key], names)
        return node.value


def parse(data: bytes, name: str) -> Yaml:
    """Read YAML bytes into a tree. Never raises: what is wrong is in `mistakes`, and `root` may then be None."""
    if len(data) > BYTES:
        return Yaml(name, "", None, [Mistake(name, 0, 0, f"larger than {BYTES} bytes")])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        line = data.count(b"\n", 0, e.start)
        column = len(data[data.rfind(b"\n", 0, e.start) + 1 : e.start].decode("utf-8", "replace"))
        return Yaml(name, "", None, [Mistake(name, line, column, "not UTF-8: save the file as UTF-8")])
    yaml = Yaml(name, text)
    try:
        yaml.root = _build(yaml, _events(yaml))
    except _Stop:
        yaml.root = None
    return yaml


def complain(mistakes: Iterable[Mistake]) -> None:
    """Raise ConfigError with every mistake, in order of place, where there is any."""
    found = sorted(set(mistakes))
    if found:
        count = "1 mistake" if len(found) == 1 else f"{len(found)} mistakes"
        raise ConfigError("\n".join(map(str, found)) + f"\n{count}; nothing was done")


class _Stop(Exception):
    """The rest of the file cannot be read."""


def _events(yaml: Yaml) -> Iterator[Any]:
    import yaml as pyyaml

    loader = getattr(pyyaml, "CSafeLoader", pyyaml.SafeLoader)
    try:
        source = loader(yaml.text)
        while (event := source.get_event()) is not None:
            yield event
    except pyyaml.YAMLError as e:
        mark = getattr(e, "problem_mark", None) or getattr(e, "context_mark", None)
        problem = getattr(e, "problem", None) or getattr(e, "reason", None) or "cannot be read as YAML"
        yaml.wrong((mark.line, mark.column) if mark else (0, 0), str(problem))
        raise _Stop from None


def _build(yaml: Yaml, events: Iterator[Any]) -> Node | None:
    import yaml as pyyaml

    scalar, sequence, mapping = pyyaml.ScalarEvent, pyyaml.SequenceStartEvent, pyyaml.MappingStartEvent
    closing = (pyyaml.SequenceEndEvent, pyyaml.MappingEndEvent)
    stack: list[tuple[Node, list[Node]]] = []  # open collections, each with the key that waits for its value
    root: Node | None = None
    count = 0
    for event in events:
        kind = type(event)
        place = event.start_mark.line, event.start_mark.column
        if kind is pyyaml.AliasEvent:
            yaml.wrong(place, "aliases are not allowed: write the value out")
            raise _Stop
        if kind is pyyaml.DocumentStartEvent and root is not None:
            yaml.wrong(place, "one document a file: no second '---'")
            raise _Stop
        if kind in closing:
            node = stack.pop()[0]
            node.end = _end_of(event)
        elif kind is scalar or kind is sequence or kind is mapping:
            count += 1
            if event.tag is not None or event.anchor is not None or len(stack) > DEPTH or count > NODES:
                _refuse(yaml, event, place, len(stack), count)
            node = Node(_value(event, pyyaml), *place, _end_of(event))
            if kind is not scalar:
                if stack and isinstance(stack[-1][0].value, dict) and not stack[-1][1]:
                    yaml.wrong(place, "a key must be a plain word")
                    raise _Stop
                stack.append((node, []))
                continue
        else:
            continue
        if not stack:
            root = node
        else:
            _attach(yaml, *stack[-1], node)
    return root


def _end_of(event: Any) -> int:
    index: int = event.end_mark.index
    return index


def _value(event: Any, pyyaml: Any) -> Any:
    if isinstance(event, pyyaml.ScalarEvent):
        plain = event.style is None or event.style == ""
        return None if plain and event.value in _NOTHING else event.value
    return {} if isinstance(event, pyyaml.MappingStartEvent) else []


def _refuse(yaml: Yaml, event: Any, place: tuple[int, int], depth: int, count: int) -> None:
    if event.tag is not None and event.tag != "!":
        yaml.wrong(place, f"tags are not allowed: {event.tag}")
    if event.anchor is not None:
        yaml.wrong(place, "anchors are not allowed: write the value out where it is needed")
    if depth > DEPTH or count > NODES:
        yaml.wrong(place, f"nested deeper than {DEPTH}" if depth > DEPTH else f"more than {NODES} values")
        raise _Stop


def _attach(yaml: Yaml, parent: Node, waiting: list[Node], node: Node) -> None:
    if isinstance(parent.value, list):
        parent.value.append(node)
    elif not waiting:
        waiting.append(node)
    else:
        key = waiting.pop()
        word = key.value if isinstance(key.value, str) else "null"
        if word == "<<":
            yaml.wrong(key, "merge keys are not allowed")
        elif word in parent.value:
            yaml.wrong(key, f"the key {word!r} stands here twice; it is on line {parent.keys[word].line + 1} already")
        else:
            parent.value[word], parent.keys[word] = node, key
