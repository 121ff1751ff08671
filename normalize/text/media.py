"""The kinds of documents, by their media types."""

HTML = "text/html"
TEXT = "text/plain"
