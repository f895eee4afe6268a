"""Ends the process when it can no longer help itself; whoever started it starts it again.

A thread of its own: it also sees an event loop that stands still and an exit that does not come
(a database connection left open keeps its thread, and with it the process, alive for ever).
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from datetime import datetime
from typing import Final

from bot.systemd import notify
from bot.vitals import Vitals

EXIT_CODE: Final = 70
_LAST_STEPS = 5.0  # seconds from the end of the work to the end of the process


def _end(why: str) -> None:
    # Not through logging: the thread that hangs may hold its lock.
    stamp = datetime.now().astimezone().strftime("%Y-%m-%dT%H:%M:%S%z")
    line = f"{stamp} CRITICAL bot.watchdog: {why}; ended by the watchdog\n"
    try:
        os.write(sys.stderr.fileno(), line.encode())
    finally:
        os._exit(EXIT_CODE)


class Watchdog:
    """`seconds` without progress are too many; 0 watches only over the end. `end` ends the
    process."""

    def __init__(self, vitals: Vitals, seconds: float, end: Callable[[str], None] = _end) -> None:
        self._vitals = vitals
        self._seconds = seconds
        self._end = end
        self._deadline: float | None = None
        self._changed = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def end_within(self, seconds: float = _LAST_STEPS) -> None:
        """From now on the process must come to its end in that time. The last call counts."""
        self._deadline = self._vitals.clock() + seconds
        self._changed.set()

    def _watch(self) -> None:
        while (why := self._wrong()) == "":
            if self._deadline is None:
                notify("WATCHDOG=1")
            self._changed.wait(self._pause())
            self._changed.clear()
        self._end(why)

    def _wrong(self) -> str:
        if self._deadline is not None:
            return "the end did not come" if self._vitals.clock() >= self._deadline else ""
        return self._vitals.stuck(self._seconds) if self._seconds else ""

    def _pause(self) -> float:
        if self._deadline is not None:
            return max(self._deadline - self._vitals.clock(), 0.01)
        return min(self._seconds / 4, 10.0) if self._seconds else 10.0
