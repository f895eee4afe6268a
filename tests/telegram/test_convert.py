from __future__ import annotations

from typing import Any

import pytest
from telegram import Update

from bot.dialogue.events import (
    Blocked,
    Command,
    Edited,
    Event,
    Group,
    Location,
    Media,
    Press,
    Text,
)
from bot.telegram.convert import Inbound, Pressed, convert, lane_of
from tests.telegram.double import callback, chat, member, message, user

FILE = {"file_id": "a", "file_unique_id": "b"}
VOICE = FILE | {"duration": 1}


def _update(**body: Any) -> Update:
    update = Update.de_json({"update_id": 1, **body}, None)
    assert update is not None
    return update


def _event(**fields: Any) -> Event | None:
    inbound = convert(_update(message=message(7, **fields)))
    return inbound.event if inbound else None


def _command(text: str, length: int) -> dict[str, Any]:
    return {"text": text, "entities": [{"type": "bot_command", "offset": 0, "length": length}]}


@pytest.mark.parametrize(
    ("fields", "event"),
    [
        ({"text": "патент"}, Text("патент")),
        ({"text": "я" * 600}, Text("я" * 512)),
        (_command("/start", 6), Command("start")),
        (_command("/start check-ban", 6), Command("start", "check-ban")),
        (_command("/Start@SafarBot  check-ban ", 14), Command("start", "check-ban")),
        ({"text": "/sos"}, Command("sos")),  # without Telegram's own mark
        ({"text": "/ sos"}, Text("/ sos")),
        ({"text": "/помощь"}, Text("/помощь")),
        ({"text": "see /sos"}, Text("see /sos")),
        ({"location": {"latitude": 40.5, "longitude": 72.8}}, Location(40.5, 72.8)),
        ({"voice": VOICE}, Media("voice")),
        ({"video_note": VOICE | {"length": 1}}, Media("voice")),
        ({"photo": [FILE | {"width": 1, "height": 1}], "caption": "visa"}, Media("photo")),
        ({"contact": {"phone_number": "1", "first_name": "x"}}, Media("contact")),
        ({"document": FILE}, Media("document")),
        ({"dice": {"value": 1, "emoji": "🎲"}}, Media("other")),
        ({"pinned_message": message(7, text="x")}, None),
        ({}, Media("other")),
    ],
)
def test_what_a_person_sends(fields: dict[str, Any], event: Event | None) -> None:
    assert _event(**fields) == event


def test_the_language_is_a_hint() -> None:
    assert convert(_update(message=message(7, text="x"))) == Inbound(7, Text("x"), "ky")


def test_no_sender_no_hint() -> None:
    body = message(7, text="x")
    del body["from"]
    assert convert(_update(message=body)) == Inbound(7, Text("x"), "")


def test_a_press() -> None:
    update = _update(callback_query=callback(7, "p:check-ban", message_id=5))
    assert convert(update) == Inbound(7, Press("p:check-ban"), "ky", Pressed("75", 5))
    assert lane_of(update) == 7


def test_a_press_on_a_message_out_of_reach() -> None:
    body = callback(7, "h") | {"message": {"chat": chat(7), "message_id": 5, "date": 0}}
    assert convert(_update(callback_query=body)) == Inbound(
        7, Press("h"), "ky", Pressed("75", None)
    )


def test_a_press_without_a_message() -> None:
    body = callback(7, "h") | {"inline_message_id": "x"}
    del body["message"]
    update = _update(callback_query=body)
    assert convert(update) == Inbound(7, Press("h"), "ky", Pressed("75", None))
    assert lane_of(update) == 7


def test_a_press_without_words() -> None:
    body = callback(7, "h") | {"game_short_name": "x"}
    del body["data"]
    inbound = convert(_update(callback_query=body))
    assert inbound is not None
    assert inbound.event == Press("")


def test_an_edited_message() -> None:
    assert convert(_update(edited_message=message(7, text="x"))) == Inbound(7, Edited(), "ky")


def test_a_live_location_that_moves_is_no_question() -> None:
    place = {"latitude": 1, "longitude": 1, "live_period": 60}
    assert convert(_update(edited_message=message(7, location=place))) is None


@pytest.mark.parametrize(
    ("chat_id", "status", "event"),
    [
        (7, "kicked", Blocked()),
        (7, "member", None),
        (-7, "member", Group()),
        (-7, "administrator", Group()),
        (-7, "left", None),
        (-7, "kicked", None),
    ],
)
def test_membership(chat_id: int, status: str, event: Event | None) -> None:
    rights = {
        "can_be_edited": False, "is_anonymous": False, "can_manage_chat": True,
        "can_delete_messages": True, "can_manage_video_chats": True,
        "can_restrict_members": True, "can_promote_members": True, "can_change_info": True,
        "can_invite_users": True, "can_post_stories": True, "can_edit_stories": True,
        "can_delete_stories": True,
    }  # fmt: skip
    body = member(chat_id, status)
    if status == "administrator":
        body["new_chat_member"] |= rights
    inbound = convert(_update(my_chat_member=body))
    assert (inbound.event if inbound else None) == event


@pytest.mark.parametrize("kind", ["message", "edited_message"])
def test_groups_are_only_groups(kind: str) -> None:
    inbound = convert(_update(**{kind: message(-7, text="/start x")}))
    assert inbound == Inbound(-7, Group(), "ky")


def test_a_press_in_a_group() -> None:
    inbound = convert(_update(callback_query=callback(-7, "h")))
    assert inbound is not None
    assert inbound.event == Group()


@pytest.mark.fault("F33")
@pytest.mark.parametrize(
    "body",
    [
        {"channel_post": message(-7, text="x")},
        {"chosen_inline_result": {"result_id": "1", "from": user(7), "query": "x"}},
        {},
    ],
)  # fmt: skip
def test_what_nobody_asked_for(body: dict[str, Any]) -> None:
    update = _update(**body)
    assert convert(update) is None
    assert lane_of(update) is None
