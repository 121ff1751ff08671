"""Names as people write them: entries from YAML, one look-up for all spellings, additions as edits of the file."""

from normalize.glossary.glossary import Candidate, Glossary
from normalize.glossary.match import Mention
from normalize.glossary.reading import Reading
from normalize.glossary.shape import Entry, Spelling

__all__ = ["Candidate", "Entry", "Glossary", "Mention", "Reading", "Spelling"]
