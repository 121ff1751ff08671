"""Who may be meant by a name, in whatever script it is written.

>>> linker = Linker([("q1", ["Angela Merkel"]), ("q2", ["Vladimir Putin", "Владимир Путин"])])
>>> linker.link("Ангела Меркель")[0].id
'q1'

A name becomes sounds (`phonemes.py`), the nearest known forms are looked up (`retrieve.py`), compared word by word
with costs learned for each script (`costs.py`, `pairing.py`, `score.py`), and a small model says how sure the link is
(`judge.py`).
"""

from __future__ import annotations

from normalize.glossary.link.linker import Linker, Scored, similarity

__all__ = ["Linker", "Scored", "similarity"]
