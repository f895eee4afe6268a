"""The default store: one SQLite file. Reads come from RAM after a chat's first press."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from bot.dialogue.ports import Release, StoreUnavailable
from bot.dialogue.session import Session, fresh
from bot.storage.database import Statement
from bot.storage.keys import Keys
from bot.storage.migrations import MIGRATIONS, Step
from bot.storage.record import expired, month_of
from bot.storage.releases import insert_release
from bot.storage.seal import Seal
from bot.storage.writer import Writer

log = logging.getLogger(__name__)

CACHE_SIZE = 20_000  # chats
REPLICA = 0
_EMPTY = Session()


class SqliteStore:
    """`SettingsStore` and `TallyShelf` over SQLite. Use as `async with`, or open and close.

    patience: seconds a read may take; write_patience: seconds `put` waits for the disk;
    forget_patience: the same for `forget`, both its steps together; retry: seconds between
    two tries of what could not be written.
    """

    def __init__(
        self,
        path: Path,
        keys: Keys,
        *,
        now: Callable[[], datetime],
        patience: float = 0.2,
        write_patience: float = 1.0,
        forget_patience: float = 4.0,
        retry: float = 1.0,
        steps: Sequence[Step] = MIGRATIONS,
    ) -> None:
        self._seal = Seal(keys)
        self._now = now
        self._writer = Writer(path, self._seal, now, retry, steps)
        self._cache: OrderedDict[int, tuple[Session, int]] = OrderedDict()
        self._patience = patience
        self._write_patience = write_patience
        self._forget_patience = forget_patience
        self._retry = retry
        self._no_read_before = 0.0  # loop time
        self._changes = 0

    async def open(self) -> None:
        """Raises `StateError` where an operator must act: a folder or file that is not ours, a
        newer schema. Anything else (locked, full) leaves a store that heals itself."""
        await self._writer.start()

    async def close(self) -> None:
        await self._writer.stop()
        self._cache.clear()

    async def __aenter__(self) -> SqliteStore:
        await self.open()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def get(self, chat_id: int) -> Session:
        waiting = self._writer.waiting.get(chat_id)
        if waiting is not None:
            return fresh(waiting.session or _EMPTY, self._now())
        known = self._cache.get(chat_id)
        if known is None:
            changes = self._changes
            known = await self._fetch(chat_id)
            if changes == self._changes:
                self._remember(chat_id, known)
        else:
            self._cache.move_to_end(chat_id)
        now = self._now()
        session, month = fresh(known[0], now), known[1]
        if session == _EMPTY or month == month_of(now):
            return session
        if expired(month, now):
            session = _EMPTY
        # The month of last use, at most once a month; nobody waits for it.
        self._change(chat_id, session)
        return session

    async def put(self, chat_id: int, session: Session) -> None:
        now = self._now()
        if chat_id not in self._writer.waiting and self._cache.get(chat_id) == (
            session,
            month_of(now),
        ):
            return
        done = self._change(chat_id, session)
        if not await _wait(done, self._write_patience):
            raise StoreUnavailable

    async def forget(self, chat_id: int) -> None:
        done = self._change(chat_id, _EMPTY)
        self._cache.pop(chat_id, None)
        if not await _wait(done, self._forget_patience / 2):
            raise StoreUnavailable
        # A reader elsewhere may hold the log open: the writer goes on trying.
        await _wait(self._writer.swept(), self._forget_patience / 2)

    async def read_tally(self) -> bytes | None:
        rows = await self._read("SELECT sealed FROM tally WHERE replica = ?", (REPLICA,))
        if not rows:
            return None
        tally = self._seal.open_tally(REPLICA, rows[0][0])
        if tally is None:
            log.warning("The topic tally was sealed with keys we do not have: it starts empty.")
        return tally

    async def write_tally(self, tally: bytes) -> None:
        await self._job([self._tally_row(tally)])

    async def release(self, releases: Sequence[Release], tally: bytes) -> None:
        statements = [one for release in releases for one in insert_release(release)]
        self._writer.vacuum_wanted = True
        await self._job([*statements, self._tally_row(tally)])

    def _tally_row(self, tally: bytes) -> Statement:
        return (
            "INSERT INTO tally VALUES (?, ?) ON CONFLICT (replica)"
            " DO UPDATE SET sealed = excluded.sealed",
            (REPLICA, self._seal.seal_tally(REPLICA, tally)),
        )

    async def _job(self, statements: list[Statement]) -> None:
        if not await _wait(self._writer.job(statements), self._forget_patience):
            raise StoreUnavailable

    def _change(self, chat_id: int, session: Session) -> asyncio.Future[bool]:
        self._changes += 1
        try:
            done = self._writer.change(chat_id, None if session == _EMPTY else session)
        except ValueError:
            log.error("Settings do not fit into their sealed block; they are not kept.")
            raise StoreUnavailable from None
        self._remember(chat_id, (session, month_of(self._now())))
        return done

    def _remember(self, chat_id: int, known: tuple[Session, int]) -> None:
        self._cache[chat_id] = known
        self._cache.move_to_end(chat_id)
        if len(self._cache) > CACHE_SIZE:
            self._cache.popitem(last=False)

    async def _fetch(self, chat_id: int) -> tuple[Session, int]:
        this_month = month_of(self._now())
        for place, key in enumerate(self._seal.row_keys(chat_id)):
            rows = await self._read("SELECT sealed FROM settings WHERE key = ?", (key,))
            opened = self._seal.open_session(key, rows[0][0]) if rows else None
            if opened is None:
                continue
            if place > 0 and not expired(opened[1], self._now()):
                # Under the previous keys: written anew under the current ones.
                session = fresh(opened[0], self._now())
                self._change(chat_id, session)
                return session, this_month
            return opened
        return _EMPTY, this_month

    async def _read(self, sql: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        database = self._writer.database
        clock = asyncio.get_running_loop().time
        if database is None or clock() < self._no_read_before:
            raise StoreUnavailable
        try:
            return await asyncio.wait_for(database.read(sql, values), self._patience)
        except (sqlite3.Error, ValueError, TimeoutError) as error:
            self._no_read_before = clock() + self._retry  # the next press waits for nothing
            self._writer.noticed(error)
            raise StoreUnavailable from None


async def _wait(done: asyncio.Future[bool], seconds: float) -> bool:
    """Whether it came true in that time; the work itself goes on."""
    await asyncio.wait({done}, timeout=seconds)
    return done.done() and not done.cancelled() and done.result()
