"""An open question lies sealed with the settings, and is wiped within 24 hours, asked or not."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.dialogue.session import OpenQuestion, Session, hour_of
from bot.storage import writer
from bot.storage.keys import Keys
from bot.storage.seal import Seal

from .conftest import Clock, residue, until

ME = 5_377_001_234
SETTINGS = Session(locale="ru", origin="tj", region="tj-sughd", stage="away")
Opened = Callable[..., Any]


def asked(clock: Clock) -> OpenQuestion:
    return OpenQuestion("stay-days", "3f9a", "112qi0k", hour_of(clock.now), 17)


def sealed(state: Path) -> list[tuple[bytes, bytes]]:
    with sqlite3.connect(state / "safar.db") as database:
        return database.execute("SELECT key, sealed FROM settings").fetchall()


def on_disk(state: Path, keys: Keys) -> list[Session]:
    """What anybody with the database and the keys reads."""
    seal = Seal(keys)
    found = [seal.open_session(key, row) for key, row in sealed(state)]
    return [one[0] for one in found if one]


@pytest.fixture
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """The writer looks at an idle database all the time instead of once a minute."""
    monkeypatch.setattr(writer, "_IDLE", 0.02)


async def test_it_outlives_a_restart(opened: Opened, clock: Clock) -> None:
    session = replace(SETTINGS, open=asked(clock))
    async with opened() as store:
        await store.put(ME, session)
    clock.now += timedelta(hours=5)
    async with opened() as store:
        assert await store.get(ME) == session


async def test_a_row_with_it_is_as_long_as_one_without(
    opened: Opened, clock: Clock, state: Path
) -> None:
    async with opened() as store:
        await store.put(ME, replace(SETTINGS, open=asked(clock)))
        await store.put(ME + 1, SETTINGS)
    assert {len(row) for _, row in sealed(state)} == {168}


@pytest.mark.usefixtures("often")
async def test_wiped_at_rest_while_the_bot_runs(
    opened: Opened, clock: Clock, state: Path, keys: Keys
) -> None:
    start = clock.now
    session = replace(SETTINGS, open=asked(clock))
    async with opened() as store:
        await store.put(ME, session)
        await store.put(ME + 1, Session(open=asked(clock)))
        await store.put(ME + 2, replace(SETTINGS, open=replace(asked(clock), hour=10**6)))
        before = [row for _, row in sealed(state)]
        clock.now = start + timedelta(hours=23, minutes=59)
        hour = hour_of(clock.now)
        await until(lambda: store._writer._purged == hour)
        assert session in on_disk(state, keys)
        clock.now = start + timedelta(hours=24)
        await until(lambda: session not in on_disk(state, keys))
        # Who had said nothing else has no row any more; a question of today stays.
        left = on_disk(state, keys)
        assert SETTINGS in left
        assert len(left) == 2
        assert [one.open.hour for one in left if one.open] == [10**6]
        assert await store.get(ME) == SETTINGS
        assert await store.get(ME + 1) == Session()
    gone = [row for row in before if row not in [now for _, now in sealed(state)]]
    assert len(gone) == 2
    assert residue(state, gone) == []


async def test_wiped_at_the_next_start(
    opened: Opened, clock: Clock, state: Path, keys: Keys
) -> None:
    async with opened() as store:
        await store.put(ME, replace(SETTINGS, open=asked(clock)))
    clock.now += timedelta(days=3)
    async with opened() as store:
        await until(lambda: store._writer._purged is not None)
        assert on_disk(state, keys) == [SETTINGS]


async def test_never_given_back_nor_written_again_when_old(
    opened: Opened, clock: Clock, state: Path, keys: Keys
) -> None:
    """The month of last use is rewritten from what lies in RAM: without the old question."""
    async with opened() as store:
        await store.put(ME, replace(SETTINGS, open=asked(clock)))
        clock.now = datetime(2026, 4, 20, tzinfo=UTC)
        assert await store.get(ME) == SETTINGS
        await until(lambda: not store._writer.waiting)
        assert on_disk(state, keys) == [SETTINGS]


async def test_the_month_of_last_use_stays_as_it_was(
    opened: Opened, clock: Clock, state: Path, keys: Keys
) -> None:
    async with opened() as store:
        await store.put(ME, replace(SETTINGS, open=asked(clock)))
    ((key, row),) = sealed(state)
    month = (Seal(keys).open_session(key, row) or (None, 0))[1]
    clock.now += timedelta(days=40)
    async with opened() as store:
        await until(lambda: store._writer._purged is not None)
    ((key, row),) = sealed(state)
    assert (Seal(keys).open_session(key, row) or (None, 1))[1] == month


async def test_forgotten_with_the_rest(opened: Opened, clock: Clock, state: Path) -> None:
    async with opened() as store:
        await store.put(ME, replace(SETTINGS, open=asked(clock)))
        await store.forget(ME)
        assert sealed(state) == []
