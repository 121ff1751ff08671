"""Clean, canonical texts from scraped news, with every change explained and reversible."""

__version__ = "0.1.0"
