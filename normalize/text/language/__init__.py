"""Which language a text is in: the script first, then langdetect's profiles, scored exactly, then a second opinion.

`detect` and `by_block` never raise and always give the same answer for the same text.
"""

from normalize.text.language.blocks import by_block
from normalize.text.language.detect import FAMILIES, NOTHING, UNKNOWN, Guess, detect

__all__ = ["FAMILIES", "NOTHING", "UNKNOWN", "Guess", "by_block", "detect"]
