"""What scraping and machine translation left in the text, repaired where a careful editor would be certain."""

from normalize.stages.rule import Stage
from normalize.stages.scars.doubled_quotes import doubled_quotes
from normalize.stages.scars.doubled_word import doubled_word
from normalize.stages.scars.email_placeholder import email_placeholder
from normalize.stages.scars.glued_sentences import glued_sentences
from normalize.stages.scars.glued_words import glued_words
from normalize.stages.scars.half_brackets import half_brackets
from normalize.stages.scars.leaked_code import leaked_code
from normalize.stages.scars.list_markers import list_markers
from normalize.stages.scars.lost_capital import lost_capital
from normalize.stages.scars.missing_words import missing_words
from normalize.stages.scars.numbered_pictures import numbered_pictures
from normalize.stages.scars.orphan_quotes import orphan_quotes
from normalize.stages.scars.space_before_stop import space_before_stop
from normalize.stages.scars.split_number import split_number
from normalize.stages.scars.template_marks import template_marks
from normalize.stages.scars.torn_compound import torn_compound

STAGE = Stage(
    "scars",
    (
        leaked_code,
        template_marks,
        numbered_pictures,
        list_markers,
        glued_words,
        glued_sentences,
        torn_compound,
        doubled_quotes,
        orphan_quotes,
        half_brackets,
        doubled_word,
        lost_capital,
        split_number,
        space_before_stop,
        email_placeholder,
        missing_words,
    ),
)
