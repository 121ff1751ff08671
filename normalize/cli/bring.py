"""`normalize glossary import`: other people's name lists become a glossary file."""

from __future__ import annotations

import contextlib
import io
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from normalize.cli import complete, console

if TYPE_CHECKING:
    from normalize.glossary.bring import Options
    from normalize.glossary.bring.entry import Terms
    from normalize.glossary.bring.pack import Known, Pack

HEAD = "# Imported by `normalize glossary import`"
_FOLDER = Path("glossaries", "imported")


def import_(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Name lists, plain or packed; - for stdin.")],
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            help="auto, csv, tsv, jsonl, ftm (OpenSanctions), wikidata or jrc.",
            autocompletion=complete.one_of("lists"),
        ),
    ] = "auto",
    column: Annotated[
        list[str] | None,
        typer.Option(
            "--column",
            metavar="FIELD=HEADER",
            help="Which column or key holds what: name, alias, native, id, type, lang, wikidata, note.",
        ),
    ] = None,
    type_: Annotated[
        str,
        typer.Option(
            "--type",
            help="The type of what has none: person, place, organisation and so on.",
            autocompletion=complete.one_of("kinds"),
        ),
    ] = "other",
    instance_of: Annotated[
        str,
        typer.Option(
            "--instance-of",
            help="Classes of Wikidata, such as Q5,Q515.",
            show_default="people, settlements, organisations",
        ),
    ] = "",
    lang: Annotated[
        str, typer.Option("--lang", help="The language of names that say none.", autocompletion=complete.languages)
    ] = "",
    source: Annotated[
        str, typer.Option("--source", help="Whose list it is; noted at every entry.", show_default="the file's name")
    ] = "",
    licence: Annotated[str, typer.Option("--licence", help="The list's licence; noted at every entry.")] = "",
    policy: Annotated[
        str,
        typer.Option(
            "--policy",
            help="review (only tell), auto (correct) or off: what a found name leads to.",
            autocompletion=complete.one_of("policies"),
        ),
    ] = "review",
    out: Annotated[
        Path | None, typer.Option("--out", help="The glossary file.", show_default="glossaries/imported/NAME.yaml")
    ] = None,
    conflicts: Annotated[
        Path | None, typer.Option("--conflicts", help="A file for the full list of what is left out, and why.")
    ] = None,
) -> None:
    """Make a glossary file of other people's name lists; every name belongs to one entry, what is left out is told."""
    from normalize.errors import UsageError
    from normalize.glossary.bring import FORMATS, LeftOut
    from normalize.glossary.bring.pack import Pack
    from normalize.glossary.write import id_of
    from normalize.store.out import Out

    if format_ != "auto" and format_ not in FORMATS:
        raise UsageError(f"there is no format {format_!r}; the formats are: auto, {', '.join(FORMATS)}")
    options = _options(type_, lang, column or [], instance_of)
    terms = _terms(source, licence, policy)
    name = Path(files[0]).name.partition(".")[0] if files[0] != "-" else ""
    path = out or _FOLDER / f"{id_of(name) or 'names'}.yaml"
    _refuse_foreign(path)
    known = _known(path)
    with _temporary(path) as spool, _temporary(path) as told:
        everything = io.TextIOWrapper(told, "utf-8", newline="\n")
        left_out = LeftOut(everything if conflicts else None)
        pack = Pack(spool, left_out, known)
        try:
            made = [_gather(pack, file, format_, options, terms) for file in files]
            _write(pack, path, made)
        finally:
            for line in left_out.told():
                console.say(line)
            if conflicts is not None:
                everything.seek(0)
                Out(conflicts.parent).stream(conflicts.name, everything)
    console.say(
        f"wrote {path}: {console.plural(pack.entries, 'entry', 'entries')} with "
        f"{console.plural(pack.spellings, 'spelling')}, policy {terms.policy}"
    )
    console.say(f"run `normalize glossary check {path}` to see whether it goes with your other glossaries")


