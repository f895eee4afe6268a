"""Every place and every line, shown or not, in every language, through Telegram's own parser."""

from __future__ import annotations

import pytest

from bot.content.model import LOCALES, Content
from bot.dialogue import cards
from bot.dialogue.actions import Screen
from bot.dialogue.nearest import Near
from bot.dialogue.notices import view_of
from bot.dialogue.session import Session
from bot.telegram.render import parts
from tests import telegram_html
from tests.conftest import NOW


@pytest.mark.parametrize("locale", LOCALES)
def test_telegram_takes_every_card_whole(content: Content, locale: str) -> None:
    view = view_of(content, Session(locale=locale), NOW.date())
    bodies = [cards.card(view, Near(place, 12.3, False)) for place in content.places]
    bodies += [cards.hotline(view, line) for line in content.hotlines]
    assert len(bodies) > 170
    for body in bodies:
        for part in parts(Screen("card", tuple(body))):
            found = telegram_html.check(part.html)
            assert found.ok, (part.html, found.error)
            assert not found.warnings, (part.html, found.warnings)
            assert found.text == telegram_html.shown(part.plain)
            assert found.len <= 4096
