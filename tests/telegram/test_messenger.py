"""Every refusal of Telegram, over real HTTP."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.content.markup import Paragraph, Span
from bot.dialogue.actions import AskLocation, Button, Notice, Pin, Reply, Screen
from bot.telegram.convert import Pressed
from bot.telegram.messenger import Messenger, Outcome
from tests.telegram.double import Double
from tests.telegram.running import screen, words

CHAT = 42
HOME = Button("Home", data="h")


@pytest.fixture
async def messenger(telegram: Double) -> AsyncIterator[Messenger]:
    bot = Bot(
        telegram.token,
        base_url=f"{telegram.url}/bot",
        request=HTTPXRequest(connection_pool_size=8, read_timeout=0.4),
    )
    telegram.text(CHAT, "hello")
    async with bot:
        yield Messenger(bot, pauses=(0.05, 0.1, 0.2))


@pytest.fixture
def pressed(telegram: Double) -> Pressed:
    telegram.press(CHAT, "h")
    ((_, message_id),) = [key for key, m in telegram.world.messages.items() if m.own]
    return Pressed(next(iter(telegram.world.presses)), message_id)


def _methods(telegram: Double) -> list[str]:
    return [e.method for e in telegram.world.journal.calls() if e.method != "getMe"]


async def test_a_press_edits_and_the_rest_is_sent_below(
    telegram: Double, messenger: Messenger, pressed: Pressed
) -> None:
    replies: tuple[Reply, ...] = (
        Notice("n", words("notice")),
        screen("new", HOME),
        screen("second"),
        Pin("p", 40.5, 72.8, "Centre", "Lenin street"),
    )
    assert await messenger.deliver(CHAT, replies, pressed, "toast") is Outcome.DELIVERED
    assert sorted(_methods(telegram)) == sorted(
        ["answerCallbackQuery", "sendMessage", "editMessageText", "sendMessage", "sendVenue"]
    )
    history = telegram.world.history(CHAT)
    assert [m.body.get("text") for m in history if m.own] == ["new", "notice", "second", None]
    assert telegram.made("answerCallbackQuery")[0].params["text"] == "toast"
    assert (
        '"is_disabled": true' in telegram.made("editMessageText")[0].params["link_preview_options"]
    )


async def test_the_location_keyboard_comes_and_goes(telegram: Double, messenger: Messenger) -> None:
    await messenger.deliver(CHAT, (AskLocation("c", words("Where?"), "Share", "Cancel"),))
    assert telegram.world.people[CHAT].keyboard
    await messenger.deliver(CHAT, (Notice("n", words("ok"), close_keyboard=True),))
    assert telegram.world.people[CHAT].keyboard is None


async def test_what_cannot_be_edited_is_sent_anew(telegram: Double, messenger: Messenger) -> None:
    await messenger.deliver(CHAT, (screen("new"),), Pressed("1", None))
    assert telegram.shown(CHAT) == ["new"]


@pytest.mark.fault("F20")
@pytest.mark.parametrize(
    "description",
    [
        "Bad Request: message to edit not found",
        "Bad Request: message can't be edited",
        "Bad Request: there is no text in the message to edit",
        "Bad Request: MESSAGE_ID_INVALID",
    ],
)
async def test_a_refused_edit_becomes_a_message(
    telegram: Double, messenger: Messenger, pressed: Pressed, description: str
) -> None:
    telegram.fail("editMessageText", status=400, description=description)
    assert await messenger.deliver(CHAT, (screen("new", HOME),), pressed) is Outcome.DELIVERED
    assert telegram.shown(CHAT) == ["old", "new"]


@pytest.mark.fault("F20")
async def test_nothing_new_is_fine(
    telegram: Double, messenger: Messenger, pressed: Pressed
) -> None:
    for _ in range(2):
        assert await messenger.deliver(CHAT, (screen("same"),), pressed) is Outcome.DELIVERED
    answers = [entry.answer for entry in telegram.made("editMessageText")]
    assert [answer["status"] for answer in answers if answer] == [200, 400]
    assert telegram.shown(CHAT) == ["same"]


@pytest.mark.fault("F18")
@pytest.mark.parametrize("method", ["sendMessage", "editMessageText"])
async def test_markup_telegram_cannot_read_is_sent_plain(
    telegram: Double,
    messenger: Messenger,
    pressed: Pressed,
    caplog: pytest.LogCaptureFixture,
    method: str,
) -> None:
    telegram.fail(
        method,
        status=400,
        description='Bad Request: can\'t parse entities: Unsupported start tag "br"',
    )
    reply = Screen("page:check-ban", (Paragraph((Span("a < b", bold=True),)),), ((HOME,),))
    press = pressed if method == "editMessageText" else None
    assert await messenger.deliver(CHAT, (reply,), press) is Outcome.DELIVERED
    first, second = telegram.made(method)
    assert first.params["text"] == "<b>a &lt; b</b>"
    assert (second.params["text"], second.params.get("parse_mode")) == ("a < b", None)
    assert second.params["reply_markup"] == first.params["reply_markup"]
    assert "page:check-ban" in caplog.text
    assert "a < b" not in caplog.text


@pytest.mark.fault("F19")
async def test_a_press_that_is_too_old_is_shown_all_the_same(
    telegram: Double, messenger: Messenger, pressed: Pressed
) -> None:
    telegram.world.presses.clear()
    assert await messenger.deliver(CHAT, (screen("new"),), pressed) is Outcome.DELIVERED
    (answer,) = telegram.made("answerCallbackQuery")
    assert answer.answer
    assert "query is too old" in answer.answer["body"]["description"]
    assert telegram.shown(CHAT) == ["new"]


async def test_a_slow_acknowledgement_does_not_hold_up_the_text(
    telegram: Double, messenger: Messenger, pressed: Pressed
) -> None:
    telegram.fail("answerCallbackQuery", action="hang")
    await messenger.deliver(CHAT, (screen("new"),), pressed)
    edit, answer = telegram.made("editMessageText")[0], telegram.made("answerCallbackQuery")[0]
    assert edit.time - answer.time < 0.3


async def test_an_acknowledgement_is_not_cut_short(
    telegram: Double, messenger: Messenger, pressed: Pressed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A request that is cancelled may keep its connection for ever: see `Api.call`."""
    monkeypatch.setattr(messenger, "_press_patience", 0.05)
    telegram.fail("answerCallbackQuery", action="slow", seconds=0.3)
    await messenger.deliver(CHAT, (screen("new"),), pressed)
    (late,) = messenger._late
    await asyncio.wait_for(asyncio.shield(late), 5)
    assert not messenger._late


