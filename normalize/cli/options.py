"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from normalize.cli import complete

Glossaries = Annotated[
    list[Path] | None,
    typer.Option(
        "--glossary",
        help="Glossary file or folder on top of the shipped ones; may be repeated.",
        show_default="glossaries/",
    ),
]
NamesLang = Annotated[
    str | None,
    typer.Option(
        "--names-lang",
        metavar="LANG",
        help="Give all names the form of this language (en, de, …).",
        autocompletion=complete.languages,
    ),
]
Lang = Annotated[
    str,
    typer.Option(
        "--lang",
        metavar="LANG",
        help="The language of the text, where it shall not be guessed.",
        autocompletion=complete.languages,
    ),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option(
        "--ignore",
        metavar="RULE",
        help="A rule not to use, such as scars/lost-capital; may be repeated.",
        autocompletion=complete.rules_and_stages,
    ),
]
Only = Annotated[
    list[str] | None,
    typer.Option(
        "--only", metavar="STAGE", help="Run only this stage; may be repeated.", autocompletion=complete.stages
    ),
]
Until = Annotated[
    str,
    typer.Option("--until", metavar="STAGE", help="Stop behind this stage.", autocompletion=complete.stages),
]
