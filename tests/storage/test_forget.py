"""After /forget nothing is left: in the database, its log, or any other file."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.dialogue.session import Session
from bot.storage.keys import Keys, read_keys
from bot.storage.seal import Seal

from .conftest import DEADLINE, residue, until
from .test_faults import marks

ROOT = Path(__file__).resolve().parents[2]
ME = 5_377_001_234
RU = Session(locale="ru", origin="tj", region="tj-sughd", stage="away")


@pytest.mark.fault("P03")
async def test_no_residue_and_idempotent(opened, state, keys: Keys) -> None:
    async with opened() as store:
        for n in range(50):
            await store.put(ME + n, RU)
            await store.put(ME, Session(locale="ky", region=f"r{n}"))
        await until(lambda: residue(state, marks(keys, ME)) == ["safar.db"])
        start = time.perf_counter()
        await store.forget(ME)
        assert time.perf_counter() - start < 5
        assert residue(state, marks(keys, ME)) == []
        assert ME not in store._cache
        assert ME not in store._writer.waiting
        picture = (state / "safar.db").read_bytes()
        await store.forget(ME)
        assert (state / "safar.db").read_bytes() == picture
        assert await store.get(ME) == Session()
        assert await store.get(ME + 1) == RU


@pytest.mark.fault("P03")
async def test_no_residue_of_many_in_any_order(opened, state, keys: Keys) -> None:
    """Pages split, merge and are freed: what SQLite moves about must be wiped as well."""
    people = [ME + n * 7919 for n in range(600)]
    order = people[:]
    random.Random(1).shuffle(order)
    async with opened() as store:
        for person in people:
            store._change(person, RU)
        await until(lambda: not store._writer.waiting)
        for person in order[:550]:
            store._change(person, Session())
        await until(lambda: not store._writer.waiting)
        await store.forget(order[550])
        needles = [Seal(keys).row_keys(person)[0] for person in order[:551]]
        picture = b"".join(p.read_bytes() for p in sorted(state.rglob("*")) if p.is_file())
        assert [needle.hex() for needle in needles if needle in picture] == []
        left = [Seal(keys).row_keys(person)[0] for person in order[551:]]
        assert all(needle in picture for needle in left)


@pytest.mark.fault("P03")
async def test_with_a_reader_open(opened, state, keys: Keys) -> None:
    async with opened(forget_patience=0.4) as store:
        await store.put(ME, RU)
        reader = sqlite3.connect(state / "safar.db", isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM settings").fetchone()
        await store.put(ME, Session(locale="ky"))
        start = time.perf_counter()
        await store.forget(ME)
        assert time.perf_counter() - start < 5
        assert await store.get(ME) == Session()
        assert residue(state, marks(keys, ME)) != []  # the reader still needs it
        reader.execute("COMMIT")
        await until(lambda: residue(state, marks(keys, ME)) == [])
        reader.close()


@pytest.mark.fault("P03")
async def test_a_change_that_waits_does_not_bring_anybody_back(opened, state, keys) -> None:
    async with opened() as store:
        store._change(ME, RU)
        await store.forget(ME)
        assert residue(state, marks(keys, ME)) == []
    async with opened() as store:
        assert await store.get(ME) == Session()


KILLED = """
import asyncio, os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from bot.dialogue.session import Session
from bot.storage import database
from bot.storage.keys import read_keys
from bot.storage.sqlite import SqliteStore

async def never(self):
    os.kill(os.getpid(), signal.SIGKILL)

async def main():
    now = lambda: datetime.now(UTC)
    state, me = Path(sys.argv[1]), int(sys.argv[2])
    keys = read_keys(state, now=now(), environ={})
    async with SqliteStore(state / "safar.db", keys, now=now) as store:
        for n in range(30):
            await store.put(me, Session(region=f"r{n}"))
        await store._writer.swept()
        database.Database.checkpoint = never
        await store.forget(me)

asyncio.run(main())
"""


def forget_and_die(state: Path) -> int:
    return subprocess.run(
        [sys.executable, "-c", KILLED, str(state), str(ME)], cwd=ROOT, timeout=DEADLINE, check=False
    ).returncode


@pytest.mark.fault("P03")
async def test_killed_between_deletion_and_checkpoint(opened, state, clock) -> None:
    assert forget_and_die(state) == -signal.SIGKILL
    keys = read_keys(state, now=clock.now, environ={})
    assert residue(state, marks(keys, ME)) != []
    async with opened(keys=keys) as store:
        await until(lambda: residue(state, marks(keys, ME)) == [])
        assert await store.get(ME) == Session()
