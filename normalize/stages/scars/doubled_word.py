"""scars/doubled-word: a small word that stands twice stands once.

What   "in the the harbour" becomes "in the harbour".
Why    A line or a tag was cut there and joined again; no sentence has these words twice in a row.
Spares All words that languages do double ("had had", "die die", "nous nous"), words with a capital, languages of which
       we know no such word for certain.
"""

import regex

from normalize.stages.document import Document
from normalize.stages.rule import Edits, Example, Leave, rule

EXAMPLES = (
    Example("They met in the the harbour of of Riga.", "They met in the harbour of Riga."),
    Example("Sie sprachen mit dem und und dem.", "Sie sprachen mit dem und dem.", lang="de"),
    Example("Il parle de de la guerre.", "Il parle de la guerre.", lang="fr"),
    Leave("She had had enough; that that is so, is so. The The were a band."),
    Leave("Die, die die Wahl verloren, gingen.", lang="de"),
    Leave("Nous nous sommes vus.", lang="fr"),
    Leave("the, the"),
)

_NEVER_TWICE = {
    "en": "the a an of and or from to at by with for as was were is are",
    "de": "und oder von zu den im am zum zur bei",
    "fr": "de du des et ou le la les un une au aux dans pour avec par sur",
    "es": "de del el los las y un una por para con en al",
    "it": "di del della il lo gli e un una per con nel alla",
    "pt": "de do da dos das os as um uma por para com em no na ao",
    "nl": "de het een en van voor met bij naar",
    "pl": "w z na do i od ze we przez",
    "cs": "v z na do a od ve ze pro",
    "ru": "в и на с от из по для к у о",
    "uk": "в і на з від із по для до у та",
    "sv": "och av den en ett på med till",
    "da": "og af den en et på med til",
    "nb": "og av den en et på med til",
}
"""Words that a language does not say twice in a row, by language: prepositions, articles and conjunctions."""
_TWICE = {
    lang: regex.compile(rf"(?<![\w'’-])({'|'.join(words.split())}) \1(?![\w'’-])")
    for lang, words in _NEVER_TWICE.items()
}


@rule(examples=EXAMPLES)
def doubled_word(doc: Document) -> Edits:
    pattern = _TWICE.get(doc.lang)
    for m in pattern.finditer(doc.text) if pattern else ():
        yield doc.delete(m.end(1), m.end(), f"“{m[1]}” for the second time", 0.85)
