"""Which updates are in hand, and what may be confirmed.

`getUpdates(offset)` confirms everything below `offset` for good, so `offset` is the first update
whose work is not finished. Until then Telegram returns that update and up to 99 later ones again
and again: they are known here and passed over. There is no way to look further than 100 updates
past the first unfinished one, so a single slow one (Telegram told us to wait 30 s in its chat)
would in the end hold up everybody. Where that window is full, an update that has been in work
longer than the caller's patience is *released*: confirmed before its end, still being worked on.
Only a kill within that time loses its answer.

Order is the order of arrival, not of numbers: after a quiet week Telegram starts anew at a
random number, which may be lower.
"""

from __future__ import annotations

from collections import OrderedDict

WINDOW = 100  # Telegram's limit for one getUpdates


class Ledger:
    """Pure book-keeping; `now` is any monotonic clock in seconds."""

    def __init__(self) -> None:
        self._window: OrderedDict[int, float] = OrderedDict()  # update id → arrival
        self._finished: set[int] = set()
        self._released: set[int] = set()
        self._passing: set[int] = set()  # confirmed by the next call, not by the last one
        self._next: int | None = None

    def take(self, update_id: int, now: float) -> bool:
        """Whether this update is new, and so to be worked on."""
        if any(update_id in known for known in (self._window, self._released, self._passing)):
            return False
        self._window[update_id] = now
        return True

    def finish(self, update_id: int) -> None:
        if update_id in self._released:
            self._released.discard(update_id)
            self._passing.add(update_id)
            return
        self._finished.add(update_id)
        self._settle()

    def release(self, now: float, patience: float) -> int:
        """Confirm early what holds up a full window; the number of updates so released."""
        count = 0
        while len(self._window) >= WINDOW:
            first, arrived = next(iter(self._window.items()))
            if now - arrived < patience:
                break
            self._released.add(first)
            self._confirm(first)
            self._settle()
            count += 1
        return count

    def ask(self) -> int | None:
        """The offset for the next call. What gets done while that call is under way may still
        come back with its answer, and is known as old until the call after it."""
        self._passing.clear()
        return self.offset

    @property
    def offset(self) -> int | None:
        """The lowest update not to be confirmed; None before the first one."""
        return next(iter(self._window), self._next)

    @property
    def window(self) -> int:
        """Updates that Telegram would return again."""
        return len(self._window)

    @property
    def in_hand(self) -> int:
        """Updates not finished."""
        return len(self._window) - len(self._finished) + len(self._released)

    def _settle(self) -> None:
        while self._window and (first := next(iter(self._window))) in self._finished:
            self._finished.discard(first)
            self._confirm(first)

    def _confirm(self, update_id: int) -> None:
        del self._window[update_id]
        self._passing.add(update_id)
        self._next = update_id + 1
