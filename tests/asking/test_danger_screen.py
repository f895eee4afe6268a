"""The emergency screen that follows a typed cry for help."""

from __future__ import annotations

import pytest

from bot.content.model import Content
from bot.dialogue import found
from bot.dialogue.actions import Screen
from bot.dialogue.asking.asked import Asked
from bot.dialogue.engine import respond
from bot.dialogue.events import Text
from bot.dialogue.session import Session
from bot.dialogue.view import View
from tests.conftest import NOW


@pytest.mark.parametrize(
    "text", ["меня бьют и не отпускают", "мени сабап жатышат", "маро мезананд"]
)
def test_in_danger_few_buttons_and_none_twice(content: Content, text: str) -> None:
    """What to do now stays in sight above them."""
    (screen,) = respond(content, Session(locale="ru"), Text(text), NOW).replies
    assert isinstance(screen, Screen)
    led = [button.data for row in screen.buttons for button in row]
    assert len(led) == len(set(led))
    assert sum((data or "").startswith("p:") for data in led) <= 3
    assert "u" in led  # it may be a mistake


def pages(screen: object) -> list[str]:
    assert isinstance(screen, Screen)
    found = [(button.data or "") for row in screen.buttons for button in row]
    return [data for data in found if data.startswith(("p:", "f:"))]


def test_who_wants_to_die_is_led_to_nothing_else(content: Content) -> None:
    own = {f"p:{link}" for link in content.pages["sos-suicide"].links}
    for text in ("не хочу жить", "хочу умереть дома в Оше", "жашагым келбейт"):
        (screen,) = respond(content, Session(locale="ru"), Text(text), NOW).replies
        assert isinstance(screen, Screen)
        assert screen.id == "page:sos-suicide"
        assert set(pages(screen)) <= own


@pytest.mark.parametrize(
    ("danger", "near", "below"),
    [("held", 0.8, ["p:patent"]), ("held", 0.7, []), ("suicide", 0.9, [])],
)
def test_below_stands_only_what_the_words_are_about_too(
    content: Content, danger: str, near: float, below: list[str]
) -> None:
    view = View(content, Session(locale="ru"), "ru", NOW.date())
    screen = Screen("page:sos", (), view.links(("sos", "legal-aid", "check-ban")))
    asked = Asked(((f"sos-{danger}", 1.0), ("patent", near)), danger)
    own = ["p:sos", "p:legal-aid", "p:check-ban"]
    assert pages(found.urgent(view, screen, asked)) == [*own[: 3 - len(below)], *below]
