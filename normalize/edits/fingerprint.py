"""The name by which a decision remembers an edit."""

from __future__ import annotations

import hashlib

from normalize.edits.edit import Edit
from normalize.edits.weave import Origins

WINDOW = 24  # code points of source on each side


def fingerprint(edit: Edit, origins: Origins) -> str:
    """Return the name of an edit: what it says and where the *source* says it, 16 hexadecimal digits.

    No offset, stage or rule name is in it, and no text further than `WINDOW` away; white space is squashed. So the
    name outlives changes elsewhere in the article, and of rules and their order. `origins` answers for the text that
    the edit was proposed on.
    """
    source = origins.source
    start, end = origins.of(edit.start, edit.end)
    near = _squash(source[max(0, start - WINDOW) : start]), _squash(source[end : end + WINDOW])
    said = "\x1f".join((edit.before, edit.after, *near)).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(said, digest_size=8).hexdigest()


def _squash(text: str) -> str:
    return " ".join(text.split())
