"""What a state folder holds, looked at from outside."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from bot.dialogue.session import Session
from bot.storage.keys import Keys, read_keys
from bot.storage.seal import Seal
from bot.storage.sqlite import SqliteStore
from tests.storage.conftest import residue


def _now() -> datetime:
    return datetime.now(UTC)


def keys_of(state: Path) -> Keys:
    return read_keys(state, now=_now())


async def keep(state: Path, sessions: Mapping[int, Session]) -> None:
    """Settings as the program would have left them; keys are made where there are none."""
    os.mkdir(state, 0o700)
    async with SqliteStore(state / "safar.db", keys_of(state), now=_now) as store:
        await asyncio.gather(*(store.put(chat, session) for chat, session in sessions.items()))


async def sessions_of(state: Path, chats: Iterable[int]) -> list[Session]:
    """The settings as the next start would read them. The program must have ended."""
    async with SqliteStore(state / "safar.db", keys_of(state), now=_now) as store:
        return [await store.get(chat_id) for chat_id in chats]


async def settings_of(state: Path, chat_id: int) -> Session:
    (session,) = await sessions_of(state, [chat_id])
    return session


def rows_of(state: Path) -> int:
    """Rows of settings, in a database that is whole."""
    database = sqlite3.connect(state / "safar.db")
    try:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        (rows,) = database.execute("SELECT count(*) FROM settings").fetchone()
        return int(rows)
    finally:
        database.close()


def on_disk(state: Path, chat_id: int) -> bool:
    """Whether there is a row of this chat; also while the program runs."""
    key, *_ = Seal(keys_of(state)).row_keys(chat_id)
    database = sqlite3.connect(f"file:{state / 'safar.db'}?mode=ro", uri=True)
    try:
        found = database.execute("SELECT 1 FROM settings WHERE key = ?", (key,)).fetchall()
        return bool(found)
    finally:
        database.close()


def residue_of(state: Path, chat_id: int) -> list[str]:
    """Files that hold this chat's id, as a number of eight bytes, or its row key."""
    marks = [chat_id.to_bytes(8, "little"), chat_id.to_bytes(8, "big"),
             *Seal(keys_of(state)).row_keys(chat_id)]  # fmt: skip
    if chat_id > 10**6:  # a short number stands everywhere
        marks.append(str(chat_id).encode())
    return residue(state, marks)
