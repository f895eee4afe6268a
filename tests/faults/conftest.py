from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.sandbox.limits import Limits
from tests.storage.conftest import small_disk
from tests.telegram.double import Double

__all__ = ["small_disk"]


@pytest.fixture
async def telegram() -> AsyncIterator[Double]:
    """The sandbox. A press outlives an outage here, and its quirks of timing are off."""
    limits = Limits(callback_answer=3600, callback_life=86_400)
    async with Double.serve(limits) as server:
        yield server
