"""One chat's brake is its own; the brake on the whole bot is everybody's."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.telegram.messenger import Messenger, Outcome
from bot.telegram.pace import Pace
from tests.telegram.double import Double
from tests.telegram.running import screen


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(
    ("refusals", "means_all"),
    [
        ([(0, 1), (0, 1), (0, 1), (0, 1)], False),  # one chat, however often
        ([(0, 1), (0, 2), (0, 1), (0, 2)], False),
        ([(0, 1), (0.6, 2), (1.2, 3)], False),  # not within a second
        ([(0, 1), (0.4, 2), (0.9, 3)], True),
    ],
)
def test_what_is_taken_for_the_brake_on_the_whole_bot(
    refusals: list[tuple[float, int]], means_all: bool
) -> None:
    clock = Clock()
    pace = Pace(clock)
    said = False
    for at, chat_id in refusals:
        clock.now = 100 + at
        said = pace.refused(chat_id, 2) or said
    assert said is means_all
    assert (pace._pause() > 0) is means_all


def test_everybody_waits_what_all_were_told_and_then_goes_out_one_by_one() -> None:
    clock = Clock()
    pace = Pace(clock)
    for chat_id, seconds in ((1, 9), (2, 2), (3, 30)):
        pace.refused(chat_id, seconds)
    assert [pace._pause() for _ in range(3)] == pytest.approx([2, 2.05, 2.1])
    clock.now += 2 + 61  # calm again
    assert [pace._pause() for _ in range(3)] == [0, 0, 0]


@pytest.fixture
async def messenger(telegram: Double) -> AsyncIterator[Messenger]:
    bot = Bot(
        telegram.token,
        base_url=f"{telegram.url}/bot",
        request=HTTPXRequest(connection_pool_size=64),
    )
    for chat_id in range(1, 21):
        telegram.text(chat_id, "hello")
    async with bot:
        yield Messenger(bot)


async def _deliver(messenger: Messenger, *chats: int) -> None:
    sends = (messenger.deliver(chat_id, (screen(f"to {chat_id}"),)) for chat_id in chats)
    assert set(await asyncio.gather(*sends)) == {Outcome.DELIVERED}


def _delivered_at(telegram: Double) -> dict[int, float]:
    """The time at which each chat's message was taken."""
    return {
        int(entry.params["chat_id"]): entry.time
        for entry in telegram.made("sendMessage")
        if entry.answer and entry.answer["status"] == 200
    }


@pytest.mark.fault("F14")
async def test_a_429_of_one_chat_delays_only_that_chat(
    telegram: Double, messenger: Messenger
) -> None:
    telegram.fail("sendMessage", retry_after=1, chat_id=1, times=2)
    braked = asyncio.create_task(_deliver(messenger, 1))
    await telegram.until(lambda: any(e.answer for e in telegram.made("sendMessage")))
    asked = telegram.world.clock()
    await _deliver(messenger, *range(2, 21))
    await braked
    at = _delivered_at(telegram)
    assert at.pop(1) - asked >= 1.9
    assert max(at.values()) - asked < 0.9


@pytest.mark.fault("F14")
async def test_429s_of_many_chats_slow_everybody(telegram: Double, messenger: Messenger) -> None:
    for chat_id in (1, 2, 3):
        telegram.fail("sendMessage", retry_after=1, chat_id=chat_id)
    await _deliver(messenger, 1, 2, 3)
    refused = max(e.time for e in telegram.made("sendMessage")[:3])
    await _deliver(messenger, *range(4, 21))
    times = sorted(_delivered_at(telegram).values())
    assert times[0] - refused >= 0.9
    assert len(times) == 20
    assert times[-1] - times[0] >= 19 * 0.05 - 0.1
    # Nobody twice before everybody once: each chat keeps its place in line.
    assert len(telegram.made("sendMessage")) == 20 + 3
