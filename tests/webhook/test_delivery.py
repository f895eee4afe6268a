"""Deliveries that a crash, a stop or a slow answer interrupts: none lost, none done twice."""

from __future__ import annotations

import asyncio
import dataclasses
import random
import time
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from tests.sandbox.conftest import QUICK
from tests.telegram.double import Double
from tests.telegram.test_process import Processes, _newest_first_seen
from tests.webhook.hooked import HEADER, SECRET, free_port

LIMITS = dataclasses.replace(QUICK, webhook_retry=0.05, webhook_retry_max=0.2)


@pytest.fixture
async def telegram() -> AsyncIterator[Double]:
    async with Double.serve(LIMITS) as server:
        yield server


class Hooks(Processes):
    """Processes that serve by webhook, always at the same address."""

    def __init__(self, telegram: Double, state: Path) -> None:
        super().__init__(telegram, state)
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/telegram"

    async def start(self, **changes: object) -> asyncio.subprocess.Process:
        webhook = {
            "BOT_TOKEN": self._telegram.token,
            "SAFAR_WEBHOOK_URL": self.url,
            "SAFAR_WEBHOOK_PORT": self.port,
            "SAFAR_WEBHOOK_SECRET": SECRET,
            "SAFAR_DRAIN": 5,
        }
        return await super().start(**(webhook | changes))

    async def set(self) -> None:
        """Until Telegram knows the way."""
        await self._telegram.until(lambda: self._telegram.world.updates.webhook_url == self.url)


@pytest.fixture
async def hooks(telegram: Double, tmp_path: Path) -> AsyncIterator[Hooks]:
    made = Hooks(telegram, tmp_path)
    yield made
    for process in made.alive:
        if process.returncode is None:
            process.kill()
            await process.wait()
    written = made.log.read_text() if made.log.exists() else ""
    for canary in (telegram.token, SECRET, "CanaryName", "canary-text", "Traceback"):
        assert canary not in written


@pytest.mark.fault("F01")
@pytest.mark.fault("F05")
@pytest.mark.timeout(400)
async def test_killed_in_the_middle_of_deliveries(
    telegram: Double, hooks: Hooks, tmp_path: Path
) -> None:
    rng = random.Random(11)
    chats, updates, kills = 40, 1500, 30
    telegram.fail("sendMessage", action="slow", seconds=0.02, times=None)
    pushed = 0

    async def arrive() -> None:
        nonlocal pushed
        for number in range(updates):
            telegram.text(1 + number % chats, f"canary-text {number}")
            pushed += 1
            await asyncio.sleep(0.01)

    arriving = asyncio.create_task(arrive())
    for _ in range(kills):
        process = await hooks.start()
        least = len(telegram.texts()) + rng.randint(5, 45)
        await telegram.until(lambda least=least: len(telegram.texts()) >= least, 30)  # type: ignore[misc]
        process.kill()
        await process.wait()
    await hooks.start()
    await arriving
    await telegram.until(lambda: pushed == updates and not telegram.pending, 60)

    # One update a chat is in work at a time: so many answers may be repeated at each kill.
    assert len(telegram.texts()) - updates <= kills * chats
    for chat_id in range(1, chats + 1):
        expected = list(range(chat_id - 1, updates, chats))
        assert _newest_first_seen(telegram.texts(chat_id)) == expected
        assert (tmp_path / f"{chat_id}.txt").read_text() == f"canary-text {expected[-1]}"


@pytest.mark.fault("F11")
async def test_a_term_signal_leaves_the_rest_to_telegram(telegram: Double, hooks: Hooks) -> None:
    await hooks.start()
    await hooks.set()
    telegram.fail("sendMessage", action="slow", seconds=0.2, times=None)
    for number in range(200):
        telegram.text(1 + number % 10, f"canary-text {number}")
    await telegram.until(lambda: len(telegram.texts()) >= 20, 20)
    began = time.monotonic()
    hooks.alive[0].terminate()
    assert await asyncio.wait_for(hooks.alive[0].wait(), 10) == 0
    assert time.monotonic() - began < 5
    answered = telegram.texts()
    assert len(answered) == len(set(answered)) < 200
    # What was answered was also confirmed: nothing of it comes again.
    assert len(answered) + len(telegram.pending) == 200


