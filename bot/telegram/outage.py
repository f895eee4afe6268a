"""Telegram does not answer as it should: how long to wait, and how little to say about it."""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections import deque
from collections.abc import Callable

from bot.errors import TokenError
from bot.telegram.api import SILENCE, Refused, Unreachable
from bot.vitals import Vitals

log = logging.getLogger(__name__)

_FIRST = 1.0  # seconds before the second try; doubled up to `retry_max`
_SUSPICIOUS = 3  # conflicts within a minute: somebody else uses the token


class Rarely:
    """A log line at most once in `every` seconds; the next one says how many were left out."""

    def __init__(self, every: float = 60.0, clock: Callable[[], float] = time.monotonic) -> None:
        self._every = every
        self._clock = clock
        self._last: float | None = None
        self._silent = 0

    def __call__(self, level: int, text: str) -> bool:
        """Whether the line was written. `text` must be free of anything personal."""
        now = self._clock()
        if self._last is not None and now - self._last < self._every:
            self._silent += 1
            return False
        more = f" (and {self._silent} more since the last such line)" if self._silent else ""
        self._last, self._silent = now, 0
        log.log(level, "%s%s", text, more)
        return True


class Outage:
    """Back-off with jitter: 1, 2, 4 … `retry_max` seconds, 1 after a call that nobody answered;
    one log line a minute at most."""

    def __init__(self, retry_max: float, vitals: Vitals | None = None) -> None:
        self._retry_max = retry_max
        self._vitals = vitals or Vitals()
        self._failures = 0
        self._told = False
        self._line = Rarely()
        self._alarm = Rarely()
        self._conflicts: deque[float] = deque(maxlen=_SUSPICIOUS)

    async def wait(self, trouble: Refused | Unreachable) -> None:
        """Pause before the next try. Raises `TokenError` where no try can help (401)."""
        least = 0.0
        if isinstance(trouble, Refused):
            if trouble.code == 401:
                raise TokenError("Telegram refused the token: check BOT_TOKEN, or ask BotFather")
            if trouble.code == 409:
                self._conflict()
            least = trouble.retry_after
        pause = min(_FIRST * 2 ** min(self._failures, 16), self._retry_max)
        if str(trouble) == SILENCE:
            pause = min(pause, _FIRST)  # that call took its time: it was a pause in itself
        self._failures += 1
        said = self._line(logging.WARNING, f"no updates from Telegram ({trouble}); trying again")
        self._told = self._told or said
        # Jitter only shortens: the pause stays below what the setting promises.
        await asyncio.sleep(max(least, pause * random.uniform(0.7, 1.0)))  # noqa: S311

    def over(self) -> None:
        """Telegram answered."""
        if self._told:
            log.info("Telegram answers again after %d failed tries", self._failures)
        self._failures, self._told = 0, False

    def _conflict(self) -> None:
        self._conflicts.append(time.monotonic())
        if len(self._conflicts) == _SUSPICIOUS and self._conflicts[-1] - self._conflicts[0] < 60:
            self._vitals.conflicts += 1
            self._alarm(
                logging.ERROR,
                "SECURITY: another program takes this bot's updates (409). If it is not yours, "
                "revoke the token at BotFather",
            )
