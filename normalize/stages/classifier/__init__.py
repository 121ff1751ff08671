"""Which blocks of a page, or lines of a scraped text, are the article: features, learned trees, reasons."""

from normalize.stages.classifier.judging import Judgement, judge

__all__ = ["Judgement", "judge"]
