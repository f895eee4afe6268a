"""How this process is doing: written by whoever does the work, read by health and the watchdog.

Plain numbers, so that another thread may read them at any time. Times are monotonic seconds.
Nothing here belongs to one person, a topic, a language or an origin.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable


class Vitals:
    """Totals since the start, and the last signs of life."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.started_at = self.beat_at = clock()
        self.serving = False
        self.polling = False  # whether it is getUpdates that brings the updates
        self.fetched_at: float | None = None  # of the last getUpdates that went well
        self.silent_since: float | None = None  # start of the first call that nobody answers
        self.updates = 0
        self.skipped = 0
        self.replies = 0
        self.refusals: Counter[str] = Counter()  # by `Refusal` name, lower case
        self.conflicts = 0  # alarms: somebody else uses the token, or took the webhook
        self.forbidden = 0  # webhook requests without the secret
        self.in_flight = 0
        self.reload_failed = False

    def beat(self) -> None:
        """The event loop runs."""
        self.beat_at = self.clock()

    def asking(self) -> None:
        """getUpdates begins."""
        if self.silent_since is None:
            self.silent_since = self.clock()

    def heard(self) -> None:
        """It ended, not in silence. Also where Telegram or the network refused at once: a new
        start would not help against that."""
        self.silent_since = None

    def fetched(self) -> None:
        """It went well."""
        self.fetched_at = self.clock()
        self.heard()

    def stuck(self, seconds: float) -> str:
        """What made no progress for so long that only a new start helps; "" when nothing."""
        now = self.clock()
        if now - self.beat_at >= seconds:
            return "the event loop stands still"
        since = self.silent_since  # once: the event loop may change it meanwhile
        return "getUpdates hangs" if since is not None and now - since >= seconds else ""

    def healthy(self, seconds: float) -> bool:
        """Updates were fetched within that time; with a webhook: the event loop runs."""
        now = self.clock()
        if now - self.beat_at >= seconds:
            return False
        if not self.polling:
            return True
        last = self.started_at if self.fetched_at is None else self.fetched_at
        return now - last < seconds
