from __future__ import annotations

import asyncio
import random
from collections import defaultdict
from collections.abc import Callable

import pytest

from bot.telegram.lanes import Lanes

Job = tuple[int, int]  # chat, number


class Bench:
    """Lanes whose work takes random times and notes what it did."""

    def __init__(self, parallel: int = 256, longest: float = 0.02) -> None:
        self.finished: dict[int, list[int]] = defaultdict(list)
        self.done: list[Job] = []
        self.running = self.most = 0
        self.gates: dict[Job, asyncio.Event] = {}
        self.moved = asyncio.Event()
        self._random = random.Random(1)
        self._longest = longest
        self.lanes: Lanes[Job] = Lanes(self._work, self._done, parallel)

    def add(self, chat: int, number: int) -> None:
        self.lanes.add(chat, (chat, number))

    def _done(self, job: Job) -> None:
        self.done.append(job)
        self.moved.set()

    async def _work(self, job: Job) -> None:
        self.running += 1
        self.most = max(self.most, self.running)
        self.moved.set()
        try:
            if gate := self.gates.get(job):
                await gate.wait()
            await asyncio.sleep(self._random.uniform(0, self._longest))
            if job[1] == 13:
                raise ValueError("unlucky")
            self.finished[job[0]].append(job[1])
        finally:
            self.running -= 1

    async def until_done(self, count: int) -> None:
        await self.until(lambda: len(self.done) >= count)

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(10):
            while not holds():
                self.moved.clear()
                await self.moved.wait()


@pytest.mark.fault("F06")
async def test_order_within_a_chat_and_chats_side_by_side() -> None:
    bench = Bench()
    for number in range(100):
        bench.add(number % 5, number)
    await bench.until_done(100)
    for numbers in bench.finished.values():
        assert numbers == sorted(numbers)
    assert bench.most == 5


async def test_no_more_at_once_than_allowed() -> None:
    bench = Bench(parallel=3)
    for chat in range(30):
        bench.add(chat, 0)
    await bench.until_done(30)
    assert bench.most == 3


async def test_an_error_ends_its_job_and_not_its_lane(caplog: pytest.LogCaptureFixture) -> None:
    bench = Bench()
    bench.add(1, 13)
    bench.add(1, 14)
    await bench.until_done(2)
    assert bench.finished[1] == [14]
    assert "ValueError" in caplog.text
    assert "unlucky" not in caplog.text


async def test_a_slow_chat_holds_up_only_itself() -> None:
    bench = Bench()
    gate = bench.gates[1, 0] = asyncio.Event()
    bench.add(1, 0)
    bench.add(1, 1)
    bench.add(2, 0)
    await bench.until_done(1)
    assert bench.done == [(2, 0)]
    gate.set()
    await bench.until_done(3)
    assert bench.finished[1] == [0, 1]


async def test_a_drain_finishes_the_begun_and_what_came_before_it() -> None:
    bench = Bench(longest=0)
    gate = bench.gates[1, 0] = asyncio.Event()
    bench.add(1, 0)
    bench.add(1, 1)  # before the last one begun: finished too
    gate2 = bench.gates[2, 2] = asyncio.Event()
    bench.add(2, 2)
    bench.add(2, 3)  # after it: left alone
    bench.add(1, 4)
    await bench.until(lambda: bench.running == 2)
    draining = asyncio.create_task(bench.lanes.drain(5))
    await asyncio.sleep(0)
    gate.set()
    gate2.set()
    await draining
    assert sorted(bench.done) == [(1, 0), (1, 1), (2, 2)]


async def test_a_drain_does_not_wait_for_ever() -> None:
    bench = Bench()
    bench.gates[1, 0] = asyncio.Event()
    bench.add(1, 0)
    await asyncio.sleep(0)
    await asyncio.wait_for(bench.lanes.drain(0.05), 2)
    assert bench.done == []
