"""What every process of a run needs, loaded once: new processes are made from one that has imported this file.

An article in each of a few scripts goes through the pipeline, so that rules, phrases and models are in memory, which
all processes share then.
"""

from normalize.glossary import Glossary
from normalize.pipeline import run
from normalize.settings import Settings
from normalize.store import work

_TEXTS = (
    "<html><body><p>The minister said on Monday that talks would go on in Geneva.</p></body></html>",
    "The minister said on Monday that talks would go on in Geneva.",
    "Министр заявил в понедельник, что переговоры в Женеве продолжатся.",
)

for _text in _TEXTS:
    run(_text, Glossary.open(()), Settings(), doc_id=work.__name__)
