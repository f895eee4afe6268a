"""Telegram refuses a call: whoever asked gets an answer all the same, and nobody gets two."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from bot.content import words
from bot.content.model import Content
from bot.dialogue.session import Session
from tests.faults.kept import residue_of, settings_of
from tests.faults.program import ask, edits, press, program, shown
from tests.telegram.double import DATE, Double, member

GONE, STAYS = 5_377_001_234, 5_377_005_678


def title(content: Content, page: str, locale: str = "ky") -> str:
    """The people of the double have a Kyrgyz Telegram."""
    return words.page_words(content, content.pages[page], locale).title


def new_messages(telegram: Double, chat_id: int) -> list[str]:
    """The bot's own, without those whose buttons were pressed."""
    history = telegram.world.history(chat_id)
    return [m.body["text"] for m in history if m.own and m.body["date"] != DATE]


@pytest.mark.fault("F14")
async def test_told_to_wait_it_waits_and_delivers_once(telegram: Double, tmp_path: Path) -> None:
    async with program(telegram, tmp_path) as bot:
        await bot.serving()
        await ask(telegram, 1, "h")
        await ask(telegram, 2, "h")
        telegram.fail("editMessageText", retry_after=2, chat_id=1)
        asked, waiting = telegram.world.clock(), press(telegram, 1, "h")
        _, other = await ask(telegram, 2, "h")
        answer = await shown(telegram, waiting)
        assert 2 <= answer.time - asked < 3
        assert other < 1
        assert len([e for e in edits(telegram, 1) if e.params["message_id"] == str(waiting)]) == 2


@pytest.mark.fault("F14")
async def test_a_brake_on_the_whole_bot_slows_everybody(telegram: Double, tmp_path: Path) -> None:
    async with program(telegram, tmp_path) as bot:
        await bot.serving()
        for chat_id in range(1, 31):
            telegram.text(chat_id, "/help")  # so that everybody is known
        await telegram.until(lambda: len(telegram.made("sendMessage")) == 30)
        for chat_id in (1, 2, 3):
            telegram.fail("editMessageText", retry_after=2, chat_id=chat_id)
            press(telegram, chat_id, "h")
        await bot.says("brakes the whole bot")
        braked = telegram.world.clock()
        answers = [
            await shown(telegram, m) for m in [press(telegram, c, "h") for c in range(4, 31)]
        ]
        times = sorted(answer.time for answer in answers)
        assert times[0] - braked > 1.5
        assert times[-1] - times[0] > len(times) * 0.04


@pytest.mark.fault("F15")
@pytest.mark.parametrize("fault", [{"status": 502}, {"action": "garbage", "status": 502}])
async def test_a_server_error_is_tried_again(
    telegram: Double, tmp_path: Path, fault: dict[str, object]
) -> None:
    async with program(telegram, tmp_path) as bot:
        await bot.serving()
        await ask(telegram, 1, "h")
        telegram.fail("sendMessage", **fault)
        asked = telegram.world.clock()
        telegram.text(1, "/help")
        await telegram.until(lambda: len(new_messages(telegram, 1)) == 1)
        assert telegram.made("sendMessage")[-1].time - asked <= 3


@pytest.mark.fault("F15")
async def test_after_four_tries_it_waits_for_the_next_contact(
    telegram: Double, tmp_path: Path
) -> None:
    telegram.fail("editMessageText", status=502, times=4)
    async with program(telegram, tmp_path) as bot:
        await bot.serving()
        press(telegram, 1, "h")
        await bot.says("gave up")
        await ask(telegram, 1, "h")
    first, *_, fourth, _answer = edits(telegram)
    assert len(edits(telegram)) == 5
    assert 7 <= fourth.time - first.time < 9


@pytest.mark.fault("F16")
async def test_a_send_that_timed_out_is_there_twice_at_most(
    telegram: Double, tmp_path: Path
) -> None:
    telegram.fail("sendMessage", action="hang", record="before", times=None)
    async with program(telegram, tmp_path, SAFAR_CALL_TIMEOUT=1) as bot:
        await bot.serving()
        telegram.text(1, "/help")
        await bot.says("gave up")
        assert len(new_messages(telegram, 1)) == 2


