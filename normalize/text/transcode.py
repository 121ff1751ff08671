"""Text back to the bytes that it was read from: single-byte encodings as programs read them, without holes.

Bytes that an encoding does not define are shown as C1 controls (WHATWG Encoding Standard), so every byte has a
character, and every text that was read in an encoding has its bytes.
"""

from __future__ import annotations

from functools import cache


def shown(byte: int, encoding: str) -> str:
    """Return the character that a byte is shown as in a single-byte encoding."""
    data = bytes((byte,))
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return data.decode("latin-1")


def bytes_of(text: str, encoding: str) -> bytes | None:
    """Return the bytes that a single-byte encoding shows as this text; None where it could not show it."""
    try:
        return text.translate(_bytes(encoding)).encode("latin-1")
    except UnicodeEncodeError:
        return None


@cache
def _bytes(encoding: str) -> dict[int, int]:
    """The byte of each character; a C1 control that is no character of the encoding is none of its bytes either."""
    table = dict.fromkeys(range(0x80, 0x100), 0x10FFFF)
    return table | {ord(shown(byte, encoding)): byte for byte in range(0x100)}
