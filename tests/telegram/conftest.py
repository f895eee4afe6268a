from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.telegram.double import Double
from tests.telegram.running import Running


@pytest.fixture
async def telegram() -> AsyncIterator[Double]:
    async with Double.serve() as server:
        yield server


@pytest.fixture
async def running(telegram: Double) -> AsyncIterator[Running]:
    """Our own `serve` with a trivial dialogue, in this process; not yet started."""
    bot = Running(telegram)
    yield bot
    await bot.stop()
