"""The topic log over time: sealed by a timer come what may, published when a period ends."""

from __future__ import annotations

import asyncio
import logging

from bot.dialogue.ports import StoreUnavailable, TallyShelf
from bot.topics.tally import TopicTally

log = logging.getLogger(__name__)


class TopicLog:
    """every: seconds between two sealings. The timer is fixed and writes also when nothing
    was counted: a write that follows a question would tell when it was asked."""

    def __init__(self, tally: TopicTally, shelf: TallyShelf, every: float) -> None:
        self.tally = tally
        self._shelf = shelf
        self._every = every
        self._read = False
        self._task: asyncio.Task[None] | None = None
        self._troubled = False

    async def open(self) -> None:
        """Take up what was sealed, publish what ended meanwhile, start the timer."""
        await self.seal()
        self._task = asyncio.create_task(self._run(), name="topic log")

    async def close(self) -> None:
        """Stop the timer and seal once more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait({self._task})
            self._task = None
        await self.seal()

    async def seal(self) -> bool:
        """One turn of the timer. False: the database could not take it; RAM keeps counting."""
        try:
            await self._seal()
        except StoreUnavailable:
            if not self._troubled:
                log.warning("The topic tally could not be sealed; it is tried again.")
            self._troubled = True
            return False
        self._troubled = False
        return True

    async def _seal(self) -> None:
        if not self._read:
            # Never write over a tally that was not read: a locked database at start would
            # cost the week.
            tally = await self._shelf.read_tally()
            if tally is not None:
                self.tally.add(tally)
            self._read = True
        releases = self.tally.ended()
        if not releases:
            await self._shelf.write_tally(self.tally.to_bytes())
            return
        await self._shelf.release(releases, self.tally.to_bytes())
        self.tally.published(releases)

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(self._every)
            try:
                await self.seal()
            except Exception as error:  # a bug here must not stop the timer for good
                log.error("Sealing the topic tally failed: %s", type(error).__name__)
