"""«Москва» of a migrant is the city where they work, not a district at home of that name."""

from __future__ import annotations

import pytest

from bot.content.model import LOCALES, Content
from bot.dialogue.actions import Screen
from bot.dialogue.asking.asked import ask
from bot.dialogue.engine import respond
from bot.dialogue.events import Text
from bot.dialogue.gazetteer import gazetteer
from bot.dialogue.session import Session
from tests.chat import text_of
from tests.conftest import NOW


def screen_of(content: Content, text: str, **settings: str) -> Screen:
    session = Session(**{"locale": "ru", **settings})
    screen = respond(content, session, Text(text), NOW).replies[0]
    assert isinstance(screen, Screen)
    return screen


def targets(screen: Screen) -> list[str | None]:
    return [button.data for row in screen.buttons for button in row]


@pytest.mark.parametrize(
    ("typed", "city"),
    [
        ("Москва", "Москва"), ("Москвадамын", "Москва"), ("men Moskvadaman", "Москва"),
        ("в москве", "Москва"), ("Маскавда", "Москва"), ("мск", "Москва"), ("Moscow", "Москва"),
        ("Подмосковье", "Москва"), ("Московская область", "Москва"), ("Москва, Россия", "Москва"),
        ("Москва Балашиха", "Москва"), ("Подольск", "Подольск"), ("подольске", "Подольск"),
        ("Балашиха", "Балашиха"), ("Екатеринбург", "Екатеринбург"),
        ("Екатиринбург", "Екатеринбург"), ("Yekaterinburgda", "Екатеринбург"),
        ("Новосибирск", "Новосибирск"), ("Навасибирск", "Новосибирск"),
        ("Питер", "Санкт-Петербург"), ("спб", "Санкт-Петербург"), ("дар Питер", "Санкт-Петербург"),
        ("Ростов", "Ростов-на-Дону"), ("Нижний Новгород", "Нижний Новгород"), ("Уфа", "Уфа"),
        ("Казан", "Казань"), ("Qozon", "Казань"), ("Самара", "Самара"),
    ],
)  # fmt: skip
def test_a_city_of_russia_is_known(content: Content, typed: str, city: str) -> None:
    place = ask(content, typed).whereabouts
    assert place is not None
    assert place.city == city


def test_every_city_is_found_by_every_name(content: Content) -> None:
    assert len(content.cities) > 50
    for city in content.cities:
        for name in (*city.names.values(), *city.other_names):
            place = ask(content, name).whereabouts
            assert place is not None, name
            assert place.city == city.names["ru"], name


@pytest.mark.parametrize("locale", LOCALES)
def test_it_leads_to_what_helps_in_russia(content: Content, locale: str) -> None:
    screen = screen_of(content, "Москва", locale=locale, stage="away", origin="tj")
    assert screen.id == "centre:abroad"
    text = text_of(screen)
    assert "112" in text
    assert "+7 966 031-22-22" in text
    assert "+7 925 045 4744" not in text, "the line of another country"
    assert {"p:consulate", "p:legal-aid", "y", "c", "x"} <= set(targets(screen))
    assert "cd:tj-hamadoni" in targets(screen), "or is the district at home meant?"
    assert "cd:kg-moskva" not in targets(screen)


def test_without_settings_both_are_offered(content: Content) -> None:
    found = targets(screen_of(content, "Москва"))
    assert {"p:consulate", "cd:kg-moskva", "cd:tj-hamadoni"} <= set(found)


@pytest.mark.parametrize(
    ("typed", "settings", "screen_id"),
    [
        ("Московский район", {}, "search:which"),
        ("Москва району", {"origin": "kg", "stage": "away"}, "search:which"),
        ("Москва, Кыргызстан", {}, "centre:district"),
        ("Москва", {"origin": "kg", "stage": "back"}, "centre:district"),
        ("Москва", {"origin": "uz", "stage": "back"}, "centre:abroad"),  # no such place there
        ("Подольск", {"origin": "kg", "stage": "back"}, "centre:abroad"),
        ("Самара", {"origin": "kg", "stage": "back"}, "centre:abroad"),
    ],
)
def test_at_home_and_with_a_word_beside_it_the_district_is_meant(
    content: Content, typed: str, settings: dict[str, str], screen_id: str
) -> None:
    assert screen_of(content, typed, **settings).id == screen_id


def test_no_town_at_home_is_taken_away(content: Content) -> None:
    """A district or town whose own name is that of a city is still there to be chosen."""
    index = gazetteer(content)
    for region in content.regions:
        for district in region.districts:
            for name in district.names.values():
                place = index.meant(name)
                assert place is not None
                if place.city:
                    assert district.id in place.districts, name
                    assert place.city == "Москва", name
