"""From bytes to text and back, with the way checked both ways.

Policy: byte order mark, strict UTF-8, UTF-16 and UTF-32 by their zero bytes, UTF-8 with single bad bytes, then the
declared label against a detector, told apart by the language model. UTF-7 is never believed.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from normalize.edits.ledger import Source, digest
from normalize.errors import SkippedInput

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"\x7fELF", b"MZ\x90",
    b"\xd0\xcf\x11\xe0", b"SQLite format 3\0", b"7z\xbc\xaf", b"Rar!", b"\x28\xb5\x2f\xfd", b"BZh", b"\xfd7zXZ",
    b"RIFF", b"OggS", b"ID3", b"\x00\x00\x01\x00", b"wOFF", b"\xca\xfe\xba\xbe",
)  # fmt: skip
_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]+)", re.IGNORECASE)
_XML = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.\-]+)")
_SENTENCE = 64  # bytes that are too many to look like ASCII by chance
_TAGS = re.compile(  # a script in which another begins is none: it has no end
    rb"<(script|style)\b[^<>]{0,2000}+>(?:[^<]++|<(?!/?\1\b))*+</\1|<[^<>]{0,2000}+>", re.IGNORECASE
)
_WEB = {  # what browsers read where a page says this (WHATWG Encoding Standard, table of labels)
    "iso8859-1": "cp1252", "ascii": "cp1252", "latin-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874",
    "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949",
    "ks_c_5601-1987": "cp949", "big5": "big5hkscs",
}  # fmt: skip
_PROBE = 200_000  # bytes shown to the detector
_MARGIN = 0.05  # how much better the declared label must read to beat the detector, which errs in one of 500 pages
_DOUBTFUL = 0.3  # confidence of the detector below which
_BENEFIT = 0.4  # the declared label may read less well than the detector's guess
_TORN = re.compile(  # a sign in the middle of a word, or one of ASCII among letters from Greek to Arabic
    r"(?<=[^\W\d_])[^\x00-\x7f\w\s’‘‛′–—…·•‑‐\N{SOFT HYPHEN}]+(?=[^\W\d_])"
    r"|(?<=[\u0370-\u07ff])[A-Za-z0-9](?=[\u0370-\u07ff])"
)
_DENSE = re.compile("[\u3000-\u30ff\N{CJK UNIFIED IDEOGRAPH-4E00}-\u9fff\uff00-\uffef]")
_MOST = 0.65  # share of a text that is dense characters
_TORN_WORD = -10.5  # what a sign in the middle of a word counts for
_LIKE = -9.0  # fluency above which dense characters are a language


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of some bytes, and the record of how it was read."""

    text: str
    source: Source


def decode(data: bytes, media_type: str, declared: str | None = None) -> Decoded:
    """Read bytes as text. Raises SkippedInput where they are empty or no text at all.

    Where the text cannot give the bytes back, the record keeps them as they are.

    A byte order mark stays in the text as U+FEFF, and a byte that does not fit as a lone surrogate (PEP 383): both are
    taken out later, by edits that say so.
    """
    if not data.strip(b" \t\r\n\0\x0b\x0c"):
        raise SkippedInput("empty", "there is nothing in it but white space")
    if data.startswith(_MAGIC):
        raise SkippedInput("binary", "its first bytes are those of a binary file format, not of text")
    reading = _read(data, declared)
    try:
        text = data.decode(reading.encoding, reading.errors)
    except UnicodeDecodeError:  # a wide encoding that breaks off, or holds what is no character
        text = data.decode(reading.encoding, "replace")
    if text.count("\0") * 50 > len(text):
        raise SkippedInput("binary", "every fiftieth character or more is a NUL: this is no text")
    if reading.suspect and _looks_binary(text):
        raise SkippedInput("binary", f"read as {reading.encoding} it is mostly control characters: this is no text")
    exact = _encodes_back(text, reading, data)
    source = Source(
        sha256=digest(data),
        size=len(data),
        media_type=media_type,
        encoding=reading.encoding,
        errors=reading.errors,
        evidence=reading.evidence,
        rivals=reading.rivals,
        verbatim=None if exact else data,
    )
    return Decoded(text, source)


