"""What makes a text clean: one room a stage, one file a rule. `order` has them all."""

NAMES = ("encoding", "markup", "page", "boilerplate", "metadata", "scars", "names", "layout")
"""The stages in their order."""
