"""338 districts × 12 needs: somebody is named each time, nothing closed is offered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from bot.content import words
from bot.content.model import LOCALES, Content
from bot.dialogue import needs
from bot.dialogue.actions import Screen
from bot.dialogue.cards import named
from bot.dialogue.engine import respond
from bot.dialogue.events import Press
from bot.dialogue.nearest import district_of, districts
from bot.dialogue.notices import view_of
from bot.dialogue.session import Session
from bot.dialogue.view import name
from tests.chat import text_of
from tests.conftest import NOW


def shown(content: Content, data: str, locale: str = "ru") -> str:
    return text_of(respond(content, Session(locale=locale), Press(data), NOW).replies[0])


@pytest.mark.parametrize("locale", LOCALES)
def test_every_district_and_need_names_an_office_or_a_place(content: Content, locale: str) -> None:
    """Exhaustive in Russian; in the others one district of each region."""
    view = view_of(content, Session(locale=locale), NOW.date())
    of_country = {
        code: {
            *(named(view, o) for o in content.offices if o.country == code),
            *(named(view, p) for p in content.places if p.country == code),
        }
        for code in ("tj", "uz", "kg")
    }
    labels = words.place_words(content, locale).types
    count = 0
    for region in content.regions:
        for district in region.districts if locale == "ru" else region.districts[:1]:
            for need in content.needs:
                screen = needs.answer(view, district, need)
                text = text_of(screen)
                found = [one for one in of_country[district.country] if one in text]
                known = [label for label in labels.values() if label in text]
                assert found or known, (district.id, need.id)
                assert any(office in text for office in found), (district.id, need.id)
                assert name(district.names, view) in text
                assert "{" not in text
                count += 1
    assert len(content.needs) == 12
    assert count == (338 * 12 if locale == "ru" else len(content.regions) * 12)


def test_the_way_there(content: Content) -> None:
    """From the section «coming home» and from the answer for a district."""
    for start in ("s:coming-home", "cd:tj-isfara"):
        screen = respond(content, Session(locale="ru"), Press(start), NOW).replies[0]
        assert isinstance(screen, Screen)
        targets = [b.data for row in screen.buttons for b in row]
        assert "n" in targets or "nd:tj-isfara" in targets, start
    path = ["n", "n:tj", "nr:tj-sughd", "nd:tj-isfara", "nd:tj-isfara:job"]
    for here, there in pairwise(path):
        screen = respond(content, Session(locale="ru"), Press(here), NOW).replies[0]
        assert isinstance(screen, Screen)
        assert there in [b.data for row in screen.buttons for b in row], here


def test_what_is_counted_is_the_topic_of_the_need(content: Content) -> None:
    turn = respond(content, Session(locale="ru"), Press("nd:kg-nookat:debt"), NOW)
    assert turn.topics == ("loan-debt",)


def test_an_unknown_need_or_district_is_answered(content: Content) -> None:
    for data, screen_id in (
        ("nd:tj-isfara:nothing", "needs:choose"), ("nd:nowhere:job", "needs"),
        ("nr:nowhere", "needs"), ("n:uz", "centre:country"),
    ):  # fmt: skip
        assert respond(content, Session(locale="ru"), Press(data), NOW).replies[0].id == screen_id


def test_a_closed_programme_is_not_offered(content: Content) -> None:
    closed = {programme.id for programme in content.programmes if programme.closed}
    assert {"tj-fao-matching", "tj-wb-rural", "uz-return-campaign"} <= closed
    assert not closed & set(content.need_words["ru"].programmes)
    for day in (date(2025, 8, 1), NOW.date()):
        offered = {p.id for p in content.programmes if p.offered(day)}
        assert not offered & closed


def test_a_quota_of_a_year_ends_with_it(content: Content) -> None:
    of = district_of(content, "kg-nookat")
    assert of is not None
    need = next(need for need in content.needs if need.id == "business")
    for day, there in ((date(2026, 12, 31), True), (date(2027, 1, 1), False)):
        view = view_of(content, Session(locale="ru"), day)
        assert ("Социальный контракт" in text_of(needs.answer(view, of, need))) is there
    text = shown(content, "nd:kg-nookat:business")
    assert "150\N{NO-BREAK SPACE}000 сомов" in text
    assert "12 марта 2026" in text, "the date of the source stands beside the conditions"


def test_a_number_that_is_doubtful_is_not_shown(content: Content) -> None:
    hidden = [line for line in content.hotlines if line.status in ("doubtful", "stale")]
    assert len(hidden) >= 4
    every = "\n".join(
        shown(content, f"nd:{d.id}:{need.id}")
        for d in list(districts(content))[::40]
        for need in content.needs
    )
    for line in hidden:
        for phone in line.phones:
            if len(phone.number) > 4:
                assert phone.number not in every
    assert "1966" in every
    assert "ещё не проверен" in every


def test_where_nothing_is_known_it_says_so(content: Content) -> None:
    text = shown(content, "nd:kg-nookat:health")
    assert "Службы для этого мы не знаем" in text
    assert "Айыл окмоту" in text
    bare = replace(content, places=(), programmes=(), hotlines=(), revision="bare")
    assert "Айыл окмоту" in shown(bare, "nd:kg-nookat:health")


def test_the_name_on_the_door_is_shown_to_who_reads_another_language(content: Content) -> None:
    russian, tajik = shown(content, "cd:tj-asht:o"), shown(content, "cd:tj-asht:o", "tg")
    door = "Шуъба ё бахши Хадамоти муҳоҷират дар шаҳр ё ноҳия"
    assert f"({door})" in russian
    assert f"({door})" not in tajik
    assert door in tajik
