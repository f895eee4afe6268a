"""Which of the answers that were found are offered to this person."""

from __future__ import annotations

import pytest

from bot.content.model import Content
from bot.dialogue import found
from bot.dialogue.asking.asked import Asked
from bot.dialogue.session import Session
from bot.dialogue.view import View
from tests.conftest import NOW


def view(content: Content, origin: str | None = None) -> View:
    return View(content, Session(locale="ru", origin=origin), "ru", NOW.date())


@pytest.mark.parametrize(
    ("origin", "offered"),
    [("tj", ("patent",)), ("kg", ("eaeu-worker",)), (None, ("eaeu-worker", "patent"))],
)
def test_you_need_no_patent_is_not_offered_to_who_needs_one(
    content: Content, origin: str | None, offered: tuple[str, ...]
) -> None:
    asked = Asked((("eaeu-worker", 1.0), ("patent", 0.9)))
    assert found.fitting(view(content, origin), asked) == offered


def test_links_leave_it_out_too(content: Content) -> None:
    targets = ("eaeu-worker", "patent", "money")
    assert len(view(content).links(targets)) == 3
    assert len(view(content, "tj").links(targets)) == 2


def test_danger_that_nobody_spoke_of_is_not_offered(content: Content) -> None:
    asked = Asked((("patent", 1.0), ("sos-suicide", 0.9), ("gone", 0.6)))
    assert found.fitting(view(content), asked) == ("patent",)
    asked = Asked((("patent", 1.0), ("sos-suicide", 1.0)))
    assert found.fitting(view(content), asked) == ("patent", "sos-suicide")


def test_no_button_stands_twice(content: Content) -> None:
    for wish in ("talk-human", "nearest-centre"):
        screen = found.choices(view(content), (wish, "patent"), (), "")
        led = [button.data for row in screen.buttons for button in row]
        assert len(led) == len(set(led))
