"""The real program under a clock that runs faster than the world's: hours pass in seconds.

    SPEED=10 python -m tests.faults.fast_program

SIGUSR1 makes it `FASTER`, for hours in which nothing is measured but what it does; SIGUSR2 takes
it back to `SPEED`. All that the program waits for is scaled alike: the event loop's timers, the
pauses, the log's minute.
"""

from __future__ import annotations

import os
import selectors
import signal
import sys
import threading  # noqa: F401  before the change: its waits are the world's
import time
from typing import Any

FASTER = 900.0


class Clock:
    """Monotonic seconds, `speed` of them to one of the world's; never jumps."""

    def __init__(self, speed: float) -> None:
        self._world = time.monotonic
        self.speed = speed
        self._since = self._at = self._world()

    def __call__(self) -> float:
        return self._at + (self._world() - self._since) * self.speed

    def change(self, speed: float) -> None:
        self._at, self._since = self(), self._world()
        self.speed = speed


def speed_up(speed: float) -> Clock:
    clock = Clock(speed)
    time.monotonic = clock

    class Selector(selectors.DefaultSelector):  # type: ignore[misc, valid-type]
        def select(self, timeout: float | None = None) -> Any:
            return super().select(timeout / clock.speed if timeout and timeout > 0 else timeout)

    selectors.DefaultSelector = Selector  # type: ignore[misc]
    return clock


if __name__ == "__main__":
    speed = float(os.environ["SPEED"])
    quick = speed_up(speed)
    signal.signal(signal.SIGUSR1, lambda *_: quick.change(FASTER))
    signal.signal(signal.SIGUSR2, lambda *_: quick.change(speed))
    from bot.cli import main  # only now: it keeps the clock it finds

    sys.argv = ["safar", "run"]
    main()
