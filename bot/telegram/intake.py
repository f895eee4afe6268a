"""Long polling that loses nothing: updates are confirmed after their work, see `ledger`."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Bot, Update

from bot.telegram.api import SILENCE, Api, Refused, Unreachable
from bot.telegram.convert import lane_of
from bot.telegram.lanes import Lanes
from bot.telegram.ledger import WINDOW, Ledger
from bot.telegram.outage import Outage, Rarely
from bot.vitals import Vitals

log = logging.getLogger(__name__)

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
INLINE = "inline_query"  # asked for only where the inline mode is on

_MOST_IN_HAND = 500
_PATIENCE = 10.0  # seconds after which one slow update no longer holds up a full window
# While work is in hand getUpdates returns at once, so these two keep it from spinning. Asked
# again with the same offset within 0.5 s, Telegram returns one update only.
_GAP_SAME = 0.6
_GAP_MOVED = 0.05


def allowed_updates(inline: bool) -> str:
    """As Telegram takes it: a list in JSON."""
    return json.dumps([*ALLOWED_UPDATES, INLINE] if inline else ALLOWED_UPDATES)


class Intake:
    """Fetches, sorts into lanes, confirms. Times in seconds.

    `work(update)` may raise; the update then counts as done. `grace`: how much longer than
    `poll_timeout` one getUpdates may take before the connection is given up.
    """

    def __init__(
        self,
        api: Api,
        bot: Bot,
        work: Callable[[Update], Awaitable[None]],
        vitals: Vitals | None = None,
        *,
        poll_timeout: float,
        retry_max: float,
        grace: float = 10.0,
        parallel: int = 256,
        inline: bool = False,
    ) -> None:
        self._api = api
        self._bot = bot
        self._poll_timeout = int(poll_timeout)
        self._grace = grace
        self._allowed = allowed_updates(inline)
        self._ledger = Ledger()
        self._lanes: Lanes[tuple[int, Update]] = Lanes(
            lambda job: work(job[1]), lambda job: self._finish(job[0]), parallel
        )
        self._vitals = vitals or Vitals()
        self._outage = Outage(retry_max, self._vitals)
        self._skipped = Rarely()
        self._slow = Rarely()
        self._progress = asyncio.Event()
        self._asked_offset: int | None = None  # of the last successful getUpdates
        self._asked_at = 0.0

    async def run(self, stop: asyncio.Event, drain: float) -> None:
        """Until `stop` is set; then finish what is in hand, `drain` seconds at most, and confirm
        it. Raises `TokenError` when Telegram refuses the token."""
        self._vitals.serving = self._vitals.polling = True
        fetching = asyncio.create_task(self._fetch_for_ever())
        stopped = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait({fetching, stopped}, return_when=asyncio.FIRST_COMPLETED)
            if fetching.done():
                await self._lanes.drain(0)  # nothing can be sent any more
                await fetching  # raises
        finally:
            # A cancelled call may have brought updates: they are not confirmed, so they stay.
            fetching.cancel()
            stopped.cancel()
            await asyncio.gather(fetching, stopped, return_exceptions=True)
            self._vitals.heard()  # nobody asks any more
        reserve = min(2.0, drain / 5)  # for the last call
        await self._lanes.drain(drain - reserve)
        await self._confirm(max(reserve, 0.5))

    async def _fetch_for_ever(self) -> None:
        while True:
            await self._worth_asking()
            offset = self._ledger.ask()
            self._vitals.asking()
            try:
                batch = await self._ask(offset, self._poll_timeout, WINDOW)
                self._asked_offset, self._asked_at = offset, time.monotonic()
                self._accept(batch)
                self._outage.over()
                self._vitals.fetched()
            except (Refused, Unreachable) as trouble:
                if str(trouble) != SILENCE:
                    self._vitals.heard()
                await self._outage.wait(trouble)

    async def _ask(self, offset: int | None, wait: int, limit: int) -> list[Any]:
        parameters: dict[str, str | int] = {
            "timeout": wait,
            "limit": limit,
            "allowed_updates": self._allowed,
        }
        if offset is not None:
            parameters["offset"] = offset
        batch = await self._api.call("getUpdates", wait + self._grace, **parameters)
        if not isinstance(batch, list):
            raise Unreachable("garbage")
        return batch

    async def _worth_asking(self) -> None:
        """Until there is room, and a call would not only bring back what is in hand."""
        while True:
            self._progress.clear()
            now = time.monotonic()
            if self._ledger.release(now, _PATIENCE):
                self._slow(logging.WARNING, "a slow update no longer holds up the others")
            ledger = self._ledger
            if ledger.window == 0 and ledger.in_hand < _MOST_IN_HAND:
                return
            moved = ledger.offset != self._asked_offset
            rest = self._asked_at + (_GAP_MOVED if moved else _GAP_SAME) - now
            full = ledger.window >= WINDOW or ledger.in_hand >= _MOST_IN_HAND
            if rest <= 0 and not full:
                return
            # A full window opens only by work that gets done, or by lost patience.
            limit = max(rest, 0.01) if not full else _GAP_SAME
            # Not `wait_for`: in Python 3.11 it may swallow the cancellation that ends us.
            try:
                async with asyncio.timeout(limit):
                    await self._progress.wait()
            except TimeoutError:
                continue
            if moved and rest > 0:
                await asyncio.sleep(rest)

    def _accept(self, batch: list[Any]) -> None:
        now, recognised = time.monotonic(), 0
        for raw in batch:
            update_id = raw.get("update_id") if isinstance(raw, dict) else None
            if not isinstance(update_id, int):
                continue
            recognised += 1
            if not self._ledger.take(update_id, now):
                continue
            try:
                update = Update.de_json(raw, self._bot)
                lane = lane_of(update)
            except Exception:  # a hostile or broken update may raise anything at all
                self._vitals.skipped += 1
                self._skipped(logging.WARNING, "an update could not be read and was skipped")
                self._ledger.finish(update_id)
                continue
            if lane is None:
                self._ledger.finish(update_id)
            else:
                self._lanes.add(lane, (update_id, update))
        if batch and not recognised:
            raise Unreachable("garbage")

    def _finish(self, update_id: int) -> None:
        self._ledger.finish(update_id)
        self._progress.set()

    async def _confirm(self, seconds: float) -> None:
        offset = self._ledger.offset
        if offset is None or offset == self._asked_offset:
            return  # confirmed already; asking again so soon would be held up for 3 s
        try:
            async with asyncio.timeout(seconds):
                await self._ask(offset, 0, 1)
        except (Refused, Unreachable, TimeoutError) as trouble:
            log.warning("the last updates could not be confirmed (%s)", trouble)
