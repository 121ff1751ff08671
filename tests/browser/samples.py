"""Articles for the page: a hostile one, one in Arabic, and a few ordinary ones in several languages."""

from __future__ import annotations

from collections.abc import Iterator

from normalize.edits import Edit, Layer, Ledger, Source, settle
from normalize.edits.ledger import digest_text
from normalize.report import Article

HOSTILE = (
    "\N{RIGHT-TO-LEFT OVERRIDE}<script>document.title = 'broken in'</script> </style></script>]]> "
    "Wladimir Putin\0\r\n\r\n"
    "<img src='https://tracker.example/p.gif' onerror='document.title = 1'> \ud800\ufffe\x80 wrote.\r\n\r\n"
    "See also <a href='javascript:alert(1)'>a tale</a>\r\n\r\n"
    "{{ 7 * 7 }} </template><b id=told>x</b>\N{NO-BREAK SPACE}\r\n"
)
ARABIC = (
    "التقى فلاديمر بوتين الوزير في موسكو يوم 14 سبتمبر 2023.\n\nاقرأ أيضا: خبر آخر\n\n"
    "قال المتحدث إن الاجتماع استمر ساعتين.\n"
)


def hostile() -> Article:
    names = [edit(HOSTILE, "Wladimir", "Vladimir<script>", "names/listed"), edit(HOSTILE, "\r\n\r\n<img", "\n\n<img")]
    teaser = edit(HOSTILE, "See also <a href='javascript:alert(1)'>a tale</a>\r\n\r\n", "", "boilerplate/see-also")
    maybe = edit(HOSTILE, "{{ 7 * 7 }}", "<u>49</u>", "scars/maybe", 0.4)
    space = edit(HOSTILE, "\N{NO-BREAK SPACE}", " ", "encoding/<b>")
    return made("</title><script>x</script>.txt", "en", HOSTILE, [teaser, maybe, space, *names], "<script>2</script>")


def arabic() -> Article:
    edits = [
        edit(ARABIC, "فلاديمر", "فلاديمير", "names/listed"),
        edit(ARABIC, "اقرأ أيضا: خبر آخر\n\n", "", "boilerplate/see-also"),
    ]
    return made("ar/لقاء.txt", "ar", ARABIC, edits, "لقاء في موسكو")


def ordinary(n: int, lang: str = "en") -> Article:
    """The `n`th of many articles; each has other words around the same three changes."""
    text = (
        f"Report {n} from the river\n\nOn day {n} Wladimir Putin spoke in Kiev about bridge {n % 7}. Nobody in town "
        f"{n} was surprised, and the {n % 5} ships stayed.\n\nSee also Tale {n} of a coot\n\nThe end of report {n}.\n"
    )
    edits = [
        edit(text, "Wladimir Putin", "Vladimir Putin", "names/listed", 0.95),
        edit(text, "Kiev", "Kyiv", "names/listed", 0.95),
        edit(text, f"See also Tale {n} of a coot\n\n", "", "boilerplate/see-also", 0.93),
        edit(text, "coot", "Coot", "scars/lost-capital", 0.8),
        edit(text, "ships", "boats", "scars/maybe", 0.45),
    ]
    return made(f"site-{n % 3}/report-{n}.txt", lang, text, edits, f"Report {n} from the river")


def edit(text: str, before: str, after: str, rule: str = "layout/paragraphs", confidence: float = 0.9) -> Edit:
    at = text.index(before)
    return Edit(at, at + len(before), before, after, rule, "<b>why</b>", confidence)


def made(path: str, lang: str, source: str, edits: list[Edit], title: str) -> Article:
    patch, fates = settle("names", edits, floor=0.5)
    others = tuple(f for f in fates if f.status != "applied")
    text = patch.apply(source)
    read = Source("0" * 64, len(source), "text/plain", "utf-8")
    ledger = Ledger(path.removesuffix(".txt"), read, digest_text(text), lang, (Layer(patch, others),))
    return Article(path, {"title": title, "byline": "A. <i>Nobody</i>"}, text, ledger)


def few() -> list[Article]:
    return [hostile(), arabic(), *(ordinary(n, lang) for n, lang in enumerate(("en", "en", "de", "fr", "en")))]


def many(articles: int, changes: int) -> Iterator[Article]:
    """Articles with many changes each, for the size of the page."""
    for n in range(articles):
        words = [f"Kiev saw bridge {(n * changes + k) % 977} and {k} ships of town {n % 89}." for k in range(changes)]
        text = "\n\n".join((f"Report {n}", *words, ""))
        at = [text.index(w) for w in words]
        edits = [
            Edit(a, a + 4, "Kiev", "Kyiv", f"names/rule-{k % 9}", f"reason {k % 9}", 0.9) for k, a in enumerate(at)
        ]
        yield made(f"site-{n % 7}/report-{n}.txt", ("en", "de", "fr", "ru")[n % 4], text, edits, f"Report {n}")
