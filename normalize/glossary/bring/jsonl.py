"""JSON Lines: an object a line. A name may be a text, a list of texts, or either of them by language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from normalize.errors import UsageError
from normalize.glossary.bring.fields import Column, Options, columns_of, found_in
from normalize.glossary.bring.found import Found
from normalize.glossary.bring.lines import Source


def rows(source: Source, options: Options) -> Iterator[Found]:
    """Read JSON Lines whose keys are called as the columns of a table may be."""
    known: dict[str, Column | None] = {}  # keys seen so far: the first thousand, a list has no more
    named = False
    first: dict[str, Any] = {}
    for number, record in source.objects():
        first = first or record
        for key in record:
            if key not in known and len(known) < 1000:
                known[key] = columns_of([key], options).get(key)
        pairs = [pair for key, value in record.items() if (c := known.get(key)) for pair in _values(c, value)]
        found = found_in(pairs, options, source.place(number))
        named = named or bool(found.forms)
        yield found
    if first and not named:
        told = ", ".join(str(key)[:40] for key in list(first)[:20]) or "none"
        raise UsageError(f"{source.name}: no key holds names; its keys are: {told}. Say --column name=KEY")


def _values(column: Column, value: Any) -> Iterator[tuple[Column, str]]:
    """The texts of a value, with what they are."""
    if isinstance(value, dict):
        lang = value.get("lang")
        if isinstance(value.get("text"), str):  # {"text": "Kiev", "lang": "en"}
            yield from _values(Column(column.field, lang if isinstance(lang, str) else column.lang), value["text"])
        else:
            for lang, one in value.items():
                yield from _texts(Column(column.field, lang), one)
    elif isinstance(value, list):
        for one in value:
            yield from _values(column, one) if isinstance(one, dict) else _texts(column, one)
    elif isinstance(value, int) and column.field == "id":
        yield column, str(value)
    else:
        yield from _texts(column, value)


def _texts(column: Column, value: Any) -> Iterator[tuple[Column, str]]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str) and one.strip():
            yield column, one.strip()
