"""What belongs to an article without being its text: lifted into facts, never lost."""

from normalize.stages.metadata.agency_credit import agency_credit
from normalize.stages.metadata.byline import byline
from normalize.stages.metadata.byline_end import byline_end
from normalize.stages.metadata.caption import caption
from normalize.stages.metadata.date import date
from normalize.stages.metadata.dated_line import dated_line
from normalize.stages.metadata.dateline import dateline
from normalize.stages.metadata.photo_credit import photo_credit
from normalize.stages.metadata.strip import strip
from normalize.stages.metadata.title import title
from normalize.stages.metadata.title_suffix import title_suffix
from normalize.stages.rule import Stage

STAGE = Stage(
    "metadata",
    (title, title_suffix, byline, byline_end, date, strip, dated_line, dateline, caption, photo_credit, agency_credit),
)