@pytest.mark.fault("F17")
@pytest.mark.parametrize("trouble", ["blocked", "deactivated"])
async def test_who_is_gone_is_gone(telegram: Double, messenger: Messenger, trouble: str) -> None:
    setattr(telegram.world.people[CHAT], trouble, True)
    outcome = await messenger.deliver(CHAT, (screen("one"), screen("two")))
    assert outcome is Outcome.GONE
    assert len(telegram.made("sendMessage")) == 1


@pytest.mark.fault("F14")
@pytest.mark.parametrize("method", ["sendMessage", "editMessageText"])
async def test_told_to_wait_it_waits_and_delivers(
    telegram: Double, messenger: Messenger, pressed: Pressed, method: str
) -> None:
    telegram.fail(method, retry_after=1)
    began = time.monotonic()
    press = pressed if method == "editMessageText" else None
    assert await messenger.deliver(CHAT, (screen("new"),), press) is Outcome.DELIVERED
    assert 1 <= time.monotonic() - began < 2
    assert len(telegram.made(method)) == 2
    assert telegram.shown(CHAT).count("new") == 1


@pytest.mark.fault("F15")
@pytest.mark.parametrize(
    "fault",
    [
        {"status": 500},
        {"action": "garbage", "status": 502},
        {"status": 404, "description": "Not Found"},
    ],
)
async def test_a_server_error_is_tried_again(
    telegram: Double, messenger: Messenger, fault: dict[str, object]
) -> None:
    telegram.fail("sendMessage", times=3, **fault)
    assert await messenger.deliver(CHAT, (screen("new"),)) is Outcome.DELIVERED
    assert telegram.shown(CHAT) == ["new"]


