"""Names as people write them: entries from YAML, one matcher for all spellings, additions as edits of the file."""

from normalize.glossary.match import Matcher, Mention
from normalize.glossary.read import find_packs, load
from normalize.glossary.shape import Entry, Glossary, Spelling

__all__ = ["Entry", "Glossary", "Matcher", "Mention", "Spelling", "find_packs", "load"]