@pytest.mark.fault("F16")
async def test_an_edit_that_timed_out_is_repeated(telegram: Double, tmp_path: Path) -> None:
    telegram.fail("editMessageText", action="hang", record="before", times=2)
    async with program(telegram, tmp_path, SAFAR_CALL_TIMEOUT=1) as bot:
        await bot.serving()
        asked = press(telegram, 1, "h")
        await telegram.until(lambda: len(edits(telegram)) == 3)
        await ask(telegram, 1, "c")
        assert not new_messages(telegram, 1)
        # Telegram had taken the first try, and said «not modified» to the third.
        assert {e.params["message_id"] for e in edits(telegram)[:3]} == {str(asked)}


@pytest.mark.fault("F18")
@pytest.mark.parametrize("how", ["edit", "send"])
async def test_markup_that_telegram_cannot_read_goes_out_plain(
    telegram: Double, tmp_path: Path, content: Content, how: str
) -> None:
    description = "Bad Request: can't parse entities: Unsupported start tag"
    method = "editMessageText" if how == "edit" else "sendMessage"
    telegram.fail(method, status=400, description=description)
    async with program(telegram, tmp_path) as bot:
        await bot.serving()
        if how == "edit":
            press(telegram, 1, "p:patent")
        else:
            telegram.text(1, "/start patent")
        await telegram.until(lambda: len(telegram.made(method)) == 2)
        await bot.says("cannot parse the markup of page:patent")
    first, second = telegram.made(method)
    assert first.params["parse_mode"] == "HTML"
    assert "parse_mode" not in second.params
    assert title(content, "patent") in second.params["text"]
    assert "<b>" not in second.params["text"]
    assert title(content, "patent") not in bot.log


@pytest.mark.fault("F19")
async def test_a_tap_that_is_too_old_is_answered_all_the_same(
    telegram: Double, tmp_path: Path, content: Content
) -> None:
    asked = press(telegram, 1, "p:patent")
    telegram.world.presses.clear()
    async with program(telegram, tmp_path):
        answer = await shown(telegram, asked)
        assert title(content, "patent") in answer.params["text"]
        await telegram.until(lambda: any(e.answer for e in telegram.made("answerCallbackQuery")))
    refused = telegram.made("answerCallbackQuery")[0].answer
    assert refused
    assert "query is too old" in refused["body"]["description"]


@pytest.mark.fault("F20")
async def test_an_edit_that_is_refused_becomes_a_message(
    telegram: Double, tmp_path: Path, content: Content
) -> None:
    reasons = ("message to edit not found", "message can't be edited", "MESSAGE_ID_INVALID",
               "there is no text in the message to edit")  # fmt: skip
    async with program(telegram, tmp_path) as bot:
        await bot.serving()
        for number, reason in enumerate(reasons, 1):
            telegram.fail("editMessageText", status=400, description=f"Bad Request: {reason}")
            press(telegram, 1, "p:patent")
            await telegram.until(lambda n=number: len(new_messages(telegram, 1)) == n)  # type: ignore[misc]
            assert title(content, "patent") in new_messages(telegram, 1)[-1]


@pytest.mark.fault("F20")
async def test_an_edit_that_changes_nothing_is_fine(telegram: Double, tmp_path: Path) -> None:
    reason = "Bad Request: message is not modified: specified new message content is the same"
    async with program(telegram, tmp_path) as bot:
        await bot.serving()
        telegram.fail("editMessageText", status=400, description=reason)
        press(telegram, 1, "h")
        await telegram.until(lambda: len(edits(telegram)) == 1)
        await ask(telegram, 1, "h")
        assert not new_messages(telegram, 1)
        assert "refused" not in bot.log


@pytest.mark.fault("F17")
@pytest.mark.parametrize("how", ["told", "refused"])
async def test_who_blocks_the_bot_is_forgotten(telegram: Double, tmp_path: Path, how: str) -> None:
    async with program(telegram, tmp_path) as bot:
        await bot.serving()
        await ask(telegram, GONE, "l:tg")
        await ask(telegram, STAYS, "l:tg")
        if how == "told":
            telegram.push({"my_chat_member": member(GONE, "kicked")})
        else:
            telegram.world.people[GONE].blocked = True
            telegram.text(GONE, "/help")
        await telegram.until(lambda: not telegram.pending)
        began = time.monotonic()
        await ask(telegram, STAYS, "h")
        assert residue_of(bot.state, GONE) == []
        assert time.monotonic() - began < 5
        bot.terminate()
        assert await bot.ends() == 0
    assert await settings_of(bot.state, GONE) == Session()
    assert await settings_of(bot.state, STAYS) == Session(locale="tg")