async def test_a_stop_does_not_wait_for_what_takes_too_long(telegram: Double, hooks: Hooks) -> None:
    """503 for the one that hangs: Telegram brings it again to whoever comes next."""
    await hooks.start(SAFAR_DRAIN=1, SAFAR_CALL_TIMEOUT=60)
    await hooks.set()
    telegram.fail("sendMessage", action="hang", times=1)
    telegram.text(1, "canary-text 1")
    await telegram.until(lambda: len(telegram.made("sendMessage")) == 1)
    hooks.alive[0].terminate()
    assert await asyncio.wait_for(hooks.alive[0].wait(), 6) == 0
    error = telegram.world.hook.error
    assert error
    assert len(telegram.pending) == 1
    await hooks.start()
    await telegram.until(lambda: not telegram.pending)
    assert telegram.texts() == ["canary-text 1"] * 2  # the first one never arrived


@pytest.mark.fault("F05")
async def test_delivered_again_while_in_work(telegram: Double, hooks: Hooks) -> None:
    """Telegram gives up after 60 s, and a proxy sooner: the work goes on, and is done once."""
    await hooks.start(SAFAR_CALL_TIMEOUT=60)
    await hooks.set()
    telegram.fail("sendMessage", action="slow", seconds=1, times=1)
    update = {"update_id": 5, "message": _message(telegram)}
    headers = {HEADER: SECRET}
    async with httpx.AsyncClient(trust_env=False) as client:
        with pytest.raises(httpx.ReadTimeout):
            await client.post(hooks.url, json=update, headers=headers, timeout=0.2)
        again = await asyncio.gather(
            *(client.post(hooks.url, json=update, headers=headers) for _ in range(3))
        )
        later = await client.post(hooks.url, json=update, headers=headers)
    assert [answer.status_code for answer in [*again, later]] == [200] * 4
    assert telegram.texts() == ["canary-text"]


async def test_the_answer_comes_after_the_work(telegram: Double, hooks: Hooks) -> None:
    await hooks.start(SAFAR_CALL_TIMEOUT=60)
    await hooks.set()
    telegram.fail("sendMessage", action="slow", seconds=0.5, times=1)
    update = {"update_id": 5, "message": _message(telegram)}
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.post(hooks.url, json=update, headers={HEADER: SECRET})
    assert answer.status_code == 200
    assert answer.content == b""  # no call rides in it
    assert telegram.shown(1) == ["canary-text"]


async def test_too_many_in_hand_are_sent_back(telegram: Double, hooks: Hooks) -> None:
    await hooks.start(SAFAR_CALL_TIMEOUT=60)
    await hooks.set()
    telegram.fail("sendMessage", action="hang", times=None)
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(trust_env=False, limits=limits, timeout=60) as client:

        async def deliver(number: int) -> int:
            update = {"update_id": number, "message": _message(telegram)}
            return (await client.post(hooks.url, json=update, headers={HEADER: SECRET})).status_code

        tasks = [asyncio.create_task(deliver(number)) for number in range(1, 511)]
        done, waiting = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED, timeout=30)
        while len(done) < 10:
            more, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            done |= more
        assert {task.result() for task in done} == {503}
        assert len(waiting) == 500
        for task in waiting:
            task.cancel()


def _message(telegram: Double) -> dict[str, object]:
    """A message of chat 1, known to the sandbox so that it may be answered."""
    number = telegram.text(1, "canary-text")
    (queued,) = [q for q in telegram.world.updates.waiting() if q.update_id == number]
    telegram.world.updates.drop([queued])
    found: dict[str, object] = queued.body["message"]
    return found