def from_text(text: str, media_type: str) -> Decoded:
    """Wrap text that came as text: its bytes are its UTF-8, lone surrogates and all."""
    data = text.encode("utf-8", "surrogatepass")
    if not text.strip():
        raise SkippedInput("empty", "there is nothing in it but white space")
    return Decoded(text, Source(digest(data), len(data), media_type, "utf-8", "surrogatepass", "given as text"))


@dataclass(frozen=True, slots=True)
class _Reading:
    encoding: str
    errors: str
    evidence: str
    rivals: tuple[str, ...] = ()
    suspect: bool = False


def _read(data: bytes, declared: str | None) -> _Reading:
    for bom, encoding in _BOMS:
        if data.startswith(bom) and not _is_ascii_behind(bom, data):
            return _Reading(encoding, _lenient(encoding), "byte order mark")
    if wide := _wide(data):
        return _Reading(wide, _lenient(wide), "zero bytes in the places of a wide encoding")
    if (b"\x1b$" in data or b"\x1b(" in data) and _decodes(data, "iso2022_jp"):
        return _Reading("iso2022_jp", "strict", "escape sequences of ISO-2022-JP")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return _Reading("utf-8", "strict", "valid UTF-8")
    label = _codec(declared) or _declared(data)
    good, bad = _utf8_balance(data)
    if good > 3 * bad:
        rivals = (label,) if label and label != "utf-8" else ()
        return _Reading("utf-8", "surrogateescape", f"UTF-8 but for {bad} of {good + bad} sequences", rivals)
    return _legacy(data, label)


def _is_ascii_behind(mark: bytes, data: bytes) -> bool:
    """Whether a mark of UTF-16 stands before plain ASCII: read as UTF-16 that would be Chinese without any sense.

    A few characters of real UTF-16 may have such bytes as well; a sentence of them has not.
    """
    return len(mark) == 2 and len(data) >= _SENTENCE and data[2:].isascii() and b"\0" not in data


def _legacy(data: bytes, label: str | None) -> _Reading:
    """Neither UTF-8 nor wide: the declared label or the detector's word, whichever reads more like a language."""
    import chardet

    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _Reading("cp1252", "surrogateescape", "ASCII, behind the byte order mark of another encoding")
    if wide := _wide_dense(data):
        return _Reading(wide, _lenient(wide), "characters of a wide encoding that read like a language")
    body = _TAGS.sub(b" ", data[:_PROBE]) if b"<" in data[:_PROBE] else data[:_PROBE]
    found = chardet.detect(body)
    detected = _codec(found["encoding"])
    names = [n for n in dict.fromkeys((label, detected)) if n and n != "utf-8" and _decodes(data, n)]
    if not names:
        return _Reading("cp1252", "surrogateescape", "nothing else fitted", suspect=True)
    sure = f"{found['confidence'] or 0:.2f}"
    if len(names) == 1:
        why = "declared label" if names[0] == label else f"detector ({sure}); no label, or one that does not fit"
        return _Reading(names[0], _lenient(names[0]), why, suspect=names[0] != label)
    one, other = (body.decode(n, "replace") for n in names)
    if one == other:
        return _Reading(names[0], _lenient(names[0]), f"declared label; {names[1]} reads the same", (names[1],))
    a, b = _fluency(one), _fluency(other)
    margin = _MARGIN if (found["confidence"] or 0) >= _DOUBTFUL else -_BENEFIT
    chosen, rival = (names[0], names[1]) if a >= b + margin else (names[1], names[0])
    why = f"declared {names[0]} reads {a:.2f}, detected {names[1]} ({sure}) reads {b:.2f}"
    return _Reading(chosen, _lenient(chosen), why, (rival,), suspect=True)


def _fluency(text: str) -> float:
    """How much like some language the letters read that are not ASCII; signs in the middle of words are wrong ones."""
    from normalize.text.language.profiles import LENGTH, profiles  # numpy takes its time

    sample = text[:LENGTH]
    torn = len(_TORN.findall(sample))
    letters = sum(c.isalpha() for c in sample if not c.isascii())
    return (profiles().fluency(sample) * (letters or 1) + _TORN_WORD * torn) / ((letters or 1) + torn)


