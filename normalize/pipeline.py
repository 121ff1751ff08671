"""One document through the stages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from normalize.edits import Edit, Layer, Ledger, Note, Patch, Weave, settle
from normalize.edits.judge import Judge
from normalize.edits.ledger import digest_text
from normalize.errors import SkippedInput
from normalize.glossary import Glossary
from normalize.program import code_digest
from normalize.settings import Settings
from normalize.stages import cues
from normalize.stages.document import Document, PageFacts, blocks_of, main_language
from normalize.stages.facts import Facts, gather
from normalize.stages.markup.glance import look_up
from normalize.stages.markup.page import page_blocks
from normalize.stages.markup.sniff import sniff
from normalize.stages.order import STAGES
from normalize.stages.page_facts import page_facts, tidy
from normalize.stages.rule import FLOOR, Stage
from normalize.stages.survey import Seen, Survey
from normalize.stages.touch import Touch
from normalize.text.clusters import widen
from normalize.text.decode import decode, from_text
from normalize.text.language import NOTHING, UNKNOWN, Guess
from normalize.text.media import HTML, TEXT

_BLIND = ("encoding", "markup")  # stages that see the tags of pages, and ask no glossary
_ROUNDS = 8  # times that the stages look again at what they made, at most: until they have nothing to say


@dataclass(frozen=True)
class Normalized:
    """A clean text, what is known about the article, and the record of every change."""

    text: str
    facts: Facts
    ledger: Ledger

    @property
    def id(self) -> str:
        """The document's id."""
        return self.ledger.id

    @property
    def lang(self) -> str:
        """The language of the article, ISO 639-1, or "und"."""
        return self.ledger.lang

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The applied edits, stage by stage."""
        return self.ledger.edits

    @property
    def body(self) -> str:
        """The text without its title line."""
        head, _, rest = self.text.partition("\n\n")
        return rest if self.facts.title and head.strip() == self.facts.title else self.text

    def weave(self) -> Weave:
        """Return where every character of the text came from."""
        return self.ledger.weave(self.text)


def run(
    data: bytes | str,
    glossary: Glossary,
    settings: Settings,
    *,
    doc_id: str,
    media_type: str = "",
    charset: str = "",
    title: str = "",
    survey: Survey | None = None,
    place: str = "",
    touch: Touch | None = None,
) -> Normalized:
    """Normalise one document. Raises SkippedInput where there is nothing to normalise.

    `media_type`, `charset` and `title` are what the input said of itself; empty to find out. `survey` tells which lines
    other articles have as well; `place` is the folder that stands for the site of a document that names none.
    `touch` takes down what a glossary or a decision could touch.
    """
    read = from_text(data, media_type) if isinstance(data, str) else decode(data, media_type, charset or None)
    kind = media_type or sniff(read.text)
    read = replace(read, source=replace(read.source, media_type=kind))
    page = page_facts(read.text) if kind == HTML else PageFacts()
    page = replace(page, title=tidy(title) or page.title)
    if touch is not None:
        touch.page(page)
    seen = look_up(survey, read.text, kind, place) if survey else Seen()
    doc = Document(
        doc_id,
        read.text,
        glossary,
        kind,
        settings.lang or UNKNOWN,
        settings.names_lang,
        settings.quotes,
        page,
        survey=seen,
    )
    if kind == TEXT and not settings.lang:  # what repairs go by; asked again once they are made
        doc = replace(doc, lang=main_language(doc.text, doc.blocks).lang)
    judge = Judge(settings.decisions, doc_id, read.text) if settings.decisions else None
    glossary.listener = touch.text if touch is not None else None
    doc, layers = _round(doc, settings, judge, touch)
    for _ in range(_ROUNDS if _is_another(layers) else 0):
        again, more = _round(_afresh(doc, media_type), settings, judge, touch)
        more = _news(layers, more)
        if not any(layer.patch.edits or layer.others for layer in more):
            break
        doc = again
        layers += more
    if not any(map(str.isalnum, doc.text)):
        raise SkippedInput("empty_after_clean", "nothing is left of it once markup and boilerplate are gone")
    ledger = Ledger(
        id=doc_id,
        source=read.source,
        output=digest_text(doc.text),
        lang=doc.lang,
        lang_evidence=doc.guess.said,
        layers=tuple(layers),
        inputs={
            "code": code_digest(),
            "cues": cues.digest(),
            "settings": settings.digest(),
            **({"survey": seen.digest()} if seen.lines else {}),
            **({"decisions": told} if judge and (told := judge.digest()) else {}),
        },
    )
    return Normalized(doc.text, gather(layers, doc.text, page, glossary, doc.guess), ledger)


def _round(doc: Document, settings: Settings, judge: Judge | None, touch: Touch | None) -> tuple[Document, list[Layer]]:
    """Take a document through all stages once."""
    layers: list[Layer] = []
    for stage in STAGES:
        if stage.name in settings.stages:
            doc, layer = through(stage, doc, settings.ignore, judge, touch)
            layers.append(layer)
        if stage.name == "markup" and doc.guess == NOTHING:
            guess = Guess(settings.lang, 1.0, "given") if settings.lang else language_of(doc)
            doc = replace(doc, lang=guess.lang, guess=guess)
    return doc, layers


def _news(layers: Sequence[Layer], more: Sequence[Layer]) -> list[Layer]:
    """What a further round says that no earlier one has said: edits, and vetoes of what was not proposed before."""
    known = {_what(f.edit) for layer in layers for f in layer.others if f.status == "vetoed"}
    return [
        replace(m, others=tuple(f for f in m.others if f.status == "vetoed" and _what(f.edit) not in known), notes=())
        for m in more
    ]


def _what(edit: Edit) -> tuple[str, str, str]:
    return edit.rule, edit.before, edit.after


def _is_another(layers: Sequence[Layer]) -> bool:
    """Whether a text came out of a round as another one: white space between its lines and at its ends aside."""
    edits = (e for layer in layers for e in layer.patch.edits)
    return any(e.after.strip() or e.before.strip() or "\n" not in e.before + e.after for e in edits)


def _afresh(doc: Document, media_type: str) -> Document:
    """The document as it would be found if its clean text were the source: an edit may have laid bare another."""
    kind = TEXT if media_type == TEXT else sniff(doc.text)
    return replace(doc, media_type=kind, facts=PageFacts(), marked=tuple(b.bare() for b in doc.blocks))


def through(
    stage: Stage,
    doc: Document,
    ignore: frozenset[str] = frozenset(),
    judge: Judge | None = None,
    touch: Touch | None = None,
) -> tuple[Document, Layer]:
    """Take a document through one stage: every rule proposes on the same text, `settle` decides, the patch is made.

    `judge` speaks for the people who have decided on edits; `touch` listens.
    """
    proposals: list[Edit] = []
    notes: list[Note] = []
    for rule in stage.rules:
        if rule.id in ignore or stage.name in ignore:
            continue
        for said in rule(doc):
            if isinstance(said, Note):
                notes.append(said)
            else:
                proposals.append(widen(said, doc.text))
    if touch is not None:
        touch.text(doc.text if stage.name not in _BLIND or doc.media_type != HTML else "")
        touch.proposals(proposals)
    if judge is None:
        patch, fates = settle(stage.name, proposals, floor=FLOOR, last=stage.last)
    else:
        judge.turn_to(doc.lang)
        patch, fates = settle(
            stage.name,
            proposals,
            veto=judge.veto,
            grant=judge.grant,
            doubt=judge.doubt,
            floor=FLOOR,
            last=stage.last,
        )
        judge.follow(patch)
    others = tuple(f for f in fates if f.status != "applied")
    return _after(doc, stage, patch), Layer(patch, others, tuple(sorted(notes, key=lambda n: (n.start, n.end, n.rule))))


def _after(doc: Document, stage: Stage, patch: Patch) -> Document:
    text = patch.apply(doc.text)
    if stage.name == "markup" and doc.media_type == HTML:
        return replace(doc, text=text, marked=page_blocks(doc, text, patch))
    if not patch.edits:
        return doc
    if not doc.marked:
        return replace(doc, text=text)
    spans = patch.carry([(b.start, b.end) for b in doc.marked])
    known = [(a, z, b) for (a, z), b in zip(spans, doc.marked, strict=True) if a < z]
    return replace(doc, text=text, marked=blocks_of(text, known))


def language_of(doc: Document) -> Guess:
    """Return the language of the prose; what the page says of itself settles close calls."""
    found = main_language(doc.text, doc.blocks)
    said = {"no": "nb", "iw": "he", "in": "id"}.get(doc.facts.lang, doc.facts.lang)
    if said and (found.lang == UNKNOWN or said in found.also or {found.lang, said} <= {"nb", "nn", "da"}):
        return found._replace(lang=said, by=f"{found.by}, the page", also=())
    return found
