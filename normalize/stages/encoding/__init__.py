"""Repairs of characters: wrong encodings, stray bytes, controls, what nobody sees."""

from normalize.stages.encoding.controls import controls
from normalize.stages.encoding.invisible import invisible
from normalize.stages.encoding.mojibake import mojibake
from normalize.stages.encoding.stray_bytes import stray_bytes
from normalize.stages.encoding.transcoded import transcoded
from normalize.stages.rule import Stage

STAGE = Stage("encoding", (stray_bytes, mojibake, transcoded, controls, invisible))
