"""How the names of an entity that was found become the names, native forms and variants of an entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from normalize.glossary.bring.found import Form
from normalize.glossary.bring.tidy import is_latin, is_single_word


@dataclass(slots=True)
class Names:
    """The names of an entry: canonical and native by language, and variants with the languages they are held to."""

    names: dict[str, str]
    native: dict[str, str] = field(default_factory=dict)
    variants: dict[str, list[str]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.names) + len(self.native) + len(self.variants)


def main_first(forms: Sequence[Form]) -> list[Form]:
    """Return the names with the main one first: the English name, else one in Latin letters, else the first."""
    best = min(range(len(forms)), key=lambda n: (_preference(forms[n]), n))
    return [forms[best], *forms[:best], *forms[best + 1 :]]


def _preference(form: Form) -> int:
    """How far a name is from being the English one."""
    if form.lang == "en" and form.role == "name":
        return 0
    latin = is_latin(form.text)
    if form.role == "name":
        return 1 if latin and not form.lang else 2 if latin else 6
    if not latin:
        return 7
    return 3 if form.role == "native" else 4 if form.lang == "en" else 5


def names_of(forms: Sequence[Form]) -> Names:
    """Return the names of an entry from those of an entity, the main one first.

    The main one is the English form, which other languages fall back on. A name that is the same in another language
    is not said again; a single word is a variant in its own language only, for it may be a plain word elsewhere.
    """
    main = forms[0]
    found = Names({"en": main.text})
    rest: list[Form] = []
    for form in forms:
        if form.role == "name" and form.lang and form.lang not in found.names:
            found.names[form.lang] = form.text
        elif form.role == "native" and form.lang and form.lang not in found.native:
            found.native[form.lang] = form.text
        else:
            rest.append(form)
    listed = {*found.names.values(), *found.native.values()}
    for form in rest:
        if form.text in listed:
            continue
        held = [form.lang] if form.lang and is_single_word(form.text) else []
        langs = found.variants.setdefault(form.text, held)
        if not held:
            langs.clear()
        elif langs and form.lang not in langs:
            langs.append(form.lang)
    if is_latin(main.text):
        found.names = {lang: text for lang, text in found.names.items() if lang == "en" or text != main.text}
    return found
