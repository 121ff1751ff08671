"""Dates as papers in many countries print them become ISO 8601; what cannot be known stays open."""

from __future__ import annotations

import pytest

from normalize.stages.metadata.calendar import find_dates, near_date

DAY = "2023-09-13"


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "Wednesday, September 13, 2023"),
        ("en", "13th of September 2023"),
        ("de", "Mittwoch, 13. September 2023"),
        ("fr", "mercredi 13 septembre 2023"),
        ("es", "13 de septiembre de 2023"),
        ("it", "13 settembre 2023"),
        ("pt", "13 de setembro de 2023"),
        ("nl", "13 september 2023"),
        ("pl", "13 września 2023"),
        ("cs", "13. září 2023"),
        ("sk", "13. septembra 2023"),
        ("hu", "2023. szeptember 13."),
        ("ro", "13 septembrie 2023"),
        ("hr", "13. rujna 2023."),
        ("sr", "13. септембар 2023."),
        ("bg", "13 септември 2023"),
        ("ru", "13 сентября 2023"),
        ("uk", "13 вересня 2023"),
        ("be", "13 верасня 2023"),
        ("kk", "2023 ж. 13 қыркүйек"),
        ("hy", "2023 թ. սեպտեմբերի 13"),
        ("ka", "13 სექტემბერი, 2023"),
        ("el", "13 Σεπτεμβρίου 2023"),
        ("tr", "13 Eylül 2023"),
        ("fi", "13. syyskuuta 2023"),
        ("sv", "13 september 2023"),
        ("da", "13. september 2023"),
        ("et", "13. september 2023"),
        ("lv", "2023. gada 13. septembris"),
        ("lt", "2023 m. rugsėjo 13 d."),
        ("he", "13 בספטמבר 2023"),
        ("ar", "13 سبتمبر 2023"),
        ("ar", "13\u200f/09\u200f/2023"),
        ("fa", "۲۲ شهریور ۱۴۰۲"),
        ("fa", "1402/06/22"),
        ("ur", "13 ستمبر، 2023"),
        ("hi", "13 सितंबर 2023"),
        ("bn", "13 সেপ্টেম্বর, 2023"),
        ("ta", "13 செப்டம்பர், 2023"),
        ("th", "13 กันยายน พ.ศ. 2566"),
        ("th", "13 ก.ย. 2566"),
        ("vi", "13 tháng 9, 2023"),
        ("id", "13 September 2023"),
        ("ja", "2023年9月13日"),
        ("ko", "2023년 9월 13일"),
        ("zh", "2023年9月13日"),
    ],
)
def test_a_date_is_read(lang: str, said: str) -> None:
    assert [found.iso for found in find_dates(said, lang)] == [DAY]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "9/10/2023"),
        ("en", "31 February 2023"),
        ("fa", "1402/12/31"),
        ("de", "Version 13.9.2"),
        ("en", "In 2023"),
    ],
)
def test_what_is_unclear_or_none_is_left_out(lang: str, said: str) -> None:
    assert find_dates(said, lang) == []


@pytest.mark.parametrize(
    ("lang", "said", "published", "day"),
    [
        ("en", "KYIV, Sept. 13 (Reuters)", "2023-09-14", DAY),
        ("it", "ROMA, 12 SET", "2023-09-13T08:00:00+02:00", "2023-09-12"),
        ("ja", "9月13日", "2023-09-13", DAY),
        ("en", "Moscow, Wednesday", "2023-09-14", DAY),
        ("en", "MOSCOW, Dec. 31", "2024-01-01", "2023-12-31"),
        ("en", "KYIV, Sept. 13", "", ""),
        ("en", "KYIV, Sept. 13", "2023-02-01", ""),
    ],
)
def test_a_date_without_a_year_needs_the_day_of_publication(lang: str, said: str, published: str, day: str) -> None:
    assert near_date(said, lang, published) == day
