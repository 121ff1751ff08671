"""Measure decoding: clean texts are written in many encodings and read back, with and without a label that lies.

    python benchmarks/reading/decoding.py [--worst 20]

A case is right where every character comes back. Beside the program's policy stands what a user would otherwise do:
take the label, else UTF-8, else Windows-1252. Texts that an encoding cannot write are written with plain quotation
marks and dashes; what still does not fit makes no case.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable, Iterator

from clean import PLAIN, texts

from normalize.errors import SkippedInput
from normalize.text.decode import decode

ENCODINGS = {
    "cp1252": "en de fr es it pt nl sv da nb fi is ca eu gl", "iso8859-1": "de fr es it pt sv da nb",
    "iso8859-15": "fr fi de", "mac-roman": "de fr es", "cp850": "de fr es", "cp1250": "pl cs sk hu sl hr ro",
    "iso8859-2": "pl cs hu sl hr", "cp852": "pl cs hu", "cp1251": "ru uk bg be mk", "koi8-r": "ru", "koi8-u": "uk",
    "iso8859-5": "ru bg", "cp866": "ru", "mac-cyrillic": "ru", "cp1253": "el", "iso8859-7": "el", "cp1254": "tr",
    "iso8859-9": "tr", "cp1255": "he", "iso8859-8": "he", "cp1256": "ar fa ur", "iso8859-6": "ar",
    "cp1257": "lt lv et", "iso8859-13": "lt lv", "cp1258": "vi", "cp874": "th", "shift_jis": "ja", "cp932": "ja",
    "euc_jp": "ja", "iso2022_jp": "ja", "gb2312": "zh", "gbk": "zh", "gb18030": "zh", "big5": "zh", "euc_kr": "ko",
    "cp949": "ko", "utf-8": "en de ru zh ar hi th", "utf-8-sig": "fr ru ja", "utf-16-le": "en ru zh",
    "utf-16-be": "en ru zh", "utf-16": "en ru zh", "utf-32-le": "en ru", "utf-32-be": "en ru",
}  # fmt: skip
"""Python's name of each encoding, and the languages that are written in it."""
PER = 6  # texts of each language and encoding
WIDE = ("utf-16", "utf-32")


def cases(name: str, label: str | None) -> Iterator[tuple[str, str, bytes, str]]:
    """Yield (encoding, language, bytes, text). `label`: None for plain text, "" for a page with the right one."""
    known = texts(name)
    for encoding, langs in ENCODINGS.items():
        if label is not None and encoding.startswith(WIDE):
            continue  # a page in a wide encoding is read by its zero bytes, whatever it says
        for lang in langs.split():
            done = 0
            for plain in known[lang]:
                text = _page(plain, label or encoding) if label is not None else plain
                for version in (text, text.translate(PLAIN)):
                    try:
                        data = version.encode(encoding)
                    except UnicodeEncodeError:
                        continue
                    if not data.isascii() or encoding.startswith(("iso2022", *WIDE)):
                        done += 1
                        yield encoding, lang, data, data.decode(encoding.removesuffix("-sig"))
                    break
                if done == PER:
                    break


def _page(text: str, label: str) -> str:
    paragraphs = "".join(f"<p>{line}</p>\n" for line in text.replace("<", "").split("\n") if line)
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={label}">' if label != "none" else ""
    return f"<html><head>{meta}<title>x</title></head><body>\n{paragraphs}</body></html>\n"


def ours(data: bytes, kind: str) -> str:
    try:
        return decode(data, kind).text
    except SkippedInput as e:
        return e.reason


def _read_as(data: bytes, kind: str) -> str:
    try:
        return decode(data, kind).source.encoding
    except SkippedInput as e:
        return e.reason


def usual(data: bytes, kind: str) -> str:
    """What many scripts do."""
    import re

    label = re.search(rb"charset=([\w-]+)", data[:2000]) if kind else None
    for name in (label[1].decode() if label else "utf-8", "utf-8"):
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", "replace")


def rate(read: Callable[[bytes, str], str], found: list[tuple[str, str, bytes, str]], kind: str) -> tuple[float, float]:
    """Return the share of right cases, in percent, and microseconds a case."""
    begun = time.process_time()
    right = sum(read(data, kind).lstrip("\ufeff") == text.lstrip("\ufeff") for _, _, data, text in found)
    return 100 * right / len(found), 1e6 * (time.process_time() - begun) / len(found)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--worst", type=int, default=20)
    told = ask.parse_args()
    print(
        f"{len(ENCODINGS)} encodings, {sum(len(v.split()) for v in ENCODINGS.values())} pairs of encoding and language"
    )
    wrong: Counter[tuple[str, str, str]] = Counter()
    for title, name, label in (
        ("documents, plain text", "documents", None),
        ("sentences, plain text", "sentences", None),
        ("pages without a label", "documents", "none"),
        ("pages, right label", "documents", ""),
        ("pages that say utf-8", "documents", "utf-8"),
        ("pages that say iso-8859-1", "documents", "iso-8859-1"),
        ("pages that say windows-1251", "documents", "windows-1251"),
    ):
        kind = "text/html" if label is not None else "text/plain"
        found = list(cases(name, label))
        share, cost = rate(ours, found, kind)
        other, less = rate(usual, found, kind if label is not None else "")
        print(f"{title:28} {len(found):4} cases  {share:6.2f} % right {cost:6.0f} us", end="   ")
        print(f"usual script {other:6.2f} % {less:5.0f} us")
        for encoding, lang, data, text in found:
            if ours(data, kind).lstrip("\ufeff") != text.lstrip("\ufeff"):
                wrong[title, encoding, f"{lang} as {_read_as(data, kind)}"] += 1
    for (title, encoding, lang), n in wrong.most_common(told.worst):
        print(f"  {n:3} wrong: {title}: {encoding} {lang}")


if __name__ == "__main__":
    main()
