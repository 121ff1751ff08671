"""Glossary files: found, read strictly, checked, and layered. Every mistake is told with its place, all at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from normalize.errors import UsageError
from normalize.glossary.shape import (
    ALONE,
    POLICIES,
    TYPES,
    Entry,
    Kind,
    Spelling,
    digest_of,
)
from normalize.strictyaml import Mistake, Node, Yaml, complain, parse

FIELDS = (
    "id", "type", "wikidata", "names", "short", "native", "variants", "derive", "alone", "keep", "not", "context",
    "policy", "source", "licence", "note",
)  # fmt: skip
TEXTS = ("wikidata", "source", "licence", "note")
IMPORTED = "imported"
"""The folder, in a folder of glossaries, of what was imported: it lies below what people wrote."""

NOT_GLOSSARIES = frozenset(("decisions.yaml",))
_TABLES: tuple[tuple[Kind, str], ...] = (("name", "names"), ("native", "native"), ("short", "short"))
_LANG = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,8})?")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_Word = TypeVar("_Word", bound=str)


def shipped() -> Path:
    """Return the folder of the glossaries that come with the program."""
    here = Path(__file__).resolve().parent
    packed = here / "pack"
    return packed if packed.is_dir() else here.parent.parent / "glossaries"


def find_packs(own: Sequence[Path] | None = None) -> list[Path]:
    """Return the glossary files in order of their layers: shipped, then the user's (`glossaries/` here by default).

    A path is a file or a folder of `.yaml` files. Raises UsageError where a path that was named does not exist.
    """
    folders: list[Path] = [shipped()]
    if own is None:
        here = Path("glossaries")
        if here.is_dir() and here.resolve() != folders[0].resolve():
            folders.append(here)
    else:
        folders += own
    files: list[Path] = []
    for path in folders:
        if path.is_dir():
            files += sorted(path.glob(f"{IMPORTED}/*.y*ml"))
            files += sorted(p for p in path.glob("*.y*ml") if p.name not in NOT_GLOSSARIES)
        elif path.is_file():
            files += [path] if path.name not in NOT_GLOSSARIES else []
        else:
            raise UsageError(f"{path}: no such glossary file or folder")
    return files


Layers = Sequence[tuple[str, bytes]]
"""Glossary files, lowest layer first: the name that a person knows each by, and its bytes."""


def layers_of(files: Iterable[Path]) -> Layers:
    """Return the files with their bytes. Raises UsageError where one cannot be read."""
    return [(_shown(path), _bytes_of(path)) for path in files]


def digest(layers: Layers) -> str:
    """Return the digest of glossary files, in order, and of what they are called in reasons."""
    return digest_of([part for name, data in layers for part in (_label(name).encode(), data)])


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as e:
        raise UsageError(f"{path}: cannot be read: {e.strerror or e}") from None


def _shown(path: Path) -> str:
    """The path as a person here would type it."""
    here = Path.cwd()
    shown = (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()
    return shown.encode("utf-8", "backslashreplace").decode()


def read(layers: Layers, below: Mapping[str, Entry] = MappingProxyType({})) -> dict[str, Entry]:
    """Return the entries of glossary files by id. A later layer wins value by value; its lists add to the lower ones.

    `below` are the entries of layers that are lower still. Raises ConfigError with every mistake of every file.
    """
    entries = dict(below)
    mistakes: list[Mistake] = []
    for name, data in layers:
        yaml = parse(data, name)
        own: dict[str, Node] = {}
        for node in yaml.items(yaml.root, "a glossary") if yaml.root and yaml.root.value else []:
            entry = _entry(yaml, node, entries)
            if entry is None:
                continue
            if entry.id in own:
                yaml.wrong(
                    node, f"the entry {entry.id!r} stands here twice; it is on line {own[entry.id].line + 1} already"
                )
            own[entry.id] = node
            entries[entry.id] = entry
        mistakes += yaml.mistakes
    mistakes += _conflicts(entries.values())
    complain(mistakes)
    return entries


def _entry(yaml: Yaml, node: Node, below: dict[str, Entry]) -> Entry | None:
    fields = yaml.fields(node, "an entry", FIELDS)
    if "id" not in fields:
        yaml.wrong(node, "an entry needs an id, such as `id: vladimir-putin`")
        return None
    id_ = yaml.string(fields["id"], "id")
    if id_ and not _ID.fullmatch(id_):
        yaml.wrong(fields["id"], f"an id is lower case letters, digits and hyphens: not {id_!r}")
    base = below.get(id_)
    for needed in ("type", "names"):
        if needed not in fields and base is None:
            yaml.wrong(node, f"the entry {id_!r} needs {needed!r}")
            return None
    origin = _origin(yaml, node)
    entry = base or Entry(id_, "other", {})
    more: dict[str, Any] = {key: yaml.string(fields[key], key) for key in TEXTS if key in fields}
    entry = replace(
        entry,
        type=_word(yaml, fields, "type", TYPES, entry.type),
        names=_by_lang(yaml, fields, "names", entry.names),
        short=_by_lang(yaml, fields, "short", entry.short),
        native=_by_lang(yaml, fields, "native", entry.native),
        alone=_word(yaml, fields, "alone", ALONE, entry.alone),
        policy=_word(yaml, fields, "policy", POLICIES, entry.policy),
        rejected=(*entry.rejected, *_texts(yaml, fields, "not", ())),
        context=_texts(yaml, fields, "context", entry.context),
        origin=origin,
        **more,
        **_derive(yaml, fields),
    )
    if "en" not in entry.names and not yaml.mistakes:
        yaml.wrong(
            fields.get("names", node),
            f"the names of {id_!r} need an English form, `en:`; other languages fall back on it",
        )
    return replace(entry, spellings=_spellings(yaml, fields, entry))


def _origin(yaml: Yaml, node: Node) -> str:
    """File and line, the same on every machine: "glossaries/places.yaml:41"."""
    return f"{_label(yaml.name)}:{node.line + 1}"


@lru_cache(maxsize=64)
def _label(name: str) -> str:
    path = Path(name)
    folder = "glossaries" if path.absolute().parent == shipped() else path.parent.name
    return f"{folder}/{path.name}".lstrip("/")


def _word(yaml: Yaml, fields: dict[str, Node], key: str, known: Sequence[_Word], default: _Word) -> _Word:
    if key not in fields:
        return default
    value = yaml.string(fields[key], key)
    for word in known:
        if word == value:
            return word
    if value:
        yaml.unknown(value, fields[key], known, key)
    return default


def _texts(yaml: Yaml, fields: dict[str, Node], key: str, default: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(yaml.strings(fields[key], key)) if key in fields else default


def _derive(yaml: Yaml, fields: dict[str, Node]) -> dict[str, Any]:
    """What `derive: {romanise: ..., inflect: ...}` allows; what it does not name stays."""
    found: dict[str, bool] = {}
    if "derive" in fields:
        for key, node in yaml.fields(fields["derive"], "derive", ("romanise", "inflect")).items():
            value = yaml.string(node, f"derive.{key}")
            if key in ("romanise", "inflect") and value in ("yes", "no"):
                found[key] = value == "yes"
            elif value:
                yaml.unknown(value, node, ("yes", "no"), f"derive.{key}")
    return found


def _by_lang(yaml: Yaml, fields: dict[str, Node], key: str, default: dict[str, str]) -> dict[str, str]:
    if key not in fields:
        return default
    found = dict(default)
    node = fields[key]
    for lang, value in yaml.fields(node, key).items():
        if not _LANG.fullmatch(lang):
            yaml.wrong(node.keys[lang], f"{lang!r} is no language code such as en, de or zh-Hant")
        if text := yaml.string(value, f"{key}.{lang}"):
            found[lang] = text
    return found


def _spellings(yaml: Yaml, fields: dict[str, Node], entry: Entry) -> tuple[Spelling, ...]:
    """All spellings of an entry: this layer's on top of the lower ones', without those that it rejects."""
    found = {(s.kind, s.text, s.langs if s.kind == "variant" else min(s.langs, default="")): s for s in entry.spellings}
    for kind, key in _TABLES:
        for lang in fields[key].keys if key in fields else ():
            found = {k: s for k, s in found.items() if s.kind != kind or lang not in s.langs}
            if text := getattr(entry, key).get(lang):
                found[kind, text, lang] = Spelling(text, kind, frozenset((lang,)), _origin(yaml, fields[key]))
    if "variants" in fields:
        for node in yaml.items(fields["variants"], "variants"):
            if v := _variant(yaml, node):
                found["variant", v.text, v.langs] = v
    if "keep" in fields:
        for node in yaml.items(fields["keep"], "keep"):
            if text := yaml.string(node, "every item of keep"):
                found["keep", text, ""] = Spelling(text, "keep", origin=_origin(yaml, node))
    return tuple(s for s in found.values() if s.kind != "variant" or s.text not in entry.rejected)


def _variant(yaml: Yaml, node: Node) -> Spelling | None:
    origin = _origin(yaml, node)
    if not isinstance(node.value, dict):
        text = yaml.string(node, "a variant")
        return Spelling(text, "variant", origin=origin) if text else None
    fields = yaml.fields(node, "a variant", ("text", "lang", "status", "source"))
    if "text" not in fields:
        yaml.wrong(node, "a variant needs its text: `{text: Kiev, lang: en}`")
        return None
    text = yaml.string(fields["text"], "text")
    langs: list[str] = []
    if "lang" in fields:
        one = fields["lang"]
        langs = yaml.strings(one, "lang") if isinstance(one.value, list) else [yaml.string(one, "lang")]
        for lang in langs:
            if lang and not _LANG.fullmatch(lang):
                yaml.wrong(one, f"{lang!r} is no language code such as en, de or zh-Hant")
    return Spelling(text, "variant", frozenset(filter(None, langs)), origin) if text else None


def _conflicts(entries: Iterable[Entry]) -> list[Mistake]:
    """A canonical form of one entry must not be a variant of another: text would change back and forth."""
    canonical: dict[str, Entry] = {}
    for entry in entries:
        for text in entry.names.values():
            canonical.setdefault(text, entry)
    wrong: list[Mistake] = []
    for entry in entries:
        for s in entry.spellings:
            other = canonical.get(s.text)
            if s.kind == "variant" and other is not None and other.id != entry.id:
                name, _, line = s.origin.rpartition(":")
                message = (
                    f"{s.text!r} is a variant of {entry.id!r} and a canonical form of {other.id!r} ({other.origin})"
                )
                wrong.append(Mistake(name, int(line) - 1, 0, message))
    return wrong