def _codec(label: str | None) -> str | None:
    """Return Python's name for a label, read as browsers read it, or None where it is unknown or not to be trusted."""
    if not label:
        return None
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return None
    if name.startswith(("utf-7", "utf_7")) or not codecs.lookup(name)._is_text_encoding:  # noqa: SLF001 - no other way to ask
        return None
    return _WEB.get(name, name)


def _declared(data: bytes) -> str | None:
    found = _XML.search(data[:300]) or _META.search(data[:8192])
    return _codec(found[1].decode("ascii")) if found else None


def _decodes(data: bytes, name: str) -> bool:
    try:
        data.decode(name, _lenient(name))
    except UnicodeDecodeError:
        return False
    return True


def _lenient(name: str) -> str:
    """Single-byte codecs may have holes: a byte in a hole becomes a lone surrogate, and an edit later."""
    if name.startswith(("utf-16", "utf-32")):
        return "surrogatepass"
    return "surrogateescape" if name.startswith(("cp125", "cp874", "iso8859", "utf-8", "koi8", "mac")) else "strict"


def _wide(data: bytes) -> str:
    """Return the wide encoding whose zero bytes these are, or an empty string."""
    head = data[: 4096 - 4096 % 4]
    if len(head) < 4 or len(data) % 2:
        return ""
    zeros = [head[i::4].count(0) / (len(head) / 4) for i in range(4)]
    if len(data) % 4 == 0 and zeros[3] > 0.9 and zeros[2] > 0.9 and zeros[0] < 0.1:
        return "utf-32-le"
    if len(data) % 4 == 0 and zeros[0] > 0.9 and zeros[1] > 0.9 and zeros[3] < 0.1:
        return "utf-32-be"
    even, odd = (zeros[0] + zeros[2]) / 2, (zeros[1] + zeros[3]) / 2
    if odd > 0.4 and even < 0.05:
        return "utf-16-le"
    if even > 0.4 and odd < 0.05:
        return "utf-16-be"
    return _wide_letters(head)


def _wide_letters(head: bytes) -> str:
    """UTF-16 of a script beyond Latin: its spaces and line ends have zero bytes, its letters share their high byte."""
    for encoding, high in (("utf-16-le", 1), ("utf-16-be", 0)):
        spaces = head.count(b" \0" if high else b"\0 ")
        highs = head[high::2]
        common = max(map(highs.count, set(highs) - {0}), default=0)
        if spaces * 40 > len(highs) and common * 2 > len(highs):
            return encoding
    return ""


def _wide_dense(data: bytes) -> str:
    """UTF-16 of a script without spaces: nearly all is Han or kana, and it reads like a language."""
    for encoding in ("utf-16-le", "utf-16-be") if len(data) % 2 == 0 else ():
        text = data[:2000].decode(encoding, "replace")
        if len(_DENSE.findall(text)) > _MOST * len(text) and _fluency(text) > _LIKE:
            return encoding
    return ""


def _utf8_balance(data: bytes) -> tuple[int, int]:
    """Count the multi-byte sequences that are valid UTF-8, and the bytes that are not."""
    text = data.decode("utf-8", "surrogateescape")
    bad = len(re.findall("[\udc80-\udcff]", text))
    good = sum(map(text.count, {c for c in set(text) if ord(c) > 127 and not "\udc80" <= c <= "\udcff"}))
    return good, bad


def _looks_binary(text: str) -> bool:
    sample = text[:4000]
    odd = sum(
        1
        for c in sample
        if (c < " " and c not in "\t\n\r\f\v\x1b") or "\x7f" <= c < "\xa0" or "\udc80" <= c <= "\udcff"
    )
    return odd * 10 > len(sample)


def _encodes_back(text: str, reading: _Reading, data: bytes) -> bool:
    try:
        return text.encode(reading.encoding, reading.errors) == data
    except UnicodeEncodeError:
        return False
