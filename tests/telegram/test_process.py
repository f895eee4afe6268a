"""Real processes: killed, stopped, refused."""

from __future__ import annotations

import asyncio
import random
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.telegram.double import Double

ROOT = Path(__file__).parents[2]


class Processes:
    def __init__(self, telegram: Double, state: Path) -> None:
        self._telegram = telegram
        self._state = state
        self.log = state / "log"
        self.alive: list[asyncio.subprocess.Process] = []

    async def start(self, **changes: object) -> asyncio.subprocess.Process:
        fast = {"BOT_API_URL": self._telegram.url, "SAFAR_POLL_TIMEOUT": 5, "SAFAR_RETRY_MAX": 1,
                "SAFAR_CALL_TIMEOUT": 5, "SAFAR_FLOOD_BURST": 10_000}  # fmt: skip
        settings = [f"{name}={value}" for name, value in (fast | changes).items()]
        with self.log.open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "tests.telegram.echo_process",
                self._telegram.url, self._telegram.token, str(self._state), *settings,
                cwd=ROOT, stderr=log, stdout=log,
            )  # fmt: skip
        self.alive.append(process)
        return process


@pytest.fixture
async def processes(telegram: Double, tmp_path: Path) -> AsyncIterator[Processes]:
    made = Processes(telegram, tmp_path)
    yield made
    for process in made.alive:
        if process.returncode is None:
            process.kill()
            await process.wait()
    written = made.log.read_text() if made.log.exists() else ""
    for canary in (telegram.token, "CanaryName", "canary-text", "Traceback"):
        assert canary not in written


def _newest_first_seen(texts: list[str]) -> list[int]:
    """The numbers in the order in which each was first answered."""
    return list(dict.fromkeys(int(text.split()[1]) for text in texts))


@pytest.mark.fault("F01")
async def test_killed_again_and_again_it_loses_nothing(
    telegram: Double, processes: Processes, tmp_path: Path
) -> None:
    rng = random.Random(7)
    chats, updates, kills = 20, 400, 6
    telegram.fail("sendMessage", action="slow", seconds=0.02, times=None)
    pushed = 0

    async def arrive() -> None:
        nonlocal pushed
        for number in range(updates):
            telegram.text(1 + number % chats, f"canary-text {number}")
            pushed += 1
            await asyncio.sleep(0.01)

    arriving = asyncio.create_task(arrive())
    in_flight = 0
    for _ in range(kills):
        process = await processes.start()
        least = len(telegram.texts()) + rng.randint(5, 60)
        await telegram.until(lambda least=least: len(telegram.texts()) >= least, 20)  # type: ignore[misc]
        process.kill()
        await process.wait()
        in_flight += 100  # the most that can be answered and not confirmed
    await processes.start()
    await arriving
    await telegram.until(lambda: pushed == updates and not telegram.pending, 40)

    repeated = len(telegram.texts()) - updates
    assert repeated <= in_flight
    for chat_id in range(1, chats + 1):
        expected = list(range(chat_id - 1, updates, chats))
        assert _newest_first_seen(telegram.texts(chat_id)) == expected
        assert (tmp_path / f"{chat_id}.txt").read_text() == f"canary-text {expected[-1]}"


@pytest.mark.fault("F11")
async def test_a_term_signal_ends_it_cleanly(telegram: Double, processes: Processes) -> None:
    for number in range(200):
        telegram.text(1 + number % 10, f"canary-text {number}")
    telegram.fail("sendMessage", action="slow", seconds=0.1, times=None)
    process = await processes.start()
    await telegram.until(lambda: len(telegram.texts()) >= 20, 20)
    began = time.monotonic()
    process.terminate()
    assert await asyncio.wait_for(process.wait(), 10) == 0
    assert time.monotonic() - began < 5
    answered = telegram.texts()
    assert len(answered) == len(set(answered)) < 200
    assert len(answered) + len(telegram.pending) == 200


async def test_an_idle_process_ends_at_once(telegram: Double, processes: Processes) -> None:
    process = await processes.start(SAFAR_POLL_TIMEOUT=50)
    await telegram.until(lambda: bool(telegram.made("getUpdates")), 20)
    process.terminate()
    assert await asyncio.wait_for(process.wait(), 3) == 0


@pytest.mark.fault("F03")
@pytest.mark.parametrize("when", ["start", "later"])
async def test_a_refused_token_ends_it_with_its_own_code(
    telegram: Double, processes: Processes, when: str
) -> None:
    if when == "start":
        telegram.fail("*", status=401, times=None)
    process = await processes.start()
    if when == "later":
        await telegram.until(lambda: bool(telegram.made("getUpdates")), 20)
        telegram.fail("*", status=401, times=None)
        telegram.text(1, "wakes the waiting call")
    assert await asyncio.wait_for(process.wait(), 10) == 5
    lines = processes.log.read_text().splitlines()
    assert lines[-1].startswith("Telegram refused the token")


@pytest.mark.fault("F12")
async def test_two_cannot_share_a_state_folder(telegram: Double, processes: Processes) -> None:
    await processes.start()
    await telegram.until(lambda: bool(telegram.made("getUpdates")), 20)
    second = await processes.start()
    assert await asyncio.wait_for(second.wait(), 10) == 6
    assert "already running" in processes.log.read_text()
    telegram.text(1, "canary-text")
    await telegram.until(lambda: bool(telegram.texts()))  # the first one goes on


async def test_the_lock_of_a_killed_process_is_free(telegram: Double, processes: Processes) -> None:
    first = await processes.start()
    await telegram.until(lambda: bool(telegram.made("getUpdates")), 20)
    first.kill()
    await first.wait()
    telegram.text(1, "canary-text")
    await processes.start()
    await telegram.until(lambda: bool(telegram.texts()), 20)
