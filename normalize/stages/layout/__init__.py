"""White space, bullets and paragraphs: the form of the canonical text."""

from normalize.stages.layout.bullets import bullets
from normalize.stages.layout.empty_lines import empty_lines
from normalize.stages.layout.paragraphs import paragraphs
from normalize.stages.layout.spaces import spaces
from normalize.stages.rule import Stage

STAGE = Stage("layout", (paragraphs, empty_lines, bullets, spaces))