@pytest.mark.fault("F15")
async def test_in_the_end_it_gives_up(telegram: Double, messenger: Messenger) -> None:
    telegram.fail("sendMessage", times=None, status=502)
    assert await messenger.deliver(CHAT, (screen("one"), screen("two"))) is Outcome.FAILED
    assert len(telegram.made("sendMessage")) == 4


@pytest.mark.fault("F16")
@pytest.mark.parametrize("action", ["hang", "reset", "garbage"])
async def test_a_message_whose_answer_got_lost_is_sent_twice_at_most(
    telegram: Double, messenger: Messenger, action: str
) -> None:
    telegram.fail("sendMessage", times=None, action=action, record="before")
    assert await messenger.deliver(CHAT, (screen("new"),)) is Outcome.FAILED
    assert telegram.shown(CHAT) == ["new", "new"]


@pytest.mark.fault("F16")
async def test_an_edit_whose_answer_got_lost_is_repeated_freely(
    telegram: Double, messenger: Messenger, pressed: Pressed
) -> None:
    telegram.fail("editMessageText", times=3, action="reset")
    assert await messenger.deliver(CHAT, (screen("new"),), pressed) is Outcome.DELIVERED
    assert telegram.shown(CHAT) == ["new"]


@pytest.mark.fault("F15")
async def test_what_was_surely_not_sent_is_tried_as_often_as_may_be() -> None:
    tries = 0

    class Counting(HTTPXRequest):
        async def do_request(self, *args: Any, **options: Any) -> tuple[int, bytes]:
            nonlocal tries
            tries += 1
            return await super().do_request(*args, **options)

    with socket.socket() as deaf:  # bound, so nobody else gets the port, but not listening
        deaf.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{deaf.getsockname()[1]}/bot"
        async with Counting() as request:
            lonely = Messenger(Bot("1:x", url, request=request), pauses=(0.01, 0.01, 0.01))
            assert await lonely.deliver(CHAT, (screen("new"),)) is Outcome.FAILED
    assert tries == 4  # not the two of a message whose answer got lost


async def test_our_own_mistake_is_refused(
    telegram: Double, messenger: Messenger, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.fail("sendMessage", status=400, description="Bad Request: BUTTON_DATA_INVALID")
    assert await messenger.deliver(CHAT, (screen("secret"),)) is Outcome.REFUSED
    assert "echo" in caplog.text  # the content id
    assert "secret" not in caplog.text


async def test_a_reply_that_cannot_be_rendered_sends_nothing(
    telegram: Double, messenger: Messenger
) -> None:
    with pytest.raises(ValueError, match="without text"):
        await messenger.deliver(CHAT, (screen("good"), Notice("bad", ())))
    assert not telegram.made("sendMessage")


async def test_a_long_screen_edits_with_its_head_and_ends_with_its_keyboard(
    telegram: Double, messenger: Messenger, pressed: Pressed
) -> None:
    body = tuple(Paragraph((Span("слово " * 100),)) for _ in range(12))
    await messenger.deliver(CHAT, (Screen("long", body, ((HOME,),)),), pressed)
    (edit,), (send,) = telegram.made("editMessageText"), telegram.made("sendMessage")
    assert "reply_markup" not in edit.params
    assert "inline_keyboard" in send.params["reply_markup"]


async def test_leaving_a_group_twice(telegram: Double, messenger: Messenger) -> None:
    telegram.text(-9, "hello all")
    await messenger.leave(-9)
    await messenger.leave(-9)
    assert telegram.world.groups[-9].status == "left"


async def test_what_stands_below_leaves_the_pressed_message_alone(
    telegram: Double, messenger: Messenger, pressed: Pressed
) -> None:
    before = telegram.shown(CHAT)
    below = replace(screen("page", HOME), below=True)
    assert await messenger.deliver(CHAT, (below,), pressed) is Outcome.DELIVERED
    assert telegram.shown(CHAT) == [*before, "page"]
    assert sorted(_methods(telegram)) == ["answerCallbackQuery", "sendMessage"]
