"""The stages in their order, with all their rules."""

from normalize.stages import boilerplate, encoding, layout, markup, metadata, names, page, scars
from normalize.stages.rule import Stage

STAGES: tuple[Stage, ...] = (
    encoding.STAGE,
    markup.STAGE,
    page.STAGE,
    boilerplate.STAGE,
    metadata.STAGE,
    scars.STAGE,
    names.STAGE,
    layout.STAGE,
)
