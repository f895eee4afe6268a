"""Telegram's brake on the whole bot, told apart from its brake on one chat.

A 429 does not say which of the two limits was met. One chat's is that chat's own matter: its
lane waits, nobody else does. Where several chats are refused within a second it is the bot that
sends too much: then everybody waits as long as they all were told to, and after that sends go
out one by one, in the order in which they were asked for. Each chat has one send under way at
most, so that order is fair to all of them.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable

_CHATS = 3  # refused …
_WITHIN = 1.0  # … within so many seconds
_GAP = 0.05  # seconds between two sends after that; Telegram's own limit is 30 a second
_CALM = 60.0  # seconds that the gap is kept
_LONGEST = 300.0  # seconds; what nobody would wait for


class Pace:
    """When the next message to anybody may go out. Taps are acknowledged without it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._refused: deque[tuple[float, int, float]] = deque()  # time, chat, told to wait
        self._closed_until = self._slow_until = self._next = float("-inf")

    def refused(self, chat_id: int, seconds: float) -> bool:
        """A 429 in this chat. Whether it means the whole bot."""
        now = self._clock()
        self._refused.append((now, chat_id, seconds))
        while now - self._refused[0][0] > _WITHIN:
            self._refused.popleft()
        if len({chat for _, chat, _ in self._refused}) < _CHATS:
            return False
        common = min(seconds for _, _, seconds in self._refused)
        self._closed_until = max(self._closed_until, now + min(common, _LONGEST))
        self._slow_until = self._closed_until + _CALM
        return True

    async def turn(self) -> None:
        """Wait for this send's turn; no time at all where nothing is wrong."""
        while (pause := self._pause()) > 0:
            await asyncio.sleep(pause)
            if self._clock() >= self._closed_until:  # not closed again meanwhile
                return

    def _pause(self) -> float:
        """Seconds until the place in line that is taken by this call."""
        now = self._clock()
        if now >= self._slow_until:
            return 0.0
        place = max(now, self._closed_until, self._next)
        self._next = place + _GAP
        return place - now
