"""What a person reads about their district: short, in their language, nothing impossible."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.content import words
from bot.content.markup import visible_length
from bot.content.model import LOCALES, Content, Phone
from bot.dialogue.actions import Screen
from bot.dialogue.engine import respond
from bot.dialogue.events import Press, Text
from bot.dialogue.nearest import FAR_KM, districts, from_afar, nearest
from bot.dialogue.session import Session
from tests.chat import text_of
from tests.conftest import NOW


def screen_of(content: Content, data: str, locale: str = "ru") -> Screen:
    screen = respond(content, Session(locale=locale), Press(data), NOW).replies[0]
    assert isinstance(screen, Screen)
    return screen


def shown(content: Content, data: str, locale: str = "ru") -> str:
    return text_of(screen_of(content, data, locale))


def typed(content: Content, text: str, locale: str) -> str:
    return text_of(respond(content, Session(locale=locale), Text(text), NOW).replies[0])


@pytest.mark.parametrize("town", ["tj-khujand", "tj-bokhtar"])
def test_a_centre_in_the_town_is_named_first(content: Content, town: str) -> None:
    text = shown(content, f"cd:{town}")
    assert "не знаем ни одного центра" not in text
    own = text.index("Центры консультирования и предвыездной подготовки")
    assert own < text.index("Адреса и телефона мы не знаем. Спросите в местной администрации.")
    assert own < text.index("🏢"), "what can be reached elsewhere comes after it"


def test_a_centre_in_the_next_town_is_named_too(content: Content) -> None:
    text = shown(content, "cd:tj-bobojon-ghafurov")
    assert "Центры консультирования и предвыездной подготовки трудовых мигрантов», Худжанд" in text


def test_nobody_is_sent_over_the_mountains(content: Content) -> None:
    """Beyond 150 km in a straight line nothing is «nearest»: one asks by phone or on a site."""
    far = 0
    for district in districts(content):
        text = shown(content, f"cd:{district.id}")
        km = [int(one) for one in re.findall(r"около (\d+)[  ]км", text)]
        assert all(one <= FAR_KM for one in km), district.id
        at = (district.lat, district.lon)
        if nearest(content, district.country, *at, NOW.date())[0].km > FAR_KM:
            far += 1
            assert "Можно спросить издалека" in text, district.id
            assert "прежде чем ехать" not in text.replace("Проверьте, прежде чем ехать", "")
            assert re.search(r"☎️|https?://", text), district.id
    assert far > 50


@pytest.mark.parametrize(
    ("country", "first"), [("tj", "tj-pdc-dushanbe"), ("uz", "uz-iom"), ("kg", "kg-mlsp")]
)
def test_from_afar_one_asks_who_serves_the_whole_country(
    content: Content, country: str, first: str
) -> None:
    """Not the office of one district, nor first a mere site."""
    found = [near.place for near in from_afar(content, country, 40.28, 69.62, NOW.date(), 20)]
    assert found[0].id == first
    assert found[0].phones
    for place in found:
        assert place.phones or place.web or place.email or place.telegram


def test_the_needs_send_nobody_far_away_either(content: Content) -> None:
    for district in list(districts(content))[::20]:
        for need in content.needs:
            text = shown(content, f"nd:{district.id}:{need.id}")
            km = [int(one) for one in re.findall(r"около (\d+)[  ]км", text)]
            assert all(one <= FAR_KM for one in km), (district.id, need.id)


def test_nobody_is_told_to_call_where_there_is_no_number(content: Content) -> None:
    call = "Позвоните, прежде чем ехать"
    for district in districts(content):
        text = shown(content, f"cd:{district.id}")
        assert call not in text or "☎️" in text, district.id
    osh = shown(content, "cd:kg-osh-city")
    assert "Телефона и адреса у нас нет." in osh
    assert "Расстояние — по прямой" in osh


def test_of_two_equally_near_the_one_with_a_phone_comes_first(content: Content) -> None:
    text = shown(content, "cd:tj-vahdat")
    assert text.index("225-05-75") < text.index("migrantresources.org")
    assert "Фонд" not in text, "who insures deposits has a phone, and is not the answer"


def test_a_number_of_one_town_says_so(content: Content) -> None:
    """No code is added: no source prints it."""
    note = "Городской номер: Душанбе. Из другого места — с кодом города."
    assert note in shown(content, "cd:tj-vahdat")
    assert "Городской номер: Бишкек." in shown(content, "nd:kg-nookat:women")
    place = next(one for one in content.places if one.id == "tj-pdc-dushanbe")
    for number, local in (
        ("225-05-75", True), ("511938", True), ("1966", False), ("+992 44 600-32-45", False),
        ("44-600-15-20", False), ("0312 670433", False),
    ):  # fmt: skip
        one = replace(place, phones=(Phone(number, None, "unknown"),))
        there = replace(content, places=(one,), revision=f"local {number}")
        assert (note in shown(there, "cd:tj-vahdat")) is local, number


def test_a_screen_with_a_place_is_short(content: Content) -> None:
    for district in districts(content):
        screen = screen_of(content, f"cd:{district.id}")
        text = text_of(screen)
        assert text.count("🏢") <= 2, district.id
        if any(b.data == f"cd:{district.id}:o" for row in screen.buttons for b in row):
            assert visible_length(screen.body) < 1300, district.id


_OTHER = {"tg": "эыьщц", "ky": "ғҳҷӯӣќ", "uz": "абвгдежз", "uz-Cyrl": "ыщ"}


@pytest.mark.parametrize("locale", [one for one in LOCALES if one != "ru"])
def test_an_office_has_one_name_that_the_reader_can_read(content: Content, locale: str) -> None:
    """Of their own country: no Russian word, no name beside its own kind."""
    district = {"tg": "tj-asht", "uz": "uz-175", "uz-Cyrl": "uz-175", "ky": "kg-nookat"}[locale]
    text = shown(content, f"cd:{district}:o", locale)
    assert "Отдел" not in text
    assert "Кризисный центр" not in text
    for office in content.offices:
        if office.country == district[:2] and words.language_of(locale) in office.names:
            assert f"{words.place_words(content, locale).types[office.type]} — " not in text
    assert not set(_OTHER[locale]) & set(text.lower()), text


def test_in_russian_an_office_is_named_once_and_as_on_the_door(content: Content) -> None:
    text = shown(content, "cd:tj-asht:o")
    assert "Служба занятости" not in text, "its name says so"
    assert "(Шуъбаи Агентии меҳнат ва шуғли аҳолӣ дар шаҳр ё ноҳия)" in text


def test_a_source_is_named_so_that_the_reader_can_read_it(content: Content) -> None:
    text = shown(content, "cd:tj-vahdat", "tg")
    assert "Список" not in text
    assert "процесс" not in text
    assert "budapestprocess.org" in text
    assert "Список" in shown(content, "cd:tj-vahdat")


@pytest.mark.parametrize(
    ("locale", "text", "heading"),
    [
        ("tg", "ман дар деҳаи Сомониён зиндагӣ мекунам", "📍 Сомониён → Ноҳияи Рӯдакӣ"),
        ("ky", "Гулчо айылы", "📍 Гулчо → Алай району"),
        ("uz", "Qoʻqon tumani Muqimiy qishloq", "📍 Qoʻqon Muqimiy → Qoʻqon shahri"),
        ("ru", "Ленинабад", "📍 Ленинабад → Худжанд"),
        ("ru", "я в Худжанде", "📍 Худжанд\n"),
        ("ru", "Khujand", "📍 Худжанд\n"),
        ("ru", "Кулоб марказ", "📍 Куляб\n"),
        ("ru", "Куляб центр", "📍 Куляб\n"),
    ],
)
def test_a_village_is_shown_with_its_district(
    content: Content, locale: str, text: str, heading: str
) -> None:
    assert heading in typed(content, text, locale)


def test_a_village_of_many_districts_is_shown_with_the_question(content: Content) -> None:
    text = typed(content, "Курган", "ru")
    assert "Какое из этих мест?" in text
    assert "📍 Курган\n" in text


def test_a_place_of_another_country_is_asked_about(content: Content) -> None:
    """A village at home may have the name of a district abroad."""
    for origin, screen_id in (("kg", "search:which"), ("uz", "centre")):
        (screen, *_) = respond(
            content, Session(locale="ru", origin=origin), Text("Учкурган"), NOW
        ).replies
        assert screen.id.startswith(screen_id)


def test_whom_one_is_sent_to_can_be_asked(content: Content) -> None:
    """Where nothing near can be reached, the site of a whole programme is no answer."""
    for district in districts(content):
        chat = respond(content, Session(locale="ru"), Press(f"cd:{district.id}"), NOW)
        text = text_of(chat.replies[0])
        if "Ближайшее место, с которым можно связаться" in text:
            assert "☎️" in text or "@" in text, district.id
