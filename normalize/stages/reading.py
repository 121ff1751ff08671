"""Words for reading, by which many languages say how long an article takes."""

import regex

from normalize.text.words import plain

_WORDS = (
    "read reading lesezeit lesedauer lecture lectura lettura leitura leestijd leestid lästid læsetid lesetid lukuaika "
    "czytania czytanie čtení čítanie olvasás olvasási citire четене ανάγνωσης ανάγνωση чтения чтение читання čitanja "
    "читања okuma قراءة مطالعه קריאה पढ़ने baca đọc 阅读 閱讀 読む 읽기"
)
READING = "|".join(_WORDS.split())
_ANYWHERE = regex.compile(
    rf"(?:{READING})\s?[:：]?\s?\d{{1,3}}\s?(?:min\p{{L}}*|мин\p{{L}}*|分钟?|דקות|دقائق|دقیقه)?\.?", regex.IGNORECASE
)


def without_reading_time(text: str) -> str:
    """Return a text with blanks for a reading time in it, every place the same."""
    blanked = list(text)
    for m in _ANYWHERE.finditer(plain(text)):
        blanked[slice(*m.span())] = " " * len(m[0])
    return "".join(blanked)
