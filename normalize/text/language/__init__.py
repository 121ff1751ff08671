"""Which language a text is in: the script first, then langdetect's profiles, scored exactly.

`detect` never raises and always gives the same answer for the same text.
"""

from normalize.text.language.detect import FAMILIES, Guess, detect

__all__ = ["FAMILIES", "Guess", "detect"]
