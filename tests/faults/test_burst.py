"""Far more comes in than can be answered at once."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.faults.program import ask, percentile, press, program, shown
from tests.telegram.double import Double


@pytest.mark.fault("F13")
async def test_twenty_thousand_in_the_queue(telegram: Double, tmp_path: Path) -> None:
    waiting, long = 20_000, "ш" * 4096
    async with program(telegram, tmp_path, SAFAR_CALL_TIMEOUT=60, SAFAR_DRAIN=1) as bot:
        await bot.serving()
        await ask(telegram, 1, "h")
        before = bot.memory()
        telegram.fail("sendMessage", action="hang", times=None)
        for number in range(waiting):
            telegram.text(10 + number % 4_000, long)
        # The window is full, and after ten seconds its oldest no longer hold up the others.
        sends, began = telegram.made, telegram.world.clock()
        await telegram.until(
            lambda: len(sends("sendMessage")) >= 130 and telegram.world.clock() - began > 12, 90
        )
        blocked = bot.memory("VmHWM")
        assert len(telegram.pending) >= waiting - 500
        telegram.world.faults.clear()
        print(f"{before:.0f} MiB before, {blocked:.0f} MiB at most")
        assert blocked - before <= 64


@pytest.mark.fault("F06")
@pytest.mark.fault("F13")
async def test_no_more_is_taken_than_can_be_held(telegram: Double, tmp_path: Path) -> None:
    """256 at work, 500 in hand; the rest stays with Telegram."""
    telegram.fail("sendMessage", action="hang", times=None)
    for chat_id in range(1, 1_001):
        telegram.text(chat_id, "h")
    slow = {"SAFAR_CALL_TIMEOUT": 60, "SAFAR_DRAIN": 1, "SAFAR_WATCHDOG": 0}
    async with program(telegram, tmp_path, "tests.faults.fast_program", SPEED=4, **slow) as bot:
        await bot.serving()
        # The window of 100, and 400 that no longer hold it up.
        await telegram.until(lambda: len(telegram.pending) == 600, 60)
        calls = len(telegram.made("getUpdates"))
        await asyncio.sleep(1)  # a time in which nothing may happen
        assert len(telegram.made("getUpdates")) == calls
        assert len(telegram.pending) == 600
        assert len(telegram.made("sendMessage")) == 256


@pytest.mark.fault("F31")
async def test_a_flood_by_one_person_hurts_nobody_else(telegram: Double, tmp_path: Path) -> None:
    telegram.fail("editMessageText", action="slow", seconds=0.2, times=None)
    telegram.fail("sendMessage", action="slow", seconds=0.2, times=None)
    async with program(telegram, tmp_path, SAFAR_FLOOD_BURST=10) as bot:
        await bot.serving()
        await ask(telegram, 1, "h")
        telegram.text(2, "canary-text")
        await telegram.until(lambda: bool(telegram.texts(2)))
        for number in range(50):
            telegram.text(666, f"canary-text {number}")
        asked = {chat: (telegram.world.clock(), press(telegram, chat, "h"))
                 for chat in range(100, 120)}  # fmt: skip
        times = []
        for at, message_id in asked.values():
            # The call comes in before the 0.2 s that the send takes.
            times.append((await shown(telegram, message_id)).time - at)
        assert percentile(times, 0.95) <= 1
        print(f"others' p95 {percentile(times, 0.95) * 1000:.0f} ms")
        await telegram.until(lambda: not telegram.pending)
        answers = [m for m in telegram.world.history(666) if m.own]
        # Ten at once, one a second after that, and one warning.
        assert 11 <= len(answers) <= 16
        warnings = [text for text in telegram.texts(666) if len(text) < 60]
        assert len(warnings) == 1
