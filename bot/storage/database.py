"""One SQLite file, two connections: reads never queue behind a write that waits.

Errors are sqlite3's own; `StateError` only for a file made by a newer Safar. The threads of
the connections are daemons: an open connection never keeps a failed process alive
(aiosqlite's are not, omnilib/aiosqlite issue 299).
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import aiosqlite

from bot.errors import StateError
from bot.storage.migrations import MIGRATIONS, Step

logging.getLogger("aiosqlite").setLevel(logging.WARNING)  # at DEBUG it logs every row

Statement = tuple[str, tuple[Any, ...]]
BUSY_MS = 100  # how long SQLite itself waits for a lock; we try again, answers do not wait
CORRUPT = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_CLOSE_LIMIT = 2.0  # seconds


def code_of(error: BaseException) -> int | None:
    """SQLite's primary result code, or None."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def is_corrupt(error: BaseException) -> bool:
    return code_of(error) in CORRUPT


def is_full(error: BaseException) -> bool:
    return code_of(error) in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)


class Database:
    """An open database. Made by `open_database`."""

    def __init__(
        self, path: Path, writer: aiosqlite.Connection, reader: aiosqlite.Connection
    ) -> None:
        self._path = path
        self._writer = writer
        self._reader = reader
        self._inode = path.stat().st_ino

    @property
    def gone(self) -> bool:
        """The file was deleted or replaced under us: what we write would be lost."""
        try:
            return self._path.stat().st_ino != self._inode
        except OSError:
            return True

    async def read(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        return list(await self._reader.execute_fetchall(sql, values))  # type: ignore[arg-type]

    async def write(self, statements: Iterable[Statement]) -> None:
        """All or nothing. BEGIN IMMEDIATE: a deferred upgrade fails at once, whatever the
        timeout."""
        await _transaction(self._writer, statements)

    async def checkpoint(self) -> bool:
        """Move the write-ahead log into the database and cut it to zero bytes, so that no
        older version of a row stays on disk. False: a reader is in the way."""
        # Without waiting: a reader may take long, and the next write would wait as well.
        await self._writer.execute_fetchall("PRAGMA busy_timeout = 0")
        try:
            rows = list(await self._writer.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)"))
        finally:
            await self._writer.execute_fetchall(f"PRAGMA busy_timeout = {BUSY_MS}")
        return bool(rows) and rows[0][0] == 0

    async def vacuum(self) -> None:
        """Rows back in key order within their pages: else the layout tells who came first."""
        await self._writer.execute("VACUUM")

    async def close(self) -> None:
        for connection in (self._reader, self._writer):
            await _close(connection)


async def open_database(path: Path, steps: Sequence[Step] = MIGRATIONS) -> Database:
    """Open, look it over (`quick_check`), bring the schema up to date."""
    _create(path)
    opened: list[aiosqlite.Connection] = []
    try:
        for _ in range(2):
            opened.append(await _connect(path))
            if len(opened) == 1:
                await _look_over(opened[0])
                await _migrate(opened[0], path, steps)
        writer, reader = opened
        await reader.execute_fetchall("PRAGMA query_only = ON")
        return Database(path, writer, reader)
    except BaseException:
        for connection in opened:
            await _close(connection)
        raise


def _create(path: Path) -> None:
    """Private from its first moment; SQLite gives the same mode to the files beside it."""
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


async def _connect(path: Path) -> aiosqlite.Connection:
    connection = aiosqlite.connect(path, timeout=BUSY_MS / 1000, isolation_level=None)
    connection._thread.daemon = True
    try:
        await connection
    except sqlite3.Error:
        # Its thread is ending; it must not report to a loop that closed meanwhile.
        connection._thread.join(_CLOSE_LIMIT)
        raise
    try:
        # FULL: a setting was confirmed to a person, a power cut must not take it back.
        # temp_store: VACUUM would else copy rows into a temporary file elsewhere.
        for pragma in (
            "secure_delete = ON",
            "temp_store = MEMORY",
            "synchronous = FULL",
            "trusted_schema = OFF",
            "cell_size_check = ON",
        ):
            # Fetched to the end: a statement left open forbids VACUUM.
            await connection.execute_fetchall(f"PRAGMA {pragma}")
    except BaseException:
        await _close(connection)
        raise
    return connection


async def _look_over(connection: aiosqlite.Connection) -> None:
    rows = list(await connection.execute_fetchall("PRAGMA quick_check(1)"))
    if not rows or rows[0][0] != "ok":
        error = sqlite3.DatabaseError("quick_check found damage")
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error
    await connection.execute_fetchall("PRAGMA journal_mode = WAL")


async def _migrate(connection: aiosqlite.Connection, path: Path, steps: Sequence[Step]) -> None:
    rows = list(await connection.execute_fetchall("PRAGMA user_version"))
    version = int(rows[0][0])
    if version > len(steps):
        raise StateError(
            f"{path} was written by a newer Safar (schema {version}, this one knows "
            f"{len(steps)}): use that version again"
        )
    if version == len(steps):
        return
    statements: list[Statement] = [(sql, ()) for step in steps[version:] for sql in step]
    statements.append((f"PRAGMA user_version = {len(steps)}", ()))
    await _transaction(connection, statements)


async def _transaction(connection: aiosqlite.Connection, statements: Iterable[Statement]) -> None:
    try:  # around BEGIN too: a cancelled caller must not leave it behind
        await connection.execute("BEGIN IMMEDIATE")
        for sql, values in statements:
            await connection.execute(sql, values)
        await connection.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            await connection.execute("ROLLBACK")
        raise


async def _close(connection: aiosqlite.Connection) -> None:
    """Give up on a hanging disk; the daemon thread ends with the process."""
    with contextlib.suppress(sqlite3.Error, ValueError, TimeoutError):
        await asyncio.wait_for(connection.close(), _CLOSE_LIMIT)
