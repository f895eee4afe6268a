"""The tally over time, on the real store."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.dialogue.ports import StoreUnavailable
from bot.storage.keys import new_keys
from bot.storage.memory import MemoryStore
from bot.storage.releases import read_releases
from bot.storage.sqlite import SqliteStore
from bot.topics.log import TopicLog
from bot.topics.tally import TopicTally

from .test_tally import MONDAY, REGIONS, TOPICS, Clock, counts


class Shelf(MemoryStore):
    """Says when it was written to; may be out of order."""

    def __init__(self) -> None:
        super().__init__()
        self.broken = False
        self.writes: asyncio.Queue[bytes] = asyncio.Queue()

    async def read_tally(self) -> bytes | None:
        if self.broken:
            raise StoreUnavailable
        return await super().read_tally()

    async def write_tally(self, tally: bytes) -> None:
        if self.broken:
            raise StoreUnavailable
        await super().write_tally(tally)
        self.writes.put_nowait(tally)

    async def release(self, releases, tally) -> None:
        if self.broken:
            raise StoreUnavailable
        await super().release(releases, tally)


@pytest.fixture
def clock() -> Clock:
    return Clock()


def new_tally(clock: Clock) -> TopicTally:
    return TopicTally(TOPICS, REGIONS, clock)


async def test_the_timer_writes_also_when_nothing_was_asked(clock) -> None:
    shelf = Shelf()
    log = TopicLog(new_tally(clock), shelf, every=0.01)
    await log.open()
    async with asyncio.timeout(5):
        written = [await shelf.writes.get() for _ in range(5)]
    assert len(set(written)) == 1
    await log.close()


async def test_counting_writes_nothing_and_stopping_seals(clock) -> None:
    shelf = Shelf()
    log = TopicLog(new_tally(clock), shelf, every=3600)
    await log.open()
    assert shelf.writes.qsize() == 1
    log.tally.count(1, ["sos"])
    await asyncio.sleep(0)
    assert shelf.writes.qsize() == 1
    await log.close()
    again = TopicLog(new_tally(clock), shelf, every=3600)
    await again.open()
    assert counts(again.tally) == {"sos": 1}
    await again.close()


async def test_what_was_read_is_added_once_and_what_was_published_is_gone(clock) -> None:
    shelf = Shelf()
    first = TopicLog(new_tally(clock), shelf, every=3600)
    first.tally.count(1, ["sos"])
    await first.open()
    await first.close()
    second = TopicLog(new_tally(clock), shelf, every=3600)
    await second.open()
    assert await second.seal()
    assert counts(second.tally) == {"sos": 1}
    clock.now += timedelta(days=7)
    assert await second.seal()
    assert len(shelf.releases) == 1
    assert second.tally.ended() == []
    await second.close()


async def test_a_tally_that_could_not_be_read_is_not_written_over(clock, caplog) -> None:
    shelf = Shelf()
    first = TopicLog(new_tally(clock), shelf, every=3600)
    await first.open()
    first.tally.count(1, ["sos"])
    await first.close()
    shelf.broken = True
    second = TopicLog(new_tally(clock), shelf, every=3600)
    await second.open()
    assert not await second.seal()
    assert len(caplog.records) == 1
    second.tally.count(2, ["sos"])
    shelf.broken = False
    assert await second.seal()
    assert counts(second.tally) == {"sos": 2}
    await second.close()


async def test_weeks_that_could_not_be_published_wait(clock) -> None:
    shelf = Shelf()
    log = TopicLog(new_tally(clock), shelf, every=3600)
    await log.open()
    shelf.broken = True
    for _ in range(2):
        for person in range(40):
            log.tally.count(person, ["sos"])
        clock.now += timedelta(days=7)
        assert not await log.seal()
    shelf.broken = False
    assert await log.seal()
    weeks = [r for r in shelf.releases if r.table == "topic_week"]
    assert [r.start for r in weeks] == [date(2026, 3, 2), date(2026, 3, 9)]
    assert all(("sos",) in r.counts for r in weeks)
    await log.close()


async def test_on_the_real_store(clock, tmp_path: Path) -> None:
    keys = new_keys(MONDAY.date())
    path = tmp_path / "safar.db"
    async with SqliteStore(path, keys, now=clock) as store:
        log = TopicLog(new_tally(clock), store, every=3600)
        await log.open()
        for person in range(40):
            log.tally.count(person, ["sos"])
        await log.close()
    assert read_releases(path) == []
    clock.now = datetime(2026, 3, 9, 0, 5, tzinfo=UTC)
    async with SqliteStore(path, keys, now=clock) as store:
        log = TopicLog(new_tally(clock), store, every=3600)
        await log.open()
        (drawn,) = read_releases(path)
        assert drawn.start == date(2026, 3, 2)
        assert ("sos",) in drawn.counts
        assert counts(log.tally) == {}  # wiped
        await log.close()
        # The same week counted and drawn again, after a clock set back: the first draw stays.
        clock.now = MONDAY
        await store.write_tally(b"")
        log = TopicLog(new_tally(clock), store, every=3600)
        await log.open()
        for person in range(200):
            log.tally.count(person, ["sos", "money-home"])
        clock.now = datetime(2026, 3, 9, 0, 5, tzinfo=UTC)
        assert await log.seal()
        assert read_releases(path) == [drawn]
        await log.close()
