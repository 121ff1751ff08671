r"""Clean, canonical texts from scraped news, with every change explained and reversible.

    from normalize import normalize, restore

    result = normalize("They met. See also Coot frozen in palace lake")
    result.text                              # "They met.\n"
    result.edits[0].reason                   # why
    restore(result.ledger, result.text)      # the source, byte for byte

A tour of the house, floor by floor; a file imports only from floors below its own:

    edits/      what a change is, which changes are applied, where every character came from
    text/       bytes and text, scripts, languages, words, places: what is true of writing
    glossary/   names: entries, YAML, the glossary
    stages/     encoding → markup → boilerplate → metadata → scars → names → layout: one room a stage, one file a rule
    pipeline    one document through the stages
    store/      sources found and read, outputs written whole, many documents in order
    report/     what a reader is shown
    review/     what people decide, what to ask them next, and what their word is worth
    cli/        what a person types
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

__version__ = "0.1.0"
__all__ = ["Edit", "Ledger", "Normalized", "normalize", "restore"]

if TYPE_CHECKING:
    from normalize.edits import Edit, Ledger
    from normalize.glossary import Glossary
    from normalize.pipeline import Normalized


def normalize(
    text: str | bytes,
    *,
    id: str = "text",  # noqa: A002 - it is what users call it
    media_type: str | None = None,
    lang: str | None = None,
    names_lang: str | None = None,
    glossaries: Sequence[str | Path] | None = None,
) -> Normalized:
    """Clean one article: a text, a page, or its bytes in any encoding.

    `media_type` is "text/html" or "text/plain", or None to find out. `lang` and `names_lang` are ISO 639-1 codes: the
    language of the text where it shall not be guessed, and the one whose form all names take. `glossaries` are files or
    folders on top of the shipped ones; without them only the shipped ones are used. Raises `errors.SkippedInput` where
    there is nothing to clean (empty, binary), `errors.ConfigError` where a glossary has mistakes.
    """
    from normalize.pipeline import run
    from normalize.settings import Settings

    glossary = _glossary(tuple(Path(g) for g in glossaries or ()))
    settings = Settings(lang=lang or "", names_lang=names_lang or "")
    return run(text, glossary, settings, doc_id=id, media_type=media_type or "")


def restore(ledger: Ledger, text: str) -> bytes:
    """Return the source bytes behind a clean text. Raises `errors.RestoreError` where text or ledger was changed."""
    from normalize.edits import restore as rebuild

    return rebuild(ledger, text)


@lru_cache(maxsize=8)
def _glossary(own: tuple[Path, ...]) -> Glossary:
    from normalize.glossary import Glossary

    return Glossary.load(own)


def __getattr__(name: str) -> object:
    if name in ("Edit", "Ledger"):
        from normalize import edits

        return getattr(edits, name)
    if name == "Normalized":
        from normalize.pipeline import Normalized

        return Normalized
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
