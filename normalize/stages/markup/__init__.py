"""HTML to text, as edits of the source."""

from normalize.stages.markup.entities import entities
from normalize.stages.markup.hidden import hidden
from normalize.stages.markup.protected_address import protected_address
from normalize.stages.markup.space import space
from normalize.stages.markup.tags import tags
from normalize.stages.markup.wrapped import wrapped
from normalize.stages.rule import Stage

STAGE = Stage("markup", (hidden, tags, space, protected_address, entities, wrapped))
