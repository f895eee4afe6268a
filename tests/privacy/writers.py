"""Who writes the database that is attacked: the product's own code, and two careless ones."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from bot.dialogue.session import Session
from bot.storage.keys import new_keys
from bot.storage.sqlite import SqliteStore
from bot.topics.log import TopicLog
from bot.topics.tally import TopicTally
from tests.privacy.stream import START, TOPICS, Question

NEVER = 1e9  # seconds: the test turns the timer itself
SEAL_MINUTES = 10


class Writer(Protocol):
    folder: Path

    async def ask(self, question: Question) -> None: ...

    async def turn(self, now: datetime) -> None:
        """The timer fires."""


@dataclass
class Clock:
    now: datetime = START

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Product:
    """TopicTally, TopicLog and SqliteStore as `bot.running` wires them, with another clock."""

    folder: Path
    clock: Clock
    tally: TopicTally
    log: TopicLog
    store: SqliteStore

    async def ask(self, question: Question) -> None:
        self.clock.now = question.at
        self.tally.count(question.person, [question.topic])
        self.tally.seen(question.person, Session(locale=question.locale, origin=question.origin))

    async def turn(self, now: datetime) -> None:
        self.clock.now = now
        assert await self.log.seal()
        assert await self.store._writer.swept()


@asynccontextmanager
async def product(folder: Path, weeks: int = 1) -> AsyncIterator[Product]:
    clock = Clock()
    tally = TopicTally(TOPICS, ["tj-sughd"], clock, weeks)
    async with SqliteStore(folder / "safar.db", new_keys(START.date()), now=clock) as store:
        log = TopicLog(tally, store, NEVER)
        await log.open()
        assert await store._writer.swept()
        # The same bytes, without waiting for the disk each simulated ten minutes.
        database = store._writer.database
        assert database is not None
        await database._writer.execute_fetchall("PRAGMA synchronous = OFF")
        yield Product(folder, clock, tally, log, store)
        await log.close()


@dataclass
class Careless:
    """What many bots do: a row that says when, in which language and from where."""

    folder: Path
    sql: Iterable[str]
    columns: str  # which of the values of a question are written
    database: sqlite3.Connection = field(init=False)

    def __post_init__(self) -> None:
        self.folder.mkdir(exist_ok=True)
        self.database = sqlite3.connect(self.folder / "safar.db", isolation_level=None)
        self.database.execute("PRAGMA synchronous = OFF").fetchall()
        create, self._insert = self.sql
        self.database.execute(create)

    async def ask(self, question: Question) -> None:
        at = question.at.isoformat() if self.columns == "second" else str(question.at.date())
        row = (at, question.locale, question.origin, question.topic)
        self.database.execute(self._insert, row)

    async def turn(self, now: datetime) -> None: ...


def day_counters(folder: Path) -> Careless:
    return Careless(
        folder,
        (
            "CREATE TABLE counter (day TEXT, language TEXT, origin TEXT, topic TEXT, n INTEGER,"
            " PRIMARY KEY (day, language, origin, topic))",
            "INSERT INTO counter VALUES (?, ?, ?, ?, 1) ON CONFLICT DO UPDATE SET n = n + 1",
        ),
        "day",
    )


def raw_rows(folder: Path) -> Careless:
    return Careless(
        folder,
        (
            "CREATE TABLE asked (at TEXT, language TEXT, origin TEXT, topic TEXT)",
            "INSERT INTO asked VALUES (?, ?, ?, ?)",
        ),
        "second",
    )


def ticks(days: int) -> list[datetime]:
    """Every turn of the timer, up to the first after the last day's end."""
    count = days * 24 * 60 // SEAL_MINUTES
    return [START + timedelta(minutes=SEAL_MINUTES * n) for n in range(1, count + 1)]
