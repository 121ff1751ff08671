"""boilerplate/stray-lines: lines of a scraped text that are no article.

What   What was around the article on its page and was scraped with it: lines that the classifier takes for no part of
       the article. Where another rule takes the same line, that rule's reason stands.
Why    In all languages an article is a run of sentences about one thing; the rest of a page is short lines.
Spares Sentences of a text that is not mostly menus; headlines, bylines, dates and credits at the edges of the article,
       which are lifted later; texts of a few lines or without a paragraph; what is in doubt, above all in a text that
       is mostly article; pages (page/outside-article).
"""

from __future__ import annotations

from normalize.stages.classifier import judge
from normalize.stages.document import Document
from normalize.stages.metadata.liftable import facts_at_edges
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.text.media import TEXT

_BODY = (
    "Kim met Putin in the Far East of Russia on Wednesday, and both spoke of a new friendship between their countries."
)
_MENU = "Home\nNews\nSport\nContact us\nLog in\nSubscribe"

EXAMPLES = (
    Example(f"{_MENU}\n{_BODY}\n{_BODY}\n{_BODY}", f"{chr(10) * 6}{_BODY}\n{_BODY}\n{_BODY}"),
    Leave(f"{_BODY}\n\n{_BODY}"),
    Leave(f"{_BODY}\nWho is able to stop them?\nIt rains.\nRia runs in.\nNobody knew.\n{_BODY}"),
    Leave("Menu\n\nThe talks went on for three hours and ended, both sides said, in a very good mood."),
)

_FEW = 2  # lines that are no sentence, such as a headline: a text with so few has none that is stray
_MESSY = 2  # sort of texts that are mostly no article, unless it is sentences that would go
_SURE, _DOUBT = 0.92, 0.7  # claim from which a line goes out of a cleaner text, and that of the others


@rule(examples=EXAMPLES)
def stray_lines(doc: Document) -> Edits:
    if doc.media_type != TEXT or sum(not b.ends_sentence for b in doc.blocks) <= _FEW:
        return
    said = judge(doc)
    if not any(said.goes) or not any(b.is_prose for b, goes in zip(doc.blocks, said.goes, strict=True) if not goes):
        return
    gone = [b for b, goes in zip(doc.blocks, said.goes, strict=True) if goes]
    messy = said.sort >= _MESSY and 2 * sum(b.ends_sentence for b in gone) <= len(gone)
    facts = facts_at_edges(doc, [not goes for goes in said.goes])
    for n, block in enumerate(doc.blocks):
        if said.goes[n] and n not in facts:
            sure = said.outside[n]
            if not messy and (sure < _SURE or block.ends_sentence):
                sure = min(sure, _DOUBT)
            yield doc.delete(block.start, block.end, f"no part of the article: {said.why[n]}", sure)
