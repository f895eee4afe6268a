"""The emergency screen that follows a typed cry for help."""

from __future__ import annotations

import pytest

from bot.content.model import Content
from bot.dialogue.actions import Screen
from bot.dialogue.engine import respond
from bot.dialogue.events import Text
from bot.dialogue.session import Session
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
