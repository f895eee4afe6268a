from __future__ import annotations

from bot.content.model import Content
from bot.dialogue.actions import Screen
from bot.dialogue.engine import respond
from bot.dialogue.events import Command, Press
from bot.dialogue.session import Session
from tests.conftest import NOW


def test_every_page_is_at_most_three_taps_from_home(content: Content) -> None:
    for page in content.pages.values():
        if page.section == "sos":
            continue
        session = Session(locale="ru", stage="before", origin="tj")
        home = respond(content, session, Command("start"), NOW).replies[0]
        assert isinstance(home, Screen)
        first = [b.data for row in home.buttons for b in row]
        assert f"s:{page.section}" in first
        found = set[str | None]()
        for part in ("", ":2"):  # turning to the second part is the second tap
            data = f"s:{page.section}{part}"
            section = respond(content, session, Press(data), NOW).replies[0]
            assert isinstance(section, Screen)
            assert len(section.buttons) <= 15
            found |= {b.data for row in section.buttons for b in row}
        assert f"p:{page.id}" in found


def test_what_is_meant_for_somebody_else_comes_last(content: Content) -> None:
    def listed(origin: str, part: int) -> list[str | None]:
        session = Session(locale="ru", stage="away", origin=origin)
        screen = respond(content, session, Press(f"s:papers:{part}"), NOW).replies[0]
        assert isinstance(screen, Screen)
        return [b.data for row in screen.buttons for b in row]

    assert "p:first-days-kg" in listed("kg", 1)
    assert "p:first-days-kg" in listed("tj", 2)
    assert "f:patent-when" in listed("tj", 1)
    assert "f:patent-when" in listed("kg", 2)
    assert listed("kg", 2) == listed("kg", 9)


def test_what_is_for_another_country_comes_after_what_is_for_another_stage(
    content: Content,
) -> None:
    session = Session(locale="ru", stage="back", origin="uz")
    shown: list[str | None] = []
    for part in (1, 2):
        screen = respond(content, session, Press(f"s:papers:{part}"), NOW).replies[0]
        assert isinstance(screen, Screen)
        shown += [b.data for row in screen.buttons for b in row]
    assert shown.index("k:week-uz") < shown.index("k:week-tj")


def test_the_menu_begins_with_where_the_person_is(content: Content) -> None:
    def sections(stage: str) -> list[str]:
        session = Session(locale="ru", stage=stage)
        screen = respond(content, session, Press("h"), NOW).replies[0]
        assert isinstance(screen, Screen)
        led = [b.data or "" for row in screen.buttons for b in row]
        assert [b.data for b in next(r for r in screen.buttons if r[0].data == "x")] == ["x"]
        return [data for data in led if data.startswith("s:")]

    assert sections("before")[0] == "s:before-leaving"
    assert sections("away")[-1] == "s:before-leaving"
    assert sections("back")[0] == "s:coming-home"
