"""Telegram is away: it waits, says little, and is back soon after it.

The program runs under a clock that is faster than ours (`fast_program`): its own settings stay
those of the product, 15 of its seconds are 1.5 of ours, its six hours 24 s.
"""

from __future__ import annotations

import signal
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.faults.fast_program import FASTER
from tests.faults.program import Program, ask, edits, press, program, shown
from tests.telegram.double import Double
from tests.webhook.hooked import free_port

MODULE = "tests.faults.fast_program"
SPEED = 10
# As shipped. The watchdog has tests of its own: here a slow machine would look like a hang.
SHIPPED = {"SAFAR_POLL_TIMEOUT": 30, "SAFAR_RETRY_MAX": 30, "SAFAR_CALL_TIMEOUT": 10,
           "SAFAR_WATCHDOG": 0}  # fmt: skip
MODES: dict[str, dict[str, object]] = {
    "500": {"status": 500},
    "502-html": {"status": 502, "action": "garbage"},
    "garbage": {"action": "garbage"},
    "reset": {"action": "reset"},
    "hang": {"action": "hang"},
}


async def back_within(telegram: Double, seconds: float) -> float:
    """Telegram is well again and somebody asks: the program's seconds to the answer."""
    telegram.world.faults.clear()
    back = telegram.world.clock()
    answer = await shown(telegram, press(telegram, 1, "h"), seconds / SPEED + 20)
    took = (answer.time - back) * SPEED
    assert took <= seconds
    return took


def written(bot: Program) -> int:
    return len(bot.log.encode())


@pytest.mark.fault("F08")
@pytest.mark.parametrize("mode", MODES)
async def test_a_quarter_of_a_minute_away(telegram: Double, tmp_path: Path, mode: str) -> None:
    async with program(telegram, tmp_path, MODULE, SPEED=SPEED, **SHIPPED) as bot:
        await bot.serving()
        await ask(telegram, 1, "h")
        said = written(bot)
        # A call that waits when the trouble begins is answered; the next ones are not.
        telegram.fail("*", times=None, **MODES[mode])
        press(telegram, 1, "h")
        telegram.world.updates.drop()
        began, first = telegram.world.clock(), len(telegram.made("getUpdates"))
        gone = 15 / SPEED
        await telegram.until(
            lambda: telegram.made("getUpdates")[-1].time - began >= gone, 60 / SPEED + 20
        )
        calls = [e for e in telegram.made("getUpdates")[first:] if e.time - began < gone]
        assert len(calls) <= 8
        # A call that hangs is given up after 40 s; nothing tells us sooner.
        took = await back_within(telegram, 45 if mode == "hang" else 35)
        assert written(bot) - said <= 1024
        assert bot.log.count("no updates from Telegram") == 1
        print(f"{mode}: {len(calls)} calls in 15 s, {written(bot) - said} B, back in {took:.0f} s")


@pytest.mark.fault("F08")
async def test_six_hours_away(telegram: Double, tmp_path: Path) -> None:
    hours = 6 * 3600
    async with program(telegram, tmp_path, MODULE, SPEED=SPEED, **SHIPPED) as bot:
        await bot.serving()
        await ask(telegram, 1, "h")
        said = written(bot)
        telegram.fail("getUpdates", status=502, times=None)
        press(telegram, 1, "h")  # brings the call that waits to its end
        bot.process.popen.send_signal(signal.SIGUSR1)
        began, first = telegram.world.clock(), len(telegram.made("getUpdates"))
        await telegram.until(
            lambda: telegram.made("getUpdates")[-1].time - began >= hours / FASTER, 120
        )
        calls = len(telegram.made("getUpdates")) - first
        minutes = (telegram.world.clock() - began) * FASTER / 60
        assert (written(bot) - said) / minutes <= 1024
        assert bot.log.count("no updates from Telegram") <= minutes + 1
        assert hours / 30 * 0.5 <= calls <= hours / 15  # it never gives up and never hurries
        bot.process.popen.send_signal(signal.SIGUSR2)
        took = await back_within(telegram, 35)
        print(f"{calls} calls, {(written(bot) - said) / minutes:.0f} B/min, back in {took:.0f} s")
        assert bot.process.popen.poll() is None


def ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5):
            return True
    except urllib.error.HTTPError:
        return False


@pytest.mark.fault("F09")
@pytest.mark.parametrize("mode", ["500", "reset"])
async def test_away_at_the_start(telegram: Double, tmp_path: Path, mode: str) -> None:
    telegram.fail("*", times=None, **MODES[mode])
    port, gone = free_port(), 60 / SPEED
    async with program(
        telegram, tmp_path, MODULE, SPEED=SPEED, SAFAR_HEALTH_PORT=port, **SHIPPED
    ) as bot:
        await telegram.until(lambda: bool(telegram.made("getMe")))
        first = telegram.made("getMe")[0].time
        await telegram.until(lambda: telegram.made("getMe")[-1].time - first >= gone, 40)
        assert not ready(port)
        assert bot.process.popen.poll() is None
        assert len(telegram.made("getMe")) <= 10
        said = written(bot)
        await back_within(telegram, 35)
        assert ready(port)
        assert said <= 2048  # two minutes; with what a start always says
        assert len(edits(telegram)) == 1
