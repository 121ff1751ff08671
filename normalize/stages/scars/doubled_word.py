"""scars/doubled-word: a small word that stands twice stands once.

What   "in the the harbour" becomes "in the harbour".
Why    A line or a tag was cut there and joined again; no sentence has these words twice in a row.
Spares All words that languages do double ("had had", "die die", "nous nous"), prepositions that may end a clause
       ("ab und zu zu Hause", "what he asked for for years") or a name begins with (von), songs, words with a capital,
       languages of which we know no such word for certain.
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
    Leave("Sie kam ab und zu zu spät, und die Rede von von der Leyen auch.", lang="de"),
    Leave("Elle chantait la la la. Nous nous sommes vus.", lang="fr"),
    Leave("What it was was a song, the one she had looked for for years."),
    Leave("the, the"),
)

_NEVER_TWICE = {
    "en": "the a an of and or",
    "de": "und oder den im am zum zur",
    "fr": "de du des et ou le les un une au aux",
    "es": "de del el los las y un una",
    "it": "di del della il gli e un una nel alla",
    "pt": "de da dos das os um uma em ao",
    "nl": "de het een en",
    "pl": "w z od ze we przez",
    "cs": "v z od ve ze pro",
    "ru": "в и на с от из для к у о",
    "uk": "в і на з від із для до у",
    "sv": "och en ett",
    "da": "og en et",
    "nb": "og en et",
}
"""Words that a language does not say twice in a row, by language: articles, conjunctions, a few prepositions."""
_TWICE = {
    lang: regex.compile(rf"(?<![\w'’-])({'|'.join(words.split())}) \1(?![\w'’-])")
    for lang, words in _NEVER_TWICE.items()
}


@rule(examples=EXAMPLES)
def doubled_word(doc: Document) -> Edits:
    pattern = _TWICE.get(doc.lang)
    for m in pattern.finditer(doc.text) if pattern else ():
        yield doc.delete(m.end(1), m.end(), f"“{m[1]}” for the second time", 0.85)
