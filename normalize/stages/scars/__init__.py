"""What scraping and machine translation left in the text, repaired where a careful editor would be certain."""

from normalize.stages.rule import Stage
from normalize.stages.scars.doubled_quotes import doubled_quotes
from normalize.stages.scars.email_placeholder import email_placeholder
from normalize.stages.scars.glued_sentences import glued_sentences
from normalize.stages.scars.glued_words import glued_words
from normalize.stages.scars.lost_capital import lost_capital
from normalize.stages.scars.orphan_quotes import orphan_quotes
from normalize.stages.scars.space_before_stop import space_before_stop
from normalize.stages.scars.torn_compound import torn_compound

STAGE = Stage(
    "scars",
    (
        glued_words,
        glued_sentences,
        torn_compound,
        doubled_quotes,
        orphan_quotes,
        lost_capital,
        space_before_stop,
        email_placeholder,
    ),
)
