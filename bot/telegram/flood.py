"""How much one person may ask at once."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto


class Verdict(Enum):
    PASS = auto()
    WARN = auto()  # the first one too many
    SILENT = auto()


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float
    warned: bool = False


class Flood:
    """A token bucket per chat: `burst` at once, then `rate` a second, one warning in between.

    Kept in RAM only, and only until the bucket is full again.
    """

    def __init__(
        self,
        burst: int = 10,
        rate: float = 1.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._burst = burst
        self._rate = rate
        self._clock = clock
        self._buckets: OrderedDict[int, _Bucket] = OrderedDict()  # least recently seen first

    def check(self, chat_id: int) -> Verdict:
        """Count one event of this chat."""
        now = self._clock()
        self._drop_full(now)
        bucket = self._buckets.setdefault(chat_id, _Bucket(self._burst, now))
        self._buckets.move_to_end(chat_id)
        bucket.tokens = min(self._burst, bucket.tokens + (now - bucket.at) * self._rate)
        bucket.at = now
        if bucket.tokens >= 1:
            bucket.tokens -= 1
            return Verdict.PASS
        if not bucket.warned:
            bucket.warned = True
            return Verdict.WARN
        return Verdict.SILENT

    def __len__(self) -> int:
        return len(self._buckets)

    def _drop_full(self, now: float) -> None:
        full = self._burst / self._rate  # seconds in which any bucket is full again
        while self._buckets:
            oldest = next(iter(self._buckets.values()))
            if now - oldest.at < full:
                return
            self._buckets.popitem(last=False)
