from __future__ import annotations

import pytest

from bot.content.markup import Paragraph, Span
from bot.dialogue.actions import AskLocation, Button, Notice, Screen
from bot.telegram.render import LIMIT, parts
from tests.telegram.running import words


def test_a_screen() -> None:
    body = (Paragraph((Span("a < b", bold=True),)),)
    rows = ((Button("Home", data="h"), Button("Site", url="https://example.org")), ())
    (part,) = parts(Screen("home", body, rows))
    assert (part.id, part.html, part.plain) == ("home", "<b>a &lt; b</b>", "a < b")
    assert part.markup is not None
    assert part.markup.to_dict() == {
        "inline_keyboard": [
            [
                {"text": "Home", "callback_data": "h"},
                {"text": "Site", "url": "https://example.org"},
            ]
        ]
    }


def test_a_screen_without_buttons_has_no_keyboard() -> None:
    assert parts(Screen("x", words("x")))[0].markup is None


def test_the_location_keyboard() -> None:
    (part,) = parts(AskLocation("centre", words("Where?"), "Share", "Cancel"))
    assert part.markup is not None
    assert part.markup.to_dict() == {
        "keyboard": [[{"text": "Share", "request_location": True}], [{"text": "Cancel"}]],
        "resize_keyboard": True,
        "one_time_keyboard": True,
    }


def test_a_notice_can_take_the_keyboard_away() -> None:
    assert parts(Notice("x", words("x")))[0].markup is None
    (part,) = parts(Notice("x", words("x"), close_keyboard=True))
    assert part.markup is not None
    assert part.markup.to_dict() == {"remove_keyboard": True}


def test_a_long_text_is_split_with_the_keyboard_last() -> None:
    body = tuple(Paragraph((Span("слово " * 100, bold=True),)) for _ in range(20))
    made = parts(Screen("long", body, ((Button("Home", data="h"),),)))
    assert len(made) > 1
    assert all(len(part.plain) <= LIMIT for part in made)
    assert [part.markup is not None for part in made] == [False] * (len(made) - 1) + [True]
    assert "".join(p.plain for p in made).replace(" ", "").replace("\n", "") == "слово" * 2000


@pytest.mark.parametrize("button", [Button("x", data="ж" * 33), Button("x", data=""), Button("x")])
def test_a_button_telegram_would_refuse(button: Button) -> None:
    with pytest.raises(ValueError, match="button"):
        parts(Screen("x", words("x"), ((button,),)))


def test_the_longest_button() -> None:
    parts(Screen("x", words("x"), ((Button("x", data="ж" * 32),),)))


@pytest.mark.parametrize("body", [(), words(" \n")])
def test_a_reply_without_text(body: tuple[Paragraph, ...]) -> None:
    with pytest.raises(ValueError, match="without text"):
        parts(Notice("x", body))
