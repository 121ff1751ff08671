"""Every error a person can meet. Each says where, what, and what to do next.

NormalizeError                      exit code
├── UsageError                      2   a wrong option, path or name on the command line
│   └── ConfigError                 2   a mistake in pyproject.toml or in a glossary: all of them at once
├── RefusedError                    4   another run holds the lock; `out/` is not ours; `out/` inside the input
├── StorageError                    5   disk full, read-only, no permission
├── RestoreError                    1   the text or the ledger is not what the run left
└── SkippedInput                    3   one input that cannot be done: it is recorded, the others go on
"""

from __future__ import annotations


class NormalizeError(Exception):
    """Something that a person has to know about; its text is for them. `code` is the exit code."""

    code = 70


class UsageError(NormalizeError):
    """A wrong option, path or name on the command line; nothing was done."""

    code = 2


class ConfigError(UsageError):
    """Mistakes in settings or glossaries, one a line, each with `file:line:col`; nothing was done."""


class RefusedError(NormalizeError):
    """The run would have to touch what is not its own; nothing was done."""

    code = 4


class StorageError(NormalizeError):
    """The disk said no: full, read-only, or no permission."""

    code = 5


class RestoreError(NormalizeError):
    """A source cannot be rebuilt: the text or the ledger was changed since the run."""

    code = 1


class SkippedInput(NormalizeError):
    """One input that cannot be done. `reason` is one of `REASONS`."""

    code = 3

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


REASONS = {
    "empty": "The file holds nothing, or only white space.",
    "empty_after_clean": "Nothing is left of the text once markup and boilerplate are gone.",
    "binary": "The bytes are no text: an image, a document, an archive, a program.",
    "too_large": "The input is larger than the limit for one document.",
    "unreadable": "The file cannot be opened or read.",
    "not_a_file": "The name belongs to no regular file: a pipe, a device, a link to a folder.",
    "symlink_outside": "The link leads out of the input folder, or nowhere.",
    "bad_json": "The line is no JSON object.",
    "bad_record": "The record has no text or html field that is a string.",
    "bad_table": "The file is no table of its kind, is broken, or has no column of texts.",
    "bad_warc": "The record of a web archive is not what the format asks for.",
    "no_article": "Records of a web archive that are no page or text: pictures, scripts, error pages, redirects.",
    "not_gzip": "The name says gzip, the bytes do not.",
    "not_zstd": "The name says Zstandard, the bytes do not.",
    "truncated": "The file or record ends before its end, or is broken there; what stands before is done.",
    "bomb": "A small file that unpacks to far more than an article.",
    "needs_extra": "Reading it takes a package that is not installed; the message says how to get it.",
    "duplicate_id": "Another record or file has the same id.",
    "timeout": "The document took longer than the limit for one document.",
    "too_much_memory": "The document took more memory than the limit for one document.",
    "worker_died": "The process that did the document was ended, twice: it ran out of memory, or crashed.",
    "failed": "The document could not be processed: a fault of this program; please report it.",
}
"""Reason codes of `out/quarantine.jsonl`: a closed list."""
