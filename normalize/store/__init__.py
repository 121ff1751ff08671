"""The disk: sources are found and read and never written; outputs are written whole or not at all."""
