"""What a page shows around its article: the classifier's part in cleaning, before any rule reads lines."""

from normalize.stages.page.named_parts import named_parts
from normalize.stages.page.outside_article import outside_article
from normalize.stages.page.teaser_cards import teaser_cards
from normalize.stages.rule import Stage

STAGE = Stage("page", (outside_article, named_parts, teaser_cards))
