"""A change somebody may wait for, instead of sleeping."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class Signal:
    """`tell()` wakes every `wait(until, …)` to look again."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def tell(self) -> None:
        for future in self._waiting:
            if not future.done():
                future.set_result(None)

    async def wait(self, until: Callable[[], bool], within: float | None = None) -> bool:
        """True once `until()` holds; False when `within` seconds passed first."""
        loop = asyncio.get_running_loop()
        deadline = None if within is None else loop.time() + within
        while not until():
            left = None if deadline is None else deadline - loop.time()
            if left is not None and left <= 0:
                return False
            future: asyncio.Future[None] = loop.create_future()
            self._waiting.add(future)
            try:
                await asyncio.wait([future], timeout=left)
            finally:
                self._waiting.discard(future)
        return True
