"""Where to go: only what works, honest distances, the office of the district otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.content.model import Content, Phone, Place, Source
from bot.content.needs import Visit
from bot.dialogue.actions import Pin, Screen
from bot.dialogue.engine import respond
from bot.dialogue.events import Location, Press, Text
from bot.dialogue.nearest import (
    SAME_TOWN_KM,
    distance,
    district_of,
    districts,
    liveness,
    nearest,
    nearest_district,
    usable,
)
from bot.dialogue.notices import view_of
from bot.dialogue.session import Session
from bot.dialogue.view import name
from tests.chat import text_of
from tests.conftest import NOW

HOUSE = Place(
    id="house", country="tj", region="tj-sughd", district="tj-khujand", type="ngo",
    names={"ru": "Дом помощи"}, address={"ru": "ул. Первая, 1"}, services=("consultation",),
    phones=(Phone("+992 00 000-00-00", NOW.date(), "yes"),), web=None, telegram=None, email=None,
    hours="Mo-Fr 08:00-17:00", lat=40.29, lon=69.63, precision="building", status="operating",
    source=Source("образец", None, "2026-02", "high"),
)  # fmt: skip


def with_place(content: Content, place: Place) -> Content:
    """The shipped content and one place more; no source gives a building yet."""
    return replace(content, places=(*content.places, place), revision=content.revision + "+")


def shown(content: Content, data: str) -> str:
    turn = respond(content, Session(locale="ru"), Press(data), NOW)
    return "\n".join(text_of(reply) for reply in turn.replies)


def test_distance_is_the_great_circle() -> None:
    # Dushanbe to Khujand between GeoNames' points; half and a quarter of the meridian.
    assert distance(38.5358, 68.779, 40.2826, 69.6222) == pytest.approx(207, abs=2)
    assert distance(0, 0, 0, 180) == pytest.approx(20015, abs=1)
    assert distance(90, 0, -90, 50) == pytest.approx(20015, abs=1)


def test_every_district_has_an_answer_that_names_someone(content: Content) -> None:
    found = list(districts(content))
    view = view_of(content, Session(locale="ru"), NOW.date())
    assert len(found) == 338
    for district in found:
        text = shown(content, f"cd:{district.id}")
        own = [o for o in (*content.offices, *content.places) if o.country == district.country]
        assert any(name(one.names, view) in text for one in own), district.id


def test_only_places_that_work_and_can_be_reached(content: Content) -> None:
    for place in content.places:
        if usable(place):
            assert place.status in ("operating", "older")
            assert place.phones or place.address or place.web or place.telegram or place.email
    stale = next(p for p in content.places if p.status == "stale" and p.lat is not None)
    assert stale.lat is not None
    assert stale.lon is not None
    near = nearest(content, stale.country, stale.lat, stale.lon, NOW.date(), limit=500)
    assert stale.id not in {n.place.id for n in near}


def test_a_dead_phone_alone_does_not_make_a_place_reachable() -> None:
    dead = replace(HOUSE, phones=(Phone("123", NOW.date(), "no"),), address={}, web=None)
    assert not usable(dead)
    assert usable(replace(dead, address={"ru": "ул. Первая, 1"}))


def test_nearest_first_and_at_most_three(content: Content) -> None:
    near = nearest(content, "kg", 42.87, 74.59, NOW.date())
    assert len(near) == 3
    assert [n.km // 10 for n in near] == sorted(n.km // 10 for n in near)


def test_a_place_known_by_its_town_has_no_false_distance(content: Content) -> None:
    for near in nearest(content, "tj", 38.5358, 68.779, NOW.date()):
        assert near.place.precision == "town"
        assert near.same_town == (near.km <= SAME_TOWN_KM)
    assert "в вашем городе" in shown(content, "cd:tj-dushanbe-city")


def test_a_building_is_pinned_and_measured(content: Content) -> None:
    turn = respond(
        with_place(content, HOUSE), Session(locale="ru"), Location(40.2826, 69.6222), NOW
    )
    pins = [reply for reply in turn.replies if isinstance(reply, Pin)]
    assert [(pin.title, pin.address) for pin in pins] == [("Дом помощи", "ул. Первая, 1")]
    text = "\n".join(text_of(reply) for reply in turn.replies)
    assert "ответил 22 ноября 2026" in text
    assert "меньше 1 км" in text or "около 1 км" in text
    assert "Пн–Пт 08:00–17:00" in text


def test_untested_phones_say_so(content: Content) -> None:
    text = shown(content, "cd:tj-dushanbe-city")
    assert "ещё не проверен" in text
    assert "ответил" not in text


def called(place: Place, day: str, answers: str) -> Place:
    return replace(place, phones=(Phone("+992 00 000-00-00", date.fromisoformat(day), answers),))


def test_who_answers_comes_first_and_who_is_silent_last(content: Content) -> None:
    answers = replace(called(HOUSE, "2026-11-01", "yes"), id="a", lat=40.6)
    untested = replace(HOUSE, id="b", phones=(Phone("1", None, "unknown"),))
    silent = replace(called(HOUSE, "2026-11-01", "no"), id="c", lat=40.2826)
    long_ago = replace(called(HOUSE, "2025-11-01", "yes"), id="d", lat=40.27)
    four = replace(content, places=(silent, long_ago, untested, answers))
    near = nearest(four, "tj", 40.2826, 69.6222, NOW.date(), limit=4)
    assert [one.place.id for one in near] == ["a", "b", "d", "c"]
    assert [liveness(one.place, NOW.date()).name for one in near] == [
        "ANSWERS", "UNTESTED", "UNTESTED", "SILENT",
    ]  # fmt: skip


def test_a_place_never_stands_alone(content: Content) -> None:
    """Beside it are the offices of the district: a button away, or here where nothing is near."""
    for district in districts(content):
        screen = respond(content, Session(locale="ru"), Press(f"cd:{district.id}"), NOW).replies[0]
        assert isinstance(screen, Screen)
        away = any(b.data == f"cd:{district.id}:o" for row in screen.buttons for b in row)
        assert away != ("Где эти службы, спросите" in text_of(screen)), district.id
    offices = shown(content, "cd:tj-dushanbe-city:o")
    assert "Отдел Агентства труда и занятости" in offices
    assert "Где эти службы, спросите" in offices


def test_a_place_without_a_contact_is_named_but_not_routed_to(content: Content) -> None:
    for data in ("cd:tj-isfara", "cd:tj-isfara:o"):
        before, _, after = shown(content, data).partition("Здесь или рядом работают:")
        named, _, cards = after.partition("Адреса и телефона мы не знаем.")
        assert "Отдел Миграционной службы в г. Исфара" in named
        assert "Отдел Миграционной службы в г. Исфара" not in before + cards


def test_visits_are_shown_until_their_last_day(content: Content) -> None:
    visit = Visit(
        "v", "tj-asht", date(2026, 11, 22), date(2026, 11, 23), {"ru": "Приём юриста"},
        {"ru": "Дом культуры"}, ("legal-advice",), (), Source("образец", None, None, "high"),
    )  # fmt: skip
    one = replace(content, visits=(visit,), revision="visit")
    for day, there in ((1, True), (22, True), (23, True), (24, False)):
        turn = respond(one, Session(locale="ru"), Press("cd:tj-asht"), NOW.replace(day=day))
        assert ("Приём юриста" in text_of(turn.replies[0])) is there, day
    assert "Приём юриста" not in shown(one, "cd:tj-isfara")
    assert content.visits == (), "a visit is known: look at it, then change this line"


def test_abroad_only_lines_that_are_not_doubtful(content: Content) -> None:
    turn = respond(content, Session(locale="ru", origin="uz"), Location(55.75, 37.62), NOW)
    text = text_of(turn.replies[-1])
    assert "112" in text
    assert "+7 925 045 4744" in text
    assert "+7 966 031-22-22" not in text, "the line of another country"
    assert "967-98-44" not in text, "it rang and nobody answered"


@given(
    lat=st.floats(allow_nan=True, allow_infinity=True),
    lon=st.floats(allow_nan=True, allow_infinity=True),
)
@example(lat=90.0, lon=0.0)
@example(lat=-90.0, lon=180.0)
@example(lat=float("nan"), lon=float("inf"))
@settings(max_examples=60, deadline=None)
def test_any_position_ends_in_a_way_on(content: Content, lat: float, lon: float) -> None:
    screen = respond(content, Session(locale="ru"), Location(lat, lon), NOW).replies[1]
    assert isinstance(screen, Screen)
    assert screen.id in ("centre:abroad", "centre:district")
    assert any(b.data == "x" for row in screen.buttons for b in row)


@given(st.text(max_size=80))
@settings(max_examples=150, deadline=None)
def test_any_text_ends_in_a_way_on(content: Content, text: str) -> None:
    screen = respond(content, Session(locale="ru"), Text(text), NOW).replies[-1]
    assert isinstance(screen, Screen)
    assert screen.buttons


def test_far_from_everything_is_abroad(content: Content) -> None:
    for lat, lon in ((55.75, 37.62), (0.0, 0.0), (90.0, 0.0), (-90.0, 180.0)):
        assert nearest_district(content, lat, lon) is None
        turn = respond(content, Session(locale="ru"), Location(lat, lon), NOW)
        assert isinstance(turn.replies[-1], Screen)
        assert turn.replies[-1].id == "centre:abroad"


def test_a_position_finds_its_district(content: Content) -> None:
    for district in districts(content):
        found = nearest_district(content, district.lat, district.lon)
        assert found is not None
        assert (found.lat, found.lon) == (district.lat, district.lon)


@pytest.mark.parametrize(
    ("typed", "district"),
    [
        ("Худжанд", "tj-khujand"), ("хуҷанд", "tj-khujand"), ("Хучанд", "tj-khujand"),
        ("Ленинабад", "tj-khujand"), ("Khujand", "tj-khujand"), ("Ванҷ", "tj-vanj"),
        ("Ванчский район", "tj-vanj"), ("ноҳияи Ванҷ", "tj-vanj"), ("Andijon", "uz-30"),
        ("андижон", "uz-30"), ("Хорог", "tj-khorugh"), ("  ХОРОГ! ", "tj-khorugh"),
    ],
)  # fmt: skip
def test_a_typed_name_leads_to_its_district(content: Content, typed: str, district: str) -> None:
    expected = district_of(content, district)
    assert expected is not None
    screen = respond(content, Session(locale="ru"), Text(typed), NOW).replies[0]
    assert isinstance(screen, Screen)
    if screen.id == "search:which":
        assert f"cd:{district}" in [b.data for row in screen.buttons for b in row]
    else:
        assert screen.id == "centre:district"
        assert expected.names["ru"] in text_of(screen)
