"""boilerplate/foreign-lead: the beginning of another article at the end of this one.

What   The paragraph below the last teaser, where the article does not come back: "Read next: Astronaut returns", and
       then "The Swede spent 412 days aboard …".
Why    Some sites let the next article begin below the one that is read.
Spares A paragraph that shares words with the article; paragraphs with the article's own text behind them; all
       paragraphs where no teaser stands before them. Where no line break or word ties it to the teaser: a suggestion.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from normalize.stages.boilerplate.teaser import Evidence, headline_evidence
from normalize.stages.boilerplate.teaser_labels import DELIMITER, label_at_start
from normalize.stages.document import Block, Document
from normalize.stages.rule import FLOOR, Edits, Example, Leave, rule
from normalize.stages.shape import is_headline, outline, overlap

_BODY = (
    "The court has told the quarry to stop blasting at night, after villagers had complained of cracks in their walls."
)
_TEASER = "Read next: Astronaut Sandberg returns"
_LEAD = "The Swede spent 412 days aboard the station and thanked a cat in Kazakhstan after the landing on Sunday."
_BACK = "The quarry wants to appeal, and the villagers say the court was right about the cracks."
_SUD = "Суд запретил карьеру ночные взрывы, потому что жители деревни жаловались на трещины в стенах своих домов."
_SHTORM = "Читайте также: Шторм идёт на Бермуды"
_MAIAMI = "Синоптики в Майами ожидают ветра до двухсот километров в час у берегов Кубы и советуют всем уехать."

EXAMPLES = (
    Example(f"{_BODY}\n\n{_TEASER}\n{_LEAD}", f"{_BODY}\n\n{_TEASER}\n"),
    Example(f"{_SUD}\n\n{_SHTORM}\n{_MAIAMI}", f"{_SUD}\n\n{_SHTORM}\n", lang="ru"),
    Leave(f"{_BODY}\n\n{_TEASER}\n\n{_BACK}"),
    Leave(f"{_BODY}\n\n{_LEAD}"),
    Leave(f"{_BODY}\n\n{_TEASER}\n\n{_LEAD}"),
    Leave(f"{_BODY}\n\n{_TEASER}\n\n{_LEAD}\n\n{_BODY}"),
    Leave(f"{_SUD}\n\n{_SHTORM}\n\n{_MAIAMI}", lang="ru"),
)

_OWN = 0.15  # share of longer words that the article has too, up to which a paragraph is another's
_LAST = 2  # paragraphs below the last teaser, at most


@rule(examples=EXAMPLES)
def foreign_lead(doc: Document) -> Edits:
    last = outline(doc.blocks).last
    below = [n for n in range(max(1, last - _LAST + 1), last + 1) if doc.blocks[n].is_prose]
    teaser = next((n - 1 for n in below if _is_teaser(doc, doc.blocks[n - 1])), 0)
    if not teaser:
        return
    words = {k for b in doc.blocks[:teaser] for k in b.keys if len(k) > 3 and k not in doc.cues.words}
    leads = [doc.blocks[n] for n in below if n > teaser]
    if any(overlap(lead, words) > _OWN for lead in leads):
        return
    above = doc.blocks[teaser]
    for lead in leads:
        seen = _evidence(doc, above, lead, words)
        yield doc.delete(lead.start, lead.end, seen.reason("the lead of another article"), seen.confidence)
        if seen.confidence < FLOOR:
            return
        above = lead


def _evidence(doc: Document, above: Block, lead: Block, article: AbstractSet[str]) -> Evidence:
    """What speaks for the lead of another article below its headline, or below its paragraph before."""
    seen = headline_evidence(doc, lead, 0, len(lead.text))
    seen.said = [s for s in seen.said if s in ("another language", "no word of the article")]
    if doc.lang == "de":  # where every noun has a capital, new words are no names
        seen.names.clear()
    headline = {k for k in above.keys if len(k) > 3 and k not in doc.cues.words} - article
    seen.hear(
        below_the_last_teaser=True,
        no_blank_line_between_them=doc.text.count("\n", above.end, lead.start) == 1 and "\n\n" in doc.text,
        words_of_the_headline_above=overlap(lead, headline) > 0,
    )
    return seen


def _is_teaser(doc: Document, block: Block) -> bool:
    """Whether a line is a strong label with a headline behind it."""
    label = label_at_start(doc, block)
    if label is None or label.sort != "certain" or block.ends_sentence:
        return False
    delimiter = DELIMITER.match(block.text, label.end)
    return delimiter is not None and is_headline(block.text[delimiter.end() :])
