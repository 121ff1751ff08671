"""Repairs of characters: wrong encodings, stray bytes, controls, what nobody sees, letters of other alphabets."""

from normalize.stages.encoding.combining import combining
from normalize.stages.encoding.controls import controls
from normalize.stages.encoding.escapes import escapes
from normalize.stages.encoding.invisible import invisible
from normalize.stages.encoding.look_alikes import look_alikes
from normalize.stages.encoding.mojibake import mojibake
from normalize.stages.encoding.private_use import private_use
from normalize.stages.encoding.stray_bytes import stray_bytes
from normalize.stages.encoding.transcoded import transcoded
from normalize.stages.rule import Stage

STAGE = Stage(
    "encoding",
    (stray_bytes, mojibake, transcoded, escapes, controls, invisible, private_use, combining, look_alikes),
)
