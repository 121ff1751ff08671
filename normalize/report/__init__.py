"""What a reader is shown: ledgers as plain data, drawn as one page or in a terminal."""

from normalize.report.model import view
from normalize.report.parts import Article, Cause, Piece, Remark, Segment, View

__all__ = ["Article", "Cause", "Piece", "Remark", "Segment", "View", "view"]
