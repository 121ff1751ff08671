"""What a reader is shown: ledgers as plain data, drawn as one page or in a terminal."""

from normalize.report.model import Article, Cause, Piece, Remark, Segment, View, view
from normalize.report.totals import RuleTotal, Totals

__all__ = ["Article", "Cause", "Piece", "Remark", "RuleTotal", "Segment", "Totals", "View", "view"]
