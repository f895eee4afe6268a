"""One lane a chat: strict order within a chat, chats side by side, bounded."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

log = logging.getLogger(__name__)

Job = TypeVar("Job")


class Lanes(Generic[Job]):
    """`work(job)` for every job; `done(job)` after it, also where the work raised.

    A job whose work was cut short by `drain` is not done. At most `parallel` jobs run at once;
    how many may wait is for the caller to decide before `add`.
    """

    def __init__(
        self,
        work: Callable[[Job], Awaitable[None]],
        done: Callable[[Job], None],
        parallel: int = 256,
    ) -> None:
        self._work = work
        self._done = done
        self._slots = asyncio.Semaphore(parallel)
        self._lanes: dict[int, deque[tuple[int, Job]]] = {}
        self._runners: dict[int, asyncio.Task[None]] = {}
        self._added = 0
        self._last_started = 0

    def add(self, key: int, job: Job) -> None:
        """Queue a job behind all others of the same key."""
        self._added += 1
        self._lanes.setdefault(key, deque()).append((self._added, job))
        if key not in self._runners:
            self._runners[key] = asyncio.create_task(self._run(key))

    async def drain(self, seconds: float) -> None:
        """Finish what has begun, and whatever came before it; drop the rest.

        What came before is finished too, because updates are confirmed in order of arrival: a
        finished one behind an unfinished one would be delivered and answered again.
        """
        for lane in self._lanes.values():
            kept = [entry for entry in lane if entry[0] <= self._last_started]
            lane.clear()
            lane.extend(kept)
        runners = list(self._runners.values())
        if not runners:
            return
        _, late = await asyncio.wait(runners, timeout=seconds)
        for runner in late:
            runner.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def _run(self, key: int) -> None:
        lane = self._lanes[key]
        try:
            while lane:
                async with self._slots:
                    if not lane:  # emptied by `drain` while this lane waited for a slot
                        break
                    number, job = lane.popleft()
                    self._last_started = max(self._last_started, number)
                    try:
                        await self._work(job)
                    except Exception as error:
                        log.error("work on an update failed: %s", type(error).__name__)
                    self._done(job)
        finally:
            # No await between the last look at the lane and here: nothing can slip in.
            del self._lanes[key], self._runners[key]
