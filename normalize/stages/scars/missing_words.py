"""scars/missing-words: where a word must be missing, the text says so in its record.

What   "a graduate of the .": an article or a preposition right before a stop.
Why    A link or a bold word was stripped with its text. Nobody can know which word it was: it is remarked on, not
       guessed.
Spares Verbs with a preposition at the end ("what it is made of."), titles, languages of which we know no such word.
"""

import regex

from normalize.stages.document import Document
from normalize.stages.rule import Edits, Example, Leave, rule

EXAMPLES = (
    Example("She is a graduate of the . He left.", "She is a graduate of the . He left.", remarks=("the .",)),
    Leave("This is what it is made of. They went on."),
)

_BEFORE_STOP = {
    "en": "the a an",
    "de": "dem des einen einem",
    "fr": "le les du des un une au aux",
    "es": "el los del un al",
    "it": "il gli del della un una al",
    "pt": "os do da um uma ao",
    "nl": "het een",
    "ru": "из без под над перед",
    "uk": "із без під над перед",
}
"""Words that no sentence ends with, by language."""
_HOLE = {
    lang: regex.compile(rf"(?<=\p{{Ll}} )(?:{'|'.join(words.split())}) ?[.;](?=\s|$)", regex.MULTILINE)
    for lang, words in _BEFORE_STOP.items()
}


@rule(examples=EXAMPLES)
def missing_words(doc: Document) -> Edits:
    pattern = _HOLE.get(doc.lang)
    for m in pattern.finditer(doc.text) if pattern else ():
        yield doc.note(*m.span(), f"a word is missing here: no sentence ends with “{m[0].rstrip(' .;')}”")
