"""Commands that tend the names: glossary add, check, where."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from normalize.cli import complete, console, manual
from normalize.cli.bring import import_
from normalize.cli.suggest import suggest

app = typer.Typer(
    help="Names: add spellings, check the glossary files, ask which entry a spelling belongs to.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

_TIERS = {
    "A": "tier A: listed, so it is rewritten",
    "B": "tier B: derived or with an ending, so it is rewritten where it can be nobody else",
    "C": "tier C: a surname alone, so it is rewritten only behind the full name",
}
_LIKELY = 0.5  # a score from which a similar name is told


@app.command()
def add(
    name: Annotated[str, typer.Argument(help='The canonical form, such as "Volodymyr Zelensky".')],
    also: Annotated[
        list[str] | None, typer.Option("--also", help="A spelling that stands for it; may be repeated.")
    ] = None,
    kind: Annotated[
        str,
        typer.Option(
            "--type",
            help="person, place, organisation, facility, agency or other.",
            autocompletion=complete.one_of("kinds"),
        ),
    ] = "person",
    lang: Annotated[
        str, typer.Option("--lang", help="The language of the canonical form.", autocompletion=complete.languages)
    ] = "en",
    id_: Annotated[str, typer.Option("--id", help="The entry's id, where the name gives none.")] = "",
    file: Annotated[
        Path | None,
        typer.Option(
            "--file",
            help="The glossary file.",
            show_default="glossaries/people.yaml, places.yaml or organisations.yaml",
        ),
    ] = None,
) -> None:
    """Add a name, or spellings to a name that is there. Comments and other lines of the file stay as they are."""
    from normalize.cli.task import language
    from normalize.errors import UsageError
    from normalize.glossary.shape import TYPES, Entry
    from normalize.glossary.write import add as addition
    from normalize.glossary.write import file_of, id_of
    from normalize.store.out import replace_file

    match = next((t for t in TYPES if t == kind), None)
    if match is None:
        raise UsageError(f"there is no type {kind!r}; the types are: {', '.join(TYPES)}")
    entry_id = id_ or id_of(name)
    if not entry_id:
        raise UsageError(f"{name!r} gives no id in Latin letters; say one with --id")
    names = {language(lang): name} if lang == "en" else {"en": name, language(lang): name}
    path = file or Path("glossaries") / file_of(kind)
    try:
        existing = path.read_bytes() if path.exists() else b""
    except OSError as e:
        raise UsageError(f"{path}: cannot be read: {e.strerror or e}") from None
    done = addition(path.as_posix(), existing, Entry(entry_id, match, names), also or [])
    replace_file(path, done.text)
    lines = done.text.split("\n")
    for number in done.changed:
        if number <= len(lines) and lines[number - 1]:
            console.say(f"{path}:{number}: {lines[number - 1]}")
    console.say("run `normalize all` to use it")


@app.command()
def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]...", help="Glossary files or folders.", show_default="glossaries/"),
    ] = None,
) -> None:
    """Check glossary files: every mistake at once, each with file, line and column. Exit 1 where there is any."""
    from normalize.errors import ConfigError
    from normalize.glossary import Glossary

    try:
        glossary = Glossary.load(paths or _own())
    except ConfigError as e:
        console.say(str(e).replace("; nothing was done", ""))
        raise typer.Exit(1) from None
    kinds = [s.kind for e in glossary for s in e.spellings]
    derived = kinds.count("derived")
    console.say(
        f"{console.plural(len(glossary), 'entry', 'entries')} with {len(kinds) - derived:,} spellings, "
        f"{derived:,} more derived, in {console.plural(len(glossary.files), 'file')}: no mistakes"
    )


@app.command()
def where(
    name: Annotated[str, typer.Argument(help='A spelling, such as "Wolodymyr Selenskyj".')],
    lang: Annotated[
        str,
        typer.Option("--lang", help="The language of the text that it stands in.", autocompletion=complete.languages),
    ] = "en",
    json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
) -> None:
    """Say which entry a spelling belongs to, by which list, table or ending, and what it becomes."""
    from normalize.glossary import Glossary
    from normalize.stages.document import Document
    from normalize.stages.names.target import target

    glossary = Glossary.load(_own())
    doc = Document("where", name, glossary, lang=lang)
    found = [
        {
            "spelling": mention.text,
            "entry": reading.entry.id,
            "kind": reading.spelling.kind,
            "tier": reading.tier,
            "listed": reading.spelling.origin or reading.entry.origin,
            "endings": [case and f"-{case.lost} → -{case.gained}" for case in reading.cases if case],
            "becomes": target(doc, reading, mention.text) or mention.text,
            "policy": reading.entry.policy,
        }
        for mention in glossary.find(name, lang)
        for reading in mention.entries.values()
    ]
    if json:
        console.as_json(found)
        return
    for row in found:
        told = "" if row["policy"] == "auto" else f" (policy: {row['policy']})"
        ending = f", with the ending {', '.join(map(str, row['endings']))}" if row["endings"] else ""
        console.data(
            f"{row['spelling']} → {row['becomes']} in a text in {lang}{told}\n"
            f"  {row['kind']} of {row['entry']}{ending}: {row['listed']}\n"
            f"  {_TIERS[str(row['tier'])]}\n"
        )
    if not found:
        near = [c for c in glossary.link(name, lang, top=3) if c.score >= _LIKELY]
        for candidate in near:
            console.say(f"similar to {candidate.entry.id} ({candidate.score:.2f}: {candidate.why}); never rewritten")
        console.say(f"no entry has the spelling {name!r}; add it with `normalize glossary add NAME --also {name!r}`")
        raise typer.Exit(1)


def _own() -> list[Path] | None:
    """The glossaries that the settings name, on top of the shipped ones."""
    from normalize.config import find_settings

    return [Path(p) for p in find_settings()["glossaries"].value] or None


app.command()(suggest)
app.command("import")(import_)
manual.bind(app, "glossary")
