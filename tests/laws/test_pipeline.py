"""The laws of the whole pipeline, over every article and over soups of prose, tags, cue phrases and odd characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace

import pytest
import regex
from hypothesis import example, given, settings
from hypothesis import strategies as st

from normalize import restore
from normalize.edits import Decisions, Ledger
from normalize.edits.ledger import Layer
from normalize.errors import REASONS, SkippedInput
from normalize.glossary import Glossary
from normalize.pipeline import Normalized, run
from normalize.review.found import Found, found
from normalize.settings import Settings
from normalize.store.archive import Archived
from normalize.store.seeds import Item
from normalize.text.decode import decode

CLUSTER = regex.compile(r"\X")
GLOSSARY = Glossary.load()
PROSE = (
    "The ministers met for three hours in a small town near the border, and nothing was signed.",
    "Kim Jong Un arrived by train; Wladimir Putin, who had flown in, waited at the cosmodrome.",
    "“We left home together,” she said, “but only one of us was asked to sit down.” .”",
    "Die Gespräche dauerten länger als geplant, und am Ende blieb vieles offen, sagte der Sprecher.",
    "Les bouquinistes de la Seine restent, a annoncé la mairie mardi, et Moscou n’a rien dit.",
    "Путин и Ким встретились на космодроме, сообщили в среду российские государственные СМИ.",
    "Президентът каза, че срещата е била полезна, но документ няма да бъде подписан.",
    "قال المتحدث إن المحادثات استمرت ثلاث ساعات ولم يوقع أي اتفاق في نهايتها.",
    "הנשיא אמר אתמול כי השיחות נמשכו שלוש שעות וכי לא נחתם דבר (ראו נספח).",
    "می\N{ZERO WIDTH NON-JOINER}خواهم بگویم که گفت\N{ZERO WIDTH NON-JOINER}وگوها سه ساعت طول کشید.",
    "राष्ट्रपति ने कहा कि बातचीत तीन घंटे चली और कोई समझौता नहीं हुआ।",
    "两国领导人星期三在航天发射场会晤，没有签署任何文件。",
    "会談は三時間続いたが、文書には署名されなかったと報道官は述べた。",
    "Tổng thống nói rằng cuộc gặp kéo dài ba giờ và không có văn bản nào được ký.",
    "via armored train at the station.artillery and Russiawhere they met , he said .",
)
CUES = (
    "See also Coot frozen in palace lake", "Share this article", "Read more:", "Advertisement", "Leave a comment",
    "You may also like", "Subscribe to our newsletter", "Spread the love", "Photo: Reuters", "(AP Photo/Ana Lim)",
    "By Ana Lim", "Moscow – ", "MOSCOW (AP) — ", " date 2023-09-13 ", "September 13, 2023", "© AFP", "About Author",
    "Lesen Sie auch: Schwan blockiert Tunnel", "Von Hanna Weber", "Lire aussi", "Читайте также", "Фото: ТАСС",
    "阅读延伸", "اقرأ أيضا", "קראו גם", "Home > World > Asia", "source site-12", "3 min read",
    "[email\N{NO-BREAK SPACE}protected]", "Support Independent Journalism with a donation (Paypal, BTC)",
    "Copyright 2023. All rights reserved.", "Tags: a, b",
    "https://example.org/a?b=1&c=2", "The Associated Press contributed to this report.", "* * *", "• ", "- ", "1.",
)  # fmt: skip
TAGS = (
    "<p>", "</p>", "<b>", "</b>", "<br>", "<div class='share'>", "</div>", "<ul><li>", "</ul>", "<h1>", "</h1>",
    "<script>", "</script>", "<!--", "-->", "<![CDATA[", "]]>", "<a href='x'>", "</a>", "<", ">", "<p", "<title>",
    "</title>", "<html><body>", "<article>", "<table><tr><td>", "<pre>", "<p hidden>", "<svg/>", "<!DOCTYPE html>",
    "<p a='", '"',
)  # fmt: skip
ODD = (
    "&amp;", "&lt;b&gt;", "&amp;lt;", "&nbsp;", "&#8217;", "&#xD800;", "&#0;", "&eacute", "&zwnj;", "&shy;", "&",
    "cafÃ©", "â€œnoâ€\N{OPERATING SYSTEM COMMAND}", "ÐŸÑƒÑ‚Ð¸Ð½", "\0", "\x1b[31m", "\x85", "\x0b", "\x0c", "\x1c",
    "\t", "\r", "\r\n", "\N{NO-BREAK SPACE}", "\N{IDEOGRAPHIC SPACE}", "\N{ZERO WIDTH SPACE}", "\N{SOFT HYPHEN}",
    "\N{WORD JOINER}", "\N{ZERO WIDTH NO-BREAK SPACE}", "\N{RIGHT-TO-LEFT OVERRIDE}", "\N{RIGHT-TO-LEFT MARK}",
    "\N{POP DIRECTIONAL FORMATTING}", "\N{LEFT-TO-RIGHT ISOLATE}", "\N{ZERO WIDTH JOINER}", "\N{LINE SEPARATOR}",
    "\N{COMBINING ACUTE ACCENT}", "e\N{COMBINING ACUTE ACCENT}\N{COMBINING CEDILLA}", "İ", "ß", "한글", "क्ष",
    "👩\N{ZERO WIDTH JOINER}👩\N{ZERO WIDTH JOINER}👧", "🇺🇦🇫🇷", "🇺", "\U0001f600", "\N{OBJECT REPLACEMENT CHARACTER}",
    "\ufffe", "\U000e0041", "\ud83d", "\udc93", "\ude00", "…", "–", "“", "”", '"',
)  # fmt: skip
JOINTS = ("", " ", " ", "\n", "\n\n", "\n\n")
PIECES = st.sampled_from(PROSE) | st.sampled_from((*CUES, *TAGS)) | st.sampled_from(ODD) | st.text(max_size=4)
SOUPS = st.lists(st.tuples(PIECES, st.sampled_from(JOINTS)), max_size=16).map(
    lambda pieces: "".join(piece + joint for piece, joint in pieces)
)
KINDS = st.sampled_from(("", "text/plain", "text/html"))
FEW = settings(max_examples=150)
ENCODINGS = (
    "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "cp1251", "cp1253", "cp1255",
    "cp1256", "iso8859-1", "iso8859-2", "iso8859-5", "koi8-r", "cp932", "euc_jp", "iso2022_jp", "gb18030", "big5",
    "cp949", "cp874",
)  # fmt: skip


@pytest.fixture(scope="session")
def other_glossary() -> Glossary:
    """A glossary that has done nothing yet."""
    return Glossary.load()


def settled(data: str | bytes, glossary: Glossary = GLOSSARY, kind: str = "", lang: str = "") -> Normalized | None:
    """The result, or None where there is nothing to normalise; any other error is a fault."""
    try:
        return run(data, glossary, Settings(lang=lang), doc_id="soup", media_type=kind)
    except SkippedInput as skipped:
        refused(skipped)
        return None


def refused(skipped: SkippedInput) -> None:
    assert skipped.reason in REASONS
    assert str(skipped)


def stages_of(result: Normalized) -> Iterator[tuple[str, Layer]]:
    """Yield each layer with the text that its stage was shown."""
    text = result.ledger.original(result.text)
    for layer in result.ledger.layers:
        yield text, layer
        text = layer.patch.apply(text)
    assert text == result.text


def same(a: Normalized, b: Normalized) -> None:
    assert a.text == b.text
    assert a.facts == b.facts
    assert a.ledger.dumps() == b.ledger.dumps()


def check_record(result: Normalized) -> None:
    """The record tells the truth: what edits replaced stood there, and notes stand inside the text."""
    for text, layer in stages_of(result):
        for e in (*layer.patch.edits, *(f.edit for f in layer.others)):
            assert text[e.start : e.end] == e.before
        for note in layer.notes:
            assert 0 <= note.start <= note.end <= len(text)
    assert Ledger.loads(result.ledger.dumps()) == result.ledger
    assert result.weave().text == result.text


def check_clusters(result: Normalized) -> None:
    """No edit begins or ends inside what a reader sees as one character."""
    for text, layer in stages_of(result):
        borders = {0, *(m.end() for m in CLUSTER.finditer(text))}
        for e in layer.patch.edits:
            assert e.start in borders, e
            assert e.end in borders, e


def check_fixed(result: Normalized, kind: str = "", lang: str = "") -> None:
    """Nothing is left to do on a clean text."""
    again = settled(result.text.encode("utf-8"), kind=kind, lang=lang)
    assert again is not None
    assert again.edits == ()
    assert again.text == result.text


def check_form(result: Normalized) -> None:
    """Paragraphs with one blank line between them, each with a letter or digit, a line feed at the end, no controls."""
    assert result.text.endswith("\n")
    for paragraph in result.text[:-1].split("\n\n"):
        assert len(paragraph.splitlines()) == 1
        assert paragraph == paragraph.strip()
        assert any(map(str.isalnum, paragraph))
    assert not [c for c in result.text if c != "\n" and unicodedata.category(c) in ("Cc", "Cs")]


class TestArticles:
    """Every article of seeds/, and the real ones beside the repository."""

    def test_restore_is_exact(self, article: Item, done) -> None:
        data = article.read()
        data = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
        result = done(article)
        assert restore(result.ledger, result.text) == data

    def test_the_record_tells_the_truth(self, article: Item, done) -> None:
        check_record(done(article))

    def test_no_character_is_split(self, article: Item, done) -> None:
        check_clusters(done(article))

    def test_a_clean_text_is_a_fixed_point(self, article: Item, done) -> None:
        """Whether its language is told or guessed again."""
        result = done(article)
        check_fixed(result, lang=result.lang)
        check_fixed(result)

    def test_the_text_has_its_form(self, article: Item, done) -> None:
        check_form(done(article))

    def test_the_same_again(self, article: Item, done) -> None:
        """Neither what was done before nor who does it makes a difference."""
        for glossary in (GLOSSARY, Glossary.load()):
            result = run(
                article.read(),
                glossary,
                Settings(),
                doc_id=article.id,
                media_type=article.media_type,
                title=article.title,
            )
            same(result, done(article))


class TestSoups:
    """Random texts that look like bad pages."""

    @FEW
    @given(SOUPS, KINDS)
    @example(
        "<p> * * *\n\nTổng thống nói rằng cuộc gặp kéo dài ba giờ và không có văn bản nào được ký. "
        "<h1> Home > World > Asia Von Hanna Weber क्ष\n🇺🇦\nThe Associated Press contributed to this report. ",
        "text/html",
    )
    @example("https://example.org/a?b=1&c=2", "text/html")
    def test_restore_is_exact(self, soup: str, kind: str) -> None:
        if result := settled(soup, kind=kind):
            assert restore(result.ledger, result.text) == soup.encode("utf-8", "surrogatepass")

    @FEW
    @given(SOUPS, KINDS, st.sampled_from(("utf-8", "utf-16", "cp1252", "cp1251", "gb18030")))
    def test_restore_is_exact_from_bytes(self, soup: str, kind: str, encoding: str) -> None:
        data = soup.encode(encoding, "replace")
        if result := settled(data, kind=kind):
            assert restore(result.ledger, result.text) == data

    @FEW
    @given(SOUPS, KINDS)
    @example("The talks \ud83d\ude00 went on.", "")
    def test_the_record_tells_the_truth(self, soup: str, kind: str) -> None:
        if result := settled(soup, kind=kind):
            check_record(result)

    @FEW
    @given(SOUPS, KINDS)
    def test_no_character_is_split(self, soup: str, kind: str) -> None:
        if result := settled(soup, kind=kind):
            check_clusters(result)

    @FEW
    @given(SOUPS, KINDS)
    @example("The talks went on at Procter &amp;amp; Gamble.", "")
    @example("Nothing was signed.&zwnj; They went home.", "")
    @example("• \n\nThe talks went on.", "")
    @example("“We left home together,” she said, “but only one was asked to sit.” .”[email protected]", "")
    @example("The talks went on for hours.\n\n(AP Photo/Ana Lim)\n\n[email protected]", "")
    @example(
        "<title>The caf&Atilde;&copy; stays</title><p>The booksellers stay, the mayor said on Monday.", "text/html"
    )
    @example("It said: &lt;p>One&lt;/p> &lt;b>two&lt;/b>", "text/html")
    def test_a_clean_text_is_a_fixed_point(self, soup: str, kind: str) -> None:
        """For the language that was found: a text as short as these soups may be taken for another one."""
        if result := settled(soup, kind=kind):
            check_fixed(result, kind="text/plain" if kind == "text/plain" else "", lang=result.lang)

    @FEW
    @given(SOUPS, KINDS)
    @example("• \n\n“ \n\nThe talks went on.", "text/plain")
    @example("The talks went on. \udc93\U000e0041", "")
    @example("She said â€œnoâ€\x9d\x1b[31m twice.", "")
    @example("-  \N{COMBINING ACUTE ACCENT}\n\nLeave a comment\n\nThe talks went on.", "")
    def test_the_text_has_its_form(self, soup: str, kind: str) -> None:
        if result := settled(soup, kind=kind):
            check_form(result)

    @settings(max_examples=60)
    @given(SOUPS, KINDS, SOUPS)
    def test_the_same_again(self, soup: str, kind: str, between: str) -> None:
        """What was done before makes no difference."""
        first = settled(soup, kind=kind)
        settled(between, kind=kind)
        again = settled(soup, kind=kind)
        assert (first is None) == (again is None)
        if first and again:
            same(first, again)


@settings(max_examples=60)
@given(SOUPS, KINDS, st.integers(1, 3))
def test_decisions_are_kept_and_the_record_stays_true(soup: str, kind: str, step: int) -> None:
    """Whatever is rejected is not done, in no round; the source comes back; the same decisions give the same bytes."""

    def proposals(result: Normalized) -> list[Found]:
        return list(found(Archived({"id": result.id, "source": ""}, result.text, result.ledger)))

    if not (first := settled(soup, kind=kind)):
        return
    rejected = list({d.key: d for f in proposals(first)[::step] if (d := f.decided("reject"))}.values())
    told = Settings(decisions=Decisions.of(rejected))
    try:
        result = run(soup, GLOSSARY, told, doc_id="soup", media_type=kind)
    except SkippedInput as skipped:
        refused(skipped)
        return
    names = {d.id for d in rejected}
    assert not [f for f in proposals(result) if f.name in names and f.status != "vetoed"]
    check_record(result)
    assert restore(result.ledger, result.text) == soup.encode("utf-8", "surrogatepass")
    told = replace(told, decisions=Decisions.of(reversed(rejected)))
    same(result, run(soup, GLOSSARY, told, doc_id="soup", media_type=kind))


@given(st.binary(max_size=400) | st.text().map(lambda text: text.encode("utf-16", "surrogatepass")), KINDS)
def test_any_bytes_come_back(data: bytes, kind: str) -> None:
    """Whatever the bytes are, they are refused with a reason or rebuilt exactly."""
    try:
        found = decode(data, kind)
    except SkippedInput as skipped:
        refused(skipped)
        return
    assert found.source.encode(found.text) == data
    if result := settled(data, kind=kind):
        assert restore(result.ledger, result.text) == data


def writable(encoding: str) -> Iterator[tuple[str, bytes]]:
    """Yield the prose that an encoding can write, and its bytes."""
    for prose in PROSE:
        try:
            yield prose * 3, (prose * 3).encode(encoding)
        except UnicodeEncodeError:
            continue


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_an_encoding_comes_back(encoding: str) -> None:
    """Nothing is said of the encoding: the bytes are refused with a reason, or rebuilt exactly."""
    for _, data in writable(encoding):
        try:
            found = decode(data, "text/plain")
        except SkippedInput as skipped:
            refused(skipped)
        else:
            assert found.source.encode(found.text) == data


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_declared_encoding_is_read_right(encoding: str) -> None:
    for prose, data in writable(encoding):
        found = decode(data, "text/plain", encoding)
        assert found.text.lstrip("\N{ZERO WIDTH NO-BREAK SPACE}") == prose, found.source.evidence


def test_mostly_plain_letters_are_not_taken_for_a_binary_file() -> None:
    """English in Shift-JIS is text: at worst its quotation marks are wrong."""
    prose = next(p for p in PROSE if p.startswith("“")) * 3
    assert decode(prose.encode("cp932"), "text/plain").source.size


@pytest.mark.parametrize("count", [1, 31, 32, 40, 63, 64, 90])
def test_long_clusters_are_not_split(count: int) -> None:
    """Flags in a row and letters under many marks are characters too."""
    for text in (
        "The flags " + "🇺🇦" * count + "\N{ZERO WIDTH SPACE} hung from every window of the square, she said.",
        "A 🇺" + "🇺🇦" * count + "\N{SOFT HYPHEN} hung from every window of the square, she said.",
        "The mark e" + "\N{COMBINING ACUTE ACCENT}" * count + "\N{ZERO WIDTH JOINER} hung over the letter, she said.",
    ):
        result = settled(text)
        assert result is not None
        check_clusters(result)


def test_paragraphs_have_languages_of_their_own() -> None:
    german = "Die Gespräche dauerten bis in die Nacht, sagte der Sprecher am Montag, und niemand wollte danach reden."
    english = "The talks lasted into the night, the spokesman said on Monday, and nobody wanted to speak afterwards. "
    result = settled(f"{english * 2}\n\n{german}\n\nNo.")
    assert result is not None
    assert [code for code, _ in result.facts.languages] == ["en", "de"]
    assert sum(share for _, share in result.facts.languages) == 1
