"""Updates that are broken, doubled, out of order or interrupted; a token that is refused."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from tests.faults.program import all_confirmed, ask, edits, press, program, shown
from tests.telegram.double import Double, callback, message

POISON = (
    {"message": {"message_id": 1, "chat": {"id": 3, "type": "private"}}},
    {"message": message(3, text="canary-text") | {"date": "yesterday"}},
    {"message": message(3, text="canary-text") | {"date": 10**18}},
    {"message": message(3, text="canary-text") | {"from": {"id": "nobody"}}},
    {"message": 5},
    {"callback_query": {"id": "1", "data": "canary-text"}},
)


@pytest.mark.fault("F02")
async def test_unreadable_updates_stop_nobody(telegram: Double, tmp_path: Path) -> None:
    async with program(telegram, tmp_path) as bot:
        await bot.serving()
        calls, asked = len(telegram.made("getUpdates")), telegram.world.clock()
        answers = [press(telegram, 1, "h")]
        for chat_id, poison in enumerate(POISON, 2):
            telegram.push(poison)
            answers.append(press(telegram, chat_id, "h"))
        for message_id in answers:
            assert (await shown(telegram, message_id)).time - asked < 2
        await telegram.until(lambda: all_confirmed(telegram))
        assert len(telegram.made("getUpdates")) - calls <= 10
        assert bot.log.count("could not be read") == 1  # a line a minute, not one each


@pytest.mark.fault("F03")
async def test_one_404_passes(telegram: Double, tmp_path: Path) -> None:
    async with program(telegram, tmp_path) as bot:
        await bot.serving()
        telegram.fail("getUpdates", status=404)
        await ask(telegram, 1, "h")
        await ask(telegram, 1, "h")
        assert telegram.world.faults.waiting() == []


@pytest.mark.fault("F03")
async def test_a_token_refused_while_running_ends_it(telegram: Double, tmp_path: Path) -> None:
    async with program(telegram, tmp_path) as bot:
        await bot.serving()
        await ask(telegram, 1, "h")
        telegram.fail("*", status=401, times=None)
        press(telegram, 1, "h")  # wakes the call that waits
        refused = time.monotonic()
        assert await bot.ends() == 5
        assert time.monotonic() - refused < 5
        assert "BotFather" in bot.log


@pytest.mark.fault("F05")
async def test_the_same_update_twice_is_answered_once(telegram: Double, tmp_path: Path) -> None:
    telegram.fail("editMessageText", action="slow", seconds=0.5, times=None)
    again = {"update_id": 900_000_000, "callback_query": callback(1, "l:ky", 77)}
    for _ in range(3):
        telegram.push(again)
    async with program(telegram, tmp_path) as bot:
        await bot.serving()
        await telegram.until(lambda: bool(edits(telegram)))
        # While it is in work Telegram gives it again with every call.
        await telegram.until(lambda: len(telegram.made("getUpdates")) >= 2)
        telegram.push(again)
        await telegram.until(lambda: all_confirmed(telegram))
        await ask(telegram, 1, "h")
    assert len(edits(telegram, 1)) == 2


@pytest.mark.fault("F06")
async def test_order_within_a_chat_and_chats_side_by_side(telegram: Double, tmp_path: Path) -> None:
    rng = random.Random(6)
    work = [rng.uniform(0, 0.2) for _ in range(100)]
    for seconds in work:
        telegram.fail("editMessageText", action="slow", seconds=seconds)
    asked: dict[int, list[int]] = {chat_id: [] for chat_id in range(1, 6)}
    for number in range(100):
        chat_id = 1 + number % 5
        asked[chat_id].append(press(telegram, chat_id, "h"))
    async with program(telegram, tmp_path) as bot:
        await bot.serving()
        await telegram.until(lambda: all_confirmed(telegram))
    for chat_id, messages in asked.items():
        assert [int(entry.params["message_id"]) for entry in edits(telegram, chat_id)] == messages
    # The sandbox takes the faults in the order of the calls: so long each one lasted.
    busy_until = dict.fromkeys(asked, 0.0)
    for entry, seconds in zip(edits(telegram), work, strict=True):
        chat_id = int(entry.params["chat_id"])
        assert entry.time >= busy_until[chat_id]
        busy_until[chat_id] = entry.time + seconds
    times = [entry.time for entry in edits(telegram)]
    assert max(times) - min(times) < sum(work) / 2


@pytest.mark.fault("F07")
async def test_another_program_with_the_token_is_an_alarm(telegram: Double, tmp_path: Path) -> None:
    async with program(telegram, tmp_path) as bot:
        await bot.serving()
        await ask(telegram, 1, "h")
        telegram.fail("getUpdates", status=409, times=6)
        press(telegram, 1, "h")
        await bot.says("SECURITY")
        await telegram.until(lambda: not telegram.world.faults.waiting())
        await ask(telegram, 1, "h")
        assert bot.log.count("SECURITY") == 1
        assert bot.log.count("no updates from Telegram") == 1


@pytest.mark.fault("F11")
async def test_a_term_signal_finishes_what_is_begun_and_leaves_the_rest(
    telegram: Double, tmp_path: Path
) -> None:
    telegram.fail("editMessageText", action="slow", seconds=0.3, times=None)
    for number in range(200):
        press(telegram, 1 + number % 10, "h")
    async with program(telegram, tmp_path, SAFAR_DRAIN=10) as bot:
        await telegram.until(lambda: len(edits(telegram)) >= 40)
        began, before = time.monotonic(), len(edits(telegram))
        bot.terminate()
        assert await bot.ends() == 0
        assert time.monotonic() - began < 10
    answered = [entry.params["message_id"] for entry in edits(telegram)]
    assert len(answered) == len(set(answered)) < 200
    assert len(answered) + len(telegram.pending) == 200
    assert len(answered) - before <= 30  # a press of each of the ten chats, and a little more


@pytest.mark.fault("F12")
async def test_a_second_one_in_the_same_folder_ends(telegram: Double, tmp_path: Path) -> None:
    async with program(telegram, tmp_path) as first:
        await first.serving()
        async with program(telegram, tmp_path) as second:
            assert await second.ends() == 6
            assert "already running" in second.log
        await ask(telegram, 1, "h")
    polls = telegram.made("getUpdates")
    assert not [poll for poll in polls if poll.answer and poll.answer["status"] == 409]
