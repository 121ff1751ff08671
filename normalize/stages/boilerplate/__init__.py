"""What a site glued to its articles: one file a rule."""

from normalize.stages.boilerplate.bank_details import bank_details
from normalize.stages.boilerplate.breadcrumbs import breadcrumbs
from normalize.stages.boilerplate.capital_links import capital_links
from normalize.stages.boilerplate.contact_block import contact_block
from normalize.stages.boilerplate.copyright_line import copyright_line
from normalize.stages.boilerplate.counters import counters
from normalize.stages.boilerplate.data_box import data_box
from normalize.stages.boilerplate.foreign_lead import foreign_lead
from normalize.stages.boilerplate.label_lines import label_lines
from normalize.stages.boilerplate.link_lists import link_lists
from normalize.stages.boilerplate.marked_links import marked_links
from normalize.stages.boilerplate.media_tags import media_tags
from normalize.stages.boilerplate.name_days import name_days
from normalize.stages.boilerplate.polls import polls
from normalize.stages.boilerplate.reading_time import reading_time
from normalize.stages.boilerplate.recurring import recurring
from normalize.stages.boilerplate.repeated_paragraph import repeated_paragraph
from normalize.stages.boilerplate.section_label import section_label
from normalize.stages.boilerplate.sections import sections
from normalize.stages.boilerplate.see_also import see_also
from normalize.stages.boilerplate.site_lines import site_lines
from normalize.stages.boilerplate.site_voice import site_voice
from normalize.stages.boilerplate.source_tag import source_tag
from normalize.stages.boilerplate.stray_lines import stray_lines
from normalize.stages.boilerplate.tag_list import tag_list
from normalize.stages.rule import Stage

STAGE = Stage(
    "boilerplate",
    (
        link_lists,
        section_label,
        see_also,
        label_lines,
        marked_links,
        capital_links,
        media_tags,
        foreign_lead,
        site_lines,
        site_voice,
        sections,
        source_tag,
        breadcrumbs,
        tag_list,
        reading_time,
        copyright_line,
        recurring,
        repeated_paragraph,
        counters,
        data_box,
        name_days,
        polls,
        bank_details,
        contact_block,
        stray_lines,
    ),
    last=frozenset((stray_lines.id,)),
)
