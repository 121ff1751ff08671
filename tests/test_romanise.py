"""Spellings derived from native forms: cases from newspapers, and what holds for every name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from normalize.glossary.romanise import LIMIT, cyrillic, forms, han, name_of, targets
from normalize.text.words import fold

CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "romanise.yaml").read_text("utf-8")
)
LATIN = "en de fr es it pt nl pl cs sk sl hr bs sr fi sv da nb nn hu tr lv lt ro et ca".split()
MAIN = "de fr nl es it pl".split()


def folded(native: str, source: str, target: str) -> list[str]:
    return [fold(text) for text in forms(native, source, target)]


def share(hits: list[bool]) -> float:
    assert len(hits) > 15
    return sum(hits) / len(hits)


def test_correct_english_spellings_of_ukrainian_names_are_derived() -> None:
    assert share([fold(row["en"]) in folded(row["uk"], "uk", "en") for row in CASES["ukrainian"]]) >= 0.99


def test_spellings_by_way_of_russian_are_derived_where_both_forms_are_known() -> None:
    hits = []
    for row in CASES["ukrainian"]:
        made = {text for source in ("uk", "ru") for target in LATIN for text in folded(row[source], source, target)}
        hits += [fold(wrong) in made for wrong in row["wrong"]]
    assert share(hits) >= 0.98


@pytest.mark.parametrize("target", MAIN)
@pytest.mark.parametrize("source", ["ru", "bg"])
def test_what_papers_print_is_derived(source: str, target: str) -> None:
    rows = [row for row in CASES["press"] if source in row and target in row]
    assert share([fold(row[target]) in folded(row[source], source, target) for row in rows]) >= 0.9


@pytest.mark.parametrize(
    ("native", "source", "target", "first"),
    [
        ("Владимир Владимирович Путин", "ru", "de", "Wladimir Putin"),
        ("Умаров Доку Хаматович", "ru", "en", "Doku Umarov"),
        ("Каменец-Подольский", "ru", "pl", "Kamieniec-Podolski"),
        ("Аляксандр Лукашэнка", "be", "pl", "Alaksandr Łukaszenka"),
        ("Александар Вучић", "sr", "en", "Aleksandar Vučić"),
        ("Зоран Заев", "mk", "fr", "Zoran Zaev"),
        ("Эмомалӣ Раҳмон", "tg", "en", "Emomali Rahmon"),
        ("Халтмаагийн Баттулга", "mn", "en", "Khaltmaagiin Battulga"),
        ("ირაკლი ღარიბაშვილი", "ka", "en", "Irakli Gharibashvili"),
        ("Նիկոլ Փաշինյան", "hy", "fr", "Nikol Pachinian"),
        ("Αλέξης Τσίπρας", "el", "en", "Alexis Tsipras"),
        ("Αλέξης Τσίπρας", "el", "hr", "Aleksis Cipras"),
        ("문재인", "ko", "en", "Moon Jae-in"),
        ("문재인", "ko", "cs", "Mun Če-in"),
        ("习近平", "zh", "de", "Xi Jinping"),
        ("欧阳震华", "zh", "en", "Ouyang Zhenhua"),
        ("蔡英文", "zh-Hant", "en", "Tsai Ying-wen"),
        ("习近平", "zh", "ru", "Си Цзиньпин"),
        ("习近平", "zh", "uk", "Сі Цзіньпін"),
        ("李克强", "zh", "bg", "Ли Къцян"),
        ("长安", "zh", "ru", "Чанъань"),
        ("北京市", "zh", "en", "Beijing"),
        ("あべ しんぞう", "ja", "en", "Shinzo Abe"),
    ],
)
def test_the_most_usual_spelling_comes_first(native: str, source: str, target: str, first: str) -> None:
    assert folded(native, source, target)[0] == fold(first)


@pytest.mark.parametrize(
    ("native", "source", "target", "spelling"),
    [
        ("김정은", "ko", "en", "Kim Jong-un"),
        ("박봉주", "ko", "en", "Pak Pong-ju"),
        ("이명박", "ko", "en", "Myung-bak Lee"),
        ("이명박", "ko", "de", "Lee Myungbak"),
        ("서울", "ko", "en", "Seoul"),
        ("毛泽东", "zh", "en", "Mao Tse-tung"),
        ("曾庆红", "zh", "en", "Zeng Qinghong"),
        ("西安", "zh", "en", "Xi'an"),
        ("はっとり じゅんいち", "ja", "en", "Hattori Junichi"),
        ("Никита Хрущев", "ru", "de", "Nikita Chruschtschow"),
        ("Новак Ђоковић", "sr", "de", "Novak Djoković"),
        ("Қасым-Жомарт Тоқаев", "kk", "en", "Kassym-Jomart Tokayev"),
        ("Мария Захарова", "ru", "cs", "Marija Zacharovová"),
    ],
)
def test_a_spelling_in_use_is_among_them(native: str, source: str, target: str, spelling: str) -> None:
    assert fold(spelling) in folded(native, source, target)


@pytest.mark.parametrize(
    ("native", "source", "target", "spelling"),
    [
        ("Валентина Матвиенко", "ru", "cs", "Valentinova Matvijenko"),  # an ending of surnames only
        ("Ева Иванова", "ru", "cs", "Evová Ivanova"),
        ("Николай Николаев", "ru", "en", "Nikolai Nikolayv"),
        ("Владимир Путин", "ru", "lv", "Vladimira Putina"),
    ],
)
def test_a_spelling_of_another_name_is_not(native: str, source: str, target: str, spelling: str) -> None:
    assert fold(spelling) not in folded(native, source, target)


def test_one_sound_is_spelt_in_one_way() -> None:
    assert "Vladimir Voloshin" in forms("Владимир Волошин", "ru", "en")
    assert not {"Wladimir Voloschin", "Vladimir Woloschin"} & set(forms("Владимир Волошин", "ru", "de"))


def test_capitals_are_those_of_the_native_form() -> None:
    assert forms("Сергей фон Витте", "ru", "de")[0] == "Sergei fon Witte"
    assert forms("СССР", "ru", "de") == ("SSSR",)
    assert forms("В’ячеслав", "uk", "en")[0] == "Vyacheslav"


@pytest.mark.parametrize(
    ("native", "source", "target"),
    [
        ("Путин", "xx", "de"),
        ("Путин", "ru", "xx"),
        ("Putin", "ru", "de"),
        ("", "ru", "de"),
        ("安倍晋三", "ja", "en"),
        ("托尼·阿博特", "zh", "en"),
        ("Xi", "zh", "en"),
        ("Moon", "ko", "en"),
        ("Tsipras", "el", "en"),
    ],
)
def test_where_there_is_no_table_there_is_no_spelling(native: str, source: str, target: str) -> None:
    assert forms(native, source, target) == ()


def test_targets_and_labels() -> None:
    assert set(LATIN) <= set(targets("ru")) & set(targets("ko")) & set(targets("zh")) & set(targets("el"))
    assert {"ru", "uk", "bg"} <= set(targets("zh"))
    assert targets("fr") == ()
    assert name_of("ru", "de") == "press romanisation ru → de"
    assert "Palladius" in name_of("zh", "ru")


def test_every_table_spells_every_letter_of_every_alphabet() -> None:
    letters = {
        "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
        "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
        "bg": "абвгдежзийклмнопрстуфхцчшщъьюя",
        "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
        "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
        "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
        "ky": "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя",
        "tg": "абвгғдеёжзиӣйкқлмнопрстуӯфхҳчҷшъэюя",
        "mn": "абвгдеёжзийклмноөпрстуүфхцчшщъыьэюя",
        "ka": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
        "hy": "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցփքօֆև",
    }
    assert set(letters) == set(cyrillic.SOURCES)
    for source, alphabet in letters.items():
        for target in LATIN:
            for letter in alphabet:
                word = f"а{letter}а" if source not in ("ka", "hy") else letter * 2
                for text in forms(word, source, target):
                    assert not any("\u0400" <= c <= "\u10ff" for c in text), (source, target, letter, text)


def test_every_syllable_of_pinyin_is_written_in_every_system() -> None:
    for syllable in set(han._readings().values()):
        for system in ("ru", "bg"):
            assert not any(c.isascii() for c in han._syllable(syllable, system)), (syllable, system)


@given(st.text("АБЕабегийьстя -'", max_size=60), st.sampled_from(LATIN))
def test_whatever_the_name_spellings_are_few_and_differ(native: str, target: str) -> None:
    found = forms(native, "ru", target)
    assert len(found) <= LIMIT
    assert len({fold(text) for text in found}) == len(found)
    assert found == forms(native, "ru", target)
