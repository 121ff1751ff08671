"""The command that finds names which the glossary does not know: glossary suggest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from normalize.cli import console

if TYPE_CHECKING:
    from normalize.glossary.suggest import Suggestion

_KEYS = "a accept · r reject · s skip · q quit"


def suggest(
    out: Annotated[
        Path | None,
        typer.Argument(metavar="[OUT]", help="The outputs of a run.", show_default="out/"),
    ] = None,
    least: Annotated[float, typer.Option("--least", min=0, max=1, help="The least score of a spelling.")] = 0.9,
    file: Annotated[Path, typer.Option("--file", help="The glossary file that answers go into.")] = Path(
        "glossaries/suggested.yaml"
    ),
    write: Annotated[Path | None, typer.Option("--write", help="Write them as a glossary to review.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
) -> None:
    """Find unseen spellings of known names, and unknown names spelt in several ways, in the clean texts of a run.

    On a terminal each is asked about: what you accept becomes a variant or an entry, what you reject stands under
    `not`, and neither comes back.
    """
    from dataclasses import asdict

    from normalize.config import find_settings
    from normalize.glossary import Glossary
    from normalize.glossary.suggest import suggest as found

    settings = find_settings()
    own = [Path(p) for p in settings["glossaries"].value] or None
    corpus = (out or Path(settings["out"].value)) / "corpus.jsonl"
    suggestions = found(_articles(corpus), Glossary.load(own), least)
    if json:
        console.as_json([asdict(s) for s in suggestions])
    elif write is not None:
        from normalize.store.out import replace_file

        replace_file(write, _as_yaml(suggestions))
        console.say(f"{console.plural(len(suggestions), 'suggestion')} in {write}: delete what is wrong, move the rest")
    elif not suggestions:
        console.say(f"{corpus}: no name that the glossary does not know is spelt like one that it knows")
    elif console.asks():
        _ask(suggestions, file, own)
    else:
        for s in suggestions:
            console.data(_told(s))
        console.say(f"{console.plural(len(suggestions), 'suggestion')}; on a terminal each is asked about")


def _articles(corpus: Path) -> Iterator[tuple[str, str, str]]:
    """Document, language and text of each article of a run. Raises UsageError where there is no run."""
    from json import loads

    from normalize.errors import UsageError

    try:
        with corpus.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                try:
                    row = loads(line)
                    yield row["id"], row["lang"], row["text"]
                except (ValueError, KeyError, TypeError):
                    raise UsageError(f"{corpus}:{number}: is no record of a run; run `normalize all`") from None
    except OSError as e:
        raise UsageError(f"{corpus}: cannot be read ({e.strerror or e}); run `normalize all` first") from None


def _told(s: Suggestion) -> str:
    """A suggestion in a few lines of at most 80 columns."""
    if s.kind == "spelling":
        head = f"{s.spellings[0]} → {s.name}  ({s.entry}, {s.score:.2f}: {s.why})"
    else:
        head = f"{' = '.join(s.spellings)}  (unknown)"
    lines = [head, f"  {console.plural(s.count, 'time')}, in {', '.join(s.langs)}"]
    lines += [f"  {one_line(c.doc)}: …{one_line(c.text)}…" for c in s.contexts]
    return console.harmless("\n".join(lines) + "\n")


def one_line(text: str) -> str:
    """A text without line ends and what a terminal would obey: safe in a comment, too."""
    return console.harmless(" ".join(text.split()))


def _as_yaml(suggestions: list[Suggestion]) -> str:
    """All suggestions as entries of a glossary, with their evidence as comments."""
    from normalize.glossary.write import scalar

    evidence: dict[str, list[str]] = {}
    spellings: dict[str, list[str]] = {}
    head: dict[str, list[str]] = {}
    for s in suggestions:
        told = f"# {one_line(', '.join(s.spellings))}: {s.score:.2f}, {s.count} times in {', '.join(s.langs)}: {s.why}"
        evidence.setdefault(s.entry, []).append(told)
        evidence[s.entry] += [f"#   {one_line(c.doc)}: {one_line(c.text)}" for c in s.contexts]
        is_new = s.kind == "name"
        spellings.setdefault(s.entry, []).extend(s.spellings[is_new:])
        head[s.entry] = ["  type: person", f"  names: {{en: {scalar(s.name)}}}"] if is_new else []
    lines: list[str] = []
    for entry, found in spellings.items():
        variants = ", ".join(map(scalar, found))
        lines += [*evidence[entry], f"- id: {entry}", *head[entry], f"  variants: [{variants}]"]
    return "\n".join(lines) + "\n"


def _ask(suggestions: list[Suggestion], file: Path, own: list[Path] | None) -> None:
    """Ask about one after the other; each answer is written at once."""
    for n, s in enumerate(suggestions, 1):
        console.data(f"\n{n} of {len(suggestions)}\n{_told(s)}")
        key = ""
        while key not in ("a", "r", "s", "q"):
            key = typer.prompt(_KEYS, default="s").strip().lower()[:1]
        if key == "q":
            break
        if key != "s":
            answer(s, file, own, accepted=key == "a")


def answer(s: Suggestion, file: Path, own: list[Path] | None, *, accepted: bool) -> None:
    """Write what a person said of a suggestion into a glossary file. Raises UsageError where it cannot be read."""
    from normalize.glossary.read import find_packs
    from normalize.glossary.shape import Entry
    from normalize.review.offer import put

    entry = Entry(s.entry, "person", {"en": s.name}, policy="auto" if accepted else "off")
    spellings = s.spellings[1:] if s.kind == "name" else s.spellings
    put(file, entry, spellings, "variants" if accepted else "not", [] if s.kind == "name" else find_packs(own))
