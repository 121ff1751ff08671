"""Names in their canonical form."""

from normalize.stages.names.derived import derived
from normalize.stages.names.inflected import inflected
from normalize.stages.names.listed import listed
from normalize.stages.names.surname import surname
from normalize.stages.rule import Stage

STAGE = Stage("names", (listed, derived, inflected, surname))
