"""JRC-Names, the name list of the Europe Media Monitor: a line for each spelling.

A line is `id TAB type TAB language TAB name`, with a plus for each space of the name; the language is `u` where a
spelling is found in several. Types: P person, O organisation, T place, E event, U unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from normalize.glossary.bring.fields import Options
from normalize.glossary.bring.found import Form, Found, together, type_of
from normalize.glossary.bring.lines import Source


def rows(source: Source, options: Options) -> Iterator[Found]:
    """Read JRC-Names; the lines of one entity stand together, its main name first."""
    return together(_lines(source, options))


def _lines(source: Source, options: Options) -> Iterator[Found]:
    last = ""
    for number, text in source.texts():
        line = text.rstrip("\r\n")
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != 4 or not cells[0].strip().isdigit():
            what = f"{line[:60]!r} is no line of JRC-Names: id, type, language, name with tabs between them"
            source.left_out.add("line", source.place(number), what)
            continue
        key, word, lang, name = (cell.strip() for cell in cells)
        if key == "0":  # spellings that nobody has sorted
            source.left_out.counts["kind"] += 1
            continue
        role: Literal["name", "alias"] = "alias" if key == last else "name"
        last = key
        lang = options.lang if lang == "u" else lang
        form = Form(name.replace("+", " "), lang, role)
        yield Found(f"jrc-{key}", type_of(word, options.type), (form,), place=source.place(number))
