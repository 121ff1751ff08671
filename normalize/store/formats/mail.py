"""Letters: mailboxes (mbox) and single ones (eml). The HTML or text part is the article, the subject its title."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from typing import Any, BinaryIO

from normalize.store.formats.record import LIMIT, Fields, Record, carried

_PIECE = 1 << 16  # bytes of a line at a time
_KINDS = {"text/html": "text/html", "text/plain": ""}  # the first that there is
_FAULTS = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)  # of the parser, on junk


def read_mbox(file: BinaryIO, _: Fields) -> Iterator[Record]:
    """Yield the letters of a mailbox: each begins with a line "From …" behind an empty one."""
    letter, size, number = bytearray(), 0, 0
    blank, whole = True, True
    while line := file.readline(_PIECE):
        if whole and blank and line.startswith(b"From "):
            if size:
                number += 1
                yield _letter(bytes(letter), size, number)
            letter, size = bytearray(), 0
        else:
            size += len(line)
            letter += line[: LIMIT + 1 - len(letter)]
        blank, whole = not line.strip(), line.endswith(b"\n")
    if letter.strip():
        yield _letter(bytes(letter), size, number + 1)


def read_eml(file: BinaryIO, _: Fields) -> Iterator[Record]:
    """Yield the one letter that a file is."""
    data = file.read(LIMIT + 1)
    if data.strip():
        yield _letter(data, len(data), 1)


def _letter(data: bytes, size: int, number: int) -> Record:
    if size > LIMIT:
        return Record(number, skip=("too_large", f"letter {number} has more than {LIMIT:,} bytes"))
    try:
        return _read(message_from_bytes(data), number)
    except _FAULTS as e:
        return Record(number, skip=("bad_record", f"letter {number} cannot be read: {type(e).__name__}: {e}"[:200]))


def _read(message: Message[str, str], number: int) -> Record:
    parts: dict[str, Message[Any, Any]] = {}
    for part in message.walk():
        if part.get_content_disposition() != "attachment" and not part.is_multipart():
            parts.setdefault(part.get_content_type(), part)
    kind = next((k for k in _KINDS if k in parts), "")
    content = parts[kind].get_payload(decode=True) if kind else None
    if not isinstance(content, bytes):
        return Record(number, skip=("bad_record", f"letter {number} has no part that is text or HTML"))
    extra, left_out = carried({k.lower(): _said(message[k]) for k in ("From", "Date") if message[k]})
    return Record(
        number,
        content,
        _said(message["Message-ID"]).strip(" <>"),
        _KINDS[kind],
        parts[kind].get_content_charset() or "",
        _said(message["Subject"]),
        extra=extra,
        left_out=left_out,
    )


def _said(header: Any) -> str:
    """The text of a header in one line, its encoded words read; as it stands where they are broken."""
    if header is None:
        return ""
    try:
        text = str(make_header(decode_header(header)))
    except (*_FAULTS, UnicodeError):
        text = str(header)
    return " ".join(text.split())