def _options(type_: str, lang: str, column: list[str], instance_of: str) -> Options:
    from normalize.cli.task import language
    from normalize.errors import UsageError
    from normalize.glossary.bring import Options
    from normalize.glossary.shape import TYPES

    match = next((t for t in TYPES if t == type_), None)
    if match is None:
        raise UsageError(f"there is no type {type_!r}; the types are: {', '.join(TYPES)}")
    columns: dict[str, str] = {}
    for one in column:
        field, mark, header = one.partition("=")
        if not mark or not header.strip():
            raise UsageError(f"--column {one!r}: write it as --column name=HEADER")
        columns[field.strip()] = header.strip()
    classes = tuple(q for q in instance_of.replace(",", " ").split() if q)
    return Options(match, language(lang), columns, classes)


def _terms(source: str, licence: str, policy: str) -> Terms:
    from normalize.errors import UsageError
    from normalize.glossary.bring.entry import Terms
    from normalize.glossary.bring.tidy import tidy
    from normalize.glossary.shape import POLICIES

    match = next((p for p in POLICIES if p == policy), None)
    if match is None:
        raise UsageError(f"there is no policy {policy!r}; the policies are: {', '.join(POLICIES)}")
    for option, text in (("--source", source), ("--licence", licence)):
        if text and tidy(text)[1]:
            raise UsageError(f"{option}: {text[:60]!r} is no plain text of up to 200 characters")
    return Terms(tidy(source)[0], tidy(licence)[0], match)


def _known(path: Path) -> Known:
    """What the glossaries in use have already, but for the file that is to be written."""
    from normalize.config import find_settings
    from normalize.glossary.bring.pack import Known
    from normalize.glossary.read import find_packs, layers_of, read

    own = [Path(p) for p in find_settings()["glossaries"].value] or None
    return Known.of(read(layers_of(p for p in find_packs(own) if p.resolve() != path.resolve())).values())


def _gather(pack: Pack, file: str, format_: str, options: Options, terms: Terms) -> str:
    """Read one list; return its name and format."""
    from normalize.glossary.bring import FORMATS, format_of
    from normalize.glossary.bring.lines import opened

    standard = file == "-"
    name = "standard input" if standard else " ".join(Path(file).name.split())
    source = opened(sys.stdin.buffer if standard else Path(file), name, pack.left_out)
    with contextlib.nullcontext() if standard else source.stream:
        known = format_of(source, format_)
        its = FORMATS[known]
        terms = replace(terms, source=terms.source or its.source or _plain(name), licence=terms.licence or its.licence)
        pack.gather(its.read(source, options), terms)
    return f"{name} ({known})"


def _plain(name: str) -> str:
    """A file's name as a source, or nothing where it cannot be written."""
    from normalize.glossary.bring.tidy import tidy

    plain, wrong = tidy(name)
    return "" if wrong else plain


def _write(pack: Pack, path: Path, made: list[str]) -> None:
    """Write the glossary file, whole or not at all. Raises UsageError where there is no entry for it."""
    from normalize.errors import UsageError
    from normalize.store.out import Out
    from normalize.text.invisible import drawn

    lines = pack.lines()
    first = next(lines, None)
    if first is None:
        raise UsageError(f"there is no entry in {', '.join(made)} that a glossary could have; nothing was written")
    head = f"{HEAD} from {', '.join(made)}; to be made anew, not edited.\n"
    Out(path.parent).stream(path.name, chain([drawn(head)], [first], lines))


def _refuse_foreign(path: Path) -> None:
    """Raise RefusedError where the file is there and no import has written it."""
    from normalize.errors import RefusedError

    try:
        with path.open("rb") as file:
            ours = file.read(len(HEAD)) == HEAD.encode()
    except FileNotFoundError:
        return
    except OSError as e:
        raise RefusedError(f"{path}: cannot be read: {e.strerror or e}; name another file with --out") from None
    if not ours:
        raise RefusedError(
            f"{path}: not written by an import, and would be overwritten; move it away, or name another with --out"
        )


@contextlib.contextmanager
def _temporary(path: Path) -> Iterator[BinaryIO]:
    """A file without a name, on the disk where the glossary is to be."""
    from normalize.errors import StorageError

    folder = next(f for f in path.absolute().parents if f.is_dir())
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            yield file
    except OSError as e:
        raise StorageError(f"{folder}: cannot be written: {e.strerror or e}; nothing was done") from None
